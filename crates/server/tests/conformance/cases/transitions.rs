//! From one offer to another, of both generations: what can be, what is done, what was done. A table of cases for the harness.

use crate::case::{Case, Who, case};

const POST: &str = "POST /v1/customers/<c>/subscriptions/<visio>/transitions";
const UPGRADES: &str = "POST /v1/customers/<c>/subscriptions/<old>/upgrades";
const CONVERSIONS: &str = "POST /v1/customers/<c>/subscriptions/<try>/conversions";

pub(crate) const CASES: &[Case] = &[
    case(
        "transition",
        "list transition eligibilities",
        "GET /v1/customers/<c>/subscriptions/<visio>/transitioneligibilities?eligibilityType=immediate",
        "",
        200,
        "Collection<TransitionEligibility>",
    )
    .wrong("GET /v1/customers/<c>/subscriptions/<visio>/transitioneligibilities?eligibilityType=later", "", 400, "900126"),
    case(
        "transition",
        "create transition",
        POST,
        r#"{"ToCatalogItemId":"<visio2>","Quantity":2,"TransitionType":"transition_only","BillingCycle":"Monthly","TermDuration":"P1Y"}"#,
        200,
        "Transition",
    )
    .wrong(
        POST,
        r#"{"toCatalogItemId":"<visio2>","toSubscriptionId":"<visio>","quantity":2,"transitionType":"transition_only"}"#,
        400,
        "900259",
    ),
    case("transition", "list transitions", "GET /v1/customers/<c>/subscriptions/<visio>/transitions", "", 200, "Collection<Transition>")
        .wrong("GET /v1/customers/<c>/subscriptions/<old>/transitions", "", 403, "900263"),
    case("transition", "list upgrade offers (legacy)", "GET /v1/customers/<c>/subscriptions/<old>/upgrades", "", 200, "Collection<Upgrade>")
        .wrong("GET /v1/customers/<c>/subscriptions/<dead>/upgrades", "", 404, "20003"),
    case(
        "transition",
        "execute upgrade (legacy)",
        UPGRADES,
        r#"{"TargetOffer":{"Id":"796b6b5f-613c-4e24-a17c-eba730d49c02"},"UpgradeType":1,"Quantity":1}"#,
        200,
        "UpgradeResult",
    )
    .wrong(
        "POST /v1/customers/<c>/subscriptions/<dead>/upgrades",
        r#"{"targetOffer":{"id":"796b6b5f-613c-4e24-a17c-eba730d49c02"},"upgradeType":"upgrade_only"}"#,
        404,
        "20003",
    ),
    case(
        "conversion",
        "list trial conversions (legacy)",
        "GET /v1/customers/<c>/subscriptions/<try>/conversions",
        "",
        200,
        "Collection<Conversion>",
    )
    .not_by(Who::App, 403, "900329"),
    case(
        "conversion",
        "convert trial (legacy)",
        CONVERSIONS,
        r#"{"OfferId":"c0bd2e08-11ac-4836-bdc7-3712e744922f","TargetOfferId":"031c9e47-4802-4248-838e-778fb1d2cc05","OrderId":null,"Quantity":25,"BillingCycle":"monthly"}"#,
        200,
        "ConversionResult",
    )
    .not_by(Who::App, 403, "900329"),
];
