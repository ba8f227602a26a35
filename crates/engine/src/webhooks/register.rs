//! Registers for webhooks: the tenant's one registration, or one of the calling application's own.

use super::address;
use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    permissions::Action,
    refusals::Code,
    webhooks::{Registrant, Registration, Wanted},
};
use nahtlos_store::webhooks;

/// A first registration.
#[derive(Debug, Clone)]
pub struct Register {
    /// It is the calling application's own, not the tenant's.
    pub internal: bool,
    /// What is asked for.
    pub wanted: Wanted,
    /// Scheme and host by which the caller reached us.
    pub base: String,
}

/// Replaces a registration whole.
#[derive(Debug, Clone)]
pub struct Reregister {
    /// It is the calling application's own, not the tenant's.
    pub internal: bool,
    /// What is asked for.
    pub wanted: Wanted,
    /// Scheme and host by which the caller reached us.
    pub base: String,
}

/// Whose registration is meant: empty for the tenant's.
pub(super) fn owner(internal: bool, application: &str) -> &str {
    if internal { application } else { "" }
}

impl UseCase for Register {
    type Out = Registration;

    fn needs(&self) -> Need {
        Need::own(Action::ManageWebhooks)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Registration, Halt> {
        address::check(&self.wanted.url, act.inner.sandbox)?;
        let owner = owner(self.internal, &act.call.actor.application).to_owned();
        if webhooks::find(act.tx, permit.tenant(), &owner).await?.is_some() {
            return Err(Code::WebhookExists.into());
        }
        let by = Registrant {
            partner_id: permit.tenant().to_owned(),
            owner,
            subscriber_id: act.guid(),
            base: self.base.clone(),
        };
        let made = Registration::first(&self.wanted, by, act.now)?;
        webhooks::insert(act.tx, &made).await?;
        record(act, None, &made, "create_webhook")?;
        Ok(made)
    }
}

impl UseCase for Reregister {
    type Out = Registration;

    fn needs(&self) -> Need {
        Need::own(Action::ManageWebhooks)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Registration, Halt> {
        address::check(&self.wanted.url, act.inner.sandbox)?;
        let owner = owner(self.internal, &act.call.actor.application).to_owned();
        let before = webhooks::find(act.tx, permit.tenant(), &owner).await?.ok_or(Code::WebhookUnknown)?;
        let after = before.again(&self.wanted, &self.base, act.now)?;
        webhooks::update(act.tx, &before, &after).await?;
        record(act, Some(&before), &after, "update_webhook")?;
        Ok(after)
    }
}

/// Records a change of a registration. Its address stands there without its query, which is where receivers keep their secrets.
fn record(act: &mut Act<'_>, before: Option<&Registration>, after: &Registration, operation: &'static str) -> Result<(), Halt> {
    let hide = |one: &Registration| Registration {
        url: one.url.split('?').next().unwrap_or_default().to_owned(),
        ..one.clone()
    };
    let (before, shown) = (before.map(hide), hide(after));
    act.changed(Changed {
        scope: &after.partner_id,
        partner: &after.partner_id,
        resource: "webhook",
        id: &after.subscriber_id,
        operation,
        before: before.as_ref(),
        after: Some(&shown),
    })
}

/// Records what was done with deliveries.
pub(super) fn record_doing(act: &mut Act<'_>, partner: &str, id: &str, operation: &'static str) -> Result<(), Halt> {
    act.changed(Changed {
        scope: partner,
        partner,
        resource: "webhook",
        id,
        operation,
        before: NOTHING,
        after: NOTHING,
    })
}
