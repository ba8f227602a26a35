//! Legacy offers and their categories, in a country or for a customer.
//!
//! Used through `Client::offers`.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::offers::{Offer, OfferCategory};

noun! {
    /// Legacy offers.
    Offers
}

impl Offers {
    /// The offers of a country, of a category or all.
    pub fn list(&self, country: &str, category: Option<&str>) -> Items<Offer> {
        let call = self.client.get(&["offers"]).query("country", country);
        paging::seek(call.maybe("offer_category_id", category))
    }

    /// One offer.
    pub async fn get(&self, country: &str, offer: &str) -> Result<Offer, Error> {
        self.client.get(&["offers", offer]).query("country", country).read().await
    }

    /// The add-ons of an offer.
    pub fn addons(&self, country: &str, offer: &str) -> Items<Offer> {
        paging::seek(self.client.get(&["offers", offer, "addons"]).query("country", country))
    }

    /// The categories of a country.
    pub async fn categories(&self, country: &str) -> Result<Vec<OfferCategory>, Error> {
        self.client.get(&["offercategories"]).query("country", country).items().await
    }

    /// The offers that a customer may buy.
    pub fn for_customer(&self, customer: &str) -> Items<Offer> {
        paging::seek(self.client.get(&["customers", customer, "offers"]))
    }

    /// The categories of what a customer may buy.
    pub async fn categories_for_customer(&self, customer: &str) -> Result<Vec<OfferCategory>, Error> {
        self.client.get(&["customers", customer, "offercategories"]).items().await
    }
}
