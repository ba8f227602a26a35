//! A departure as the wire shows it.

use crate::api::context::View;
use nahtlos_engine::departures::{Shown, ShownLine};
use nahtlos_model::{
    charges::Charge,
    departures::{LineStatus, Status, Way},
    money::Amount,
    orders::LineError,
};
use nahtlos_wire::{Attributes, Links, departures as wire, transfers::Notice};
use serde_json::Value;

/// A refusal that was kept: its code and values.
pub(crate) fn notice(problem: &LineError) -> Notice {
    let values = problem
        .values
        .iter()
        .map(|(name, value)| (name.clone(), Value::String(value.clone())));
    Notice {
        code: Some(problem.code.clone()),
        values: Some(values.collect()),
    }
}

fn status(status: Status) -> wire::DepartureStatus {
    match status {
        Status::Open => wire::DepartureStatus::Open,
        Status::HandedOver => wire::DepartureStatus::HandedOver,
        Status::Closed => wire::DepartureStatus::Closed,
        Status::Withdrawn => wire::DepartureStatus::Withdrawn,
    }
}

fn way(way: Way) -> wire::DepartureWay {
    match way {
        Way::Transfer => wire::DepartureWay::Transfer,
        Way::LetExpire => wire::DepartureWay::LetExpire,
        Way::CancelAtEnd => wire::DepartureWay::CancelAtEnd,
        Way::CancelNow => wire::DepartureWay::CancelNow,
        Way::SuspendLegacy => wire::DepartureWay::SuspendLegacy,
        Way::Keep => wire::DepartureWay::Keep,
    }
}

fn line(l: &ShownLine) -> wire::DepartureLine {
    let billed = l.currency.map(|c| Amount {
        minor: l.billed_minor,
        digits: c.minor_digits(),
    });
    wire::DepartureLine {
        subscription_id: Some(l.line.subscription_id.clone()),
        friendly_name: Some(l.name.clone()),
        way: Some(way(l.line.way)),
        ways: Some(l.ways.iter().map(|w| (*w).to_owned()).collect()),
        on: l.line.on,
        accept_loss: l.line.accept_loss.then_some(true),
        status: Some(match l.line.status {
            LineStatus::Planned => wire::DepartureLineStatus::Planned,
            LineStatus::Armed => wire::DepartureLineStatus::Armed,
            LineStatus::Gone => wire::DepartureLineStatus::Gone,
            LineStatus::Failed => wire::DepartureLineStatus::Failed,
        }),
        transfer_id: l.line.transfer_id.clone(),
        reason: l.line.problem.as_ref().map(notice),
        ends_on: l.ends,
        billed: billed.map(|b| b.to_string()),
        currency: l.currency.map(|c| c.code().to_owned()),
        extended_term: l.extended.as_ref().map(extended),
    }
}

fn extended(month: &Charge) -> wire::ExtendedTerm {
    let amount = Amount {
        minor: month.amount_minor,
        digits: month.currency.minor_digits(),
    };
    wire::ExtendedTerm {
        from: Some(month.from),
        until: Some(month.until),
        quantity: u32::try_from(month.quantity).ok(),
        unit_price: Some(month.unit_price.to_string()),
        amount: Some(amount.to_string()),
        currency: Some(month.currency.code().to_owned()),
    }
}

impl View {
    /// A departure.
    pub(super) fn departure(&self, shown: &Shown) -> wire::Departure {
        let d = &shown.departure;
        wire::Departure {
            id: Some(d.id.clone()),
            customer_id: Some(d.customer_id.clone()),
            status: Some(status(d.status)),
            reason: d.reason.clone(),
            leave_by: d.leave_by,
            lines: Some(shown.lines.iter().map(line).collect()),
            created_time: Some(d.created),
            closed_time: d.closed,
            version: Some(d.version),
            links: Some(Links::to_self(format!("{}/{}", wire::path(&d.customer_id), d.id))),
            attributes: Some(Attributes::of("Departure")),
        }
    }
}
