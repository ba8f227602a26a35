//! The clock: read it, set it, turn it on by a duration, stop it, start it. Due work on the way is done, in order, before it answers.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{ambient::ClockState, call::Need};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::clock::{Clock, ClockChange};

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
    if let Some(running) = change.running {
        engine.run_clock(running).await?;
    }
    let to = match (change.set, change.advance) {
        (Some(_), Some(_)) => return Err(Refusal::property("advance", "give either set or advance").into()),
        (Some(at), None) => Some(at),
        (None, Some(duration)) => {
            let to = duration.after(engine.now());
            Some(to.ok_or_else(|| Refusal::property("advance", "leads beyond the year 9999"))?)
        }
        (None, None) if change.running.is_none() => {
            return Err(Refusal::property("set", "give set, advance or running").into());
        }
        (None, None) => None,
    };
    if let Some(to) = to {
        engine.turn_clock(to).await?;
    }
    Ok(shown(&ask))
}
