//! Whether a customer's account may trade, and whether an address is one.
//!
//! Used by "get account validation status" and "validate address".

use crate::{customers::Address, enums::AccountValidation};
use nahtlos_model::instants::Instant;
use serde::{Serialize, Serializer};

spelled! {
    pub enum ValidationType { Account = "account" }

    pub enum AddressValidation {
        VerifiedShippable = "VerifiedShippable", Verified = "Verified", InteractionRequired = "InteractionRequired",
        StreetPartial = "StreetPartial", PremisesPartial = "PremisesPartial", Multiple = "Multiple", None = "None",
        NotValidated = "NotValidated",
    }
}

/// Writes an instant without its zone, as the newer services do.
fn unzoned<S: Serializer>(at: &Option<Instant>, s: S) -> Result<S::Ok, S::Error> {
    at.map(|at| at.to_string().trim_end_matches('Z').to_owned()).serialize(s)
}

shape! {
    pub struct ValidationStatus {
        #[serde(rename = "type")]
        kind: ValidationType,
        status: AccountValidation,
        /// In UTC, without a zone.
        #[serde(serialize_with = "unzoned")]
        last_update_date_time: Instant,
    }

    pub struct AddressValidationResult {
        original_address: Address,
        suggested_addresses: Vec<Address>,
        status: crate::Open<AddressValidation>,
        validation_message: String,
    }
}
