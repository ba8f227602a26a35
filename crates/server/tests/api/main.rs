//! The APIs over real HTTP against a real server, an area per file.

mod subscriptions;
mod support;
