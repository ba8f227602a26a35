//! Whether the parts of evidence agree with each other. It looks at one point after the other, in the order of [`Point`], and stops at the
//! first thing that does not hold. Form, list and signature are looked at before, by whoever read the archive.

mod parts;
mod way;

use super::{
    Evidence, Made,
    fault::{Fault, FaultCode, Point},
    money::{is_of, is_right},
    told::Told,
};
use crate::{
    case::Case,
    moves::{LOCAL, state::State},
    notice::{CounterCode, Notice, Value},
    plan::Plan,
};
use std::collections::BTreeSet;

/// Proves a plan on a case, or gives the counter-example.
pub type Prove<'p> = &'p dyn Fn(&Case, &Plan) -> Result<(), Box<Notice<CounterCode>>>;

/// Points that hold, each with how many things were looked at.
pub type Checked = Vec<(Point, u64)>;

/// Looks at a point: how many things, or the first that does not hold.
type Look<'l> = &'l dyn Fn() -> Result<u64, Fault>;

/// Looks at every point from [`Point::Journal`] to [`Point::State`]; what was looked at, and the first thing that does not hold.
pub fn check(of: &Evidence, prove: Prove<'_>) -> (Checked, Option<Fault>) {
    let mut checked = Checked::new();
    let points: [(Point, Look<'_>); 9] = [
        (Point::Journal, &|| parts::journal(of)),
        (Point::Parts, &|| parts::same_move(of)),
        (Point::Plans, &|| parts::plans(of)),
        (Point::Proof, &|| proofs(of, prove)),
        (Point::Steps, &|| way::steps(of)),
        (Point::Cover, &|| way::cover(of)),
        (Point::Tasks, &|| way::tasks(of)),
        (Point::Money, &|| money(of)),
        (Point::State, &|| state(of)),
    ];
    for (point, look) in points {
        match look() {
            Ok(count) => checked.push((point, count)),
            Err(fault) => return (checked, Some(fault)),
        }
    }
    (checked, None)
}

/// Every plan is proved anew.
fn proofs(of: &Evidence, prove: Prove<'_>) -> Result<u64, Fault> {
    for made in &of.plans {
        let Some(case) = &made.case else {
            return Err(Fault::new(Point::Proof, FaultCode::InputOther)
                .count("plan", made.number)
                .text("file", missing(of, made)));
        };
        if let Err(counter) = prove(case, &made.plan) {
            let mut fault = Fault::new(Point::Proof, FaultCode::PlanRefuted).count("plan", made.number);
            fault.because = Some(counter);
            return Err(fault);
        }
    }
    Ok(of.plans.len() as u64)
}

/// The file a plan names that is not here.
fn missing(of: &Evidence, made: &Made) -> String {
    let here = |sha256: &str| of.estates.iter().any(|(_, digest)| digest == sha256);
    let other = made.plan.inputs.iter().find(|input| input.file != ESTATE || !here(&input.sha256));
    other.map_or_else(|| ESTATE.to_owned(), |input| input.file.clone())
}

/// The estate, as plans name it among their files.
pub const ESTATE: &str = "estate.json";
/// The catalogue, as plans name it.
pub const CATALOGUE: &str = "catalogue.json";

/// The ledger.
fn money(of: &Evidence) -> Result<u64, Fault> {
    let all = of.of.bought.values().chain(of.of.earlier.values());
    let bought: BTreeSet<String> = all.map(|bought| bought.subscription.to_ascii_lowercase()).collect();
    let about = |code, line: &super::Line| Fault::new(Point::Money, code).text("line", line.id.clone());
    let mut before = "";
    for line in &of.lines {
        if line.id.as_str() <= before || !is_right(&line.charge) {
            return Err(about(FaultCode::LineWrong, line));
        }
        before = &line.id;
        if !bought.contains(&line.subscription.to_ascii_lowercase()) {
            return Err(about(FaultCode::LineStray, line));
        }
    }
    let today = of.last().date();
    let plan = of.held().filter(|_| of.of.account == LOCAL);
    for purchase in plan.iter().flat_map(|held| &held.plan.purchases) {
        let Some(bought) = of.of.bought.get(&purchase.id).filter(|_| purchase.start < today) else {
            continue;
        };
        if !of.lines.iter().any(|line| is_of(purchase, Some(bought), line)) {
            return Err(Fault::new(Point::Money, FaultCode::NeverCharged).text("purchase", purchase.id.clone()));
        }
    }
    Ok(of.lines.len() as u64)
}

/// The move stands as its journal says.
fn state(of: &Evidence) -> Result<u64, Fault> {
    let mut expected: Option<State> = None;
    for (_, told) in of.journal() {
        expected = match told {
            Told::Completed => Some(State::Completed),
            Told::Abandoned(_) => Some(State::Abandoned),
            Told::Halted(_) | Told::Refuted(_) => Some(State::Halted),
            Told::Approved(_) | Told::Adopted(_) | Told::Resumed(_) => Some(State::Running),
            Told::Begun(_) => Some(State::Drafted),
            Told::Offered(_) => Some(State::Offered),
            Told::Withdrawn(_) => Some(State::Planned),
            Told::Planned(_) if expected != Some(State::Halted) && expected != Some(State::Running) => Some(State::Planned),
            _ => expected,
        };
    }
    let found = of.of.state;
    let same = match expected {
        Some(State::Running) => found.is_under_way(),
        Some(expected) => found == expected,
        None => true,
    };
    if !same {
        let expected = expected.map(|state| state.to_string()).unwrap_or_default();
        return Err(Fault::new(Point::State, FaultCode::StateOther)
            .text("found", found.to_string())
            .text("expected", expected));
    }
    let version = of.of.plan.as_ref().map_or(0, |plan| plan.version);
    let records = super::tables::steps(of);
    let of_plan = records.iter().filter(|record| record.plan == version);
    for record in of_plan.clone() {
        let over = record.done.is_some();
        let run = of.of.step(&record.id);
        if run.is_none_or(|run| run.is_over() != over) {
            return Err(Fault::new(Point::State, FaultCode::StepOther).with("step", Value::Text(record.id.clone())));
        }
    }
    Ok(of_plan.count() as u64)
}
