//! Lives drawn at random: orders, changes, licences and turns of the clock through the API, beside a small reference that was written
//! from the documents. After every step the two must show the same; what is refused must be refused with a documented code; at the
//! end the ledger sums to the life, and the audit chain holds.
//!
//! `PROPTEST_CASES` rows are played where it is set, each in a world of its own whose clock stands until it is turned.

mod asked;
mod change;
mod ledger;
mod life;
mod player;
mod shelf;
mod tenant;
mod verdict;
mod words;

use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// How often the property is tried: `PROPTEST_CASES` times where it is set, so that a long run is one variable away.
fn tries(usual: u32) -> Config {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    Config {
        failure_persistence: None,
        max_shrink_iters: 1000,
        ..Config::with_cases(wanted.unwrap_or(usual))
    }
}

#[test]
fn lives_go_as_the_documents_have_it() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let kept = runtime.block_on(player::furnished());
    let outcome = TestRunner::new(tries(40)).run(&asked::rows(), |(begins, row)| {
        let played = runtime.block_on(player::play(&kept, begins, &row));
        played.map_err(TestCaseError::fail)
    });
    if let Err(failed) = outcome {
        panic!("{failed}");
    }
}
