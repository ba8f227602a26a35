//! The partner's billing profile. Its currency is the account's and cannot be changed.

use super::{contact, contact_of, expected, need};
use crate::api::{
    answer::Answer,
    ask::Ask,
    customers::view::{address, address_of, some},
    problem::Problem,
};
use nahtlos_engine::profiles::{Own, UpdateBilling};
use nahtlos_model::profiles as model;
use nahtlos_wire::{Attributes, Links, profiles as wire};

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let own = ask.read(need()).await?.billing_profile().await?;
    Ok(Answer::ok(&shown(&own)))
}

pub(crate) async fn put(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::BillingProfile = ask.read_body()?;
    let command = UpdateBilling {
        expected: expected(&ask, sent.attributes.as_ref()),
        address: sent.address.map(address_of),
        primary_contact: sent.primary_contact.map(contact_of),
        currency: sent.billing_currency.unwrap_or_default(),
        profile: model::Billing {
            company_name: sent.company_name.unwrap_or_default(),
            purchase_order_number: sent.purchase_order_number.unwrap_or_default(),
            tax_id: sent.tax_id.unwrap_or_default(),
            // The SDK writes 0 for a day that was never set.
            billing_day: sent.billing_day.filter(|day| *day != 0),
            ..model::Billing::default()
        },
    };
    ask.write(command, |own| Answer::ok(&shown(own))).await
}

fn shown((partner, kept): &Own<model::Billing>) -> wire::BillingProfile {
    let p = &kept.value;
    wire::BillingProfile {
        company_name: some(&p.company_name),
        address: Some(address(&p.address)),
        primary_contact: Some(contact(&p.primary_contact)),
        purchase_order_number: some(&p.purchase_order_number),
        tax_id: some(&p.tax_id),
        billing_day: p.billing_day,
        billing_currency: Some(partner.currency.code().to_owned()),
        profile_type: Some("BillingProfile".to_owned()),
        links: Some(Links::to_self("/profiles/billing")),
        attributes: Some(Attributes::of("BillingProfile").with_etag(kept.etag(model::ProfileKind::Billing, &partner.id))),
    }
}
