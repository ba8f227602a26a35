//! The generated programme: customers, subscriptions and users with ids that follow from their numbers, so that parent and child
//! process speak of the same ones.

use nahtlos_engine::{
    Engine,
    setup::{Bulk, CreatePartner},
};
use nahtlos_model::{
    assortment::{Place, catalog_item},
    catalogue::{BillingPlan, Term},
    customers::{Address, BillingProfile, Company, Customer, Relationship, RelationshipState},
    dates::{Date, date_of, day_number},
    directory::{Holding, LicenseFault, User},
    estate::{Channel, Generation},
    ids::{OfferId, SkuId},
    instants::Instant,
    money::Currency,
    partners::{Partner, PartnerKind},
    permissions::Role,
    subscriptions::{EndAction, Status, Subscription},
};

use std::collections::VecDeque;

/// The partner.
pub(crate) const PARTNER: &str = "11111111-0000-4000-8000-000000000001";
/// Somebody who works there.
pub(crate) const ANN: &str = "d0000000-0000-4000-8000-000000000001";
/// Microsoft 365 E3: no seat limit.
const OFFER: (&str, &str) = ("CFQ7TTC0LFLX", "0001");

/// How much there is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub customers: usize,
    /// Subscriptions, and users, of each.
    pub each: usize,
    /// Customers whose subscriptions all end on [`end_day`].
    pub ending: usize,
}

impl Size {
    pub(crate) fn subscriptions(self) -> usize {
        self.customers * self.each
    }
}

pub(crate) fn customer_id(i: usize) -> String {
    format!("c{i:07x}-0000-4000-8000-000000000000")
}

pub(crate) fn subscription_id(i: usize, j: usize) -> String {
    format!("a{i:07x}-0000-4000-8000-{j:012x}")
}

pub(crate) fn user_id(i: usize, j: usize) -> String {
    format!("b{i:07x}-0000-4000-8000-{j:012x}")
}

/// The day on which the ending customers' terms end.
pub(crate) fn end_day(today: Date) -> Date {
    date_of(day_number(today) + 3)
}

/// Creates the partner and loads everything; how long the loading of customers took, in seconds.
#[allow(clippy::disallowed_methods)] // a benchmark measures time
pub(crate) async fn load(engine: &Engine, size: Size) -> f64 {
    nahtlos_server::catalogue::seed_sandbox(engine).await.expect("the catalogue");
    let partner = Partner {
        id: PARTNER.into(),
        kind: PartnerKind::Direct,
        name: "Bench".into(),
        mpn_id: "1234567".into(),
        domain: "bench.example".into(),
        country: "DE".into(),
        currency: Currency::new("EUR").expect("a code"),
        sandbox: false,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    };
    engine
        .create_partner(CreatePartner {
            partner,
            applications: Vec::new(),
            users: vec![(ann(engine.now()), vec![Role::AdminAgent, Role::GlobalAdmin])],
        })
        .await
        .expect("the partner");
    let begin = std::time::Instant::now();
    let per_load = (10_000 / size.each).max(1);
    // The next are made while one is written.
    let mut under_way = VecDeque::new();
    for first in (0..size.customers).step_by(per_load) {
        let (range, engine) = (first..(first + per_load).min(size.customers), engine.clone());
        under_way.push_back(tokio::spawn(async move { engine.load_bulk(bulk(&engine, range, size)).await }));
        if under_way.len() > 2
            && let Some(oldest) = under_way.pop_front()
        {
            oldest.await.expect("it ran").expect("a load");
        }
    }
    for one in under_way {
        one.await.expect("it ran").expect("a load");
    }
    begin.elapsed().as_secs_f64()
}

fn bulk(engine: &Engine, range: std::ops::Range<usize>, size: Size) -> Bulk {
    let now = engine.now();
    let assortment = engine.assortment();
    let place = Place {
        country: "DE".into(),
        currency: Currency::new("EUR").expect("a code"),
        segment: "Commercial".into(),
    };
    let offer = &assortment.offers[&OfferId::new(OFFER.0, OFFER.1)];
    let price = offer
        .row(&place, Term::P1Y, BillingPlan::Annual, now.date())
        .and_then(nahtlos_model::assortment::partner_price)
        .expect("a price");
    let mut bulk = Bulk::default();
    for i in range {
        bulk.customers.push(customer(i, now));
        for j in 0..size.each {
            let end = if i < size.ending {
                end_day(now.date())
            } else {
                date_of(day_number(now.date()) + 4 + ((i * 7 + j) % 346) as i32)
            };
            let start = end.saturating_sub(jiff::Span::new().years(1));
            let mut s = subscription(i, j, start, end, &place, price, now);
            s.offer = offer.id.0.clone();
            s.offer_id = catalog_item(&offer.id, &place);
            s.licence = offer.licence;
            // In the large programme there is much of every kind of deadline; those that end on one day renew.
            if size.ending > 0 && i >= size.ending {
                s.auto_renew = j % 3 != 0;
                s.end_action = if j % 2 == 0 { EndAction::Cancel } else { EndAction::Extend };
                s.cancel_until = (j % 7 == 0).then(|| now.plus_days((i % 60) as i64));
            }
            s.offer_name.clone_from(&offer.title);
            s.period = s.period_at(now.date());
            bulk.subscriptions.push(s);
            bulk.users.push(user(i, j, offer.licence, now));
        }
    }
    bulk
}

fn customer(i: usize, now: Instant) -> (Customer, Relationship) {
    let id = customer_id(i);
    let address = Address {
        country: "DE".into(),
        city: "Bremen".into(),
        line1: "Am Wall 1".into(),
        postal_code: "28195".into(),
        ..Address::default()
    };
    let customer = Customer {
        id: id.clone(),
        commerce_id: id.clone(),
        company: Company {
            name: format!("Kunde {i:06} GmbH"),
            domain: format!("kunde{i}.example"),
            address: address.clone(),
            ..Company::default()
        },
        billing: BillingProfile {
            id: id.clone(),
            company: format!("Kunde {i:06} GmbH"),
            address,
            version: 1,
            ..BillingProfile::default()
        },
        currency: Currency::new("EUR").expect("a code"),
        qualifications: Vec::new(),
        checked: Default::default(),
        federations: Default::default(),
        overage: None,
        language: "de".into(),
        created: now,
        version: 1,
    };
    let relationship = Relationship {
        customer_id: id,
        partner_id: PARTNER.into(),
        state: RelationshipState::Reseller,
        delegated: true,
        through: None,
        since: now,
        ended: None,
        invitation_id: None,
        version: 1,
    };
    (customer, relationship)
}

fn subscription(
    i: usize,
    j: usize,
    start: Date,
    end: Date,
    place: &Place,
    unit_price: nahtlos_model::money::Price,
    now: Instant,
) -> Subscription {
    Subscription {
        id: subscription_id(i, j),
        customer_id: customer_id(i),
        partner_id: Some(PARTNER.into()),
        channel: Channel::ThisPartner,
        owner: None,
        generation: Generation::NewCommerce,
        order_id: Some(format!("{i:06x}{j:06x}")),
        offer: String::new(),
        offer_id: String::new(),
        licence: SkuId(uuid::Uuid::nil()),
        offer_name: String::new(),
        friendly_name: format!("Plätze {j}"),
        quantity: 10,
        parent_id: None,
        has_addons: false,
        created: Instant::start_of(start),
        provisioned: Instant::start_of(start),
        status: Status::Active,
        stage_ends: None,
        start,
        end: Some(end),
        auto_renew: true,
        end_action: EndAction::Extend,
        extended: false,
        term: Term::P1Y,
        renewal_term: Term::P1Y,
        cycle: BillingPlan::Annual,
        period: None,
        unit_price,
        discount_percent: 0,
        place: place.clone(),
        trial: false,
        promotion: None,
        mpn_id: None,
        cancel_until: Some(now.plus_days(-300)),
        tranches: Vec::new(),
        scheduled: None,
        next_cycle: None,
        custom_end: false,
        migrated_from: None,
        in_motion: None,
        suspension_reasons: Vec::new(),
        support: None,
        lock: None,
        transferred_from: None,
        transferred_to: None,
        channel_transfer: None,
        version: 1,
    }
}

fn ann(now: Instant) -> User {
    let mut ann = user(0, 0, SkuId(uuid::Uuid::nil()), now);
    (ann.id, ann.tenant_id, ann.licences) = (ANN.into(), PARTNER.into(), Vec::new());
    ann.user_principal_name = "ann@bench.example".into();
    ann
}

fn user(i: usize, j: usize, licence: SkuId, now: Instant) -> User {
    let holding = Holding {
        sku: licence,
        disabled: Vec::new(),
        group: None,
        fault: LicenseFault::None,
        updated: now,
    };
    serde_json::from_value(serde_json::json!({
        "id": user_id(i, j), "tenantId": customer_id(i), "userPrincipalName": format!("person{j}@kunde{i}.example"),
        "givenName": "Kim", "surname": "Muster", "displayName": format!("Person {j}"), "usageLocation": "DE", "immutableId": null, "password": null,
        "forceChange": false, "phone": null, "mail": null, "mailNickname": null, "enabled": true, "kind": "Member", "manager": null,
        "domainType": "managed", "licences": [holding], "created": now, "deleted": null, "version": 1,
    }))
    .expect("a user")
}
