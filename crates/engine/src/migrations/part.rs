//! One part of a bundle as a purchase: what a legacy subscription becomes, decided with the facts of a shop.

use crate::{
    act::Act,
    orders::shop::{Bought, Item, Line, Shop, parse_item},
};
use nahtlos_model::{
    dates::Date,
    migrations::{Part, carry},
    refusals::{Code, Refusal},
    subscriptions::{
        Decided, Subscription,
        purchase::{Market, Wanted},
    },
};
use std::collections::BTreeMap;

/// What a legacy subscription became.
#[derive(Debug, Clone)]
pub(crate) struct Migrated {
    /// As a line of an order.
    pub line: Line,
    /// The new subscription.
    pub new: Bought,
    /// The legacy one afterwards.
    pub old: Decided,
}

fn line_of(source: &Subscription, part: &Part) -> Line {
    Line {
        item: part.item.clone().unwrap_or_default(),
        quantity: part.quantity,
        cycle: Some(part.cycle),
        term: Some(part.term),
        friendly_name: Some(source.friendly_name.clone()),
        mpn_id: source.mpn_id.clone(),
        parent_id: None,
        renewal_term: None,
        promotion: None,
        custom_end: part.custom_end,
        more_mpn_ids: Vec::new(),
        attested: false,
        provisioning: BTreeMap::new(),
    }
}

impl Shop {
    /// Decides on what a legacy subscription becomes, at the prices of a day, and takes it into the facts. The number of subscriptions
    /// is no matter: each takes the place of one.
    pub(crate) fn migrate(
        &mut self,
        act: &Act<'_>,
        order_id: &str,
        source: &Subscription,
        part: &Part,
        price_day: Date,
    ) -> Result<Migrated, Refusal> {
        let line = line_of(source, part);
        let Item::Offer { offer, availability } = parse_item(&line.item)? else {
            return Err(Refusal::new(Code::MigrationNoProduct).with("subscription", &source.id));
        };
        let offer = self.offer(act, &offer, &availability)?;
        let promotion = self.promotion(act, offer, &line, part.cycle, price_day)?;
        let wanted = Wanted {
            price_day: Some(price_day),
            ..self.wanted(act, order_id, &line, part.cycle, promotion)
        };
        let decide = |market: &Market<'_>| carry::migrate(offer, wanted, source, part, market);
        let (decided, old) = self.with_market(act, &offer.id.0, offer.licence, offer.trial, decide)?;
        let made = &decided.after;
        let row = offer.row(&self.place, made.term, made.cycle, price_day);
        let list_price = row.and_then(|r| r.erp_price).unwrap_or(made.unit_price);
        self.held.push(made.licence);
        self.subscriptions.push(made.clone());
        let new = Bought { decided, list_price };
        Ok(Migrated { line, new, old })
    }
}
