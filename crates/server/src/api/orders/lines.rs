//! Lines of an order as clients send them, read into what the engine asks for. Absent, null, empty and zero dates are all "not said".

use crate::api::convert;
use nahtlos_engine::orders::Line;
use nahtlos_model::refusals::Refusal;
use nahtlos_wire::orders as wire;

/// A text that says something.
pub(crate) fn said(text: Option<&String>) -> Option<String> {
    text.map(|t| t.trim()).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// A line of the body's `lineItems`.
pub(super) fn read(sent: &wire::OrderLineItem, place: usize) -> Result<Line, Refusal> {
    let at = |field: &str| format!("lineItems[{place}].{field}");
    let quantity = sent.quantity.ok_or_else(|| Refusal::property(at("quantity"), "must be given"))?;
    let item = said(sent.offer_id.as_ref()).ok_or_else(|| Refusal::property(at("offerId"), "must be given"))?;
    let renewal = sent.renews_to.as_ref().and_then(|r| r.term_duration.as_deref()).unwrap_or("");
    let more = sent.additional_partner_ids_on_record.iter().flatten();
    Ok(Line {
        item,
        quantity: i64::from(quantity),
        cycle: None,
        term: convert::term(sent.term_duration.as_deref().unwrap_or(""), &at("termDuration"))?,
        friendly_name: said(sent.friendly_name.as_ref()),
        mpn_id: said(sent.partner_id_on_record.as_ref()),
        parent_id: said(sent.parent_subscription_id.as_ref()),
        renewal_term: convert::term(renewal, &at("renewsTo.termDuration"))?,
        promotion: said(sent.promotion_id.as_ref()),
        custom_end: sent.custom_term_end_date.map(|end| end.date()),
        more_mpn_ids: more.filter_map(|mpn| said(Some(mpn))).collect(),
        attested: sent.attestation_accepted.unwrap_or(false),
        provisioning: sent.provisioning_context.clone().unwrap_or_default(),
    })
}
