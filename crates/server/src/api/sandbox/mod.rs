//! The sandbox's tools: its clock, faults on order, seeds, and what there is.

mod clock;
mod coverage;
mod faults;
mod seeds;

use super::{
    openapi::Bytes,
    routes::{Route, route},
};
use nahtlos_wire::{
    Collection,
    clock::{Clock, ClockChange},
    coverage::Coverage,
    faults::{Fault, Injected},
    imports::CatalogueRefused,
    seeds::Planted,
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("sandbox", Own, Token, Read,  "GET",    "/sandbox/v1/clock",             "read the clock",                           clock::get).ok::<Clock>(),
    route!("sandbox", Own, Token, Write, "PATCH",  "/sandbox/v1/clock",             "turn, stop or start the clock",            clock::patch).takes::<ClockChange>().ok::<Clock>(),
    route!("sandbox", Own, Token, Write, "POST",   "/sandbox/v1/clock",             "turn, stop or start the clock (spelling)", clock::patch).takes::<ClockChange>().ok::<Clock>(),
    route!("sandbox", Own, Token, Write, "POST",   "/sandbox/v1/faults",            "order a fault",                            faults::order).takes::<Fault>().creates::<Fault>(),
    route!("sandbox", Own, Token, Read,  "GET",    "/sandbox/v1/faults",            "list faults on order",                     faults::list).ok::<Collection<Fault>>(),
    route!("sandbox", Own, Token, Write, "DELETE", "/sandbox/v1/faults",            "take back every fault",                    faults::clear).nothing(),
    route!("sandbox", Own, Token, Read,  "GET",    "/sandbox/v1/faults/log",        "read the log of faults",                   faults::log).asks("from:integer size:integer").ok::<Collection<Injected>>(),
    route!("sandbox", Own, Token, Read,  "GET",    "/sandbox/v1/faults/{fault_id}", "get fault on order",                       faults::get).ok::<Fault>(),
    route!("sandbox", Own, Token, Write, "DELETE", "/sandbox/v1/faults/{fault_id}", "take back a fault",                        faults::remove).nothing(),
    route!("sandbox", Own, Public, Read, "GET",    "/sandbox",                      "show what there is",                       coverage::page).asks("lang").pages(&[200]).refuses(&[400, 403, 404]),
    route!("sandbox", Own, Public, Read, "GET",    "/sandbox/v1/coverage",          "list operations and calls",                coverage::json).ok::<Coverage>().refuses(&[400, 403, 404]),
    route!("sandbox", Own, Token, Upload, "POST",  "/sandbox/v1/seeds",             "plant a seed",                             seeds::handle).asks("file").body::<Bytes>("application/octet-stream", true).creates::<Planted>().answers::<CatalogueRefused>(400),
];
