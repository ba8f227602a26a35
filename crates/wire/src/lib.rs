//! JSON shapes of the APIs: Partner Center v1, Graph, moves. Server and client use the same ones.
//!
//! Every shape is named and spelled as on the wire and has no behaviour; nothing here decides, stores or asks.
//! A body is read in two steps: [`body::parse`] refuses what is no clean JSON, [`body::read`] makes a shape of it.
//! No clock, no randomness, no network.

// Fields are named as on the wire: the tables under docs/wire and the reference's own say what each of them is.
#![allow(missing_docs)]

#[macro_use]
mod shape;
#[macro_use]
mod spelling;

pub mod accounts;
pub mod agreements;
pub mod applications;
pub mod audit;
pub mod body;
pub mod campaign_table;
pub mod campaigns;
pub mod carts;
pub mod catalogue;
pub mod channel_transfers;
pub mod charges;
pub mod clock;
pub mod countries;
pub mod coverage;
pub mod customers;
pub mod deadlines;
pub mod decimal;
pub mod delegations;
pub mod departures;
pub mod domains;
pub mod enums;
pub mod envelope;
pub mod faults;
pub mod filters;
pub mod graph;
pub mod headers;
pub mod imports;
pub mod incidents;
pub mod inventory;
pub mod invitations;
pub mod licenses;
pub mod margins;
pub mod migrations;
pub mod moves;
pub mod offers;
pub mod orders;
pub mod profiles;
pub mod promotions;
pub mod qualifications;
pub mod relationships;
pub mod request_log;
pub mod sandbox;
pub mod schema;
pub mod seeds;
pub mod self_serve;
pub mod sent;
pub mod service_requests;
pub mod subscriptions;
pub mod tokens;
mod tolerant;
pub mod transfers;
pub mod transitions;
pub mod users;
pub mod validations;
pub mod webhooks;

pub use body::{BodyProblem, BodyProblemKind, Limits};
pub use decimal::Decimal;
pub use envelope::{ApiFault, Attributes, Collection, Header, Link, Links};
pub use sent::Sent;
pub use spelling::{Open, UnknownSpelling};
