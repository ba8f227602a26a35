//! Channel transfers and their sources as the wire shows them.

use crate::api::{context::View, convert, departures::notice};
use nahtlos_engine::channel_transfers::Source;
use nahtlos_model::{
    channel_transfers::{ChannelTransfer, Line, LineStatus, Status},
    charges::{Charge, ChargeKind, Period, Rate},
    dates::plus_months,
    money::{Amount, Currency},
};
use nahtlos_wire::{Attributes, Links, channel_transfers as wire, transfers::Notice};
use serde_json::{Map, Value};

fn money(minor: i64, currency: Currency) -> String {
    let digits = currency.minor_digits();
    Amount { minor, digits }.to_string()
}

fn told(code: &str, name: &str, value: &str) -> Notice {
    Notice {
        code: Some(code.to_owned()),
        values: Some(Map::from_iter([(name.to_owned(), Value::String(value.to_owned()))])),
    }
}

/// What a line costs in its first billing period: the whole of it, and the days on which both are paid for.
fn costs(l: &Line) -> (i64, i64) {
    let end = plus_months(l.start, l.term.months());
    let period = Period::at(l.start, end, l.cycle, l.start);
    let rate = Rate {
        unit_price: l.unit_price,
        discount_percent: 0,
        currency: l.currency,
    };
    let whole = Charge::line(ChargeKind::New, period, l.start, l.quantity, rate, 1).amount_minor;
    let days = period.whole_days();
    let overlap = i128::from(whole) * i128::from(l.overlap_days()) / i128::from(days.max(1));
    (whole, i64::try_from(overlap).unwrap_or(i64::MAX))
}

fn status(status: Status) -> wire::ChannelTransferStatus {
    match status {
        Status::Scheduled => wire::ChannelTransferStatus::Scheduled,
        Status::Running => wire::ChannelTransferStatus::Running,
        Status::Complete => wire::ChannelTransferStatus::Complete,
        Status::PartiallyComplete => wire::ChannelTransferStatus::PartiallyComplete,
        Status::Failed => wire::ChannelTransferStatus::Failed,
        Status::Cancelled => wire::ChannelTransferStatus::Cancelled,
        Status::Lapsed => wire::ChannelTransferStatus::Lapsed,
    }
}

fn line(l: &Line) -> wire::ChannelTransferLine {
    wire::ChannelTransferLine {
        source_id: Some(l.source_id.clone()),
        quantity: Some(l.quantity),
        catalog_item_id: Some(l.item.clone()),
        term_duration: Some(l.term.to_string()),
        billing_cycle: Some(convert::cycle(l.cycle).as_str().to_owned()),
        start_date: Some(l.start),
        custom_term_end_date: l.custom_end,
        unit_price: Some(l.unit_price.to_string()),
        price_from: Some(l.price_from),
        overlap_days: Some(l.overlap_days()),
        overlap_cost: Some(money(costs(l).1, l.currency)),
        status: Some(match l.status {
            LineStatus::Planned => wire::ChannelLineStatus::Planned,
            LineStatus::Bought => wire::ChannelLineStatus::Bought,
            LineStatus::Live => wire::ChannelLineStatus::Live,
            LineStatus::Replaced => wire::ChannelLineStatus::Replaced,
            LineStatus::Failed => wire::ChannelLineStatus::Failed,
        }),
        order_id: l.order_id.clone(),
        subscription_id: l.subscription_id.clone(),
        retry_until: l.retry_until(),
        reason: l.problem.as_ref().map(notice),
    }
}

impl View {
    /// A subscription of another channel.
    pub(super) fn channel_source(&self, source: &Source) -> wire::ChannelSubscription {
        let s = &source.subscription;
        wire::ChannelSubscription {
            id: Some(s.id.clone()),
            channel: Some(s.channel.as_str().to_owned()),
            sku_id: Some(s.licence.to_string()),
            name: Some(s.friendly_name.clone()),
            quantity: Some(s.quantity),
            held: Some(source.held),
            start: Some(s.start),
            end: s.end,
            auto_renew: Some(s.auto_renew),
            is_eligible: Some(source.reason.is_none() && s.lock.is_none()),
            reason: source.reason.map(|code| told(code, "channel", s.channel.as_str())),
            offers: Some(
                source
                    .offers
                    .iter()
                    .map(|(item, term, cycle, sold)| wire::ChannelOffer {
                        catalog_item_id: Some(item.clone()),
                        term_duration: Some(term.to_string()),
                        billing_cycle: Some(convert::cycle(*cycle).as_str().to_owned()),
                        purchasable: Some(*sold),
                    })
                    .collect(),
            ),
            locked_by: s.lock.as_ref().map(|lock| lock.holder.clone()),
        }
    }

    /// A channel transfer.
    pub(super) fn channel_transfer(&self, t: &ChannelTransfer) -> wire::ChannelTransfer {
        let preview = self.channel_preview(t);
        wire::ChannelTransfer {
            id: Some(t.id.clone()),
            status: Some(status(t.status)),
            created_time: Some(t.created),
            version: Some(t.version),
            links: Some(Links::to_self(format!("{}/{}", wire::path(&t.customer_id), t.id))),
            ..preview
        }
    }

    /// One that is only planned: without id, state and effect.
    pub(super) fn channel_preview(&self, t: &ChannelTransfer) -> wire::ChannelTransfer {
        let currency = t.lines.first().map(|l| l.currency);
        let total: i64 = t.lines.iter().map(|l| costs(l).0).sum();
        let warnings = t.lines.iter().flat_map(|l| {
            let found = [
                ("gapBeforeSeats", l.has_gap()),
                ("noLongerSold", l.no_longer_sold),
                ("sourceWithoutEnd", l.source_end.is_none()),
            ];
            found
                .into_iter()
                .filter(|(_, is)| *is)
                .map(|(code, _)| told(code, "sourceId", &l.source_id))
        });
        wire::ChannelTransfer {
            customer_id: Some(t.customer_id.clone()),
            lead_days: Some(t.lead_days),
            partner_on_record: t.mpn_id.clone(),
            auto_renew: Some(t.auto_renew),
            lines: Some(t.lines.iter().map(line).collect()),
            currency: currency.map(|c| c.code().to_owned()),
            total: currency.map(|c| money(total, c)),
            warnings: Some(warnings.collect()),
            attributes: Some(Attributes::of("ChannelTransfer")),
            ..wire::ChannelTransfer::default()
        }
    }
}
