//! The cases, an area or two per file, in the order in which they are performed: later ones use what earlier ones made.

mod agreements;
mod catalogue;
mod customers;
mod desk;
mod graph;
mod profiles;
mod purchases;
mod subscriptions;
mod tokens;
mod transitions;
mod users;

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
    graph::CASES,
];
