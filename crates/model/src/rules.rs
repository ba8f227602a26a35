//! Channel rules: dated packs under `crates/model/rules/`, each rule with its source. They decide
//! actions, deadlines and warnings of a plan; they never count as cover.
pub mod placeholder {}
