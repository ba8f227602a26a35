//! The pure domain: what an estate, a catalogue, a policy, a plan and a channel rule are.
//!
//! Every crate uses these types; nothing here reads a file, a clock or a random number, and
//! nothing here knows JSON: the document types derive serde's traits, so that the document *is*
//! the type, and `files` reads and writes it.

pub mod agreements;
pub mod assortment;
pub mod audit;
mod availabilities;
pub mod budgets;
pub mod case;
pub mod catalogue;
pub mod charges;
pub mod countries;
pub mod customers;
pub mod dates;
pub mod directory;
pub mod domains;
pub mod estate;
pub mod groups;
pub mod ids;
pub mod instants;
pub mod invitations;
pub mod licenses;
pub mod migrations;
pub mod money;
pub mod notice;
pub mod orders;
pub mod partners;
pub mod permissions;
pub mod plan;
pub mod policy;
pub mod program;
pub mod promotions;
pub mod refusals;
pub mod roles;
pub mod rules;
pub mod subscriptions;
pub mod transitions;
pub mod users;
pub mod webhooks;
