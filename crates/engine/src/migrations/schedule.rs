//! Scheduled migrations: made, changed, called off.

use super::{
    facts::{Facts, Moment},
    renewal::whole,
    save,
};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    instants::Instant,
    migrations::{
        Bid, Part,
        schedules::{Schedule, ScheduleStatus, When},
    },
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::migrations;

/// A schedule to make.
#[derive(Debug, Clone)]
pub struct ScheduleMigration {
    /// Customer.
    pub customer_id: String,
    /// What is asked for.
    pub bid: Bid,
    /// When.
    pub when: When,
}

/// A schedule to change.
#[derive(Debug, Clone)]
pub struct ChangeSchedule {
    /// Customer.
    pub customer_id: String,
    /// The schedule.
    pub id: String,
    /// What is asked for from now on.
    pub bid: Bid,
    /// When.
    pub when: When,
}

/// A schedule to call off.
#[derive(Debug, Clone)]
pub struct CancelSchedule {
    /// Customer.
    pub customer_id: String,
    /// The schedule.
    pub id: String,
}

/// Looks at a bid for its time; what time heals is looked at when it has come.
async fn look(act: &mut Act<'_>, customer: &str, bid: &Bid, when: When, own: Option<&str>) -> Result<Vec<Part>, Halt> {
    let (partner, numbers, assortment) = (act.call.actor.tenant_id.clone(), act.numbers(), act.assortment.clone());
    let facts = Facts::load(act.tx, customer, &partner).await?;
    let source = facts.source(&bid.base.subscription_id)?;
    let open = migrations::open_schedule(act.tx, customer, &source.id).await?;
    if open.is_some_and(|open| Some(open.id.as_str()) != own) {
        let refusal = Refusal::new(Code::MigrationProcessing).with("subscription", &source.id);
        return Err(refusal.at("currentSubscriptionId").into());
    }
    let at = when.instant(source, act.now)?;
    let moment = Moment {
        day: at.date(),
        at_once: false,
        ..Moment::at(act.now, &numbers, &assortment)
    };
    let bid = if when == When::Renewal { whole(bid) } else { bid.clone() };
    Ok(facts.accept(&bid, &moment)?.parts())
}

/// One of the caller's schedules.
async fn load(act: &mut Act<'_>, customer: &str, id: &str) -> Result<Schedule, Halt> {
    let found = migrations::schedule(act.tx, customer, &id.to_ascii_lowercase()).await?;
    let own = found.filter(|s| s.partner_id == act.call.actor.tenant_id);
    Ok(own.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id))?)
}

impl UseCase for ScheduleMigration {
    type Out = Schedule;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Schedule, Halt> {
        let parts = look(act, &self.customer_id, &self.bid, self.when, None).await?;
        let made = Schedule {
            id: act.guid(),
            customer_id: self.customer_id.clone(),
            partner_id: act.call.actor.tenant_id.clone(),
            status: ScheduleStatus::Created,
            when: self.when,
            bid: self.bid.clone(),
            parts,
            migration_id: None,
            error: None,
            created: act.now,
            modified: act.now,
            version: 1,
        };
        save::schedule(act, None, &made, "create_new_commerce_migration_schedule").await?;
        Ok(made)
    }
}

impl UseCase for ChangeSchedule {
    type Out = Schedule;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Schedule, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        // What cannot be changed at all is said before what is wrong with the change.
        before.change(self.when, self.bid.clone(), Vec::new(), act.now)?;
        let parts = look(act, &self.customer_id, &self.bid, self.when, Some(&before.id)).await?;
        let after = before.change(self.when, self.bid.clone(), parts, act.now)?;
        save::schedule(act, Some(&before), &after, "update_new_commerce_migration_schedule").await?;
        Ok(after)
    }
}

impl UseCase for CancelSchedule {
    type Out = Schedule;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Schedule, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        let after = before.cancel(act.now)?;
        if after != before {
            save::schedule(act, Some(&before), &after, "cancel_new_commerce_migration_schedule").await?;
        }
        Ok(after)
    }
}

/// Calls off what is scheduled for a subscription that has gone another way; one schedule may be left out.
pub(crate) async fn drop_open(act: &mut Act<'_>, customer: &str, subscription: &str, but: Option<&str>, now: Instant) -> Result<(), Halt> {
    let open = migrations::open_schedule(act.tx, customer, subscription).await?;
    let Some(before) = open.filter(|open| Some(open.id.as_str()) != but) else {
        return Ok(());
    };
    let after = before.cancel(now)?;
    save::schedule(act, Some(&before), &after, "cancel_new_commerce_migration_schedule").await
}
