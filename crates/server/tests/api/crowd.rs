//! Two partners and a customer's users, drawn at random and often at once: purchases, seats, licences, transitions, migrations,
//! transfers in both generations, and turns of the clock. No small reference here (`lives` has one): what is checked after every round
//! is what must hold whatever was done.
//!
//! `PROPTEST_CASES` rows are played where it is set, each in a world of its own whose clock stands until it is turned.

mod asked;
mod player;
mod truths;

use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// How often the property is tried: `PROPTEST_CASES` times where it is set.
fn tries(usual: u32) -> Config {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    Config {
        failure_persistence: None,
        max_shrink_iters: 100,
        ..Config::with_cases(wanted.unwrap_or(usual))
    }
}

#[test]
fn whatever_two_partners_do_nobody_loses_a_service() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let kept = runtime.block_on(player::furnished());
    let done = std::cell::RefCell::new(player::Tally::default());
    let outcome = TestRunner::new(tries(10)).run(&asked::rows(), |row| {
        let tally = runtime.block_on(player::play(&kept, &row)).map_err(TestCaseError::fail)?;
        done.borrow_mut().add(&tally);
        Ok(())
    });
    if let Err(failed) = outcome {
        panic!("{failed}");
    }
    let done = done.into_inner();
    println!("{done:?}");
    // In a few rows one kind or another may not come; all of them together do.
    let seen = done.transitions + done.migrations + done.transfers + done.assigned;
    assert!(seen >= 5, "too little happened to show anything: {done:?}");
}
