//! Adds a domain to a tenant, and takes note that its proof was found.

use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    users::delete::partner_of,
};
use nahtlos_model::{
    directory::Domain,
    domains::{add, unknown},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::directory;

/// Adds a domain.
#[derive(Debug, Clone)]
pub struct AddDomain {
    /// Tenant.
    pub tenant_id: String,
    /// Its name.
    pub name: String,
}

impl UseCase for AddDomain {
    type Out = Domain;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageDomains, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Domain, Halt> {
        let others = directory::domains(act.tx, &self.tenant_id).await?;
        let number = u64::from_be_bytes(act.inner.clock.random()[..8].try_into().unwrap_or_default());
        let domain = add(&self.name, &self.tenant_id, &others, number)?;
        if directory::domain(act.tx, &domain.name).await?.is_some() {
            return Err(Refusal::new(Code::DomainTaken).with("domain", &domain.name).at("id").into());
        }
        directory::insert_domain(act.tx, &domain).await?;
        record(act, None, Some(&domain), "add_domain")?;
        Ok(domain)
    }
}

/// Takes note that the record which proves a domain was found. Whoever runs this has looked for it.
#[derive(Debug, Clone)]
pub struct VerifyDomain {
    /// Tenant.
    pub tenant_id: String,
    /// Its name.
    pub name: String,
    /// The text that was found.
    pub proof: String,
}

impl UseCase for VerifyDomain {
    type Out = Domain;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageDomains, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Domain, Halt> {
        let found = directory::domain(act.tx, &self.name).await?;
        let before = found.filter(|d| d.tenant_id == self.tenant_id).ok_or_else(|| unknown(&self.name))?;
        if before.proof != self.proof {
            let refusal = Refusal::new(Code::DomainUnproved).with("domain", &before.name);
            return Err(refusal.with("proof", &before.proof).into());
        }
        if before.verified {
            return Ok(before);
        }
        let mut after = before.clone();
        after.verified = true;
        directory::update_domain(act.tx, &after).await?;
        record(act, Some(&before), Some(&after), "verify_domain")?;
        Ok(after)
    }
}

/// Records a change of a domain.
pub(crate) fn record(act: &mut Act<'_>, before: Option<&Domain>, after: Option<&Domain>, operation: &'static str) -> Result<(), Halt> {
    let Some(shown) = after.or(before) else { return Ok(()) };
    let partner = partner_of(act, &shown.tenant_id);
    act.changed(Changed {
        scope: &shown.tenant_id,
        partner: &partner,
        resource: "domain",
        id: &shown.name,
        operation,
        before,
        after,
    })
}
