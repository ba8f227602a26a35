//! Creates a migration: judged as a whole, counted, and kept until it falls due. Nothing else changes yet but that it holds what
//! it is about.

use super::{
    facts::{Facts, Moment},
    save, schedule,
};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, orders::shop::Shop, permit::Permit, subscriptions};
use nahtlos_model::{
    instants::Instant,
    migrations::{Bid, Migration, MigrationStatus, Part, carry},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::migrations;

/// A migration to create.
#[derive(Debug, Clone)]
pub struct CreateMigration {
    /// Customer.
    pub customer_id: String,
    /// What is asked for.
    pub bid: Bid,
}

impl UseCase for CreateMigration {
    type Out = Migration;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Migration, Halt> {
        let (partner, numbers) = (act.call.actor.tenant_id.clone(), act.numbers());
        let facts = Facts::load(act.tx, &self.customer_id, &partner).await?;
        let assortment = act.assortment.clone();
        let moment = Moment::at(act.now, &numbers, &assortment);
        let asked = Asked {
            customer: &self.customer_id,
            partner: &partner,
            parts: facts.accept(&self.bid, &moment)?.parts(),
            reference: self.bid.reference.clone(),
            schedule: None,
            at: act.now,
        };
        let made = begin(act, &facts, asked).await?;
        count(act, &partner).await?;
        Ok(made)
    }
}

/// Takes one of the places of the window, by the machine's clock: no sandbox turns it.
async fn count(act: &mut Act<'_>, partner: &str) -> Result<(), Halt> {
    let (version, lately) = migrations::lately(act.tx, partner).await?;
    match lately.admit(act.inner.clock.machine(), &act.numbers()) {
        Ok(lately) => Ok(migrations::keep_lately(act.tx, partner, version, &lately).await?),
        Err(seconds) => Err(Refusal::new(Code::Throttled).with("seconds", seconds).into()),
    }
}

/// A migration of parts that may go.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub customer: &'a str,
    pub partner: &'a str,
    pub parts: Vec<Part>,
    pub reference: Option<String>,
    /// The schedule that it comes from.
    pub schedule: Option<&'a str>,
    pub at: Instant,
}

impl Asked<'_> {
    /// As it is when it was asked for.
    pub(super) fn migration(&self, id: String) -> Migration {
        Migration {
            id,
            customer_id: self.customer.to_owned(),
            partner_id: self.partner.to_owned(),
            status: MigrationStatus::Processing,
            started: self.at,
            completed: None,
            reference: self.reference.clone(),
            order_id: None,
            parts: self.parts.clone(),
            error: None,
            version: 1,
        }
    }

    /// Calls off what else was scheduled for its subscriptions.
    pub(super) async fn drop_others(&self, act: &mut Act<'_>) -> Result<(), Halt> {
        for part in &self.parts {
            schedule::drop_open(act, self.customer, &part.subscription_id, self.schedule, self.at).await?;
        }
        Ok(())
    }
}

/// Begins a migration: its parts are tried as a purchase, and held.
pub(super) async fn begin(act: &mut Act<'_>, facts: &Facts, asked: Asked<'_>) -> Result<Migration, Halt> {
    let mut shop = Shop::of(act, asked.customer, asked.partner.to_owned(), asked.at, true).await?;
    save::decide(act, &mut shop, &facts.subscriptions, &asked.parts, asked.at)?;
    let made = asked.migration(act.guid());
    for part in &made.parts {
        let source = facts.source(&part.subscription_id)?;
        let held = carry::hold(source, Some(&made.id));
        subscriptions::save::save(act, Some(source), &held, Vec::new(), "update_subscription").await?;
    }
    asked.drop_others(act).await?;
    save::insert(act, &made).await?;
    Ok(made)
}
