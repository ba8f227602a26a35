//! The sandbox's tools: its clock.

mod clock;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("sandbox", Own, Token, Read,  "GET",   "/sandbox/v1/clock", "read the clock",                           clock::get),
    route!("sandbox", Own, Token, Write, "PATCH", "/sandbox/v1/clock", "turn, stop or start the clock",            clock::patch),
    route!("sandbox", Own, Token, Write, "POST",  "/sandbox/v1/clock", "turn, stop or start the clock (spelling)", clock::patch),
];
