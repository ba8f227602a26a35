//! Licences of users and seats of a customer through the Partner Center API.
//!
//! Used through `Client::licenses`. These calls need a token for a user, not an application's own.

use crate::{Error, noun, request::Call};
use nahtlos_wire::{
    enums::LicenseGroupId,
    licenses::{License, LicenseUpdate, SubscribedSku},
};

noun! {
    /// Licences of users and seats of a customer.
    Licenses
}

impl Licenses {
    /// A user's licences, of the groups named or of the first alone.
    pub async fn of_user(&self, customer: &str, user: &str, groups: &[LicenseGroupId]) -> Result<Vec<License>, Error> {
        let call = self.client.get(&["customers", customer, "users", user, "licenses"]);
        of_groups(call, groups).items().await
    }

    /// Gives and takes licences in one step.
    pub async fn update(&self, customer: &str, user: &str, update: &LicenseUpdate) -> Result<LicenseUpdate, Error> {
        let call = self.client.post(&["customers", customer, "users", user, "licenseupdates"]);
        call.json(update).read().await
    }

    /// A customer's SKUs with their seats, of the groups named or of the first alone.
    pub async fn subscribed_skus(&self, customer: &str, groups: &[LicenseGroupId]) -> Result<Vec<SubscribedSku>, Error> {
        let call = self.client.get(&["customers", customer, "subscribedskus"]);
        of_groups(call, groups).items().await
    }
}

fn of_groups(call: Call, groups: &[LicenseGroupId]) -> Call {
    groups
        .iter()
        .fold(call, |call, group| call.query("licenseGroupIds", group.as_str()))
}
