//! The sandbox's tools: its clock, faults on order, seeds, and what there is.

mod clock;
mod coverage;
mod faults;
mod seeds;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("sandbox", Own, Token, Read,  "GET",    "/sandbox/v1/clock",             "read the clock",                           clock::get),
    route!("sandbox", Own, Token, Write, "PATCH",  "/sandbox/v1/clock",             "turn, stop or start the clock",            clock::patch),
    route!("sandbox", Own, Token, Write, "POST",   "/sandbox/v1/clock",             "turn, stop or start the clock (spelling)", clock::patch),
    route!("sandbox", Own, Token, Write, "POST",   "/sandbox/v1/faults",            "order a fault",                            faults::order),
    route!("sandbox", Own, Token, Read,  "GET",    "/sandbox/v1/faults",            "list faults on order",                     faults::list),
    route!("sandbox", Own, Token, Write, "DELETE", "/sandbox/v1/faults",            "take back every fault",                    faults::clear),
    route!("sandbox", Own, Token, Read,  "GET",    "/sandbox/v1/faults/log",        "read the log of faults",                   faults::log),
    route!("sandbox", Own, Token, Read,  "GET",    "/sandbox/v1/faults/{fault_id}", "get fault on order",                       faults::get),
    route!("sandbox", Own, Token, Write, "DELETE", "/sandbox/v1/faults/{fault_id}", "take back a fault",                        faults::remove),
    route!("sandbox", Own, Public, Read, "GET",    "/sandbox",                      "show what there is",                       coverage::page),
    route!("sandbox", Own, Public, Read, "GET",    "/sandbox/v1/coverage",          "list operations and calls",                coverage::json),
    route!("sandbox", Own, Token, Upload, "POST",  "/sandbox/v1/seeds",             "plant a seed",                             seeds::handle),
];
