//! Our own: what a seed has put into a sandbox.
//!
//! Used by `/sandbox/v1/seeds`, which takes an `estate.json` or a `seed.toml`.

/// Where seeds are posted.
pub const PATH: &str = "/sandbox/v1/seeds";

shape! {
    /// What was planted, in the order of the file.
    pub struct Planted {
        partners: Vec<PlantedTenant>,
        customers: Vec<PlantedTenant>,
    }

    pub struct PlantedTenant {
        id: String,
        name: String,
        /// False: it was there before, and stays as it is.
        made: bool,
        /// Sign-in name of the customer's administrator.
        administrator: String,
        subscriptions: u32,
        users: u32,
        /// What the partner sells and costs nothing, each with the reason.
        unpriced: Vec<UnpricedSubscription>,
    }

    pub struct UnpricedSubscription {
        subscription_id: String,
        sku_id: String,
        /// `noOffer`, `noPrice` or `noEnd`.
        reason: String,
        /// The reason in words.
        message: String,
    }
}
