//! Support of the planner's tests: a short way to write small cases, an exhaustive optimiser for tiny ones, and plan
//! documents written out from decisions. Nothing here calls the proof or the search.
#![allow(dead_code, missing_docs, unreachable_pub)]

pub mod brute;
pub mod build;
pub mod document;
pub mod integer;
pub mod random;
pub mod rich;

#[allow(unused_imports)]
pub use build::{Build, day, plan, sku};

use nahtlos_model::money::Exact;

/// A fraction from a decimal text: `"364.92"`.
pub fn decimal(text: &str) -> Exact {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let den = 10i128.pow(part.len() as u32);
    Exact::new(format!("{whole}{part}").parse().unwrap(), den).unwrap()
}

/// A fraction.
pub fn fraction(num: i128, den: i128) -> Exact {
    Exact::new(num, den).unwrap()
}

/// How often a property is tried: `PROPTEST_CASES` times where it is set, so that a long run is one variable away.
pub fn tries(usual: u32) -> proptest::test_runner::Config {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    proptest::test_runner::Config {
        failure_persistence: None,
        ..proptest::test_runner::Config::with_cases(wanted.unwrap_or(usual))
    }
}
