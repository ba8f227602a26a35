//! What the last proof of the present said: who looks at a move reads there whether everybody is covered, and when that was seen.

use super::{Halted, Move};
use crate::{
    dates::Date,
    instants::Instant,
    notice::{CounterCode, Notice, Value},
};
use serde::{Deserialize, Serialize};

/// What the last proof of the present said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cover {
    /// When.
    pub at: Instant,
    /// The step before which it was proved.
    pub step: String,
    /// Users who need something; none are counted where it failed.
    pub users: i64,
    /// The last day that it is about; `None`: it failed.
    pub until: Option<Date>,
    /// The first day on which it does not hold, where it failed and says so.
    pub fails: Option<Date>,
}

impl Cover {
    /// Everybody is covered from then on, to the last day of it.
    pub fn held(step: &str, users: i64, until: Date, at: Instant) -> Self {
        Self {
            at,
            step: step.to_owned(),
            users,
            until: Some(until),
            fails: None,
        }
    }

    fn failed(step: &str, counter: &Notice<CounterCode>, at: Instant) -> Self {
        let day = match counter.values.get("day") {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        Self {
            at,
            step: step.to_owned(),
            users: 0,
            until: None,
            fails: day,
        }
    }
}

impl Move {
    /// The present was proved for a step.
    pub fn proved(&mut self, cover: Cover) {
        let at = cover.at;
        if let Some(run) = self.step_mut(&cover.step) {
            run.proved = Some(at);
        }
        self.cover = Some(cover);
    }

    /// Keeps what a refutation says of the cover.
    pub(super) fn refuted(&mut self, halted: &Halted, at: Instant) {
        if let Halted::Refuted { step, counter } = halted {
            self.cover = Some(Cover::failed(step, counter, at));
        }
    }
}
