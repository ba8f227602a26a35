//! Customers on the wire: long form, short form, profiles, addresses, contacts.

use nahtlos_engine::customers::Listed;
use nahtlos_model::customers as model;
use nahtlos_wire::{Attributes, Links, customers as wire, enums::CustomerPartnerRelationship};
use serde::{Serialize, Serializer};

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

/// A customer in a list: what [`wire::Customer`] would write, without making one. A page has up to 500 of them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row<'a> {
    id: &'a str,
    company_profile: RowCompany<'a>,
    relationship_to_partner: CustomerPartnerRelationship,
    links: RowLinks<Home<'a>>,
    attributes: RowAttributes,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RowCompany<'a> {
    tenant_id: &'a str,
    domain: &'a str,
    company_name: &'a str,
    links: RowLinks<Home<'a>>,
    attributes: RowAttributes,
}

#[derive(Serialize)]
struct RowLinks<U> {
    #[serde(rename = "self")]
    own: RowLink<U>,
}

#[derive(Serialize)]
struct RowLink<U> {
    uri: U,
    method: &'static str,
    headers: [(); 0],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RowAttributes {
    object_type: &'static str,
}

/// A customer's address, or one of the things below it.
struct Home<'a>(&'a str, &'static str);

impl Serialize for Home<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("/customers/{}{}", self.0, self.1))
    }
}

/// A customer in a list.
pub(crate) fn row(listed: &Listed) -> Row<'_> {
    let id = listed.customer_id.as_str();
    let links = |rest| RowLinks {
        own: RowLink {
            uri: Home(id, rest),
            method: "GET",
            headers: [],
        },
    };
    Row {
        id,
        company_profile: RowCompany {
            tenant_id: id,
            domain: &listed.domain,
            company_name: &listed.company,
            links: links("/profiles/company"),
            attributes: RowAttributes {
                object_type: "CustomerCompanyProfile",
            },
        },
        relationship_to_partner: CustomerPartnerRelationship::Reseller,
        links: links(""),
        attributes: RowAttributes { object_type: "Customer" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_what_the_wire_calls_a_customer() {
        let listed = Listed {
            customer_id: "c1".into(),
            company: "Kunde \"A\"".into(),
            domain: "a.example".into(),
            reseller_id: String::new(),
        };
        let customer = wire::Customer {
            id: Some("c1".into()),
            company_profile: Some(wire::CustomerCompanyProfile {
                tenant_id: Some("c1".into()),
                domain: Some("a.example".into()),
                company_name: Some("Kunde \"A\"".into()),
                links: Some(Links::to_self("/customers/c1/profiles/company")),
                attributes: Some(Attributes::of("CustomerCompanyProfile")),
                ..wire::CustomerCompanyProfile::default()
            }),
            relationship_to_partner: Some(CustomerPartnerRelationship::Reseller),
            links: Some(Links::to_self("/customers/c1")),
            attributes: Some(Attributes::of("Customer")),
            ..wire::Customer::default()
        };
        assert_eq!(serde_json::to_value(row(&listed)).unwrap(), serde_json::to_value(customer).unwrap());
    }
}
