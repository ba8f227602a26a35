//! Migrations to new commerce, in a sandbox where nothing is too young for it; and upgrades to the Azure plan. A table of cases for the
//! harness.

use crate::case::{Case, Who, case};

const ALL: &str = "POST /v1/customers/<moves>/migrations/newcommerce";
const SCHEDULES: &str = "POST /v1/customers/<moves>/migrations/newcommerce/schedules";
const RENEWAL: &str =
    r#"{"currentSubscriptionId":"<later>","migrateOnRenewal":true,"addOnMigrationSchedules":[{"currentSubscriptionId":"<lateraddon>"}]}"#;
const AZURE: &str = r#"{"customerId":"<moves>","productFamily":"azure"}"#;
const OFFICE: &str = r#"{"customerId":"<moves>","productFamily":"office"}"#;

pub(crate) const CASES: &[Case] = &[
    case(
        "migration",
        "validate migration",
        "POST /v1/customers/<moves>/migrations/newcommerce/validate",
        r#"{"currentSubscriptionId":"<now>","customTermEndDate":"2027-03-31T00:00:00Z","addOnMigrations":[{"currentSubscriptionId":"<nowaddon>","termDuration":"P3Y"}]}"#,
        200,
        "NewCommerceEligibility",
    )
    .by(Who::Sandbox)
    .wrong(
        "POST /v1/customers/<moves>/migrations/newcommerce/validate",
        r#"{"currentSubscriptionId":"<now>","addOnMigrations":[{"currentSubscriptionId":"<nowaddon>"},{"currentSubscriptionId":"<nowaddon>"}]}"#,
        400,
        "900248",
    ),
    case(
        "migration",
        "create migration",
        ALL,
        r#"{"currentSubscriptionId":"<now>","externalReferenceId":"batch","addOnMigrations":[{"currentSubscriptionId":"<nowaddon>"}]}"#,
        200,
        "NewCommerceMigration",
    )
    .by(Who::Sandbox)
    .keep("migration", "/id")
    .wrong(ALL, r#"{"currentSubscriptionId":"<later>"}"#, 400, "900219"),
    case(
        "migration",
        "get migration",
        "GET /v1/customers/<moves>/migrations/newcommerce/<migration>",
        "",
        200,
        "NewCommerceMigration",
    )
    .by(Who::Sandbox)
    .wrong("GET /v1/customers/<moves>/migrations/newcommerce/<dead>", "", 400, "900224"),
    case(
        "migration",
        "get migration events",
        "GET /v1/customers/<moves>/migrations/newcommerce/events?migration_id=<migration>",
        "",
        200,
        "array<NewCommerceMigrationEvent>",
    )
    .by(Who::Sandbox)
    .wrong("GET /v1/customers/<moves>/migrations/newcommerce/events", "", 400, "800002"),
    case(
        "migration",
        "query migrations",
        "GET /v1/migrations/newcommerce?ExternalReferenceId=batch",
        "",
        200,
        "array<NewCommerceMigration>",
    )
    .by(Who::Sandbox)
    .wrong("GET /v1/migrations/newcommerce", "", 400, "800002"),
    case("migration", "schedule migration", SCHEDULES, RENEWAL, 200, "NewCommerceMigrationSchedule")
        .by(Who::Sandbox)
        .keep("schedule", "/id")
        .wrong(SCHEDULES, r#"{"currentSubscriptionId":"<later>"}"#, 400, "3000"),
    case(
        "migration",
        "get migration schedule",
        "GET /v1/customers/<moves>/migrations/newcommerce/schedules/<schedule>",
        "",
        200,
        "NewCommerceMigrationSchedule",
    )
    .by(Who::Sandbox)
    .wrong("GET /v1/customers/<moves>/migrations/newcommerce/schedules/<dead>", "", 404, "1000"),
    case(
        "migration",
        "query migration schedules",
        "GET /v1/migrations/newcommerce/schedules?CustomerTenantId=<moves>",
        "",
        200,
        "array<NewCommerceMigrationSchedule>",
    )
    .by(Who::Sandbox)
    .wrong("GET /v1/migrations/newcommerce/schedules", "", 400, "800002"),
    case(
        "migration",
        "update migration schedule",
        "PUT /v1/customers/<moves>/migrations/newcommerce/schedules/<schedule>",
        RENEWAL,
        200,
        "NewCommerceMigrationSchedule",
    )
    .by(Who::Sandbox)
    .wrong("PUT /v1/customers/<moves>/migrations/newcommerce/schedules/<dead>", RENEWAL, 404, "1000"),
    case(
        "migration",
        "cancel migration schedule",
        "POST /v1/customers/<moves>/migrations/newcommerce/schedules/<schedule>/cancel",
        "",
        200,
        "NewCommerceMigrationSchedule",
    )
    .by(Who::Sandbox)
    .wrong("POST /v1/customers/<moves>/migrations/newcommerce/schedules/<dead>/cancel", "", 404, "1000"),
    case(
        "migration",
        "check Azure plan upgrade eligibility",
        "POST /v1/productUpgrades/eligibility",
        AZURE,
        200,
        "ProductUpgradesEligibility",
    )
    .by(Who::Sandbox)
    .not_by(Who::App, 403, "900329"),
    case("migration", "create product upgrade", "POST /v1/productUpgrades", AZURE, 403, "ApiFault")
        .by(Who::Sandbox)
        .because("this center sells no Azure, so nobody has anything to upgrade; that answers 900108, as the reference does")
        .wrong("POST /v1/productUpgrades", OFFICE, 400, "3000"),
    case("migration", "get product upgrade status", "POST /v1/productUpgrades/<dead>/status", AZURE, 404, "ApiFault")
        .by(Who::Sandbox)
        .because("this center sells no Azure, so there is never an upgrade; an unknown one answers 900106, as the reference does")
        .wrong("POST /v1/productUpgrades/<dead>/status", OFFICE, 400, "3000"),
];
