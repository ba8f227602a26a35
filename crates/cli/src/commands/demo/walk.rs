//! The demo's walk through the calendar: every day on which something happens, and the seats left after it.

use super::tenant::Tenant;
use crate::screen::Screen;
use nahtlos_model::{case::Case, ids::SkuId, plan::Plan};
use nahtlos_report::{numbers, sentence::Reader, texts::Args as Values};

/// What the walk saw.
pub(super) struct Seen {
    /// Days walked.
    pub(super) days: u64,
    /// User-days without a needed plan or without a seat.
    pub(super) uncovered: u64,
}

/// Walks from the day of the estate to the horizon and prints each day on which something happens.
pub(super) fn walk(case: &Case, plan: &Plan, screen: &Screen) -> Seen {
    let reader = Reader::of_case(screen.texts(), case);
    let mut tenant = Tenant::new(case, plan, None);
    let mut seen = Seen { days: 0, uncovered: 0 };
    loop {
        seen.days += 1;
        seen.uncovered += tenant.uncovered() as u64 + tenant.without_seat();
        let (events, pools) = events(&tenant, plan, &reader, screen);
        if !events.is_empty() {
            let day = format!("{:<13}", numbers::date(screen.lang(), tenant.day()));
            for (at, event) in events.iter().enumerate() {
                let margin = if at == 0 { screen.paint("1", &day) } else { " ".repeat(13) };
                screen.line(&format!("  {margin}{event}"));
            }
            for sku in pools {
                let (seats, held) = (tenant.seats(sku), tenant.held(sku));
                let values = Values::new()
                    .text("sku", reader.sku(sku))
                    .count("seats", seats)
                    .count("held", held)
                    .count("free", seats.saturating_sub(held));
                let left = screen.text("cli-demo-seats", values);
                screen.line(&format!("  {:13}{}", "", screen.paint("2", &left)));
            }
        }
        if !tenant.next_day() {
            return seen;
        }
    }
}

/// What happens today, in words, and the pools it touches.
fn events(tenant: &Tenant, plan: &Plan, reader: &Reader, screen: &Screen) -> (Vec<String>, Vec<SkuId>) {
    let (mut events, mut pools) = (Vec::new(), Vec::new());
    for id in tenant.purchases_starting() {
        let Some(purchase) = plan.purchases.iter().find(|purchase| purchase.id == id) else {
            continue;
        };
        let key = if purchase.renews.is_some() {
            "cli-demo-renews"
        } else {
            "cli-demo-starts"
        };
        let values = Values::new()
            .text("id", id)
            .count("seats", purchase.seats)
            .text("sku", reader.sku(purchase.sku_id))
            .text("end", reader.date(purchase.end))
            .text("charge", reader.money(purchase.charge));
        events.push(format!("{} {}", screen.paint("32", "+"), screen.text(key, values)));
        pools.push(purchase.sku_id);
    }
    for change in plan.license_changes.iter().filter(|change| change.date == tenant.day()) {
        let added: Vec<SkuId> = change.add_licenses.iter().map(|add| add.sku_id).collect();
        let key = match (change.remove_licenses.is_empty(), added.is_empty()) {
            (false, false) => "cli-demo-swap",
            (true, _) => "cli-demo-add",
            (false, true) => "cli-demo-remove",
        };
        let values = Values::new()
            .count("users", change.user_ids.len())
            .text("from", reader.skus(&change.remove_licenses))
            .text("to", reader.skus(&added));
        events.push(format!("{} {}", screen.paint("36", "⇄"), screen.text(key, values)));
        pools.extend(change.remove_licenses.iter().copied().chain(added));
    }
    for original in tenant.originals_ending() {
        let values = Values::new()
            .count("seats", original.quantity)
            .text("sku", reader.sku(original.sku_id))
            .text("channel", reader.word(original.channel));
        events.push(format!("{} {}", screen.paint("33", "−"), screen.text("cli-demo-ends", values)));
        pools.push(original.sku_id);
    }
    pools.sort_unstable();
    pools.dedup();
    (events, pools)
}
