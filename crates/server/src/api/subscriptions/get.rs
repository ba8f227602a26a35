//! One subscription, its provisioning and registration, its support contact.

use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{instants::Instant, permissions::Action, refusals::Code, subscriptions::Status};
use nahtlos_wire::{
    Attributes, Links,
    enums::{ProvisioningStatus, RegistrationStatus},
    subscriptions as wire,
};

fn need(ask: &Ask) -> Need {
    Need::customer(Action::ReadSubscriptions, &ask.id(0))
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.center.engine.subscription(&ask.call, &need(&ask), &ask.id(1)).await?;
    Ok(Answer::ok(&ask.view().subscription(&found)))
}

pub(crate) async fn provisioning(ask: Ask) -> Result<Answer, Problem> {
    let s = ask.read(need(&ask)).await?.subscription(&ask.id(1)).await?;
    let status = if s.status == Status::Pending {
        ProvisioningStatus::Pending
    } else {
        ProvisioningStatus::Success
    };
    Ok(Answer::ok(&wire::SubscriptionProvisioningStatus {
        sku_id: Some(s.licence.to_string().to_ascii_uppercase()),
        status: Some(status),
        quantity: Some(convert::count(s.quantity)),
        end_date: s.end.map(Instant::start_of),
        attributes: Some(Attributes::of("SubscriptionProvisioningStatus")),
    }))
}

pub(crate) async fn registration(ask: Ask) -> Result<Answer, Problem> {
    let s = ask.read(need(&ask)).await?.subscription(&ask.id(1)).await?;
    Ok(Answer::ok(&wire::SubscriptionRegistrationStatus {
        subscription_id: Some(s.id),
        status: Some(RegistrationStatus::NotRegistered),
        attributes: Some(Attributes::of("SubscriptionRegistrationStatus")),
    }))
}

pub(crate) async fn support(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let s = reading.subscription(&ask.id(1)).await?;
    let contact = match s.support.clone() {
        Some(contact) => contact,
        None => {
            let partner = reading.own_partner().await?.ok_or(Code::NotFound)?;
            nahtlos_model::subscriptions::SupportContact {
                tenant_id: partner.id,
                mpn_id: partner.mpn_id,
                name: partner.name,
            }
        }
    };
    Ok(Answer::ok(&shown(&s.customer_id, &s.id, &contact)))
}

pub(crate) fn shown(customer: &str, id: &str, contact: &nahtlos_model::subscriptions::SupportContact) -> wire::SupportContact {
    wire::SupportContact {
        support_tenant_id: Some(contact.tenant_id.clone()),
        support_mpn_id: Some(contact.mpn_id.clone()),
        name: Some(contact.name.clone()),
        links: Some(Links::to_self(format!("/customers/{customer}/subscriptions/{id}/supportcontact"))),
        attributes: Some(Attributes::of("SupportContact")),
    }
}
