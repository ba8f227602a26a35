//! Connections to PostgreSQL that are lost at the worst moment, by a relay that cuts them at a word.

use crate::{failure, reader};
use nahtlos_store::{Kind, LiteOptions, Location, Store, settings};
use nahtlos_testbed::{Place, transact};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// When a relayed connection is cut.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cut {
    /// What holds the word does not arrive.
    Before,
    /// It arrives, its answer does not.
    After,
}

/// A relay towards a server that cuts one connection when `armed` and a word goes by.
struct Relay {
    armed: Arc<AtomicBool>,
    url: String,
}

impl Relay {
    async fn start(place: &Place, word: &'static str, cut: Cut) -> Self {
        let Location::Postgres(url) = place.location() else {
            unreachable!("it is a server")
        };
        let (host, rest) = url.split_once('@').expect("user and host");
        let (server, database) = rest.split_once('/').expect("host and database");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let here = listener.local_addr().expect("it has an address");
        let (armed, server) = (Arc::new(AtomicBool::new(false)), server.to_owned());
        let relay = Self {
            armed: Arc::clone(&armed),
            url: format!("{host}@{here}/{database}"),
        };
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.expect("the server listens");
                tokio::spawn(forward(client, server, Arc::clone(&armed), word, cut));
            }
        });
        relay
    }

    async fn store(&self) -> Store {
        Store::open(&Location::parse(&self.url), &LiteOptions::default(), 2)
            .await
            .expect("it opens")
    }
}

async fn forward(mut client: TcpStream, mut server: TcpStream, armed: Arc<AtomicBool>, word: &str, cut: Cut) {
    let (mut up, mut down) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        tokio::select! {
            n = client.read(&mut up) => {
                let n = n.unwrap_or(0);
                let hit = up[..n].windows(word.len()).any(|part| part == word.as_bytes()) && armed.swap(false, Ordering::Relaxed);
                if n == 0 || (hit && cut == Cut::Before) {
                    return;
                }
                let _ = server.write_all(&up[..n]).await;
                if hit {
                    // What the server answers is kept back, until it says no more.
                    while let Ok(Ok(1..)) = tokio::time::timeout(Duration::from_millis(500), server.read(&mut down)).await {}
                    return;
                }
            }
            n = server.read(&mut down) => {
                let n = n.unwrap_or(0);
                if n == 0 || client.write_all(&down[..n]).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// A command through a relay: what it answers, how often it ran, and what is in the database afterwards.
async fn command(word: &'static str, cut: Cut, asks: bool) -> (Result<(), (Kind, Option<String>)>, u32, Option<String>) {
    let place = Place::postgres();
    let direct = place.open().await;
    let relay = Relay::start(&place, word, cut).await;
    let store = relay.store().await;
    let tries = Arc::new(AtomicU32::new(0));
    let run = || {
        transact!(store, [tries, asks], |tx| {
            let n = tries.fetch_add(1, Ordering::Relaxed) + 1;
            settings::set(tx, "k", &n.to_string()).await?;
            if *asks {
                settings::get(tx, "nothing").await?;
            }
            settings::set(tx, "l", &n.to_string()).await
        })
    };
    // Once before, so that all is prepared and goes out together.
    run().await.expect("it commits");
    relay.armed.store(true, Ordering::Relaxed);
    let result = run().await.map_err(failure);
    assert!(!relay.armed.load(Ordering::Relaxed), "the relay has cut");
    let (k, l) = (
        settings::get(&mut reader(&direct).await, "k").await,
        settings::get(&mut reader(&direct).await, "l").await,
    );
    let (k, l) = (k.expect("it reads"), l.expect("it reads"));
    assert_eq!(k, l, "wholly or not at all");
    // The store is as good as ever.
    run().await.expect("it commits");
    (result, tries.load(Ordering::Relaxed) - 2, k)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answer_is_lost_is_unknown_and_not_done_twice() {
    for asks in [true, false] {
        let (result, tries, there) = command("COMMIT", Cut::After, asks).await;
        assert_eq!(
            (result, tries, there.as_deref()),
            (Err((Kind::Unknown, None)), 1, Some("2")),
            "asks: {asks}"
        );
        let (result, tries, there) = command("COMMIT", Cut::Before, asks).await;
        assert_eq!(
            (result, tries, there.as_deref()),
            (Err((Kind::Unknown, None)), 1, Some("1")),
            "asks: {asks}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_lost_before_the_commit_is_tried_again() {
    for cut in [Cut::Before, Cut::After] {
        // With a question in between, BEGIN goes out long before COMMIT.
        let (result, tries, there) = command("BEGIN", cut, true).await;
        assert_eq!((result, tries, there.as_deref()), (Ok(()), 2, Some("3")), "{cut:?}");
    }
}
