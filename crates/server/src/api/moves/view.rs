//! Moves as the wire shows them.

use crate::api::context::View;
use nahtlos_model::{
    money::Amount,
    moves::{
        Approval, Bought, Expected, Halted, Limits, Move, PlanRef, Settings, Status,
        cover::Cover,
        journal::Entry,
        state::State,
        tasks::{Party, Task},
    },
    plan::{Plan, StepKind},
    plan_ways::WayBack,
};
use nahtlos_wire::{Attributes, Links, moves as wire};
use serde_json::{Value, json};

pub(super) fn state(state: State) -> wire::MoveState {
    match state {
        State::Drafted => wire::MoveState::Drafted,
        State::Planned => wire::MoveState::Planned,
        State::Offered => wire::MoveState::Offered,
        State::Approved => wire::MoveState::Approved,
        State::Running => wire::MoveState::Running,
        State::Waiting => wire::MoveState::Waiting,
        State::NeedsPerson => wire::MoveState::NeedsPerson,
        State::Halted => wire::MoveState::Halted,
        State::Completed => wire::MoveState::Completed,
        State::Abandoned => wire::MoveState::Abandoned,
    }
}

fn status(status: Status) -> wire::MoveStepStatus {
    match status {
        Status::Pending => wire::MoveStepStatus::Pending,
        Status::Open => wire::MoveStepStatus::Open,
        Status::Asked => wire::MoveStepStatus::Asked,
        Status::Done => wire::MoveStepStatus::Done,
        Status::Skipped => wire::MoveStepStatus::Skipped,
    }
}

pub(crate) fn settings(settings: &Settings) -> wire::MoveSettings {
    wire::MoveSettings {
        language: Some(settings.language.clone()),
        delegated_admin: Some(settings.delegated),
        request_rights: Some(settings.rights),
        batch: Some(settings.batch),
        contact: settings.contact.as_ref().map(|contact| wire::MoveContact {
            first_name: Some(contact.first_name.clone()),
            last_name: Some(contact.last_name.clone()),
            email: Some(contact.email.clone()),
        }),
    }
}

fn plan(plan: &PlanRef) -> wire::MovePlan {
    wire::MovePlan {
        version: Some(plan.version),
        digest: Some(plan.digest.clone()),
        total: Some(plan.total.to_string()),
        currency: Some(plan.currency.to_string()),
        seats: plan.seats,
        why: Some(plan.why.to_string()),
        created_time: Some(plan.at),
    }
}

fn limits(limits: Limits, of: Option<&PlanRef>) -> wire::MoveLimits {
    let digits = of.map_or(2, |plan| plan.total.digits);
    let more = Amount {
        minor: limits.more_minor,
        digits,
    };
    wire::MoveLimits {
        more: Some(more.to_string()),
        later_days: Some(limits.later_days),
        users: Some(limits.users),
    }
}

pub(super) fn approval(approval: &Approval, of: Option<&PlanRef>) -> wire::MoveApproval {
    wire::MoveApproval {
        by: Some(approval.by.clone()),
        time: Some(approval.at),
        digest: Some(approval.digest.clone()),
        limits: Some(limits(approval.limits, of)),
    }
}

fn halted(halted: &Halted) -> wire::MoveHalt {
    let nothing = wire::MoveHalt::default();
    match halted {
        Halted::Person { by, note } => wire::MoveHalt {
            kind: Some("person".to_owned()),
            by: Some(by.clone()),
            note: Some(note.clone()),
            ..nothing
        },
        Halted::Refuted { step, counter } => wire::MoveHalt {
            kind: Some("refuted".to_owned()),
            step_id: Some(step.clone()),
            code: Some(counter.code.to_string()),
            counter_example: Some(json!(counter)),
            ..nothing
        },
        Halted::Refused {
            step,
            status,
            code,
            message,
        } => wire::MoveHalt {
            kind: Some("refused".to_owned()),
            step_id: Some(step.clone()),
            code: Some(code.clone()),
            message: Some(format!("{status} {message}")),
            ..nothing
        },
        Halted::Drift { step, what, subject } => wire::MoveHalt {
            kind: Some("drift".to_owned()),
            step_id: Some(step.clone()),
            code: Some(what.to_string()),
            subject: Some(subject.clone()),
            ..nothing
        },
    }
}

fn task(task: &Task) -> wire::MoveTask {
    let done = task.done.as_ref();
    wire::MoveTask {
        id: Some(task.id.clone()),
        step_id: Some(task.step.clone()),
        kind: Some(task.kind.to_string()),
        party: Some(match task.party {
            Party::Partner => wire::MoveParty::Partner,
            Party::Customer => wire::MoveParty::Customer,
            Party::OtherPartner => wire::MoveParty::OtherPartner,
        }),
        values: Some(json!(task.values)),
        deadline: task.deadline,
        asked_time: Some(task.asked),
        closed_time: task.closed,
        done_by: done.map(|done| done.by.clone()),
        done_time: done.map(|done| done.at),
        note: done.map(|done| done.note.clone()),
        attachment: done.map(|done| done.attachment.clone()).filter(|digest| !digest.is_empty()),
    }
}

fn cover(cover: &Cover) -> wire::MoveCover {
    let held = cover.until.is_some();
    wire::MoveCover {
        checked_time: Some(cover.at),
        step_id: Some(cover.step.clone()),
        covered: Some(held),
        users: held.then_some(cover.users),
        until: cover.until,
        fails_on: cover.fails,
    }
}

fn way_back(kind: StepKind) -> wire::MoveWayBack {
    match kind.way_back() {
        WayBack::Always => wire::MoveWayBack::Always,
        WayBack::UntilEnd => wire::MoveWayBack::UntilEnd,
        WayBack::Window => wire::MoveWayBack::Window,
        WayBack::Nothing => wire::MoveWayBack::Nothing,
    }
}

fn purchase((id, bought): (&String, &Bought)) -> wire::MovePurchase {
    wire::MovePurchase {
        id: Some(id.clone()),
        subscription_id: Some(bought.subscription.clone()),
        order_id: bought.order.clone(),
        cancel_until: bought.cancel_until,
    }
}

/// Steps of a plan, each with how it stands.
fn steps(of: &Move, plan: &Plan) -> Vec<wire::MoveStep> {
    let step = |step: &nahtlos_model::plan::Step| {
        let run = of.step(&step.id);
        wire::MoveStep {
            id: Some(step.id.clone()),
            kind: Some(step.kind.to_string()),
            due: Some(step.due),
            after: Some(step.after.clone()),
            status: Some(run.map_or(wire::MoveStepStatus::Pending, |run| status(run.status))),
            begun_time: run.and_then(|run| run.since),
            done_time: run.and_then(|run| run.done),
            tries: run.map(|run| i64::from(run.tries)),
            not_before: run.and_then(|run| run.not_before),
            details: Some(json!(step.details)),
            way_back: Some(way_back(step.kind)),
        }
    };
    plan.steps.iter().map(step).collect()
}

/// What of the step under way is held up by a service's budget.
fn held_up(of: &Move) -> Option<Expected> {
    of.steps.iter().find_map(|run| run.expected)
}

impl View {
    /// A move, with its steps where its plan is at hand.
    pub(crate) fn moved(&self, of: &Move, at_hand: Option<&Plan>) -> wire::Move {
        wire::Move {
            id: Some(of.id.clone()),
            customer_id: Some(of.customer.tenant_id.clone()),
            customer_name: Some(of.customer.name.clone()),
            customer_domain: Some(of.customer.domain.clone()),
            account: Some(of.account.clone()),
            email: of.customer.email.clone(),
            state: Some(state(of.state)),
            settings: Some(settings(&of.settings)),
            plan: of.plan.as_ref().map(plan),
            proposal: of.proposal.as_ref().map(plan),
            purchases: Some(of.bought.iter().map(purchase).collect()),
            approval: of.approval.as_ref().map(|yes| approval(yes, of.plan.as_ref())),
            steps: at_hand.map(|plan| steps(of, plan)),
            steps_done: Some(of.steps.iter().filter(|run| run.is_over()).count() as i64),
            steps_total: Some(of.steps.len() as i64),
            tasks: Some(of.tasks.iter().map(task).collect()),
            halted: of.halt.as_ref().map(halted),
            cover: of.cover.as_ref().map(cover),
            next_time: of.next,
            users_left: held_up(of).map(|expected| i64::from(expected.left)),
            expected_time: held_up(of).map(|expected| expected.by),
            created_time: Some(of.created),
            closed_time: of.closed,
            journal_entries: Some(of.entries),
            journal_hash: Some(of.head.clone()).filter(|hash| !hash.is_empty()),
            version: Some(of.version),
            links: Some(Links::to_self(format!("{}/{}", wire::PATH, of.id))),
            attributes: Some(Attributes::of("Move")),
        }
    }

    /// An entry of a move's journal.
    pub(crate) fn journal_entry(&self, entry: &Entry) -> wire::MoveJournalEntry {
        wire::MoveJournalEntry {
            number: Some(entry.number),
            time: Some(entry.at),
            kind: Some(entry.kind.clone()),
            step_id: Some(entry.step.clone()).filter(|step| !step.is_empty()),
            body: Some(serde_json::from_str(&entry.body).unwrap_or(Value::Null)),
            hash: Some(entry.hash.clone()),
        }
    }
}
