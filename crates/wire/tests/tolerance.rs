//! What is read though the reference's documents and its wire differ, what its own SDK sends, and real replies of Graph.

use nahtlos_wire::{
    ApiFault, BodyProblem, BodyProblemKind, Collection, Limits, Sent,
    agreements::Agreement,
    body::parse_as,
    carts::Cart,
    catalogue::{Availability, Term},
    customers::Customer,
    graph::{GraphCollection, groups::Group, skus::SubscribedSku, subscriptions::CompanySubscription, users::User},
    promotions::ProductPromotion,
    subscriptions::{Subscription, SubscriptionPatch},
};
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

fn read<T: DeserializeOwned>(text: &str) -> T {
    parse_as(text.as_bytes(), &Limits::default()).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

#[test]
fn numbers_lists_and_codes_read_in_both_forms() {
    for id in ["3", "\"3\""] {
        let cart: Cart = read(&format!(
            "{{\"lineItems\":[{{\"id\":{id}}}],\"creationTimeStamp\":\"2027-01-31T00:00:00Z\"}}"
        ));
        assert_eq!(cart.line_items.unwrap()[0].id, Some(3));
        assert!(cart.creation_timestamp.is_some());
    }
    for renews in ["{\"termDuration\":\"P1Y\"}", "[{\"termDuration\":\"P1Y\"}]"] {
        let cart: Cart = read(&format!("{{\"lineItems\":[{{\"renewsTo\":{renews}}}]}}"));
        let line = cart.line_items.unwrap().remove(0);
        assert_eq!(line.renews_to.unwrap().term_duration.as_deref(), Some("P1Y"));
    }
    for currency in ["\"EUR\"", "{\"code\":\"EUR\",\"symbol\":\"€\"}"] {
        let availability: Availability = read(&format!("{{\"defaultCurrency\":{currency}}}"));
        assert_eq!(availability.default_currency.unwrap().code.as_deref(), Some("EUR"));
    }
    for code in ["800002", "\"800002\""] {
        assert_eq!(read::<ApiFault>(&format!("{{\"code\":{code},\"data\":null}}")).code, "800002");
    }
    for name in ["expiresAt", "expiresAfter"] {
        let subscription: Subscription = read(&format!("{{\"refundOptions\":[{{\"{name}\":\"2027-01-31\"}}]}}"));
        assert!(subscription.refund_options.unwrap()[0].expires_at.is_some());
    }
    let promotion: ProductPromotion =
        read("{\"requiredProducts\":[{\"pricingPolicies\":[{\"type\":\"PercentDiscount\",\"value\":\"0.05\"}]}]}");
    assert!(
        promotion.required_products.unwrap()[0].pricing_policies.as_ref().unwrap()[0]
            .policy_type
            .is_some()
    );
}

#[test]
fn what_the_reference_sdk_sends_for_nothing_is_nothing() {
    let body = "{\"Id\":null,\"BillingCycle\":\"unknown\",\"LineItems\":[{\"Quantity\":0,\"CustomTermEndDate\":\"0001-01-01T00:00:00\"}],\
        \"CREATIONTIMESTAMP\":\"2027-01-31T00:00:00\",\"Links\":null,\"Attributes\":{\"ObjectType\":\"Cart\"},\"Surprise\":[1]}";
    let cart: Cart = read(body);
    assert_eq!(cart.line_items.unwrap()[0].custom_term_end_date, None);
    assert!(cart.id.is_none() && cart.links.is_none() && cart.creation_timestamp.is_some());
    let patch: SubscriptionPatch = read("{\"CustomTermEndDate\":\"0001-01-01T00:00:00\",\"FriendlyName\":null}");
    assert_eq!((patch.custom_term_end_date, patch.friendly_name), (Sent::Absent, Sent::Null));
    assert_eq!(read::<Agreement>("{\"DateAgreed\":\"0001-01-01T00:00:00Z\"}").date_agreed, None);
}

#[test]
fn a_list_is_no_object() {
    for body in ["[]", "{\"companyProfile\":[]}", "{\"companyProfile\":[\"x\"]}"] {
        let problem: BodyProblem = parse_as::<Customer>(body.as_bytes(), &Limits::default()).unwrap_err();
        assert_eq!(problem.kind, BodyProblemKind::WrongValue);
        assert!(problem.message.contains("an object in { }"), "{problem}");
    }
}

#[test]
fn cycles_of_terms_are_written_with_a_capital() {
    let term: Term = read("{\"billingCycle\":\"annual\"}");
    assert_eq!(serde_json::to_string(&term).unwrap(), "{\"billingCycle\":\"Annual\"}");
    let patch: SubscriptionPatch = read("{\"scheduledNextTermInstructions\":{\"product\":{\"billingCycle\":\"one_time\"}}}");
    assert!(serde_json::to_string(&patch).unwrap().contains("\"OneTime\""));
    let subscription: Subscription = read("{\"billingCycle\":\"Annual\"}");
    assert_eq!(serde_json::to_string(&subscription).unwrap(), "{\"billingCycle\":\"annual\"}");
}

#[test]
fn a_collection_reads_with_little_and_writes_what_it_read() {
    let page: Collection<Customer> = read("{\"items\":null,\"links\":{\"next\":null,\"self\":{\"uri\":\"/customers\",\"headers\":null}}}");
    assert!(page.items.is_empty() && page.links.get("next").is_none());
    assert_eq!(page.links.get("self").unwrap().uri, "/customers");
    assert_eq!(page.attributes.object_type.as_deref(), Some("Collection"));
}

/// The folder of real replies; `None` (and a word about it) where it is missing.
fn replies() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("NAHTLOS_SHARED")
        .map_or(beside, PathBuf::from)
        .join("data/samples");
    if folder.exists() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "{} is missing; set NAHTLOS_SHARED",
        folder.display()
    );
    eprintln!("skipped: {} is missing; set NAHTLOS_SHARED", folder.display());
    None
}

#[test]
fn real_replies_of_graph_read_whole() {
    let Some(folder) = replies() else { return };
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let users: GraphCollection<User> = read(&text("graph_users_assignedLicenses.json"));
    let groups: GraphCollection<Group> = read(&text("graph_groups_assignedLicenses.json"));
    let skus: GraphCollection<SubscribedSku> = read(&text("graph_subscribedSkus.json"));
    let owned: GraphCollection<CompanySubscription> = read(&text("graph_directory_subscriptions.json"));
    let states = users.value.iter().flat_map(|user| user.license_assignment_states.iter().flatten());
    assert!(states.clone().count() > 0);
    assert!(states.flat_map(|state| &state.state).all(|state| state.known().is_some()));
    assert!(groups.value.iter().all(|group| group.has_members_with_license_errors.is_some()));
    assert!(skus.value.iter().all(|sku| sku.prepaid_units.is_some()));
    assert!(owned.value.iter().all(|subscription| subscription.total_licenses.is_some()));
}
