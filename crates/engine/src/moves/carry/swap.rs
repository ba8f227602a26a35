//! Licence changes of a day, in batches: one record before each, one after, and an outcome for every user. The proof is made in full before
//! the first, and goes on batch by batch.

use super::{Carrier, Change, Record};
use crate::halt::Halt;
use nahtlos_model::{
    ids::SkuId,
    instants::Instant,
    moves::{
        Drift, Expected, Halted,
        deeds::{Deed, Outcome},
    },
    subscriptions::Status,
};
use nahtlos_planner::present::{Ahead, Order, Standing};
use std::{collections::BTreeSet, sync::Arc};

impl Carrier<'_> {
    /// Makes those of today's licence changes that are not made. When none is left, the step is done; `false`: nothing more for now.
    pub(super) async fn swap(&mut self, step: &str, now: Instant) -> Result<bool, Halt> {
        let Some((mut standing, ids)) = self.prove(step, now).await? else {
            return Ok(true);
        };
        let most = usize::try_from(self.of.settings.batch).unwrap_or(1);
        let Order { turns, lend } = standing.order(most);
        let today: Vec<Ahead> = standing.todays().to_vec();
        if turns.is_empty() {
            let coming = |sku: &SkuId| {
                let all = self.sight.subscriptions.iter().flat_map(|seen| &seen.value);
                all.into_iter()
                    .any(|one| one.own && one.sku == *sku && one.status == Status::Pending)
            };
            let change = match lend.first() {
                Some(sku) if coming(sku) => Change::Rest {
                    until: Some(now.plus_ms(self.target.pause_ms())),
                    asked: false,
                },
                None => {
                    self.finish(step.to_owned(), Vec::new()).await?;
                    return Ok(true);
                }
                Some(sku) => Change::Halt(Halted::Drift {
                    step: step.to_owned(),
                    what: Drift::SwapsInCircle,
                    subject: sku.to_string(),
                }),
            };
            let rests = matches!(change, Change::Rest { .. });
            self.record(change).await?;
            return Ok(!rests);
        }
        // They were made, and what shows them lags behind.
        let made_before = self.of.step(step).and_then(|run| run.accepted.as_ref());
        if let Some(until) = made_before.filter(|made| made.deed.is_none()).and_then(|made| made.again(now)) {
            self.record(Change::Rest {
                until: Some(until),
                asked: false,
            })
            .await?;
            return Ok(false);
        }
        self.forget();
        let mut answer: Option<Change> = None;
        let mut left: usize = today.iter().map(|change| change.people.len()).sum();
        for turn in &turns {
            let change = &today[turn.change];
            let deed = Deed::Swap {
                users: turn.people.iter().map(|place| ids[*place].clone()).collect(),
                group: change.group.clone(),
                remove: change.remove.clone(),
                add: change.add.clone(),
            };
            let attempt = Change::Attempt {
                step: step.to_owned(),
                deed: deed.clone(),
                key: self.engine.guid(),
            };
            // One commit for the answer to the batch before and for what is attempted next.
            self.record_all(answer.take().into_iter().chain([attempt]).collect()).await?;
            if !self.of.state.is_under_way() {
                return Ok(true);
            }
            let outcome = self.perform(&deed).await;
            let made = made(&outcome, &ids, &turn.people);
            let clean = made.len() == turn.people.len();
            left -= made.len().min(left);
            let held_up = matches!(outcome, Outcome::Later { .. }).then(|| self.expected(left)).flatten();
            answer = Some(Change::Answer(outcome));
            if let Err(counter) = follow(&mut standing, change, &made) {
                self.record_all(answer.take().into_iter().collect()).await?;
                let step = step.to_owned();
                self.record(Change::Halt(Halted::Refuted { step, counter })).await?;
                return Ok(true);
            }
            if !clean {
                // Looked at again before anything else is changed.
                self.record_all(answer.take().into_iter().collect()).await?;
                return self.expect(step, held_up).await.map(|()| true);
            }
        }
        if let Some(answer) = answer {
            self.record(answer).await?;
        }
        self.forget();
        Ok(true)
    }

    /// When what is left will have been done, where the service's budget holds it up.
    fn expected(&self, left: usize) -> Option<Expected> {
        let by = self.target.done_by(&self.of, left)?;
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        Some(Expected { left, by })
    }

    async fn expect(&mut self, step: &str, expected: Option<Expected>) -> Result<(), Halt> {
        let same = self.of.step(step).is_none_or(|run| run.expected == expected);
        if same || !self.of.state.is_under_way() {
            return Ok(());
        }
        let step = step.to_owned();
        self.record(Change::Expect { step, expected }).await
    }

    async fn record_all(&mut self, changes: Vec<Change>) -> Result<(), Halt> {
        let record = Record {
            inner: Arc::clone(&self.engine.inner),
            partner: self.of.partner_id.clone(),
            id: self.of.id.clone(),
            woken: self.woken,
            changes,
        };
        self.of = self.engine.inner.store.transact(Arc::new(record)).await?;
        Ok(())
    }
}

/// Those for whom a batch was made.
fn made(outcome: &Outcome, ids: &[String], people: &[usize]) -> Vec<usize> {
    match outcome {
        Outcome::Done { .. } => people.to_vec(),
        Outcome::Users { failed } => {
            let failed: BTreeSet<&str> = failed.iter().map(|one| one.user.as_str()).collect();
            people
                .iter()
                .copied()
                .filter(|place| !failed.contains(ids[*place].as_str()))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn follow(standing: &mut Standing, change: &Ahead, people: &[usize]) -> Result<(), nahtlos_planner::verify::CounterExample> {
    if people.is_empty() {
        return Ok(());
    }
    standing.switch(people, &change.remove, &change.add, change.group.as_deref())
}
