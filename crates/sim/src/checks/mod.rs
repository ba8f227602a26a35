//! Checkers. They read the tenant, the ledger, the journal and the chains as they are in the database, and share no code with the engine, its
//! proof or the planner: what users had at the beginning, minus what they gave up, is demanded of what is there now.

pub(crate) mod chains;
pub(crate) mod end;
pub(crate) mod ends;
pub(crate) mod money;
pub(crate) mod once;
pub(crate) mod real;

use crate::core::Core;
use nahtlos_engine::Halt;
use nahtlos_model::{
    directory::{LicenseFault, User},
    ids::ServicePlanId,
    moves::{Move, state::State},
};
use real::Real;
use std::collections::BTreeSet;

/// What happened just before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The move did something outside: whatever is missing now, it took.
    Deed,
    /// Anything else. What ends by itself is the move's fault only while it says that all is well.
    Else,
}

/// The checkers' names, what each demands.
pub const CHECKS: [(&str, &str); 11] = [
    ("cover", "everybody has every service plan that they had on at the beginning, without accepted losses and without what somebody gave up by hand"),
    ("off", "service plans that were off for a user, and that they do not need, stay off"),
    ("seats", "as many usable seats of each licence as holders, unless somebody took seats by hand or somebody is asked"),
    ("ends", "nothing ends an original for good before the seats that replace it are there and everybody is on them"),
    ("once", "each outside write is done at most once: nothing is sent whose effect is there or on its way"),
    ("money", "what was charged is what the plan says, to the cent; nothing is bought that no plan says"),
    ("journal", "the move's journal is a chain without a gap, and what was attempted was answered"),
    ("audit", "the audit chain verifies"),
    ("stuck", "nothing that is due waits for more than a lease"),
    ("end", "a move ends completed, given up, halted or asking somebody; with willing people and without faults it is completed"),
    ("watch", "when a move is completed, every original that should have ended has"),
];

/// The plans that somebody has.
pub(crate) fn covered(core: &Core, user: &User) -> BTreeSet<ServicePlanId> {
    let range = core.range.lock();
    let mut all = BTreeSet::new();
    for held in user.licences.iter().filter(|held| held.fault == LicenseFault::None) {
        all.extend(range.plans(held.sku).iter().copied().filter(|plan| !held.disabled.contains(plan)));
    }
    all
}

/// Looks at a customer's tenant.
pub(crate) async fn tenant(core: &Core, tenant: usize, cause: Cause) -> Result<(), Halt> {
    let real = Real::of(core, tenant).await?;
    core.past.lock().checks += 1;
    let (wish, of) = (core.know(tenant, |known| known.wish.clone()), core.of(tenant).await?);
    let Some(of) = of else { return Ok(()) };
    // What ends by itself is the move's fault only while it says that all is well.
    let says_well = matches!(of.state, State::Waiting | State::Completed);
    let well = cause == Cause::Deed || says_well;
    for user in &real.users {
        let has = covered(core, user);
        let missing = wish.needs.get(&user.id).and_then(|need| need.iter().find(|plan| !has.contains(plan)));
        if let Some(plan) = missing.filter(|_| well) {
            let what = format!("c{tenant}: {} has no {plan} any more; they hold {}", user.user_principal_name, held(user));
            core.found("cover", what);
        }
        let on = wish.off.get(&user.id).and_then(|off| off.iter().find(|plan| has.contains(plan)));
        if let Some(plan) = on {
            core.found("off", format!("c{tenant}: {plan} is on for {} and was off; they hold {}", user.user_principal_name, held(user)));
        }
    }
    if let Some(gone) = wish.needs.keys().find(|id| real.users.iter().all(|user| user.id != **id)) {
        core.found("cover", format!("c{tenant}: the user {gone} is gone"));
    }
    // Where its plan has seats begin on the day on which others end, with nothing between, users change in the course of that day.
    if !well || changes_today(core, &of).await? {
        return Ok(());
    }
    for (sku, pool) in real.pools() {
        let short = pool.held - pool.enabled - wish.taken.get(&sku).copied().unwrap_or(0);
        if short > 0 {
            let name = crate::world::catalogue::name(sku);
            core.found("seats", format!("c{tenant}: {} of {name} are held, and {} seats are there; the move is {}", pool.held, pool.enabled, of.state));
        }
    }
    Ok(())
}

async fn changes_today(core: &Core, of: &Move) -> Result<bool, Halt> {
    let today = core.now().date();
    Ok(core.plan(of).await?.is_some_and(|plan| {
        let begins = plan.purchases.iter().any(|purchase| purchase.start == today);
        begins || plan.license_changes.iter().any(|change| change.date == today)
    }))
}

fn held(user: &User) -> String {
    let names: Vec<String> = user
        .licences
        .iter()
        .map(|held| {
            let off = if held.disabled.is_empty() { "" } else { " (some off)" };
            let fault = if held.fault == LicenseFault::None { "" } else { " (at fault)" };
            format!("{}{off}{fault}", crate::world::catalogue::name(held.sku))
        })
        .collect();
    names.join(", ")
}
