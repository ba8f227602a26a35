//! The calendar: every purchase, licence change and end has its step in time, in an order in which nothing ends or moves
//! before the seats it needs are seen.

use super::{
    CounterExample,
    bits::Bits,
    counter::{Check, count, counter, ensure, text},
    purchases, supply,
    world::World,
};
use nahtlos_model::{
    dates::{Date, date_of},
    estate::{Subscription, Treatment},
    notice::{CounterCode, Value},
    plan::{EndAction, OriginalEnd, Plan, Purchase, Step, StepKind},
};
use std::collections::{HashMap, HashSet};

/// Checks the calendar of a plan whose purchases, originals and changes hold by themselves.
pub(crate) fn check(world: &World, plan: &Plan) -> Check {
    let calendar = Calendar::of(world, plan)?;
    for purchase in &plan.purchases {
        let in_time = calendar.buys(purchase).any(|i| plan.steps[i].due <= purchase.start);
        ensure(in_time, || {
            purchases::about(CounterCode::PurchaseStepMissing, purchase)
                .with("sku", Value::Sku(purchase.sku_id))
                .with("seats", count(purchase.seats))
                .with("start", Value::Date(purchase.start))
        })?;
    }
    for index in 0..plan.license_changes.len() {
        swap(plan, &calendar, index)?;
    }
    let subscriptions = world.case.estate.subscriptions.iter();
    let by_id: HashMap<&str, &Subscription> = subscriptions.map(|s| (s.id.as_str(), s)).collect();
    for end in &plan.originals {
        if let Some(original) = by_id.get(end.subscription_id.as_str()).filter(|s| s.is_active()) {
            ending(world, plan, &calendar, original, end)?;
        }
    }
    Ok(())
}

/// The steps with everything that stands before each.
struct Calendar<'a> {
    plan: &'a Plan,
    before: Vec<Bits>,
    /// Steps of purchases, by purchase.
    buying: HashMap<&'a str, Vec<usize>>,
    /// Steps that see seats, ascending.
    seeing: Vec<usize>,
    /// Swap steps of each licence change.
    swapping: Vec<Vec<usize>>,
    /// Steps that name a subscription, by its id.
    on_original: HashMap<&'a str, Vec<usize>>,
    /// Renewals that bring no more seats than there are.
    going_on: HashSet<&'a str>,
}

/// Renewals of at least as many seats, bought or held: theirs are there already.
fn going_on<'a>(world: &World, plan: &'a Plan) -> HashSet<&'a str> {
    let held = world.case.estate.subscriptions.iter().map(|s| (s.id.as_str(), s.quantity));
    let seats: HashMap<&str, u32> = plan.purchases.iter().map(|p| (p.id.as_str(), p.seats)).chain(held).collect();
    let goes_on = |p: &&Purchase| {
        let before = p.renews.as_deref().and_then(|id| seats.get(id));
        before.is_some_and(|before| p.seats <= *before)
    };
    plan.purchases.iter().filter(goes_on).map(|p| p.id.as_str()).collect()
}

impl<'a> Calendar<'a> {
    fn of(world: &World, plan: &'a Plan) -> Check<Self> {
        let mut at: HashMap<&str, usize> = HashMap::new();
        let mut before: Vec<Bits> = Vec::with_capacity(plan.steps.len());
        let mut buying: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, step) in plan.steps.iter().enumerate() {
            let mut earlier = Bits::empty(plan.steps.len());
            for name in &step.after {
                let found = at.get(name.as_str()).copied().filter(|&j| plan.steps[j].due <= step.due);
                let j = found.ok_or_else(|| about(CounterCode::StepOrder, step).with("after", text(name)))?;
                earlier.insert(j);
                earlier.add(&before[j]);
            }
            before.push(earlier);
            ensure(at.insert(&step.id, i).is_none(), || about(CounterCode::DuplicateStep, step))?;
            if matches!(step.kind, StepKind::Purchase | StepKind::ScheduleChange) {
                named(step, "purchase")
                    .into_iter()
                    .for_each(|id| buying.entry(id).or_default().push(i));
            }
        }
        let sees = |i: &usize| matches!(plan.steps[*i].kind, StepKind::AwaitSeats);
        let seeing = (0..plan.steps.len()).filter(sees).collect();
        let (swapping, on_original) = (swaps(plan), on_originals(plan));
        Ok(Self {
            plan,
            before,
            buying,
            seeing,
            swapping,
            on_original,
            going_on: going_on(world, plan),
        })
    }

    /// Steps that buy a purchase.
    fn buys(&self, purchase: &Purchase) -> impl Iterator<Item = usize> + '_ {
        self.buying.get(purchase.id.as_str()).into_iter().flatten().copied()
    }

    /// Whether a step waits, directly or not, until the seats of a purchase are seen. Those of a renewal that brings no more are there already.
    fn waits_for(&self, step: usize, purchase: &Purchase) -> bool {
        let earlier = &self.before[step];
        let seen = self.seeing.iter().filter(|&&w| earlier.has(w));
        let mut seen = seen.filter(|&&w| {
            named(&self.plan.steps[w], "purchase").contains(&purchase.id.as_str()) || self.buys(purchase).any(|b| self.before[w].has(b))
        });
        self.going_on.contains(purchase.id.as_str()) || seen.next().is_some()
    }
}

fn about(code: CounterCode, step: &Step) -> CounterExample {
    counter(code).with("step", text(&step.id)).about([&step.id])
}

/// Ids in a detail: one, or several separated by commas or spaces.
fn named<'a>(step: &'a Step, key: &str) -> Vec<&'a str> {
    match step.details.get(key) {
        Some(Value::Text(ids)) => ids.split([',', ' ']).filter(|id| !id.is_empty()).collect(),
        _ => Vec::new(),
    }
}

/// For each licence change, the swap steps of its day that make it; a step without `changes` makes all of its day.
fn swaps(plan: &Plan) -> Vec<Vec<usize>> {
    let mut of_day: HashMap<Date, Vec<usize>> = HashMap::new();
    plan.license_changes
        .iter()
        .enumerate()
        .for_each(|(n, change)| of_day.entry(change.date).or_default().push(n));
    let mut swapping = vec![Vec::new(); plan.license_changes.len()];
    for (i, step) in plan
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.kind == StepKind::SwapLicenses)
    {
        let made: Vec<usize> = match step.details.get("changes") {
            None => of_day.get(&step.due).cloned().unwrap_or_default(),
            Some(Value::Count(n)) => usize::try_from(*n).into_iter().collect(),
            Some(_) => named(step, "changes").iter().filter_map(|n| n.parse().ok()).collect(),
        };
        let in_time = |n: &&usize| plan.license_changes.get(**n).is_some_and(|change| change.date == step.due);
        made.iter().filter(in_time).for_each(|&n| swapping[n].push(i));
    }
    swapping
}

/// Steps by the subscription they name; an id may itself contain a space or a comma.
fn on_originals(plan: &Plan) -> HashMap<&str, Vec<usize>> {
    let mut steps: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, step) in plan.steps.iter().enumerate() {
        if let Some(Value::Text(whole)) = step.details.get("subscription") {
            let mut ids = named(step, "subscription");
            if !ids.contains(&whole.as_str()) {
                ids.push(whole);
            }
            ids.into_iter().for_each(|id| steps.entry(id).or_default().push(i));
        }
    }
    steps
}

/// A licence change has a swap step on its day, which waits for the seats that start that day.
fn swap(plan: &Plan, calendar: &Calendar, index: usize) -> Check {
    let change = &plan.license_changes[index];
    let swaps = &calendar.swapping[index];
    ensure(!swaps.is_empty(), || {
        counter(CounterCode::SwapStepMissing)
            .with("change", count(index))
            .with("date", Value::Date(change.date))
    })?;
    let adds = |p: &&Purchase| p.start == change.date && change.add_licenses.iter().any(|a| a.sku_id == p.sku_id);
    for purchase in plan.purchases.iter().filter(adds) {
        if let Some(&step) = swaps.iter().find(|&&s| !calendar.waits_for(s, purchase)) {
            return Err(about(CounterCode::SwapBeforeSeats, &plan.steps[step])
                .with("day", Value::Date(change.date))
                .with("purchase", text(&purchase.id))
                .with("sku", Value::Sku(purchase.sku_id))
                .with("seats", count(purchase.seats)));
        }
    }
    Ok(())
}

/// The step that does what an original needs.
fn kind_of(action: EndAction) -> Option<StepKind> {
    Some(match action {
        EndAction::TurnOffAutoRenew => StepKind::TurnOffAutoRenew,
        EndAction::CancelAtTermEnd => StepKind::CancelAtTermEnd,
        EndAction::CancelNow => StepKind::CancelNow,
        EndAction::SuspendLegacy => StepKind::SuspendLegacy,
        EndAction::Transfer => StepKind::Transfer,
        EndAction::LetExpire | EndAction::Keep => return None,
    })
}

/// What an original needs is done by its deadline; what ends it on the spot, not before its seats are given up and replaced.
fn ending(world: &World, plan: &Plan, calendar: &Calendar, original: &Subscription, end: &OriginalEnd) -> Check {
    let Some(kind) = kind_of(end.action) else { return Ok(()) };
    let latest = end.deadline.map(|deadline| deadline.max(plan.as_of));
    // A person may have to do it (another partner's subscription): then the task names the subscription.
    let does = |i: &usize| [kind, StepKind::PersonTask].contains(&plan.steps[*i].kind);
    let naming = calendar.on_original.get(original.id.as_str());
    let steps: Vec<usize> = naming.into_iter().flatten().copied().filter(does).collect();
    ensure(
        steps.iter().any(|&i| latest.is_none_or(|latest| plan.steps[i].due <= latest)),
        || {
            supply::about(CounterCode::EndStepMissing, &original.id)
                .with("action", text(end.action))
                .with("deadline", end.deadline.map_or(text("-"), Value::Date))
        },
    )?;
    let planned = date_of(supply::planned_end(world.case, original, &world.time));
    if original.treatment() != Treatment::Replace {
        return Ok(());
    }
    let at_once = matches!(end.action, EndAction::CancelNow | EndAction::SuspendLegacy);
    for &i in steps.iter().filter(|&&i| plan.steps[i].kind == kind) {
        let step = &plan.steps[i];
        ensure(!at_once || step.due >= planned, || {
            of(CounterCode::EndTooEarly, step, original).with("plannedEnd", Value::Date(planned))
        })?;
        if step.due >= planned {
            replaced(plan, calendar, original, planned, i)?;
        }
    }
    Ok(())
}

fn of(code: CounterCode, step: &Step, original: &Subscription) -> CounterExample {
    about(code, step)
        .with("subscription", text(&original.id))
        .with("day", Value::Date(step.due))
        .about([&original.id])
}

/// An end on or after the planned end waits for the seats that start that day and for the changes away from its SKU.
fn replaced(plan: &Plan, calendar: &Calendar, original: &Subscription, planned: Date, i: usize) -> Check {
    let step = &plan.steps[i];
    for purchase in plan.purchases.iter().filter(|p| p.sku_id == original.sku_id && p.start == planned) {
        ensure(calendar.waits_for(i, purchase), || {
            of(CounterCode::EndBeforeSeats, step, original)
                .with("purchase", text(&purchase.id))
                .with("sku", Value::Sku(purchase.sku_id))
                .with("seats", count(purchase.seats))
        })?;
    }
    for (index, change) in plan.license_changes.iter().enumerate() {
        if change.date == planned && change.remove_licenses.contains(&original.sku_id) {
            ensure(calendar.swapping[index].iter().any(|&j| calendar.before[i].has(j)), || {
                of(CounterCode::EndBeforeSwap, step, original).with("change", count(index))
            })?;
        }
    }
    Ok(())
}
