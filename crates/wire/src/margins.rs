//! Margins that publishers grant a partner.
//!
//! Used by the margin operations. Percentages and prices are decimals, never floats.

use crate::{Decimal, enums::MarginType};
use nahtlos_model::instants::Instant;

shape! {
    pub struct MarginList {
        page_size: u32,
        total_size: u32,
        results: Vec<Margin>,
    }

    pub struct Margin {
        id: String,
        #[serde(rename = "type")]
        kind: MarginType,
        product_id: String,
        publisher_name: String,
        product_title: String,
        sku_title: String,
        sku_id: String,
        product_type: String,
        margin_percentage: Decimal,
        price_configuration: MarginPriceConfiguration,
        start_date: Instant,
        end_date: Instant,
        status: String,
        status_date: Instant,
    }

    pub struct MarginPriceConfiguration {
        pricing_model: String,
        purchase: Vec<MarginPurchase>,
        consumption: Vec<MarginConsumption>,
    }

    pub struct MarginPurchase {
        term_duration: String,
        included_meter_quantities: Vec<String>,
        start_date: Instant,
        end_date: Instant,
        market_set_prices: Vec<MarginMarketPrice>,
    }

    pub struct MarginConsumption {
        meter_type: String,
        unitof_measure: String,
        start_date: Instant,
        end_date: Instant,
        market_set_prices: Vec<MarginMarketPrice>,
    }

    pub struct MarginMarketPrice {
        markets: Vec<String>,
        currency: String,
        custom_price: Decimal,
    }
}
