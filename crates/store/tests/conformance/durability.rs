//! What was answered is there, whatever is killed: the program on a file, the server under the program.
//!
//! The program that writes is this test program, started again for one test.

use crate::{audit, reader};
use nahtlos_model::instants::Instant;
use nahtlos_store::{LiteOptions, Location, Store, settings};
use nahtlos_testbed::{Place, Postgres, transact};
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Where the program that is started again writes.
const CHILD: &str = "NAHTLOS_STORE_CHILD";
/// Before a number that was answered, or the line that ends them.
const MARK: &str = "answered ";

/// Not a test of its own: writes as fast as it can, and says each number whose commit was answered, until it is killed or fails.
#[test]
fn the_child_writes_until_it_is_killed() {
    let Ok(location) = std::env::var(CHILD) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime can be made").block_on(async {
        let store = Store::open(&Location::parse(&location), &LiteOptions::default(), 16)
            .await
            .expect("it opens");
        let next = first_free(&store).await;
        let next = Arc::new(AtomicU64::new(next));
        let writers: Vec<_> = (0..16).map(|_| tokio::spawn(write(store.clone(), Arc::clone(&next)))).collect();
        for writer in writers {
            writer.await.expect("no panic");
        }
    });
}

async fn first_free(store: &Store) -> u64 {
    let started = transact!(store, [], |tx| {
        let n: u64 = settings::get(tx, "starts").await?.map_or(0, |text| text.parse().expect("a number"));
        settings::set(tx, "starts", &(n + 1).to_string()).await?;
        Ok(n)
    });
    started.await.expect("it commits") * 1_000_000
}

async fn write(store: Store, next: Arc<AtomicU64>) {
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let written = transact!(store, [n], |tx| {
            settings::set(tx, &format!("first {n}"), "1").await?;
            nahtlos_store::audit::append(tx, "c", Instant(1), &[audit::entry(&n.to_string())]).await?;
            settings::set(tx, &format!("second {n}"), "1").await
        });
        if written.await.is_err() {
            return;
        }
        println!("{MARK}{n}");
    }
}

struct Writer {
    child: Child,
    lines: Box<dyn Iterator<Item = u64>>,
}

impl Writer {
    fn start(location: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args([
                "--exact",
                "durability::the_child_writes_until_it_is_killed",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(CHILD, location)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts again");
        let lines = BufReader::new(child.stdout.take().expect("it is piped"))
            .lines()
            .map_while(Result::ok);
        let lines = lines.filter_map(|line| line.split_once(MARK)?.1.trim().parse().ok());
        Self {
            child,
            lines: Box::new(lines),
        }
    }

    /// Numbers answered until `enough`, then `kill`, then the rest that was on its way.
    fn answered(mut self, enough: usize, kill: impl FnOnce(&mut Child)) -> Vec<u64> {
        let mut all: Vec<u64> = self.lines.by_ref().take(enough).collect();
        assert_eq!(all.len(), enough, "it writes until it is killed");
        kill(&mut self.child);
        all.extend(self.lines.by_ref());
        self.child.wait().expect("it ends");
        all
    }
}

/// Every answered number is there, each wholly or not at all, and the audit chain has exactly what is there.
async fn check(place_store: &Store, answered: &[u64]) {
    let mut tx = reader(place_store).await;
    let mut there = 0;
    let starts: u64 = settings::get(&mut tx, "starts")
        .await
        .unwrap()
        .expect("it started")
        .parse()
        .unwrap();
    for start in 0..starts {
        let of_start = answered.iter().filter(|n| **n / 1_000_000 == start);
        let last = of_start.max().copied().unwrap_or(start * 1_000_000);
        // A few beyond the last one may be there without having been answered.
        for n in start * 1_000_000..=last + 100 {
            let first = settings::get(&mut tx, &format!("first {n}")).await.unwrap().is_some();
            let second = settings::get(&mut tx, &format!("second {n}")).await.unwrap().is_some();
            assert_eq!(first, second, "{n} is there by half");
            assert!(first || !answered.contains(&n), "{n} was answered and is gone");
            there += usize::from(first);
        }
    }
    assert!(there >= answered.len(), "{there} of {}", answered.len());
    assert_eq!(audit::verified(place_store, "c").await, there);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_program_loses_nothing_it_answered() {
    let place = Place::sqlite();
    let Location::Sqlite(path) = place.location() else {
        unreachable!("it is a file")
    };
    let mut answered = Vec::new();
    for round in 0..3 {
        let writer = Writer::start(&path.to_string_lossy());
        answered.extend(writer.answered(400 + 333 * round, |child| child.kill().expect("it can be killed")));
        let store = place.open().await;
        check(&store, &answered).await;
        store.close();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_loses_nothing_it_answered() {
    let cluster = Postgres::start();
    let database = cluster.fresh_database();
    let answered = Writer::start(&database.url).answered(500, |_| cluster.kill());
    cluster.restart();
    let store = Store::open(&Location::parse(&database.url), &LiteOptions::default(), 4)
        .await
        .expect("it opens");
    check(&store, &answered).await;
    store.close();
}
