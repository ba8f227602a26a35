//! Relationships that an indirect provider makes for its reseller.

use super::*;
use crate::newcomers::{PROVIDER, RESELLER, two_tiers};

pub(crate) fn at<'w>(world: &'w World, tenant: &'static str, domain: &'static str) -> Partner<'w> {
    Partner { world, tenant, domain }
}

pub(crate) fn proposal(name: &str) -> Value {
    let mut body = draft(name, 100, &[LICENSES]);
    body["@odata.type"] = json!("#microsoft.graph.resellerDelegatedAdminRelationship");
    body["indirectResellerId"] = json!(RESELLER.to_uppercase());
    body["customer"] = json!({ "tenantId": CUSTOMER, "displayName": "Kundin" });
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reseller_approves_what_its_provider_made_and_then_the_customer_does() {
    let world = World::start().await;
    two_tiers(&world).await;
    let (provider, reseller) = (at(&world, PROVIDER, "anbieter.example"), at(&world, RESELLER, "wieder.example"));
    let made = provider.own().post(AT, &proposal("Betreuung")).await.expect(201);
    let id = text(&made, "/id");
    assert_eq!(id[37..], *RESELLER);
    assert_eq!(made["@odata.type"], "#microsoft.graph.resellerDelegatedAdminRelationship");
    assert_eq!(
        (&made["isPartnerConsentPending"], &made["indirectProviderTenantId"], &made["status"]),
        (&json!(true), &json!(PROVIDER), &json!("created"))
    );
    // It stands in the reseller's list; the provider finds it by its id alone, and nobody else does.
    let listed = reseller.own().get(AT).await.expect(200);
    assert_eq!(
        (&listed["value"][0]["id"], &listed["value"][0]["isPartnerConsentPending"]),
        (&json!(id), &json!(true))
    );
    assert_eq!(provider.own().get(AT).await.expect(200)["value"], json!([]));
    assert_eq!(provider.get(&id).await["displayName"], "Betreuung");
    refused(rival(&world).own().get(&format!("{AT}/{id}")).await, 404, "notFound");
    // Nobody is asked and nothing is changed before the reseller has said yes; the provider cannot say it.
    refused(reseller.ask(&id, "lockForApproval").await, 400, "badRequest");
    let other = json!({ "displayName": "Anders" });
    refused(reseller.own().patch(&format!("{AT}/{id}"), &other).await, 400, "badRequest");
    refused(provider.ask(&id, "approve").await, 404, "notFound");
    reseller.ask(&id, "approve").await.expect(201);
    assert_eq!(reseller.get(&id).await["isPartnerConsentPending"], false);
    refused(reseller.ask(&id, "reject").await, 400, "badRequest");
    reseller.ask(&id, "lockForApproval").await.expect(201);
    decide(&world, &id, "approve").await.expect(200);
    reseller.settle().await;
    let active = provider.get(&id).await;
    assert_eq!(
        (&active["status"], &active["customer"]["tenantId"]),
        (&json!("active"), &json!(CUSTOMER))
    );
    // Rights are the reseller's to give.
    let agent = reseller.agent("rita").await;
    reseller.try_assign(&id, &agent.group, &[LICENSES]).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_one_goes_nowhere_and_only_a_provider_makes_one() {
    let world = World::start().await;
    two_tiers(&world).await;
    let (provider, reseller) = (at(&world, PROVIDER, "anbieter.example"), at(&world, RESELLER, "wieder.example"));
    let id = provider.create(&proposal("Abgelehnt")).await;
    reseller.ask(&id, "reject").await.expect(201);
    let rejected = reseller.get(&id).await;
    assert_eq!(
        (&rejected["status"], &rejected["isPartnerConsentPending"]),
        (&json!("created"), &json!(false))
    );
    for action in ["approve", "reject", "lockForApproval"] {
        refused(reseller.ask(&id, action).await, 400, "badRequest");
    }
    reseller.own().delete(&format!("{AT}/{id}")).await.expect(204);
    refused(provider.own().get(&format!("{AT}/{id}")).await, 404, "notFound");

    let mut nobody = proposal("Niemand");
    nobody.as_object_mut().unwrap().remove("indirectResellerId");
    let said = refused(provider.own().post(AT, &nobody).await, 400, "badRequest");
    assert!(text(&said, "/error/message").contains("indirectResellerId"), "{said}");
    nobody["indirectResellerId"] = json!(PARTNER);
    refused(provider.own().post(AT, &nobody).await, 400, "badRequest");
    for other in [first(&world), reseller] {
        refused(other.own().post(AT, &proposal("Fremd")).await, 400, "badRequest");
    }
    // One that a partner made itself is approved by nobody but the customer.
    let own = first(&world).create(&draft("Eigene", 10, &[LICENSES])).await;
    refused(first(&world).ask(&own, "approve").await, 400, "badRequest");
}
