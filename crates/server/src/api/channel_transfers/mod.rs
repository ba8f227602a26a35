//! Our own: channel transfers, from volume licensing into the partner programme.

mod read;
mod view;
mod write;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, channel_transfers as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("channelTransfer", Own, Token, Read,  "GET",   "/moves/v1/channelTransfers",                                                           "list channel transfers over all customers", read::own).asks("size:integer status before").ok::<Collection<wire::ChannelTransfer>>(),
    route!("channelTransfer", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/channelSubscriptions",                               "list subscriptions of other channels",      read::sources).asks("channel").ok::<Collection<wire::ChannelSubscription>>(),
    route!("channelTransfer", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/channelTransfers/preview",                           "preview channel transfer",                  write::preview).takes::<wire::ChannelTransfer>().ok::<wire::ChannelTransfer>(),
    route!("channelTransfer", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/channelTransfers",                                   "list channel transfers",                    read::list).asks("open").ok::<Collection<wire::ChannelTransfer>>(),
    route!("channelTransfer", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/channelTransfers",                                   "schedule channel transfer",                 write::schedule).takes::<wire::ChannelTransfer>().creates::<wire::ChannelTransfer>(),
    route!("channelTransfer", Own, Token, Read,  "GET",   "/moves/v1/customers/{customer_id}/channelTransfers/{channel_transfer_id}",             "get channel transfer",                      read::get).ok::<wire::ChannelTransfer>(),
    route!("channelTransfer", Own, Token, Write, "PATCH", "/moves/v1/customers/{customer_id}/channelTransfers/{channel_transfer_id}",             "change channel transfer",                   write::change).hears("If-Match").takes::<wire::ChannelTransfer>().ok::<wire::ChannelTransfer>(),
    route!("channelTransfer", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/channelTransfers/{channel_transfer_id}/cancel",      "cancel channel transfer",                   write::cancel).ok::<wire::ChannelTransfer>(),
    route!("channelTransfer", Own, Token, Write, "POST",  "/moves/v1/customers/{customer_id}/channelTransfers/{channel_transfer_id}/start",       "start channel transfer",                    write::start).ok::<wire::ChannelTransfer>(),
];
