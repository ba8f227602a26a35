//! Questions about migrations. A partner sees its own.

use super::facts::{Facts, Moment};
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    customers::Relationship,
    instants::Instant,
    migrations::{Bid, Migration, MigrationEvent, eligibility::Verdict, schedules::Schedule},
    refusals::{Code, Refusal},
};
use nahtlos_store::{
    customers,
    migrations::{self, Filter, Kind, Listed},
};
use std::collections::BTreeMap;

/// What a partner asks for over all customers; at least one of the three is named.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Customer.
    pub customer_id: Option<String>,
    /// Legacy subscription.
    pub subscription_id: Option<String>,
    /// The partner's name for a batch.
    pub reference: Option<String>,
    /// After this place.
    pub after: Option<Place>,
    /// Most of a page.
    pub size: i64,
}

/// A place in a list: the time, and the id of what is there.
pub type Place = (Instant, String);

impl Reading {
    /// Whether a subscription may go with its add-ons, and why not.
    ///
    /// # Errors
    /// An unknown subscription; an add-on that is none, or comes twice.
    pub async fn check_migration(&mut self, bid: &Bid) -> Result<Verdict, Halt> {
        let (tenant, caller, numbers, assortment) = (self.tenant(), self.caller.clone(), self.numbers(), self.assortment.clone());
        let facts = Facts::load(&mut self.tx, &tenant, &caller).await?;
        Ok(facts.judge(bid, &Moment::at(self.now, &numbers, &assortment))?)
    }

    /// One of the caller's migrations of the customer.
    ///
    /// # Errors
    /// `MigrationUnknown`.
    pub async fn migration(&mut self, id: &str) -> Result<Migration, Halt> {
        let tenant = self.tenant();
        let found = migrations::find(&mut self.tx, &tenant, &id.to_ascii_lowercase()).await?;
        let own = found.filter(|m| m.partner_id == self.caller);
        Ok(own.ok_or_else(|| Refusal::new(Code::MigrationUnknown).with("id", id))?)
    }

    /// Events of a migration, a subscription, or both, oldest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn migration_events(&mut self, migration: Option<&str>, subscription: Option<&str>) -> Result<Vec<MigrationEvent>, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        let migration = migration.map(str::to_ascii_lowercase);
        let subscription = subscription.map(str::to_ascii_lowercase).unwrap_or_default();
        Ok(migrations::events(&mut self.tx, &tenant, &caller, migration.as_deref(), &subscription).await?)
    }

    /// One of the caller's schedules of the customer.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn migration_schedule(&mut self, id: &str) -> Result<Schedule, Halt> {
        let tenant = self.tenant();
        let found = migrations::schedule(&mut self.tx, &tenant, &id.to_ascii_lowercase()).await?;
        let own = found.filter(|s| s.partner_id == self.caller);
        Ok(own.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id))?)
    }

    /// A page of the caller's migrations, oldest first, and where the next one begins.
    ///
    /// # Errors
    /// Faults only.
    pub async fn migrations(&mut self, query: &Query) -> Result<(Vec<Migration>, Option<Place>), Halt> {
        let (listed, next) = self.listed(Kind::Migration, query).await?;
        let mut found = Vec::with_capacity(listed.len());
        for one in listed {
            found.extend(migrations::find(&mut self.tx, &one.customer_id, &one.id).await?);
        }
        Ok((found, next))
    }

    /// A page of the caller's schedules, oldest first, and where the next one begins; of a subscription, the newest alone.
    ///
    /// # Errors
    /// Faults only.
    pub async fn migration_schedules(&mut self, query: &Query) -> Result<(Vec<Schedule>, Option<Place>), Halt> {
        let (mut listed, mut next) = self.listed(Kind::Schedule, query).await?;
        if query.subscription_id.is_some() {
            while let Some(after) = next {
                let further = Query {
                    after: Some(after),
                    ..query.clone()
                };
                (listed, next) = self.listed(Kind::Schedule, &further).await?;
            }
            listed.drain(..listed.len().saturating_sub(1));
        }
        let mut found = Vec::with_capacity(listed.len());
        for one in listed {
            found.extend(migrations::schedule(&mut self.tx, &one.customer_id, &one.id).await?);
        }
        Ok((found, next))
    }

    /// What the caller lists; customers who are the caller's no more are left out.
    async fn listed(&mut self, kind: Kind, query: &Query) -> Result<(Vec<Listed>, Option<Place>), Halt> {
        let caller = self.caller.clone();
        let lower = |text: &Option<String>| text.as_deref().map(str::to_ascii_lowercase);
        let (customer, subscription) = (lower(&query.customer_id), lower(&query.subscription_id));
        let filter = Filter {
            customer: customer.as_deref(),
            subscription: subscription.as_deref(),
            reference: query.reference.as_deref(),
        };
        let after = query.after.as_ref().map_or((Instant(i64::MIN), ""), |(at, id)| (*at, id.as_str()));
        // One more than asked for tells whether there is another page.
        let mut found = migrations::page(&mut self.tx, &caller, kind, filter, after, query.size + 1).await?;
        let more = found.len() as i64 > query.size;
        found.truncate(usize::try_from(query.size).unwrap_or(usize::MAX));
        let next = found.last().filter(|_| more).map(|last| (last.at, last.id.clone()));
        let mut own: BTreeMap<String, bool> = BTreeMap::new();
        for one in &found {
            if !own.contains_key(&one.customer_id) {
                let relationship = customers::relationship(&mut self.tx, &one.customer_id, &caller).await?;
                own.insert(one.customer_id.clone(), relationship.as_ref().is_some_and(Relationship::is_active));
            }
        }
        found.retain(|one| own.get(&one.customer_id).copied().unwrap_or(false));
        Ok((found, next))
    }
}
