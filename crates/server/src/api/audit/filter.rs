//! The three filters that the list of records knows: a part of a company's name, a customer, a kind of resource.

use super::list::wrong;
use crate::api::ask::Ask;
use nahtlos_engine::activity::Wanted;
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::filters::{Filter, FilterOperator};

/// The reference's kinds of resources, each at the place of its number.
const RESOURCES: [&str; 33] = [
    "undefined",
    "customer",
    "customer_user",
    "order",
    "subscription",
    "license",
    "third_party_add_on",
    "mpn_association",
    "transfer",
    "application",
    "application_credential",
    "partner_user",
    "partner_relationship",
    "referral",
    "software_key",
    "software_download_link",
    "spending_limit",
    "invoice",
    "agreement",
    "partner_customer_relationship",
    "self_serve_policy",
    "granular_admin_relationship",
    "granular_admin_access_assignment",
    "partner_customer_dap",
    "credit",
    "customer_directory_role",
    "software_page",
    "device",
    "policy",
    "overage",
    "new_commerce_migration",
    "azure_entitlement",
    "indirect_provider_indirect_reseller_dap",
];
/// Kinds that only this center has.
const OURS: [&str; 16] = [
    "app_role_assignment",
    "application_consent",
    "cart",
    "catalogue",
    "channel_transfer",
    "departure",
    "domain",
    "group",
    "invitation",
    "new_commerce_migration_schedule",
    "partner",
    "product_upgrade",
    "sandbox",
    "service_request",
    "transition",
    "webhook",
];

/// The filter of a query: JSON, or the three members of the audit service's specification.
pub(super) fn sent(ask: &Ask) -> Result<Option<Filter>, Refusal> {
    let read =
        |text: &str| Filter::parse(text).map_err(|problem| Refusal::new(Code::InvalidInput).with("reason", problem.message).at("filter"));
    if let Some(text) = ask.query.get("filter") {
        return read(text).map(Some);
    }
    let part = |name: &str| ask.query.get(&format!("auditRequest.filter.{name}"));
    let Some(field) = part("field") else { return Ok(None) };
    let operator = part("operator").unwrap_or("equals");
    let operator: FilterOperator = operator
        .parse()
        .map_err(|_| wrong("filter", &format!("has no operator {operator:?}")))?;
    Ok(Some(Filter::field(field, operator, part("value").unwrap_or_default())))
}

/// Narrows a list.
pub(super) fn apply(filter: &Filter, wanted: &mut Wanted) -> Result<(), Refusal> {
    let Filter::Field { field, value, operator } = filter else {
        return Err(wrong("filter", "holds one condition; records are not filtered by two at once"));
    };
    match (field.to_ascii_lowercase().as_str(), operator) {
        ("companyname", FilterOperator::Substring) => wanted.company = Some(value.to_lowercase()),
        ("customerid", FilterOperator::Equals) => wanted.scope = Some(value.trim().to_ascii_lowercase()),
        ("resourcetype", FilterOperator::Equals) => wanted.resource = Some(resource(value)?.to_owned()),
        _ => {
            let reason = "is CompanyName substring, CustomerId equals or ResourceType equals";
            return Err(wrong("filter", reason));
        }
    }
    Ok(())
}

/// A kind of resource by its word in any spelling, or by its number.
fn resource(value: &str) -> Result<&'static str, Refusal> {
    if let Ok(number) = value.trim().parse::<usize>()
        && let Some(word) = RESOURCES.get(number)
    {
        return Ok(word);
    }
    let folded = |text: &str| {
        text.chars()
            .filter(|c| c.is_ascii_alphanumeric())
            .collect::<String>()
            .to_ascii_lowercase()
    };
    let asked = folded(value);
    let found = RESOURCES.iter().chain(&OURS).find(|word| folded(word) == asked);
    found
        .copied()
        .ok_or_else(|| wrong("filter", &format!("names no kind of resource: {value:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_read_in_every_spelling() {
        for text in ["Subscription", "subscription", "SUBSCRIPTION", "4", " 4 "] {
            assert_eq!(resource(text), Ok("subscription"), "{text}");
        }
        assert_eq!(resource("CustomerUser"), Ok("customer_user"));
        assert_eq!(resource("customer_user"), Ok("customer_user"));
        assert_eq!(resource("30"), Ok("new_commerce_migration"));
        assert_eq!(resource("Invitation"), Ok("invitation"));
        assert!(resource("33").is_err() && resource("coffee").is_err());
    }
}
