//! Terms and billing in words.

use super::visit::Visit;
use nahtlos_wire::enums::BillingCycleType;

/// How long a term is.
pub(super) fn duration(visit: &Visit, duration: &str) -> String {
    match duration {
        "P1M" => visit.say("desk-term-month"),
        "P1Y" => visit.say("desk-term-year"),
        "P3Y" => visit.say("desk-term-three-years"),
        other => other.to_owned(),
    }
}

/// How often is billed.
pub(super) fn billing(visit: &Visit, cycle: Option<BillingCycleType>) -> String {
    let key = match cycle {
        Some(BillingCycleType::Monthly) => "desk-billing-monthly",
        Some(BillingCycleType::Annual) => "desk-billing-annual",
        Some(BillingCycleType::Triennial) => "desk-billing-triennial",
        Some(BillingCycleType::OneTime) => "desk-billing-once",
        Some(BillingCycleType::Biennial | BillingCycleType::Unknown | BillingCycleType::None) | None => return String::new(),
    };
    visit.say(key)
}
