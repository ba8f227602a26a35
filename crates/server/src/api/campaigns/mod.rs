//! Our own: campaigns, made, filled, scheduled, approved and watched.

mod customers;
mod read;
mod table;
mod view;
mod write;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, campaigns as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("campaign", Own, Token, Read,  "GET",   "/moves/v1/campaigns",                                                   "list campaigns",               read::list).asks("size:integer before").ok::<Collection<wire::Campaign>>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns",                                                   "make campaign",                write::make).takes::<wire::CampaignRequest>().creates::<wire::Campaign>(),
    route!("campaign", Own, Token, Read,  "GET",   "/moves/v1/campaigns/{campaign_id}",                                     "get campaign",                 read::get).ok::<wire::Campaign>(),
    route!("campaign", Own, Token, Write, "PATCH", "/moves/v1/campaigns/{campaign_id}",                                     "change campaign",              write::change).takes::<wire::CampaignRequest>().ok::<wire::Campaign>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/schedule",                            "schedule campaign",            write::schedule).ok::<wire::Campaign>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/approve",                             "approve campaign",             write::approve).takes::<wire::CampaignYes>().ok::<wire::Campaign>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/pause",                               "pause campaign",               write::pause).ok::<wire::Campaign>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/resume",                              "resume campaign",              write::resume).ok::<wire::Campaign>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/abandon",                             "abandon campaign",             write::abandon).ok::<wire::Campaign>(),
    route!("campaign", Own, Token, Read,  "GET",   "/moves/v1/campaigns/{campaign_id}/candidates",                          "list candidates of campaign",  customers::candidates).asks("q size:integer after").ok::<Collection<wire::CampaignCandidate>>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/candidates/{customer_id}",            "read candidate of campaign",   customers::read).creates::<wire::CampaignCustomer>(),
    route!("campaign", Own, Token, Read,  "GET",   "/moves/v1/campaigns/{campaign_id}/customers",                           "list customers of campaign",   customers::list).asks("size:integer state after format").ok::<Collection<wire::CampaignCustomer>>().media(200, "text/csv"),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/customers",                           "add customer to campaign",     customers::add).takes::<wire::CampaignCustomerRequest>().creates::<wire::CampaignCustomer>(),
    route!("campaign", Own, Token, Read,  "GET",   "/moves/v1/campaigns/{campaign_id}/customers/{customer_id}",             "get customer of campaign",     customers::get).ok::<wire::CampaignCustomer>(),
    route!("campaign", Own, Token, Write, "PATCH", "/moves/v1/campaigns/{campaign_id}/customers/{customer_id}",             "change customer of campaign",  customers::change).takes::<wire::CampaignCustomerRequest>().ok::<wire::CampaignCustomer>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/customers/{customer_id}/exclude",     "exclude customer of campaign", customers::exclude).takes::<wire::CampaignExclusion>().ok::<wire::CampaignCustomer>(),
    route!("campaign", Own, Token, Write, "POST",  "/moves/v1/campaigns/{campaign_id}/customers/{customer_id}/include",     "include customer of campaign", customers::include).ok::<wire::CampaignCustomer>(),
];
