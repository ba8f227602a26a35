//! Orders of the Partner Center API, and the ledger of what they cost.

mod attachments;
mod charges;
mod create;
mod fulfilment;
mod lines;
mod list;
mod multipart;
mod patch;
pub(crate) mod pricing;
pub(crate) mod view;

pub(crate) use lines::said;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("order",  PartnerCenter, Token, Write, "POST",  "/v1/customers/{customer_id}/orders",                                                         "create order",                  create::handle),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders",                                                         "list orders",                   list::handle),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}",                                              "get order",                     list::get),
    route!("order",  PartnerCenter, Token, Write, "PATCH", "/v1/customers/{customer_id}/orders/{order_id}",                                              "update order",                  patch::handle),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/provisioningstatus",                           "get order provisioning status", fulfilment::provisioning),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/activationlinks",                              "get order activation links",    fulfilment::links),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/lineitems/{line_item_number}/activationlinks", "get line item activation link", fulfilment::line_links),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/attachments",                                  "list order attachments",        attachments::list),
    route!("order",  PartnerCenter, Token, Write, "POST",  "/v1/customers/{customer_id}/orders/{order_id}/attachment",                                   "upload order attachment",       attachments::upload),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/attachment/{attachment_id}",                   "download order attachment",     attachments::download),
    route!("ledger", Own,           Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/charges",                                                  "list charges",                  charges::handle),
];
