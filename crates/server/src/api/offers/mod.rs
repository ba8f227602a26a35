//! Legacy offers and their categories, for a country and for a customer.

mod categories;
mod get;
mod list;
pub(crate) mod view;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("catalogue", PartnerCenter, Token, Read, "GET", "/v1/offers",                                  "list offers (legacy)",                    list::handle),
    route!("catalogue", PartnerCenter, Token, Read, "GET", "/v1/offers/{offer_id}",                       "get offer (legacy)",                      get::handle),
    route!("catalogue", PartnerCenter, Token, Read, "GET", "/v1/offers/{offer_id}/addons",                "list offer add-ons (legacy)",             list::addons),
    route!("catalogue", PartnerCenter, Token, Read, "GET", "/v1/offercategories",                         "list offer categories (legacy)",          categories::handle),
    route!("catalogue", PartnerCenter, Token, Read, "GET", "/v1/customers/{customer_id}/offers",          "list customer offers (legacy)",           list::handle_for),
    route!("catalogue", PartnerCenter, Token, Read, "GET", "/v1/customers/{customer_id}/offercategories", "list customer offer categories (legacy)", categories::handle_for),
];
