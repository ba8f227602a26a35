//! Questions about departures: a checklist with what ends when, and what was billed until then.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    assortment::Assortment,
    charges::Charge,
    dates::Date,
    departures::{
        Departure, Line, LineStatus,
        ways::{ends_on, extended_term, possible},
    },
    instants::Instant,
    money::Currency,
    program::Program,
    refusals::{Code, Refusal},
    subscriptions::{Subscription, due::Times},
};
use nahtlos_store::{Tx, charges, departures, subscriptions};
use std::collections::BTreeMap;

/// A departure, with what to know of its lines.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The departure, as its subscriptions are now.
    pub departure: Departure,
    /// Its lines.
    pub lines: Vec<ShownLine>,
}

/// A line, with what to know of it.
#[derive(Debug, Clone)]
pub struct ShownLine {
    /// The line.
    pub line: Line,
    /// First day without it at this partner, where that is known.
    pub ends: Option<Date>,
    /// What the partner has billed for it, credits taken off, in minor units.
    pub billed_minor: i64,
    /// Currency.
    pub currency: Option<Currency>,
    /// Name.
    pub name: String,
    /// The ways that are possible now.
    pub ways: Vec<&'static str>,
    /// The first month of the extended term that its way leads into.
    pub extended: Option<Charge>,
}

/// What the days to come are counted from.
pub(super) struct Today<'a> {
    pub now: Instant,
    pub assortment: &'a Assortment,
}

/// Ledger lines read at once.
const PAGE: i64 = 1000;

impl Reading {
    /// The caller's departures of the customer, newest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn departures(&mut self) -> Result<Vec<Shown>, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        let all = departures::list(&mut self.tx, &tenant, &caller).await?;
        let (assortment, now) = (self.assortment.clone(), self.now);
        let today = Today {
            now,
            assortment: &assortment,
        };
        show(&mut self.tx, &tenant, &caller, today, all).await
    }

    /// One by its id.
    ///
    /// # Errors
    /// `NotFound`, also for another partner's.
    pub async fn departure(&mut self, id: &str) -> Result<Shown, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        let found = departures::find(&mut self.tx, &tenant, &caller, &id.to_ascii_lowercase()).await?;
        let (assortment, now) = (self.assortment.clone(), self.now);
        let today = Today {
            now,
            assortment: &assortment,
        };
        let found = show(&mut self.tx, &tenant, &caller, today, found.into_iter().collect()).await?;
        let first = found.into_iter().next();
        first.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id).into())
    }
}

/// Departures of a partner and a customer, with what to know of their lines.
pub(super) async fn show(tx: &mut Tx, customer: &str, partner: &str, as_of: Today<'_>, all: Vec<Departure>) -> Result<Vec<Shown>, Halt> {
    let now = as_of.now;
    let subs = subscriptions::list(tx, customer).await?;
    let own: Vec<&Subscription> = subs.iter().filter(|s| s.partner_id.as_deref() == Some(partner)).collect();
    let billed = if all.is_empty() {
        BTreeMap::new()
    } else {
        billed(tx, customer, partner).await?
    };
    let (today, numbers) = (now.date(), Program::bundled().on(now.date()));
    let times = Times {
        program: Program::bundled(),
        assortment: as_of.assortment,
    };
    let line = |line: &Line| {
        let s = own.iter().find(|s| s.id == line.subscription_id);
        ShownLine {
            line: line.clone(),
            ends: s.and_then(|s| ends_on(s, line.way, line.on.unwrap_or(today), &numbers)),
            billed_minor: billed.get(&line.subscription_id).copied().unwrap_or(0),
            currency: s.map(|s| s.place.currency),
            name: s.map(|s| s.friendly_name.clone()).unwrap_or_default(),
            ways: s
                .map(|s| possible(s, now).into_iter().map(|w| w.as_str()).collect())
                .unwrap_or_default(),
            extended: s
                .filter(|_| line.status != LineStatus::Gone)
                .and_then(|s| extended_term(s, line.way, &times)),
        }
    };
    let shown = all.into_iter().map(|departure| {
        let departure = departure.seen(|id| own.iter().find(|s| s.id == id).copied());
        let lines = departure.lines.iter().map(line).collect();
        Shown { departure, lines }
    });
    Ok(shown.collect())
}

/// What the partner has billed, by subscription.
async fn billed(tx: &mut Tx, customer: &str, partner: &str) -> Result<BTreeMap<String, i64>, Halt> {
    let (mut sums, mut after) = (BTreeMap::new(), String::new());
    loop {
        let page = charges::list(tx, customer, partner, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(sums) };
        after.clone_from(&last.id);
        for line in &page {
            *sums.entry(line.subscription_id.clone()).or_insert(0) += line.charge.amount_minor;
        }
    }
}
