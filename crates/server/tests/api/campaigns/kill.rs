//! A program that carries a campaign out ends in the middle of it, before and after every transaction in turn; another begins over the same
//! database when the lease of the first has run out, and everybody has been moved once.

use super::{Stage, day};
use futures_util::future::BoxFuture;
use nahtlos_engine::{
    Engine, LiteOptions, Location, Settings, Store,
    ambient::Ambient,
    call::{Call, Need},
    moves::local::{Local, OnlyLocal},
    watch::{Moment, Watch},
};
use nahtlos_model::{
    campaigns::{Member, MemberState, state::State, yes::Limits},
    dates::{date_of, day_number},
    instants::Instant,
    moves::state::State as MoveState,
    permissions::Action,
};
use serde_json::json;
use std::{
    collections::BTreeSet,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};
use tokio::sync::Notify;

/// Customers of the campaign.
const MANY: usize = 3;

/// A machine whose time stands, with chance that only has to be new.
#[derive(Debug)]
struct Machine {
    at: Instant,
    drawn: AtomicU64,
}

impl Machine {
    fn new(at: Instant, from: u64) -> Arc<Self> {
        let drawn = AtomicU64::new(from);
        Arc::new(Self { at, drawn })
    }
}

impl Ambient for Machine {
    fn now(&self) -> Instant {
        self.at
    }

    fn random(&self) -> [u8; 16] {
        let n = self.drawn.fetch_add(1, Ordering::SeqCst);
        let mixed = u128::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        mixed.to_le_bytes()
    }
}

/// Ends the program at its n-th moment.
#[derive(Debug)]
struct Ends {
    left: AtomicUsize,
    ended: Notify,
}

impl Watch for Ends {
    fn at(&self, _moment: Moment) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let last = self
                .left
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
            if last.is_err() {
                self.ended.notify_one();
                std::future::pending::<()>().await;
            }
        })
    }
}

async fn engine(folder: &Path, node: &str, machine: Arc<Machine>, watch: Option<Arc<Ends>>) -> Engine {
    let settings = Settings {
        location: Location::Sqlite(folder.join("center.db")),
        lite: LiteOptions {
            durable: false,
            cache_kib: 2048,
        },
        connections: 1,
        sandbox: true,
        begins: None,
        provisioning_ms: 0,
        notices: false,
        node: node.to_owned(),
        lease_ms: 60_000,
        side_by_side: false,
    };
    let store = Store::open(&settings.location, &settings.lite, 1).await.unwrap();
    let store = watch.map_or(store.clone(), |watch| store.watched(watch));
    let engine = Engine::over(store, &settings, machine).await.unwrap();
    engine.carry_moves_at(Arc::new(OnlyLocal(Local::new(engine.clone()))));
    engine
}

/// What a campaign and its customers have come to.
async fn came(engine: &Engine, mara: &Call, id: &str) -> (i64, Vec<Member>) {
    let need = Need::own(Action::ReadMoves);
    let mut reading = engine.read(mara, need).await.unwrap();
    let of = reading.campaign_of(id).await.unwrap();
    let members = reading.campaign_customers(id, "", 99, None).await.unwrap();
    let moves = reading.moves(None, 99, None).await.unwrap();
    assert_eq!(of.state, State::Running);
    assert!(members.iter().all(|one| one.state == MemberState::Begun), "{members:#?}");
    let customers: BTreeSet<&str> = moves.iter().map(|one| one.customer.tenant_id.as_str()).collect();
    assert_eq!((moves.len(), customers.len()), (MANY, MANY), "each has one move");
    for one in &moves {
        let early = [MoveState::Drafted, MoveState::Planned, MoveState::Offered];
        assert!(!early.contains(&one.state), "{} {:?}", one.customer.name, one.state);
        let of = members.iter().find(|member| member.customer_id == one.customer.tenant_id).unwrap();
        assert_eq!(of.move_id.as_ref(), Some(&one.id));
    }
    let planned: i64 = members.iter().filter_map(|one| one.planned_minor).sum();
    assert_eq!(of.covered_minor, planned, "what the yes covers counts once");
    (of.covered_minor, members)
}

#[tokio::test(flavor = "multi_thread")]
async fn whenever_the_program_ends_everybody_is_moved_once() {
    let settings = json!({
        "currency": "EUR", "canaries": 0, "needDays": 10, "firstDay": "2026-12-07", "lastDay": "2027-01-29", "tasksPerDay": 80,
        "moves": { "delegatedAdmin": true },
    });
    let stage = Stage::scheduled(MANY, settings).await;
    stage.approve(Limits::default()).await;
    let first = stage.customers().await.iter().map(|one| day(&one["day"])).min().unwrap();
    let last = stage.customers().await.iter().map(|one| day(&one["day"])).max().unwrap();
    let eve = Instant::start_of(date_of(day_number(first) - 1)).plus_hours(12);
    let engine_now = stage.world.running().center.engine.clone();
    engine_now.turn_clock(eve).await.unwrap();
    let machine = engine_now.machine_now();
    drop(engine_now);
    let (mara, id) = (stage.mara.clone(), stage.id.clone());
    let kept = stage.world.keep().await;
    let until = Instant::start_of(last).plus_hours(18);
    let mut covered = BTreeSet::new();
    let (mut crashes, mut moment) = (0, 0);
    loop {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(kept.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        let ends = Arc::new(Ends {
            left: AtomicUsize::new(usize::MAX),
            ended: Notify::new(),
        });
        let chance = (moment as u64 + 1) << 32;
        let before = engine(folder.path(), "first", Machine::new(machine, chance), Some(Arc::clone(&ends))).await;
        ends.left.store(moment, Ordering::SeqCst);
        let whole = tokio::select! {
            done = before.turn_clock(until) => { done.unwrap(); true }
            () = ends.ended.notified() => false,
        };
        before.close();
        drop(before);
        // The leases of who is gone have run out.
        let later = Machine::new(machine.plus_hours(1), chance | 1 << 31);
        let after = engine(folder.path(), "second", later, None).await;
        after.turn_clock(until.max(after.now())).await.unwrap();
        let (sum, _) = came(&after, &mara, &id).await;
        covered.insert(sum);
        after.close();
        if whole {
            break;
        }
        (crashes, moment) = (crashes + 1, moment + 1);
    }
    assert!(crashes > 40, "{crashes} moments");
    assert_eq!(covered.len(), 1, "the same sum wherever it ended: {covered:?}");
}
