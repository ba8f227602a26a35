//! The proof: re-derives everything a plan claims, sharing no code with the search.

mod certificate;

pub use certificate::{Certificate, CounterExample, Minimum, PoolProof, Tightest, Verdict};
