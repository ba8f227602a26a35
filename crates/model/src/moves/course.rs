//! How a move changes by what is done and seen. Called by whoever carries it out, once for each thing that `next` said, in the transaction
//! that records it.

use super::{
    Accepted, Attempt, Bought, Expected, Halted, Move, Status,
    deeds::{Deed, Outcome},
    next::Asking,
    state::Happening,
    tasks::Task,
};
use crate::{instants::Instant, refusals::Refusal};

/// Milliseconds before something is tried again whose answer never came: it may still be under way.
const UNSURE_PAUSE_MS: i64 = 60_000;
/// First pause after something that could not be sent; each further one is twice as long.
const UNSENT_PAUSE_MS: i64 = 5_000;
/// Longest pause.
const LONGEST_PAUSE_MS: i64 = 3_600_000;

/// Codes of refusals that are none for good: the thing is not there yet, or something else is going on with it.
const NOT_YET: [&str; 2] = ["800082", "900278"];

impl Move {
    /// A step begins.
    pub fn begin(&mut self, step: &str, now: Instant) {
        if let Some(run) = self.step_mut(step) {
            (run.status, run.since) = (Status::Open, Some(now));
        }
    }

    /// A deed is about to be sent. The same deed of the same step keeps the key of the attempt whose answer never came.
    pub fn attempt(&mut self, step: &str, deed: &Deed, digest: String, key: String, now: Instant) -> &Attempt {
        let again = self
            .attempt
            .take()
            .filter(|last| last.unsure && last.step == step && last.digest == digest);
        self.attempts += 1;
        self.attempt.insert(Attempt {
            number: self.attempts,
            step: step.to_owned(),
            key: again.map_or(key, |last| last.key),
            digest,
            kind: deed.kind().to_owned(),
            at: now,
            deed: Some(deed.clone()).filter(|deed| !matches!(deed, Deed::Swap { .. })),
            unsure: false,
        })
    }

    /// The answer to the attempt, or that there is none. A refusal for good halts the move.
    ///
    /// # Errors
    /// `MoveState`: it is halted or over already; then nothing but the attempt changes.
    pub fn answered(&mut self, outcome: &Outcome, now: Instant) -> Result<(), Refusal> {
        let Some(attempt) = self.attempt.take() else { return Ok(()) };
        let step = attempt.step.clone();
        let Some(run) = self.step_mut(&step) else { return Ok(()) };
        // Only what is seen after an answer says what came of the deed.
        run.since = Some(now);
        (run.proved, run.accepted) = (None, None);
        let accepted = Some(Accepted {
            at: now,
            deed: attempt.deed.clone(),
        });
        match outcome {
            Outcome::Done { ids } => {
                run.tries += 1;
                run.accepted = accepted;
                self.ids.extend(ids.clone());
            }
            Outcome::Users { failed } if failed.is_empty() => run.accepted = accepted,
            Outcome::Users { .. } => {
                run.tries += 1;
                run.not_before = Some(now.plus_ms(pause_ms(run.tries)));
            }
            Outcome::Later { not_before, .. } => run.not_before = Some((*not_before).max(now.plus_ms(1))),
            Outcome::Refused { code, .. } if NOT_YET.contains(&code.as_str()) => {
                run.tries += 1;
                run.not_before = Some(now.plus_ms(pause_ms(run.tries)));
            }
            Outcome::Refused { status, code, message } => {
                let halted = Halted::Refused {
                    step,
                    status: *status,
                    code: code.clone(),
                    message: message.clone(),
                };
                return self.halt_for(halted, now);
            }
            Outcome::Unsent { .. } => {
                run.tries += 1;
                run.not_before = Some(now.plus_ms(pause_ms(run.tries)));
            }
            Outcome::Unknown { .. } => {
                run.tries += 1;
                run.not_before = Some(now.plus_ms(UNSURE_PAUSE_MS));
                self.attempt = Some(Attempt { unsure: true, ..attempt });
            }
        }
        Ok(())
    }

    /// The rest of a step is held up by a service's budget; `None`: nothing is.
    pub fn expect(&mut self, step: &str, expected: Option<Expected>) {
        if let Some(run) = self.step_mut(step) {
            run.expected = expected;
        }
    }

    /// What a step is for was seen.
    pub fn finish(&mut self, step: &str, bought: &[(String, Bought)], now: Instant) {
        for (purchase, what) in bought {
            self.bought.insert(purchase.clone(), what.clone());
        }
        self.over(step, Status::Done, now);
    }

    /// A step is not needed.
    pub fn skip(&mut self, step: &str, now: Instant) {
        self.over(step, Status::Skipped, now);
    }

    fn over(&mut self, step: &str, status: Status, now: Instant) {
        self.attempt = self.attempt.take().filter(|attempt| attempt.step != step);
        for task in self.tasks.iter_mut().filter(|task| task.step == step && task.is_open()) {
            task.closed = Some(now);
        }
        if let Some(run) = self.step_mut(step) {
            (run.status, run.done, run.tries, run.not_before) = (status, Some(now), 0, None);
            run.expected = None;
            run.accepted = None;
        }
    }

    /// A person is asked.
    pub fn ask(&mut self, step: &str, asking: &Asking, now: Instant) -> &Task {
        if let Some(run) = self.step_mut(step) {
            run.status = Status::Asked;
        }
        let task = Task {
            id: format!("t{}", self.tasks.len() + 1),
            step: step.to_owned(),
            kind: asking.kind,
            party: asking.party,
            values: asking
                .values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            deadline: asking.deadline,
            asked: now,
            done: None,
            closed: None,
        };
        self.tasks.push(task);
        &self.tasks[self.tasks.len() - 1]
    }

    /// It stops by itself.
    ///
    /// # Errors
    /// `MoveState`.
    pub fn halt_for(&mut self, halted: Halted, now: Instant) -> Result<(), Refusal> {
        self.happen(Happening::Halt)?;
        self.refuted(&halted, now);
        (self.halt, self.next) = (Some(halted), None);
        Ok(())
    }

    /// It goes on: every step that is not over begins its looks and tries anew.
    ///
    /// # Errors
    /// `MoveState`.
    pub fn resume(&mut self, now: Instant) -> Result<(), Refusal> {
        self.happen(Happening::Resume)?;
        (self.halt, self.proposal, self.next) = (None, None, Some(now));
        for run in self.steps.iter_mut().filter(|run| !run.is_over()) {
            (run.tries, run.not_before, run.proved) = (0, None, None);
            // What may still be on its way is waited for, whoever stopped the move meanwhile.
            run.accepted = run.accepted.take().filter(|accepted| accepted.again(now).is_some());
            run.since = run.since.map(|_| now);
        }
        Ok(())
    }

    /// The program ended while a deed was under way: nobody knows whether it was done.
    pub fn interrupted(&mut self, now: Instant) -> Result<(), Refusal> {
        let why = "the program ended before the answer came".to_owned();
        self.answered(&Outcome::Unknown { why }, now)
    }
}

/// The pause after so many tries.
fn pause_ms(tries: u32) -> i64 {
    let times = 2_i64.saturating_pow(tries.saturating_sub(1).min(30));
    UNSENT_PAUSE_MS.saturating_mul(times).min(LONGEST_PAUSE_MS)
}
