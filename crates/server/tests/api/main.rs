//! The APIs over real HTTP against a real server, an area per file.

mod catalogue;
mod licenses;
mod subscriptions;
mod support;
mod users;
