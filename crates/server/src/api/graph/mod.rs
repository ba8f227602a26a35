//! The licence part of Graph under `/v1.0`.

pub(crate) mod applications;
pub(crate) mod batch;
pub(crate) mod directory;
pub(crate) mod domains;
pub(crate) mod groups;
pub(crate) mod licenses;
pub(crate) mod organization;
pub(crate) mod users;

use super::routes::Route;

/// Every route of Graph.
pub(crate) fn routes() -> Vec<Route> {
    [
        applications::ROUTES,
        batch::ROUTES,
        directory::ROUTES,
        domains::ROUTES,
        groups::ROUTES,
        licenses::ROUTES,
        organization::ROUTES,
        users::ROUTES,
    ]
    .concat()
}
