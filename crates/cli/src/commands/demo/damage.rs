//! What the demo shows of a plan not followed: the purchase whose absence would hurt most, left out.

use super::tenant::{Shortage, shortages};
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
        let values = Values::new()
            .text("from", reader.date(shortage.from))
            .text("to", reader.date(shortage.to))
            .count("users", shortage.users)
            .count("among", shortage.among)
            .text("sku", reader.sku(shortage.sku))
            .text("plans", reader.list(shortage.plans.iter().map(|plan| reader.plan(*plan)).collect()));
        screen.line(&format!(
            "  {} {}",
            screen.paint("31", "✗"),
            screen.text("cli-demo-shortage", values)
        ));
    }
    let days: u64 = found.iter().map(Shortage::user_days).sum();
    screen.line(&format!(
        "  {}",
        screen.text("cli-demo-user-days", Values::new().count("days", days))
    ));
}

/// The purchase without which most is lost, in users, days and service plans; the first of equals.
fn worst<'a>(case: &Case, plan: &'a Plan) -> Option<(&'a Purchase, Vec<Shortage>)> {
    let mut worst: Option<(&Purchase, Vec<Shortage>)> = None;
    for purchase in &plan.purchases {
        let found = shortages(case, plan, Some(&purchase.id));
        if !found.is_empty() && worst.as_ref().is_none_or(|(_, least)| weight(&found) > weight(least)) {
            worst = Some((purchase, found));
        }
    }
    worst
}

fn weight(found: &[Shortage]) -> u64 {
    found
        .iter()
        .map(|shortage| shortage.user_days() * shortage.plans.len() as u64)
        .sum()
}
