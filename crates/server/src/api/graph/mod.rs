//! The licence part of Graph under `/v1.0`.

pub(crate) mod applications;
pub(crate) mod batch;
pub(crate) mod body;
pub(crate) mod delegations;
pub(crate) mod directory;
pub(crate) mod domains;
pub(crate) mod groups;
pub(crate) mod licenses;
pub(crate) mod odata;
pub(crate) mod organization;
pub(crate) mod prefer;
pub(crate) mod said;
pub(crate) mod users;

use super::routes::Route;

/// The media type of Graph's JSON.
pub(crate) const JSON: &str = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/// Every route of Graph.
pub(crate) fn routes() -> Vec<Route> {
    [
        applications::ROUTES,
        batch::ROUTES,
        delegations::ROUTES,
        directory::ROUTES,
        domains::ROUTES,
        groups::ROUTES,
        licenses::ROUTES,
        organization::ROUTES,
        users::ROUTES,
    ]
    .concat()
}
