//! A database, a center on it, clients: a round of load that ends badly, and the looks afterwards.

use crate::{
    center::Center,
    chance::Chance,
    clients::Client,
    inside::{self, Inside},
    load::Load,
    outside,
    world::World,
};
use nahtlos_store::{LiteOptions, Location, Store};
use nahtlos_testbed::{Postgres, TempDir};
use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

/// Connections for looking inside.
const CONNECTIONS: usize = 2;

/// What was counted.
#[derive(Debug, Default)]
struct Figures {
    rounds: u32,
    /// Acknowledged writes that were looked for and found.
    checked: usize,
    /// Requests without an answer that were sent again.
    repeated: usize,
    /// Of these, how many had been done.
    were_done: usize,
}

/// A database under trial.
pub(crate) struct Trial {
    location: Location,
    folder: TempDir,
    chance: Chance,
    world: Arc<World>,
    clients: Vec<Client>,
    /// What was there before the load.
    before: BTreeMap<String, Inside>,
    figures: Figures,
}

impl Trial {
    /// Furnishes an empty database.
    pub(crate) async fn new(location: Location) -> Self {
        let chance = Chance::new();
        let world = Arc::new(World::furnish(&text(&location)).await);
        let before = read(&location).await;
        Self {
            folder: nahtlos_testbed::folder(),
            chance,
            clients: Client::all(&world),
            world,
            before,
            figures: Figures::default(),
            location,
        }
    }

    fn start(&self) -> Center {
        Center::start(self.folder.path(), &text(&self.location))
    }

    /// Kills the program under load, starts it again, and looks.
    pub(crate) async fn kill(&mut self) {
        let center = self.start();
        let mut load = Load::begin(std::mem::take(&mut self.clients), center.address, false);
        load.acknowledged(self.chance.between(80, 280)).await;
        // Among the replies of one commit, or anywhere before the next ones.
        if self.chance.between(0, 2) == 0 {
            tokio::time::sleep(Duration::from_micros(self.chance.between(0, 12_000))).await;
        }
        center.kill();
        (self.clients, _) = load.ended().await;
        let orphans = Sessions::of(&self.location).await;
        let center = self.start();
        orphans.end().await;
        self.look_at(&center).await;
        end(center);
    }

    /// Tells the program to stop under load: no reply breaks off, and nothing is done without a reply.
    pub(crate) async fn stop(&mut self) {
        let center = self.start();
        let mut load = Load::begin(std::mem::take(&mut self.clients), center.address, false);
        load.acknowledged(self.chance.between(80, 280)).await;
        center.terminate();
        let (clients, torn) = load.ended().await;
        self.clients = clients;
        assert_eq!(torn, Vec::<String>::new(), "replies that broke off");
        let said = center.said();
        let (last, code) = center.ended();
        assert_eq!(code, 0, "{last}{said}");
        assert!(last.contains("Stopping"), "{last}");
        let inside = read(&self.location).await;
        let done = inside::done(&inside);
        let silent = self.clients.iter().filter_map(|client| client.flight.as_ref());
        let silent: Vec<_> = silent.filter(|sent| done.contains_key(sent.correlation.as_str())).collect();
        assert!(silent.is_empty(), "done without a reply: {silent:?}");
        let center = self.start();
        self.look_at(&center).await;
        end(center);
    }

    /// Kills the database's server under load and starts it again; the program has to live with it.
    pub(crate) async fn lose(&mut self, cluster: &Postgres) {
        let mut center = self.start();
        let mut load = Load::begin(std::mem::take(&mut self.clients), center.address, true);
        let signals = Arc::clone(&load.signals);
        load.acknowledged(self.chance.between(80, 280)).await;
        tokio::task::block_in_place(|| cluster.kill());
        signals.gone.store(true, Ordering::SeqCst);
        load.unserved().await;
        signals.gone.store(false, Ordering::SeqCst);
        tokio::task::block_in_place(|| cluster.restart());
        load.acknowledged(100).await;
        signals.enough.store(true, Ordering::SeqCst);
        (self.clients, _) = load.ended().await;
        let answers = signals.answers.lock().expect("no panic").clone();
        println!("without its database it answers {answers:?}");
        assert!(answers.contains(&503) && answers.is_subset(&[500, 503].into()), "{answers:?}");
        assert!(center.runs(), "it lives: {}", center.said());
        self.look_at(&center).await;
        end(center);
    }

    async fn look_at(&mut self, center: &Center) {
        let clients = std::mem::take(&mut self.clients);
        let (clients, checked) = outside::all_is_there(clients, &self.world, center.address).await;
        let found = read(&self.location).await;
        let done = inside::done(&found);
        let in_flight = clients.iter().filter_map(|client| client.flight.as_ref());
        let were_done = in_flight.filter(|sent| done.contains_key(sent.correlation.as_str())).count();
        let (clients, repeated) = outside::repeat(clients, center.address).await;
        self.clients = clients;
        inside::is_as_promised(&self.before, &read(&self.location).await, &self.clients);
        self.figures.rounds += 1;
        self.figures.checked += checked;
        self.figures.repeated += repeated;
        self.figures.were_done += were_done;
    }

    /// Says what was counted.
    pub(crate) fn report(&self) {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for kept in self.clients.iter().flat_map(|client| &client.kept) {
            *kinds.entry(kept.sent.wish.kind()).or_default() += 1;
        }
        let Figures {
            rounds,
            checked,
            repeated,
            were_done,
        } = self.figures;
        let engine = match self.location {
            Location::Sqlite(_) | Location::Memory => "SQLite",
            Location::Postgres(_) => "PostgreSQL",
        };
        println!(
            "{engine}: {rounds} rounds, {checked} acknowledged writes there, {repeated} unanswered sent again ({were_done} had been done); {kinds:?}"
        );
        assert!(rounds > 0 && checked > 0, "nothing was tried");
    }
}

/// Sessions of a program that was killed: the database's server may still be at a commit that it was asked for.
struct Sessions {
    client: Option<tokio_postgres::Client>,
    pids: Vec<i32>,
}

impl Sessions {
    /// Those that are there now, of an own server only.
    async fn of(location: &Location) -> Self {
        let Location::Postgres(url) = location else {
            return Self {
                client: None,
                pids: Vec::new(),
            };
        };
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("it connects");
        tokio::spawn(connection);
        let others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        let rows = client.query(others, &[]).await.expect("it answers");
        Self {
            client: Some(client),
            pids: rows.iter().map(|row| row.get(0)).collect(),
        }
    }

    /// Waits until they have ended: before, what is there may still change.
    async fn end(self) {
        let Some(client) = self.client else { return };
        loop {
            let left = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY($1)";
            let row = client.query_one(left, &[&self.pids]).await.expect("it answers");
            if row.get::<_, i64>(0) == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn end(center: Center) {
    center.terminate();
    assert_eq!(center.ended().1, 0);
}

/// Opens the database beside the center, reads it and closes it.
async fn read(location: &Location) -> BTreeMap<String, Inside> {
    let store = Store::open(location, &LiteOptions::default(), CONNECTIONS).await.expect("it opens");
    let found = inside::read(&store).await;
    store.close();
    found
}

fn text(location: &Location) -> String {
    match location {
        Location::Sqlite(path) => path.to_string_lossy().into_owned(),
        Location::Postgres(url) => url.clone(),
        Location::Memory => unreachable!("it would die with the first process"),
    }
}
