//! Our own: what comes to one's subscriptions and has to be looked at in time.
//!
//! Used through `Client::deadlines`. Days are UTC dates.

use crate::{Items, noun, paging};
use nahtlos_wire::deadlines::{Deadline, DeadlineKind, PATH};
use reqwest::Method;

noun! {
    /// Our own: what comes to one's subscriptions.
    Deadlines
}

impl Deadlines {
    /// What comes of one kind, the soonest first: until a day (`2027-01-31`), or within thirty days.
    pub fn list(&self, kind: DeadlineKind, until: Option<&str>) -> Items<Deadline> {
        let call = self.client.own(Method::GET, PATH, &[]).query("kind", kind.as_str());
        paging::seek(call.maybe("until", until))
    }
}
