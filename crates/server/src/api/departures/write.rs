//! Begins, changes, closes and withdraws a departure.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::departures::{ChangeDeparture, CloseDeparture, OpenDeparture, WantedLine, WithdrawDeparture};
use nahtlos_model::{
    departures::Way,
    refusals::{Code, Refusal},
};
use nahtlos_wire::departures as wire;

fn way(way: wire::DepartureWay) -> Way {
    match way {
        wire::DepartureWay::Transfer => Way::Transfer,
        wire::DepartureWay::LetExpire => Way::LetExpire,
        wire::DepartureWay::CancelAtEnd => Way::CancelAtEnd,
        wire::DepartureWay::CancelNow => Way::CancelNow,
        wire::DepartureWay::SuspendLegacy => Way::SuspendLegacy,
        wire::DepartureWay::Keep => Way::Keep,
    }
}

fn lines(sent: Option<Vec<wire::DepartureLine>>) -> Result<Vec<WantedLine>, Refusal> {
    let all = sent.unwrap_or_default().into_iter().enumerate();
    all.map(|(at, line)| {
        let missing = || Refusal::property(format!("lines[{at}].way"), "must be there");
        Ok(WantedLine {
            subscription_id: line.subscription_id.unwrap_or_default(),
            way: way(line.way.ok_or_else(missing)?),
            on: line.on,
            accept_loss: line.accept_loss == Some(true),
        })
    })
    .collect()
}

fn body(ask: &Ask) -> Result<wire::Departure, Problem> {
    if ask.body.is_empty() {
        Ok(wire::Departure::default())
    } else {
        ask.read_body()
    }
}

pub(crate) async fn open(ask: Ask) -> Result<Answer, Problem> {
    let sent = body(&ask)?;
    let command = OpenDeparture {
        customer_id: ask.id(0),
        reason: sent.reason.map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()),
        leave_by: sent.leave_by,
        lines: lines(sent.lines)?,
    };
    let view = ask.view();
    ask.write(command, move |d| Answer::created(&view.departure(d))).await
}

pub(crate) async fn change(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Departure = ask.read_body()?;
    let expected_version = match ask.if_match() {
        Some(etag) => Some(etag.parse().map_err(|_| Refusal::new(Code::StaleEtag).with("version", &etag))?),
        None => None,
    };
    let command = ChangeDeparture {
        customer_id: ask.id(0),
        id: ask.id(1),
        expected_version,
        leave_by: sent.leave_by,
        lines: lines(sent.lines)?,
    };
    let view = ask.view();
    ask.write(command, move |d| Answer::ok(&view.departure(d))).await
}

pub(crate) async fn close(ask: Ask) -> Result<Answer, Problem> {
    let command = CloseDeparture {
        customer_id: ask.id(0),
        id: ask.id(1),
    };
    let view = ask.view();
    ask.write(command, move |d| Answer::ok(&view.departure(d))).await
}

pub(crate) async fn withdraw(ask: Ask) -> Result<Answer, Problem> {
    let command = WithdrawDeparture {
        customer_id: ask.id(0),
        id: ask.id(1),
    };
    let view = ask.view();
    ask.write(command, move |d| Answer::ok(&view.departure(d))).await
}
