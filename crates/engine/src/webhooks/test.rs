//! A partner asks for a test of its registration: an event that nothing else raises.

use super::{
    body::{self, Body},
    lane,
    register::record_doing,
};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    permissions::Action,
    refusals::Code,
    webhooks::{Delivery, DeliveryStatus, kinds},
};
use nahtlos_store::webhooks;

/// Asks for a test; its id.
#[derive(Debug, Clone, Copy)]
pub struct RequestTest;

impl UseCase for RequestTest {
    type Out = String;

    fn needs(&self) -> Need {
        Need::own(Action::ManageWebhooks)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<String, Halt> {
        let before = webhooks::find(act.tx, permit.tenant(), "").await?.ok_or(Code::WebhookUnknown)?;
        let machine = act.inner.clock.machine();
        let after = before.test(machine, act.numbers().webhook_tests_per_minute)?;
        webhooks::update(act.tx, &before, &after).await?;
        let id = act.ordered_id();
        let kind = kinds::find(kinds::TEST).ok_or(Code::TestEventNotRegistered)?;
        let body = Body {
            event_name: kind.name,
            resource_uri: Some(format!("{}{}", after.base, kind.address.replace("{id}", &id))),
            resource_name: kind.resource_name,
            audit_uri: None,
            resource_change_utc_date: body::date(act.now, 0),
        };
        let delivery = Delivery {
            partner_id: after.partner_id.clone(),
            id: id.clone(),
            owner: after.owner.clone(),
            event: kind.name.to_owned(),
            correlation: act.call.correlation_id.clone(),
            payload: body.text()?,
            url: after.url.clone(),
            at: act.now,
            status: DeliveryStatus::Waiting,
            failures: 0,
            attempts: Vec::new(),
            due: machine,
            version: 1,
        };
        let lane = lane(&after.owner, &after.partner_id);
        webhooks::deliver(act.tx, &lane, &delivery).await?;
        webhooks::wake(act.tx, &after.partner_id, &lane, machine).await?;
        record_doing(act, &after.partner_id, &id, "send_webhook_test")?;
        Ok(id)
    }
}
