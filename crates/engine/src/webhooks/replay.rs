//! Sends again: one delivery that was given up, or what was accepted in a time. The bytes are those of the first time.

use super::register::record_doing;
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    instants::Instant,
    permissions::Action,
    refusals::{Code, Refusal},
    webhooks::{Delivery, DeliveryStatus, id_from, kinds},
};
use nahtlos_store::webhooks;

/// Most deliveries that one request sends again.
const MOST: i64 = 1000;

/// Sends one again that was given up.
#[derive(Debug, Clone)]
pub struct ReplayOne {
    /// The delivery.
    pub id: String,
}

/// Sends again what was accepted in a time; how many.
#[derive(Debug, Clone)]
pub struct Replay {
    /// Changes from here.
    pub from: Instant,
    /// Until before here.
    pub to: Instant,
    /// Only these events; empty: all.
    pub events: Vec<String>,
}

impl UseCase for ReplayOne {
    type Out = Delivery;

    fn needs(&self) -> Need {
        Need::own(Action::ManageWebhooks)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Delivery, Halt> {
        let found = webhooks::delivery(act.tx, permit.tenant(), &self.id).await?;
        let oldest = oldest(act);
        let (lane, before) = found
            .filter(|(_, d)| d.status == DeliveryStatus::Undelivered && d.at >= oldest)
            .ok_or_else(|| Refusal::new(Code::NotFound).with("id", &self.id))?;
        record_doing(act, permit.tenant(), &self.id, "replay_webhook")?;
        again(act, &lane, &before).await
    }
}

impl UseCase for Replay {
    type Out = i64;

    fn needs(&self) -> Need {
        Need::own(Action::ManageWebhooks)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<i64, Halt> {
        if self.from >= self.to {
            return Err(Refusal::property("to", "must be later than from").into());
        }
        let kept = oldest(act);
        if self.from < kept {
            let days = act.numbers().webhook_kept_days;
            return Err(Refusal::property("from", format!("deliveries are kept for {days} days; ask from {kept} on")).into());
        }
        let mut events = Vec::with_capacity(self.events.len());
        for (at, name) in self.events.iter().enumerate() {
            let unknown = || {
                let reason = format!("{name:?} is no event of this center; it has {}", kinds::names().join(", "));
                Refusal::property(format!("eventNames[{at}]"), reason)
            };
            events.push(kinds::find(name).ok_or_else(unknown)?.name);
        }
        let ids = (id_from(self.from), id_from(self.to));
        let accepted = DeliveryStatus::Accepted.as_str();
        let mut found = webhooks::between(act.tx, permit.tenant(), accepted, (&ids.0, &ids.1), MOST + 1).await?;
        if found.len() as i64 > MOST {
            return Err(Refusal::property("to", format!("more than {MOST} deliveries lie in that time; ask for a shorter one")).into());
        }
        found.retain(|(_, d)| events.is_empty() || events.contains(&d.event.as_str()));
        for (lane, before) in &found {
            again(act, lane, before).await?;
        }
        let asked = format!("{}/{}", self.from, self.to);
        record_doing(act, permit.tenant(), &asked, "replay_webhooks")?;
        Ok(found.len() as i64)
    }
}

/// Deliveries of changes before this are not kept any more.
fn oldest(act: &Act<'_>) -> Instant {
    act.now.plus_days(-act.numbers().webhook_kept_days)
}

async fn again(act: &mut Act<'_>, lane: &str, before: &Delivery) -> Result<Delivery, Halt> {
    let after = before.replayed(act.inner.clock.machine());
    webhooks::change(act.tx, before, &after).await?;
    webhooks::wake(act.tx, &after.partner_id, lane, after.due).await?;
    Ok(after)
}
