//! Customers on the wire: long form, short form, profiles, addresses, contacts.

use nahtlos_engine::customers::Listed;
use nahtlos_model::customers as model;
use nahtlos_wire::{Attributes, Links, customers as wire, enums::CustomerPartnerRelationship};

/// A text; empty ones are left out.
pub(crate) fn some(text: &str) -> Option<String> {
    Some(text).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// An address as the wire writes it.
pub(crate) fn address(a: &model::Address) -> wire::Address {
    wire::Address {
        country: some(&a.country),
        region: some(&a.region),
        city: some(&a.city),
        state: some(&a.state),
        address_line1: some(&a.line1),
        address_line2: some(&a.line2),
        postal_code: some(&a.postal_code),
        first_name: some(&a.first_name),
        middle_name: some(&a.middle_name),
        last_name: some(&a.last_name),
        phone_number: some(&a.phone),
    }
}

/// An address as it was sent.
pub(crate) fn address_of(sent: wire::Address) -> model::Address {
    let text = |value: Option<String>| value.unwrap_or_default();
    model::Address {
        country: text(sent.country),
        region: text(sent.region),
        city: text(sent.city),
        state: text(sent.state),
        line1: text(sent.address_line1),
        line2: text(sent.address_line2),
        postal_code: text(sent.postal_code),
        first_name: text(sent.first_name),
        middle_name: text(sent.middle_name),
        last_name: text(sent.last_name),
        phone: text(sent.phone_number),
    }
}

/// A billing profile as it was sent.
pub(crate) fn profile_of(sent: wire::CustomerBillingProfile) -> model::BillingProfile {
    let text = |value: Option<String>| value.unwrap_or_default();
    model::BillingProfile {
        id: String::new(),
        first_name: text(sent.first_name),
        last_name: text(sent.last_name),
        email: text(sent.email),
        culture: text(sent.culture),
        language: text(sent.language),
        company: text(sent.company_name),
        address: address_of(sent.default_address.unwrap_or_default()),
        version: 0,
    }
}

/// The company's profile.
pub(crate) fn company(c: &model::Customer) -> wire::CustomerCompanyProfile {
    wire::CustomerCompanyProfile {
        tenant_id: Some(c.id.clone()),
        domain: Some(c.company.domain.clone()),
        company_name: Some(c.company.name.clone()),
        address: Some(address(&c.company.address)),
        email: some(&c.company.email),
        organization_registration_number: c.company.registration_number.clone(),
        links: Some(Links::to_self(format!("/customers/{}/profiles/company", c.id))),
        attributes: Some(Attributes::of("CustomerCompanyProfile")),
    }
}

/// The billing profile with its etag.
pub(crate) fn billing(c: &model::Customer) -> wire::CustomerBillingProfile {
    let b = &c.billing;
    wire::CustomerBillingProfile {
        id: Some(b.id.clone()),
        first_name: some(&b.first_name),
        last_name: some(&b.last_name),
        email: some(&b.email),
        culture: some(&b.culture),
        language: some(&b.language),
        company_name: some(&b.company),
        default_address: Some(address(&b.address)),
        links: Some(Links::to_self(format!("/customers/{}/profiles/billing", c.id))),
        attributes: Some(Attributes::of("CustomerBillingProfile").with_etag(b.etag())),
    }
}

/// What the caller's relationship is on the wire.
pub(crate) fn relationship(r: Option<&model::Relationship>) -> CustomerPartnerRelationship {
    match r {
        Some(r) if r.is_active() => CustomerPartnerRelationship::Reseller,
        _ => CustomerPartnerRelationship::None,
    }
}

/// A customer in a list.
pub(crate) fn short(row: &Listed) -> wire::Customer {
    wire::Customer {
        id: Some(row.customer_id.clone()),
        company_profile: Some(wire::CustomerCompanyProfile {
            tenant_id: Some(row.customer_id.clone()),
            domain: Some(row.domain.clone()),
            company_name: Some(row.company.clone()),
            links: Some(Links::to_self(format!("/customers/{}/profiles/company", row.customer_id))),
            attributes: Some(Attributes::of("CustomerCompanyProfile")),
            ..wire::CustomerCompanyProfile::default()
        }),
        relationship_to_partner: Some(CustomerPartnerRelationship::Reseller),
        links: Some(Links::to_self(format!("/customers/{}", row.customer_id))),
        attributes: Some(Attributes::of("Customer")),
        ..wire::Customer::default()
    }
}
