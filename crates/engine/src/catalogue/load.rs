//! Builds the assortment from the present rows of the catalogue, when their version has changed.

use super::rows::Row;
use crate::{Engine, halt::Halt};
use nahtlos_model::assortment::{Assortment, Offer, Title};
use nahtlos_store::{StoreError, catalogue};
use std::sync::Arc;

impl Engine {
    /// Loads the catalogue if there is a newer version; whether there was.
    ///
    /// # Errors
    /// Faults of the database; a row that does not read.
    pub async fn refresh_catalogue(&self) -> Result<bool, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let version = catalogue::version(&mut tx).await?;
        if version == self.inner.assortment.load().version {
            return Ok(false);
        }
        let mut assortment = Assortment::default();
        assortment.version = version;
        let (mut prices, mut titles) = (Vec::new(), Vec::new());
        for row in catalogue::present(&mut tx).await? {
            let read = Row::read(&row.kind, &row.body);
            match read.map_err(|e| StoreError::other(format!("catalogue row {} {}: {e}", row.kind, row.key)))? {
                Row::Licence(id, product) => drop(assortment.licences.insert(id, product)),
                Row::Plan(id, name) => drop(assortment.plans.insert(id, name)),
                Row::Offer(offer) => drop(assortment.offers.insert(offer.id.clone(), *offer)),
                Row::Price(price) => prices.push(price),
                Row::Title(id, title) => titles.push((id, title)),
                Row::Legacy(offer) => drop(assortment.legacy.insert(offer.id.clone(), *offer)),
                Row::Promotion(promotion) => assortment.promotions.push(*promotion),
                Row::Exclusion(exclusion) => assortment.exclusions.push(exclusion),
                Row::Dependency(plan, needs) => assortment.dependencies.entry(plan).or_default().push(needs),
                Row::Market(country, market) => drop(assortment.markets.insert(country, market)),
                // Told by the price files alone.
                Row::Rate(_) => {}
            }
        }
        for price in prices {
            if let Some(offer) = assortment.offers.get_mut(&price.offer) {
                offer.prices.push(*price);
            }
        }
        for (id, title) in titles {
            if let Some(offer) = assortment.offers.get_mut(&id) {
                complete(offer, title);
            }
        }
        assortment.index();
        // Another may have loaded meanwhile: what is newer stays.
        let loaded = Arc::new(assortment);
        self.inner.assortment.rcu(|present| match present.version < loaded.version {
            true => Arc::clone(&loaded),
            false => Arc::clone(present),
        });
        Ok(true)
    }
}

/// Fills in what the offer matrix left open.
fn complete(offer: &mut Offer, title: Title) {
    let parts = [
        (&mut offer.product_title, title.product_title),
        (&mut offer.title, title.title),
        (&mut offer.description, title.description),
        (&mut offer.publisher, title.publisher),
    ];
    for (known, listed) in parts {
        if known.is_empty() {
            *known = listed;
        }
    }
}
