//! Our own: lines of the ledger, what each purchase, renewal, change and cancellation costs or gives back.
//!
//! Used by `/moves/v1/customers/{id}/charges`. Amounts are decimal texts in the line's currency, never floats; credits are negative.

use jiff::civil::Date;
use nahtlos_model::instants::Instant;

/// Where a customer's lines are, oldest first: `after` is the id of the last line seen, `size` the lines of a page.
pub fn path(customer_id: &str) -> String {
    format!("/moves/v1/customers/{customer_id}/charges")
}

shape! {
    pub struct ChargeLine {
        id: String,
        created_at: Instant,
        subscription_id: String,
        order_id: String,
        /// Word such as `new`, `renew`, `cycleFee`, `removeQuantity`.
        kind: String,
        /// First day charged for.
        from: Date,
        /// First day no longer charged for.
        until: Date,
        quantity: i64,
        /// Of a seat for a whole billing period, before the discount.
        unit_price: String,
        discount_percent: i64,
        /// Days charged for.
        days: i64,
        /// Days of the whole billing period.
        period_days: i64,
        amount: String,
        currency: String,
        /// `wholePeriod` or `proratedByDay`.
        rule: String,
    }
}
