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
use nahtlos_wire::{Collection, charges::ChargeLine, orders as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("order",  PartnerCenter, Token, Write, "POST",  "/v1/customers/{customer_id}/orders",                                                         "create order",                  create::handle).takes::<wire::Order>().creates::<wire::Order>(),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders",                                                         "list orders",                   list::handle).asks("billingType include_price:boolean").ok::<Collection<wire::Order>>(),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}",                                              "get order",                     list::get).asks("include_price:boolean").ok::<wire::Order>(),
    route!("order",  PartnerCenter, Token, Write, "PATCH", "/v1/customers/{customer_id}/orders/{order_id}",                                              "update order",                  patch::handle).asks("include_price:boolean").takes::<wire::Order>().ok::<wire::Order>(),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/provisioningstatus",                           "get order provisioning status", fulfilment::provisioning).ok::<Collection<wire::OrderLineItemProvisioningStatus>>(),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/activationlinks",                              "get order activation links",    fulfilment::links).ok::<Collection<wire::OrderLineItemActivationLink>>(),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/lineitems/{line_item_number}/activationlinks", "get line item activation link", fulfilment::line_links).ok::<Collection<wire::OrderLineItemActivationLink>>(),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/attachments",                                  "list order attachments",        attachments::list).ok::<Collection<wire::OrderAttachment>>(),
    route!("order",  PartnerCenter, Token, Write, "POST",  "/v1/customers/{customer_id}/orders/{order_id}/attachment",                                   "upload order attachment",       attachments::upload).body::<attachments::Upload>("multipart/form-data", true).creates::<Collection<wire::OrderAttachment>>(),
    route!("order",  PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/orders/{order_id}/attachment/{attachment_id}",                   "download order attachment",     attachments::download).media(200, "*/*"),
    route!("ledger", Own,           Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/charges",                                                  "list charges",                  charges::handle).asks("size:integer after").ok::<Collection<ChargeLine>>(),
];
