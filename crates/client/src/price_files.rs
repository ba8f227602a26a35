//! Price files as downloads: price sheets, offer matrices, exchange rates. They have an address (`Builder::sales`) and tokens of their
//! own, and need a user.
//!
//! Used through `Client::price_files`. A file comes whole, as CSV: `Builder::most_bytes` bounds it.

use crate::{
    Error, noun,
    request::{Audience, Call},
};
use reqwest::Method;

/// The view with prices of licences.
const LICENCES: &str = "updatedlicensebased";

noun! {
    /// Price files, as CSV. A token for another host is none here (401), an application alone is refused (403).
    ///
    /// Prices are the partner's, per billing period, in the market's currency. An unknown market, view or month, or one to come, is 400,
    /// code `BadRequest`; nothing for what was asked is not found. Source: `docs/wire/utility.md`.
    PriceFiles
}

/// Which prices: months are written as `202701`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Timeline<'a> {
    /// What applies this month, up to today.
    #[default]
    Current,
    /// All that applied in a month.
    History(&'a str),
    /// What has been announced; not found if nothing has.
    Future,
}

/// Which price sheet.
#[derive(Debug, Clone, Copy)]
pub struct PriceSheet<'a> {
    /// Market, two letters.
    pub market: &'a str,
    /// View, for example `updatedlicensebased`.
    pub view: &'a str,
    /// When.
    pub timeline: Timeline<'a>,
}

impl<'a> PriceSheet<'a> {
    /// Today's prices of licences in a market.
    pub fn of_licences(market: &'a str) -> Self {
        Self {
            market,
            view: LICENCES,
            timeline: Timeline::Current,
        }
    }
}

impl PriceFiles {
    fn call(&self, file: &str, arguments: &[(&str, &str)]) -> Call {
        let path = format!("/v1.0/sales/{file}");
        Call::new(&self.client, Audience::sales(), Method::GET, &path, &[]).keyed(arguments, "$value")
    }

    /// A price sheet, a row per offer and tier.
    pub async fn sheet(&self, which: &PriceSheet<'_>) -> Result<Vec<u8>, Error> {
        let call = self.call("pricesheets", &[("Market", which.market), ("PricesheetView", which.view)]);
        let call = match which.timeline {
            Timeline::Current => call,
            Timeline::History(month) => call.query("timeline", "history").query("month", month),
            Timeline::Future => call.query("timeline", "future"),
        };
        Ok(call.reply().await?.bytes)
    }

    /// What was sold at the end of a month (`202701`; empty: the present one, as it is today).
    pub async fn offer_matrix(&self, month: &str) -> Result<Vec<u8>, Error> {
        Ok(self.call("offermatrix", &[("Month", month)]).reply().await?.bytes)
    }

    /// The exchange rates of a month (`202701`; empty: the present one): what one unit of each currency is in US dollars.
    pub async fn exchange_rates(&self, month: &str) -> Result<Vec<u8>, Error> {
        Ok(self.call("fxrates", &[("Month", month)]).reply().await?.bytes)
    }
}
