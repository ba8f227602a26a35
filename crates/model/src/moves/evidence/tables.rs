//! What follows from a journal: each step with its attempts, and the cover at every checkpoint. An archive has them as tables for readers
//! without this program; whoever checks makes them anew and compares.

use super::{
    Evidence,
    told::{Came, PoolNow, RestsOn, Tight, Told},
};
use crate::{
    dates::Date,
    instants::Instant,
    moves::{Halted, PlanRef, Status, deeds::Deed},
    notice::{CounterCode, Notice},
    plan::{Plan, StepKind},
};
use serde::Serialize;

/// A step, as it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepRecord {
    /// The plan's version that it is a step of.
    pub plan: i64,
    /// Id.
    pub id: String,
    /// What it does.
    pub kind: StepKind,
    /// Its day.
    pub due: Date,
    /// How it stands.
    pub status: Status,
    /// When it began.
    pub begun: Option<Instant>,
    /// When it was over.
    pub done: Option<Instant>,
    /// What its end rests on.
    pub seen: Option<RestsOn>,
    /// What was attempted.
    pub attempts: Vec<AttemptRecord>,
    /// Entries by which the present was proved for it.
    pub proofs: Vec<i64>,
    /// Tasks that were asked for it.
    pub tasks: Vec<String>,
}

/// An attempt with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttemptRecord {
    /// Number.
    pub number: i64,
    /// The journal's entry.
    pub entry: i64,
    /// When.
    pub at: Instant,
    /// Key.
    pub key: String,
    /// Everything that was sent.
    pub deed: Deed,
    /// When it was answered.
    pub answered: Option<Instant>,
    /// What came of it; nothing: it is not known yet.
    pub outcome: Option<Came>,
}

/// The cover, measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Checkpoint {
    /// The journal's entry.
    pub entry: i64,
    /// When.
    pub at: Instant,
    /// The step for which it was measured.
    pub step: String,
    /// Users who need something and are covered.
    pub users: Option<u64>,
    /// Digest of what was seen.
    pub seen: Option<String>,
    /// Every pool, as it was.
    pub pools: Vec<PoolNow>,
    /// Where the least seats are free from then on.
    pub tightest: Option<Tight>,
    /// Who would have lost what, where the proof did not hold.
    pub refuted: Option<Notice<CounterCode>>,
}

/// Every step of every plan that somebody said yes to.
pub fn steps(of: &Evidence) -> Vec<StepRecord> {
    let mut all: Vec<StepRecord> = Vec::new();
    let mut plan = 0;
    for (entry, told) in of.journal() {
        if let Some(taken) = taken(told) {
            plan = taken.version;
            all.retain(|step| step.plan != plan);
            if let Some(made) = of.plan(&taken.digest) {
                all.extend(blank(plan, &made.plan));
            }
            continue;
        }
        let named = |step: &&mut StepRecord| step.plan == plan && step.id == entry.step;
        let Some(step) = all.iter_mut().find(named) else { continue };
        match told {
            Told::Began => (step.status, step.begun) = (Status::Open, Some(entry.at)),
            Told::Proved(_) => step.proofs.push(entry.number),
            Told::Asked(task) => {
                step.status = Status::Asked;
                step.tasks.push(task.id.clone());
            }
            Told::Attempted(attempted) => step.attempts.push(AttemptRecord {
                number: attempted.number,
                entry: entry.number,
                at: entry.at,
                key: attempted.key.clone(),
                deed: attempted.deed.clone(),
                answered: None,
                outcome: None,
            }),
            Told::Answered(answered) => {
                let open = step.attempts.iter_mut().rev().find(|attempt| attempt.number == answered.number);
                if let Some(attempt) = open {
                    (attempt.answered, attempt.outcome) = (Some(entry.at), Some(answered.outcome.clone()));
                }
            }
            Told::Done(done) => {
                (step.status, step.done) = (Status::Done, Some(entry.at));
                step.seen.clone_from(&done.seen);
            }
            Told::Skipped => (step.status, step.done) = (Status::Skipped, Some(entry.at)),
            _ => {}
        }
    }
    all
}

/// The plan that holds from an entry on, where it says so.
pub fn taken(told: &Told) -> Option<&PlanRef> {
    match told {
        Told::Approved(yes) => Some(&yes.plan),
        Told::Adopted(adopted) => Some(&adopted.plan),
        _ => None,
    }
}

fn blank(plan: i64, of: &Plan) -> impl Iterator<Item = StepRecord> + '_ {
    of.steps.iter().map(move |step| StepRecord {
        plan,
        id: step.id.clone(),
        kind: step.kind,
        due: step.due,
        status: Status::Pending,
        begun: None,
        done: None,
        seen: None,
        attempts: Vec::new(),
        proofs: Vec::new(),
        tasks: Vec::new(),
    })
}

/// Every time at which the present was proved, or refuted.
pub fn cover(of: &Evidence) -> Vec<Checkpoint> {
    let one = |(entry, told): (&crate::moves::journal::Entry, &Told)| {
        let blank = Checkpoint {
            entry: entry.number,
            at: entry.at,
            step: entry.step.clone(),
            users: None,
            seen: None,
            pools: Vec::new(),
            tightest: None,
            refuted: None,
        };
        match told {
            Told::Proved(proved) => Some(Checkpoint {
                users: Some(proved.users),
                seen: proved.seen.clone(),
                pools: proved.pools.clone(),
                tightest: proved.tightest.clone(),
                ..blank
            }),
            Told::Refuted(Halted::Refuted { step, counter }) => Some(Checkpoint {
                step: step.clone(),
                refuted: Some(counter.clone()),
                ..blank
            }),
            _ => None,
        }
    };
    of.journal().filter_map(one).collect()
}
