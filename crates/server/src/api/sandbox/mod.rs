//! The sandbox's tools: its clock.

mod clock;

use super::routes::{Route, route};
use nahtlos_wire::clock::{Clock, ClockChange};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("sandbox", Own, Token, Read,  "GET",   "/sandbox/v1/clock", "read the clock",                           clock::get).ok::<Clock>(),
    route!("sandbox", Own, Token, Write, "PATCH", "/sandbox/v1/clock", "turn, stop or start the clock",            clock::patch).takes::<ClockChange>().ok::<Clock>(),
    route!("sandbox", Own, Token, Write, "POST",  "/sandbox/v1/clock", "turn, stop or start the clock (spelling)", clock::patch).takes::<ClockChange>().ok::<Clock>(),
];
