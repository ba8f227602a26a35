//! A look at the customer: what was seen is written down where it is otherwise than before, and what could not be seen is looked for later.

use super::{Carrier, Change};
use crate::{
    halt::Halt,
    moves::{
        self, Said,
        target::{Blind, Refused},
    },
};
use nahtlos_model::moves::{
    Drift, Halted,
    journal::kinds,
    sight::{Look, Sight},
    tasks::Task,
};
use serde_json::json;

impl Carrier<'_> {
    /// Looks; what was not there to be seen is looked for again later.
    pub(super) async fn look(&mut self, look: Look) -> Result<bool, Halt> {
        match self.target.look(&self.of, look).await {
            Ok(sight) => {
                self.sight.take(sight);
                let seen = summary(&self.sight);
                if self.seen.as_ref() != Some(&seen) {
                    let said = Said::new(
                        kinds::SEEN,
                        "",
                        &json!({ "seen": moves::digest(&seen), "what": brief(&self.sight) }),
                    )?;
                    self.record(Change::Note(said)).await?;
                    self.seen = Some(seen);
                }
                Ok(true)
            }
            Err(Blind {
                refused: Some(refused), ..
            }) => {
                let Refused { status, code, message } = refused;
                let step = self.open_step();
                self.record(Change::Halt(Halted::Refused {
                    step,
                    status,
                    code,
                    message,
                }))
                .await?;
                Ok(false)
            }
            Err(blind) if blind.gone => {
                let subject = self.of.acting.as_ref().map(|acting| acting.name.clone());
                let halted = Halted::Drift {
                    step: String::new(),
                    what: Drift::ActorGone,
                    subject: subject.unwrap_or_default(),
                };
                self.record(Change::Halt(halted)).await?;
                Ok(false)
            }
            Err(blind) => {
                let until = Some(blind.not_before.max(self.engine.now().plus_ms(1)));
                tracing::warn!(move_id = self.of.id, why = blind.why, "a move's customer cannot be looked at");
                // Whoever is asked is asked still.
                let asked = self.of.tasks.iter().any(Task::is_open);
                self.record(Change::Rest { until, asked }).await?;
                Ok(false)
            }
        }
    }

    /// The step that is on its way, for what concerns no other; empty: none is.
    fn open_step(&self) -> String {
        let open = self.of.steps.iter().find(|run| run.since.is_some() && !run.is_over());
        open.map_or_else(String::new, |run| run.id.clone())
    }
}

/// What was seen, as text, without the times: two looks at the same give the same.
fn summary(sight: &Sight) -> String {
    let json = json!({
        "relation": sight.relation.as_ref().map(|seen| &seen.value),
        "subscriptions": sight.subscriptions.as_ref().map(|seen| &seen.value),
        "transfers": sight.transfers.as_ref().map(|seen| &seen.value),
        "pools": sight.pools.as_ref().map(|seen| &seen.value),
        "people": sight.people.as_ref().map(|seen| &seen.value),
    });
    json.to_string()
}

/// What of a sight stands in the journal: everything but the people, of whom there may be very many.
fn brief(sight: &Sight) -> serde_json::Value {
    json!({
        "relation": sight.relation.as_ref().map(|seen| &seen.value),
        "subscriptions": sight.subscriptions.as_ref().map(|seen| &seen.value),
        "transfers": sight.transfers.as_ref().map(|seen| &seen.value),
        "pools": sight.pools.as_ref().map(|seen| &seen.value),
        "people": sight.people.as_ref().map(|seen| seen.value.as_ref().map(Vec::len)),
    })
}
