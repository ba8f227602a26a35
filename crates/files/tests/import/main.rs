//! The estate import against layout samples and synthetic variants of them: every layout, finding,
//! question, answer and error. Reads `NAHTLOS_SHARED` (default `../shared`) for the samples.

mod answers;
mod errors;
mod findings;
mod graph;
mod questions;
mod samples;
mod support;
mod tables;
