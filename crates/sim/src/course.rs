//! The course of a simulation: the next thing that is due happens, the checkers look, people react, and so on until every move is over.

use crate::{
    Options, Outcome,
    agenda::Event,
    build::{World, build},
    checks::{self, Cause, chains, end, money},
    core::{Core, settings},
    ear::Ear,
    faults::Fault,
    people,
    wire::{Wire, Wires},
};
use nahtlos_engine::{Engine, Halt};
use nahtlos_model::{
    instants::{DAY_MS, HOUR_MS, Instant},
    moves::{LOCAL, state::State},
};
use nahtlos_store::{StoreError, Transaction, Tx};
use std::sync::Arc;

/// Names of processes that carry moves; each one that begins after a crash has the next.
pub(crate) const NODES: [&str; 4] = ["mover-0", "mover-1", "mover-2", "mover-3"];
/// Days after the last horizon on which everything must be over.
const DAYS_AFTER: i64 = 45;
/// Milliseconds after which something that is in another's hands is looked for again.
const AGAIN_MS: i64 = 30_000;
/// Events after which a seed is given up, so that none runs for ever.
const MOST_EVENTS: u64 = 60_000;

/// The process that carries moves.
struct Mover {
    engine: Engine,
    begun: usize,
}

impl Mover {
    async fn begin(world: &World, wire: &Wire, begun: usize) -> Result<Self, Halt> {
        let store = world.core.store.watched(Arc::clone(&world.crash) as Arc<_>);
        let clock = world.core.clock(100 + begun as u64, 0);
        let engine = Engine::over(store, &settings(NODES[begun % NODES.len()], 0), clock).await?;
        engine.carry_moves_at(Arc::new(Wires(wire.clone())));
        Ok(Self { engine, begun })
    }
}

/// Lets a seed happen.
pub(crate) async fn run(options: &Options, ear: &Ear) -> Result<Outcome, Halt> {
    let world = build(options).await?;
    let core = Arc::clone(&world.core);
    let wire = Wire::new(&core, &world.crash).await?;
    let mut mover = Mover::begin(&world, &wire, 0).await?;
    // Where plans from the present look.
    core.center.carry_moves_at(Arc::new(Wires(wire.clone())));
    let begun = core.now();
    people::react(&core).await?;
    while core.past.lock().finding.is_none() && core.past.lock().events < MOST_EVENTS {
        let Some(at) = next(&core, &mover).await? else { break };
        if at > last_day(&core).await? {
            break;
        }
        core.time.set(at);
        if !step(&world, &wire, &mut mover).await? {
            core.time.pass(AGAIN_MS);
        }
        for said in ear.heard() {
            core.tell("log", &said);
        }
        after(&core, &mover).await?;
        if over(&core).await? {
            break;
        }
    }
    if core.past.lock().finding.is_none() {
        at_the_end(&core).await?;
    }
    Ok(outcome(&core, options, begun))
}

fn outcome(core: &Core, options: &Options, begun: Instant) -> Outcome {
    let past = core.past.lock();
    Outcome {
        seed: options.seed,
        finding: past.finding.clone(),
        story: past.story.clone(),
        days: (core.now().0 - begun.0) / DAY_MS * core.tenants.len() as i64,
        events: past.events,
        deeds: past.deeds,
        crashes: past.crashes,
        checks: past.checks,
        faults: past.faults.iter().map(|(fault, times)| (*fault, *times)).collect(),
        ends: past.known.iter().map(|known| known.told.clone()).collect(),
    }
}

/// The day by which everything is over.
async fn last_day(core: &Core) -> Result<Instant, Halt> {
    let mut last = Instant(0);
    for tenant in &core.tenants {
        last = last.max(Instant::start_of(tenant.policy.horizon_for(&tenant.estate)));
    }
    // A later plan may look further.
    for tenant in 0..core.tenants.len() {
        let Some(of) = core.of(tenant).await? else { continue };
        last = core.plan(&of).await?.map_or(last, |plan| last.max(Instant::start_of(plan.horizon)));
    }
    Ok(last.plus_days(DAYS_AFTER))
}

/// When something is due next.
async fn next(core: &Core, mover: &Mover) -> Result<Option<Instant>, Halt> {
    let due = [
        core.center.next_work().await?.map(|at| at.plus_ms(-core.skew_ms)),
        mover.engine.next_move().await?,
    ];
    let planned = core.past.lock().agenda.next();
    Ok(due.into_iter().flatten().chain(planned).min().map(|at| at.max(core.now())))
}

/// One thing happens; `false`: what is due is in another's hands.
async fn step(world: &World, wire: &Wire, mover: &mut Mover) -> Result<bool, Halt> {
    let core = &world.core;
    core.past.lock().events += 1;
    // Of several things that are due, chance says which one comes first.
    let moves_first = core.maybe(500);
    if moves_first && carry(world, wire, mover).await? {
        return Ok(true);
    }
    if something(core, wire).await? {
        return Ok(true);
    }
    Ok(!moves_first && carry(world, wire, mover).await?)
}

/// Due work of the vendor, or the first thing on the agenda; `false`: nothing is due.
pub(crate) async fn something(core: &Core, wire: &Wire) -> Result<bool, Halt> {
    if core.center.work(core.center.now()).await? > 0 {
        return Ok(true);
    }
    let event = core.past.lock().agenda.take(core.now());
    match event {
        None => return Ok(false),
        Some(Event::Person(tenant, act)) => {
            core.past.lock().untold = true;
            people::perform(core, tenant, act).await?;
        }
        Some(Event::Deferred { tenant, of, key, deed }) => wire.deferred(tenant, &of, &key, &deed).await?,
        Some(Event::Wake(tenant)) => wake(core, tenant).await?,
        Some(Event::Reprice(percent)) => reprice(core, percent).await?,
    }
    Ok(true)
}

/// Moves are carried on, until the program ends or nothing is to be done for now; `false`: none was.
async fn carry(world: &World, wire: &Wire, mover: &mut Mover) -> Result<bool, Halt> {
    let core = &world.core;
    world.crash.arm(core.faulty);
    let now = core.now();
    let done = tokio::select! {
        biased;
        done = mover.engine.carry_due(now) => Some(done),
        () = world.crash.ended() => None,
    };
    world.crash.arm(false);
    match done {
        Some(carried) => Ok(carried? > 0),
        None => {
            *mover = Mover::begin(world, wire, mover.begun + 1).await?;
            wire.begin_anew();
            Ok(true)
        }
    }
}

/// The checkers look, people react.
async fn after(core: &Core, mover: &Mover) -> Result<(), Halt> {
    let mut news = std::mem::take(&mut core.past.lock().untold);
    for tenant in 0..core.tenants.len() {
        // Whatever changes in the center stands in a chain; a move's own version counts its rests, too.
        let version = core.of(tenant).await?.map_or(0, |of| of.version);
        let moved = core.know(tenant, |known| std::mem::replace(&mut known.version, version) != version);
        if chains::walk(core, tenant).await? || moved || news {
            news = true;
            checks::tenant(core, tenant, Cause::Else).await?;
        }
    }
    let work = core.center.next_work().await?.map(|at| at.plus_ms(-core.skew_ms));
    let due = [work, mover.engine.next_move().await?];
    end::overdue(core, due.into_iter().flatten().min());
    if core.comes(Fault::StrayWake) {
        let tenant = core.chance.lock().place(core.tenants.len());
        core.put(core.draw(0, 20 * DAY_MS), Event::Wake(tenant));
    }
    if news { people::react(core).await } else { Ok(()) }
}

/// Whether nothing more can happen to any move.
async fn over(core: &Core) -> Result<bool, Halt> {
    let busy = core.past.lock().agenda.has_people();
    for tenant in 0..core.tenants.len() {
        let state = core.of(tenant).await?.map(|of| of.state);
        let still =
            state.is_none_or(|state| state.is_over() || (!busy && matches!(state, State::Halted | State::Drafted | State::Planned)));
        if !still {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn at_the_end(core: &Core) -> Result<(), Halt> {
    for tenant in 0..core.tenants.len() {
        end::at_the_end(core, tenant).await?;
        money::at_the_end(core, tenant).await?;
        chains::attempts(core, tenant).await?;
    }
    Ok(())
}

/// Every price changes from today on.
async fn reprice(core: &Core, percent: i64) -> Result<(), Halt> {
    let today = core.now().plus_ms(HOUR_MS).date();
    let file = {
        let mut range = core.range.lock();
        range.reprice(today, percent);
        range.price_file(today.day() as u64 + 1)?
    };
    core.center.import_catalogue(file).await?;
    core.center.refresh_catalogue().await?;
    for tenant in 0..core.tenants.len() {
        core.know(tenant, |known| known.wish.drifted = true);
    }
    core.tell("vendor", &format!("every price changes by {percent} percent from {today} on"));
    Ok(())
}

#[derive(Debug)]
struct Wake {
    customer: String,
    now: Instant,
}

impl Transaction for Wake {
    type Out = ();
    type Err = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        nahtlos_store::moves::wake(tx, &self.customer, LOCAL, self.now).await
    }
}

/// A wake without a reason.
async fn wake(core: &Core, tenant: usize) -> Result<(), Halt> {
    let (customer, now) = (core.tenants[tenant].id.clone(), core.now());
    core.store.transact(Arc::new(Wake { customer, now })).await?;
    core.tell("wire", &format!("c{tenant} is woken without a reason"));
    Ok(())
}
