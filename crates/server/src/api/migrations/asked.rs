//! What a request asks for: texts that are empty and numbers that are 0 are nothing, nested add-ons stand in one list.

use crate::api::convert;
use nahtlos_model::{
    migrations::{
        Bid, Wish,
        schedules::{When, when},
    },
    refusals::Refusal,
};
use nahtlos_wire::{enums::BillingCycleType, migrations as wire};

/// Most characters of a batch's name.
const REFERENCE: usize = 128;
/// Most add-ons of one request.
const ADDONS: usize = 200;

/// What is asked for.
pub(super) fn bid(request: &wire::MigrationRequest) -> Result<Bid, Refusal> {
    let reference = request.external_reference_id.clone().filter(|text| !text.trim().is_empty());
    if reference.as_ref().is_some_and(|text| text.chars().count() > REFERENCE) {
        return Err(Refusal::property(
            "externalReferenceId",
            format!("has more than {REFERENCE} characters"),
        ));
    }
    let mut addons = Vec::new();
    flatten(request, &mut addons)?;
    Ok(Bid {
        base: wish(request, "")?,
        addons,
        reference,
    })
}

/// When it is to happen.
pub(super) fn time(request: &wire::MigrationRequest) -> Result<When, Refusal> {
    when(request.target_date, request.migrate_on_renewal == Some(true))
}

fn flatten(request: &wire::MigrationRequest, found: &mut Vec<Wish>) -> Result<(), Refusal> {
    let lists = [&request.add_on_migrations, &request.add_on_migration_schedules];
    for addon in lists.into_iter().flatten().flatten() {
        if found.len() >= ADDONS {
            return Err(Refusal::property("addOnMigrations", format!("has more than {ADDONS} entries")));
        }
        let place = format!("addOnMigrations[{}].", found.len());
        found.push(wish(addon, &place)?);
        flatten(addon, found)?;
    }
    Ok(())
}

fn wish(request: &wire::MigrationRequest, place: &str) -> Result<Wish, Refusal> {
    let at = |field: &str| format!("{place}{field}");
    let id = request
        .current_subscription_id
        .as_deref()
        .map(str::trim)
        .filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| Refusal::property(at("currentSubscriptionId"), "must name the legacy subscription"))?;
    let quantity = request.quantity.filter(|quantity| *quantity != 0);
    if quantity.is_some_and(|quantity| quantity < 0) {
        return Err(Refusal::property(at("quantity"), "cannot be negative"));
    }
    Ok(Wish {
        subscription_id: id.to_ascii_lowercase(),
        quantity,
        term: convert::term(request.term_duration.as_deref().unwrap_or(""), &at("termDuration"))?,
        cycle: cycle(request.billing_cycle.as_deref().unwrap_or(""), &at("billingCycle"))?,
        full_term: request.purchase_full_term == Some(true),
        custom_end: request.custom_term_end_date.map(nahtlos_model::instants::Instant::date),
    })
}

fn cycle(text: &str, field: &str) -> Result<Option<nahtlos_model::catalogue::BillingPlan>, Refusal> {
    match text.trim() {
        "" => Ok(None),
        word => {
            let cycle: BillingCycleType = word.parse().map_err(|unknown| Refusal::property(field, unknown))?;
            convert::plan(cycle, field)
        }
    }
}
