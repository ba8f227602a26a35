//! Categories of the legacy offers on sale.

use super::view::{category_view, on_sale};
use crate::api::{answer::Answer, ask::Ask, problem::Problem, products::shelf::Shelf};
use nahtlos_wire::Collection;
use std::collections::BTreeMap;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    Ok(listed(&Shelf::of_country(&ask).await?))
}

pub(crate) async fn handle_for(ask: Ask) -> Result<Answer, Problem> {
    Ok(listed(&Shelf::of_customer(&ask).await?))
}

fn listed(shelf: &Shelf) -> Answer {
    let named = on_sale(shelf).filter(|offer| !offer.category_id.is_empty());
    let found: BTreeMap<_, _> = named.map(|offer| ((offer.category_rank, &offer.category_id), offer)).collect();
    let items = found.into_values().map(|offer| category_view(shelf, offer)).collect();
    Answer::ok(&Collection::of(items))
}
