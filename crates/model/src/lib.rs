//! The pure domain: what an estate, a catalogue, a policy, a plan and a channel rule are.
//!
//! Every crate uses these types; nothing here reads a file, a clock or a random number, and
//! nothing here knows JSON: the document types derive serde's traits, so that the document *is*
//! the type, and `files` reads and writes it.

pub mod accounts;
pub mod addresses;
pub mod agreements;
pub mod assortment;
pub mod audit;
mod availabilities;
pub mod budgets;
pub mod campaigns;
pub mod case;
pub mod catalogue;
pub mod channel_transfers;
pub mod charges;
pub mod countries;
pub mod customers;
pub mod dates;
pub mod delegations;
pub mod departures;
pub mod directory;
pub mod domains;
pub mod estate;
pub mod groups;
pub mod ids;
pub mod incidents;
pub mod instants;
pub mod invitations;
pub mod licenses;
pub mod migrations;
pub mod money;
pub mod moves;
pub mod notice;
pub mod orders;
pub mod partners;
pub mod permissions;
pub mod plan;
pub mod plan_ways;
pub mod policy;
pub mod profiles;
pub mod program;
pub mod promotions;
pub mod rates;
pub mod refusals;
pub mod request_log;
pub mod roles;
pub mod rules;
pub mod self_serve;
pub mod service_requests;
pub mod subscriptions;
pub mod transfers;
pub mod transitions;
pub mod users;
pub mod webhooks;
