//! A shelf: the catalogue as one sees it in a country, for a segment or all. Every question about products and offers opens one.
//!
//! After the permit nothing asks the database; a customer's shelf reads the customer's country once.

use crate::api::{ask::Ask, context::View, problem::Problem};
use nahtlos_engine::{Reading, call::Need};
use nahtlos_model::{
    assortment::Offer,
    catalogue::PriceRow,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::enums::Segment;

/// The catalogue in a country.
#[derive(Debug)]
pub(crate) struct Shelf {
    pub view: View,
    /// Country in capitals.
    pub country: String,
    /// `targetSegment`, when asked for.
    pub segment: Option<Segment>,
}

impl Shelf {
    /// For the country named in the query.
    pub(crate) async fn of_country(ask: &Ask) -> Result<Self, Problem> {
        ask.read(Need::own(Action::ReadCatalogue)).await?;
        let view = ask.view();
        let country = country(&view, ask.query.get("country"))?;
        Ok(Self {
            segment: segment(ask.query.get("targetSegment"))?,
            country,
            view,
        })
    }

    /// For the customer who stands first in the path.
    pub(crate) async fn of_customer(ask: &Ask) -> Result<Self, Problem> {
        Ok(Self::of_customer_reading(ask).await?.0)
    }

    /// For the customer who stands first in the path, with the reading.
    pub(crate) async fn of_customer_reading(ask: &Ask) -> Result<(Self, Reading), Problem> {
        let mut reading = ask.read(Need::customer(Action::ReadCatalogue, &ask.id(0))).await?;
        let customer = reading.customer().await?;
        let shelf = Self {
            view: ask.view(),
            country: customer.country().to_ascii_uppercase(),
            segment: segment(ask.query.get("targetSegment"))?,
        };
        Ok((shelf, reading))
    }

    /// Whether a row of the price list is for the segment asked for.
    pub(crate) fn fits(&self, row: &PriceRow) -> bool {
        self.segment
            .is_none_or(|segment| row.segment.eq_ignore_ascii_case(segment.as_str()))
    }

    /// Prices of an offer here, of the segment asked for.
    pub(crate) fn rows<'a>(&'a self, offer: &'a Offer) -> impl Iterator<Item = &'a PriceRow> {
        let here = if offer.sold_in(&self.country) {
            offer.in_country(&self.country)
        } else {
            &[]
        };
        here.iter().filter(|row| self.fits(row))
    }

    /// Whether an offer is on the shelf: it has, or will have, a price here.
    pub(crate) fn has(&self, offer: &Offer) -> bool {
        let today = self.view.now.date();
        self.rows(offer).any(|row| today <= row.until)
    }

    /// Whether an offer can be bought here today.
    pub(crate) fn sells(&self, offer: &Offer) -> bool {
        let today = self.view.now.date();
        self.rows(offer).any(|row| row.from <= today && today <= row.until)
    }

    /// The offers of a product that are on the shelf.
    pub(crate) fn product(&self, id: &str) -> Result<Vec<&Offer>, Refusal> {
        let offers = self.view.assortment.product(&id.to_ascii_uppercase());
        let found: Vec<&Offer> = offers.filter(|offer| self.has(offer)).collect();
        if found.is_empty() {
            return Err(Refusal::new(Code::ProductUnknown).with("id", id));
        }
        Ok(found)
    }

    /// One of them.
    pub(crate) fn sku(&self, product: &str, id: &str) -> Result<&Offer, Refusal> {
        let found = self
            .product(product)?
            .into_iter()
            .find(|offer| offer.sku_id().eq_ignore_ascii_case(id));
        found.ok_or_else(|| Refusal::new(Code::SkuUnknown).with("id", id))
    }

    /// A sentence of the catalogue in the caller's language.
    pub(crate) fn text(&self, key: &str) -> String {
        self.text_with(key, nahtlos_report::Args::new())
    }

    /// A sentence with values.
    pub(crate) fn text_with(&self, key: &str, args: nahtlos_report::Args) -> String {
        self.view.center.texts.of(&self.view.locale).fill(key, args)
    }
}

/// The country asked for: two letters, and one of the programme's markets.
pub(crate) fn country(view: &View, sent: Option<&str>) -> Result<String, Refusal> {
    let wrong = |reason: String| Refusal::new(Code::InvalidInput).with("reason", reason).at("country");
    let text = sent.ok_or_else(|| wrong("the query parameter country must be given".to_owned()))?;
    let country = text.trim().to_ascii_uppercase();
    let known = |country: &str| view.assortment.markets.is_empty() || view.assortment.markets.contains_key(country);
    let letters = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    if letters && known(&country) {
        return Ok(country);
    }
    let shown: String = text.chars().take(20).collect();
    Err(wrong(format!(
        "{shown:?} is no country of the programme; send two letters such as DE"
    )))
}

/// The segment asked for.
pub(crate) fn segment(sent: Option<&str>) -> Result<Option<Segment>, Refusal> {
    let read = |text: &str| {
        let named = Segment::ALL
            .iter()
            .find(|segment| segment.as_str().eq_ignore_ascii_case(text.trim()));
        named.copied().ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            Refusal::new(Code::SegmentRefused).with("segment", shown).at("targetSegment")
        })
    };
    sent.map(read).transpose()
}

/// Path and query of a request, as the `self` link of a list repeats them.
pub(crate) fn address(ask: &Ask) -> String {
    match ask.query.raw.as_str() {
        "" => ask.path.clone(),
        raw => format!("{}?{raw}", ask.path),
    }
}
