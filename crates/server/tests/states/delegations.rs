//! Granular delegated administration, in the model: relationships here, what belongs to one in `parts`.

mod parts;

use crate::machine::{Came, Machine, NOTHING, OWN, Rule, Source, Tried};
use nahtlos_model::{
    delegations::{
        Customer, Delegation, DelegationStatus, Draft, Origin, Step,
        assignments::AssignmentStatus,
        requests::{OperationStatus, RequestStatus},
        roles::GLOBAL_ADMINISTRATOR,
    },
    instants::Instant,
    program::{Numbers, Program},
    refusals::{Code, Refusal},
};

const MADE: &str = "made";
const DUE: &str = "its time has come";
const GRAPH: Source = Source::Said("Graph documentation, delegatedAdminRelationship");
const GRAPH_ASSIGNMENT: Source = Source::Said("Graph documentation, delegatedAdminAccessAssignment");
const GRAPH_REQUEST: Source = Source::Said("Graph documentation, delegatedAdminRelationshipRequest");
const GRAPH_OPERATION: Source = Source::Said("Graph documentation, delegatedAdminRelationshipOperation");
const UNANSWERED: Source = Source::Number("granularUnansweredDays");
const KEPT: Source = Source::Number("granularKeptDays");
const EXTENDED: Source = Source::Number("granularExtendDays");
const READER: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";

const CHANGE: &str = "PATCH of its name";
const EXTEND: &str = "PATCH of its extension";
const LESS: &str = "PATCH without Global Administrator";
const DELETE: &str = "DELETE";
const LOCK: &str = "lockForApproval";
const END: &str = "terminate, by the partner";
const END_BY: &str = "terminate, by the customer";
const APPROVE: &str = "approved by the customer";
const DECLINE: &str = "declined by the customer";
const LOST: &str = "its customer is deleted";
const ENDS: &str = "it ends then";
const EXTENDS: &str = "it is extended then";

const fn rule(event: &'static str, when: &'static [&'static str], from: &'static [&'static str], to: &'static str, source: Source) -> Rule {
    Rule {
        event,
        when,
        from,
        to,
        source,
    }
}

#[rustfmt::skip]
const RELATIONSHIP: &[Rule] = &[
    rule(MADE,    &[""],      &[NOTHING],                                "created",              GRAPH),
    rule(CHANGE,  &[""],      &["created"],                              "created",              GRAPH),
    rule(EXTEND,  &[""],      &["created"],                              "created",              GRAPH),
    rule(EXTEND,  &[""],      &["active"],                               "active",               GRAPH),
    rule(LESS,    &[""],      &["created"],                              "created",              GRAPH),
    rule(LESS,    &[""],      &["active"],                               "active",               GRAPH),
    rule(DELETE,  &[""],      &["created"],                              NOTHING,                GRAPH),
    rule(LOCK,    &[""],      &["created"],                              "approvalPending",      GRAPH),
    rule(APPROVE, &[""],      &["approvalPending"],                      "approved",             GRAPH),
    rule(APPROVE, &[""],      &["approved"],                             "approved",             OWN),
    rule(APPROVE, &[""],      &["activating"],                           "activating",           OWN),
    rule(APPROVE, &[""],      &["active"],                               "active",               OWN),
    rule(DECLINE, &[""],      &["approvalPending"],                      "terminated",           OWN),
    rule(END,     &[""],      &["active"],                               "terminationRequested", GRAPH),
    rule(END,     &[""],      &["approvalPending"],                      "terminationRequested", OWN),
    rule(END_BY,  &[""],      &["active"],                               "terminationRequested", Source::Said("Partner documentation, customers end GDAP relationships")),
    rule(LOST,    &[""],      &["approvalPending", "approved", "activating", "active", "expiring", "terminationRequested", "terminating"], "terminated", OWN),
    rule(DUE,     &[ENDS, EXTENDS], &["approvalPending"],                NOTHING,                UNANSWERED),
    rule(DUE,     &[ENDS, EXTENDS], &["approved"],                       "activating",           GRAPH),
    rule(DUE,     &[ENDS, EXTENDS], &["activating"],                     "active",               GRAPH),
    rule(DUE,     &[ENDS],    &["active"],                               "expiring",             GRAPH),
    rule(DUE,     &[EXTENDS], &["active"],                               "active",               EXTENDED),
    rule(DUE,     &[ENDS, EXTENDS], &["expiring"],                       "expired",              GRAPH),
    rule(DUE,     &[ENDS, EXTENDS], &["terminationRequested"],           "terminating",          GRAPH),
    rule(DUE,     &[ENDS, EXTENDS], &["terminating"],                    "terminated",           GRAPH),
    rule(DUE,     &[ENDS, EXTENDS], &["expired", "terminated"],          NOTHING,                KEPT),
];

fn now() -> Instant {
    "2027-01-10T10:00:00Z".parse().unwrap()
}

fn numbers() -> Numbers {
    Program::bundled().on(now().date())
}

fn customer() -> Customer {
    Customer {
        tenant_id: "c".into(),
        display_name: "Kunde".into(),
    }
}

fn drafted(extends: bool) -> Delegation {
    let second = if extends { READER } else { GLOBAL_ADMINISTRATOR };
    let draft = Draft {
        display_name: Some("Betreuung".into()),
        duration: Some("P30D".into()),
        auto_extend_duration: extends.then(|| "P180D".into()),
        customer: None,
        roles: Some(vec!["4d6ac14f-3453-41d0-bef9-a3e0c569773a".into(), second.into()]),
    };
    let origin = Origin {
        guid: "g".into(),
        partner_id: "p".into(),
    };
    Delegation::create(&draft, origin, &numbers(), now()).unwrap()
}

fn stepped(d: &Delegation) -> Delegation {
    match d.fall_due() {
        Step::To(after) | Step::Extended(after) => after,
        Step::Gone => panic!("{} goes", d.status),
    }
}

/// One in every state, brought there by what leads there.
fn relationships(extends: bool) -> Vec<Delegation> {
    let created = drafted(extends);
    let pending = created.lock(now()).unwrap();
    let approved = pending.approve(&customer(), now()).unwrap().unwrap();
    let activating = stepped(&approved);
    let active = stepped(&activating);
    let expiring = stepped(&Delegation {
        extend_days: 0,
        ..active.clone()
    });
    let expiring = Delegation {
        extend_days: active.extend_days,
        ..expiring
    };
    let expired = stepped(&expiring);
    let requested = active.terminate(now()).unwrap();
    let terminating = stepped(&requested);
    let terminated = stepped(&terminating);
    let all = vec![
        created,
        pending,
        approved,
        activating,
        active,
        expiring,
        expired,
        requested,
        terminating,
        terminated,
    ];
    let found: Vec<DelegationStatus> = all.iter().map(|d| d.status).collect();
    assert_eq!(found, DelegationStatus::ALL);
    all
}

fn word(d: &Delegation) -> &'static str {
    d.status.as_str()
}

fn changed(d: &Delegation, draft: &Draft) -> Result<Delegation, Refusal> {
    let change = d.change(draft, None, &numbers(), now())?;
    Ok(match change.loses_global_administrator {
        true => d.without_global_administrator(now()),
        false => change.now.unwrap_or_else(|| d.clone()),
    })
}

type Act = fn(&Delegation) -> Result<Delegation, Refusal>;

const ACTS: [(&str, bool, Act); 8] = [
    (CHANGE, true, |d| {
        let draft = Draft {
            display_name: Some("Anders".into()),
            ..Draft::default()
        };
        changed(d, &draft)
    }),
    (EXTEND, true, |d| {
        let draft = Draft {
            auto_extend_duration: Some("PT0S".into()),
            ..Draft::default()
        };
        changed(d, &draft)
    }),
    (LESS, false, |d| {
        let draft = Draft {
            roles: Some(vec!["4d6ac14f-3453-41d0-bef9-a3e0c569773a".into()]),
            ..Draft::default()
        };
        changed(d, &draft)
    }),
    (LOCK, true, |d| d.lock(now())),
    (APPROVE, true, |d| {
        d.approve(&customer(), now()).map(|after| after.unwrap_or_else(|| d.clone()))
    }),
    (DECLINE, true, |d| d.decline(&customer(), now())),
    (END, true, |d| d.terminate(now())),
    (END_BY, true, |d| match d.status {
        // As the use case of the customer has it: what was never agreed to is declined.
        DelegationStatus::ApprovalPending => Err(d.not_now()),
        _ => d.terminate(now()),
    }),
];

fn relationship_tried() -> Vec<Tried> {
    let mut tried = vec![Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To(word(&drafted(true)).to_owned()),
    }];
    for (event, extends, act) in ACTS {
        let each = relationships(extends);
        tried.extend(each.iter().map(|d| Tried {
            event,
            when: "",
            from: word(d),
            came: Came::of(act(d), word),
        }));
    }
    for d in relationships(true) {
        tried.push(Tried {
            event: DELETE,
            when: "",
            from: word(&d),
            came: Came::of(d.delete(None), |()| NOTHING),
        });
        let lost = d.lose_customer(now());
        tried.push(Tried {
            event: LOST,
            when: "",
            from: word(&d),
            came: lost.map_or(Came::Never, |after| Came::To(word(&after).to_owned())),
        });
    }
    for (when, extends) in [(ENDS, false), (EXTENDS, true)] {
        for d in relationships(extends) {
            let came = match d.next_due(&numbers()).map(|_| d.fall_due()) {
                None => Came::Never,
                Some(Step::Gone) => Came::To(NOTHING.to_owned()),
                Some(Step::To(after) | Step::Extended(after)) => Came::To(word(&after).to_owned()),
            };
            tried.push(Tried {
                event: DUE,
                when,
                from: word(&d),
                came,
            });
        }
    }
    tried
}

#[test]
fn delegations_live_as_the_tables_say() {
    let meaning = |status| match status {
        DelegationStatus::Created => "a draft of the partner's",
        DelegationStatus::ApprovalPending => "the customer is asked",
        DelegationStatus::Approved => "the customer agreed",
        DelegationStatus::Activating => "being set up",
        DelegationStatus::Active => "groups can have roles, and have rights by them",
        DelegationStatus::Expiring => "its time is over, and so are all rights",
        DelegationStatus::Expired => "its time is over; kept as a record",
        DelegationStatus::TerminationRequested => "somebody ended it; all rights are gone",
        DelegationStatus::Terminating => "things are being taken down",
        DelegationStatus::Terminated => "ended or declined; kept as a record",
    };
    let relationship = Machine {
        title: "One relationship",
        about: "What the partner asks by a request takes effect with the request. Without a customer named, the first customer who approves is it.",
        states: DelegationStatus::ALL.iter().map(|s| (s.as_str(), meaning(*s).to_owned())).collect(),
        rules: RELATIONSHIP,
        tried: relationship_tried(),
    };
    let meaning = |status| match status {
        AssignmentStatus::Pending => "being set up",
        AssignmentStatus::Active => "members of the group have the roles",
        AssignmentStatus::Deleting => "ended; rights are gone",
        AssignmentStatus::Deleted => "ended; listed until the relationship is cleaned up",
        AssignmentStatus::Error => "it could not be set up",
    };
    let assignment = Machine {
        title: "One access assignment",
        about: "A change of roles is done by an operation; the assignment stays active meanwhile.",
        states: AssignmentStatus::ALL.iter().map(|s| (s.as_str(), meaning(*s).to_owned())).collect(),
        rules: parts::ASSIGNMENT,
        tried: parts::assignment_tried(),
    };
    let plain = |words: Vec<&'static str>| words.into_iter().map(|w| (w, String::new())).collect();
    let request = Machine {
        title: "One request",
        about: "It is only watched: what it asks for was done, or refused, when it was made. So none ends as `failed`.",
        states: plain(RequestStatus::ALL.iter().map(|s| s.as_str()).collect()),
        rules: parts::REQUEST,
        tried: parts::request_tried(),
    };
    let operation = Machine {
        title: "One operation",
        about: "A change of an assignment's roles, or the loss of Global Administrator.",
        states: plain(OperationStatus::ALL.iter().map(|s| s.as_str()).collect()),
        rules: parts::OPERATION,
        tried: parts::operation_tried(),
    };
    assert_eq!(Refusal::new(Code::DelegationState).code.status(), 409);
    crate::check(
        "delegations",
        "Granular delegated administration",
        "Decided in `crates/model/src/delegations`. At Graph `409 delegationState` is `400 badRequest` and `1000` is `notFound`.",
        &[relationship, assignment, request, operation],
    );
}
