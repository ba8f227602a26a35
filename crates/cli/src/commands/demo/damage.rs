//! What the demo shows of a plan not followed: the purchase whose absence would hurt most, left out.

use super::tenant::{Shortage, Tenant, shortages};
use crate::screen::Screen;
use nahtlos_model::{
    case::Case,
    plan::{Plan, Purchase},
};
use nahtlos_report::{sentence::Reader, texts::Args as Values};

/// Shows the damage of the one forgotten purchase that would hurt most.
pub(super) fn show(case: &Case, plan: &Plan, screen: &Screen) {
    let Some((purchase, found)) = worst(case, plan) else { return };
    let reader = Reader::of_case(screen.texts(), case);
    let values = Values::new()
        .text("id", purchase.id.clone())
        .count("seats", purchase.seats)
        .text("sku", reader.sku(purchase.sku_id))
        .text("day", reader.date(purchase.start));
    screen.line(&format!("  {}", screen.text("cli-demo-forgotten", values)));
    for shortage in &found {
        let plans = plans_at_risk(case, plan, purchase, shortage);
        let values = Values::new()
            .text("from", reader.date(shortage.from))
            .text("to", reader.date(shortage.to))
            .count("users", shortage.users)
            .count("among", shortage.among)
            .text("sku", reader.sku(shortage.sku))
            .text("plans", reader.list(plans.into_iter().map(|plan| reader.plan(plan)).collect()));
        screen.line(&format!(
            "  {} {}",
            screen.paint("31", "✗"),
            screen.text("cli-demo-shortage", values)
        ));
    }
    let user_days = screen.text("cli-demo-user-days", Values::new().count("days", user_days(&found)));
    screen.line(&format!("  {user_days}"));
}

/// The purchase without which most user-days are lost; the first of equals.
fn worst<'a>(case: &Case, plan: &'a Plan) -> Option<(&'a Purchase, Vec<Shortage>)> {
    let mut worst: Option<(&Purchase, Vec<Shortage>)> = None;
    for purchase in &plan.purchases {
        let found = shortages(case, plan, Some(&purchase.id));
        let more = worst.as_ref().is_none_or(|(_, least)| user_days(&found) > user_days(least));
        if !found.is_empty() && more {
            worst = Some((purchase, found));
        }
    }
    worst
}

fn user_days(found: &[Shortage]) -> u64 {
    found
        .iter()
        .map(|s| s.users * u64::try_from((s.to - s.from).get_days()).unwrap_or(0))
        .sum()
}

fn plans_at_risk(case: &Case, plan: &Plan, forgotten: &Purchase, shortage: &Shortage) -> Vec<nahtlos_model::ids::ServicePlanId> {
    let mut tenant = Tenant::new(case, plan, Some(&forgotten.id));
    while tenant.day() < shortage.from && tenant.next_day() {}
    tenant.plans_at_risk(shortage.sku).into_iter().collect()
}
