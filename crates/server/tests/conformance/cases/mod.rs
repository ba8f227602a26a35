//! The cases, an area or two per file, in the order in which they are performed: later ones use what earlier ones made.

mod agreements;
mod catalogue;
mod customers;
mod desk;
mod gdap;
mod graph;
mod migrations;
mod profiles;
mod purchases;
mod subscriptions;
mod tokens;
mod transfers;
mod transitions;
mod users;
mod webhooks;

use crate::case::Case;

/// Every case.
pub(crate) const ALL: &[&[Case]] = &[
    tokens::CASES,
    customers::RELATIONSHIPS,
    customers::CUSTOMERS,
    profiles::PROFILES,
    profiles::UTILITIES,
    desk::SERVICE_REQUESTS,
    desk::SELF_SERVE,
    desk::SECOND_FACTORS,
    desk::PRICING,
    agreements::CASES,
    users::USERS,
    users::LICENSES,
    catalogue::CASES,
    purchases::CARTS,
    purchases::ORDERS,
    subscriptions::CASES,
    transitions::CASES,
    transfers::CASES,
    migrations::CASES,
    webhooks::WEBHOOKS,
    webhooks::AUDIT,
    graph::CASES,
    gdap::CASES,
];
