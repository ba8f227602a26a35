//! Every operation of the reference's areas that are spoken here has a method, which calls the listed path with listed parameters.
//!
//! Ids are the names that the table has for them, so that a call's path is the table's. Without the table the test is skipped; in CI that is
//! a failure.

mod support;

use nahtlos_client::{Client, Joint, Signer, UserQuery, Uuid, collect, graph};
use nahtlos_wire::{Sent, enums::*, filters::*, graph as g};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};
use support::{Answer, Center};

const AREAS: &[&str] = &[
    "relationship",
    "profile",
    "utility",
    "customer",
    "agreement",
    "user",
    "license",
    "catalogue",
    "cart",
    "order",
    "subscription",
    "transition",
    "conversion",
    "transfer",
    "migration",
    "pricing",
    "self-serve",
    "service-request",
    "mfa",
    "webhook",
    "audit",
    "graph",
    "gdap",
];

/// Method and path in lower case, and the names of parameters that it may have.
type Operations = BTreeMap<(String, String), BTreeSet<String>>;

fn listed() -> Option<Operations> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let table = std::env::var_os("NAHTLOS_SHARED")
        .map_or(beside, PathBuf::from)
        .join("api/operations.csv");
    if !table.exists() {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} is missing; set NAHTLOS_SHARED",
            table.display()
        );
        eprintln!("skipped: {} is missing; set NAHTLOS_SHARED", table.display());
        return None;
    }
    let mut operations = Operations::new();
    for row in csv::Reader::from_path(table).unwrap().into_records() {
        let row = row.unwrap();
        if AREAS.contains(&&row[0]) {
            let path = row[3].trim_start_matches("https://graph.microsoft.com");
            let path = path.trim_start_matches("https://api.partner.microsoft.com").to_lowercase();
            let names = operations.entry((row[2].to_owned(), path)).or_default();
            let name = |text: &str| text.split(['=', '?', '(', ' ']).next().unwrap_or_default().trim().to_lowercase();
            names.extend(row[4].split(',').map(name));
        }
    }
    Some(operations)
}

/// What services take though the table does not list it for the path.
const TAKEN: [&str; 4] = ["$select", "$filter", "$top", "$count"];
const CUSTOMER: &str = "{customer_id}";

#[tokio::test]
async fn every_listed_operation_has_a_method() {
    let Some(listed) = listed() else { return };
    let center = Center::start(|_, _| Answer::json(r#"{"value":[],"items":[]}"#)).await;
    let client = center.client().keyed(Uuid::nil());
    partner_center(&client).await;
    trade(&client).await;
    migrations(&client).await;
    desk(&client).await;
    graph_of_tenant(&client).await;
    let mut problems = Vec::new();
    let mut called = BTreeSet::new();
    for call in center.calls() {
        let path = call.path.replace("%7B", "{").replace("%7D", "}").to_lowercase();
        let path = path.replace("/lineitems/0/", "/lineitems/{line_item_number}/");
        if path.starts_with("/moves/") || path.starts_with("/sandbox/v1/") {
            continue;
        }
        let operation = (call.method.clone(), path);
        match listed.get(&operation) {
            None => problems.push(format!("{operation:?} is not listed")),
            Some(names) => {
                let asked = call
                    .query
                    .split('&')
                    .filter_map(|pair| pair.split('=').next())
                    .map(str::to_lowercase);
                let strange = asked.filter(|name| !name.is_empty() && !names.contains(name) && !TAKEN.contains(&name.as_str()));
                problems.extend(strange.map(|name| format!("{operation:?} takes no {name}")));
            }
        }
        called.insert(operation);
    }
    let missing = listed.keys().filter(|operation| !called.contains(*operation));
    problems.extend(missing.map(|operation| format!("{operation:?} has no method")));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Calls each and forgets the answer, which is the same empty object for all.
macro_rules! call {
    ($($call:expr),+ $(,)?) => { $(drop($call.await);)+ };
}

async fn partner_center(client: &Client) {
    let c = CUSTOMER;
    let (customers, qualifications, relationships) = (client.customers(), client.qualifications(), client.relationships());
    let filter = Filter::field("Name", FilterOperator::StartsWith, "a");
    call![
        collect(customers.list(Some(&filter))),
        customers.get(c),
        customers.create(&Default::default()),
        customers.delete(c),
        customers.company_profile(c),
        customers.billing_profile(c),
        customers.update_billing_profile(c, &Default::default()),
        customers.organization(c),
        customers.custom_domains(c),
        customers.add_verified_domain(c, &Default::default()),
        customers.validation_status(c),
        customers.managed_services(c),
        customers.service_incidents(c, Some(&filter)),
        qualifications.list(c),
        qualifications.create(c, &Default::default(), Some("code")),
        qualifications.get_v1(c),
        qualifications.set_v1(c, QualificationV1::None, Some("code")),
        qualifications.validation_codes(),
        qualifications.validation(c),
        relationships.request(Some(Joint::Reseller("tenant"))),
        relationships.request(Some(Joint::Provider("tenant"))),
        relationships.list(PartnerRelationshipType::IsIndirectResellerOf, Some(&filter)),
        relationships.of_customer(c),
        relationships.end(c),
        relationships.end_delegated_access(c),
        relationships.consent(c, &Default::default()),
        relationships.revoke_consent(c, "{application_id}"),
        client.sandbox().create_reseller(&Default::default()),
        client.sandbox().delete_reseller("{reseller_id}"),
    ];
    let (agreements, users, licenses) = (client.agreements(), client.users(), client.licenses());
    let (u, r) = ("{user_id}", "{role_id}");
    let query = UserQuery {
        filter: Some(filter),
        sort: Some(("DisplayName".to_owned(), SortDirection::Descending)),
    };
    call![
        agreements.templates(None),
        agreements.document("{agreement_template_id}", Some("de-DE"), Some("DE")),
        agreements.of_customer(c, None),
        agreements.confirm(c, &Default::default()),
        agreements.signed_by_customer(c),
        agreements.signed_by_partner("{program_name}", Signer::MpnId("1")),
        agreements.by_type("{agreement_type}"),
        agreements.signatures("{agreement_type}", None),
        agreements.signatures("{agreement_type}", Some("{version}")),
        collect(agreements.records()),
        agreements.attest_again(&[]),
        collect(users.list(c, &query)),
        collect(users.list_deleted(c)),
        users.create(c, &Default::default()),
        users.get(c, u),
        users.update(c, u, &Default::default()),
        users.restore(c, u),
        users.reset_password(c, u, Default::default()),
        users.delete(c, u),
        users.roles_of(c, u),
        users.roles(c),
        collect(users.role_members(c, r)),
        users.add_to_role(c, r, &Default::default()),
        users.remove_from_role(c, r, u),
        licenses.of_user(c, u, &[LicenseGroupId::Group1, LicenseGroupId::Group2]),
        licenses.update(c, u, &Default::default()),
        licenses.subscribed_skus(c, &[LicenseGroupId::Group1]),
    ];
    let (transfers, t) = (client.transfers(), "{transfer_id}");
    call![
        transfers.eligibility(c),
        transfers.list(c),
        transfers.get(c, t),
        transfers.create(c, &Default::default()),
        transfers.accept(c, t),
        transfers.accept_with(c, t, Vec::new()),
        transfers.reject(c, t),
        transfers.cancel(c, t),
        transfers.withdraw(c, t),
        collect(transfers.all()),
        transfers.preview(c, t),
        transfers.decline(c, t, Some("no")),
    ];
    let (departures, channels) = (client.departures(), client.channel_transfers());
    call![
        departures.list(c),
        departures.get(c, "d"),
        departures.open(c, &Default::default()),
        departures.update(c, "d", &Default::default()),
        departures.close(c, "d"),
        departures.withdraw(c, "d"),
        channels.sources(c),
        collect(channels.all()),
        channels.list(c),
        channels.get(c, "t"),
        channels.preview(c, &Default::default()),
        channels.create(c, &Default::default()),
        channels.update(c, "t", &Default::default()),
        channels.cancel(c, "t"),
        channels.start(c, "t"),
    ];
    let (campaigns, g) = (client.campaigns(), "g");
    call![
        collect(campaigns.list()),
        campaigns.get(g),
        campaigns.make(&Default::default()),
        campaigns.change(g, &Default::default()),
        campaigns.schedule(g),
        campaigns.approve(g, &Default::default()),
        campaigns.pause(g),
        campaigns.resume(g),
        campaigns.abandon(g),
        collect(campaigns.customers(g, Some(nahtlos_wire::campaigns::CampaignCustomerState::Open))),
        collect(campaigns.candidates(g)),
        campaigns.read(g, c),
        campaigns.add(g, &Default::default()),
        campaigns.customer(g, c),
        campaigns.change_customer(g, c, &Default::default()),
        campaigns.exclude(g, c, &Default::default()),
        campaigns.include(g, c),
    ];
    let (moves, m) = (client.moves(), "m");
    call![
        collect(moves.list(Some(nahtlos_wire::moves::MoveState::Waiting))),
        collect(moves.of_attention()),
        collect(moves.sought("nord")),
        collect(moves.of_customer("c")),
        moves.summary(),
        moves.begin(&Default::default()),
        moves.get(m),
        moves.plan(m, None),
        moves.plan_as(m, &Default::default()),
        moves.plan_of(m, 1),
        moves.what_if(m, serde_json::json!({})),
        moves.losses(m, None),
        moves.plan_document(m),
        moves.estate(m),
        collect(moves.journal(m)),
        moves.evidence(m),
        moves.evidence_key(),
        moves.offer(m),
        moves.withdraw(m),
        moves.approve(m, &Default::default()),
        moves.halt(m, "stop"),
        moves.resume(m),
        moves.abandon(m, "no"),
        moves.confirm(m, "t1", &Default::default()),
    ];
    let (invitations, clock) = (client.invitations(), client.clock());
    call![
        collect(invitations.list()),
        collect(invitations.waiting()),
        collect(invitations.sought("nord")),
        invitations.summary(),
        invitations.get("i"),
        invitations.create(&Default::default()),
        invitations.update("i", &Default::default()),
        invitations.send("i", nahtlos_wire::invitations::SendBy::Mail),
        invitations.remind("i"),
        invitations.withdraw("i"),
        invitations.by_link("t"),
        invitations.accept("t", &Default::default()),
        invitations.decline("t"),
        clock.get(),
        clock.run(true),
    ];
}

async fn migrations(client: &Client) {
    let (c, migrations) = (CUSTOMER, client.migrations());
    let query = nahtlos_client::MigrationQuery {
        customer: Some("customer"),
        subscription: Some("subscription"),
        reference: Some("batch"),
    };
    let (m, s, u) = ("{migration_id}", "{schedule_id}", "{upgrade_id}");
    call![
        migrations.validate(c, &Default::default()),
        migrations.create(c, &Default::default()),
        migrations.get(c, m),
        migrations.events(c, m),
        collect(migrations.list(&query)),
        migrations.schedule(c, &Default::default()),
        migrations.get_schedule(c, s),
        migrations.update_schedule(c, s, &Default::default()),
        migrations.cancel_schedule(c, s),
        collect(migrations.list_schedules(&query)),
        migrations.upgrade_eligibility(&Default::default()),
        migrations.upgrade(&Default::default()),
        migrations.upgrade_status(u, &Default::default()),
    ];
}

/// The partner's own desk.
async fn desk(client: &Client) {
    let (c, profiles, utilities) = (CUSTOMER, client.profiles(), client.utilities());
    let filter = Filter::field("Status", FilterOperator::Equals, "open");
    call![
        profiles.legal_business(Some(nahtlos_wire::profiles::VettingVersion::Current)),
        profiles.update_legal_business(&Default::default()),
        profiles.organization(),
        profiles.update_organization(&Default::default()),
        profiles.billing(),
        profiles.update_billing(&Default::default()),
        profiles.mpn(),
        profiles.by_mpn_id("1"),
        profiles.support(),
        profiles.update_support(&Default::default()),
        profiles.program("{program_type}"),
        profiles.setting("{setting}"),
        profiles.set_setting("{setting}", "de"),
        utilities.validate_address(&Default::default()),
        utilities.country_rules("{country_iso2}"),
        utilities.is_domain_taken("{domain}"),
        utilities.is_prefix_free("{domain_prefix}"),
    ];
    let (requests, r) = (client.service_requests(), "{service_request_id}");
    call![
        collect(requests.list(Some(&filter))),
        collect(requests.of_customer(c, Some(&filter))),
        requests.get(r),
        requests.get_of_customer(c, r),
        requests.create("{agent_locale}", &Default::default()),
        requests.update(r, &Default::default()),
        requests.update_of_customer(c, r, &Default::default()),
        requests.topics(),
        requests.incidents(Some(&filter)),
        requests.incident_count(Some(&filter)),
    ];
    let (policies, factors, p) = (client.self_serve(), client.second_factors(), "{policy_id}");
    call![
        policies.list(Some("c")),
        policies.create(&Default::default()),
        policies.get(p),
        policies.update(p, &Default::default()),
        policies.delete(p),
        factors.requests(),
        factors.adoption(Some("2027-01-01"), Some("2027-01-31")),
        factors.without(),
    ];
    let (files, month) = (client.price_files(), "{yyyymm}");
    let sheet = |timeline| nahtlos_client::PriceSheet {
        market: "{market}",
        view: "{view}",
        timeline,
    };
    call![
        files.sheet(&sheet(nahtlos_client::Timeline::Future)),
        files.sheet(&sheet(nahtlos_client::Timeline::History("202701"))),
        files.offer_matrix(month),
        files.exchange_rates(month),
    ];
    let (webhooks, audit) = (client.webhooks(), client.audit());
    call![
        webhooks.events(),
        webhooks.registration(),
        webhooks.register(&Default::default()),
        webhooks.update(&Default::default()),
        webhooks.test(),
        webhooks.test_result("{correlation_id}"),
        webhooks.internal_registration(),
        webhooks.register_internal(&Default::default()),
        webhooks.update_internal(&Default::default()),
        collect(audit.list(Some("2027-01-01"), Some("2027-01-31"), Some(&filter))),
        audit.get("{audit_id}"),
    ];
}

async fn trade(client: &Client) {
    let (c, p, s, a) = (CUSTOMER, "{product_id}", "{sku_id}", "{availability_id}");
    let (all, own, promotions, offers) = (client.catalogue(), client.catalogue_for(c), client.promotions(), client.offers());
    let view = nahtlos_client::ProductQuery {
        target_segment: Some("commercial".to_owned()),
        reservation_scope: Some("AzurePlan".to_owned()),
        ..nahtlos_client::ProductQuery::of_view("OnlineServices")
    };
    call![
        all.products("DE", &view),
        all.product("DE", p),
        all.skus("DE", p, Some("education")),
        all.sku("DE", p, s),
        all.availabilities("DE", p, s, Some("education")),
        all.availability("DE", p, s, a),
        own.products(&view),
        own.product(p),
        own.skus(p, Some("education")),
        own.sku(p, s),
        own.availabilities(p, s, Some("education")),
        own.availability(p, s, a),
        promotions.list("DE", Segment::Commercial),
        promotions.get("DE", "{promotion_id}"),
        promotions.eligibilities(c, &Default::default()),
        promotions.inventory("DE", &Default::default()),
        promotions.margins(),
        promotions.margins_file("DE"),
        collect(offers.list("DE", Some("category"))),
        offers.get("DE", "{offer_id}"),
        collect(offers.addons("DE", "{offer_id}")),
        offers.categories("DE"),
        collect(offers.for_customer(c)),
        offers.categories_for_customer(c),
    ];
    let (carts, orders, subscriptions) = (client.carts(), client.orders(), client.subscriptions());
    let transitions = client.transitions();
    let (o, s) = ("{order_id}", "{subscription_id}");
    call![
        carts.create(c, &Default::default()),
        carts.get(c, "{cart_id}"),
        carts.update(c, "{cart_id}", &Default::default()),
        carts.checkout(c, "{cart_id}"),
        orders.list(c, Some("monthly"), true),
        orders.get(c, o, true),
        orders.create(c, &Default::default()),
        orders.update(c, o, &Default::default()),
        orders.provisioning_status(c, o),
        orders.activation_links(c, o),
        orders.line_activation_links(c, o, 0),
        orders.attachments(c, o),
        orders.attach(c, o, &Default::default(), &[]),
        orders.attachment(c, o, "{attachment_id}"),
        collect(subscriptions.list(c)),
        subscriptions.of_order(c, "1"),
        subscriptions.of_partner(c, "1"),
        subscriptions.get(c, s),
        subscriptions.update(c, s, &Default::default()),
        subscriptions.set_quantity(c, s, 5),
        subscriptions.set_status(c, s, SubscriptionStatus::Suspended),
        subscriptions.set_auto_renew(c, s, false),
        subscriptions.addons(c, s),
        subscriptions.provisioning_status(c, s),
        subscriptions.registration_status(c, s),
        subscriptions.register(c, s),
        subscriptions.activate(c, s),
        subscriptions.activation_links(c, s),
        subscriptions.support_contact(c, s),
        subscriptions.set_support_contact(c, s, &Default::default()),
        subscriptions.custom_term_end_dates(c, "P1Y", Some("2027-01-31"), Some("other")),
        subscriptions.overage(c),
        subscriptions.set_overage(c, &Default::default()),
        transitions.eligibilities(c, s, EligibilityType::Immediate),
        transitions.create(c, s, &Default::default()),
        transitions.list(c, s),
        transitions.upgrades(c, s),
        transitions.upgrade(c, s, &Default::default()),
        transitions.conversions(c, s),
        transitions.convert(c, s, &Default::default()),
    ];
}

async fn graph_of_tenant(client: &Client) {
    let (graph, id, all) = (client.graph(), "{id}", graph::Query::all());
    let (users, groups, directory) = (graph.users(), graph.groups(), graph.directory());
    let licences = g::licenses::AssignLicenseRequest::new(Vec::new(), Vec::new());
    let user = g::users::UserWrite {
        display_name: Sent::Value("A".to_owned()),
        ..Default::default()
    };
    call![
        collect(users.list(&all)),
        users.get(id, &all),
        users.create(&user),
        users.update(id, &user),
        users.delete(id),
        users.assign_license(id, &licences),
        users.reprocess_license_assignment(id),
        collect(users.license_details(id)),
        collect(users.member_of(id)),
        users.manager(id),
        users.set_manager(id, "m"),
        users.remove_manager(id),
        collect(groups.list(&all)),
        groups.get(id, &all),
        groups.create(&Default::default()),
        groups.delete(id),
        collect(groups.members(id, &all)),
        groups.add_member(id, "m"),
        groups.remove_member(id, "{member_id}"),
        collect(groups.members_with_license_errors(id, &all)),
        groups.assign_license(id, &licences),
        directory.subscribed_skus(),
        directory.subscribed_sku(id),
        collect(directory.subscriptions(&all)),
        directory.subscription(id),
        collect(directory.deleted_users(&all)),
        directory.restore(id),
        directory.organization(),
        collect(directory.contracts(&all)),
        graph.batch(Vec::new()),
    ];
    let (domains, applications, admin) = (graph.domains(), graph.applications(), graph.delegated_admin());
    call![
        collect(domains.list()),
        domains.get(id),
        domains.create("a.example"),
        domains.update(id, &Default::default()),
        domains.delete(id),
        domains.verify(id),
        collect(domains.verification_records(id)),
        applications.find("app"),
        collect(applications.role_assignments(id)),
        applications.assign_role(id, &Default::default()),
        collect(admin.list(&all)),
        admin.get(id),
        admin.create(&Default::default()),
        admin.update(id, "etag", &Default::default()),
        admin.delete(id, "etag"),
        admin.request(id, g::relationships::RequestAction::LockForApproval),
        collect(admin.requests(id)),
        admin.get_request(id, "{request_id}"),
        admin.assign(id, &Default::default()),
        collect(admin.assignments(id)),
        admin.get_assignment(id, "{assignment_id}"),
        admin.update_assignment(id, "{assignment_id}", "etag", &Default::default()),
        admin.delete_assignment(id, "{assignment_id}", "etag"),
        collect(admin.customers(&all)),
    ];
}
