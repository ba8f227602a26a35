//! Lists of legacy offers: of a country, of a customer's country, add-ons of a base offer. Paged by offset.

use super::{
    get::wanted,
    view::{Page, offer_view, on_sale},
};
use crate::api::{answer::Answer, ask::Ask, problem::Problem, products::shelf::Shelf};
use nahtlos_model::assortment::LegacyOffer;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    all(&ask, &shelf)
}

pub(crate) async fn handle_for(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_customer(&ask).await?;
    all(&ask, &shelf)
}

pub(crate) async fn addons(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    let base = wanted(&shelf, ask.param(0))?.id.clone();
    let offers = on_sale(&shelf).filter(|offer| offer.prerequisites.contains(&base)).collect();
    listed(&ask, &shelf, offers)
}

fn all(ask: &Ask, shelf: &Shelf) -> Result<Answer, Problem> {
    let category = ask.query.get("offer_category_id");
    let offers = on_sale(shelf).filter(|offer| category.is_none_or(|id| offer.category_id.eq_ignore_ascii_case(id)));
    listed(ask, shelf, offers.collect())
}

fn listed(ask: &Ask, shelf: &Shelf, mut offers: Vec<&LegacyOffer>) -> Result<Answer, Problem> {
    offers.sort_by_key(|offer| (offer.category_rank, &offer.name, &offer.id));
    let page = Page::of(ask)?;
    let shown = page.cut(&offers).iter().map(|offer| offer_view(shelf, offer)).collect();
    Ok(Answer::ok(&page.links(ask, offers.len(), shown)))
}
