//! Rarer operations: registration, activation, activation links, the support contact.

use super::get::shown;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, subscriptions::change::SetSupportContact};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::SupportContact,
};
use nahtlos_wire::{Collection, Link, orders::OrderLineItemActivationLink, subscriptions as wire};

/// Only Azure subscriptions are registered; licence-based ones are refused, as the reference does.
pub(crate) async fn register(ask: Ask) -> Result<Answer, Problem> {
    let s = ask
        .read(Need::customer(Action::ManageSubscriptions, &ask.id(0)))
        .await?
        .subscription(&ask.id(1))
        .await?;
    Err(Refusal::new(Code::NotAzure).with("id", &s.id).into())
}

/// Licence-based subscriptions are active from the start.
pub(crate) async fn activate(ask: Ask) -> Result<Answer, Problem> {
    let s = ask
        .read(Need::customer(Action::ManageSubscriptions, &ask.id(0)))
        .await?
        .subscription(&ask.id(1))
        .await?;
    Err(Refusal::new(Code::AlreadyActivated).with("id", &s.id).into())
}

/// Licence-based subscriptions need no activation, so there are no links.
pub(crate) async fn links(ask: Ask) -> Result<Answer, Problem> {
    ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0)))
        .await?
        .subscription(&ask.id(1))
        .await?;
    let none: Vec<OrderLineItemActivationLink> = Vec::new();
    Ok(Answer::ok(&Collection::of(none).with_link("self", Link::get(ask.path.clone()))))
}

pub(crate) async fn set_support(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::SupportContact = ask.read_body()?;
    let contact = SupportContact {
        tenant_id: sent.support_tenant_id.unwrap_or_default(),
        mpn_id: sent.support_mpn_id.unwrap_or_default(),
        name: sent.name.unwrap_or_default(),
    };
    let (customer, id) = (ask.id(0), ask.id(1));
    let command = SetSupportContact {
        customer_id: customer.clone(),
        id: id.clone(),
        contact,
    };
    ask.write(command, move |contact| Answer::ok(&shown(&customer, &id, contact))).await
}
