//! What somebody looks for by a name or id without knowing whose it is, among all customers of the caller's.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::directory::User;
use nahtlos_store::{directory, due};

impl Reading {
    /// Users of the caller's customers whose sign-in name begins with a text, each with the customer's name. Whether the caller may see a user is for the customer's directory to say.
    ///
    /// # Errors
    /// Faults only.
    pub async fn users_of_customers(&mut self, begins: &str, limit: i64) -> Result<Vec<(User, String)>, Halt> {
        let partner = self.tenant();
        Ok(directory::users_of_customers(&mut self.tx, &partner, &begins.to_lowercase(), limit).await?)
    }

    /// Customers that have a subscription with an id which still goes through states by itself: all but those that are gone for good. Whether
    /// the caller may see it is for the subscription to say.
    ///
    /// # Errors
    /// Faults only.
    pub async fn holders_of_subscription(&mut self, id: &str) -> Result<Vec<String>, Halt> {
        Ok(due::scopes(&mut self.tx, crate::subscriptions::save::DUE, &id.to_ascii_lowercase()).await?)
    }
}
