//! Migrations of legacy subscriptions to new commerce, and upgrades to the Azure plan.
//!
//! Used through `Client::migrations`. A validation that finds reasons is no error: look at `is_eligible`. At most a hundred creations
//! go through in five minutes; the client waits as the service asks for.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::migrations::{
    NewCommerceEligibility, NewCommerceMigration, NewCommerceMigrationEvent, NewCommerceMigrationSchedule, ProductUpgradesEligibility,
    ProductUpgradesRequest, ProductUpgradesStatus,
};

noun! {
    /// Migrations to new commerce.
    Migrations
}

/// Which migrations or schedules are asked for; at least one is named.
#[derive(Debug, Clone, Copy, Default)]
pub struct MigrationQuery<'a> {
    /// Customer.
    pub customer: Option<&'a str>,
    /// Legacy subscription.
    pub subscription: Option<&'a str>,
    /// The caller's name for a batch.
    pub reference: Option<&'a str>,
}

fn home<'a>(customer: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    [&["customers", customer, "migrations", "newcommerce"], rest].concat()
}

impl Migrations {
    /// Whether a subscription may go with its add-ons, and why not.
    pub async fn validate(&self, customer: &str, wanted: &NewCommerceMigration) -> Result<NewCommerceEligibility, Error> {
        self.client.post(&home(customer, &["validate"])).json(wanted).read().await
    }

    /// Creates a migration; it is over some minutes later.
    pub async fn create(&self, customer: &str, wanted: &NewCommerceMigration) -> Result<NewCommerceMigration, Error> {
        self.client.post(&home(customer, &[])).json(wanted).read().await
    }

    /// One migration.
    pub async fn get(&self, customer: &str, id: &str) -> Result<NewCommerceMigration, Error> {
        self.client.get(&home(customer, &[id])).read().await
    }

    /// What happened to a migration, oldest first.
    pub async fn events(&self, customer: &str, migration: &str) -> Result<Vec<NewCommerceMigrationEvent>, Error> {
        let call = self.client.get(&home(customer, &["events"]));
        call.query("migration_id", migration).read().await
    }

    /// Migrations over all customers, oldest first.
    pub fn list(&self, query: &MigrationQuery<'_>) -> Items<NewCommerceMigration> {
        self.seek(&["migrations", "newcommerce"], query)
    }

    /// Schedules a migration for a date, or instead of a renewal.
    pub async fn schedule(&self, customer: &str, wanted: &NewCommerceMigrationSchedule) -> Result<NewCommerceMigrationSchedule, Error> {
        self.client.post(&home(customer, &["schedules"])).json(wanted).read().await
    }

    /// One schedule.
    pub async fn get_schedule(&self, customer: &str, id: &str) -> Result<NewCommerceMigrationSchedule, Error> {
        self.client.get(&home(customer, &["schedules", id])).read().await
    }

    /// Replaces a schedule; one that was called off is there again.
    pub async fn update_schedule(
        &self,
        customer: &str,
        id: &str,
        wanted: &NewCommerceMigrationSchedule,
    ) -> Result<NewCommerceMigrationSchedule, Error> {
        self.client.put(&home(customer, &["schedules", id])).json(wanted).read().await
    }

    /// Calls a schedule off.
    pub async fn cancel_schedule(&self, customer: &str, id: &str) -> Result<NewCommerceMigrationSchedule, Error> {
        self.client.post(&home(customer, &["schedules", id, "cancel"])).read().await
    }

    /// Schedules over all customers, oldest first; of a subscription, the newest alone.
    pub fn list_schedules(&self, query: &MigrationQuery<'_>) -> Items<NewCommerceMigrationSchedule> {
        self.seek(&["migrations", "newcommerce", "schedules"], query)
    }

    fn seek<T: serde::de::DeserializeOwned + Send + 'static>(&self, path: &[&str], query: &MigrationQuery<'_>) -> Items<T> {
        let call = self.client.get(path);
        let call = call.maybe("CustomerTenantId", query.customer);
        let call = call.maybe("CurrentSubscriptionId", query.subscription);
        paging::bare(call.maybe("ExternalReferenceId", query.reference))
    }

    /// Whether a customer may be upgraded to the Azure plan.
    pub async fn upgrade_eligibility(&self, request: &ProductUpgradesRequest) -> Result<ProductUpgradesEligibility, Error> {
        self.client.post(&["productUpgrades", "eligibility"]).json(request).read().await
    }

    /// Begins an upgrade to the Azure plan.
    pub async fn upgrade(&self, request: &ProductUpgradesRequest) -> Result<(), Error> {
        self.client.post(&["productUpgrades"]).json(request).done().await
    }

    /// How an upgrade stands.
    pub async fn upgrade_status(&self, id: &str, request: &ProductUpgradesRequest) -> Result<ProductUpgradesStatus, Error> {
        self.client.post(&["productUpgrades", id, "status"]).json(request).read().await
    }
}
