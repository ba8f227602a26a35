//! The plan of a move in pictures: seats and licences of every pool over time, cover of everybody, what it costs; proved anew for the page.

use super::{frame::Trouble, inside::Refused, moves_told, table::page, visit::Visit};
use crate::{ambient::guid, api::answer::Answer, pages::Page};
use nahtlos_engine::call::{Call, Need};
use nahtlos_model::{case::Case, permissions::Action, plan::Plan};
use nahtlos_pages::{Fact, Facts, Head, Html, Link, Menu, Part, Value};
use nahtlos_wire::moves::Move;
use std::sync::Arc;

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/moves/{move}/report", report)];

/// The pictures of the newest plan, and the plan; `None`: there is none.
pub(super) async fn pictures(visit: &Visit, id: &str) -> Result<Option<(Html, Arc<Plan>)>, Trouble> {
    let Some(call) = call(visit) else { return Ok(None) };
    let engine = &visit.center.engine;
    let found = engine.read(&call, Need::own(Action::ReadMoves)).await?.move_case(id, None).await?;
    let Some((case, plan)) = found else { return Ok(None) };
    let (case, plan) = (Arc::new(case), Arc::new(plan));
    Ok(Some((drawn(visit, case, Arc::clone(&plan)).await?, plan)))
}

/// A plan in pictures, proved anew.
pub(super) async fn drawn(visit: &Visit, case: Arc<Case>, plan: Arc<Plan>) -> Result<Html, Trouble> {
    let verdict = visit.center.engine.prove_plan(Arc::clone(&case), Arc::clone(&plan)).await?;
    let drawn = nahtlos_report::pictures_html(&case, &plan, &verdict, visit.texts());
    let script = nahtlos_pages::address("picture.js");
    Ok(Html::made(format!(
        "<section class=\"picture\">{drawn}</section><script src=\"{script}\" defer></script>"
    )))
}

/// A call of the visitor's own, for what is no operation of an API.
pub(super) fn call(visit: &Visit) -> Option<Call> {
    let signed = visit.signed.as_ref()?;
    Some(Call {
        actor: Arc::clone(&signed.actor),
        request_id: guid(),
        correlation_id: guid(),
        locale: visit.locale().to_owned(),
        key: None,
        faults: None,
    })
}

async fn report(visit: Visit) -> Result<Answer, Trouble> {
    let path = format!("/moves/v1/moves/{}", visit.segment(0));
    let of = visit
        .get(path)
        .read::<Move>()
        .await
        .map_err(|refused: Refused| Trouble::from(refused))?;
    let id = of.id.clone().unwrap_or_default();
    let Some((drawn, plan)) = pictures(&visit, &id).await? else {
        return Err(Trouble::Missing);
    };
    let mut head = Head::new(visit.say("desk-report"));
    head.above = Some(Link::new(of.customer_name.clone().unwrap_or_default(), format!("/moves/{id}")));
    head.lead = of.plan.as_ref().map(|plan| moves_told::amount(&visit, plan)).unwrap_or_default();
    let parts = vec![Part::Facts(money(&visit, &plan)), Part::Made(drawn)];
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Moves)))))
}

/// What the plan costs, as its statement says.
fn money(visit: &Visit, plan: &Plan) -> Facts {
    let cost = &plan.cost;
    let amount = |amount| Value::Money(cost.currency, amount);
    Facts {
        title: visit.say("desk-money"),
        facts: vec![
            Fact::new(visit.say("desk-money-total"), amount(cost.total)),
            Fact::new(visit.say("desk-money-overlap"), amount(cost.overlap)),
            Fact::new(visit.say("desk-money-beyond"), amount(cost.committed_beyond_horizon)),
            Fact::new(visit.say("desk-money-until"), Value::Day(plan.horizon)),
        ],
    }
}
