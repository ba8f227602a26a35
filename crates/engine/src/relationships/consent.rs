//! A customer's consent to a partner's application, given and taken back by the partner on the customer's behalf.
//!
//! What a consent opens is the sign-in's business; here it is written down.

use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    identity::Consent,
    permit::Permit,
};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::identity;

/// Most grants of a consent.
const GRANTS: usize = 100;
/// Longest name and longest list of scopes.
const TEXT: usize = 2_000;

/// Consents to an application.
#[derive(Debug, Clone)]
pub struct AddConsent {
    /// Customer.
    pub customer_id: String,
    /// The consent.
    pub consent: Consent,
}

impl AddConsent {
    fn read(&self) -> Result<Consent, Refusal> {
        let guid = |text: &str, field: String| {
            let found = uuid::Uuid::try_parse(text.trim()).map(|id| id.to_string());
            found.map_err(|_| Refusal::property(field, "it is a GUID"))
        };
        let short = |text: &str, field: String| match text.chars().count() {
            0..=TEXT => Ok(()),
            _ => Err(Refusal::property(field, format!("it has more than {TEXT} characters"))),
        };
        let mut consent = self.consent.clone();
        consent.application_id = guid(&consent.application_id, "applicationId".to_owned())?;
        short(&consent.display_name, "displayName".to_owned())?;
        if consent.application_grants.is_empty() || consent.application_grants.len() > GRANTS {
            return Err(Refusal::property("applicationGrants", format!("it has 1 to {GRANTS} entries")));
        }
        for (at, grant) in consent.application_grants.iter_mut().enumerate() {
            let field = |name: &str| format!("applicationGrants[{at}].{name}");
            grant.enterprise_application_id = guid(&grant.enterprise_application_id, field("enterpriseApplicationId"))?;
            short(&grant.scope, field("scope"))?;
            if grant.scope.split(',').all(|s| s.trim().is_empty()) {
                return Err(Refusal::property(field("scope"), "it names at least one scope"));
            }
        }
        Ok(consent)
    }
}

impl UseCase for AddConsent {
    type Out = Consent;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageRelationships, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Consent, Halt> {
        let consent = self.read()?;
        let (customer, id) = (permit.tenant(), &consent.application_id);
        let before: Option<serde_json::Value> = identity::consent(act.tx, customer, id).await?;
        if before.is_some() {
            return Err(Refusal::new(Code::ConsentExists).with("id", id).at("applicationId").into());
        }
        identity::add_consent(act.tx, customer, id, &consent).await?;
        let partner = act.call.actor.tenant_id.clone();
        act.changed(Changed {
            scope: customer,
            partner: &partner,
            resource: "application",
            id,
            operation: "register_application",
            before: NOTHING,
            after: Some(&consent),
        })?;
        Ok(consent)
    }
}

/// Takes a consent back.
#[derive(Debug, Clone)]
pub struct DropConsent {
    /// Customer.
    pub customer_id: String,
    /// Application.
    pub application_id: String,
}

impl UseCase for DropConsent {
    type Out = ();

    fn needs(&self) -> Need {
        Need::customer(Action::ManageRelationships, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<(), Halt> {
        let (customer, id) = (permit.tenant(), &self.application_id);
        let before: Option<serde_json::Value> = identity::consent(act.tx, customer, id).await?;
        if !identity::drop_consent(act.tx, customer, id).await? {
            return Err(Refusal::new(Code::NotFound).with("id", id).into());
        }
        let partner = act.call.actor.tenant_id.clone();
        act.changed(Changed {
            scope: customer,
            partner: &partner,
            resource: "application",
            id,
            operation: "unregister_application",
            before: before.as_ref(),
            after: NOTHING,
        })
    }
}
