//! The pictures of seats and licences over time without the page around them, for a page that has its own style. Called by the
//! dashboard's page of a move. They are the report's pictures, made by the same code.

use super::{Sources, pools::Pools, rendered};
use crate::{picture::Pool, texts::Texts};
use askama::Template;
use nahtlos_model::{case::Case, plan::Plan};
use nahtlos_planner::verify::Verdict;

#[derive(Template)]
#[template(path = "pictures.html", whitespace = "minimize")]
struct Pictures<'a> {
    t: &'a Texts,
    pools: Pools,
}

/// Legend, pools with their tables, and the bar "every user covered", as markup with every text escaped.
pub fn pictures_html(case: &Case, plan: &Plan, verdict: &Verdict, texts: &Texts) -> String {
    let sources = Sources::new(case, plan, verdict, texts);
    rendered(&Pictures {
        t: texts,
        pools: Pools::build(&sources, &Pool::all(case, plan)),
    })
}
