//! What all parts of a simulation share: time, chance, the database, the center on it, the customers, and what happened so far.

use crate::{
    agenda::{Agenda, Event},
    breaks::Break,
    chance::Chance,
    faults::Fault,
    story::{Finding, Story},
    time::{Clock, Time},
    world::{Tenant, Wish, catalogue::Range},
};
use nahtlos_engine::{Engine, Halt, LiteOptions, Location, Settings, Store};
use nahtlos_model::{ids::SkuId, instants::Instant, moves::Move, plan::Plan};
use parking_lot::Mutex;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What a customer's simulation knows by now.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The move.
    pub(crate) move_id: String,
    /// What must be.
    pub(crate) wish: Wish,
    /// What people reacted to already.
    pub(crate) reacted: BTreeSet<String>,
    /// How often it halted.
    pub(crate) halts: u32,
    /// The journal as far as it was verified: number and hash.
    pub(crate) journal: (i64, String),
    /// The audit chain as far as it was verified.
    pub(crate) audit: (i64, nahtlos_model::audit::Hash),
    /// Deeds that were accepted and are not done yet, with the key of each.
    pub(crate) pending: BTreeMap<String, String>,
    /// Seats that were missing at the last look, by licence, and who lacked something.
    pub(crate) short: BTreeMap<SkuId, i64>,
    pub(crate) lacking: BTreeSet<String>,
    /// When it looked within the last minute.
    pub(crate) looks: Vec<Instant>,
    /// The move's version at the last look.
    pub(crate) version: i64,
    /// Its plan cannot be carried out: it takes only some members out of a group.
    pub(crate) splits: bool,
    /// State that was told last.
    pub(crate) told: String,
}

/// What happened so far.
#[derive(Debug, Default)]
pub(crate) struct Past {
    pub(crate) agenda: Agenda,
    pub(crate) story: Story,
    pub(crate) known: Vec<Known>,
    pub(crate) finding: Option<Finding>,
    /// How often which fault came.
    pub(crate) faults: BTreeMap<Fault, u64>,
    /// What is due next, and when that was seen first.
    pub(crate) due: Option<(Instant, Instant)>,
    /// When a program ended last.
    pub(crate) crashed: Option<Instant>,
    /// When a deed was done last: what is at work does not stand still.
    pub(crate) progressed: Option<Instant>,
    pub(crate) events: u64,
    pub(crate) deeds: u64,
    /// Something happened that stands in no chain: in another shop.
    pub(crate) untold: bool,
    pub(crate) crashes: u64,
    pub(crate) checks: u64,
}

/// Shared by everything.
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) time: Arc<Time>,
    pub(crate) chance: Mutex<Chance>,
    pub(crate) store: Store,
    /// The center: what the vendor's rules do, and what people do there. It never ends.
    pub(crate) center: Engine,
    pub(crate) tenants: Vec<Tenant>,
    pub(crate) range: Mutex<Range>,
    /// Faults happen.
    pub(crate) faulty: bool,
    /// How far the vendor's clock goes wrong.
    pub(crate) skew_ms: i64,
    pub(crate) broken: Option<Break>,
    pub(crate) past: Mutex<Past>,
    plans: Mutex<BTreeMap<(String, i64), Arc<Plan>>>,
    seed: u64,
}

/// Settings of an engine of the simulation.
pub(crate) fn settings(node: &str, provisioning_ms: i64) -> Settings {
    Settings {
        location: Location::Memory,
        lite: LiteOptions {
            durable: false,
            cache_kib: 2048,
        },
        connections: 1,
        sandbox: false,
        begins: None,
        provisioning_ms,
        notices: false,
        node: node.to_owned(),
        lease_ms: 60_000,
        // What is done side by side draws chance in no order that a seed could fix.
        side_by_side: false,
    }
}

/// What a core is made of.
pub(crate) struct Parts {
    pub(crate) time: Arc<Time>,
    pub(crate) store: Store,
    pub(crate) center: Engine,
    pub(crate) tenants: Vec<Tenant>,
    pub(crate) range: Range,
    pub(crate) faulty: bool,
    pub(crate) skew_ms: i64,
    pub(crate) broken: Option<Break>,
}

impl Core {
    pub(crate) fn new(seed: u64, parts: Parts) -> Arc<Self> {
        let known = parts.tenants.iter().map(|tenant| Known {
            wish: tenant.wish(&parts.range),
            ..Known::default()
        });
        let past = Past {
            known: known.collect(),
            ..Past::default()
        };
        Arc::new(Self {
            time: parts.time,
            chance: Mutex::new(Chance::new(seed, 2)),
            store: parts.store,
            center: parts.center,
            tenants: parts.tenants,
            range: Mutex::new(parts.range),
            faulty: parts.faulty,
            skew_ms: parts.skew_ms,
            broken: parts.broken,
            past: Mutex::new(past),
            plans: Mutex::default(),
            seed,
        })
    }

    pub(crate) fn now(&self) -> Instant {
        self.time.now()
    }

    /// A clock with chance of its own.
    pub(crate) fn clock(&self, purpose: u64, skew_ms: i64) -> Arc<Clock> {
        Clock::new(Arc::clone(&self.time), skew_ms, Chance::new(self.seed, purpose))
    }

    /// Whether a fault comes now; then it is counted.
    pub(crate) fn comes(&self, fault: Fault) -> bool {
        let comes = self.faulty && self.chance.lock().permille(fault.row().permille);
        if comes {
            *self.past.lock().faults.entry(fault).or_default() += 1;
        }
        comes
    }

    pub(crate) fn draw(&self, least: i64, most: i64) -> i64 {
        self.chance.lock().between(least, most)
    }

    pub(crate) fn maybe(&self, permille: u64) -> bool {
        self.chance.lock().permille(permille)
    }

    pub(crate) fn tell(&self, who: &str, what: &str) {
        let now = self.now();
        self.past.lock().story.tell(now, who, what);
    }

    /// Puts something on the agenda, so many milliseconds from now.
    pub(crate) fn put(&self, in_ms: i64, event: Event) {
        let at = self.now().plus_ms(in_ms.max(0));
        self.past.lock().agenda.add(at, event);
    }

    /// A deed was done.
    pub(crate) fn progressed(&self) {
        let now = self.now();
        let mut past = self.past.lock();
        (past.deeds, past.progressed) = (past.deeds + 1, Some(now));
    }

    /// Something must never be, and is: the first one counts.
    pub(crate) fn found(&self, check: &'static str, what: String) {
        let at = self.now();
        let mut past = self.past.lock();
        past.story.tell(at, "FOUND", &format!("{check}: {what}"));
        if past.finding.is_none() {
            past.finding = Some(Finding { check, what, at });
        }
    }

    pub(crate) fn is_broken(&self, how: Break) -> bool {
        self.broken == Some(how)
    }

    /// Changes what is known of a customer.
    pub(crate) fn know<T>(&self, tenant: usize, change: impl FnOnce(&mut Known) -> T) -> T {
        change(&mut self.past.lock().known[tenant])
    }

    /// A customer's move as it stands.
    pub(crate) async fn of(&self, tenant: usize) -> Result<Option<Move>, Halt> {
        let id = self.know(tenant, |known| known.move_id.clone());
        let mut tx = self.store.reader().await?;
        Ok(nahtlos_store::moves::find(&mut tx, crate::world::MOVER, &id).await?)
    }

    /// The plan that a move goes by.
    pub(crate) async fn plan(&self, of: &Move) -> Result<Option<Arc<Plan>>, Halt> {
        let Some(made) = &of.plan else { return Ok(None) };
        let known = self.plans.lock().get(&(of.id.clone(), made.version)).cloned();
        if known.is_some() {
            return Ok(known);
        }
        let mut tx = self.store.reader().await?;
        let found = nahtlos_store::moves::document(&mut tx, crate::world::MOVER, &of.id, "plan", made.version).await?;
        let plan: Option<Plan> = found.and_then(|(_, text)| serde_json::from_str(&text).ok());
        Ok(plan.map(|plan| {
            let plan = Arc::new(plan);
            self.past.lock().story.tell_plan(self.now(), of, &plan);
            self.plans.lock().insert((of.id.clone(), made.version), Arc::clone(&plan));
            plan
        }))
    }

    /// The customer with a tenant's id.
    pub(crate) fn number(&self, id: &str) -> usize {
        self.tenants.iter().position(|tenant| tenant.id == id).unwrap_or(0)
    }
}
