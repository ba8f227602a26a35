//! The people and things of the test world's customers.

use nahtlos_engine::call::ActingUser;
use nahtlos_model::{directory::User, estate::Estate, instants::Instant};
use serde_json::json;

/// The application through which everybody acts.
pub(crate) const APP: &str = "7e570000-0000-4000-8000-0000000000a9";
/// Microsoft 365 E3.
pub(crate) const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";

/// A user who acts, with an id made of the name.
pub(crate) fn acting(name: &str) -> ActingUser {
    let digits: String = name
        .bytes()
        .map(|b| format!("{b:02x}"))
        .collect::<String>()
        .chars()
        .chain("0".repeat(32).chars())
        .take(32)
        .collect();
    let id = format!(
        "{}-{}-4{}-8{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[13..16],
        &digits[17..20],
        &digits[20..32]
    );
    ActingUser {
        id,
        user_principal_name: name.to_owned(),
        name: name.to_owned(),
    }
}

/// A customer with five seats of E3 from the web shop until 2027-06-01 and three users, two of whom have a licence.
pub(crate) fn estate(id: &str, name: &str) -> Estate {
    let domain = format!("{}.example", name.to_lowercase());
    let user = |n: u32, first: &str, licensed: bool| {
        let licences = if licensed {
            json!([{ "skuId": E3, "disabledPlans": [] }])
        } else {
            json!([])
        };
        json!({ "id": format!("{}-0000-4000-8000-{n:012}", &id[..8]), "userPrincipalName": format!("{first}@{domain}"), "usageLocation": "DE", "licenses": licences })
    };
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": id, "name": format!("{name} AG"), "domain": domain, "country": "DE", "currency": "EUR" },
        "asOf": "2026-11-01",
        "subscriptions": [{
            "id": format!("{}-aaaa-4000-8000-000000000001", &id[..8]), "channel": "webDirect", "skuId": E3, "quantity": 5,
            "start": "2026-06-01", "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        }],
        "users": [user(1, "kim", true), user(2, "lea", true), user(3, "max", false)],
    });
    serde_json::from_value(estate).unwrap()
}

/// Somebody who works for a partner.
pub(crate) fn agent(tenant: &str, domain: &str) -> User {
    let name = format!("agentin@{domain}");
    User {
        id: acting(&name).id,
        tenant_id: tenant.to_owned(),
        user_principal_name: name,
        given_name: None,
        surname: None,
        display_name: format!("Agentin von {domain}"),
        usage_location: None,
        immutable_id: None,
        password: None,
        force_change: false,
        phone: None,
        mail: None,
        mail_nickname: None,
        enabled: true,
        kind: "Member".to_owned(),
        manager: None,
        domain_type: "none".to_owned(),
        more: std::collections::BTreeMap::new(),
        licences: Vec::new(),
        created: Instant(0),
        deleted: None,
        version: 1,
    }
}
