//! The transactions of a move that is carried on: each writes what happened into the journal and saves the move, or nothing.

use super::{Held, LEASE_MS, Said};
use crate::{Engine, act::Act, halt::Halt, inner::Inner, moves};
use nahtlos_model::{
    instants::Instant,
    moves::{
        Bought, Expected, Halted, Move,
        cover::Cover,
        deeds::{Deed, Outcome},
        evidence::told::RestsOn,
        journal::kinds,
        next::Asking,
        state::{Happening, State},
    },
};
use nahtlos_store::{StoreError, Transaction, Tx, outbox::Claim};
use serde_json::json;
use std::sync::Arc;

/// What is recorded.
pub(super) enum Change {
    Interrupted,
    Begin(String),
    Note(Said),
    Proved(Cover, Said),
    Attempt {
        step: String,
        deed: Deed,
        key: String,
    },
    Answer(Outcome),
    Finish {
        step: String,
        bought: Vec<(String, Bought)>,
        seen: Option<RestsOn>,
    },
    Expect {
        step: String,
        expected: Option<Expected>,
    },
    Skip(String),
    Ask {
        step: String,
        asking: Asking,
    },
    Halt(Halted),
    Rest {
        until: Option<Instant>,
        asked: bool,
    },
    Complete,
}

/// Records changes of a move, one after the other.
pub(super) struct Record {
    pub(super) inner: Arc<Inner>,
    pub(super) partner: String,
    pub(super) id: String,
    pub(super) woken: i64,
    pub(super) changes: Vec<Change>,
}

impl Transaction for Record {
    type Out = Move;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Move, Halt> {
        let call = Engine::nobodys_call(&self.inner);
        let mut act = Act::new(tx, &call, &self.inner, self.inner.clock.now());
        let machine = self.inner.clock.machine().0;
        let claim = Claim {
            owner: &self.inner.node,
            until_ms: machine + LEASE_MS,
            real_ms: machine,
            now: act.now,
        };
        if !nahtlos_store::moves::hold(act.tx, &self.partner, &self.id, claim).await? {
            return Err(StoreError::other(format!("the move {} is carried on by another process by now", self.id)).into());
        }
        let before = moves::load(&mut act, &self.partner, &self.id).await?;
        let mut after = before.clone();
        let mut said = Vec::new();
        for change in &self.changes {
            // What is answered is recorded whatever a person did meanwhile; everything else only of a move that is still under way.
            if after.state.is_under_way() || matches!(change, Change::Answer(_) | Change::Interrupted | Change::Note(_)) {
                let stood = after.state == State::Halted;
                said.extend(apply(&mut after, change, act.now)?);
                // A refusal for good stops the move, and the journal says so.
                if let (Change::Answer(_), false, Some(halted)) = (change, stood, &after.halt) {
                    said.push(Said::new(kinds::HALTED, "", halted)?);
                }
            }
        }
        // A rest is always written: what woke the move stands beside it, not in it.
        let rests = self.changes.iter().any(|change| matches!(change, Change::Rest { .. }));
        if after == before && said.is_empty() && !rests {
            act.finish().await?;
            return Ok(after);
        }
        moves::write(&mut act, &mut after, said).await?;
        after.version = before.version + 1;
        nahtlos_store::moves::update(act.tx, before.version, &after, self.woken).await?;
        moves::tell::tell(&mut act, &before, &after).await?;
        if before.state != after.state {
            moves::noted(&mut act, Some(&before), &after, operation(&after))?;
            if after.state == State::Halted || after.state.is_over() {
                nahtlos_store::campaigns::wake(act.tx, &after.partner_id, &after.id, act.now).await?;
            }
        }
        act.finish().await?;
        Ok(after)
    }
}

/// The operation by which a state is reached that time and steps lead to.
fn operation(after: &Move) -> &'static str {
    match after.state {
        State::Halted => "halt_move",
        State::Completed => "complete_move",
        _ => "carry_move",
    }
}

fn apply(of: &mut Move, change: &Change, now: Instant) -> Result<Option<Said>, Halt> {
    if !matches!(
        change,
        Change::Rest { .. } | Change::Note(_) | Change::Answer(_) | Change::Interrupted | Change::Complete | Change::Halt(_)
    ) {
        of.happen(Happening::Go)?;
    }
    Ok(match change {
        Change::Note(said) => Some(again(said)),
        Change::Interrupted => {
            let attempt = of.attempt.clone();
            of.interrupted(now)?;
            attempt
                .map(|a| Said::new(kinds::ANSWERED, &a.step, &json!({ "number": a.number, "outcome": "interrupted" })))
                .transpose()?
        }
        Change::Begin(step) => {
            of.begin(step, now);
            Some(Said::new(kinds::BEGAN, step, &json!({}))?)
        }
        Change::Proved(cover, said) => {
            of.proved(cover.clone());
            Some(again(said))
        }
        Change::Expect { step, expected } => {
            of.expect(step, *expected);
            None
        }
        Change::Attempt { step, deed, key } => Some(attempted(of, step, deed, key, now)?),
        Change::Answer(outcome) => answered(of, outcome, now)?,
        Change::Finish { step, bought, seen } => {
            of.finish(step, bought, now);
            let bought: std::collections::BTreeMap<_, _> = bought.iter().cloned().collect();
            Some(Said::new(kinds::DONE, step, &json!({ "bought": bought, "seen": seen }))?)
        }
        Change::Skip(step) => {
            of.skip(step, now);
            Some(Said::new(kinds::SKIPPED, step, &json!({}))?)
        }
        Change::Ask { step, asking } => {
            let task = of.ask(step, asking, now).clone();
            Some(Said::new(kinds::ASKED, step, &task)?)
        }
        Change::Halt(halted) => {
            let kind = if matches!(halted, Halted::Refuted { .. }) {
                kinds::REFUTED
            } else {
                kinds::HALTED
            };
            of.halt_for(halted.clone(), now)?;
            Some(Said::new(kind, "", halted)?)
        }
        Change::Rest { until, asked } => {
            of.happen(if *asked { Happening::Ask } else { Happening::Rest })?;
            of.next = *until;
            None
        }
        Change::Complete => {
            // A plan from the present of which nothing is left to do.
            if of.state == State::Approved {
                of.happen(Happening::Go)?;
            }
            of.happen(Happening::Complete)?;
            (of.closed, of.next) = (Some(now), None);
            Some(Said::new(kinds::COMPLETED, "", &json!({}))?)
        }
    })
}

fn attempted(of: &mut Move, step: &str, deed: &Deed, key: &str, now: Instant) -> Result<Said, Halt> {
    let text = serde_json::to_string(deed).map_err(StoreError::from)?;
    let attempt = of.attempt(step, deed, moves::digest(&text), key.to_owned(), now);
    let body = json!({ "number": attempt.number, "key": attempt.key, "deed": deed });
    Said::new(kinds::ATTEMPTED, step, &body)
}

/// What came of a deed; of a move that was stopped meanwhile it is written down, and nothing follows from it.
fn answered(of: &mut Move, outcome: &Outcome, now: Instant) -> Result<Option<Said>, Halt> {
    let attempt = of.attempt.clone();
    match of.state.is_under_way() {
        true => of.answered(outcome, now)?,
        false => of.attempt = None,
    }
    let said = |a: nahtlos_model::moves::Attempt| Said::new(kinds::ANSWERED, &a.step, &json!({ "number": a.number, "outcome": outcome }));
    attempt.map(said).transpose()
}

fn again(said: &Said) -> Said {
    Said {
        kind: said.kind,
        step: said.step.clone(),
        body: said.body.clone(),
    }
}

enum Hand {
    Take(Instant),
    Free,
}

struct Handle {
    inner: Arc<Inner>,
    held: Held,
    hand: Hand,
}

impl Transaction for Handle {
    type Out = bool;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<bool, Halt> {
        let machine = self.inner.clock.machine().0;
        let claim = |now| Claim {
            owner: &self.inner.node,
            until_ms: machine + LEASE_MS,
            real_ms: machine,
            now,
        };
        let (partner, id) = (self.held.partner.as_str(), self.held.id.as_str());
        Ok(match self.hand {
            Hand::Take(until) => nahtlos_store::moves::claim(tx, partner, id, claim(until)).await?,
            Hand::Free => {
                nahtlos_store::moves::free(tx, partner, id, &self.inner.node).await?;
                true
            }
        })
    }
}

impl Engine {
    async fn handle(&self, held: Held, hand: Hand) -> Result<bool, Halt> {
        let inner = Arc::clone(&self.inner);
        self.inner.store.transact(Arc::new(Handle { inner, held, hand })).await
    }

    pub(super) async fn claim_move(&self, held: &Held, until: Instant) -> Result<bool, Halt> {
        self.handle(held.clone(), Hand::Take(until)).await
    }

    pub(super) async fn free_move(&self, held: &Held) -> Result<(), Halt> {
        self.handle(held.clone(), Hand::Free).await.map(|_| ())
    }

    /// A GUID that nobody can guess.
    pub(in crate::moves) fn guid(&self) -> String {
        uuid::Builder::from_random_bytes(self.inner.clock.random()).into_uuid().to_string()
    }
}
