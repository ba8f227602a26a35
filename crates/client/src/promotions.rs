//! Promotions, margins, and what is in stock.
//!
//! Used through `Client::promotions`.

use crate::{Error, noun};
use nahtlos_wire::{
    enums::Segment,
    inventory::{InventoryCheckRequest, InventoryItem},
    margins::MarginList,
    promotions::{ProductPromotion, PromotionEligibilities, PromotionEligibilitiesRequest},
};

noun! {
    /// Promotions, margins, and what is in stock.
    Promotions
}

impl Promotions {
    /// The promotions of a country and segment.
    pub async fn list(&self, country: &str, segment: Segment) -> Result<Vec<ProductPromotion>, Error> {
        let call = self.client.get(&["productpromotions"]).query("country", country);
        call.query("segment", segment.as_str()).items().await
    }

    /// One promotion with its conditions.
    pub async fn get(&self, country: &str, promotion: &str) -> Result<ProductPromotion, Error> {
        self.client
            .get(&["productpromotions", promotion])
            .query("country", country)
            .read()
            .await
    }

    /// Which promotions a customer may have for what it wants to buy.
    pub async fn eligibilities(
        &self,
        customer: &str,
        request: &PromotionEligibilitiesRequest,
    ) -> Result<Vec<PromotionEligibilities>, Error> {
        let call = self.client.post(&["customers", customer, "promotionEligibilities"]);
        call.json(request).items().await
    }

    /// What restricts a purchase now.
    pub async fn inventory(&self, country: &str, request: &InventoryCheckRequest) -> Result<Vec<InventoryItem>, Error> {
        let call = self.client.post(&["extensions", "product", "checkInventory"]);
        call.query("country", country).json(request).read().await
    }

    /// The margins that publishers grant.
    pub async fn margins(&self) -> Result<MarginList, Error> {
        self.client.get(&["margins"]).read().await
    }

    /// The margins of a country as a CSV file.
    pub async fn margins_file(&self, country: &str) -> Result<Vec<u8>, Error> {
        let reply = self.client.get(&["margins", "download"]).query("country", country).reply().await?;
        Ok(reply.bytes)
    }
}
