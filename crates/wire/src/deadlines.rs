//! Our own: what comes to a partner's subscriptions and has to be looked at in time.
//!
//! Used by `/moves/v1/deadlines`. Days are UTC dates.

use crate::{Attributes, Links};
use jiff::civil::Date;

/// Where they are.
pub const PATH: &str = "/moves/v1/deadlines";

spelled! {
    /// What comes: the term ends, and the service with it; an extended term begins that nobody asked for; the last window closes in which
    /// seats can be given back; the next term begins.
    pub enum DeadlineKind {
        Ends = "ends", Extends = "extends", WindowCloses = "windowCloses", Renews = "renews",
    }
}

shape! {
    /// What comes to a subscription, and when.
    pub struct Deadline {
        kind: DeadlineKind,
        /// The first day after the term, or the day on which the window closes.
        day: Date,
        customer_id: String,
        customer_name: String,
        subscription_id: String,
        offer_name: String,
        friendly_name: String,
        quantity: i64,
        links: Links,
        attributes: Attributes,
    }
}
