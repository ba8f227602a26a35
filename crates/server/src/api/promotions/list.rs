//! Promotions of a country and segment that apply today.

use crate::api::{
    answer::Answer,
    ask::Ask,
    problem::Problem,
    products::shelf::{Shelf, address, segment},
};
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::{Collection, Link};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    let missing = || {
        let reason = "the query parameter segment must be given";
        Refusal::new(Code::InvalidInput).with("reason", reason).at("segment")
    };
    let wanted = segment(ask.query.get("segment"))?.ok_or_else(missing)?;
    let today = shelf.view.now.date();
    let all = shelf.view.assortment.promotions.iter();
    let here = all.filter(|p| p.country.eq_ignore_ascii_case(&shelf.country) && p.segment.eq_ignore_ascii_case(wanted.as_str()));
    let items = here
        .filter(|p| p.from <= today && today <= p.until)
        .map(|p| super::view::promotion_view(p, false))
        .collect();
    Ok(Answer::ok(&Collection::of(items).with_link("self", Link::get(address(&ask)))))
}
