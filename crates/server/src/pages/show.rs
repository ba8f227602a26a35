//! Values of the wire as pages show them.

use super::visit::Visit;
use nahtlos_model::{
    instants::Instant,
    money::{Amount, Currency},
};
use nahtlos_pages::{Badge, Cell, Tone, Value};
use nahtlos_wire::{enums::SubscriptionStatus, subscriptions::Subscription};

/// Text, or a dash.
pub(super) fn text(text: Option<&str>) -> Cell {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => Cell::text(text),
        None => Cell::new(Value::Nothing),
    }
}

/// Yes or no.
pub(super) fn yes(visit: &Visit, yes: bool) -> Cell {
    Cell::text(visit.say(if yes { "desk-yes" } else { "desk-no" }))
}

/// The day on which an instant lies, in UTC.
pub(super) fn day_of(instant: Option<Instant>) -> Cell {
    Cell::new(instant.map_or(Value::Nothing, |at| Value::Day(at.date())))
}

/// An amount as APIs write it, in a currency.
pub(super) fn money(amount: Option<&str>, currency: Option<&str>) -> Value {
    let amount = amount.and_then(|text| Some((text, serde_json::from_value::<Amount>(text.into()).ok()?)));
    match (amount, currency.and_then(Currency::new)) {
        (Some((_, amount)), Some(currency)) => Value::Money(currency, amount),
        (Some((text, _)), None) => Value::Figure(text.to_owned()),
        (None, _) => Value::Nothing,
    }
}

/// How a state stands.
fn tone(word: &str) -> Tone {
    match word {
        "active" | "enabled" | "completed" | "complete" | "accepted" | "done" | "ordered" | "fulfilled" | "delivered" | "all-have" => {
            Tone::Good
        }
        "running" | "pending" | "approved" | "waiting" | "in-progress" | "inprogress" | "sent" | "opened" | "approval-pending" => {
            Tone::Busy
        }
        "needs-person" | "asked" | "created" | "partially-complete" | "warning" | "drafted" | "planned" | "offered" | "expiring"
        | "approvalpending" | "some-without" => Tone::Wait,
        "halted" | "suspended" | "error" | "failed" | "declined" | "lockedout" | "rejected" | "reject" => Tone::Bad,
        "expired" | "deleted" | "abandoned" | "withdrawn" | "terminated" | "inactive" | "skipped" | "cancelled" | "disabled" => Tone::Over,
        _ => Tone::Plain,
    }
}

/// A state with its word in the reader's language.
pub(super) fn badge(visit: &Visit, kind: &str, word: &str) -> Badge {
    let word = kebab(word);
    let key = format!("desk-{kind}-state-{word}");
    let shown = if visit.texts().has(&key) { visit.say(&key) } else { word.clone() };
    Badge::new(tone(&word), shown)
}

/// The same as a cell.
pub(super) fn state(visit: &Visit, kind: &str, word: &str) -> Cell {
    match word {
        "" => Cell::new(Value::Nothing),
        word => Cell::new(Value::Badge(badge(visit, kind, word))),
    }
}

/// The state of a subscription.
pub(super) fn subscription_state(visit: &Visit, s: &Subscription) -> Cell {
    let status = s.status.unwrap_or(SubscriptionStatus::None).to_string();
    state(visit, "subscription", &status)
}

/// `needsPerson` as `needs-person`.
pub(super) fn kebab(word: &str) -> String {
    let mut all = String::with_capacity(word.len() + 4);
    for letter in word.chars() {
        match letter {
            letter if letter.is_ascii_uppercase() => {
                if !all.is_empty() {
                    all.push('-');
                }
                all.push(letter.to_ascii_lowercase());
            }
            '_' | ' ' => all.push('-'),
            letter => all.push(letter),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn words_of_the_wire_become_keys() {
        assert_eq!(kebab("needsPerson"), "needs-person");
        assert_eq!(kebab("approvalPending"), "approval-pending");
        assert_eq!(kebab("partial success"), "partial-success");
    }
}
