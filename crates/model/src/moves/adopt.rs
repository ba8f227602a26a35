//! A plan from the present takes the place of the one that held: its steps begin anew, because each is done only when its effect is seen, and
//! what people were asked and said goes with the steps that ask the same.

use super::{Move, PlanRef, StepRun};
use crate::{
    instants::Instant,
    notice::Value,
    plan::{Plan, Step, StepKind},
};

/// What a step is about: steps of two plans that agree in it ask people for the same.
fn subject(step: &Step) -> (StepKind, Option<&Value>, Option<&Value>) {
    let about = |name: &str| step.details.get(name);
    (step.kind, about("subscription").or_else(|| about("owner")), about("action"))
}

impl Move {
    /// Takes a plan from the present in place of the one that held; whoever decides on it has set its state.
    pub fn adopt(&mut self, made: PlanRef, plan: &Plan, before: &Plan, now: Instant) {
        let version = self.plan.as_ref().map_or(0, |plan| plan.version);
        for (purchase, bought) in std::mem::take(&mut self.bought) {
            self.earlier.insert(format!("{version}.{purchase}"), bought);
        }
        let given = before.license_changes.iter().flat_map(|change| &change.add_licenses);
        self.given.extend(given.map(|add| add.sku_id));
        for task in &mut self.tasks {
            let old = before.steps.iter().find(|step| step.id == task.step);
            // A list of licence changes is of its plan: what was done by it stands in the present, and what is left is another list.
            let old = old.filter(|old| old.kind != StepKind::SwapLicenses);
            let same = old.and_then(|old| plan.steps.iter().find(|new| subject(new) == subject(old)));
            match same {
                Some(step) => task.step.clone_from(&step.id),
                None => {
                    // No step of the new plan asks for it.
                    task.step = format!("{version}.{}", task.step);
                    if task.is_open() {
                        task.closed = Some(now);
                    }
                }
            }
        }
        self.steps = plan.steps.iter().map(|step| StepRun::pending(&step.id)).collect();
        (self.plan, self.proposal, self.halt, self.attempt) = (Some(made), None, None, None);
        self.next = Some(now);
    }
}
