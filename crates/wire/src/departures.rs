//! Our own: the checklist of a customer who leaves a partner.
//!
//! Used by `/moves/v1/customers/{id}/departures`. Amounts are decimal texts in the line's currency.

use crate::{Attributes, Links, transfers::Notice};
use jiff::civil::Date;
use nahtlos_model::instants::Instant;

/// Where a customer's departures are.
pub fn path(customer_id: &str) -> String {
    format!("/moves/v1/customers/{customer_id}/departures")
}

spelled! {
    pub enum DepartureStatus {
        Open = "open", HandedOver = "handedOver", Closed = "closed", Withdrawn = "withdrawn",
    }

    /// What happens to a subscription.
    pub enum DepartureWay {
        Transfer = "transfer", LetExpire = "letExpire", CancelAtEnd = "cancelAtEnd", CancelNow = "cancelNow",
        SuspendLegacy = "suspendLegacy", Keep = "keep",
    }

    pub enum DepartureLineStatus {
        Planned = "planned", Armed = "armed", Gone = "gone", Failed = "failed",
    }
}

shape! {
    pub struct Departure {
        id: String,
        customer_id: String,
        status: DepartureStatus,
        reason: String,
        leave_by: Date,
        lines: Vec<DepartureLine>,
        created_time: Instant,
        closed_time: Instant,
        version: i64,
        links: Links,
        attributes: Attributes,
    }

    pub struct DepartureLine {
        subscription_id: String,
        friendly_name: String,
        way: DepartureWay,
        /// What could be chosen now.
        ways: Vec<String>,
        on: Date,
        accept_loss: bool,
        status: DepartureLineStatus,
        transfer_id: String,
        reason: Notice,
        /// First day without it, where that is known.
        ends_on: Date,
        /// What was billed for it so far, credits taken off.
        billed: String,
        currency: String,
        /// The first month of the paid extended term that it goes into when its renewal is off.
        extended_term: ExtendedTerm,
    }

    /// A month of the extended term, by what is sold now.
    pub struct ExtendedTerm {
        from: Date,
        /// First day no longer charged for.
        until: Date,
        quantity: u32,
        /// Of a seat for the month.
        unit_price: String,
        /// Of all seats.
        amount: String,
        currency: String,
    }
}
