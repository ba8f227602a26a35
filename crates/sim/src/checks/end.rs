//! Whether anything is stuck on the way, and whether every move ended as moves may end.

use super::real::Real;
use crate::core::Core;
use nahtlos_engine::Halt;
use nahtlos_model::{
    instants::Instant,
    moves::{Move, state::State, tasks::TaskKind},
    notice::Value,
    plan::{EndAction, Plan},
    subscriptions::Status,
};

/// How long something due may wait: two leases.
const MOST_MS: i64 = 2 * 120_000 + 60_000;

/// Something is due since a time, and is not done.
pub(crate) fn overdue(core: &Core, since: Option<Instant>) {
    let now = core.now();
    // Who begins after a crash has waited for the leases of who was there before.
    let mut past = core.past.lock();
    // A wake by a clock that goes behind is due since before it came.
    if past.due.is_none_or(|(due, _)| Some(due) != since) {
        past.due = since.map(|due| (due, now));
    }
    let (last, seen) = (past.crashed.max(past.progressed), past.due.map(|(_, seen)| seen));
    drop(past);
    let last = seen.max(last);
    if let Some(since) = since
        .map(|since| last.map_or(since, |last| since.max(last)))
        .filter(|since| now.0 - since.0 > MOST_MS)
    {
        core.found("stuck", format!("what is due since {since} waits at {now}"));
    }
}

/// Looks at every move at the end.
pub(crate) async fn at_the_end(core: &Core, tenant: usize) -> Result<(), Halt> {
    let Some(of) = core.of(tenant).await? else { return Ok(()) };
    let calm = core.tenants[tenant].willing && !core.faulty && of.plan.is_some() && !core.know(tenant, |known| known.splits);
    let asked = of.tasks.iter().any(|task| task.is_open());
    let ended = match of.state {
        State::Completed | State::Abandoned | State::Halted | State::Drafted | State::Planned | State::Offered => true,
        _ => asked,
    };
    if !ended {
        core.found(
            "end",
            format!(
                "c{tenant}: it is {} at the end, and nobody is asked; next look {:?}",
                of.state, of.next
            ),
        );
    }
    if calm && of.state != State::Completed {
        core.found(
            "end",
            format!(
                "c{tenant}: nothing went wrong, and it is {}: {:?} {:?}",
                of.state,
                of.halt,
                open(&of)
            ),
        );
    }
    if of.state == State::Completed {
        let plan = core.plan(&of).await?;
        let real = Real::of(core, tenant).await?;
        goes_on(core, tenant, &of, plan.as_deref(), &real);
    }
    Ok(())
}

fn open(of: &Move) -> Vec<String> {
    let tasks = of.tasks.iter().filter(|task| task.is_open());
    tasks.map(|task| format!("{} {}", task.id, task.kind)).collect()
}

/// An original that should have ended, and goes on after the move is completed.
fn goes_on(core: &Core, tenant: usize, of: &Move, plan: Option<&Plan>, real: &Real) {
    let Some(plan) = plan else { return };
    let leaves = |action| !matches!(action, EndAction::Keep | EndAction::Transfer);
    for end in plan.originals.iter().filter(|end| leaves(end.action) && end.planned_end.is_some()) {
        let id = of.in_tenant(&end.subscription_id);
        let runs = real.subscription(id).is_some_and(|s| s.status == Status::Active);
        // Somebody said that they saw it end.
        let said = of.tasks.iter().any(|task| {
            let about = task.values.get("subscription") == Some(&Value::Text(end.subscription_id.clone()));
            task.kind == TaskKind::SeeEnd && about && task.done.is_some()
        });
        if runs && !said {
            core.found("watch", format!("c{tenant}: it is completed, and the original {id} goes on"));
        }
    }
}
