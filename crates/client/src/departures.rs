//! Our own: the checklist of a customer who leaves.
//!
//! Used through `Client::departures`.

use crate::{Error, noun, request::Call};
use nahtlos_wire::departures::Departure;
use reqwest::Method;

noun! {
    /// Our own: checklists of customers who leave.
    Departures
}

impl Departures {
    fn call(&self, method: Method, customer: &str, rest: &[&str]) -> Call {
        let path = [&[customer, "departures"], rest].concat();
        self.client.own(method, "/moves/v1/customers", &path)
    }

    /// A customer's departures, newest first.
    pub async fn list(&self, customer: &str) -> Result<Vec<Departure>, Error> {
        self.call(Method::GET, customer, &[]).items().await
    }

    /// One departure.
    pub async fn get(&self, customer: &str, departure: &str) -> Result<Departure, Error> {
        self.call(Method::GET, customer, &[departure]).read().await
    }

    /// Begins one; what it does not name, the center proposes.
    pub async fn open(&self, customer: &str, wanted: &Departure) -> Result<Departure, Error> {
        self.call(Method::POST, customer, &[]).json(wanted).read().await
    }

    /// Changes lines or the day.
    pub async fn update(&self, customer: &str, departure: &str, change: &Departure) -> Result<Departure, Error> {
        let call = self.call(Method::PATCH, customer, &[departure]);
        call.json(change).read().await
    }

    /// Ends the relationship, when nothing is active any more.
    pub async fn close(&self, customer: &str, departure: &str) -> Result<Departure, Error> {
        self.call(Method::POST, customer, &[departure, "close"]).read().await
    }

    /// The customer stays.
    pub async fn withdraw(&self, customer: &str, departure: &str) -> Result<Departure, Error> {
        self.call(Method::POST, customer, &[departure, "withdraw"]).read().await
    }
}
