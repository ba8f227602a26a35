//! Lines of a cart as clients send them, read into what the engine asks for. Absent, null, empty and zero dates are all "not said".

use crate::api::{convert, orders::said};
use nahtlos_engine::{
    carts::{CartLineWanted, parent_of},
    orders::Line,
};
use nahtlos_model::refusals::Refusal;
use nahtlos_wire::{carts as wire, enums::ParticipantType};

/// A line, at a place such as `lineItems[0]`.
pub(super) fn read(sent: &wire::CartLineItem, place: &str) -> Result<CartLineWanted, Refusal> {
    let at = |field: &str| format!("{place}.{field}");
    let quantity = sent.quantity.ok_or_else(|| Refusal::property(at("quantity"), "must be given"))?;
    let cycle = sent
        .billing_cycle
        .map(|c| convert::plan(c, &at("billingCycle")))
        .transpose()?
        .flatten();
    let renewal = sent.renews_to.as_ref().and_then(|r| r.term_duration.as_deref()).unwrap_or("");
    let provisioning = sent.provisioning_context.clone().unwrap_or_default();
    let (mpn_id, more_mpn_ids) = partners(sent);
    let addons = sent.addon_items.iter().flatten().enumerate();
    let line = Line {
        item: said(sent.catalog_item_id.as_ref()).unwrap_or_default(),
        quantity: i64::from(quantity),
        cycle,
        term: convert::term(sent.term_duration.as_deref().unwrap_or(""), &at("termDuration"))?,
        friendly_name: said(sent.friendly_name.as_ref()),
        mpn_id,
        parent_id: parent_of(&provisioning),
        renewal_term: convert::term(renewal, &at("renewsTo.termDuration"))?,
        promotion: said(sent.promotion_id.as_ref()),
        custom_end: sent.custom_term_end_date.map(|end| end.date()),
        more_mpn_ids,
        attested: sent.attestation_accepted.unwrap_or(false),
        provisioning,
    };
    Ok(CartLineWanted {
        line,
        id: sent.id.map(i64::from),
        addons: addons
            .map(|(n, addon)| read(addon, &at(&format!("addonItems[{n}]"))))
            .collect::<Result<_, _>>()?,
    })
}

/// The partner on record and further ones. Who only consumes is no partner of the sale.
fn partners(sent: &wire::CartLineItem) -> (Option<String>, Vec<String>) {
    let all = sent.participants.iter().flatten();
    let of = |wanted: fn(ParticipantType) -> bool| {
        let fits = all.clone().filter(move |p| wanted(p.key.unwrap_or(ParticipantType::Unknown)));
        fits.filter_map(|p| said(p.value.as_ref()))
    };
    let first = of(|key| matches!(key, ParticipantType::TransactionReseller | ParticipantType::Unknown)).next();
    let more = of(|key| key == ParticipantType::AdditionalTransactionReseller);
    (first, more.collect())
}
