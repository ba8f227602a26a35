//! Price sheets by market and view.

use super::{file, key::Key, month, need};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::catalogue::price_files::Timeline;
use nahtlos_files::catalogue::write;
use nahtlos_model::{rates::Month, refusals::Refusal};

/// The view with prices of licences.
const LICENCES: &str = "updatedlicensebased";
/// The view with prices of the extended term.
const EXTENDED: &str = "licensebasedest";
/// Views of what is not sold here.
const OTHERS: [&str; 5] = [
    "azure_consumption",
    "azure_reservations",
    "marketplace",
    "software",
    "licensebasedeos",
];

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let key = Key::read(ask.param(0), &["Market", "PricesheetView"])?;
    let market = key.get("Market").to_ascii_uppercase();
    if !reading.assortment.markets.contains_key(&market) {
        return Err(Refusal::property("Market", format!("{market:?} is no market of the programme")).into());
    }
    let view = key.get("PricesheetView").to_ascii_lowercase();
    let nothing = || ask.not_found(&ask.path);
    let present = Month::of(reading.now.date());
    let of = ask.query.get("month");
    let timeline = match ask.query.get("timeline").unwrap_or("current").to_ascii_lowercase().as_str() {
        "history" => match of {
            Some(text) => Timeline::History(month(text, present)?),
            None => return Err(Refusal::property("month", "history needs a month such as 202701").into()),
        },
        "current" | "future" if of.is_some() => return Err(Refusal::property("month", "it goes with timeline=history").into()),
        "current" => Timeline::Current,
        "future" => Timeline::Future,
        other => return Err(Refusal::property("timeline", format!("{other:?} is none of current, history, future")).into()),
    };
    let rows = match view.as_str() {
        LICENCES => reading.prices(&market, timeline).await?,
        EXTENDED if timeline == Timeline::Current => reading.extended_prices(&market),
        known if known == EXTENDED || OTHERS.contains(&known) => Vec::new(),
        other => {
            let reason = format!("{other:?} is none of {LICENCES}, {EXTENDED}, {}", OTHERS.join(", "));
            return Err(Refusal::property("PricesheetView", reason).into());
        }
    };
    if rows.is_empty() {
        return Err(nothing());
    }
    let offers = &reading.assortment.offers;
    let text = write::price_sheet(rows.iter().map(|row| (row, offers.get(&row.offer))));
    file(&ask, "sheets.csv", text)
}
