//! The catalogue of new commerce, in a country or as a customer may buy from it.
//!
//! Used through `Client::catalogue` and `Client::catalogue_for`. An availability's id rotates: fetch it anew before buying.

use crate::{Client, Error, noun, request::Call};
use nahtlos_wire::catalogue::{Availability, Product, Sku};

noun! {
    /// The catalogue of new commerce in a country.
    Catalogue
}

/// The catalogue as one customer may buy from it.
#[derive(Clone, Debug)]
pub struct CustomerCatalogue {
    client: Client,
    customer: String,
}

/// Which products.
#[derive(Debug, Clone)]
pub struct ProductQuery {
    /// Which shelf, for example `OnlineServices` or `MicrosoftAzure`.
    pub target_view: String,
    /// For whom, for example `commercial`.
    pub target_segment: Option<String>,
    /// Where a reservation applies.
    pub reservation_scope: Option<String>,
}

impl ProductQuery {
    /// All products of a shelf.
    pub fn of_view(target_view: &str) -> Self {
        Self {
            target_view: target_view.to_owned(),
            target_segment: None,
            reservation_scope: None,
        }
    }

    fn add(&self, call: Call) -> Call {
        let call = call.query("targetView", &self.target_view);
        let call = call.maybe("targetSegment", self.target_segment.as_deref());
        call.maybe("reservationScope", self.reservation_scope.as_deref())
    }
}

impl Catalogue {
    /// Products sold in a country.
    pub async fn products(&self, country: &str, query: &ProductQuery) -> Result<Vec<Product>, Error> {
        query.add(self.client.get(&["products"]).query("country", country)).items().await
    }

    /// One product.
    pub async fn product(&self, country: &str, product: &str) -> Result<Product, Error> {
        self.client.get(&["products", product]).query("country", country).read().await
    }

    /// The SKUs of a product.
    pub async fn skus(&self, country: &str, product: &str, segment: Option<&str>) -> Result<Vec<Sku>, Error> {
        let call = self.client.get(&["products", product, "skus"]).query("country", country);
        call.maybe("targetSegment", segment).items().await
    }

    /// One SKU.
    pub async fn sku(&self, country: &str, product: &str, sku: &str) -> Result<Sku, Error> {
        self.client
            .get(&["products", product, "skus", sku])
            .query("country", country)
            .read()
            .await
    }

    /// The availabilities of a SKU.
    pub async fn availabilities(&self, country: &str, product: &str, sku: &str, segment: Option<&str>) -> Result<Vec<Availability>, Error> {
        let call = self.client.get(&["products", product, "skus", sku, "availabilities"]);
        call.query("country", country).maybe("targetSegment", segment).items().await
    }

    /// One availability.
    pub async fn availability(&self, country: &str, product: &str, sku: &str, availability: &str) -> Result<Availability, Error> {
        let call = self.client.get(&["products", product, "skus", sku, "availabilities", availability]);
        call.query("country", country).read().await
    }
}

impl CustomerCatalogue {
    pub(crate) fn new(client: Client, customer: &str) -> Self {
        Self {
            client,
            customer: customer.to_owned(),
        }
    }

    fn get(&self, rest: &[&str]) -> Call {
        let path = [&["customers", self.customer.as_str(), "products"], rest].concat();
        self.client.get(&path)
    }

    /// Products that the customer may buy.
    pub async fn products(&self, query: &ProductQuery) -> Result<Vec<Product>, Error> {
        query.add(self.get(&[])).items().await
    }

    /// One product.
    pub async fn product(&self, product: &str) -> Result<Product, Error> {
        self.get(&[product]).read().await
    }

    /// The SKUs of a product.
    pub async fn skus(&self, product: &str, segment: Option<&str>) -> Result<Vec<Sku>, Error> {
        self.get(&[product, "skus"]).maybe("targetSegment", segment).items().await
    }

    /// One SKU.
    pub async fn sku(&self, product: &str, sku: &str) -> Result<Sku, Error> {
        self.get(&[product, "skus", sku]).read().await
    }

    /// The availabilities of a SKU.
    pub async fn availabilities(&self, product: &str, sku: &str, segment: Option<&str>) -> Result<Vec<Availability>, Error> {
        let call = self.get(&[product, "skus", sku, "availabilities"]);
        call.maybe("targetSegment", segment).items().await
    }

    /// One availability.
    pub async fn availability(&self, product: &str, sku: &str, availability: &str) -> Result<Availability, Error> {
        self.get(&[product, "skus", sku, "availabilities", availability]).read().await
    }
}
