//! The reference's things as the wire writes and shows them.

use super::{
    asked::{Change, Wanted},
    change::{wanted_next, wanted_seats},
    life::{Choice, Life, State},
    player::{Found, same},
    shelf::SHELF,
};
use jiff::civil::{Date, DateTime};
use serde_json::{Map, Value, json};

pub(crate) fn cycle_word(months: i32) -> &'static str {
    match months {
        1 => "monthly",
        12 => "annual",
        _ => "triennial",
    }
}

pub(crate) fn term_word(months: i32) -> &'static str {
    match months {
        1 => "P1M",
        12 => "P1Y",
        _ => "P3Y",
    }
}

pub(crate) fn choice_word(choice: Choice) -> &'static str {
    match choice {
        Choice::Renew => "renew",
        Choice::Extend => "extend",
        Choice::Cancel => "cancel",
    }
}

/// A PATCH as a client writes it.
pub(crate) fn body_of(life: &Life, change: &Change) -> Value {
    let mut body = Map::new();
    let mut put = |name: &str, value: Option<Value>| value.map(|value| body.insert(name.to_owned(), value));
    put("quantity", change.seats.map(|_| json!(wanted_seats(life, change))));
    let status = change.status.map(|status| match status {
        Wanted::Active => "active",
        Wanted::Suspended => "suspended",
        Wanted::Deleted => "deleted",
        Wanted::Expired => "expired",
    });
    put("status", status.map(|status| json!(status)));
    put("autoRenewEnabled", change.renew.map(|renew| json!(renew)));
    put("endOfTermAction", change.choice.map(|choice| json!(choice_word(choice))));
    put("termDuration", change.term.map(|term| json!(term_word(term))));
    put("billingCycle", change.cycle.map(|cycle| json!(cycle_word(cycle))));
    let next = wanted_next(life, change).map(|next| {
        let id = SHELF[next.item].id;
        let (product, sku) = id.split_once(':').unwrap_or((id, "0001"));
        json!({ "quantity": next.seats, "product": {
            "productId": product, "skuId": sku, "billingCycle": cycle_word(next.cycle), "termDuration": term_word(next.term),
        } })
    });
    put("scheduledNextTermInstructions", next);
    let charge = change
        .next_cycle
        .map(|cycle| json!({ "product": { "billingCycle": cycle_word(cycle) } }));
    put("nextChargeInstructions", charge);
    Value::Object(body)
}

fn state_word(state: State) -> &'static str {
    match state {
        State::Active => "active",
        State::Suspended => "suspended",
        State::Expired => "expired",
        State::Disabled => "disabled",
        State::Deleted => "deleted",
    }
}

/// The day of an instant on the wire.
fn day(shown: &Value) -> Option<Date> {
    shown.as_str()?.get(..10)?.parse().ok()
}

pub(crate) fn compare_life(life: &Life, now: DateTime, shown: &Value) -> Found {
    same!(Some(state_word(life.state)), shown["status"].as_str(), "status");
    same!(Some(life.seats), shown["quantity"].as_i64(), "quantity");
    same!(Some(life.renews), shown["autoRenewEnabled"].as_bool(), "autoRenewEnabled");
    same!(Some(life.start), day(&shown["effectiveStartDate"]), "effectiveStartDate");
    // The last day in new commerce, the day after it in legacy.
    let end = if life.modern() { life.end.yesterday().unwrap() } else { life.end };
    same!(Some(end), day(&shown["commitmentEndDate"]), "commitmentEndDate");
    same!(Some(term_word(life.term)), shown["termDuration"].as_str(), "termDuration");
    same!(Some(cycle_word(life.cycle)), shown["billingCycle"].as_str(), "billingCycle");
    let offer = shown["offerId"].as_str().unwrap_or("");
    same!(true, offer.starts_with(life.sold().id), "offerId {offer}");
    if life.in_use() {
        same!(
            life.state == State::Suspended,
            shown.get("suspensionReasons").is_some(),
            "suspensionReasons"
        );
    }
    let scheduled = &shown["scheduledNextTermInstructions"];
    same!(
        life.scheduled.map(|next| next.seats),
        scheduled["quantity"].as_i64(),
        "scheduled quantity"
    );
    let next = shown["nextChargeInstructions"]["product"]["billingCycle"]
        .as_str()
        .map(str::to_lowercase);
    same!(life.next_cycle.map(cycle_word), next.as_deref(), "nextChargeInstructions");
    if !life.modern() {
        return Ok(());
    }
    let ending = match (life.in_use(), life.renews) {
        (false, _) => None,
        (true, true) => Some(choice_word(Choice::Renew)),
        (true, false) => Some(choice_word(life.choice)),
    };
    same!(ending, shown["endOfTermAction"].as_str(), "endOfTermAction");
    let until = life.cancel_until.map(|until| format!("{until}Z"));
    same!(
        until.as_deref(),
        shown["cancellationAllowedUntilDate"].as_str(),
        "cancellationAllowedUntilDate"
    );
    if !life.extended {
        same!(
            Some(life.reducible(now)),
            shown["refundableQuantity"]["totalQuantity"].as_i64(),
            "refundableQuantity"
        );
    }
    Ok(())
}
