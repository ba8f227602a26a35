//! A transfer as the wire shows it to one of its sides, and our own views of it.

use crate::api::{context::View, convert};
use nahtlos_engine::transfers::{Listed, Preview, PreviewLine};
use nahtlos_model::{
    dates::day_number,
    estate::Generation,
    money::{Amount, Currency},
    orders::Order,
    transfers::{Line, Reason, Side, Transfer},
};
use nahtlos_wire::{Attributes, Link, Links, orders, transfers as wire};
use serde_json::{Map, Value};

/// Ids of legacy lines are in capitals.
fn spelled(t: &Transfer, id: &str) -> String {
    match t.flow {
        Generation::Legacy => id.to_ascii_uppercase(),
        Generation::NewCommerce => id.to_owned(),
    }
}

fn line(t: &Transfer, l: &Line) -> wire::TransferLineItem {
    let worked = l.moved || l.failure.is_some();
    wire::TransferLineItem {
        id: Some(convert::count(l.number)),
        subscription_id: Some(spelled(t, &l.subscription_id)),
        target_subscription_id: l.target_subscription_id.clone(),
        offer_id: Some(l.offer_id.clone()),
        order_id: l.order_id.clone(),
        quantity: Some(convert::count(l.quantity)),
        billing_cycle: Some(convert::cycle(l.cycle).as_str().to_owned()),
        friendly_name: Some(l.friendly_name.clone()),
        partner_id_on_record: l.mpn_id.clone(),
        product_type: l.product_type.clone(),
        transfer_group_id: l.group.filter(|_| worked).map(|group| group.to_string()),
        addon_items: Some(l.addons.iter().map(|addon| line(t, addon)).collect()),
        status: worked.then(|| if l.moved { "Complete" } else { "Failed" }.to_owned()),
        transfer_error: l.failure.as_ref().map(|failure| failure.text.clone()),
        ..wire::TransferLineItem::default()
    }
}

/// A line of a group that failed: its id stands under three names.
pub(super) fn failed_line(t: &Transfer, l: &Line) -> wire::TransferLineItem {
    let id = Some(spelled(t, &l.subscription_id));
    wire::TransferLineItem {
        entitlement_id: id.clone(),
        source_subscription_id: id,
        ..line(t, l)
    }
}

/// For the caller: 1 comes in, 2 goes out, 0 for the customer.
fn direction(side: Option<Side>) -> u32 {
    match side {
        Some(Side::Target) => 1,
        Some(Side::Source) => 2,
        None => 0,
    }
}

fn word(side: Side) -> String {
    match side {
        Side::Source => "outgoing",
        Side::Target => "incoming",
    }
    .to_owned()
}

fn address(t: &Transfer) -> String {
    format!("/customers/{}/transfers/{}", t.customer_id, t.id)
}

fn money(minor: i64, currency: Currency) -> String {
    let digits = currency.minor_digits();
    Amount { minor, digits }.to_string()
}

fn notice(code: &str, values: impl IntoIterator<Item = (&'static str, String)>) -> wire::Notice {
    let values: Map<String, Value> = values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::String(value)))
        .collect();
    wire::Notice {
        code: Some(code.to_owned()),
        values: Some(values),
    }
}

impl View {
    /// A transfer, for a tenant: one of its sides, or the customer.
    pub(super) fn transfer(&self, t: &Transfer, caller: &str) -> wire::TransferEntity {
        let side = t.side(caller);
        let modern = t.flow == Generation::NewCommerce;
        let lines = (t.shows_lines_to(side) && !(modern && t.lines.is_empty())).then(|| t.lines.iter().map(|l| line(t, l)).collect());
        let said = &t.said;
        wire::TransferEntity {
            id: Some(t.id.clone()),
            status: Some(t.status.as_str().to_owned()),
            created_time: Some(t.created),
            last_modified_time: Some(t.modified.unwrap_or(t.created)),
            completed_time: t.completed.filter(|_| modern),
            expiration_time: modern.then_some(t.expires),
            last_modified_user: Some(t.modified_by.clone()),
            customer_name: said.customer_name.clone(),
            customer_tenant_id: Some(t.customer_id.clone()),
            customer_email_id: said.customer_email.clone(),
            partner_tenant_id: Some(caller.to_owned()),
            source_partner_name: said.source_name.clone(),
            source_partner_tenant_id: Some(t.source_id.clone()),
            source_partner_email_id: said.source_email.clone(),
            target_partner_name: said.target_name.clone(),
            target_partner_tenant_id: Some(t.target_id.clone()),
            target_partner_email_id: said.target_email.clone(),
            target_product_types: said.product_types.clone(),
            partner_on_record: said.partner_on_record.clone(),
            participants: said.participants.as_ref().map(|all| {
                let pairs = all.iter().map(|(key, value)| wire::TransferParticipant {
                    key: Some(key.clone()),
                    value: Some(value.clone()),
                });
                pairs.collect()
            }),
            ignore_eligibility_check: said.ignore_eligibility,
            transfer_type: said.transfer_type,
            transfer_direction: Some(direction(side)),
            line_items: lines,
            links: Some(Links::to_self(address(t))),
            attributes: Some(Attributes::of("TransferEntity")),
            ..wire::TransferEntity::default()
        }
    }

    /// The order that a group became: without prices, and without links on lines.
    pub(super) fn transferred_order(&self, order: &Order) -> orders::Order {
        let mut shown = self.order(order, false);
        for line in shown.line_items.iter_mut().flatten() {
            line.links = Some(Links::default());
        }
        shown
    }

    /// A transfer in the caller's own list.
    pub(super) fn partner_transfer(&self, listed: &Listed) -> wire::PartnerTransfer {
        let t = &listed.transfer;
        let (other, name) = match listed.side {
            Side::Source => (&t.target_id, &t.said.target_name),
            Side::Target => (&t.source_id, &t.said.source_name),
        };
        let days = i64::from(day_number(t.expires.date()) - day_number(self.now.date()));
        wire::PartnerTransfer {
            id: Some(t.id.clone()),
            customer_id: Some(t.customer_id.clone()),
            customer_name: Some(listed.customer_name.clone()),
            direction: Some(word(listed.side)),
            generation: Some(t.flow.as_str().to_owned()),
            status: Some(t.status.as_str().to_owned()),
            open: Some(t.is_open()),
            counterpart: Some(wire::TransferCounterpart {
                tenant_id: Some(other.clone()),
                name: Some(name.clone().unwrap_or_default()),
            }),
            created_time: Some(t.created),
            expiration_time: t.is_open().then_some(t.expires),
            days_left: t.is_open().then(|| days.max(0)),
            completed_time: t.completed,
            lines: Some(if t.shows_lines_to(Some(listed.side)) {
                convert::count(t.lines.len() as i64)
            } else {
                0
            }),
            links: Some(Links::to_self(wire::path(&t.customer_id, &t.id) + "/preview").with("wire", Link::get(address(t)))),
            attributes: Some(Attributes::of("PartnerTransfer")),
        }
    }

    /// A preview: credits of a source are negative.
    pub(super) fn transfer_preview(&self, preview: &Preview) -> wire::TransferPreview {
        let sign = if preview.side == Side::Source { -1 } else { 1 };
        let able = preview.lines.iter().filter(|l| l.reason.is_none());
        let total: i64 = able.map(|l| l.money.amount_minor * sign).sum();
        let currency = preview.lines.first().map(|l| l.subscription.place.currency);
        wire::TransferPreview {
            transfer_id: Some(preview.transfer.id.clone()),
            on: Some(self.now.date()),
            direction: Some(word(preview.side)),
            currency: currency.map(|c| c.code().to_owned()),
            lines: Some(preview.lines.iter().map(|l| preview_line(l, sign)).collect()),
            total: currency.map(|c| money(total, c)),
            warnings: Some(
                preview
                    .warnings
                    .iter()
                    .map(|(code, id)| notice(code, [("subscriptionId", id.clone())]))
                    .collect(),
            ),
        }
    }
}

fn preview_line(l: &PreviewLine, sign: i64) -> wire::TransferPreviewLine {
    let (s, money_of) = (&l.subscription, &l.money);
    let currency = s.place.currency;
    wire::TransferPreviewLine {
        subscription_id: Some(s.id.clone()),
        friendly_name: Some(s.friendly_name.clone()),
        quantity: Some(s.quantity),
        held: Some(l.held),
        is_eligible: Some(l.reason.is_none()),
        reason: l.reason.as_ref().map(|reason: &Reason| notice(reason.code(), reason.values())),
        term_end: s.end,
        auto_renew: Some(s.auto_renew),
        end_action: Some(s.end_action.as_str().to_owned()),
        from: Some(money_of.from),
        until: Some(money_of.until),
        amount: Some(money(money_of.amount_minor * sign, currency)),
        commitment: Some(money(money_of.commitment_minor, currency)),
    }
}
