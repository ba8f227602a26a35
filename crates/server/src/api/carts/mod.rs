//! Carts of the Partner Center API.

mod checkout;
mod fill;
mod get;
mod lines;
mod view;

use super::routes::{Route, route};
use nahtlos_wire::carts::{Cart, CartCheckoutResult};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("cart", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/carts",                    "create cart",   fill::create).takes::<Cart>().creates::<Cart>(),
    route!("cart", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/carts/{cart_id}",          "get cart",      get::handle).ok::<Cart>(),
    route!("cart", PartnerCenter, Token, Write, "PUT",  "/v1/customers/{customer_id}/carts/{cart_id}",          "update cart",   fill::update).takes::<Cart>().creates::<Cart>(),
    route!("cart", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/carts/{cart_id}/checkout", "checkout cart", checkout::handle).creates::<CartCheckoutResult>(),
];
