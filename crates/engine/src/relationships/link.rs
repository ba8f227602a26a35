//! Links an indirect provider and an indirect reseller, so that either finds the other. Done by the installation itself.

use crate::{
    Engine,
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    partners::{Partner, PartnerKind, PartnerLink},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::customers;

/// What the other is in a link: the indirect reseller of the one who keeps it.
pub const IS_RESELLER: &str = "is_indirect_reseller_of";
/// What the other is in a link: the indirect provider of the one who keeps it.
pub const IS_PROVIDER: &str = "is_indirect_cloud_solution_provider_of";

/// Links a provider and a reseller.
#[derive(Debug, Clone)]
pub struct LinkPartners {
    /// The provider's tenant.
    pub provider_id: String,
    /// The reseller's tenant.
    pub reseller_id: String,
}

impl Engine {
    /// Links a provider and a reseller, on behalf of the installation itself.
    ///
    /// # Errors
    /// `NotFound` where either is no partner; a partner of another kind.
    pub async fn link_partners(&self, command: LinkPartners) -> Result<(), Halt> {
        let call = self.setup_call(&command.provider_id);
        self.execute(&call, command).await
    }
}

impl UseCase for LinkPartners {
    type Out = ();

    fn needs(&self) -> Need {
        Need::own(Action::ManageApplications)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<(), Halt> {
        let provider = of_kind(act, &self.provider_id, PartnerKind::IndirectProvider).await?;
        let reseller = of_kind(act, &self.reseller_id, PartnerKind::IndirectReseller).await?;
        link(act, &provider, &reseller).await
    }
}

async fn of_kind(act: &mut Act<'_>, id: &str, kind: PartnerKind) -> Result<Partner, Halt> {
    let found = customers::partner(act.tx, id).await?;
    let found = found.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id))?;
    if found.kind != kind {
        return Err(Refusal::property("kind", format!("{} is {}, not {kind}", found.name, found.kind)).into());
    }
    Ok(found)
}

/// Writes both directions of a link.
pub(crate) async fn link(act: &mut Act<'_>, provider: &Partner, reseller: &Partner) -> Result<(), Halt> {
    for (here, other, relationship) in [(provider, reseller, IS_RESELLER), (reseller, provider, IS_PROVIDER)] {
        let link = PartnerLink {
            other_id: other.id.clone(),
            relationship: relationship.to_owned(),
            name: other.name.clone(),
            mpn_id: other.mpn_id.clone(),
            country: other.country.clone(),
            since: act.now,
        };
        customers::link(act.tx, &here.id, &link).await?;
        act.changed(Changed {
            scope: &here.id,
            partner: &here.id,
            resource: "partner_relationship",
            id: &other.id,
            operation: "create_partner_relationship",
            before: NOTHING,
            after: Some(&link),
        })?;
    }
    Ok(())
}
