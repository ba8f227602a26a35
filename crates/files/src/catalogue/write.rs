//! Writes price lists and offer matrices as the vendor does: the inverse of the readers beside this file, so that a sheet fetched from
//! one center can be taken in by another.
//!
//! Called by the center's price files. Every value stands in quotes; a line ends with CR and LF.

use super::prices;
use nahtlos_model::{
    assortment::Offer,
    catalogue::{PriceRow, Product},
    dates::Date,
    ids::SkuId,
};
use std::collections::BTreeMap;

/// Columns of the licence-based price sheet, in order. Source: Partner Center documentation, get a price sheet; Segment is newer.
const SHEET: [&str; 19] = [
    "ProductTitle",
    "ProductId",
    "SkuId",
    "SkuTitle",
    "Publisher",
    "SkuDescription",
    "UnitOfMeasure",
    "TermDuration",
    "BillingPlan",
    "Market",
    "Currency",
    "UnitPrice",
    "PricingTierRangeMin",
    "PricingTierRangeMax",
    "EffectiveStartDate",
    "EffectiveEndDate",
    "Tags",
    "ERP Price",
    "Segment",
];

/// Columns of the offer matrix, in order. Source: Partner Center documentation, get an offer matrix.
const MATRIX: [&str; 14] = [
    "ProductTitle",
    "ProductId",
    "SkuId",
    "SkuTitle",
    "ProvisioningId",
    "ProvisioningString",
    "MinLicenses",
    "MaxLicenses",
    "AssetOwnershipLimit",
    "AssetOwnershipLimitType",
    "ProductSkuPreRequisites",
    "ProductSkuConversion",
    "Description",
    "AllowedCountries",
];

/// The number that stands for "no limit", as in the vendor's own files.
const NO_LIMIT: i64 = 10_000_000;

/// A line: every value in quotes, quotes inside doubled.
pub fn line<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = values
        .into_iter()
        .map(|value| format!("\"{}\"", value.replace('"', "\"\"")))
        .collect();
    quoted.join(",") + "\r\n"
}

/// A price sheet of rows, each with its offer where that is known.
pub fn price_sheet<'a>(rows: impl IntoIterator<Item = (&'a PriceRow, Option<&'a Offer>)>) -> String {
    let mut text = line(SHEET);
    for (row, offer) in rows {
        let (product, sku) = row.offer.0.split_once(':').unwrap_or((&row.offer.0, ""));
        let of = |part: fn(&Offer) -> &str| offer.map_or("", part);
        let title = offer.map_or(row.title.as_str(), |offer| offer.title.as_str());
        let price = |price: Option<nahtlos_model::money::Price>| price.map_or_else(String::new, |price| price.to_string());
        let (unit, erp) = (price(row.unit_price), price(row.erp_price));
        let tier = row.tier_min.map_or_else(String::new, |min| min.to_string());
        let (from, until) = (american(row.from, prices::ALWAYS), american(row.until, prices::NEVER));
        text += &line([
            of(|o| &o.product_title),
            product,
            sku,
            title,
            of(|o| &o.publisher),
            of(|o| &o.description),
            "",
            row.term.as_str(),
            row.billing.as_str(),
            &row.market,
            row.currency.code(),
            &unit,
            &tier,
            "",
            &from,
            &until,
            if offer.is_some_and(|offer| offer.trial) {
                "License, Trial"
            } else {
                "License"
            },
            &erp,
            segment(&row.segment),
        ]);
    }
    text
}

/// What the center calls Nonprofit is Charity in the vendor's files.
fn segment(segment: &str) -> &str {
    match segment {
        "Nonprofit" => "Charity",
        other => other,
    }
}

/// `2/1/2019 12:00:00 AM`; a day that stands for "always" or "never" is empty.
fn american(day: Date, open: Date) -> String {
    match day == open {
        true => String::new(),
        false => format!("{}/{}/{:04} 12:00:00 AM", day.month(), day.day(), day.year()),
    }
}

/// An offer matrix.
pub fn offer_matrix<'a>(offers: impl IntoIterator<Item = &'a Offer>, licences: &BTreeMap<SkuId, Product>) -> String {
    let mut text = line(MATRIX);
    for offer in offers {
        let named = |offers: &[nahtlos_model::ids::OfferId]| offers.iter().map(|o| o.0.replacen(':', "/", 1)).collect::<Vec<_>>().join(",");
        let (licence, string) = (
            offer.licence.to_string(),
            licences.get(&offer.licence).map_or("", |product| product.string_id.as_str()),
        );
        let (least, most) = (offer.min_seats.to_string(), offer.max_seats.unwrap_or(NO_LIMIT).to_string());
        let ownership = offer.max_subscriptions.map_or_else(String::new, |limit| limit.to_string());
        text += &line([
            offer.product_title.as_str(),
            offer.product_id(),
            offer.sku_id(),
            &offer.title,
            &licence,
            string,
            &least,
            &most,
            &ownership,
            if offer.max_subscriptions.is_some() { "ConcurrentCount" } else { "" },
            &named(&offer.prerequisites),
            &named(&offer.conversions),
            &offer.description,
            &offer.countries.join(";"),
        ]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{read_offer_matrix, read_prices},
        problem::Problems,
        table::Table,
    };
    use nahtlos_model::{
        catalogue::{BillingPlan, Term},
        ids::OfferId,
        money::Currency,
    };

    fn offer(n: u32) -> Offer {
        Offer {
            id: OfferId::new(&format!("CFQ7TTC0TES{n}"), "0001"),
            product_title: format!("Produkt \"{n}\", groß"),
            title: format!("Angebot {n}"),
            description: "Mit, Komma\nund Zeile".into(),
            publisher: String::new(),
            licence: format!("00000000-0000-0000-0000-{n:012}").parse().unwrap(),
            min_seats: i64::from(n),
            max_seats: (n.is_multiple_of(2)).then_some(300),
            max_subscriptions: (n.is_multiple_of(3)).then_some(2),
            trial: false,
            prerequisites: (n > 2).then(|| OfferId::new("CFQ7TTC0TES1", "0001")).into_iter().collect(),
            conversions: Vec::new(),
            countries: if n == 1 { vec!["AT".into(), "DE".into()] } else { Vec::new() },
            prices: Vec::new(),
        }
    }

    fn row(n: u32) -> PriceRow {
        PriceRow {
            offer: OfferId::new(&format!("CFQ7TTC0TES{n}"), "0001"),
            title: format!("Angebot {n}"),
            term: Term::ALL[n as usize % 2],
            billing: BillingPlan::Monthly,
            market: if n.is_multiple_of(2) { "DE" } else { "US" }.into(),
            currency: Currency::new("EUR").unwrap(),
            unit_price: (n != 3).then(|| format!("{n}.25").parse().unwrap()),
            erp_price: Some("7.5".parse().unwrap()),
            tier_min: (n == 2).then_some(10),
            from: if n == 1 {
                prices::ALWAYS
            } else {
                jiff::civil::date(2026, n as i8, 1)
            },
            until: if n == 2 { prices::NEVER } else { jiff::civil::date(2027, 12, 31) },
            segment: ["Commercial", "Education", "Charity"][n as usize % 3].into(),
            line: n + 1,
        }
    }

    #[test]
    fn a_written_sheet_is_read_as_what_it_was_made_of() {
        let (rows, offers): (Vec<PriceRow>, Vec<Offer>) = (1..=5).map(|n| (row(n), offer(n))).unzip();
        let text = price_sheet(rows.iter().zip(offers.iter().map(Some)));
        let mut problems = Problems::default();
        let read = read_prices(&mut Table::open("sheets.csv", text.as_bytes()).unwrap(), &mut problems);
        assert_eq!(problems.errors(), 0, "{:?}", problems.kept());
        let plain = |row: &PriceRow| PriceRow { line: 0, ..row.clone() };
        assert_eq!(
            read.iter().map(plain).collect::<Vec<_>>(),
            rows.iter().map(plain).collect::<Vec<_>>()
        );
        assert!(text.starts_with("\"ProductTitle\",\"ProductId\"") && text.contains("\"2/1/2026 12:00:00 AM\""));
    }

    #[test]
    fn a_written_matrix_is_read_as_what_it_was_made_of() {
        let offers: Vec<Offer> = (1..=6).map(offer).collect();
        let text = offer_matrix(&offers, &BTreeMap::new());
        let mut problems = Problems::default();
        let read = read_offer_matrix(&mut Table::open("updatedoffice.csv", text.as_bytes()).unwrap(), &mut problems);
        assert_eq!(problems.errors(), 0, "{:?}", problems.kept());
        assert_eq!(read, offers);
    }
}
