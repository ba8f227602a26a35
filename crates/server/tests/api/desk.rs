//! The client crate at a real center, by people who signed in: a partner's desk, the programme behind it, and a customer who is asked.

use crate::{
    identity::{
        browser::{BACK, Browser, VERIFIER},
        setting::{YARD, start},
    },
    support::World,
};
use nahtlos_client::{Builder, Client, Credentials, PriceSheet, Timeline, collect, graph::Query, policy_id};
use nahtlos_engine::{
    identity::BUILT_IN,
    setup::sandbox::{PARTNER, PASSWORD, SECRET},
};
use nahtlos_wire::{
    Sent,
    customers::Address,
    deadlines::DeadlineKind,
    filters::{Filter, FilterOperator},
    graph::relationships::{
        AccessDetails, RelationshipCustomer, RelationshipRequest, RelationshipStatus, RelationshipWrite, RequestAction, UnifiedRole,
    },
    incidents::{IncidentSeverity, ServiceIncidentDetail, ServiceIncidentHistory},
    self_serve::{SelfServeEntity, SelfServeGrantor, SelfServePermission, SelfServePolicy},
    service_requests::{ServiceRequest, ServiceRequestNote, ServiceRequestOrganization, ServiceRequestSeverity, ServiceRequestStatus},
    validations::AddressValidation,
};

const LICENSES: &str = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";

/// What somebody who signs in asks tokens for: everything of this center.
fn scope(world: &World) -> String {
    format!("{}/.default offline_access", world.base)
}

/// A client of somebody who signs in on the page.
async fn builder(world: &World, name: &str) -> Builder {
    let (mut browser, scope) = (Browser::new(world), scope(world));
    browser.open("common", BUILT_IN, &scope, &[]).await;
    let credentials = Credentials::Code {
        client_id: BUILT_IN.to_owned(),
        client_secret: None,
        code: browser.sign_in(name, PASSWORD).await,
        redirect_uri: BACK.to_owned(),
        code_verifier: Some(VERIFIER.to_owned()),
    };
    let builder = Client::builder(&world.base, "common", credentials);
    builder.scopes(&scope, &scope).sales_scope(&scope)
}

async fn person(world: &World, name: &str) -> Client {
    builder(world, name).await.build().unwrap()
}

async fn partner(world: &World) -> Client {
    person(world, "admin@partner.example").await
}

/// The partner's application alone.
fn alone(world: &World) -> Client {
    let credentials = Credentials::Application {
        client_id: PARTNER.client_id.to_owned(),
        client_secret: SECRET.to_owned(),
    };
    Client::builder(&world.base, PARTNER.tenant_id, credentials).build().unwrap()
}

async fn settle(world: &World) {
    world.running().center.engine.work_all().await.unwrap();
}

fn state(status: ServiceRequestStatus, note: Option<&str>) -> ServiceRequest {
    ServiceRequest {
        status: Some(status.into()),
        new_note: note.map(|text| ServiceRequestNote {
            text: Some(text.to_owned()),
            ..ServiceRequestNote::default()
        }),
        ..ServiceRequest::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_request_is_filed_answered_and_closed_from_both_sides() {
    let world = start().await;
    let (partner, programme) = (partner(&world).await, person(&world, "admin@programme.example").await);
    let (requests, desk) = (partner.service_requests(), programme.support_desk());
    let topic = requests.topics().await.unwrap()[0].id.unwrap().to_string();
    let wanted = ServiceRequest {
        title: Some("Plätze fehlen".to_owned()),
        description: Some("Zwei von zehn".to_owned()),
        severity: Some(ServiceRequestSeverity::Moderate.into()),
        support_topic_id: Some(topic.clone()),
        organization: Some(ServiceRequestOrganization {
            id: Some(YARD.to_owned()),
            ..ServiceRequestOrganization::default()
        }),
        ..ServiceRequest::default()
    };
    let made = requests.create("de-DE", &wanted).await.unwrap();
    let id = made.id.clone().unwrap();
    assert_eq!(
        (made.status.clone(), made.support_topic_id.as_deref()),
        (Some(ServiceRequestStatus::Open.into()), Some(topic.as_str()))
    );
    assert_eq!(requests.get(&id).await.unwrap(), made);
    assert_eq!(requests.get_of_customer(YARD, &id).await.unwrap(), made);

    let waiting = desk.list(Some(PARTNER.tenant_id), Some(ServiceRequestStatus::Open));
    let waiting = collect(waiting).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].partner_id.as_deref()), (1, Some(PARTNER.tenant_id)));
    let ask = state(ServiceRequestStatus::AttentionNeeded, Some("Welche SKU?"));
    let asked = desk.answer(PARTNER.tenant_id, &id, &ask).await.unwrap().request.unwrap();
    assert_eq!(asked.status, Some(ServiceRequestStatus::AttentionNeeded.into()));
    let filter = Filter::field("Status", FilterOperator::Equals, "attention_needed");
    assert_eq!(collect(requests.list(Some(&filter))).await.unwrap().len(), 1);
    // What the partner says opens it again.
    let said = requests.say(&id, "E3").await.unwrap();
    assert_eq!(said.status, Some(ServiceRequestStatus::Open.into()));
    let notes = desk.get(PARTNER.tenant_id, &id).await.unwrap().request.unwrap().notes.unwrap();
    let notes: Vec<&str> = notes.iter().filter_map(|note| note.text.as_deref()).collect();
    assert_eq!(notes, ["Welche SKU?", "E3"]);
    requests
        .update_of_customer(YARD, &id, &state(ServiceRequestStatus::Closed, None))
        .await
        .unwrap();
    assert!(collect(requests.of_customer(YARD, Some(&filter))).await.unwrap().is_empty());
    let closed = collect(requests.of_customer(YARD, None)).await.unwrap();
    assert!(closed[0].last_closed_date.unwrap().0.is_some());
    // Each side has its own.
    assert_eq!(
        collect(partner.support_desk().list(None, None)).await.unwrap_err().status(),
        Some(403)
    );
    assert_eq!(alone(&world).service_requests().get(&id).await.unwrap_err().code(), "900329");

    let told = ServiceIncidentDetail {
        workload: Some("Exchange".to_owned()),
        severity: Some(IncidentSeverity::Critical),
        messages: Some(vec![ServiceIncidentHistory {
            message_text: Some("Mail is late".to_owned()),
            ..ServiceIncidentHistory::default()
        }]),
        ..ServiceIncidentDetail::default()
    };
    let incident = desk.publish(&told).await.unwrap().id.unwrap();
    assert_eq!(requests.incident_count(None).await.unwrap(), 1);
    assert_eq!(requests.incidents(None).await.unwrap()[0].status, Some(IncidentSeverity::Critical));
    let over = ServiceIncidentDetail {
        resolved: Some(true),
        ..ServiceIncidentDetail::default()
    };
    assert_eq!(desk.update_incident(&incident, &over).await.unwrap().resolved, Some(true));
    let open = Filter::field("Resolved", FilterOperator::Equals, "false");
    assert_eq!(requests.incident_count(Some(&open)).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_many_requests_comes_whole_over_its_pages() {
    let world = start().await;
    let requests = partner(&world).await.service_requests();
    let wanted = ServiceRequest {
        title: Some("Again".to_owned()),
        description: Some("x".to_owned()),
        severity: Some(ServiceRequestSeverity::Minimal.into()),
        support_topic_id: Some("90000001".to_owned()),
        ..ServiceRequest::default()
    };
    for _ in 0..502 {
        requests.create("en-US", &wanted).await.unwrap();
    }
    let all = collect(requests.list(None)).await.unwrap();
    let mut ids: Vec<String> = all.into_iter().filter_map(|one| one.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 502, "a page has 500");
    // The programme's pages lead on among its own.
    let desk = person(&world, "admin@programme.example").await.support_desk();
    let all = collect(desk.list(Some(PARTNER.tenant_id), Some(ServiceRequestStatus::Open)))
        .await
        .unwrap();
    let mut seen: Vec<String> = all.into_iter().filter_map(|one| one.request?.id).collect();
    seen.sort();
    assert_eq!(seen, ids);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_self_serve_policy_is_made_changed_and_taken_back() {
    let world = start().await;
    let policies = partner(&world).await.self_serve();
    let permission = |resource: &str| SelfServePermission {
        resource: Some(resource.to_owned()),
        action: Some("Purchase".to_owned()),
    };
    let wanted = SelfServePolicy {
        self_serve_entity: Some(SelfServeEntity {
            self_serve_entity_type: Some("customer".to_owned()),
            tenant_id: Some(YARD.to_owned()),
        }),
        grantor: Some(SelfServeGrantor {
            grantor_type: Some("billToPartner".to_owned()),
            tenant_id: Some(PARTNER.tenant_id.to_owned()),
        }),
        permissions: Some(vec![permission("AzureReservedInstances")]),
        ..SelfServePolicy::default()
    };
    let made = policies.create(&wanted).await.unwrap();
    let id = policy_id(PARTNER.tenant_id, YARD);
    assert_eq!(made.id.as_deref(), Some(id.as_str()));
    assert_eq!(policies.get(&id).await.unwrap(), made);
    assert_eq!(policies.list(Some(YARD)).await.unwrap(), std::slice::from_ref(&made));
    assert_eq!(policies.create(&wanted).await.unwrap_err().code(), "600041");
    let mut change = made.clone();
    change.permissions.as_mut().unwrap().push(permission("AzureSavingsPlan"));
    let changed = policies.update(&id, &change).await.unwrap();
    assert_eq!(changed.permissions.unwrap().len(), 2);
    assert!(policies.update(&id, &change).await.unwrap_err().is_stale(), "somebody was quicker");
    policies.delete(&id).await.unwrap();
    assert!(policies.get(&id).await.unwrap_err().is_not_found());
    assert!(policies.list(None).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn price_files_are_downloaded_by_people_with_tokens_for_them() {
    let world = start().await;
    let files = partner(&world).await.price_files();
    let sheet = files.sheet(&PriceSheet::of_licences("DE")).await.unwrap();
    let text = String::from_utf8(sheet.clone()).unwrap();
    assert!(
        text.starts_with("\"ProductTitle\",\"ProductId\",\"SkuId\"") && text.contains("\"CFQ7TTC0LFLX\""),
        "{}",
        &text[..200]
    );
    let now = PriceSheet {
        timeline: Timeline::History("202612"),
        ..PriceSheet::of_licences("de")
    };
    let history = String::from_utf8(files.sheet(&now).await.unwrap()).unwrap();
    assert!(text.lines().all(|line| history.contains(line)));
    let matrix = files.offer_matrix("202612").await.unwrap();
    assert_eq!(files.offer_matrix("").await.unwrap(), matrix, "no month is the present one");
    assert!(files.exchange_rates("202612").await.unwrap_err().is_not_found());
    let wrong = files.sheet(&PriceSheet::of_licences("XX")).await.unwrap_err();
    assert_eq!((wrong.status(), wrong.code()), (Some(400), "BadRequest"));
    // A token for the other host is none here, nor is an application alone anybody.
    let other = "https://api.partnercenter.microsoft.com/.default offline_access";
    let other = builder(&world, "admin@partner.example").await.sales_scope(other).build().unwrap();
    assert_eq!(other.price_files().sheet(&now).await.unwrap_err().status(), Some(401));
    let refused = alone(&world).price_files().sheet(&now).await.unwrap_err();
    assert_eq!((refused.status(), refused.code()), (Some(403), "Forbidden"));
}

fn draft(name: &str) -> RelationshipWrite {
    RelationshipWrite {
        display_name: Sent::Value(name.to_owned()),
        duration: Sent::Value("P30D".to_owned()),
        customer: Sent::Value(RelationshipCustomer {
            tenant_id: Some(YARD.to_owned()),
            display_name: None,
        }),
        access_details: Sent::Value(AccessDetails {
            unified_roles: Some(vec![UnifiedRole {
                role_definition_id: Some(LICENSES.to_owned()),
            }]),
        }),
        ..RelationshipWrite::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_approves_declines_and_ends_delegated_administration() {
    let world = start().await;
    let admin = partner(&world).await.graph().delegated_admin();
    let customer = person(&world, "wim@werft.example").await.delegations();
    let mut ids = Vec::new();
    for name in ["Betreuung", "Noch eine"] {
        let id = admin.create(&draft(name)).await.unwrap().id.unwrap();
        assert!(
            customer.get(&id).await.unwrap_err().is_not_found(),
            "a draft is the partner's alone"
        );
        let asked: RelationshipRequest = admin.request(&id, RequestAction::LockForApproval).await.unwrap();
        assert_eq!(asked.action, Some(RequestAction::LockForApproval));
        settle(&world).await;
        ids.push(id);
    }
    assert_eq!(customer.list().await.unwrap().len(), 2);
    let seen = customer.get(&ids[0]).await.unwrap();
    assert_eq!(
        (seen.status, seen.partner.and_then(|partner| partner.name)),
        (Some(RelationshipStatus::ApprovalPending), Some(PARTNER.name.to_owned()))
    );
    assert_eq!(seen.roles.unwrap()[0].name.as_deref(), Some("License Administrator"));
    assert_eq!(customer.approve(&ids[0]).await.unwrap().status, Some(RelationshipStatus::Approved));
    assert_eq!(
        customer.decline(&ids[1]).await.unwrap().status,
        Some(RelationshipStatus::Terminated)
    );
    settle(&world).await;
    let active = collect(admin.list(&Query::all().filter("status eq 'active'"))).await.unwrap();
    assert_eq!(
        active.iter().filter_map(|one| one.id.as_deref()).collect::<Vec<_>>(),
        [ids[0].as_str()]
    );
    // The partner's own people cannot answer for the customer.
    let stranger = partner(&world).await.delegations();
    assert!(stranger.terminate(&ids[0]).await.is_err());
    customer.terminate(&ids[0]).await.unwrap();
    settle(&world).await;
    let now = admin.get(&ids[0]).await.unwrap();
    assert_eq!(now.status, Some(RelationshipStatus::Terminated.into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn profiles_go_out_and_back_and_utilities_and_second_factors_answer() {
    let world = start().await;
    let client = partner(&world).await;
    let profiles = client.profiles();
    let billing = profiles.billing().await.unwrap();
    let mut change = billing.clone();
    change.purchase_order_number = Some("PO-7".to_owned());
    assert_eq!(
        profiles.update_billing(&change).await.unwrap().purchase_order_number.as_deref(),
        Some("PO-7")
    );
    assert!(profiles.update_billing(&change).await.unwrap_err().is_stale());
    let organization = profiles.organization().await.unwrap();
    profiles.update_organization(&organization).await.unwrap();
    let support = profiles.support().await.unwrap();
    profiles.update_support(&support).await.unwrap();
    let legal = profiles.legal_business(None).await.unwrap();
    profiles.update_legal_business(&legal).await.unwrap();
    assert_eq!(profiles.mpn().await.unwrap().mpn_id.as_deref(), Some("4386491"));
    assert!(profiles.by_mpn_id("1").await.unwrap_err().is_not_found());
    assert_eq!(profiles.program("CSP").await.unwrap().enrolled, Some(true));
    profiles.set_setting("preferredLanguage", "de").await.unwrap();
    assert_eq!(profiles.setting("preferredLanguage").await.unwrap().value.as_deref(), Some("de"));

    let utilities = client.utilities();
    assert!(utilities.is_domain_taken("partner.example").await.unwrap());
    assert!(!utilities.is_domain_taken("nobody.example").await.unwrap());
    assert_eq!(utilities.is_domain_taken("no domain").await.unwrap_err().status(), Some(400));
    assert!(utilities.is_prefix_free("ganzneu").await.unwrap());
    let rules = utilities.country_rules("de").await.unwrap();
    assert_eq!(rules.iso2_code.as_deref(), Some("DE"));
    let address = Address {
        country: Some("DE".to_owned()),
        ..Address::default()
    };
    let found = utilities.validate_address(&address).await.unwrap();
    assert_eq!(found.status, Some(AddressValidation::None.into()));

    let factors = client.second_factors();
    let asked = factors.requests().await.unwrap();
    assert!(
        asked
            .iter()
            .any(|one| one.operation_name.as_deref() == Some("Get /v{version}/profiles/billing")),
        "{asked:?}"
    );
    assert!(factors.adoption(None, None).await.unwrap()[0].total_request_count.unwrap() > 5);
    assert!(factors.without().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn deadlines_are_read_by_the_client_crate() {
    let world = start().await;
    let client = alone(&world);
    for kind in DeadlineKind::ALL {
        let listed = client.deadlines().list(*kind, Some("2099-01-01"));
        assert_eq!(collect(listed).await.unwrap(), [], "nothing was bought");
    }
}
