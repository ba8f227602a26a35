//! Users are found among all customers, and only where the visitor may look.

use super::{ADMIN, Desk, long_lists::customer};
use crate::identity::setting::start;
use nahtlos_engine::setup::{Bulk, sandbox::PASSWORD};
use nahtlos_model::{directory::User, instants::Instant};
use serde_json::json;

fn zoe(tenant: &str, n: usize, now: Instant) -> User {
    let body = json!({
        "id": format!("7f000000-0000-4000-8000-{n:012}"), "tenantId": tenant, "userPrincipalName": format!("zoe@zeile{n}.example"),
        "givenName": "Zoe", "surname": "Zeile", "displayName": "Zoe", "usageLocation": "DE", "immutableId": null, "password": null,
        "forceChange": false, "phone": null, "mail": null, "mailNickname": null, "enabled": true, "kind": "Member", "manager": null,
        "domainType": "managed", "licences": [], "created": now, "deleted": null, "version": 1,
    });
    serde_json::from_value(body).expect("a user")
}

#[tokio::test(flavor = "multi_thread")]
async fn users_of_a_closed_directory_are_not_found() {
    let world = start().await;
    let engine = &world.running().center.engine;
    let (mut customers, mut users) = (Vec::new(), Vec::new());
    for n in [1, 2] {
        let (customer, mut relationship) = customer(n, engine.now());
        relationship.delegated = n == 2;
        users.push(zoe(&customer.id, n, engine.now()));
        customers.push((customer, relationship));
    }
    let bulk = Bulk {
        customers,
        users,
        ..Bulk::default()
    };
    engine.load_bulk(bulk).await.unwrap();
    let mut desk = Desk::new(&world);
    assert_eq!(desk.sign_in(ADMIN, PASSWORD).await.to, "/");
    let found = desk.go("/search?q=Zoe").await;
    found.shows("zoe@zeile2.example</a>").hides("zoe@zeile1.example");
}
