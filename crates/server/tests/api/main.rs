//! The APIs over real HTTP against a real server, an area per file.

mod administrators;
mod agreements;
mod carts;
mod catalogue;
mod customers;
mod gate;
mod graph_batch;
mod graph_groups;
mod graph_licenses;
mod graph_queries;
mod graph_rest;
mod graph_users;
mod identity;
mod invitation_page;
mod invitations;
mod licenses;
mod lives;
mod mail;
mod mission;
mod newcomers;
mod orders;
mod relationships;
mod smtp;
mod subscriptions;
mod support;
mod users;
