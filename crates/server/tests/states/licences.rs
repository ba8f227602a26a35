//! What keeps a licence that comes through a group from working, in the model.

use crate::machine::{Came, Machine, NOTHING, Rule, Source, Tried};
use nahtlos_model::{
    assortment::Assortment,
    catalogue::{Exclusion, Product},
    customers::Pool,
    directory::{Domain, Holding, LicenseFault, User},
    ids::{ServicePlanId, SkuId},
    instants::Instant,
    licenses::{Pools, inherit},
    users::{NewUser, create},
};

const WORKS: &str = "it can be given";
const FULL: &str = "no seat of it is free";
const EXCLUDED: &str = "a plan of it excludes one that the user has";
const LACKING: &str = "a plan of it needs one that the user lacks";
const OTHER: &str = "another licence of the same group cannot be given";

const fn rule(event: &'static str, to: &'static str) -> Rule {
    const FROM: &[&str] = &[
        NOTHING,
        "None",
        "CountViolation",
        "MutuallyExclusiveViolation",
        "DependencyViolation",
        "Other",
    ];
    Rule {
        event,
        when: &[""],
        from: FROM,
        to,
        source: Source::Said("Entra documentation, problems of licensing groups"),
    }
}

const RULES: &[Rule] = &[
    rule(WORKS, "None"),
    rule(FULL, "CountViolation"),
    rule(EXCLUDED, "MutuallyExclusiveViolation"),
    rule(LACKING, "DependencyViolation"),
    rule(OTHER, "Other"),
];

/// A fault that Graph knows and this center never finds: no licence here is for some countries only.
const NEVER: LicenseFault = LicenseFault::ProhibitedInUsageLocationViolation;

fn sku(n: u128) -> SkuId {
    SkuId(uuid::Uuid::from_u128(n))
}

fn plan(n: u128) -> ServicePlanId {
    ServicePlanId(uuid::Uuid::from_u128(n))
}

/// The licence with a plain plan, one that another excludes, and one that needs another.
const LICENCE: u128 = 1;
const PLAIN: u128 = 11;
const EXCLUSIVE: u128 = 12;
const NEEDY: u128 = 13;
/// A licence held directly whose plan excludes the exclusive one, and another licence of the group.
const RIVAL: u128 = 2;
const SECOND: u128 = 3;

fn assortment() -> Assortment {
    let product = |n: u128, plans: &[u128]| {
        let plans = plans.iter().map(|p| plan(*p)).collect();
        (
            sku(n),
            Product {
                name: format!("Licence {n}"),
                string_id: format!("L{n}"),
                plans,
            },
        )
    };
    let exclusion = |n: u128| Exclusion {
        group: "Mail".into(),
        plan: plan(n),
    };
    let mut all = Assortment::default();
    all.licences = [
        product(LICENCE, &[PLAIN, EXCLUSIVE, NEEDY]),
        product(RIVAL, &[21]),
        product(SECOND, &[31]),
    ]
    .into();
    all.exclusions = vec![exclusion(EXCLUSIVE), exclusion(21)];
    all.dependencies = [(plan(NEEDY), vec![plan(99)])].into();
    all
}

/// What the user's licence becomes where an event has come about.
fn after(user: &User, event: &str, assortment: &Assortment) -> User {
    let mut user = user.clone();
    user.licences.retain(|h| h.group.is_some());
    if event == EXCLUDED {
        user.licences.push(Holding {
            sku: sku(RIVAL),
            disabled: Vec::new(),
            group: None,
            fault: LicenseFault::None,
            updated: Instant(0),
        });
    }
    let seats = |free: i64| Pool {
        enabled: 5 + free,
        consumed: 5,
        ..Pool::default()
    };
    let held = |n: u128| i64::from(user.seats().contains(&sku(n)));
    let free = |n: u128, short: &str| seats(if event == short { 0 } else { 1 } - held(n));
    let mut pools: Pools = [(sku(LICENCE), free(LICENCE, FULL)), (sku(SECOND), free(SECOND, OTHER))].into();
    let mut off = match event {
        EXCLUDED => vec![plan(NEEDY)],
        LACKING => vec![plan(EXCLUSIVE)],
        _ => vec![plan(EXCLUSIVE), plan(NEEDY)],
    };
    off.sort_unstable();
    let mut wanted = vec![("group".to_owned(), sku(LICENCE), off)];
    if event == OTHER {
        wanted.push(("group".to_owned(), sku(SECOND), Vec::new()));
    }
    inherit(&user, &wanted, &mut pools, assortment, Instant(1))
}

fn fault(user: &User) -> &'static str {
    let holding = user.licences.iter().find(|h| h.sku == sku(LICENCE)).expect("the licence");
    holding.fault.as_str()
}

#[test]
fn licences_through_groups_live_as_the_table_says() {
    let assortment = assortment();
    let domain = Domain {
        name: "kunde.example".into(),
        tenant_id: "t".into(),
        is_default: true,
        is_initial: true,
        verified: true,
        authentication: "Managed".into(),
        services: Vec::new(),
        proof: String::new(),
    };
    let new = NewUser {
        user_principal_name: "kim@kunde.example".into(),
        display_name: "Kim".into(),
        ..NewUser::default()
    };
    let nobody = create(&new, "t", "u", &[domain], Instant(0)).unwrap();
    let mut tried = Vec::new();
    for rule in RULES {
        let user = after(&nobody, rule.event, &assortment);
        tried.push(Tried {
            event: rule.event,
            when: "",
            from: NOTHING,
            came: Came::To(fault(&user).to_owned()),
        });
        for event in RULES.iter().map(|rule| rule.event) {
            let then = after(&user, event, &assortment);
            tried.push(Tried {
                event,
                when: "",
                from: fault(&user),
                came: Came::To(fault(&then).to_owned()),
            });
        }
    }
    let meaning = |fault| match fault {
        LicenseFault::None => "the user has it, and it takes a seat",
        LicenseFault::CountViolation => "there was no seat",
        LicenseFault::MutuallyExclusiveViolation => "one of its plans excludes another that the user has",
        LicenseFault::DependencyViolation => "one of its plans needs another that the user lacks",
        LicenseFault::ProhibitedInUsageLocationViolation => "never",
        LicenseFault::Other => "all of a group's licences are given or none: another one could not be",
    };
    let states = LicenseFault::ALL.iter().filter(|fault| **fault != NEVER);
    let machine = Machine {
        title: "One licence of a group, for one member",
        about: "The state is the fault that Graph shows, and it is found anew from the user's other licences, the seats and the group's licences, whatever it was before.",
        states: states.map(|fault| (fault.as_str(), meaning(*fault).to_owned())).collect(),
        rules: RULES,
        tried,
    };
    crate::check(
        "licences",
        "Licences through groups",
        "Decided in `crates/model/src/licenses/groups.rs`.",
        &[machine],
    );
}
