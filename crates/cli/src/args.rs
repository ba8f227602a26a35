//! The command line's grammar: the tree of commands and the options that all of them share.
//! Each command's own options stand in its file under `commands/`.

use crate::commands::{
    accounts, audit, campaign, case, catalogue, completions, cover, customers, delegated_admin, demo, estate, evidence, licences, moves,
    openapi, orders, serve, service_requests, sign_in, subscriptions, upkeep, webhooks,
};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Moves customers with licence-based subscriptions into your programme, at the least cost and without a gap.
#[derive(Debug, Parser)]
#[command(name = "nahtlos", version, max_term_width = 110, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  nahtlos demo                                         see a whole move, on bundled exports
  nahtlos estate import exports/* --products products.csv --answers answers.toml -o estate.json
  nahtlos case new nordwind --estate estate.json --products products.csv --prices pricelist.csv --offers offermatrix.csv
  nahtlos move plan nordwind -o plan.json --report plan.html
  nahtlos move verify nordwind plan.json
  nahtlos serve --sandbox                              a center to try things on; then `nahtlos customers list`

Exit codes: 0 done, 1 refused or not proved, 2 usage, 3 bug.";

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Language of what is printed and reported [default: from LC_ALL, LC_MESSAGES or LANG; else en]
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Language>,
    /// When to use colours; `auto` minds the terminal and NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

/// A language of the texts.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// German
    De,
    /// English
    En,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What a customer holds today
    #[command(subcommand)]
    Estate(estate::Command),
    /// The vendor's official files
    #[command(subcommand)]
    Catalogue(catalogue::Command),
    /// Compare what SKUs contain: plans kept, gained, satisfied by a higher plan, lost
    Cover(cover::Cover),
    /// A folder with all that a plan is made from
    #[command(subcommand)]
    Case(case::Command),
    /// Plan a move, prove it, explain it; have it carried out at a center
    #[command(subcommand)]
    Move(moves::Command),
    /// Evidence of moves: checked, and the key by which it is signed
    #[command(subcommand)]
    Evidence(evidence::Command),
    /// Your accounts at other services, where moves are carried out
    #[command(subcommand)]
    Account(accounts::Command),
    /// Many customers at once
    #[command(subcommand)]
    Campaign(campaign::Command),
    /// A whole move on bundled exports: import, plan, proof, day by day, report
    Demo(demo::Demo),
    /// The partner center, over HTTP
    Serve(serve::Serve),
    /// Look at everything a center stands on, and say what to mend
    Doctor(upkeep::doctor::Doctor),
    /// Bring a database to this program's schema, or say what that would do
    Migrate(upkeep::migrate::Migrate),
    /// One state of the database as a file, while the center runs
    Backup(upkeep::backup::Backup),
    /// A database of a backup, where there is none
    Restore(upkeep::restore::Restore),
    /// Sign in at a center, for the commands below
    SignIn(sign_in::SignIn),
    /// A partner's customers, at a center
    #[command(subcommand)]
    Customers(customers::Command),
    /// A customer's subscriptions, at a center
    #[command(subcommand)]
    Subscriptions(subscriptions::Command),
    /// A customer's orders, at a center
    #[command(subcommand)]
    Orders(orders::Command),
    /// A customer's licences, at a center
    #[command(subcommand)]
    Licences(licences::Command),
    /// Granular delegated administration, at a center
    #[command(subcommand)]
    DelegatedAdmin(delegated_admin::Command),
    /// What you ask of the programme, at a center
    #[command(subcommand)]
    ServiceRequests(service_requests::Command),
    /// Where a center tells of changes, and whether it arrives
    #[command(subcommand)]
    Webhooks(webhooks::Command),
    /// Print the OpenAPI document of the center
    #[command(name = "openapi")]
    OpenApi(openapi::OpenApi),
    /// The audit trail: taken home, verified
    #[command(subcommand)]
    Audit(audit::Command),
    /// Completions for a shell
    Completions(completions::Completions),
}
