//! Where usage beyond limits goes: kept for the customer, though licences know none.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, customers::SetOverage};
use nahtlos_model::{customers::Overage, permissions::Action, refusals::Refusal};
use nahtlos_wire::{Attributes, Collection, Link, Links, subscriptions as wire};

fn shown(customer: &str, overage: &Overage) -> wire::Overage {
    wire::Overage {
        azure_entitlement_id: Some(overage.entitlement_id.clone()),
        partner_id: overage.mpn_id.clone(),
        kind: Some(overage.kind.clone()),
        overage_enabled: Some(overage.enabled),
        links: Some(Links::default().with("overage", Link::get(format!("/customers/{customer}/subscriptions/overage")))),
        attributes: Some(Attributes::of("Overage")),
    }
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let customer = ask
        .read(Need::customer(Action::ReadSubscriptions, &ask.id(0)))
        .await?
        .customer()
        .await?;
    let items = customer.overage.iter().map(|o| shown(&customer.id, o)).collect();
    Ok(Answer::ok(&Collection::of(items)))
}

pub(crate) async fn put(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Overage = ask.read_body()?;
    let entitlement_id = sent.azure_entitlement_id.filter(|id| !id.is_empty());
    let entitlement_id = entitlement_id.ok_or_else(|| Refusal::property("azureEntitlementId", "must be given"))?;
    let overage = Overage {
        entitlement_id,
        mpn_id: sent.partner_id.filter(|id| !id.is_empty()),
        kind: "PhoneServices".to_owned(),
        enabled: sent
            .overage_enabled
            .ok_or_else(|| Refusal::property("overageEnabled", "must be given"))?,
    };
    let customer = ask.id(0);
    let command = SetOverage {
        customer_id: customer.clone(),
        overage,
    };
    ask.write(command, move |overage| Answer::ok(&shown(&customer, overage))).await
}
