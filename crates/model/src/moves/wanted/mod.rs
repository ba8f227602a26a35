//! Step by step: what has to be seen before anything is decided, whether what the step is for is there already, and what brings it about.

use super::{
    Bought, Drift, Halted, Move, StepRun,
    deeds::{Deed, WantedEnd},
    next::{Ground, Now},
    sight::{Look, Sight, SubscriptionSeen},
    tasks::{Party, TaskKind},
};
use crate::{
    dates::Date,
    instants::Instant,
    notice::Value,
    plan::{Step, StepKind},
};

mod ends;
mod relation;
mod seats;

/// What a step comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Comes {
    /// What it is for was seen.
    Done(Vec<(String, Bought)>),
    /// It is not needed.
    Skip,
    /// Something to do; with `true` only on a present that was proved.
    Do(Deed, bool),
    /// Licence changes of the step, in turns that the proof's order gives.
    Swap,
    /// The present is to be proved, and that is all.
    Prove,
    /// A person is asked; the step goes on when they say so, or when what it is for is seen.
    Ask(Asking),
    /// To be looked at again.
    Again(Instant),
    /// It cannot go on as planned.
    Halt(Halted),
}

/// What a person is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// What.
    pub kind: TaskKind,
    /// Who.
    pub party: Party,
    /// Values of its text.
    pub values: Vec<(&'static str, Value)>,
    /// Last day.
    pub deadline: Option<Date>,
}

/// Everything a step is decided on.
pub(super) struct Case<'a> {
    pub(super) of: &'a Move,
    pub(super) ground: &'a Ground<'a>,
    pub(super) sight: &'a Sight,
    pub(super) now: Now,
    pub(super) step: &'a Step,
    pub(super) run: &'a StepRun,
}

/// What has to be seen for a step.
pub(super) fn look(kind: StepKind) -> Look {
    match kind {
        StepKind::RequestRelationship | StepKind::AwaitAcceptance | StepKind::ConfirmAgreement | StepKind::RequestDelegatedAdmin => {
            Look::RELATION
        }
        StepKind::AwaitSeats | StepKind::ScheduleChange | StepKind::PersonTask => Look::SEATS,
        StepKind::WatchEnd => Look {
            relation: true,
            ..Look::SEATS
        },
        StepKind::EndOldRelationship => Look::default(),
        StepKind::SwapLicenses => Look::ALL,
        StepKind::Purchase
        | StepKind::VerifyCover
        | StepKind::TurnOffAutoRenew
        | StepKind::CancelAtTermEnd
        | StepKind::CancelNow
        | StepKind::SuspendLegacy
        | StepKind::Transfer
        | StepKind::FinalProof => Look::TENANT,
    }
}

impl Case<'_> {
    pub(super) fn comes(&self) -> Comes {
        match self.step.kind {
            StepKind::RequestRelationship => self.request(),
            StepKind::AwaitAcceptance => self.acceptance(),
            StepKind::ConfirmAgreement => self.agreement(),
            StepKind::RequestDelegatedAdmin => self.rights(),
            StepKind::Purchase => self.purchase(),
            StepKind::ScheduleChange => self.renewal(),
            StepKind::AwaitSeats => self.seats(),
            StepKind::SwapLicenses => self.swap(),
            StepKind::VerifyCover | StepKind::FinalProof => Comes::Prove,
            StepKind::TurnOffAutoRenew | StepKind::CancelAtTermEnd => self.stop(),
            StepKind::CancelNow => self.cancel(),
            StepKind::SuspendLegacy => self.suspend(),
            StepKind::Transfer => self.transfer(),
            StepKind::PersonTask => self.by_hand(),
            StepKind::WatchEnd => self.watch(),
            StepKind::EndOldRelationship => self.old_relationship(),
        }
    }

    /// To be looked at again after a pause.
    fn again(&self) -> Comes {
        Comes::Again(self.ground.again(self.sight, look(self.step.kind), self.now.at))
    }

    fn text(&self, name: &str) -> Option<&str> {
        match self.step.details.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn day(&self, name: &str) -> Option<Date> {
        match self.step.details.get(name) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        }
    }

    fn drift(&self, what: Drift, subject: &str) -> Comes {
        Comes::Halt(Halted::Drift {
            step: self.step.id.clone(),
            what,
            subject: subject.to_owned(),
        })
    }

    /// Asks, unless the task was confirmed; then `done`.
    fn asked(&self, asking: Asking, done: impl FnOnce() -> Comes) -> Comes {
        let confirmed = self
            .of
            .task_of(&self.step.id)
            .is_some_and(|task| task.kind == asking.kind && task.done.is_some());
        if confirmed { done() } else { Comes::Ask(asking) }
    }
}

/// Whether a subscription ends as wanted.
pub(super) fn ends_so(seen: &SubscriptionSeen, wanted: &WantedEnd) -> bool {
    match wanted {
        WantedEnd::Renew => seen.renews == Some(true) && seen.next_offer.is_none() && seen.next_seats.is_none_or(|n| n == seen.seats),
        WantedEnd::Change { offer, seats, until, .. } => {
            let same_offer = seen.next_offer.as_deref().is_some_and(|next| next.eq_ignore_ascii_case(&offer.0));
            seen.renews == Some(true) && same_offer && seen.next_seats == Some(*seats) && seen.next_until == *until
        }
        WantedEnd::Stop { action } => seen.renews == Some(false) && (seen.end_action.is_none() || seen.end_action == Some(*action)),
    }
}
