//! Identifiers of the vendor's catalogue. GUIDs are compared as values, so their letter case and
//! braces never matter; they print in lower case without braces. Never join on names.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A text that is no GUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAGuid(pub String);

impl fmt::Display for NotAGuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a GUID", self.0)
    }
}

impl std::error::Error for NotAGuid {}

macro_rules! guid {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAGuid;
            /// Accepts any letter case, with or without hyphens or braces.
            fn from_str(text: &str) -> Result<Self, NotAGuid> {
                Uuid::try_parse(text.trim()).map(Self).map_err(|_| NotAGuid(text.to_owned()))
            }
        }
    };
}

guid!(
    /// A licence SKU (Graph `skuId`, the products file's `GUID`, the offer matrix's `ProvisioningId`).
    SkuId
);
guid!(
    /// A service plan inside a SKU (Graph `servicePlanId`).
    ServicePlanId
);

/// An offer of the price list: `ProductId:SkuId`, upper case as the price list writes it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfferId(pub String);

impl OfferId {
    /// Joins the two columns; letter case is folded, since exports differ in it.
    pub fn new(product_id: &str, sku_id: &str) -> Self {
        Self(format!("{}:{}", product_id.trim(), sku_id.trim()).to_ascii_uppercase())
    }
}

impl fmt::Display for OfferId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
