//! Batches: several requests in one, each answered as if it had come alone.

mod part;
mod run;

use crate::api::routes::{Route, route};
use nahtlos_wire::graph::batch::{BatchRequest, BatchResponse};

/// The one path of a batch.
const BATCH: &str = "/v1.0/$batch";

pub(crate) const ROUTES: &[Route] = &[route!("graph", Graph, Token, Write, "POST", "/v1.0/$batch", "batch", run::handle)
    .takes::<BatchRequest>()
    .ok::<BatchResponse>()];
