//! Migrations, eligibilities, schedules and events as the wire shows them.

use crate::api::{context::View, convert};
use nahtlos_model::{
    dates::Date,
    instants::Instant,
    migrations::{
        EventName, Migration, MigrationEvent, MigrationStatus, Part,
        eligibility::{Judged, Verdict, number},
        schedules::{Schedule, ScheduleStatus, When},
    },
    refusals::Refusal,
};
use nahtlos_wire::migrations as wire;

fn status(status: MigrationStatus) -> wire::MigrationStatus {
    match status {
        MigrationStatus::Processing => wire::MigrationStatus::Processing,
        MigrationStatus::Completed => wire::MigrationStatus::Completed,
        MigrationStatus::Failed => wire::MigrationStatus::Failed,
    }
}

fn schedule_status(status: ScheduleStatus) -> wire::ScheduleStatus {
    match status {
        ScheduleStatus::Created => wire::ScheduleStatus::Created,
        ScheduleStatus::Cancelled => wire::ScheduleStatus::Cancelled,
        ScheduleStatus::Completed => wire::ScheduleStatus::Completed,
        ScheduleStatus::Failed => wire::ScheduleStatus::Failed,
    }
}

fn event_name(name: EventName) -> wire::MigrationEventName {
    match name {
        EventName::MigrationStarted => wire::MigrationEventName::MigrationStarted,
        EventName::NewCommerceSubscriptionCreated => wire::MigrationEventName::NewCommerceSubscriptionCreated,
        EventName::NewCommerceSubscriptionProvisioned => wire::MigrationEventName::NewCommerceSubscriptionProvisioned,
        EventName::MigrationCompleted => wire::MigrationEventName::MigrationCompleted,
        EventName::MigrationFailed => wire::MigrationEventName::MigrationFailed,
    }
}

fn day(day: Option<Date>) -> Option<Instant> {
    day.map(Instant::start_of)
}

/// A migration: its base with what is the whole's, and every add-on with what is its own.
pub(super) fn migration(m: &Migration) -> wire::NewCommerceMigration {
    let Some((base, addons)) = m.parts.split_first() else {
        return wire::NewCommerceMigration::default();
    };
    wire::NewCommerceMigration {
        id: Some(m.id.clone()),
        started_time: Some(m.started),
        completed_time: m.completed,
        status: Some(status(m.status)),
        add_on_migrations: Some(addons.iter().map(|addon| part(m, addon)).collect()),
        ..part(m, base)
    }
}

fn part(m: &Migration, part: &Part) -> wire::NewCommerceMigration {
    wire::NewCommerceMigration {
        current_subscription_id: Some(part.subscription_id.clone()),
        customer_tenant_id: Some(m.customer_id.clone()),
        catalog_item_id: part.item.clone(),
        new_commerce_subscription_id: part.new_subscription_id.clone(),
        new_commerce_order_id: m.order_id.clone(),
        subscription_end_date: day(part.source_end),
        custom_term_end_date: day(part.custom_end),
        quantity: Some(part.quantity),
        term_duration: Some(part.term.to_string()),
        billing_cycle: Some(convert::cycle(part.cycle)),
        purchase_full_term: Some(part.full_term),
        external_reference_id: m.reference.clone(),
        add_on_migrations: Some(Vec::new()),
        ..wire::NewCommerceMigration::default()
    }
}

/// A schedule: its base with what is the whole's, and every add-on with what is its own.
pub(super) fn schedule(view: &View, s: &Schedule) -> wire::NewCommerceMigrationSchedule {
    let Some((base, addons)) = s.parts.split_first() else {
        return wire::NewCommerceMigrationSchedule::default();
    };
    let sentence = |error: &nahtlos_model::orders::LineError| view.center.texts.line_error(&view.locale, error);
    wire::NewCommerceMigrationSchedule {
        id: Some(s.id.clone()),
        status: Some(schedule_status(s.status)),
        target_date: match s.when {
            When::At(at) => Some(at),
            When::Renewal => None,
        },
        migrate_on_renewal: Some(s.when == When::Renewal),
        new_commerce_migration_id: s.migration_id.clone(),
        error_code: s.error.as_ref().and_then(|error| error.code.parse().ok()),
        error_description: s.error.as_ref().map(sentence),
        created_time: Some(s.created),
        last_modified_time: Some(s.modified),
        add_on_migration_schedules: Some(addons.iter().map(|addon| scheduled(s, addon)).collect()),
        ..scheduled(s, base)
    }
}

fn scheduled(s: &Schedule, part: &Part) -> wire::NewCommerceMigrationSchedule {
    wire::NewCommerceMigrationSchedule {
        current_subscription_id: Some(part.subscription_id.clone()),
        customer_tenant_id: Some(s.customer_id.clone()),
        catalog_item_id: part.item.clone(),
        subscription_end_date: day(part.source_end),
        quantity: Some(part.quantity),
        term_duration: Some(part.term.to_string()),
        billing_cycle: Some(convert::cycle(part.cycle)),
        purchase_full_term: Some(part.full_term),
        custom_term_end_date: day(part.custom_end),
        external_reference_id: s.bid.reference.clone(),
        add_on_migration_schedules: Some(Vec::new()),
        ..wire::NewCommerceMigrationSchedule::default()
    }
}

/// An event, as everybody may see it who may see the migration.
pub(super) fn event(customer: &str, event: &MigrationEvent) -> wire::NewCommerceMigrationEvent {
    wire::NewCommerceMigrationEvent {
        id: Some(event.id.clone()),
        new_commerce_migration_id: Some(event.migration_id.clone()),
        current_subscription_id: Some(event.subscription_id.clone()),
        customer_tenant_id: Some(customer.to_owned()),
        created_time: Some(event.at),
        event_name: Some(event_name(event.name)),
    }
}

/// Whether a subscription may go with its add-ons, each with its reasons.
pub(super) fn eligibility(view: &View, verdict: &Verdict) -> wire::NewCommerceEligibility {
    let addons = verdict.addons.iter().map(|addon| judged(view, addon, &addon.reasons));
    wire::NewCommerceEligibility {
        add_on_migrations: Some(addons.collect()),
        ..judged(view, &verdict.base, &verdict.reasons())
    }
}

fn judged(view: &View, judged: &Judged, reasons: &[Refusal]) -> wire::NewCommerceEligibility {
    let error = |refusal: &Refusal| wire::NewCommerceEligibilityError {
        code: number(refusal.code),
        description: Some(view.sentence(refusal)),
    };
    let part = &judged.part;
    wire::NewCommerceEligibility {
        current_subscription_id: Some(part.subscription_id.clone()),
        is_eligible: Some(reasons.is_empty()),
        term_duration: Some(part.term.to_string()),
        billing_cycle: Some(convert::cycle(part.cycle)),
        catalog_item_id: part.item.clone(),
        custom_term_end_date: day(part.custom_end),
        errors: Some(reasons.iter().map(error).collect()),
        add_on_migrations: Some(Vec::new()),
    }
}
