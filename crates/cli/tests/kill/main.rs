//! `nahtlos serve` killed, stopped, and left without its database in the middle of sixteen clients' writes over HTTP: what was
//! acknowledged is there, nothing is there by half, and a request that was not answered has one effect when it comes again.
//!
//! `NAHTLOS_KILL_ROUNDS` sets how often the program is killed, `NAHTLOS_KILL_SEED` the moments at which.

mod center;
mod chance;
mod clients;
mod due;
mod inside;
mod load;
mod outside;
mod trial;
mod wire;
mod world;

use nahtlos_store::Location;
use nahtlos_testbed::{Place, Postgres};
use trial::Trial;

/// Kills in the ordinary run.
const FEW: u32 = 3;
/// Kills in the long run.
const MANY: u32 = 20;

async fn killed(place: Place, usual: u32) {
    let rounds = std::env::var("NAHTLOS_KILL_ROUNDS").ok();
    let rounds = rounds.map_or(usual, |text| text.parse().expect("NAHTLOS_KILL_ROUNDS is a number"));
    let mut trial = Trial::new(place.location().clone()).await;
    for _ in 0..rounds {
        trial.kill().await;
    }
    trial.report();
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_on_sqlite_it_keeps_what_it_answered() {
    killed(Place::sqlite(), FEW).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_on_postgres_it_keeps_what_it_answered() {
    killed(Place::postgres(), FEW).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "kills it 20 times, for a minute: cargo test -p nahtlos-cli --test kill -- --ignored"]
async fn killed_twenty_times_on_sqlite_it_keeps_what_it_answered() {
    killed(Place::sqlite(), MANY).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "kills it 20 times, for a minute: cargo test -p nahtlos-cli --test kill -- --ignored"]
async fn killed_twenty_times_on_postgres_it_keeps_what_it_answered() {
    killed(Place::postgres(), MANY).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_three_is_killed_and_the_others_keep_what_all_answered() {
    let mut trial = Trial::new(Place::postgres().location().clone()).await;
    for _ in 0..2 {
        trial.lose_one_of_three().await;
    }
    trial.report();
}

#[tokio::test(flavor = "multi_thread")]
async fn due_work_of_three_is_done_once_though_one_is_killed() {
    due::done_once().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_finishes_what_it_began() {
    for place in Place::each() {
        let mut trial = Trial::new(place.location().clone()).await;
        trial.stop().await;
        trial.report();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_postgres_is_killed_it_acknowledges_nothing_and_goes_on_afterwards() {
    let cluster = Postgres::start();
    let location = Location::parse(&cluster.fresh_database().url);
    let mut trial = Trial::new(location).await;
    trial.lose(&cluster).await;
    trial.report();
}
