//! The APIs over HTTP: one route table, one context, one file per operation, one place where errors are written.

pub(crate) mod agreements;
pub(crate) mod answer;
pub(crate) mod ask;
pub(crate) mod carts;
pub(crate) mod catalogue;
pub(crate) mod context;
pub(crate) mod convert;
pub(crate) mod customers;
pub(crate) mod dispatch;
pub(crate) mod graph;
pub(crate) mod invitations;
pub(crate) mod licenses;
pub(crate) mod offers;
pub(crate) mod orders;
pub(crate) mod problem;
pub(crate) mod products;
pub(crate) mod promotions;
pub(crate) mod relationships;
pub mod routes;
pub(crate) mod sandbox;
mod spending;
pub(crate) mod struck;
pub(crate) mod subscriptions;
pub(crate) mod tokens;
mod transitions;
pub(crate) mod unbuilt;
pub(crate) mod users;
