//! The cases, an area or two per file, in the order in which they are performed: later ones use what earlier ones made.

mod agreements;
mod catalogue;
mod customers;
mod graph;
mod purchases;
mod subscriptions;
mod tokens;
mod transfers;
mod transitions;
mod users;

use crate::case::Case;

/// Every case.
pub(crate) const ALL: &[&[Case]] = &[
    tokens::CASES,
    customers::RELATIONSHIPS,
    customers::CUSTOMERS,
    agreements::CASES,
    users::USERS,
    users::LICENSES,
    catalogue::CASES,
    purchases::CARTS,
    purchases::ORDERS,
    subscriptions::CASES,
    transitions::CASES,
    transfers::CASES,
    graph::CASES,
];
