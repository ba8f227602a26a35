//! Estates out of real exports: Graph JSON, admin-center CSV and what they leave open. Called by
//! `nahtlos estate import`; must never guess what an export does not say.
