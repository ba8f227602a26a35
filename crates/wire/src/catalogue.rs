//! The catalogue of new commerce: products, their SKUs, and availabilities with terms.
//!
//! Used by the catalogue operations with and without a customer. An availability's id rotates; it must never be kept by a client.

use crate::{
    Links, Open,
    enums::{BillingCycleType, PurchasePrerequisite, Segment, capitalised},
    tolerant,
};
use nahtlos_model::instants::Instant;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

shape! {
    pub struct Product {
        id: String,
        title: String,
        description: String,
        product_type: ItemType,
        is_microsoft_product: bool,
        publisher_name: String,
        localized_attributes: Vec<Pair>,
        links: Links,
    }

    pub struct ItemType {
        id: String,
        display_name: String,
        sub_type: Box<ItemType>,
    }

    pub struct Pair {
        key: String,
        value: String,
    }

    pub struct Sku {
        id: String,
        product_id: String,
        title: String,
        description: String,
        minimum_quantity: u32,
        maximum_quantity: u32,
        is_trial: bool,
        terms_of_use_uri: String,
        supported_billing_cycles: Vec<BillingCycleType>,
        purchase_prerequisites: Vec<Open<PurchasePrerequisite>>,
        inventory_variables: Vec<String>,
        provisioning_variables: Vec<String>,
        constraints: Vec<SkuConstraint>,
        dynamic_attributes: DynamicAttributes,
        attestation_properties: AttestationProperties,
        consumption_type: String,
        actions: Vec<String>,
        specialized_offer_properties: SpecializedOffer,
        links: Links,
    }

    pub struct SkuConstraint {
        constraint_name: String,
        constraint_value: Number,
        constraint_type: String,
    }

    pub struct AttestationProperties {
        enforce_attestation: bool,
        attestation_type: String,
    }

    pub struct SpecializedOffer {
        start_date: Instant,
        end_date: Instant,
        pricing_policies: Vec<PricingPolicy>,
    }

    /// A discount; `value` is a decimal fraction such as `0.05`.
    pub struct PricingPolicy {
        #[serde(alias = "type")]
        policy_type: String,
        value: String,
    }

    pub struct Availability {
        id: String,
        product_id: String,
        sku_id: String,
        catalog_item_id: String,
        #[serde(deserialize_with = "currency")]
        default_currency: CurrencyInfo,
        segment: Segment,
        country: String,
        is_purchasable: bool,
        is_renewable: bool,
        renewal_instructions: Vec<RenewalInstruction>,
        terms: Vec<Term>,
        included_quantity_options: Vec<Value>,
        product: Product,
        sku: Sku,
        links: Links,
    }

    pub struct CurrencyInfo {
        code: String,
        symbol: String,
    }

    pub struct RenewalInstruction {
        applicable_term_ids: Vec<String>,
        renewal_options: Vec<RenewalPath>,
    }

    pub struct RenewalPath {
        renew_to_id: String,
        is_auto_renewable: bool,
    }

    pub struct Term {
        id: String,
        duration: String,
        description: String,
        #[serde(serialize_with = "capitalised")]
        billing_cycle: BillingCycleType,
        renewal_options: Vec<RenewalTerm>,
        cancellation_policies: Vec<CancellationPolicy>,
    }

    pub struct RenewalTerm {
        term_duration: String,
        description: String,
    }

    pub struct CancellationPolicy {
        refund_options: Vec<TermRefund>,
    }

    /// `expiresAfter` is a duration such as `P7D`.
    pub struct TermRefund {
        sequence_id: u32,
        #[serde(rename = "type")]
        kind: String,
        #[serde(alias = "expiresAt")]
        expires_after: String,
    }
}

/// Attributes of a SKU that the reference leaves open: `prerequisiteSkus`, `isAddon`, `provisioningId`, `upgradeTargetOffers` and more.
pub type DynamicAttributes = Map<String, Value>;
/// Variables of a purchase or an inventory check, named by the caller.
pub type Variables = BTreeMap<String, String>;

/// An object, or the code alone as the reference's table has it.
fn currency<'de, D: Deserializer<'de>>(d: D) -> Result<Option<CurrencyInfo>, D::Error> {
    let of_code = |code| CurrencyInfo {
        code: Some(code),
        symbol: None,
    };
    tolerant::text_or(d, of_code)
}

/// `ProductId:SkuId:AvailabilityId`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CatalogItemId {
    pub product_id: String,
    pub sku_id: String,
    pub availability_id: String,
}

impl std::fmt::Display for CatalogItemId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.product_id, self.sku_id, self.availability_id)
    }
}

impl std::str::FromStr for CatalogItemId {
    type Err = NotACatalogItem;

    fn from_str(text: &str) -> Result<Self, NotACatalogItem> {
        let mut parts = text.split(':').map(|part| part.trim().to_ascii_uppercase());
        let part = |found: Option<String>| found.filter(|part| !part.is_empty()).ok_or(NotACatalogItem);
        let (product_id, sku_id) = (part(parts.next())?, part(parts.next())?);
        let availability_id = part(parts.next())?;
        match parts.next() {
            Some(_) => Err(NotACatalogItem),
            None => Ok(Self {
                product_id,
                sku_id,
                availability_id,
            }),
        }
    }
}

/// A text that is no `ProductId:SkuId:AvailabilityId`; legacy offers are GUIDs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACatalogItem;

impl std::fmt::Display for NotACatalogItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("is no catalogue item; send ProductId:SkuId:AvailabilityId")
    }
}

impl std::error::Error for NotACatalogItem {}

impl serde::Serialize for CatalogItemId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CatalogItemId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}
