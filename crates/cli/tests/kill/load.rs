//! Sixteen clients at a center at once, until something ends them.

use crate::{
    clients::{Client, Sent},
    wire::{Heard, Reply, Wire},
};
use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{sync::Semaphore, task::JoinSet};

/// What clients and the test tell each other.
#[derive(Debug)]
pub(crate) struct Signals {
    /// One permit per acknowledgement.
    acknowledged: Semaphore,
    /// One permit per client that was not served while the database was gone.
    unserved: Semaphore,
    /// Whether the database is gone.
    pub(crate) gone: AtomicBool,
    /// Whether to end with the next acknowledgement.
    pub(crate) enough: AtomicBool,
    /// What was answered while the database was gone.
    pub(crate) answers: Mutex<BTreeSet<u16>>,
}

impl Signals {
    /// Forgets what was acknowledged until now.
    pub(crate) fn acknowledged_so_far(&self) {
        self.acknowledged.forget_permits(usize::MAX);
    }
}

/// Clients at work.
pub(crate) struct Load {
    clients: JoinSet<(Client, Option<String>)>,
    pub(crate) signals: Arc<Signals>,
}

impl Load {
    /// Begins. `patient`: a request that fails is sent again with the same key, until it is acknowledged.
    pub(crate) fn begin(clients: Vec<Client>, address: SocketAddr, patient: bool) -> Self {
        Self::begin_at(clients, &[address], patient)
    }

    /// The same at several centers, the clients spread over them.
    pub(crate) fn begin_at(clients: Vec<Client>, addresses: &[SocketAddr], patient: bool) -> Self {
        let signals = Arc::new(Signals {
            acknowledged: Semaphore::new(0),
            unserved: Semaphore::new(0),
            gone: AtomicBool::new(false),
            enough: AtomicBool::new(false),
            answers: Mutex::new(BTreeSet::new()),
        });
        let mut set = JoinSet::new();
        for (client, address) in clients.into_iter().zip(addresses.iter().cycle()) {
            set.spawn(work(client, Wire::to(*address), Arc::clone(&signals), patient));
        }
        Self { clients: set, signals }
    }

    /// Waits for so many acknowledgements from now on; meanwhile nobody may end.
    pub(crate) async fn acknowledged(&mut self, count: u64) {
        let signals = Arc::clone(&self.signals);
        signals.acknowledged_so_far();
        self.wait(&signals.acknowledged, u32::try_from(count).expect("a small number"))
            .await;
    }

    /// Waits for so many more acknowledgements, though some clients may end: those of a center that was killed.
    pub(crate) async fn goes_on(&self, count: u32) {
        let permits = self.signals.acknowledged.acquire_many(count);
        let permits = tokio::time::timeout(std::time::Duration::from_secs(60), permits).await;
        permits.expect("the others go on").expect("it is never closed").forget();
    }

    /// Waits until every client was refused while the database was gone.
    pub(crate) async fn unserved(&mut self) {
        let (signals, all) = (Arc::clone(&self.signals), self.clients.len() as u32);
        self.wait(&signals.unserved, all).await;
    }

    async fn wait(&mut self, what: &Semaphore, count: u32) {
        tokio::select! {
            permits = what.acquire_many(count) => permits.expect("it is never closed").forget(),
            ended = self.clients.join_next() => {
                let (client, torn) = ended.expect("there are clients").unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()));
                panic!("{client:?} ended too early: {torn:?}");
            }
        }
    }

    /// Waits until every client has ended: they, and the replies that broke off.
    pub(crate) async fn ended(mut self) -> (Vec<Client>, Vec<String>) {
        let (mut all, mut torn) = (Vec::new(), Vec::new());
        while let Some(ended) = self.clients.join_next().await {
            let (client, broken) = ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()));
            all.push(client);
            torn.extend(broken);
        }
        all.sort_by_key(|client| client.number);
        (all, torn)
    }
}

/// A client's turns, one after the other, until the connection ends or it is enough; and a reply that broke off.
async fn work(mut client: Client, mut wire: Wire, signals: Arc<Signals>, patient: bool) -> (Client, Option<String>) {
    let mut was_unserved = false;
    while !signals.enough.load(Ordering::SeqCst) || client.flight.is_some() {
        let sent = client.next();
        let gone = signals.gone.load(Ordering::SeqCst);
        let heard = wire.ask(&sent.request).await;
        let gone = gone && signals.gone.load(Ordering::SeqCst);
        match heard {
            Heard::Whole(reply) if reply.is_done() => {
                assert!(!gone, "acknowledged without a database: {sent:?}: {}", reply.text());
                client.acknowledged(sent, reply);
                signals.acknowledged.add_permits(1);
            }
            Heard::Whole(reply) if patient && reply.status >= 500 => {
                if gone && !was_unserved {
                    was_unserved = true;
                    signals.unserved.add_permits(1);
                }
                if gone {
                    signals.answers.lock().expect("no panic").insert(reply.status);
                }
                client.flight = Some(sent);
            }
            Heard::Whole(reply) => refused(&sent, &reply),
            heard if patient => panic!("the center went away: {heard:?}"),
            Heard::Nothing => {
                client.flight = Some(sent);
                return (client, None);
            }
            Heard::Torn(part) => {
                client.flight = Some(sent);
                return (client, Some(part));
            }
        }
    }
    (client, None)
}

fn refused(sent: &Sent, reply: &Reply) -> ! {
    panic!(
        "{} {}: {}: {}",
        sent.request.method,
        sent.request.path,
        sent.request.body,
        reply.text()
    )
}
