//! A request that may be met by faults on order: what the register needs to know of it, and what happens before it is served.
//!
//! Called by the dispatcher in a sandbox alone.

use super::{
    dispatch::{Admitted, Coming},
    problem::Problem,
    routes::{Flavour, Route},
};
use crate::{
    center::Center,
    faults::{Faults, Meeting, Met},
};
use nahtlos_engine::{
    Halt,
    call::{Actor, Call},
    faults::RaceForSeats,
};
use nahtlos_model::refusals::{Code, Refusal};
use std::sync::Arc;

/// A reply that a sandbox was told to lose: the connection is closed instead.
#[derive(Debug)]
pub(crate) struct LostReply;

impl std::fmt::Display for LostReply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the reply was lost on order")
    }
}

impl std::error::Error for LostReply {}

/// Where a request leads and who sends it.
#[derive(Debug)]
pub(crate) struct Struck {
    route: &'static Route,
    actor: Arc<Actor>,
    customer: String,
    /// The id after the customer's, such as a subscription's.
    second: String,
}

impl Struck {
    pub(crate) fn of(admitted: &Admitted) -> Self {
        let param = |place: usize| admitted.params.get(place).map(|id| id.to_ascii_lowercase()).unwrap_or_default();
        let route = admitted.route;
        let customer = match route.flavour {
            Flavour::Graph => admitted.actor.directory_id.clone(),
            _ if route.path.contains("/customers/{") => param(0),
            _ => String::new(),
        };
        Self {
            route,
            actor: Arc::clone(&admitted.actor),
            customer,
            second: param(1),
        }
    }

    fn meeting<'a>(&'a self, center: &Center, operation: &'a str, path: &'a str, request_id: &'a str) -> Meeting<'a> {
        Meeting {
            route: Some(self.route),
            operation,
            tenant: &self.actor.tenant_id,
            other: "",
            customer: &self.customer,
            path,
            request_id,
            now: Some(center.engine.now()),
        }
    }

    /// Whether the answer to what was done is lost.
    pub(crate) fn loses(&self, center: &Center, path: &str, request_id: &str) -> bool {
        let Some(faults) = center.faults.as_ref().filter(|faults| faults.any()) else {
            return false;
        };
        let operation = format!("{:?}", self.route);
        faults.loses(&self.meeting(center, &operation, path, request_id))
    }

    /// Meets it: refuses what is throttled, and lets somebody else buy first.
    ///
    /// # Errors
    /// `Throttled`; faults of the database.
    pub(crate) async fn met(&self, center: &Center, faults: &Faults, coming: &Coming<'_>) -> Result<Met, Problem> {
        if !faults.any() {
            return Ok(Met::default());
        }
        let operation = format!("{:?}", self.route);
        let met = faults.meet(&self.meeting(center, &operation, coming.path, &coming.ids.request));
        if let Some(seconds) = met.throttle {
            return Err(Refusal::new(Code::Throttled).with("seconds", seconds).into());
        }
        if let Some((seats, entry)) = met.seat_race {
            self.race(center, faults, coming, seats, entry).await?;
        }
        Ok(met)
    }

    async fn race(&self, center: &Center, faults: &Faults, coming: &Coming<'_>, seats: i64, entry: u64) -> Result<(), Problem> {
        let call = Call {
            actor: Arc::clone(&self.actor),
            request_id: crate::ambient::guid(),
            correlation_id: coming.ids.correlation.clone(),
            locale: coming.ids.locale.clone(),
            key: None,
            faults: None,
        };
        let race = RaceForSeats {
            customer_id: self.customer.clone(),
            id: self.second.clone(),
            seats,
        };
        match center.engine.execute(&call, race).await {
            Ok(after) => faults.note(entry, &format!(" (now {} in all)", after.quantity)),
            // The caller's own change meets the same rules and is told.
            Err(Halt::Refused(refusal)) => faults.note(entry, &format!(" (but the rules refused it: {refusal})")),
            Err(fault) => return Err(fault.into()),
        }
        Ok(())
    }
}
