//! The clock: read it, set it, turn it on by a duration, stop it, start it. Due work on the way is done, in order, before it answers.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{ambient::ClockState, call::Need};
use nahtlos_model::{
    instants::Instant,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::clock::{Clock, ClockChange};

/// The longest way of one request: all due work on it is done before it answers.
const LONGEST_DAYS: i64 = 3_660;

/// Where the clock is to be turned to, if it is.
fn destination(change: &ClockChange, now: Instant) -> Result<Option<Instant>, Refusal> {
    let (property, to) = match (change.set, change.advance) {
        (Some(_), Some(_)) => return Err(Refusal::property("advance", "give either set or advance")),
        (Some(at), None) => ("set", at),
        (None, Some(duration)) => {
            let to = duration.after(now);
            (
                "advance",
                to.ok_or_else(|| Refusal::property("advance", "leads beyond the year 9999"))?,
            )
        }
        (None, None) if change.running.is_none() => {
            return Err(Refusal::property("set", "give set, advance or running"));
        }
        (None, None) => return Ok(None),
    };
    if to > now.plus_days(LONGEST_DAYS) {
        let why = format!("{to} is more than ten years ahead of {now}; turn the clock in several steps");
        return Err(Refusal::property(property, why));
    }
    Ok(Some(to))
}

fn shown(ask: &Ask) -> Answer {
    let engine = &ask.center.engine;
    Answer::ok(&Clock {
        now: engine.now(),
        running: matches!(engine.clock(), ClockState::Running { .. }),
    })
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    if !ask.center.config.sandbox {
        return Err(Code::SandboxOnly.into());
    }
    ask.read(Need::own(Action::ReadCatalogue)).await?;
    Ok(shown(&ask))
}

pub(crate) async fn patch(ask: Ask) -> Result<Answer, Problem> {
    let change: ClockChange = ask.read_body()?;
    ask.read(Need::own(Action::ControlSandbox)).await?;
    let engine = &ask.center.engine;
    let to = destination(&change, engine.now())?;
    if let Some(running) = change.running {
        engine.run_clock(running).await?;
    }
    if let Some(to) = to {
        engine.turn_clock(to).await?;
    }
    Ok(shown(&ask))
}
