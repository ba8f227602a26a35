//! Carts and orders.

use crate::case::{Case, Who, case};

const LINE: &str = r#"{"lineItems":[{"id":0,"catalogItemId":"<item>","quantity":2,"billingCycle":"monthly","termDuration":"P1Y"}]}"#;
const ORDER: &str =
    r#"{"referenceCustomerId":"<c>","billingCycle":"monthly","lineItems":[{"lineItemNumber":0,"offerId":"<legacy>","quantity":5}]}"#;
const FILE: &str = "multipart:--cut\nContent-Disposition: form-data; name=\"metadata\"\nContent-Type: application/json\n\n{\"CustomerPrice\":\"12.50\",\"Currency\":\"EUR\"}\n--cut\nContent-Disposition: form-data; name=\"pofiles\"; filename=\"order.pdf\"\nContent-Type: application/pdf\n\n%PDF one\n--cut--\n";

pub(crate) const CARTS: &[Case] = &[
    case("cart", "create cart", "POST /v1/customers/<c>/carts", LINE, 201, "Cart")
        .keep("cart", "/id")
        .wrong("POST /v1/customers/<c>/carts", r#"{"lineItems":[]}"#, 400, "3000"),
    case(
        "cart",
        "create cart with add-ons",
        "POST /v1/customers/<c>/carts",
        r#"{"lineItems":[{"catalogItemId":"<legacy>","quantity":3,"billingCycle":"monthly","addonItems":[{"catalogItemId":"<addon>","quantity":2,"billingCycle":"monthly"}]}]}"#,
        201,
        "Cart",
    )
    .wrong("POST /v1/customers/<f>/carts", LINE, 404, "60003"),
    case("cart", "get cart", "GET /v1/customers/<c>/carts/<cart>", "", 200, "Cart").wrong("GET /v1/customers/<c>/carts/<dead>", "", 404, "800008"),
    case("cart", "update cart", "PUT /v1/customers/<c>/carts/<cart>", LINE, 201, "Cart").wrong("PUT /v1/customers/<c>/carts/<dead>", LINE, 404, "800008"),
    case("cart", "checkout cart", "POST /v1/customers/<c>/carts/<cart>/checkout", "", 201, "CartCheckoutResult")
        .wrong("POST /v1/customers/<c>/carts/<cart>/checkout", "", 400, "800065"),
];

pub(crate) const ORDERS: &[Case] = &[
    case("order", "create order", "POST /v1/customers/<c>/orders", ORDER, 201, "Order")
        .keep("legacyorder", "/id")
        .keep("legacysub", "/lineItems/0/subscriptionId")
        .wrong(
            "POST /v1/customers/<c>/orders",
            r#"{"lineItems":[{"lineItemNumber":1,"offerId":"<legacy>","quantity":5}]}"#,
            400,
            "800071",
        ),
    case(
        "order",
        "create order for indirect reseller's customer",
        "POST /v1/customers/<mediated>/orders",
        r#"{"partnerOnRecordAttestationAccepted":true,"lineItems":[{"lineItemNumber":0,"offerId":"<item>","quantity":2,"termDuration":"P1Y","partnerIdOnRecord":"4444444"}]}"#,
        201,
        "Order",
    )
    .by(Who::Provider)
    .wrong(
        "POST /v1/customers/<mediated>/orders",
        r#"{"lineItems":[{"lineItemNumber":0,"offerId":"<legacy>","quantity":1,"partnerIdOnRecord":"9999999"}]}"#,
        400,
        "900206",
    ),
    case("order", "list orders", "GET /v1/customers/<c>/orders?include_price=true", "", 200, "Collection<Order>")
        .wrong("GET /v1/customers/<f>/orders", "", 404, "60003"),
    case("order", "list orders by billing cycle type", "GET /v1/customers/<c>/orders?billingType=monthly", "", 200, "Collection<Order>")
        .wrong("GET /v1/customers/<c>/orders?billingType=weekly", "", 400, "900126"),
    case("order", "get order", "GET /v1/customers/<c>/orders/<order>?include_price=true", "", 200, "Order")
        .wrong("GET /v1/customers/<c>/orders/00000000dead", "", 404, "20000"),
    case(
        "order",
        "update order (buy add-on)",
        "PATCH /v1/customers/<c>/orders/<legacyorder>",
        r#"{"id":"<legacyorder>","lineItems":[{"lineItemNumber":0,"offerId":"<addon>","parentSubscriptionId":"<legacysub>","quantity":3}]}"#,
        200,
        "Order",
    )
    .wrong(
        "PATCH /v1/customers/<c>/orders/<legacyorder>",
        r#"{"lineItems":[{"lineItemNumber":0,"offerId":"<addon>","parentSubscriptionId":"<dead>","quantity":3}]}"#,
        400,
        "800029",
    ),
    case(
        "order",
        "update order (billing cycle)",
        "PATCH /v1/customers/<c>/orders/<legacyorder>",
        r#"{"id":"<legacyorder>","billingCycle":"Annual","lineItems":[{"lineItemNumber":0,"offerId":"<legacy>","subscriptionId":"<legacysub>","quantity":5}]}"#,
        200,
        "Order",
    )
    .wrong("PATCH /v1/customers/<c>/orders/<legacyorder>", r#"{"billingCycle":"triennial"}"#, 400, "6001"),
    case(
        "order",
        "cancel order (sandbox or software)",
        "PATCH /v1/customers/<office>/orders/<toyorder>",
        r#"{"id":"<toyorder>","status":"cancelled"}"#,
        200,
        "Order",
    )
    .by(Who::Sandbox)
    .wrong("PATCH /v1/customers/<office>/orders/00000000dead", r#"{"status":"cancelled"}"#, 404, "20000"),
    case(
        "order",
        "get order provisioning status",
        "GET /v1/customers/<c>/orders/<order>/provisioningstatus",
        "",
        200,
        "Collection<OrderLineItemProvisioningStatus>",
    )
    .wrong("GET /v1/customers/<c>/orders/00000000dead/provisioningstatus", "", 404, "20000"),
    case(
        "order",
        "get order activation links",
        "GET /v1/customers/<c>/orders/<order>/activationlinks",
        "",
        200,
        "Collection<OrderLineItemActivationLink>",
    )
    .wrong("GET /v1/customers/<c>/orders/00000000dead/activationlinks", "", 404, "20000"),
    case(
        "order",
        "get line item activation link",
        "GET /v1/customers/<c>/orders/<order>/lineitems/0/activationlinks",
        "",
        200,
        "Collection<OrderLineItemActivationLink>",
    )
    .wrong("GET /v1/customers/<c>/orders/<order>/lineitems/7/activationlinks", "", 404, "1000"),
    case("order", "upload order attachment", "POST /v1/customers/<c>/orders/<order>/attachment", FILE, 201, "Collection<OrderAttachment>")
        .keep("file", "/items/0/attachmentId")
        .wrong("POST /v1/customers/<c>/orders/<order>/attachment", "{}", 400, "800002"),
    case("order", "list order attachments", "GET /v1/customers/<c>/orders/<order>/attachments", "", 200, "Collection<OrderAttachment>")
        .wrong("GET /v1/customers/<c>/orders/00000000dead/attachments", "", 404, "20000"),
    case("order", "download order attachment", "GET /v1/customers/<c>/orders/<order>/attachment/<file>", "", 200, "text")
        .wrong("GET /v1/customers/<c>/orders/<order>/attachment/<dead>", "", 404, "1000"),
];
