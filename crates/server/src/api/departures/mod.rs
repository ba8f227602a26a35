//! Our own: a partner's checklist for a customer who leaves.

mod read;
mod view;
mod write;

pub(crate) use view::notice;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, departures as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("departure", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/departures",                          "list departures",    read::list).ok::<Collection<wire::Departure>>(),
    route!("departure", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/departures",                          "begin departure",    write::open).may_take::<wire::Departure>().creates::<wire::Departure>(),
    route!("departure", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/departures/{departure_id}",           "get departure",      read::get).ok::<wire::Departure>(),
    route!("departure", Own, Token, Write, "PATCH", "/moves/v1/customers/{customer_id}/departures/{departure_id}",           "change departure",   write::change).hears("If-Match").takes::<wire::Departure>().ok::<wire::Departure>(),
    route!("departure", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/departures/{departure_id}/close",     "close departure",    write::close).ok::<wire::Departure>(),
    route!("departure", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/departures/{departure_id}/withdraw",  "withdraw departure", write::withdraw).ok::<wire::Departure>(),
];
