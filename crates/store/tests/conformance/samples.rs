//! Documents as tests need them: complete, with every optional thing there in some and absent in others.

use nahtlos_model::{
    assortment::Place,
    catalogue::{BillingPlan, Term},
    charges::{Charge, ChargeKind},
    customers::{Agreement, AgreementKind, Company, Contact, Customer, Relationship, RelationshipState},
    dates::Date,
    directory::{Domain, Group, User},
    estate::{Channel, Generation},
    ids::SkuId,
    instants::Instant,
    invitations::{Invitation, InvitationStatus, MailText},
    money::{Currency, Price},
    orders::{Cart, CartLine, CartStatus, Order, OrderLine, OrderStatus},
    partners::{Application, Partner, PartnerKind, PartnerLink},
    permissions::Role,
    subscriptions::{EndAction, Status, Subscription, Tranche},
};
use std::collections::BTreeMap;

/// Text that every encoding mistake would show in.
pub(crate) const HARD_TEXT: &str = "Großhändler „Ω“ 日本語 🙂 'quote' \"double\" \\ % _ $1 ; --";

pub(crate) fn euro() -> Currency {
    Currency::new("EUR").expect("a currency")
}

pub(crate) fn price(text: &str) -> Price {
    text.parse().expect("a price")
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

pub(crate) fn sku(n: u32) -> SkuId {
    format!("00000000-0000-0000-0000-{n:012}").parse().expect("a GUID")
}

pub(crate) fn place() -> Place {
    Place {
        country: "DE".into(),
        currency: euro(),
        segment: "Commercial".into(),
    }
}

pub(crate) fn subscription(customer: &str, id: &str) -> Subscription {
    Subscription {
        id: id.into(),
        customer_id: customer.into(),
        partner_id: Some("partner".into()),
        channel: Channel::ThisPartner,
        owner: None,
        generation: Generation::NewCommerce,
        order_id: Some("order".into()),
        offer: "CFQ7TTC0LH18:0001".into(),
        offer_id: "CFQ7TTC0LH18:0001:CFQ712345678".into(),
        licence: sku(1),
        offer_name: HARD_TEXT.into(),
        friendly_name: "Büro".into(),
        quantity: 10,
        parent_id: None,
        has_addons: false,
        created: Instant(1_800_000_000_123),
        provisioned: Instant(1_800_000_000_456),
        status: Status::Active,
        stage_ends: None,
        start: day("2027-01-15"),
        end: Some(day("2028-01-15")),
        auto_renew: true,
        end_action: EndAction::Cancel,
        extended: false,
        term: Term::P1Y,
        renewal_term: Term::P1Y,
        cycle: BillingPlan::Monthly,
        period: None,
        unit_price: price("19.90"),
        discount_percent: 0,
        place: place(),
        trial: false,
        promotion: None,
        mpn_id: Some("1234567".into()),
        cancel_until: Some(Instant(1_800_600_000_000)),
        tranches: vec![Tranche {
            quantity: 10,
            until: Instant(1_800_600_000_000),
        }],
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

pub(crate) fn order(customer: &str, id: &str) -> Order {
    let line = OrderLine {
        number: 0,
        offer_id: "CFQ7TTC0LH18:0001".into(),
        subscription_id: "subscription".into(),
        parent_id: None,
        friendly_name: Some(HARD_TEXT.into()),
        quantity: 3,
        term: Some(Term::P1M),
        mpn_id: None,
        more_mpn_ids: vec!["7654321".into()],
        promotion: None,
        custom_end: Some(day("2027-12-31")),
        renewal_term: None,
        attested: true,
        converted: false,
        list_price: price("22.10"),
        unit_price: price("19.90"),
        charged_minor: 5970,
        term_minor: 5970,
        provisioning: BTreeMap::from([("key".into(), "value".into())]),
    };
    Order {
        id: id.into(),
        customer_id: customer.into(),
        partner_id: "partner".into(),
        generation: Generation::NewCommerce,
        cycle: BillingPlan::Monthly,
        currency: euro(),
        country: "DE".into(),
        lines: vec![line],
        created: Instant(1_800_000_000_000),
        status: OrderStatus::Completed,
        record_attested: true,
        version: 1,
    }
}

pub(crate) fn cart(customer: &str, id: &str) -> Cart {
    let line = CartLine {
        id: 0,
        item: "CFQ7TTC0LH18:0001:CFQ712345678".into(),
        friendly_name: Some(HARD_TEXT.into()),
        quantity: 3,
        cycle: BillingPlan::Monthly,
        term: Some(Term::P1M),
        mpn_id: None,
        more_mpn_ids: Vec::new(),
        provisioning: BTreeMap::new(),
        group: "0".into(),
        addons: Vec::new(),
        renewal_term: None,
        promotion: None,
        custom_end: None,
        attested: false,
        list_price: None,
        unit_price: Some(price("19.90")),
        charged_minor: None,
        term_minor: None,
        error: None,
    };
    Cart {
        id: id.into(),
        customer_id: customer.into(),
        partner_id: "partner".into(),
        created: Instant(1),
        modified: Instant(2),
        expires: Instant(3),
        user: "ada".into(),
        status: CartStatus::Active,
        lines: vec![line],
        record_attested: false,
        place: place(),
        version: 1,
    }
}

pub(crate) fn charge(amount_minor: i64) -> Charge {
    Charge {
        kind: if amount_minor < 0 {
            ChargeKind::RemoveQuantity
        } else {
            ChargeKind::New
        },
        from: day("2027-01-15"),
        until: day("2027-02-15"),
        quantity: 1,
        unit_price: price("19.90"),
        discount_percent: 15,
        days: (31, 31),
        amount_minor,
        currency: euro(),
        rule: "wholePeriod".into(),
    }
}

pub(crate) fn customer(id: &str, company: &str) -> Customer {
    Customer {
        id: id.into(),
        commerce_id: format!("commerce-{id}"),
        company: Company {
            name: company.into(),
            domain: format!("{id}.example"),
            ..Company::default()
        },
        billing: Default::default(),
        currency: euro(),
        qualifications: Vec::new(),
        overage: None,
        checked: None,
        federations: Default::default(),
        language: "de".into(),
        created: Instant(1),
        version: 1,
    }
}

pub(crate) fn relationship(customer: &str, partner: &str) -> Relationship {
    Relationship {
        customer_id: customer.into(),
        partner_id: partner.into(),
        state: RelationshipState::Reseller,
        delegated: true,
        through: None,
        since: Instant(5),
        ended: None,
        invitation_id: Some("invitation".into()),
        version: 1,
    }
}

pub(crate) fn agreement(customer: &str, id: &str) -> Agreement {
    Agreement {
        id: id.into(),
        customer_id: customer.into(),
        partner_id: "partner".into(),
        kind: AgreementKind::MicrosoftCustomerAgreement,
        template_id: "template".into(),
        agreed: Instant(9),
        user_id: "user".into(),
        contact: Contact {
            first_name: "Jörg".into(),
            ..Contact::default()
        },
    }
}

pub(crate) fn partner(id: &str, mpn: &str) -> Partner {
    Partner {
        id: id.into(),
        kind: PartnerKind::Direct,
        name: HARD_TEXT.into(),
        mpn_id: mpn.into(),
        domain: format!("{id}.example"),
        country: "DE".into(),
        currency: euro(),
        sandbox: false,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(1),
        version: 1,
    }
}

pub(crate) fn partner_link(other: &str, relationship: &str) -> PartnerLink {
    PartnerLink {
        other_id: other.into(),
        relationship: relationship.into(),
        name: other.into(),
        mpn_id: "1".into(),
        country: "DE".into(),
        since: Instant(1),
    }
}

pub(crate) fn application(id: &str, tenant: &str) -> Application {
    Application {
        id: id.into(),
        tenant_id: tenant.into(),
        name: HARD_TEXT.into(),
        secrets: vec!["hash".into()],
        redirect_uris: Vec::new(),
        public: false,
        roles: vec![Role::AdminAgent],
        version: 1,
    }
}

pub(crate) fn invitation(partner: &str, id: &str) -> Invitation {
    Invitation {
        id: id.into(),
        partner_id: partner.into(),
        customer_name: Some(HARD_TEXT.into()),
        customer_domain: None,
        customer_email: None,
        country: Some("DE".into()),
        status: InvitationStatus::Drafted,
        base: String::new(),
        created_by: None,
        delegated: true,
        roles: vec!["4d6ac14f-3453-41d0-bef9-a3e0c569773a".to_owned()],
        roles_days: 90,
        delegation_id: None,
        provider_id: None,
        token: format!("token-{id}"),
        by_mail: false,
        language: "de".into(),
        mail: MailText::default(),
        reminders: Vec::new(),
        reminder_days: 7,
        created: Instant(1),
        sent: None,
        opened: None,
        decided: None,
        expires: Instant(100),
        decided_by: None,
        customer_id: None,
        version: 1,
    }
}

pub(crate) fn user(tenant: &str, id: &str, name: &str) -> User {
    User {
        id: id.into(),
        tenant_id: tenant.into(),
        user_principal_name: name.into(),
        given_name: None,
        surname: Some("Lovelace".into()),
        display_name: HARD_TEXT.into(),
        usage_location: Some("DE".into()),
        immutable_id: None,
        password: None,
        force_change: false,
        phone: None,
        mail: None,
        mail_nickname: None,
        enabled: true,
        kind: "Member".into(),
        manager: None,
        domain_type: "managed".into(),
        more: BTreeMap::new(),
        licences: Vec::new(),
        created: Instant(1),
        deleted: None,
        version: 1,
    }
}

pub(crate) fn group(tenant: &str, id: &str) -> Group {
    Group {
        id: id.into(),
        tenant_id: tenant.into(),
        display_name: format!("Gruppe {id}"),
        description: None,
        mail_nickname: id.into(),
        mail_enabled: false,
        security_enabled: true,
        kinds: Vec::new(),
        more: std::collections::BTreeMap::new(),
        owners: Vec::new(),
        licences: Vec::new(),
        processing: None,
        created: Instant(1),
        version: 1,
    }
}

pub(crate) fn domain(name: &str, tenant: &str) -> Domain {
    Domain {
        name: name.into(),
        tenant_id: tenant.into(),
        is_default: false,
        is_initial: false,
        verified: false,
        authentication: "Managed".into(),
        services: Vec::new(),
        proof: "MS=ms1".into(),
    }
}
