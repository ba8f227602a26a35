//! Qualifications for special prices, in the model.

use crate::machine::{Came, Machine, NOTHING, Rule, Source, Tried};
use nahtlos_model::{
    customers::{
        BillingProfile, Company, Customer,
        qualify::{Kind, Wanted},
    },
    instants::Instant,
    money::Currency,
    program::Program,
};

const ASKED: &str = "POST a qualification";
const SET: &str = "PUT the qualification, in the older way";
const CLEARED: &str = "PUT none, in the older way";
const VETTED: &str = "its vetting is done";

const PC: Source = Source::Said("Partner Center documentation, customer qualifications");

const fn rule(event: &'static str, from: &'static [&'static str], to: &'static str, source: Source) -> Rule {
    Rule {
        event,
        when: &[""],
        from,
        to,
        source,
    }
}

#[rustfmt::skip]
const RULES: &[Rule] = &[
    rule(ASKED,   &["none", "InReview", "Approved"], "InReview", PC),
    rule(SET,     &["none", "InReview", "Approved"], "Approved", PC),
    rule(CLEARED, &["none", "InReview", "Approved"], "none",     PC),
    rule(VETTED,  &["InReview"],                     "Approved", Source::Number("vettingHours")),
    rule("a customer is made", &[NOTHING],           "none",     PC),
];

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn education() -> Wanted {
    Wanted {
        kind: Kind::Education,
        segment: Some("K12".into()),
        website: None,
        code: None,
    }
}

fn customer() -> Customer {
    Customer {
        id: "c".into(),
        commerce_id: "c".into(),
        company: Company::default(),
        billing: BillingProfile::default(),
        currency: Currency::new("EUR").unwrap(),
        qualifications: Vec::new(),
        overage: None,
        checked: None,
        federations: Default::default(),
        language: "de".into(),
        created: now(),
        version: 1,
    }
}

fn seen(customer: &Customer) -> &'static str {
    match customer.qualifications.as_slice() {
        [] => "none",
        [one] if one.vetting_status == "InReview" => "InReview",
        [one] if one.vetting_status == "Approved" => "Approved",
        other => panic!("{other:?}"),
    }
}

#[test]
fn qualifications_live_as_the_table_says() {
    let none = customer();
    let states = [
        none.clone(),
        none.asking_for(&education(), now()),
        none.qualified_as(Some(&education()), now()),
    ];
    let mut tried = vec![Tried {
        event: "a customer is made",
        when: "",
        from: NOTHING,
        came: Came::To(seen(&none).to_owned()),
    }];
    for before in &states {
        let mut push = |event, came| {
            tried.push(Tried {
                event,
                when: "",
                from: seen(before),
                came,
            })
        };
        let to = |after: Customer| Came::To(seen(&after).to_owned());
        push(ASKED, to(before.asking_for(&education(), now())));
        push(SET, to(before.qualified_as(Some(&education()), now())));
        push(CLEARED, to(before.qualified_as(None, now())));
        let program = Program::bundled();
        push(
            VETTED,
            before
                .next_vetting(program)
                .map_or(Came::Never, |at| to(before.vetted(at, program))),
        );
        let approved = seen(before) == "Approved";
        assert_eq!(
            before.segment(),
            if approved { "Education" } else { "Commercial" },
            "prices follow what is approved"
        );
    }
    let machine = Machine {
        title: "One qualification of a customer",
        about: "Prices follow approved qualifications alone.",
        states: vec![
            ("none", "not asked for".to_owned()),
            ("InReview", "asked for, being vetted".to_owned()),
            ("Approved", "vetted: its prices apply".to_owned()),
        ],
        rules: RULES,
        tried,
    };
    crate::check(
        "qualifications",
        "Qualifications",
        "Decided in `crates/model/src/customers/qualify.rs`.",
        &[machine],
    );
}
