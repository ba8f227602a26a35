//! Subscriptions: lists, changes in the order in which one lives through them, status, contacts. A table of cases for the harness.

use crate::case::{Case, Who, case};

const ONE: &str = "PATCH /v1/customers/<c>/subscriptions/<sub>";
const NONE: &str = "PATCH /v1/customers/<c>/subscriptions/<dead>";
const OVERAGE: &str = r#"{"azureEntitlementId":"<dead>","partnerId":"1111111","overageEnabled":true}"#;
const SUPPORT: &str = r#"{"supportTenantId":"<partner>","supportMpnId":"1111111","name":"Erster Partner GmbH"}"#;

pub(crate) const CASES: &[Case] = &[
    case("subscription", "list subscriptions", "GET /v1/customers/<c>/subscriptions", "", 200, "Collection<Subscription>")
        .wrong("GET /v1/customers/<f>/subscriptions", "", 404, "60003"),
    case("subscription", "list subscriptions by order", "GET /v1/customers/<c>/subscriptions?order_id=<order>", "", 200, "Collection<Subscription>")
        .wrong("GET /v1/customers/<f>/subscriptions?order_id=<order>", "", 404, "60003"),
    case("subscription", "list subscriptions by partner MPN", "GET /v1/customers/<mediated>/subscriptions?mpn_id=4444444", "", 200, "Collection<Subscription>")
        .by(Who::Provider)
    .not_by(Who::Nobody, 401, "400"),
    case("subscription", "get subscription", "GET /v1/customers/<c>/subscriptions/<sub>", "", 200, "Subscription")
        .wrong("GET /v1/customers/<c>/subscriptions/<dead>", "", 404, "20003"),
    case("subscription", "update subscription (generic)", ONE, "<whole>", 200, "Subscription").wrong(ONE, "[]", 400, "800002"),
    case("subscription", "change quantity", ONE, r#"{"quantity":12,"autoRenewEnabled":true}"#, 200, "Subscription")
        .wrong("PATCH /v1/customers/<c>/subscriptions/<legacysub>", r#"{"quantity":10000001,"autoRenewEnabled":true}"#, 400, "2002"),
    case("subscription", "rename (friendlyName)", ONE, r#"{"friendlyName":"Buero","autoRenewEnabled":true}"#, 200, "Subscription")
        .wrong(NONE, r#"{"friendlyName":"Buero"}"#, 404, "20003"),
    case("subscription", "toggle auto-renew", ONE, r#"{"autoRenewEnabled":true}"#, 200, "Subscription")
        .wrong(NONE, r#"{"autoRenewEnabled":true}"#, 404, "20003"),
    case(
        "subscription",
        "schedule changes at renewal",
        ONE,
        r#"{"autoRenewEnabled":true,"scheduledNextTermInstructions":{"product":{"productId":"CFQ7TTC0LFLX","skuId":"0001","availabilityId":"<a>","billingCycle":"monthly","termDuration":"P1Y"},"quantity":8}}"#,
        200,
        "Subscription",
    )
    .wrong(
        NONE,
        r#"{"autoRenewEnabled":true,"scheduledNextTermInstructions":{"product":{"productId":"CFQ7TTC0LFLX","skuId":"0001","availabilityId":"<a>","billingCycle":"monthly","termDuration":"P1Y"},"quantity":8}}"#,
        404,
        "20003",
    ),
    case(
        "subscription",
        "change billing frequency/term (NCE software and mid-term)",
        ONE,
        r#"{"billingCycle":"annual","termDuration":"P1Y","autoRenewEnabled":true}"#,
        200,
        "Subscription",
    )
    .wrong("PATCH /v1/customers/<c>/subscriptions/<legacysub>", r#"{"billingCycle":"monthly","autoRenewEnabled":true}"#, 400, "2054"),
    case("subscription", "suspend", ONE, r#"{"status":"suspended","autoRenewEnabled":true}"#, 200, "Subscription")
        .wrong(NONE, r#"{"status":"suspended"}"#, 404, "20003"),
    case("subscription", "reactivate", ONE, r#"{"status":"active","autoRenewEnabled":true}"#, 200, "Subscription")
        .wrong(NONE, r#"{"status":"active"}"#, 404, "20003"),
    case(
        "subscription",
        "list add-on subscriptions",
        "GET /v1/customers/<c>/subscriptions/<legacysub>/addons",
        "",
        200,
        "Collection<Subscription>",
    )
    .wrong("GET /v1/customers/<c>/subscriptions/<dead>/addons", "", 404, "20003"),
    case(
        "subscription",
        "get provisioning status",
        "GET /v1/customers/<c>/subscriptions/<sub>/provisioningstatus",
        "",
        200,
        "SubscriptionProvisioningStatus",
    )
    .wrong("GET /v1/customers/<c>/subscriptions/<dead>/provisioningstatus", "", 404, "20003"),
    case(
        "subscription",
        "get registration status",
        "GET /v1/customers/<c>/subscriptions/<sub>/registrationstatus",
        "",
        200,
        "SubscriptionRegistrationStatus",
    )
    .wrong("GET /v1/customers/<c>/subscriptions/<dead>/registrationstatus", "", 404, "20003"),
    case("subscription", "register subscription", "POST /v1/customers/<c>/subscriptions/<sub>/registrations", "", 400, "ApiFault")
        .because("only Azure subscriptions register; a licence-based one answers 800011, as the reference does")
        .wrong("POST /v1/customers/<c>/subscriptions/<sub>/registrations", "", 400, "800011"),
    case(
        "subscription",
        "activate sandbox marketplace subscription",
        "POST /v1/customers/<c>/subscriptions/<sub>/activate",
        "",
        400,
        "ApiFault",
    )
    .because("licence-based subscriptions are active from the start; another activation answers 800041")
    .wrong("POST /v1/customers/<c>/subscriptions/<sub>/activate", "", 400, "800041"),
    case(
        "subscription",
        "get activation links",
        "GET /v1/customers/<c>/subscriptions/<sub>/activationlinks",
        "",
        200,
        "Collection<OrderLineItemActivationLink>",
    )
    .wrong("GET /v1/customers/<c>/subscriptions/<dead>/activationlinks", "", 404, "20003"),
    case("subscription", "update support contact", "PUT /v1/customers/<c>/subscriptions/<sub>/supportcontact", SUPPORT, 200, "SupportContact").wrong(
        "PUT /v1/customers/<c>/subscriptions/<sub>/supportcontact",
        r#"{"supportTenantId":"<dead>","supportMpnId":"9999999","name":"Nobody"}"#,
        400,
        "800016",
    ),
    case("subscription", "get support contact", "GET /v1/customers/<c>/subscriptions/<sub>/supportcontact", "", 200, "SupportContact")
        .wrong("GET /v1/customers/<c>/subscriptions/<dead>/supportcontact", "", 404, "20003"),
    case(
        "subscription",
        "get custom term end dates",
        "GET /v1/customers/<c>/subscriptions/customTermEndDates?term_duration=P1Y",
        "",
        200,
        "Collection<AllowedCustomTermEndDate>",
    )
    .wrong("GET /v1/customers/<f>/subscriptions/customTermEndDates?term_duration=P1Y", "", 404, "60003"),
    case("subscription", "set overage", "PUT /v1/customers/<c>/subscriptions/overage", OVERAGE, 200, "Overage")
        .wrong("PUT /v1/customers/<f>/subscriptions/overage", OVERAGE, 404, "60003"),
    case("subscription", "get overage", "GET /v1/customers/<c>/subscriptions/overage", "", 200, "Collection<Overage>")
        .wrong("GET /v1/customers/<f>/subscriptions/overage", "", 404, "60003"),
    case("subscription", "cancel (NCE, marketplace)", ONE, r#"{"status":"deleted"}"#, 200, "Subscription")
        .wrong("PATCH /v1/customers/<c>/subscriptions/<legacysub>", r#"{"status":"deleted","autoRenewEnabled":true}"#, 400, "800040"),
];
