//! Migrations of legacy subscriptions to new commerce, their schedules and events; and the Azure plan's product upgrades.
//!
//! Used by the operations under `migrations/newcommerce` and by `productupgrades`. Bodies are bare, without links and attributes.
//! What a request leaves open may come as nothing, null, an empty text or 0.

use crate::{
    enums::{self, BillingCycleType},
    tolerant,
};
use nahtlos_model::instants::Instant;
use serde::{Serialize, Serializer};

spelled! {
    pub enum MigrationStatus { Processing = "Processing", Completed = "Completed", Failed = "Failed" }

    pub enum ScheduleStatus { Created = "Created", Cancelled = "Cancelled", Completed = "Completed", Failed = "Failed" }

    pub enum MigrationEventName {
        MigrationStarted = "MigrationStarted", NewCommerceSubscriptionCreated = "NewCommerceSubscriptionCreated",
        NewCommerceSubscriptionProvisioned = "NewCommerceSubscriptionProvisioned", MigrationCompleted = "MigrationCompleted",
        MigrationFailed = "MigrationFailed",
    }
}

shape! {
    /// A migration, of a base with its add-ons in one list.
    pub struct NewCommerceMigration {
        id: String,
        started_time: Instant,
        completed_time: Instant,
        current_subscription_id: String,
        status: MigrationStatus,
        customer_tenant_id: String,
        catalog_item_id: String,
        new_commerce_subscription_id: String,
        new_commerce_order_id: String,
        subscription_end_date: Instant,
        custom_term_end_date: Instant,
        quantity: i64,
        term_duration: String,
        #[serde(serialize_with = "enums::capitalised")]
        billing_cycle: BillingCycleType,
        purchase_full_term: bool,
        external_reference_id: String,
        add_on_migrations: Vec<NewCommerceMigration>,
    }

    /// What is asked for, of a migration or a schedule: texts that may be empty, numbers that may be 0.
    pub struct MigrationRequest {
        current_subscription_id: String,
        #[serde(deserialize_with = "tolerant::number_or_text")]
        quantity: i64,
        term_duration: String,
        billing_cycle: String,
        purchase_full_term: bool,
        #[serde(deserialize_with = "tolerant::blank_or_date")]
        custom_term_end_date: Instant,
        external_reference_id: String,
        #[serde(deserialize_with = "tolerant::blank_or_date")]
        target_date: Instant,
        migrate_on_renewal: bool,
        add_on_migrations: Vec<MigrationRequest>,
        add_on_migration_schedules: Vec<MigrationRequest>,
    }

    pub struct NewCommerceEligibility {
        current_subscription_id: String,
        is_eligible: bool,
        term_duration: String,
        #[serde(serialize_with = "enums::capitalised")]
        billing_cycle: BillingCycleType,
        catalog_item_id: String,
        custom_term_end_date: Instant,
        errors: Vec<NewCommerceEligibilityError>,
        add_on_migrations: Vec<NewCommerceEligibility>,
    }

    /// Why not: a number of the reference's, which is none of the codes of errors.
    pub struct NewCommerceEligibilityError {
        code: i64,
        description: String,
    }

    pub struct NewCommerceMigrationSchedule {
        id: String,
        current_subscription_id: String,
        customer_tenant_id: String,
        catalog_item_id: String,
        subscription_end_date: Instant,
        target_date: Instant,
        migrate_on_renewal: bool,
        quantity: i64,
        term_duration: String,
        #[serde(serialize_with = "enums::capitalised")]
        billing_cycle: BillingCycleType,
        purchase_full_term: bool,
        custom_term_end_date: Instant,
        external_reference_id: String,
        status: ScheduleStatus,
        new_commerce_migration_id: String,
        error_code: i64,
        error_description: String,
        #[serde(serialize_with = "with_offset")]
        created_time: Instant,
        #[serde(serialize_with = "with_offset")]
        last_modified_time: Instant,
        #[serde(alias = "addOnMigrations")]
        add_on_migration_schedules: Vec<NewCommerceMigrationSchedule>,
    }

    pub struct NewCommerceMigrationEvent {
        id: String,
        new_commerce_migration_id: String,
        current_subscription_id: String,
        customer_tenant_id: String,
        created_time: Instant,
        event_name: MigrationEventName,
    }

    pub struct ProductUpgradesRequest {
        customer_id: String,
        product_family: String,
    }

    pub struct ProductUpgradesEligibility {
        customer_id: String,
        is_eligible: bool,
        product_family: String,
        upgrade_id: String,
        reason: String,
    }

    pub struct ProductUpgradesStatus {
        id: String,
        product_family: String,
        status: String,
        line_items: Vec<ProductUpgradesLineItem>,
        error_details: ProductUpgradesErrorDetails,
    }

    pub struct ProductUpgradesLineItem {
        source_product: UpgradedProductDetails,
        target_product: UpgradedProductDetails,
        upgraded_date: Instant,
        status: String,
        error_details: ProductUpgradesErrorDetails,
    }

    pub struct UpgradedProductDetails {
        id: String,
        name: String,
    }

    pub struct ProductUpgradesErrorDetails {
        code: String,
        description: String,
    }
}

/// Schedules write their instants with `+00:00`, where everything else has `Z`.
fn with_offset<S: Serializer>(at: &Option<Instant>, s: S) -> Result<S::Ok, S::Error> {
    at.map(|at| at.to_string().replace('Z', "+00:00")).serialize(s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, body::parse_as};

    #[test]
    fn what_is_left_open_reads_as_nothing() {
        let text = r#"{"CurrentSubscriptionId":"A","Quantity":0,"TermDuration":"","BillingCycle":"","CustomTermEndDate":"","TargetDate":null,
            "PurchaseFullTerm":false,"Id":"","Status":"","AddOnMigrations":[{"currentSubscriptionId":"B","quantity":"3"}]}"#;
        let read: MigrationRequest = parse_as(text.as_bytes(), &Limits::default()).unwrap();
        assert_eq!((read.quantity, read.custom_term_end_date, read.target_date), (Some(0), None, None));
        assert_eq!(read.add_on_migrations.unwrap()[0].quantity, Some(3));
        let day: MigrationRequest = parse_as(br#"{"targetDate":"2022-10-30"}"#, &Limits::default()).unwrap();
        assert_eq!(day.target_date, Some("2022-10-30T00:00:00Z".parse().unwrap()));
        let wrong = parse_as::<MigrationRequest>(br#"{"targetDate":"soon"}"#, &Limits::default()).unwrap_err();
        assert!(wrong.message.contains("targetDate"), "{wrong}");
    }

    #[test]
    fn schedules_write_their_offset() {
        let schedule = NewCommerceMigrationSchedule {
            created_time: Some("2022-10-01T08:00:00Z".parse().unwrap()),
            target_date: Some("2022-10-30".parse().unwrap()),
            billing_cycle: Some(BillingCycleType::Annual),
            ..NewCommerceMigrationSchedule::default()
        };
        let text = serde_json::to_string(&schedule).unwrap();
        assert_eq!(
            text,
            r#"{"targetDate":"2022-10-30T00:00:00Z","billingCycle":"Annual","createdTime":"2022-10-01T08:00:00+00:00"}"#
        );
        let again: NewCommerceMigrationSchedule = serde_json::from_str(&text).unwrap();
        assert_eq!(again, schedule);
    }
}
