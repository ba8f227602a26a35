//! Customers with their company, billing profile, addresses and contacts.
//!
//! Used by customer, relationship and order operations. Credentials appear only in the reply to a creation; they must never be kept.

use crate::{Attributes, Links, enums::CustomerPartnerRelationship};

shape! {
    pub struct Customer {
        id: String,
        commerce_id: String,
        company_profile: CustomerCompanyProfile,
        billing_profile: CustomerBillingProfile,
        relationship_to_partner: CustomerPartnerRelationship,
        allow_delegated_access: bool,
        user_credentials: UserCredentials,
        custom_domains: Vec<String>,
        associated_partner_id: String,
        #[serde(rename = "enableGDAPByDefault", alias = "enableGdapByDefault")]
        enable_gdap_by_default: bool,
        links: Links,
        attributes: Attributes,
    }

    pub struct CustomerCompanyProfile {
        tenant_id: String,
        domain: String,
        company_name: String,
        address: Address,
        email: String,
        organization_registration_number: String,
        links: Links,
        attributes: Attributes,
    }

    pub struct CustomerBillingProfile {
        id: String,
        first_name: String,
        last_name: String,
        email: String,
        culture: String,
        language: String,
        company_name: String,
        default_address: Address,
        links: Links,
        attributes: Attributes,
    }

    pub struct Address {
        country: String,
        region: String,
        city: String,
        state: String,
        address_line1: String,
        address_line2: String,
        postal_code: String,
        first_name: String,
        middle_name: String,
        last_name: String,
        phone_number: String,
    }

    pub struct UserCredentials {
        user_name: String,
        password: String,
    }

    /// A person of the customer.
    pub struct Contact {
        first_name: String,
        last_name: String,
        email: String,
        phone_number: String,
    }

    pub struct CustomerOrganization {
        display_name: String,
        street: String,
        city: String,
        state: String,
        postal_code: String,
        country_letter_code: String,
        technical_notification_mails: Vec<String>,
    }

    pub struct ManagedService {
        id: String,
        name: String,
        group_name: String,
        links: Links,
        attributes: Attributes,
    }
}
