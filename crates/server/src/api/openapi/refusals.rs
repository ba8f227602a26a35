//! Refusals that follow from what a route is: nobody without a token, nobody without the right, nothing that is not there, and so on.

use crate::api::{
    routes::{Access, Flavour, Route},
    told::Reply,
};
use nahtlos_wire::{ApiFault, envelope::GatewayFault, graph::GraphError, schema::Described, tokens::TokenError};
use std::collections::BTreeSet;

/// Every refusal of a route with its body.
pub(super) fn of(route: &Route) -> impl Iterator<Item = Reply> {
    let flavour = route.flavour;
    statuses(route).into_iter().map(move |status| Reply {
        status,
        media: "application/json",
        shape: Some(match (flavour, status) {
            // The host of price files has Graph's body, with less in it.
            (Flavour::Graph | Flavour::Sales, _) => GraphError::schema,
            (Flavour::Token, _) => TokenError::schema,
            (_, 429) => GatewayFault::schema,
            _ => ApiFault::schema,
        }),
    })
}

fn statuses(route: &Route) -> BTreeSet<u16> {
    let told = &route.told;
    let (writes, names) = (!matches!(route.method, "GET" | "HEAD"), route.path.contains('{'));
    // Of a route that tells nothing yet, everything is thought possible.
    let silent = !route.is_told();
    let asks = silent || names || !told.query.is_empty() || told.body.is_some();
    // Broken, or the database is away.
    let mut all = BTreeSet::from([500, 503]);
    let mut may = |status, when: bool| when.then(|| all.insert(status));
    let guarded = route.access != Access::Public;
    may(401, guarded);
    may(403, guarded);
    may(429, guarded || route.flavour == Flavour::Token);
    match route.flavour {
        // Graph refuses options that it does not know, and what is named in a body may be missing.
        Flavour::Graph => {
            may(400, true);
            // A directory in which nobody granted the caller anything is not there for it.
            may(404, true);
            may(409, writes);
        }
        Flavour::Token => {
            may(400, true);
            may(401, writes);
        }
        _ => {
            may(400, asks || writes);
            may(404, silent || names || told.body.is_some());
            // A request id that was used for another request, at least.
            may(409, guarded && writes);
        }
    }
    all.extend(told.refuses);
    all
}
