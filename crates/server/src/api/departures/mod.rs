//! Our own: a partner's checklist for a customer who leaves.

mod read;
mod view;
mod write;

pub(crate) use view::notice;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("departure", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/departures",                          "list departures",    read::list),
    route!("departure", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/departures",                          "begin departure",    write::open),
    route!("departure", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/departures/{departure_id}",           "get departure",      read::get),
    route!("departure", Own, Token, Write, "PATCH", "/moves/v1/customers/{customer_id}/departures/{departure_id}",           "change departure",   write::change),
    route!("departure", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/departures/{departure_id}/close",     "close departure",    write::close),
    route!("departure", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/departures/{departure_id}/withdraw",  "withdraw departure", write::withdraw),
];
