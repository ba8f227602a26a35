//! One file per command: its options, and what it does with the other crates. Called by `main` only.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod campaign;
pub(crate) mod case;
pub(crate) mod catalogue;
pub(crate) mod completions;
pub(crate) mod cover;
pub(crate) mod customers;
pub(crate) mod delegated_admin;
pub(crate) mod demo;
pub(crate) mod estate;
pub(crate) mod evidence;
pub(crate) mod licences;
pub(crate) mod moves;
pub(crate) mod openapi;
pub(crate) mod orders;
pub(crate) mod serve;
pub(crate) mod service_requests;
pub(crate) mod sign_in;
pub(crate) mod subscriptions;
pub(crate) mod upkeep;
pub(crate) mod webhooks;

use crate::{args::Command, end::Ended, screen::Screen};

/// Runs a command.
pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Estate(command) => estate::run(command, screen),
        Command::Catalogue(command) => catalogue::run(command, screen),
        Command::Cover(command) => cover::run(&command, screen),
        Command::Case(command) => case::run(command, screen),
        Command::Move(command) => moves::run(command, screen),
        Command::Evidence(command) => evidence::run(&command, screen),
        Command::Account(command) => accounts::run(&command, screen),
        Command::Campaign(command) => campaign::run(command, screen),
        Command::Demo(command) => demo::run(&command, screen),
        Command::Serve(command) => serve::run(&command, screen),
        Command::Doctor(command) => upkeep::doctor::run(&command, screen),
        Command::Migrate(command) => upkeep::migrate::run(&command, screen),
        Command::Backup(command) => upkeep::backup::run(&command, screen),
        Command::Restore(command) => upkeep::restore::run(&command, screen),
        Command::SignIn(command) => sign_in::run(&command, screen),
        Command::Customers(command) => customers::run(&command, screen),
        Command::Subscriptions(command) => subscriptions::run(&command, screen),
        Command::Orders(command) => orders::run(&command, screen),
        Command::Licences(command) => licences::run(&command, screen),
        Command::DelegatedAdmin(command) => delegated_admin::run(&command, screen),
        Command::ServiceRequests(command) => service_requests::run(&command, screen),
        Command::Webhooks(command) => webhooks::run(&command, screen),
        Command::OpenApi(_) => openapi::run(screen),
        Command::Audit(command) => audit::run(&command, screen),
        Command::Completions(command) => completions::run(&command, screen),
    }
}
