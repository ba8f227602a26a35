//! Checkers. They read the tenant, the ledger, the journal and the chains as they are in the database, and share no code with the engine, its
//! proof or the planner: what users had at the beginning, minus what they gave up, is demanded of what is there now.

pub(crate) mod chains;
pub(crate) mod end;
pub(crate) mod ends;
pub(crate) mod money;
pub(crate) mod once;
pub(crate) mod real;

use crate::{core::Core, world::Wish};
use nahtlos_engine::Halt;
use nahtlos_model::{
    directory::{LicenseFault, User},
    ids::{ServicePlanId, SkuId},
    moves::{Move, state::State},
};
use real::{Pool, Real};
use std::collections::{BTreeMap, BTreeSet};

/// What happened just before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The move did something outside: whatever is missing now, it took.
    Deed,
    /// Anything else. What ends by itself is the move's fault only while it says that all is well.
    Else,
}

/// The checkers' names, what each demands.
pub const CHECKS: [(&str, &str); 12] = [
    (
        "cover",
        "everybody has every service plan that they had on at the beginning, without accepted losses and without what somebody gave up by hand",
    ),
    ("off", "service plans that were off for a user, and that they do not need, stay off"),
    (
        "seats",
        "as many usable seats of each licence as holders, unless somebody took seats by hand or somebody is asked",
    ),
    (
        "ends",
        "nothing ends an original for good before the seats that replace it are there and everybody is on them",
    ),
    (
        "once",
        "each outside write is done at most once: nothing is sent whose effect is there or on its way",
    ),
    (
        "money",
        "what was charged is what the plan says, to the cent; nothing is bought that no plan says",
    ),
    (
        "journal",
        "the move's journal is a chain without a gap, and what was attempted was answered",
    ),
    ("audit", "the audit chain verifies"),
    ("stuck", "nothing that is due waits for more than a lease"),
    ("storm", "a move that waits does not look again and again"),
    (
        "end",
        "a move ends completed, given up, halted or asking somebody; with willing people and without faults it is completed",
    ),
    ("watch", "when a move is completed, every original that should have ended has"),
];

/// Looks of one move within a minute; where work is done it takes seven to twelve.
const MOST_LOOKS: usize = 20;

/// A move looks.
pub(crate) fn looked(core: &Core, tenant: usize) {
    let now = core.now();
    let looks = core.know(tenant, |known| {
        known.looks.retain(|at| now < at.plus_ms(60_000));
        known.looks.push(now);
        known.looks.len()
    });
    if looks > MOST_LOOKS {
        core.found("storm", format!("c{tenant}: {looks} looks within a minute"));
    }
}

/// The plans that somebody has.
pub(crate) fn covered(core: &Core, user: &User) -> BTreeSet<ServicePlanId> {
    let range = core.range.lock();
    let mut all = BTreeSet::new();
    for held in user.licences.iter().filter(|held| held.fault == LicenseFault::None) {
        all.extend(range.plans(held.sku).iter().copied().filter(|plan| !held.disabled.contains(plan)));
    }
    all
}

/// Who lacks something, and where seats are missing.
struct Missing {
    /// By user: the plan, as a sentence.
    people: BTreeMap<String, String>,
    seats: BTreeMap<SkuId, i64>,
}

fn missing(core: &Core, wish: &Wish, real: &Real) -> Missing {
    let mut people = BTreeMap::new();
    for user in &real.users {
        let has = covered(core, user);
        if let Some(plan) = wish
            .needs
            .get(&user.id)
            .and_then(|need| need.iter().find(|plan| !has.contains(plan)))
        {
            let what = format!("{} has no {plan} any more; they hold {}", user.user_principal_name, held(user));
            people.insert(user.id.clone(), what);
        }
    }
    let gone = wish.needs.keys().filter(|id| real.users.iter().all(|user| user.id != **id));
    people.extend(gone.map(|id| (id.clone(), format!("the user {id} is gone"))));
    let short = |(sku, pool): (SkuId, Pool)| (sku, pool.held - pool.enabled - wish.taken.get(&sku).copied().unwrap_or(0));
    let seats = real.pools().into_iter().map(short).filter(|(_, short)| *short > 0).collect();
    Missing { people, seats }
}

/// Remembers what is missing already before a deed: it is judged by what it adds.
pub(crate) async fn remember(core: &Core, tenant: usize) -> Result<(), Halt> {
    let real = Real::of(core, tenant).await?;
    let wish = core.know(tenant, |known| known.wish.clone());
    let Missing { people, seats } = missing(core, &wish, &real);
    core.know(tenant, |known| (known.short, known.lacking) = (seats, people.into_keys().collect()));
    Ok(())
}

/// Looks at a customer's tenant.
pub(crate) async fn tenant(core: &Core, tenant: usize, cause: Cause) -> Result<(), Halt> {
    let real = Real::of(core, tenant).await?;
    core.past.lock().checks += 1;
    let (wish, of) = (core.know(tenant, |known| known.wish.clone()), core.of(tenant).await?);
    let Some(of) = of else { return Ok(()) };
    for user in &real.users {
        let has = covered(core, user);
        let on = wish.off.get(&user.id).and_then(|off| off.iter().find(|plan| has.contains(plan)));
        if let Some(plan) = on {
            core.found(
                "off",
                format!(
                    "c{tenant}: {plan} is on for {} and was off; they hold {}",
                    user.user_principal_name,
                    held(user)
                ),
            );
        }
    }
    // Who may not look into the tenant goes by what people there say.
    if wish.lied {
        return Ok(());
    }
    let now = missing(core, &wish, &real);
    // What ends by itself is the move's fault only while it says that all is well; a deed is judged wherever it is done.
    let says_well = matches!(of.state, State::Waiting | State::Completed);
    let under_way = matches!(of.state, State::Approved | State::Running);
    if cause == Cause::Else && !says_well {
        // Somebody is asked, or nobody said yes: what is missing now was not taken by the move. In the middle of its work it says nothing yet.
        if !under_way {
            core.know(tenant, |known| {
                (known.short, known.lacking) = (now.seats, now.people.into_keys().collect())
            });
        }
        return Ok(());
    }
    let (short, lacking) = core.know(tenant, |known| (known.short.clone(), known.lacking.clone()));
    if let Some((_, what)) = now.people.iter().find(|(id, _)| !lacking.contains(*id)) {
        core.found("cover", format!("c{tenant}: {what}"));
    }
    // Where its plan has seats begin on the day on which others end, with nothing between, users change in the course of that day.
    if changes_today(core, &of).await? {
        return Ok(());
    }
    for (sku, missing) in &now.seats {
        if *missing > short.get(sku).copied().unwrap_or(0) {
            let (name, pool) = (crate::world::catalogue::name(*sku), real.pools()[sku]);
            core.found(
                "seats",
                format!(
                    "c{tenant}: {} of {name} are held, and {} seats are there; the move is {}",
                    pool.held, pool.enabled, of.state
                ),
            );
        }
    }
    core.know(tenant, |known| {
        (known.short, known.lacking) = (now.seats, now.people.into_keys().collect())
    });
    Ok(())
}

async fn changes_today(core: &Core, of: &Move) -> Result<bool, Halt> {
    // By the mover's clock, and by the vendor's.
    let days = [core.now().date(), core.center.now().date()];
    Ok(core.plan(of).await?.is_some_and(|plan| {
        let begins = plan.purchases.iter().any(|purchase| days.contains(&purchase.start));
        begins || plan.license_changes.iter().any(|change| days.contains(&change.date))
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
