//! Margins: by how much a partner's price lies under the list price, SKU by SKU, on today's price list.

use crate::api::{
    answer::Answer,
    ask::Ask,
    problem::Problem,
    products::{shelf::Shelf, view::KIND},
};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    assortment::{Offer, availability_id},
    catalogue::PriceRow,
    instants::{DAY_MS, HOUR_MS, Instant},
    permissions::Action,
};
use nahtlos_wire::{Decimal, enums::MarginType, margins as wire};

/// A margin in a country.
struct Found<'a> {
    offer: &'a Offer,
    row: &'a PriceRow,
    id: String,
    /// Percent of the list price, rounded to a tenth.
    percent: Decimal,
}

/// The margin of an offer: that of its dearest row, on which rounding to cents weighs least.
fn of_offer<'a>(shelf: &'a Shelf, offer: &'a Offer) -> Option<Found<'a>> {
    let today = shelf.view.now.date();
    let present = shelf.rows(offer).filter(|row| row.from <= today && today <= row.until);
    let row = present.max_by_key(|row| row.erp_price)?;
    let (list, paid) = (row.erp_price?.micros, row.unit_price?.micros);
    if list <= 0 || paid >= list {
        return None;
    }
    let tenths = (i128::from(list - paid) * 1000 + i128::from(list) / 2) / i128::from(list);
    let availability = availability_id(&offer.id, &shelf.country, &row.segment);
    Some(Found {
        offer,
        row,
        id: format!("{}_{}", offer.id.0.replace(':', "_"), availability),
        percent: Decimal {
            micros: i64::try_from(tenths).ok()?.checked_mul(100_000)?,
        },
    })
}

fn all(shelf: &Shelf) -> Vec<Found<'_>> {
    let offers = shelf.view.assortment.offers.values();
    offers.filter_map(|offer| of_offer(shelf, offer)).collect()
}

fn last_second(row: &PriceRow) -> Instant {
    Instant(Instant::start_of(row.until).0 + DAY_MS - 1000)
}

/// Margins in the partner's own country.
pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let partner = ask.read(Need::own(Action::ReadCatalogue)).await?.own_partner().await?;
    let results: Vec<wire::Margin> = match partner {
        Some(partner) => {
            let shelf = Shelf {
                view: ask.view(),
                country: partner.country.to_ascii_uppercase(),
                segment: None,
            };
            all(&shelf).iter().map(shown).collect()
        }
        None => Vec::new(),
    };
    let count = u32::try_from(results.len()).unwrap_or(u32::MAX);
    Ok(Answer::ok(&wire::MarginList {
        page_size: Some(count),
        total_size: Some(count),
        results: Some(results),
    }))
}

fn shown(found: &Found<'_>) -> wire::Margin {
    let Found { offer, row, id, percent } = found;
    wire::Margin {
        id: Some(id.clone()),
        kind: Some(MarginType::Percentage),
        product_id: Some(offer.product_id().to_owned()),
        publisher_name: Some(offer.publisher.clone()),
        product_title: Some(offer.product_title.clone()),
        sku_title: Some(offer.title.clone()),
        sku_id: Some(offer.sku_id().to_owned()),
        product_type: Some(KIND.to_owned()),
        margin_percentage: Some(*percent),
        price_configuration: None,
        start_date: Some(Instant::start_of(row.from)),
        end_date: Some(last_second(row)),
        status: Some("live".to_owned()),
        status_date: Some(Instant::start_of(row.from)),
    }
}

/// Margins in a country as CSV, every field quoted, without a header, as the reference writes it.
pub(crate) async fn download(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    let lines: String = all(&shelf).iter().map(|found| line(&shelf, found)).collect();
    let name = format!("attachment; filename=\"margins-{}.csv\"", shelf.country);
    Ok(Answer::bytes("text/csv; charset=utf-8", lines.into_bytes()).with("content-disposition", name))
}

fn line(shelf: &Shelf, found: &Found<'_>) -> String {
    let Found { offer, row, id, percent } = found;
    let (from, until) = (american(Instant::start_of(row.from)), american(last_second(row)));
    let fields = [
        id.as_str(),
        &shelf.country,
        MarginType::Percentage.as_str(),
        &offer.product_title,
        offer.product_id(),
        &offer.title,
        offer.sku_id(),
        "",
        KIND,
        "",
        &offer.publisher,
        &percent.to_string(),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        &from,
        &until,
        "live",
        &from,
    ];
    let quoted: Vec<String> = fields.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
    quoted.join(",") + "\r\n"
}

/// `8/14/2026 6:09:28 PM`, as the reference's file has it.
fn american(at: Instant) -> String {
    let date = at.date();
    let ms = at.0.rem_euclid(DAY_MS);
    let (hour, minute, second) = (ms / HOUR_MS, ms / 60_000 % 60, ms / 1000 % 60);
    let half = if hour < 12 { "AM" } else { "PM" };
    let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
    format!(
        "{}/{}/{} {shown}:{minute:02}:{second:02} {half}",
        date.month(),
        date.day(),
        date.year()
    )
}
