//! The files people have, in and out: official catalogue files, estates, policies, plans and the
//! exports that estates come from. Used by the command line and, later, the server.
//!
//! Every reader takes bytes or `impl Read` and a file name, and reports [`problem::Problem`]s that
//! say file, line, column, what was found and how to mend it. Memory stays bounded on any input.
//! Nothing here plans, decides or formats sentences for reports.

// A problem is made once for a wrong row or file, never on the way of a good one.
#![allow(clippy::result_large_err)]

pub mod archive;
pub mod assemble;
pub mod case;
pub mod catalogue;
pub mod cell;
pub mod cover;
pub mod estate;
pub mod evidence;
pub mod fuzz;
pub mod import;
pub mod json;
pub mod nearest;
pub mod plan;
pub mod policy;
pub mod problem;
pub mod seed;
pub mod sheet;
pub mod swaps;
pub mod table;
pub mod write;
