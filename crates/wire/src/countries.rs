//! What a country asks of addresses and numbers, as clients check it before they send.
//!
//! Used by "country validation rules". Lists and truth values are always written, other members where there is something to say.

use crate::Attributes;

shape! {
    pub struct CountryValidationRules {
        iso2_code: String,
        default_culture: String,
        is_state_required: bool,
        supported_states_list: Vec<String>,
        supported_languages_list: Vec<String>,
        supported_cultures_list: Vec<String>,
        is_postal_code_required: bool,
        postal_code_regex: String,
        is_city_required: bool,
        is_vat_id_supported: bool,
        tax_id_format: String,
        tax_id_sample: String,
        vat_id_regex: String,
        phone_number_regex: String,
        is_tax_id_supported: bool,
        is_tax_id_optional: bool,
        customer_organization_registration_number_regex: String,
        customer_organization_registration_number_sample: String,
        customer_organization_registration_number_required: bool,
        customer_organization_phone_number_required: bool,
        country_calling_codes_list: Vec<String>,
        attributes: Attributes,
    }
}
