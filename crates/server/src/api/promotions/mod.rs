//! Promotions, and whether a customer may have one.

mod eligibility;
mod get;
mod list;
mod view;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, promotions as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/productpromotions",                              "list promotions",              list::handle).asks("country:country! segment:segment! targetSegment:segment").ok::<Collection<wire::ProductPromotion>>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/productpromotions/{promotion_id}",               "get promotion",                get::handle).asks("country:country! targetSegment:segment").ok::<wire::ProductPromotion>(),
    route!("catalogue", PartnerCenter, Token, Read, "POST", "/v1/customers/{customer_id}/promotionEligibilities", "verify promotion eligibility", eligibility::handle).asks("targetSegment:segment").takes::<wire::PromotionEligibilitiesRequest>().ok::<Collection<wire::PromotionEligibilities>>(),
];
