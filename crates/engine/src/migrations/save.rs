//! Saves migrations and schedules: their rows, due work, events and trail; and what of a bundle becomes new commerce.

use super::part::Migrated;
use crate::{
    act::{Act, Changed, NOTHING},
    halt::Halt,
    licenses::transfer::{Holders, transfer},
    orders::{place::order_line, shop::Shop},
    subscriptions::save::save,
};
use nahtlos_model::{
    catalogue::BillingPlan,
    estate::Generation,
    ids::SkuId,
    instants::Instant,
    licenses::Replacement,
    migrations::{EventName, Migration, MigrationEvent, Part, schedules::Schedule},
    orders::{Order, OrderStatus},
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};
use nahtlos_store::{due, licenses, migrations, orders};

/// The kind of a migration's due work.
pub(crate) const DUE: &str = "migration";
/// The kind of a schedule's due work.
pub(crate) const DUE_SCHEDULE: &str = "migration-schedule";

/// Adds a migration with its due work.
pub(super) async fn insert(act: &mut Act<'_>, m: &Migration) -> Result<(), Halt> {
    migrations::insert(act.tx, m).await?;
    let minutes = act.program().on(m.started.date()).migration_minutes;
    due::set(act.tx, &m.customer_id, DUE, &m.id, m.next_due(minutes)).await?;
    note(act, m, m.subscription_id(), EventName::MigrationStarted, m.started).await?;
    act.changed(Changed {
        scope: &m.customer_id,
        partner: &m.partner_id,
        resource: "new_commerce_migration",
        id: &m.id,
        operation: "create_new_commerce_migration",
        before: NOTHING,
        after: Some(m),
    })
}

/// Replaces a migration that is over, and says so.
pub(super) async fn end(act: &mut Act<'_>, before: &Migration, after: &Migration, at: Instant) -> Result<(), Halt> {
    migrations::update(act.tx, before, after).await?;
    due::set(act.tx, &after.customer_id, DUE, &after.id, None).await?;
    let (name, operation) = match after.error {
        None => (EventName::MigrationCompleted, "complete_new_commerce_migration"),
        Some(_) => (EventName::MigrationFailed, "fail_new_commerce_migration"),
    };
    note(act, after, after.subscription_id(), name, at).await?;
    act.changed(Changed {
        scope: &after.customer_id,
        partner: &after.partner_id,
        resource: "new_commerce_migration",
        id: &after.id,
        operation,
        before: Some(before),
        after: Some(after),
    })
}

/// Writes an event down.
pub(super) async fn note(act: &mut Act<'_>, m: &Migration, subscription: &str, name: EventName, at: Instant) -> Result<(), Halt> {
    let event = MigrationEvent {
        id: act.ordered_id(),
        migration_id: m.id.clone(),
        subscription_id: subscription.to_owned(),
        at,
        name,
    };
    Ok(migrations::note(act.tx, &m.customer_id, &m.partner_id, &event).await?)
}

/// Adds or replaces a schedule with its due work.
pub(super) async fn schedule(act: &mut Act<'_>, before: Option<&Schedule>, after: &Schedule, operation: &'static str) -> Result<(), Halt> {
    match before {
        None => migrations::plan(act.tx, after).await?,
        Some(before) => migrations::replan(act.tx, before, after).await?,
    }
    due::set(act.tx, &after.customer_id, DUE_SCHEDULE, &after.id, after.next_due()).await?;
    act.changed(Changed {
        scope: &after.customer_id,
        partner: &after.partner_id,
        resource: "new_commerce_migration_schedule",
        id: &after.id,
        operation,
        before,
        after: Some(after),
    })
}

/// A bundle that was decided on.
#[derive(Debug)]
pub(super) struct Bundle<'a> {
    pub order_id: String,
    pub sources: Vec<&'a Subscription>,
    pub migrated: Vec<Migrated>,
}

/// Decides on every part of a bundle, the base first, so that its add-ons find it. Nothing is saved.
pub(super) fn decide<'a>(
    act: &Act<'_>,
    shop: &mut Shop,
    all: &'a [Subscription],
    parts: &[Part],
    asked: Instant,
) -> Result<Bundle<'a>, Refusal> {
    let mut bundle = Bundle {
        order_id: act.order_id(),
        sources: Vec::with_capacity(parts.len()),
        migrated: Vec::with_capacity(parts.len()),
    };
    for (at, part) in parts.iter().enumerate() {
        let gone = || Refusal::new(Code::MigrationNotActive).with("subscription", &part.subscription_id);
        let source = all.iter().find(|s| s.id == part.subscription_id).ok_or_else(gone)?;
        let migrated = shop.migrate(act, &bundle.order_id, source, part, asked.date());
        let migrated = migrated.map_err(|refusal| spoken(at, refusal))?;
        bundle.sources.push(source);
        bundle.migrated.push(migrated);
    }
    Ok(bundle)
}

/// A purchase's refusal as a migration's: quantities have their legacy code, and the field says which part is meant.
fn spoken(at: usize, refusal: Refusal) -> Refusal {
    let code = match refusal.code {
        Code::CartQuantity => Code::QuantityOutOfRange,
        code => code,
    };
    let field = match (at.checked_sub(1), refusal.field.as_deref()) {
        (Some(addon), Some(field)) => Some(format!("addOnMigrations[{addon}].{field}")),
        (_, field) => field.map(str::to_owned),
    };
    Refusal { code, field, ..refusal }
}

/// Saves a bundle: the order, every new subscription, and only then the legacy ones, so that no licence is ever without seats. The
/// ids of the new ones, in the order of the parts.
pub(super) async fn carry_out(act: &mut Act<'_>, shop: &Shop, m: &Migration, bundle: Bundle<'_>, at: Instant) -> Result<Vec<String>, Halt> {
    let lines = (0..)
        .zip(&bundle.migrated)
        .map(|(number, one)| order_line(number, &one.line, &one.new));
    let order = Order {
        id: bundle.order_id.clone(),
        customer_id: m.customer_id.clone(),
        partner_id: m.partner_id.clone(),
        generation: Generation::NewCommerce,
        cycle: m.parts.first().map_or(BillingPlan::Monthly, |part| part.cycle),
        currency: shop.place.currency,
        country: shop.place.country.clone(),
        lines: lines.collect(),
        created: at,
        status: OrderStatus::Completed,
        record_attested: false,
        version: 1,
    };
    orders::insert(act.tx, &order).await?;
    let mut made = Vec::with_capacity(bundle.migrated.len());
    let mut old = Vec::with_capacity(bundle.migrated.len());
    for (source, one) in bundle.sources.into_iter().zip(bundle.migrated) {
        let new = one.new.decided;
        save(act, None, &new.after, new.charges, "create_subscription").await?;
        for name in [
            EventName::NewCommerceSubscriptionCreated,
            EventName::NewCommerceSubscriptionProvisioned,
        ] {
            note(act, m, &source.id, name, at).await?;
        }
        move_holders(act, source, new.after.licence).await?;
        made.push(new.after.id);
        old.push((source, one.old));
    }
    for (source, decided) in old {
        save(act, Some(source), &decided.after, decided.charges, "update_subscription").await?;
    }
    act.changed(Changed {
        scope: &order.customer_id,
        partner: &order.partner_id,
        resource: "order",
        id: &order.id,
        operation: "create_order",
        before: NOTHING,
        after: Some(&order),
    })?;
    Ok(made)
}

/// Where the new licence is another, holders of the old one get it while both have seats: everybody, or as many as the subscription
/// has seats where the customer has more of the old licence. Who cannot have it keeps what was.
async fn move_holders(act: &mut Act<'_>, source: &Subscription, to: SkuId) -> Result<(), Halt> {
    let what = Replacement { from: source.licence, to };
    if what.from == what.to {
        return Ok(());
    }
    let pools = licenses::pools(act.tx, &source.customer_id).await?;
    let others = pools.get(&what.from).is_some_and(|pool| pool.usable() > source.quantity);
    let whose = if others { Holders::Direct(source.quantity) } else { Holders::All };
    transfer(act, &source.customer_id, what, whose).await?;
    Ok(())
}
