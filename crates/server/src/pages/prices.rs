//! What an offer costs a partner, and what its list price is, for lists of offers. Who may not read price lists sees none.

use super::{frame::Trouble, report::call, visit::Visit};
use crate::api::{convert, problem::Problem};
use nahtlos_engine::{Halt, call::Need};
use nahtlos_model::{
    assortment::{Assortment, Place, partner_price},
    catalogue::Term,
    dates::Date,
    ids::OfferId,
    money::Price,
    permissions::Action,
};
use nahtlos_pages::{Cell, Value};
use nahtlos_report::numbers;
use nahtlos_wire::enums::BillingCycleType;
use std::sync::Arc;

/// Prices of a country and segment, as they are today.
pub(super) struct Prices {
    assortment: Arc<Assortment>,
    place: Place,
    today: Date,
}

impl Prices {
    /// `None`: the country is no market, or the visitor may not read price lists. In the currency of the market.
    pub(super) async fn of(visit: &Visit, country: &str, segment: &str) -> Result<Option<Self>, Trouble> {
        let Some(call) = call(visit) else { return Ok(None) };
        let reading = match visit.center.engine.read(&call, Need::own(Action::ReadPriceFiles)).await {
            Ok(reading) => reading,
            Err(Halt::Refused(_)) => return Ok(None),
            Err(halt) => return Err(Trouble::from(Problem::from(halt))),
        };
        let country = country.to_ascii_uppercase();
        let Some(market) = reading.assortment.markets.get(&country) else {
            return Ok(None);
        };
        Ok(Some(Self {
            place: Place {
                currency: market.currency,
                country,
                segment: segment.to_owned(),
            },
            today: reading.now.date(),
            assortment: Arc::clone(&reading.assortment),
        }))
    }

    /// The partner's price of a seat for a billing period, with the list price below it.
    pub(super) fn cell(&self, visit: &Visit, (product, sku): (&str, &str), term: &str, cycle: Option<BillingCycleType>) -> Cell {
        let nothing = || Cell::new(Value::Nothing);
        let plan = cycle.and_then(|cycle| convert::plan(cycle, "billingCycle").ok().flatten());
        let (Ok(term), Some(plan)) = (term.parse::<Term>(), plan) else {
            return nothing();
        };
        let offer = self.assortment.offers.get(&OfferId::new(product, sku));
        let Some(row) = offer.and_then(|offer| offer.row(&self.place, term, plan, self.today)) else {
            return nothing();
        };
        let shown = |price: Price| numbers::price(visit.lang, row.currency, price);
        match (partner_price(row), row.erp_price) {
            (Some(price), Some(list)) if list != price => {
                Cell::new(Value::Figure(shown(price))).below(visit.say_with("desk-list-price", "price", &shown(list)))
            }
            (Some(price), _) => Cell::new(Value::Figure(shown(price))),
            (None, _) => nothing(),
        }
    }
}
