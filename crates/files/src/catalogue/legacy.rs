//! Legacy offers, one row per offer and market. Called by the center's import.
//!
//! Everything but the price is repeated in each of an offer's rows; must never happen here: one of several contradicting rows taken
//! without a word.

use super::{MAX_ROWS, layout, matrix::offers_in, own, too_many};
use crate::{
    problem::{Problem, Problems, quoted},
    table::{Row, Table},
};
use nahtlos_model::{
    assortment::{LegacyOffer, LegacyPrice},
    catalogue::BillingPlan,
    ids::OfferId,
};
use std::{collections::HashMap, io::Read};
use uuid::Uuid;

/// Columns that say something about the offer, not about its price in a market.
const OF_OFFER: usize = 17;
/// The number that stands for "no limit" in the column MaximumQuantity.
const NO_LIMIT: u32 = 10_000_000;

/// Columns that may be missing: without them nothing migrates.
struct Optional {
    successor: Option<usize>,
    migratable: Option<usize>,
}

impl Optional {
    fn cells(&self, row: &Row<'_>) -> [String; 2] {
        [self.successor, self.migratable].map(|place| row.get_if(place).to_owned())
    }
}

/// What an offer's first row says.
struct First {
    at: usize,
    line: u64,
    cells: Vec<String>,
    optional: [String; 2],
}

/// Reads legacy offers in the order of the file.
pub fn read_legacy_offers<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<LegacyOffer> {
    let mut offers: Vec<LegacyOffer> = Vec::new();
    let Some(places) = layout::places::<R, 21>(table, own::LEGACY_COLUMNS, problems) else {
        return offers;
    };
    let mut column = |name| {
        table.find_column(name).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    };
    let optional = Optional {
        successor: column("ModernProductSku"),
        migratable: column("MigrationEnabled"),
    };
    let (mut seen, mut overflow): (HashMap<String, First>, _) = (HashMap::new(), None);
    loop {
        match table.next_row() {
            Ok(Some(row)) if offers.len() >= MAX_ROWS => {
                overflow.get_or_insert(row.line());
            }
            Ok(Some(row)) => {
                if let Err(problem) = take(&row, &places, &optional, &mut offers, &mut seen) {
                    problems.push(problem);
                }
            }
            Ok(None) => break,
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(line) = overflow {
        problems.push(too_many(table.file(), line, "legacy offers"));
    }
    offers
}

fn take(
    row: &Row<'_>,
    places: &[usize; 21],
    optional: &Optional,
    offers: &mut Vec<LegacyOffer>,
    seen: &mut HashMap<String, First>,
) -> Result<(), Problem> {
    let price = price_of(row, places)?;
    let id = row.guid::<Uuid>(places[0])?.to_string();
    let Some(first) = seen.get(&id) else {
        let (successor, migratable) = successor_of(row, optional)?;
        let offer = LegacyOffer {
            successor,
            migratable,
            ..offer_of(row, places, price)?
        };
        let cells = places[..OF_OFFER].iter().map(|place| row.get(*place).to_owned()).collect();
        let (at, line) = (offers.len(), row.line());
        let first = First {
            at,
            line,
            cells,
            optional: optional.cells(row),
        };
        seen.insert(id, first);
        offers.push(offer);
        return Ok(());
    };
    let differs = places[1..OF_OFFER]
        .iter()
        .zip(&first.cells[1..])
        .find(|(place, cell)| row.get(**place) != *cell)
        .map(|(place, _)| *place);
    let others = || {
        let cells = optional.cells(row);
        let places = [optional.successor, optional.migratable]
            .into_iter()
            .zip(cells.iter().zip(&first.optional));
        places.filter(|(_, (now, then))| now != then).find_map(|(place, _)| place)
    };
    if let Some(place) = differs.or_else(others) {
        let message = format!(
            "Column {} differs from line {} of the same offer.",
            quoted(row.header(place)),
            first.line
        );
        return Err(row.error(place, "contradictingRows", message, "Write the same in every row of the offer."));
    }
    let prices = &mut offers[first.at].prices;
    if prices.iter().any(|p| p.country == price.country && p.currency == price.currency) {
        let message = format!("The offer has a price for {} already.", quoted(&price.country));
        return Err(row.error(places[17], "repeatedPrice", message, "Keep one row per offer and country."));
    }
    prices.push(price);
    Ok(())
}

/// The new-commerce offer that it becomes, and whether it may: one offer, and one must be there where it may.
fn successor_of(row: &Row<'_>, optional: &Optional) -> Result<(Option<OfferId>, bool), Problem> {
    let named = optional.successor.map(|place| Ok((place, offers_in(row, place)?))).transpose()?;
    if let Some((place, _)) = named.as_ref().filter(|(_, offers)| offers.len() > 1) {
        let message = format!("Column {} names more than one offer.", quoted(row.header(*place)));
        return Err(row.error(
            *place,
            "severalSuccessors",
            message,
            "Keep the one offer that it becomes by migration.",
        ));
    }
    let successor = named.and_then(|(_, offers)| offers.into_iter().next());
    let Some(place) = optional.migratable else {
        return Ok((successor, false));
    };
    let migratable = row.flag(place)?;
    if migratable && successor.is_none() {
        let message = "The offer may be migrated, but nothing says to what.";
        let mend = "Name the offer that it becomes in ModernProductSku, or write false.";
        return Err(row.error(place, "noSuccessor", message, mend));
    }
    Ok((successor, migratable))
}

fn price_of(row: &Row<'_>, places: &[usize; 21]) -> Result<LegacyPrice, Problem> {
    let [.., country, currency, partner, list] = *places;
    let (monthly, monthly_list) = (row.price(partner)?, row.price(list)?);
    let Some(any) = monthly.or(monthly_list) else {
        return Err(row.error(
            partner,
            "noPrice",
            "The row has no price.",
            "Fill in MonthlyPrice or MonthlyErpPrice.",
        ));
    };
    Ok(LegacyPrice {
        country: row.country(country)?,
        currency: row.currency(currency)?,
        monthly: monthly.unwrap_or(any),
        monthly_list: monthly_list.unwrap_or(any),
    })
}

fn offer_of(row: &Row<'_>, places: &[usize; 21], price: LegacyPrice) -> Result<LegacyOffer, Problem> {
    let [
        id,
        name,
        description,
        category,
        category_name,
        rank,
        sku,
        minimum,
        maximum,
        addon,
        bases,
        trial,
        billing,
        upgrades,
        conversions,
        group,
        unit,
        ..,
    ] = *places;
    let guids = |place: usize| -> Result<Vec<String>, Problem> {
        let guid = |part: &str| {
            part.parse::<Uuid>().map(|id| id.to_string()).map_err(|_| {
                let message = format!("{} in column {} is not a GUID.", quoted(part), quoted(row.header(place)));
                row.error(place, "badGuid", message, "Write offer ids, with semicolons between them.")
            })
        };
        row.list(place).map(guid).collect()
    };
    let (addon_offer, prerequisites) = (row.flag(addon)?, guids(bases)?);
    if addon_offer && prerequisites.is_empty() {
        let message = "An add-on without an offer that it is an add-on of.";
        return Err(row.error(
            bases,
            "addOnWithoutBase",
            message,
            "Name its base offers, or say that it is no add-on.",
        ));
    }
    let unit = row.get(unit);
    Ok(LegacyOffer {
        id: row.guid::<Uuid>(id)?.to_string(),
        name: row.text(name)?.to_owned(),
        description: row.get(description).to_owned(),
        category_id: row.get(category).to_owned(),
        category_name: row.get(category_name).to_owned(),
        category_rank: row.number(rank)?.map_or(0, i64::from),
        licence: row.guid(sku)?,
        min_seats: row.number(minimum)?.map_or(1, i64::from),
        max_seats: row.number(maximum)?.filter(|max| *max < NO_LIMIT).map(i64::from),
        addon: addon_offer,
        prerequisites,
        trial: row.flag(trial)?,
        cycles: cycles(row, billing)?,
        upgrades: guids(upgrades)?,
        conversions: guids(conversions)?,
        sales_group: row.get(group).to_owned(),
        unit: if unit.is_empty() { "Licenses" } else { unit }.to_owned(),
        successor: None,
        migratable: false,
        prices: vec![price],
    })
}

/// Billing cycles. What is free is billed in none, which is kept as monthly: a purchase needs some period, and it costs nothing.
fn cycles(row: &Row<'_>, place: usize) -> Result<Vec<BillingPlan>, Problem> {
    let mut found: Vec<BillingPlan> = Vec::new();
    for word in row.list(place).filter(|word| !word.eq_ignore_ascii_case("none")) {
        let plan = BillingPlan::ALL
            .iter()
            .find(|plan| plan.as_str().eq_ignore_ascii_case(word))
            .ok_or_else(|| {
                let message = format!("{} in column {} is not a billing cycle.", quoted(word), quoted(row.header(place)));
                row.error(
                    place,
                    "badBillingPlan",
                    message,
                    "Write monthly, annual or none, with semicolons between several.",
                )
            })?;
        if !found.contains(plan) {
            found.push(*plan);
        }
    }
    if found.is_empty() {
        found.push(BillingPlan::Monthly);
    }
    Ok(found)
}
