//! The APIs over real HTTP against a real server, an area per file.

mod agreements;
mod carts;
mod catalogue;
mod customers;
mod graph_users;
mod identity;
mod licenses;
mod orders;
mod subscriptions;
mod support;
mod users;
