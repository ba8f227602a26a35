//! Our own: faults on order in a sandbox, and the log of those that were met.
//!
//! Used through `Client::faults`, by tests that want to see how a program bears them.

use crate::{Error, noun};
use nahtlos_wire::faults::{Fault, FaultKind, Injected, LOG, PATH};
use reqwest::Method;

noun! {
    /// Our own: faults on order in a sandbox.
    SandboxFaults
}

impl SandboxFaults {
    /// Orders a fault.
    pub async fn order(&self, fault: &Fault) -> Result<Fault, Error> {
        self.client.own(Method::POST, PATH, &[]).json(fault).read().await
    }

    /// Orders a fault at the next call that it can concern, and no other.
    pub async fn next(&self, kind: FaultKind) -> Result<Fault, Error> {
        let fault = Fault {
            kind: Some(kind),
            nth: Some(1),
            ..Fault::default()
        };
        self.order(&fault).await
    }

    /// Every order with its counts.
    pub async fn list(&self) -> Result<Vec<Fault>, Error> {
        self.client.own(Method::GET, PATH, &[]).items().await
    }

    /// One order with its counts.
    pub async fn get(&self, id: &str) -> Result<Fault, Error> {
        self.client.own(Method::GET, PATH, &[id]).read().await
    }

    /// Takes an order back.
    pub async fn remove(&self, id: &str) -> Result<(), Error> {
        self.client.own(Method::DELETE, PATH, &[id]).done().await
    }

    /// Takes every order back and begins the log anew.
    pub async fn clear(&self) -> Result<(), Error> {
        self.client.own(Method::DELETE, PATH, &[]).done().await
    }

    /// What was met, from an entry of the log on.
    pub async fn log(&self, from: u64) -> Result<Vec<Injected>, Error> {
        let call = self.client.own(Method::GET, PATH, &[LOG]);
        call.query("from", from.to_string()).items().await
    }
}
