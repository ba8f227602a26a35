//! What a record says beside the values of its resource: the few facts that people look for first.

use nahtlos_model::audit::Entry;
use nahtlos_wire::audit::AuditCustomizedData;
use serde_json::Value;

/// The facts of an entry, from its document before and after.
pub(super) fn of(entry: &Entry, before: &Value, after: &Value) -> Vec<AuditCustomizedData> {
    let now = if after.is_null() { before } else { after };
    let pair = |key: &str, value: Option<String>| AuditCustomizedData {
        key: Some(key.to_owned()),
        value,
    };
    let id = || Some(entry.resource_id.clone());
    match (entry.resource.as_str(), entry.operation.as_str()) {
        ("order", "create_order") => order(entry, now),
        ("customer", "add_customer") => vec![
            pair("PrimaryDomainName", text(&now["company"]["domain"])),
            pair("Relationship", Some("Reseller".to_owned())),
        ],
        ("license", _) => licences(entry, before, after),
        ("subscription", _) => subscription(entry, before, now),
        ("customer_user", _) => vec![
            pair("CustomerUserId", id()),
            pair("UserPrincipalName", text(&now["userPrincipalName"])),
        ],
        ("granular_admin_relationship", _) => vec![pair("RelationshipId", id()), pair("RelationshipName", text(&now["displayName"]))],
        ("granular_admin_access_assignment", _) => vec![pair("AssignmentId", id())],
        ("transfer", _) => vec![pair("TransferId", id())],
        ("new_commerce_migration", _) => vec![pair("NewCommerceMigrationId", id())],
        _ => Vec::new(),
    }
}

/// A value as a text; `None` where there is none.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn order(entry: &Entry, order: &Value) -> Vec<AuditCustomizedData> {
    let pair = |key: String, value: Option<String>| AuditCustomizedData { key: Some(key), value };
    let mut all = vec![
        pair("OrderId".to_owned(), Some(entry.resource_id.clone())),
        pair("AlternateId".to_owned(), None),
        pair("BillingCycle".to_owned(), text(&order["cycle"]).map(|cycle| capital(&cycle))),
    ];
    for (n, line) in order["lines"].as_array().into_iter().flatten().enumerate() {
        let members = [
            ("OfferId", "offerId"),
            ("SubscriptionId", "subscriptionId"),
            ("SubscriptionName", "friendlyName"),
            ("Quantity", "quantity"),
            ("PartnerOnRecord", "mpnId"),
        ];
        all.extend(members.map(|(key, member)| pair(format!("{key}-{n}"), text(&line[member]))));
    }
    all
}

fn licences(entry: &Entry, before: &Value, after: &Value) -> Vec<AuditCustomizedData> {
    let skus = |holdings: &Value| -> Vec<String> {
        let all = holdings.as_array().into_iter().flatten();
        all.filter_map(|holding| text(&holding["sku"])).collect()
    };
    let (had, has) = (skus(before), skus(after));
    let pair = |key: &str, value: &String| AuditCustomizedData {
        key: Some(key.to_owned()),
        value: Some(value.clone()),
    };
    let mut all = vec![pair("CustomerUserId", &entry.resource_id)];
    all.extend(
        has.iter()
            .filter(|sku| !had.contains(sku))
            .map(|sku| pair("AddedLicenseSkuId", sku)),
    );
    all.extend(
        had.iter()
            .filter(|sku| !has.contains(sku))
            .map(|sku| pair("RemovedLicenseSkuId", sku)),
    );
    all
}

fn subscription(entry: &Entry, before: &Value, now: &Value) -> Vec<AuditCustomizedData> {
    let pair = |key: &str, value: Option<String>| AuditCustomizedData {
        key: Some(key.to_owned()),
        value,
    };
    let mut all = vec![
        pair("SubscriptionId", Some(entry.resource_id.clone())),
        pair("SubscriptionName", text(&now["friendlyName"])),
    ];
    let changed = [("Quantity", "quantity"), ("Status", "status"), ("AutoRenewEnabled", "autoRenew")];
    let changed = changed.into_iter().filter(|(_, member)| before[*member] != now[*member]);
    all.extend(changed.map(|(key, member)| pair(key, text(&now[member]))));
    all
}
