//! Our own: the checklist of a customer who leaves.
//!
//! Used through `Client::departures`.

use crate::{Error, noun};
use nahtlos_wire::departures::{Departure, path};
use reqwest::Method;

noun! {
    /// Our own: checklists of customers who leave.
    Departures
}

impl Departures {
    /// A customer's departures, newest first.
    pub async fn list(&self, customer: &str) -> Result<Vec<Departure>, Error> {
        self.client.own(Method::GET, &path(customer), &[]).items().await
    }

    /// One departure.
    pub async fn get(&self, customer: &str, departure: &str) -> Result<Departure, Error> {
        self.client.own(Method::GET, &path(customer), &[departure]).read().await
    }

    /// Begins one; what it does not name, the center proposes.
    pub async fn open(&self, customer: &str, wanted: &Departure) -> Result<Departure, Error> {
        self.client.own(Method::POST, &path(customer), &[]).json(wanted).read().await
    }

    /// Changes lines or the day.
    pub async fn update(&self, customer: &str, departure: &str, change: &Departure) -> Result<Departure, Error> {
        let call = self.client.own(Method::PATCH, &path(customer), &[departure]);
        call.json(change).read().await
    }

    /// Ends the relationship, when nothing is active any more.
    pub async fn close(&self, customer: &str, departure: &str) -> Result<Departure, Error> {
        self.client.own(Method::POST, &path(customer), &[departure, "close"]).read().await
    }

    /// The customer stays.
    pub async fn withdraw(&self, customer: &str, departure: &str) -> Result<Departure, Error> {
        self.client
            .own(Method::POST, &path(customer), &[departure, "withdraw"])
            .read()
            .await
    }
}
