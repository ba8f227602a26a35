//! What a plan will lack: SKUs that users hold and that cannot be bought again. Called by `case new`
//! and `case check`. It only says so; whether a plan exists is for the planner to find.

use crate::problem::Problem;
use nahtlos_model::{
    catalogue::{Catalogue, OfferRow},
    estate::Estate,
    ids::SkuId,
    policy::{Policy, PriceColumn},
};
use std::collections::BTreeMap;

/// Something that a plan will lack: the problem in English, and the values with which a reader's language says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Code, place and sentence.
    pub problem: Problem,
    /// Values of the text `missing-` + code; none where only the problem says it.
    pub values: Vec<(&'static str, String)>,
}

impl From<Problem> for Missing {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            values: Vec::new(),
        }
    }
}

/// Held SKUs without a price for the customer, each with the reason. `price_file` is the name that problems show.
pub fn missing(estate: &Estate, catalogue: &Catalogue, policy: &Policy, price_file: &str) -> Vec<Missing> {
    let mut held: BTreeMap<SkuId, u64> = BTreeMap::new();
    for user in &estate.users {
        for license in &user.licenses {
            *held.entry(license.sku_id).or_default() += u64::from(user.count);
        }
    }
    let customer = &estate.customer;
    let terms: Vec<&str> = policy.terms.iter().map(|term| term.as_str()).collect();
    let lacking = held.into_iter().filter_map(|(sku, licenses)| {
        let (code, why) = reason(estate, catalogue, policy, sku)?;
        let name = catalogue.sku_name(sku);
        let message = format!("{name} ({sku}), of which {licenses} are held, cannot be bought: {why}.");
        let mend = "Without it these users keep today's seats while they last and then need another SKU; give the missing file or row if it is sold.";
        let values = vec![
            ("name", name),
            ("sku", sku.to_string()),
            ("licenses", licenses.to_string()),
            ("country", customer.country.clone()),
            ("currency", customer.currency.to_string()),
            ("segment", customer.segment.clone()),
            ("day", estate.as_of.to_string()),
            ("terms", terms.join(", ")),
            ("column", column(policy.price).to_owned()),
        ];
        let problem = Problem::warning(price_file, code, message, mend).found(&sku.to_string());
        Some(Missing { problem, values })
    });
    lacking.collect()
}

/// The column that the policy's price asks for.
fn column(price: PriceColumn) -> &'static str {
    match price {
        PriceColumn::Erp => "ERP Price",
        PriceColumn::Partner => "UnitPrice",
    }
}

/// Why a SKU cannot be bought; `None` if it can.
fn reason(estate: &Estate, catalogue: &Catalogue, policy: &Policy, sku: SkuId) -> Option<(&'static str, String)> {
    if policy.never_buy.contains(&sku) {
        return None;
    }
    let customer = &estate.customer;
    let offers: Vec<&OfferRow> = catalogue.offers.iter().filter(|offer| offer.sku == sku).collect();
    if offers.is_empty() {
        return Some(("noOffer", "the offer matrix has no offer for it".to_owned()));
    }
    let sold = |offer: &&&OfferRow| offer.allowed_countries.is_empty() || offer.allowed_countries.contains(&customer.country);
    let sold: Vec<&&OfferRow> = offers.iter().filter(sold).collect();
    if sold.is_empty() {
        return Some(("notSoldInCountry", format!("its offers are not for {}", customer.country)));
    }
    let scope = format!(
        "market {}, currency {}, segment {:?}",
        customer.country, customer.currency, customer.segment
    );
    let mut prices = catalogue
        .prices
        .iter()
        .filter(|row| sold.iter().any(|offer| offer.offer == row.offer))
        .filter(|row| row.market == customer.country && row.currency == customer.currency && row.segment == customer.segment)
        .filter(|row| row.tier_min.unwrap_or(1) <= 1 && row.until >= estate.as_of)
        .peekable();
    if prices.peek().is_none() {
        return Some((
            "noPriceForSku",
            format!("there is no price for {scope} on or after {}", estate.as_of),
        ));
    }
    let mut of_terms = prices.filter(|row| policy.terms.contains(&row.term)).peekable();
    if of_terms.peek().is_none() {
        let terms: Vec<&str> = policy.terms.iter().map(|term| term.as_str()).collect();
        return Some(("noTermForSku", format!("it has no price for a term of {}", terms.join(", "))));
    }
    let priced = of_terms.any(|row| match policy.price {
        PriceColumn::Erp => row.erp_price.is_some(),
        PriceColumn::Partner => row.unit_price.is_some(),
    });
    (!priced).then(|| {
        (
            "emptyPriceColumn",
            format!(
                "column {:?}, which the policy's price asks for, is empty in all its rows",
                column(policy.price)
            ),
        )
    })
}
