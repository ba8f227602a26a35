//! Promotions, one row per promotion and market. Called by the center's import.

use super::{MAX_ROWS, layout, matrix::offers_in, own, too_many};
use crate::{
    problem::{Problem, Problems, quoted},
    table::{Row, Table},
};
use nahtlos_model::{
    assortment::Promotion,
    catalogue::{BillingPlan, Term},
    ids::OfferId,
};
use std::{collections::HashSet, fmt::Display, io::Read};

/// Columns that may be missing.
struct Optional {
    min_seats: Option<usize>,
    first_purchase: Option<usize>,
    needs: Option<usize>,
}

/// Reads promotions in the order of the file. A promotion that comes twice for a market is an error.
pub fn read_promotions<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<Promotion> {
    let mut found = Vec::new();
    let Some(places) = layout::places::<R, 15>(table, own::PROMOTION_COLUMNS, problems) else {
        return found;
    };
    let mut column = |name| {
        table.find_column(name).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    };
    let optional = Optional {
        min_seats: column("MinimumSeats"),
        first_purchase: column("FirstPurchaseOnly"),
        needs: column("RequiredSkus"),
    };
    let (mut seen, mut overflow) = (HashSet::new(), None);
    loop {
        match table.next_row() {
            Ok(Some(row)) => match read_row(&row, places, &optional) {
                Ok(_) if found.len() >= MAX_ROWS => {
                    overflow.get_or_insert(row.line());
                }
                Ok(promotion) if seen.insert((promotion.id.clone(), promotion.country.clone())) => found.push(promotion),
                Ok(promotion) => {
                    let message = format!("The promotion has a row for {} already.", quoted(&promotion.country));
                    problems.push(row.error(places[0], "repeatedPromotion", message, "Keep one row per promotion and country."));
                }
                Err(problem) => problems.push(problem),
            },
            Ok(None) => break,
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(line) = overflow {
        problems.push(too_many(table.file(), line, "promotions"));
    }
    found
}

fn read_row(row: &Row<'_>, places: [usize; 15], optional: &Optional) -> Result<Promotion, Problem> {
    let [
        id,
        name,
        description,
        product,
        sku,
        term,
        billing,
        country,
        segment,
        start,
        end,
        percent,
        automatic,
        seats,
        times,
    ] = places;
    let (from, until) = (row.date(start)?, row.date(end)?);
    if until < from {
        let message = format!("The promotion ends on {until}, before it begins on {from}.");
        return Err(row.error(end, "endBeforeStart", message, "Write a later end or an earlier start."));
    }
    let discount = row.number(percent)?.filter(|percent| (1..=100).contains(percent)).ok_or_else(|| {
        let message = format!(
            "{} in column {} is no discount.",
            quoted(row.get(percent)),
            quoted(row.header(percent))
        );
        row.error(percent, "badPercent", message, "Write a whole number from 1 to 100.")
    })?;
    let number = |place: Option<usize>| place.map(|place| row.number(place)).transpose().map(Option::flatten);
    Ok(Promotion {
        id: row.text(id)?.to_owned(),
        name: row.text(name)?.to_owned(),
        description: row.get(description).to_owned(),
        offer: OfferId::new(row.text(product)?, row.text(sku)?),
        term: word(row, term, Term::ALL)?,
        billing: word(row, billing, BillingPlan::ALL)?,
        country: row.country(country)?,
        segment: own::segment(row.get(segment)),
        from,
        until,
        percent: i64::from(discount),
        automatic: row.flag(automatic)?,
        min_seats: number(optional.min_seats)?.map(i64::from),
        max_seats: row.number(seats)?.map(i64::from),
        max_redemptions: row.number(times)?.map(i64::from),
        first_purchase: optional.first_purchase.map(|place| row.flag(place)).transpose()?.unwrap_or(false),
        needs: optional.needs.map(|place| offers_in(row, place)).transpose()?.unwrap_or_default(),
    })
}

fn word<T: Copy + Display>(row: &Row<'_>, place: usize, all: &[T]) -> Result<T, Problem> {
    let text = row.get(place);
    let found = all.iter().find(|word| word.to_string().eq_ignore_ascii_case(text));
    found.copied().ok_or_else(|| {
        let words: Vec<String> = all.iter().map(ToString::to_string).collect();
        let message = format!(
            "{} in column {} is none of the words allowed.",
            quoted(text),
            quoted(row.header(place))
        );
        row.error(place, "badWord", message, format!("Write one of {}.", words.join(", ")))
    })
}
