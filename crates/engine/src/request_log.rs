//! The log of second factors: written after the answers went out, read by partners, cut back by due work.
//!
//! It is a log, not a ledger: a crash loses what had not been written yet. Nothing of a customer changes, so that it leaves no trail.

use crate::{Engine, act::Act, halt::Halt, inner::Inner, reading::Reading};
use nahtlos_model::{
    dates::{Date, date_of, day_number},
    instants::Instant,
    request_log::LoggedRequest,
};
use nahtlos_store::{Transaction, Tx, due, request_log};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

pub use nahtlos_store::request_log::{Counted, Gap};

/// The kind of the due work that cuts the log back.
pub(crate) const DUE: &str = "requestLog";
/// Requests that are kept and told. Source: Partner Center documentation, API request details.
pub const KEPT: i64 = 10_000;

/// What has gathered since the last time.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// The newest requests, oldest first.
    pub requests: Vec<LoggedRequest>,
    /// All and compliant ones, by partner, day and application.
    pub counts: BTreeMap<(String, Date, String), (i64, i64)>,
}

struct Write {
    inner: Arc<Inner>,
    /// With the places of their ids, which stay the same when it is tried again.
    requests: Vec<(String, LoggedRequest)>,
    counts: BTreeMap<(String, Date, String), (i64, i64)>,
}

impl Transaction for Write {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        request_log::add(tx, &self.requests).await?;
        for ((partner, day, application), (total, compliant)) in &self.counts {
            let counted = Counted {
                day: day.to_string(),
                application: application.clone(),
                total: *total,
                compliant: *compliant,
            };
            request_log::count(tx, partner, &counted).await?;
        }
        let partners: BTreeSet<&String> = self.counts.keys().map(|(partner, ..)| partner).collect();
        for partner in partners {
            cut_tomorrow(tx, partner, self.inner.clock.now()).await?;
        }
        Ok(())
    }
}

/// The day after something was written, the log is cut back.
async fn cut_tomorrow(tx: &mut Tx, partner: &str, now: Instant) -> Result<(), Halt> {
    if due::get(tx, partner, DUE, partner).await?.is_none() {
        let tomorrow = Instant::start_of(date_of(now.day() + 1));
        due::set(tx, partner, DUE, partner, Some(tomorrow)).await?;
    }
    Ok(())
}

struct WriteGap {
    inner: Arc<Inner>,
    partner: String,
    gap: Gap,
}

impl Transaction for WriteGap {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        request_log::add_gap(tx, &self.partner, &self.gap).await?;
        cut_tomorrow(tx, &self.partner, self.inner.clock.now()).await
    }
}

/// Cuts the log back. Doing it twice changes nothing.
pub(crate) async fn fall_due(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let numbers = act.program().on(work.at.date());
    request_log::cut(act.tx, &work.scope, KEPT).await?;
    let oldest = date_of(work.at.day() - numbers.request_log_days as i32);
    request_log::cut_days(act.tx, &work.scope, &oldest.to_string()).await?;
    Ok(request_log::cut_gaps(act.tx, &work.scope, work.at.plus_days(-numbers.mfa_gap_days)).await?)
}

impl Engine {
    /// Writes what has gathered.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn record_requests(&self, gathered: Gathered) -> Result<(), Halt> {
        if gathered.counts.is_empty() {
            return Ok(());
        }
        let requests = gathered
            .requests
            .into_iter()
            .map(|request| (self.inner.ordered_id(request.at), request));
        let write = Write {
            inner: Arc::clone(&self.inner),
            requests: requests.collect(),
            counts: gathered.counts,
        };
        self.inner.store.transact(Arc::new(write)).await
    }

    /// A partner's user came to a page of ours without a second factor.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn record_gap(&self, partner: &str, user_id: &str, sign_in: &str) -> Result<(), Halt> {
        let write = WriteGap {
            inner: Arc::clone(&self.inner),
            partner: partner.to_owned(),
            gap: Gap {
                user_id: user_id.to_owned(),
                at: self.now(),
                sign_in: sign_in.to_owned(),
            },
        };
        self.inner.store.transact(Arc::new(write)).await
    }
}

impl Reading {
    /// The newest requests that users of the caller's made, newest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn logged_requests(&mut self) -> Result<Vec<LoggedRequest>, Halt> {
        let caller = self.caller.clone();
        Ok(request_log::newest(&mut self.tx, &caller, KEPT).await?)
    }

    /// Requests by day and application, both days included, with the applications' names; newest day first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn counted_requests(&mut self, from: Date, until: Date) -> Result<Vec<(Counted, String)>, Halt> {
        let caller = self.caller.clone();
        let days = request_log::days(&mut self.tx, &caller, &from.to_string(), &until.to_string()).await?;
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for day in &days {
            if !names.contains_key(&day.application) {
                let application = nahtlos_store::identity::application(&mut self.tx, &day.application).await?;
                names.insert(day.application.clone(), application.map(|a| a.name).unwrap_or_default());
            }
        }
        let named = |day: Counted| {
            let name = names.get(&day.application).cloned().unwrap_or_default();
            (day, name)
        };
        Ok(days.into_iter().map(named).collect())
    }

    /// Users of the caller's who came to a page of ours without a second factor in the last days.
    ///
    /// # Errors
    /// Faults only.
    pub async fn mfa_gaps(&mut self) -> Result<Vec<Gap>, Halt> {
        let (caller, since) = (self.caller.clone(), self.now.plus_days(-self.numbers().mfa_gap_days));
        Ok(request_log::gaps(&mut self.tx, &caller, since).await?)
    }

    /// The days that may be asked about: from and until, by what was asked.
    ///
    /// # Errors
    /// What is wrong with them, as an English clause.
    pub fn asked_days(&self, from: Option<Date>, until: Option<Date>) -> Result<(Date, Date), String> {
        let (today, numbers) = (self.now.date(), self.numbers());
        let until = until.unwrap_or(today);
        let from = from.unwrap_or_else(|| date_of(day_number(until) - numbers.mfa_gap_days as i32));
        let oldest = date_of(day_number(today) - numbers.request_log_days as i32);
        match () {
            () if from > until => Err(format!("{from} is after {until}")),
            () if from < oldest => Err(format!(
                "{from} is before {oldest}; at most {} days back are told",
                numbers.request_log_days
            )),
            () => Ok((from, until)),
        }
    }
}
