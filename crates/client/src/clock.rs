//! Our own: a sandbox's clock.
//!
//! Used through `Client::clock`.

use crate::{Error, noun};
use nahtlos_model::instants::Instant;
use nahtlos_wire::clock::{Clock, ClockChange, IsoDuration, PATH};
use reqwest::Method;

noun! {
    /// Our own: a sandbox's clock.
    SandboxClock
}

impl SandboxClock {
    /// What time it is there.
    pub async fn get(&self) -> Result<Clock, Error> {
        self.client.own(Method::GET, PATH, &[]).read().await
    }

    /// Sets it.
    pub async fn set(&self, now: Instant) -> Result<Clock, Error> {
        let change = ClockChange {
            set: Some(now),
            ..ClockChange::default()
        };
        self.change(&change).await
    }

    /// Moves it on.
    pub async fn advance(&self, by: IsoDuration) -> Result<Clock, Error> {
        let change = ClockChange {
            advance: Some(by),
            ..ClockChange::default()
        };
        self.change(&change).await
    }

    /// Starts or stops it.
    pub async fn run(&self, running: bool) -> Result<Clock, Error> {
        let change = ClockChange {
            running: Some(running),
            ..ClockChange::default()
        };
        self.change(&change).await
    }

    /// Any change.
    pub async fn change(&self, change: &ClockChange) -> Result<Clock, Error> {
        self.client.own(Method::PATCH, PATH, &[]).json(change).read().await
    }
}
