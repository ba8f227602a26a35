//! Our own: channel transfers, from volume licensing into the partner programme.

mod read;
mod view;
mod write;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("channelTransfer", Own, Token, Read,  "GET",   "/moves/v1/channelTransfers",                                                           "list channel transfers over all customers", read::own),
    route!("channelTransfer", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/channelSubscriptions",                               "list subscriptions of other channels",      read::sources),
    route!("channelTransfer", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/channelTransfers/preview",                           "preview channel transfer",                  write::preview),
    route!("channelTransfer", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/channelTransfers",                                   "list channel transfers",                    read::list),
    route!("channelTransfer", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/channelTransfers",                                   "schedule channel transfer",                 write::schedule),
    route!("channelTransfer", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/channelTransfers/{channel_transfer_id}",             "get channel transfer",                      read::get),
    route!("channelTransfer", Own, Token, Write, "PATCH", "/moves/v1/customers/{customer_id}/channelTransfers/{channel_transfer_id}",             "change channel transfer",                   write::change),
    route!("channelTransfer", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/channelTransfers/{channel_transfer_id}/cancel",      "cancel channel transfer",                   write::cancel),
    route!("channelTransfer", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/channelTransfers/{channel_transfer_id}/start",       "start channel transfer",                    write::start),
];
