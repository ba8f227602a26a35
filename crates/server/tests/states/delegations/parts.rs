//! What belongs to a relationship: assignments, requests, operations.

use super::{DELETE, DUE, GRAPH_ASSIGNMENT, GRAPH_OPERATION, GRAPH_REQUEST, MADE, READER, now, relationships, rule};
use crate::machine::{Came, NOTHING, OWN, Rule, Tried};
use nahtlos_model::delegations::{
    DelegationStatus,
    assignments::{Assignment, AssignmentStatus},
    requests::{Operation, OperationStatus, OperationType, Request, RequestAction},
};

const ASSIGN_CHANGE: &str = "PATCH of its roles";
const ACTIVE: &str = "relationship active, group there";
const OVER: &str = "relationship ended";
const NO_GROUP: &str = "group gone";
const WITH: &str = "its relationship or its group ends";

#[rustfmt::skip]
pub(super) const ASSIGNMENT: &[Rule] = &[
    rule(MADE,          &[""],               &[NOTHING],             "pending",  GRAPH_ASSIGNMENT),
    rule(ASSIGN_CHANGE, &[""],               &["active"],            "active",   GRAPH_ASSIGNMENT),
    rule(DELETE,        &[""],               &["active"],            "deleting", GRAPH_ASSIGNMENT),
    rule(DELETE,        &[""],               &["pending"],           "deleting", OWN),
    rule(WITH,          &[""],               &["pending", "active"], "deleting", OWN),
    rule(DUE,           &[ACTIVE],           &["pending"],           "active",   GRAPH_ASSIGNMENT),
    rule(DUE,           &[OVER, NO_GROUP],   &["pending"],           "error",    OWN),
    rule(DUE,           &[ACTIVE, OVER, NO_GROUP], &["deleting"],    "deleted",  GRAPH_ASSIGNMENT),
];

fn assignments() -> Vec<Assignment> {
    let active = relationships(true).remove(4);
    let pending = Assignment::create(&active, "g", &[READER.to_owned()], "a".into(), now()).unwrap();
    let working = pending.fall_due(Some(&active), true);
    let deleting = working.remove(None, now()).unwrap();
    let deleted = deleting.fall_due(Some(&active), true);
    let error = pending.fall_due(None, true);
    let all = vec![pending, working, deleting, deleted, error];
    let found: Vec<AssignmentStatus> = all.iter().map(|a| a.status).collect();
    assert_eq!(found, AssignmentStatus::ALL);
    all
}

pub(super) fn assignment_tried() -> Vec<Tried> {
    let state = |a: &Assignment| a.status.as_str();
    let all = relationships(true);
    let (active, over) = (all[4].clone(), all[9].clone());
    let mut tried = vec![Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To(state(&assignments()[0]).to_owned()),
    }];
    // Only in an active relationship.
    for d in &all {
        let made = Assignment::create(d, "g", &[READER.to_owned()], "a".into(), now());
        assert_eq!(made.is_ok(), d.status == DelegationStatus::Active, "{}", d.status);
    }
    for a in assignments() {
        let from = state(&a);
        let roles = vec!["4d6ac14f-3453-41d0-bef9-a3e0c569773a".to_owned()];
        let change = a.change(&active, &roles, None);
        let change = change.map(|roles| a.with_roles(roles.unwrap_or_default(), now()));
        let mut push = |event, when, came| tried.push(Tried { event, when, from, came });
        push(ASSIGN_CHANGE, "", Came::of(change, state));
        push(DELETE, "", Came::of(a.remove(None, now()), state));
        push(
            WITH,
            "",
            a.end(now()).map_or(Came::Never, |after| Came::To(state(&after).to_owned())),
        );
        for (when, delegation, group) in [(ACTIVE, &active, true), (OVER, &over, true), (NO_GROUP, &active, false)] {
            let due = a.next_due().map(|_| a.fall_due(Some(delegation), group));
            push(DUE, when, due.map_or(Came::Never, |after| Came::To(state(&after).to_owned())));
        }
    }
    tried
}

#[rustfmt::skip]
pub(super) const REQUEST: &[Rule] = &[
    rule(MADE, &[""], &[NOTHING],   "created",   GRAPH_REQUEST),
    rule(DUE,  &[""], &["created"], "pending",   GRAPH_REQUEST),
    rule(DUE,  &[""], &["pending"], "succeeded", GRAPH_REQUEST),
];

pub(super) fn request_tried() -> Vec<Tried> {
    let created = Request::new("r".into(), "d", RequestAction::Terminate, now());
    let pending = created.fall_due();
    let succeeded = pending.fall_due();
    let mut tried = vec![Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To(created.status.as_str().to_owned()),
    }];
    for r in [created, pending, succeeded] {
        let due = r.next_due().map(|_| r.fall_due());
        tried.push(Tried {
            event: DUE,
            when: "",
            from: r.status.as_str(),
            came: due.map_or(Came::Never, |after| Came::To(after.status.as_str().to_owned())),
        });
    }
    tried
}

const CAN: &str = "what it changes is active";
const CANNOT: &str = "what it changes has ended";

#[rustfmt::skip]
pub(super) const OPERATION: &[Rule] = &[
    rule(MADE, &[""],          &[NOTHING],      "notStarted", GRAPH_OPERATION),
    rule(DUE,  &[CAN, CANNOT], &["notStarted"], "running",    GRAPH_OPERATION),
    rule(DUE,  &[CAN],         &["running"],    "succeeded",  GRAPH_OPERATION),
    rule(DUE,  &[CANNOT],      &["running"],    "failed",     GRAPH_OPERATION),
];

pub(super) fn operation_tried() -> Vec<Tried> {
    let begun = Operation {
        id: "o".into(),
        delegation_id: "d".into(),
        kind: OperationType::AssignmentUpdate,
        assignment_id: Some("a".into()),
        group_id: Some("g".into()),
        roles: Vec::new(),
        status: OperationStatus::NotStarted,
        created: now(),
        changed: now(),
        version: 1,
    };
    let running = begun.fall_due(true);
    let all = [begun.clone(), running.clone(), running.fall_due(true), running.fall_due(false)];
    let mut tried = vec![Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To(begun.status.as_str().to_owned()),
    }];
    for (o, (when, can)) in all.iter().flat_map(|o| [(CAN, true), (CANNOT, false)].map(|with| (o, with))) {
        let due = o.next_due().map(|_| o.fall_due(can));
        tried.push(Tried {
            event: DUE,
            when,
            from: o.status.as_str(),
            came: due.map_or(Came::Never, |after| Came::To(after.status.as_str().to_owned())),
        });
    }
    tried
}
