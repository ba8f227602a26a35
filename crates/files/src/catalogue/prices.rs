//! The new-commerce licence-based price list. Called by `case`, `assemble` and `check`.
//!
//! Rows of other markets, currencies and segments are kept by a plain read; a [`Scope`] leaves them
//! out and does not refuse the file for them. Amounts are exact; must never happen here: a float.

use super::{MAX_ROWS, layout, too_many};
use crate::{
    cell::{Tally, segment},
    problem::{Problem, Problems, Severity, quoted},
    table::{Row, Table},
};
use jiff::civil::date;
use nahtlos_model::{
    catalogue::{BillingPlan, PriceRow, Term},
    dates::{Date, day_number},
    ids::OfferId,
    money::Currency,
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io::Read,
};

/// The first day of a price that has always been.
pub(super) const ALWAYS: Date = date(1, 1, 1);
/// The last day of a price that never ends.
pub(super) const NEVER: Date = date(9999, 12, 31);

/// The customers whom a price row is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// Country.
    pub market: String,
    /// Currency.
    pub currency: Currency,
    /// Segment.
    pub segment: String,
}

impl Scope {
    /// Whom a row is for.
    pub fn of(row: &PriceRow) -> Self {
        Self {
            market: row.market.clone(),
            currency: row.currency,
            segment: row.segment.clone(),
        }
    }

    /// Whether a row is for these customers.
    pub fn has(&self, row: &PriceRow) -> bool {
        row.market == self.market && row.currency == self.currency && row.segment == self.segment
    }
}

/// Places of the columns, in the order of the layout, and of those that only some lists have.
struct Places {
    at: [usize; 13],
    change: Option<usize>,
    tags: Option<usize>,
}

/// What became of a row.
enum Outcome {
    Priced(PriceRow),
    OtherTerm,
    OtherBilling,
    TermWithoutBilling,
    NoPrice,
    Deleted,
}

#[derive(Default)]
struct Tallies {
    other_term: Tally,
    other_billing: Tally,
    term_without_billing: Tally,
    no_price: Tally,
    deleted: Tally,
    trials: Tally,
    overlaps: Overlaps,
}

/// Calls `visit` with every valid row, or with every valid row of a scope that is no trial: a move buys none. Problems of rows that
/// are clearly out of the scope are warnings.
pub fn each_price<R: Read>(
    table: &mut Table<R>,
    scope: Option<&Scope>,
    problems: &mut Problems,
    mut visit: impl FnMut(PriceRow, &Row<'_>),
) {
    let Some(at) = layout::places::<R, 13>(table, layout::PRICE_COLUMNS, problems) else {
        return;
    };
    let [change, tags] = ["ChangeIndicator", "Tags"].map(|name| {
        table.find_column(name).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    });
    let (places, mut tallies, file) = (Places { at, change, tags }, Tallies::default(), table.file().to_owned());
    loop {
        match table.next_row() {
            Ok(Some(row)) => match read_row(&row, &places) {
                Ok(outcome) => tallies.count(outcome, &row, &places, scope, &mut visit),
                Err(problem) if scope.is_none_or(|scope| may_be_in(&row, &places, scope)) => problems.push(problem),
                Err(problem) => problems.push(Problem {
                    severity: Severity::Warning,
                    ..problem
                }),
            },
            Ok(None) => break,
            Err(problem) => problems.push(problem),
        }
    }
    tallies.report(&file, problems);
}

/// Reads a price list, rows of every market, in the order of the file.
pub fn read_prices<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<PriceRow> {
    let (mut rows, mut overflow, file) = (Vec::new(), None, table.file().to_owned());
    each_price(table, None, problems, |row, _| {
        if rows.len() < MAX_ROWS {
            rows.push(row);
        } else {
            overflow.get_or_insert(u64::from(row.line));
        }
    });
    if let Some(line) = overflow {
        problems.push(too_many(&file, line, "price rows"));
    }
    rows
}

fn may_be_in(row: &Row<'_>, places: &Places, scope: &Scope) -> bool {
    let [.., market, currency, _, _, _, _, _, of] = places.at;
    row.get(market).eq_ignore_ascii_case(&scope.market)
        && row.get(currency).eq_ignore_ascii_case(scope.currency.code())
        && segment(row.get(of)) == scope.segment
}

fn read_row(row: &Row<'_>, places: &Places) -> Result<Outcome, Problem> {
    let [
        product,
        sku,
        title,
        term_at,
        billing_at,
        market,
        currency,
        unit,
        tier,
        start,
        end,
        erp,
        of,
    ] = places.at;
    if row.get_if(places.change).eq_ignore_ascii_case("Deleted") {
        return Ok(Outcome::Deleted);
    }
    let Some(term) = term(row, term_at)? else {
        return Ok(Outcome::OtherTerm);
    };
    let Some(billing) = billing(row, billing_at)? else {
        return Ok(Outcome::OtherBilling);
    };
    let (from, until) = window(row, start, end)?;
    let priced = PriceRow {
        offer: OfferId::new(row.text(product)?, row.text(sku)?),
        title: row.get(title).to_owned(),
        term,
        billing,
        market: row.country(market)?,
        currency: row.currency(currency)?,
        unit_price: row.price(unit)?,
        erp_price: row.price(erp)?,
        tier_min: row.number(tier)?,
        from,
        until,
        segment: segment(row.get(of)),
        line: u32::try_from(row.line()).unwrap_or(u32::MAX),
    };
    Ok(match (billing.periods_in(term), priced.unit_price.or(priced.erp_price)) {
        (None, _) => Outcome::TermWithoutBilling,
        (_, None) => Outcome::NoPrice,
        _ => Outcome::Priced(priced),
    })
}

/// The term; `None` for a period that licence subscriptions do not have.
fn term(row: &Row<'_>, place: usize) -> Result<Option<Term>, Problem> {
    let text = row.get(place);
    if let Some(term) = Term::ALL.iter().find(|term| term.as_str().eq_ignore_ascii_case(text)) {
        return Ok(Some(*term));
    }
    let period = text
        .strip_prefix(['P', 'p'])
        .and_then(|rest| rest.strip_suffix(['D', 'M', 'Y', 'd', 'm', 'y']));
    if text.is_empty() || period.is_some_and(|n| n.parse::<u16>().is_ok()) {
        return Ok(None);
    }
    let message = format!("{} in column {} is not a term.", quoted(text), quoted(row.header(place)));
    Err(row.error(place, "badTerm", message, "Write P1M, P1Y or P3Y."))
}

/// The billing plan; `None` for those that licence subscriptions do not have.
fn billing(row: &Row<'_>, place: usize) -> Result<Option<BillingPlan>, Problem> {
    let text = row.get(place);
    if let Some(billing) = BillingPlan::ALL.iter().find(|plan| plan.as_str().eq_ignore_ascii_case(text)) {
        return Ok(Some(*billing));
    }
    if text.is_empty() || ["None", "OneTime", "Upfront"].iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return Ok(None);
    }
    let message = format!("{} in column {} is not a billing plan.", quoted(text), quoted(row.header(place)));
    Err(row.error(place, "badBillingPlan", message, "Write Monthly, Annual or Triennial."))
}

/// First and last day of a price; an empty start has always been, an empty end is never.
fn window(row: &Row<'_>, start: usize, end: usize) -> Result<(Date, Date), Problem> {
    let from = if row.get(start).is_empty() { ALWAYS } else { row.date(start)? };
    let until = if row.get(end).is_empty() { NEVER } else { row.date(end)? };
    if until < from {
        let message = format!("The price ends on {until}, before it starts on {from}.");
        return Err(row.error(end, "endBeforeStart", message, "Correct EffectiveStartDate or EffectiveEndDate."));
    }
    Ok((from, until))
}

impl Tallies {
    fn count(
        &mut self,
        outcome: Outcome,
        row: &Row<'_>,
        places: &Places,
        scope: Option<&Scope>,
        visit: &mut impl FnMut(PriceRow, &Row<'_>),
    ) {
        let [_, _, _, term, billing, _, _, unit, ..] = places.at;
        match outcome {
            Outcome::Priced(priced) if scope.is_some_and(|scope| scope.has(&priced)) && is_trial(row, places) => {
                self.trials.add(row, places.tags.unwrap_or_default(), "trialPrice");
            }
            Outcome::Priced(priced) if scope.is_none_or(|scope| scope.has(&priced)) => {
                self.overlaps.add(&priced);
                visit(priced, row);
            }
            Outcome::Priced(_) => {}
            Outcome::OtherTerm => self.other_term.add(row, term, "otherTerm"),
            Outcome::OtherBilling => self.other_billing.add(row, billing, "otherBillingPlan"),
            Outcome::TermWithoutBilling => self.term_without_billing.add(row, billing, "termAndBilling"),
            Outcome::NoPrice => self.no_price.add(row, unit, "noPrice"),
            Outcome::Deleted => self.deleted.add(row, places.change.unwrap_or_default(), "deletedRow"),
        }
    }

    fn report(self, file: &str, problems: &mut Problems) {
        self.other_term.report(
            problems,
            "Rows with a term other than P1M, P1Y and P3Y",
            "They are not licence terms and do not count.",
        );
        self.other_billing.report(
            problems,
            "Rows with a billing plan other than Monthly, Annual and Triennial",
            "They do not count.",
        );
        self.term_without_billing.report(
            problems,
            "Rows whose billing period is longer than their term",
            "They do not count.",
        );
        self.no_price
            .report(problems, "Rows with neither UnitPrice nor ERP Price", "They do not count.");
        self.deleted
            .report(problems, "Rows that the list marks as deleted", "They do not count.");
        self.trials.report(
            problems,
            "Rows of trials",
            "They cost nothing and end by themselves: a move buys none.",
        );
        self.overlaps.report(file, problems);
    }
}

fn is_trial(row: &Row<'_>, places: &Places) -> bool {
    row.get_if(places.tags)
        .split([',', ';'])
        .any(|tag| tag.trim().eq_ignore_ascii_case("Trial"))
}

/// Rows of the same offer, term, billing plan and customers, to find days with several prices. A row
/// is 24 bytes here, whatever its length in the file.
#[derive(Default)]
struct Overlaps {
    windows: Vec<(u64, i32, i32, u32)>,
}

impl Overlaps {
    fn add(&mut self, row: &PriceRow) {
        if row.tier_min.unwrap_or(1) > 1 || self.windows.len() >= MAX_ROWS {
            return;
        }
        let mut hasher = DefaultHasher::new();
        (&row.offer, row.term, row.billing, &row.market, row.currency, &row.segment).hash(&mut hasher);
        self.windows
            .push((hasher.finish(), day_number(row.from), day_number(row.until), row.line));
    }

    fn report(mut self, file: &str, problems: &mut Problems) {
        self.windows.sort_unstable();
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut latest: Option<(u64, i32, u32)> = None;
        for (key, from, until, line) in self.windows {
            match latest {
                Some((last_key, last_until, other)) if last_key == key => {
                    if from <= last_until && found.len() < MAX_ROWS {
                        found.push((line.max(other), line.min(other)));
                    }
                    if until > last_until {
                        latest = Some((key, until, line));
                    }
                }
                _ => latest = Some((key, until, line)),
            }
        }
        found.sort_unstable();
        for (line, other) in found {
            let message = format!("This row and line {other} price the same offer, term and billing plan on the same days.");
            problems.push(Problem::warning(file, "overlappingPrices", message, "The lowest price counts.").at_line(u64::from(line)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,\
        EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment\n\
        A,CFQ7TTC0LH18,0001,A,P1M,Monthly,DE,EUR,5.82,,2025-01-01,2027-01-01,License,7.28,Commercial\n\
        A,CFQ7TTC0LH18,0002,A Trial,P1M,Monthly,DE,EUR,0.00,,2025-01-01,2027-01-01,\"License, trial\",0.00,Commercial\n";

    fn read(scope: Option<&Scope>) -> (Vec<String>, Vec<String>) {
        let mut problems = Problems::default();
        let mut table = Table::open("f.csv", LIST.as_bytes()).unwrap();
        let mut rows = Vec::new();
        each_price(&mut table, scope, &mut problems, |row, _| rows.push(row.offer.to_string()));
        (rows, problems.kept().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_trial_is_listed_and_no_move_buys_one() {
        assert_eq!(read(None), (vec!["CFQ7TTC0LH18:0001".into(), "CFQ7TTC0LH18:0002".into()], vec![]));
        let scope = Scope {
            market: "DE".into(),
            currency: Currency::new("EUR").unwrap(),
            segment: "Commercial".into(),
        };
        let (rows, said) = read(Some(&scope));
        assert_eq!(rows, ["CFQ7TTC0LH18:0001"]);
        assert_eq!(
            said,
            ["f.csv:3:13: Rows of trials: 1, the first here. They cost nothing and end by themselves: a move buys none."]
        );
    }
}
