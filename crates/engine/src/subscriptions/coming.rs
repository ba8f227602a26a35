//! What comes to a partner's subscriptions and has to be looked at in time.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    dates::Date,
    subscriptions::{Subscription, coming::Coming},
};
use nahtlos_store::subscriptions;
pub use nahtlos_store::subscriptions::After;

impl Reading {
    /// What comes to the caller's subscriptions until a day, the soonest first, each with its customer's name. What is over is left out; a
    /// page begins after a place.
    ///
    /// # Errors
    /// Faults only.
    pub async fn coming(
        &mut self,
        what: Coming,
        last: Date,
        after: Option<After>,
        limit: i64,
    ) -> Result<Vec<(Subscription, String)>, Halt> {
        let caller = self.caller.clone();
        let today = After {
            day: self.now.date().to_string(),
            ..After::default()
        };
        let after = after.unwrap_or(today);
        Ok(subscriptions::coming(&mut self.tx, (&caller, what), last, &after, limit).await?)
    }
}
