//! What is to be done now. Asked again after everything that was done or seen, until nothing is left for now.

pub use super::wanted::Asking;
use super::{
    Bought, Drift, Halted, Move, StepRun,
    deeds::Deed,
    guard::{LastHours, guard, last_hours},
    sight::{Look, Sight},
    wanted::{Case, Comes, look},
};
use crate::{
    catalogue::{Catalogue, PriceRow},
    dates::{Date, day_number},
    estate::Estate,
    instants::Instant,
    plan::{Plan, Purchase, Step, StepKind},
    policy::PriceColumn,
};

/// Deeds without effect after which a person is asked.
pub const MOST_TRIES: u32 = 8;

/// What a move is carried out by.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The plan that holds.
    pub plan: &'a Plan,
    /// The estate it was made from.
    pub estate: &'a Estate,
    /// What is sold now, and for how much.
    pub catalogue: &'a Catalogue,
    /// Roles that are asked for in the customer's directory, as ids.
    pub roles: &'a [&'a str],
    /// Milliseconds between two looks at something that is waited for.
    pub pause_ms: i64,
}

impl Ground<'_> {
    /// What was seen before is too old: it is looked at again.
    pub(super) fn fresh_since(&self, now: Instant) -> Instant {
        now.plus_ms(1 - self.pause_ms.max(1))
    }

    /// When parts of a sight are to be looked at again.
    pub(super) fn again(&self, sight: &Sight, parts: Look, now: Instant) -> Instant {
        sight.oldest(parts).unwrap_or(now).plus_ms(self.pause_ms.max(1))
    }

    /// Days for which rights are asked: to the plan's last step and a month more, at most two years.
    pub(super) fn rights_days(&self, today: Date) -> u32 {
        let last = self.plan.steps.iter().map(|step| step.due).max().unwrap_or(today);
        u32::try_from((day_number(last) - day_number(today) + 31).clamp(1, 730)).unwrap_or(730)
    }

    /// The instant from which a step may be begun.
    fn begins(&self, step: &Step) -> Instant {
        let day = Instant::start_of(step.due);
        match step.kind {
            kind if begins_at_once(kind) => Instant(i64::MIN),
            StepKind::AwaitSeats | StepKind::SwapLicenses if self.plan.is_without_overlap(self.estate, step.due) => day.plus_days(-1),
            _ => day,
        }
    }

    /// Whether a purchase still costs what the plan says.
    pub(super) fn costs_as_planned(&self, purchase: &Purchase) -> bool {
        let (customer, policy) = (&self.estate.customer, &self.plan.policy);
        let segment = customer.segment.as_str();
        let rows = self.catalogue.prices.iter().filter(|row| {
            let what = row.offer == purchase.offer_id && row.term == purchase.term_duration && row.billing == purchase.billing_plan;
            let place = row.market.eq_ignore_ascii_case(&customer.country)
                && row.currency == customer.currency
                && row.segment.eq_ignore_ascii_case(segment);
            what && place && row.tier_min.is_none_or(|tier| tier <= 1) && (row.from..=row.until).contains(&purchase.start)
        });
        let price = |row: &PriceRow| match policy.price {
            PriceColumn::Erp => row.erp_price,
            PriceColumn::Partner => row.unit_price,
        };
        rows.filter_map(price).min() == Some(purchase.unit_price)
    }

    /// Where a purchase's term is aligned with others: its end.
    pub(super) fn custom_end(&self, purchase: &Purchase) -> Option<Date> {
        let full = crate::dates::plus_months(purchase.start, purchase.term_duration.months());
        Some(purchase.end).filter(|end| *end != full)
    }
}

/// The time, with its day.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// The instant.
    pub at: Instant,
    /// The UTC day it lies in.
    pub day: Date,
}

impl From<Instant> for Now {
    fn from(at: Instant) -> Self {
        Self { at, day: at.date() }
    }
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A step begins: what was seen before does not count for it.
    Begin(String),
    /// Look.
    Look(Look),
    /// Prove the present for a step.
    Prove(String),
    /// Attempt a deed for a step.
    Do {
        /// The step.
        step: String,
        /// The deed.
        deed: Deed,
    },
    /// Make the licence changes of a step that are not made yet, in turns; when none is left, the step is done.
    Swap(String),
    /// What a step is for was seen.
    Finish {
        /// The step.
        step: String,
        /// Purchases whose subscription is known now.
        bought: Vec<(String, Bought)>,
    },
    /// A step is not needed.
    Skip(String),
    /// Ask a person, and go on with other steps.
    Ask {
        /// The step.
        step: String,
        /// What.
        asking: Asking,
    },
    /// Stop.
    Halt(Halted),
    /// Nothing to do until then.
    Rest {
        /// When to ask again; `None`: only when something happens.
        until: Option<Instant>,
        /// Somebody is asked.
        asked: bool,
    },
    /// Everything is done.
    Complete,
}

/// What a move is to do now.
pub fn next(of: &Move, ground: &Ground<'_>, sight: &Sight, at: Instant) -> Next {
    let now = Now::from(at);
    if !of.state.is_under_way() {
        return Next::Rest { until: None, asked: false };
    }
    if let Some(next) = guard(of, ground, sight, now) {
        return next;
    }
    let (mut until, mut asked, mut over) = (None::<Instant>, false, true);
    let mut wait = |time: Instant| until = Some(until.map_or(time, |earliest: Instant| earliest.min(time)));
    for step in &ground.plan.steps {
        let Some(run) = of.step(&step.id).filter(|run| !run.is_over()) else {
            continue;
        };
        over = false;
        if !is_ready(of, ground, step) {
            continue;
        }
        let day = ground.begins(step);
        let due = day.max(run.not_before.unwrap_or(Instant(i64::MIN)));
        if due > at {
            wait(due);
            continue;
        }
        match of_step(of, ground, sight, now, step, run) {
            Next::Rest { until: time, asked: some } => {
                asked |= some;
                if let Some(time) = time {
                    wait(time);
                }
            }
            // As long as nobody knows what came of a deed, no other is done.
            Next::Do { .. } | Next::Swap(_) if let Some(time) = unknown_until(of, ground, sight, now, step) => wait(time),
            other => return other,
        }
    }
    if over {
        return Next::Complete;
    }
    match last_hours(of, ground, now) {
        Some(LastHours::Here(halted)) => Next::Halt(halted),
        Some(LastHours::Ahead(time)) => Next::Rest {
            until: Some(until.map_or(time, |until| until.min(time))),
            asked,
        },
        None => Next::Rest { until, asked },
    }
}

/// Whether everything is over that stands before a step. An original is watched whether or not somebody said that they saw to its end: what
/// nobody confirms must not renew unseen.
fn is_ready(of: &Move, ground: &Ground<'_>, step: &Step) -> bool {
    let asked = |id: &str| {
        ground
            .plan
            .steps
            .iter()
            .any(|before| before.id == id && before.kind == StepKind::PersonTask)
    };
    let over = |id: &String| of.step(id).is_none_or(StepRun::is_over);
    step.after
        .iter()
        .all(|id| over(id) || (step.kind == StepKind::WatchEnd && asked(id)))
}

/// When what came of another step's deed may be known whose answer was lost; `None`: it is, or there is none. A step that was looked at anew
/// and waits for others shows that its deed was done: it would do it again otherwise.
fn unknown_until(of: &Move, ground: &Ground<'_>, sight: &Sight, now: Now, step: &Step) -> Option<Instant> {
    let last = of.attempt.as_ref().filter(|last| last.unsure && last.step != step.id)?;
    let run = of.step(&last.step);
    let pause = run.and_then(|run| run.not_before).unwrap_or(now.at);
    let open = ground.plan.steps.iter().find(|one| one.id == last.step);
    let waits = open
        .zip(run)
        .is_some_and(|(open, run)| pause <= now.at && matches!(of_step(of, ground, sight, now, open, run), Next::Rest { .. }));
    (!waits).then(|| pause.max(now.at.plus_ms(1)))
}

/// Steps whose day is the last on which they may end, not the first: what others take their time for is asked for at once.
fn begins_at_once(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::AwaitAcceptance | StepKind::ConfirmAgreement | StepKind::RequestDelegatedAdmin | StepKind::PersonTask
    )
}

/// What a step that is due is to do now.
fn of_step(of: &Move, ground: &Ground<'_>, sight: &Sight, now: Now, step: &Step, run: &StepRun) -> Next {
    let id = || step.id.clone();
    let Some(since) = run.since else { return Next::Begin(id()) };
    // What was seen before it began, or before its last deed was answered, says nothing of it; nor does what was seen a pause ago.
    let since = since.max(run.not_before.unwrap_or(since)).max(ground.fresh_since(now.at));
    let missing = sight.missing(look(step.kind), since);
    if missing != Look::default() {
        return Next::Look(missing);
    }
    if run.tries > MOST_TRIES {
        return no_effect(step);
    }
    let case = Case {
        of,
        ground,
        sight,
        now,
        step,
        run,
    };
    let proved = run.proved.is_some_and(|at| at >= since);
    match case.comes() {
        Comes::Done(bought) => Next::Finish { step: id(), bought },
        Comes::Skip => Next::Skip(id()),
        Comes::Prove if proved => Next::Finish {
            step: id(),
            bought: Vec::new(),
        },
        Comes::Prove => Next::Prove(id()),
        // What was accepted is waited for; what never showed is a matter for people.
        Comes::Do(deed, _) if run.accepted(&deed).is_some() => match run.accepted(&deed).and_then(|accepted| accepted.again(now.at)) {
            Some(time) => rest(time.min(ground.again(sight, look(step.kind), now.at))),
            None => no_effect(step),
        },
        Comes::Do(_, true) if !proved => match sight.missing(Look::TENANT, since) {
            none if none == Look::default() => Next::Prove(id()),
            missing => Next::Look(missing),
        },
        Comes::Do(deed, _) => Next::Do { step: id(), deed },
        Comes::Swap => Next::Swap(id()),
        Comes::Ask(asking) => {
            let open = of
                .task_of(&step.id)
                .is_some_and(|task| task.kind == asking.kind && task.done.is_none());
            let again = ground.again(sight, look(step.kind), now.at);
            match open {
                true => Next::Rest {
                    until: Some(again).filter(|_| look(step.kind) != Look::default()),
                    asked: true,
                },
                false => Next::Ask { step: id(), asking },
            }
        }
        Comes::Again(time) => rest(time),
        Comes::Halt(halted) => Next::Halt(halted),
    }
}

/// What a step of a kind is decided on.
pub fn looks_at(kind: StepKind) -> Look {
    look(kind)
}

/// Nothing to do until a time.
fn rest(time: Instant) -> Next {
    Next::Rest {
        until: Some(time),
        asked: false,
    }
}

/// What was done again and again, or accepted long ago, never showed.
fn no_effect(step: &Step) -> Next {
    Next::Halt(Halted::Drift {
        step: step.id.clone(),
        what: Drift::NoEffect,
        subject: step.id.clone(),
    })
}
