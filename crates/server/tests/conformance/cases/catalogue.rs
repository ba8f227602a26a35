//! The catalogue, of a country and of a customer.

use crate::case::{Case, Who, case};

const QUESTION: &str = r#"{"items":[{"id":0,"catalogItemId":"<item>","quantity":5,"termDuration":"P1Y","billingCycle":"annual"}]}"#;

pub(crate) const CASES: &[Case] = &[
    case(
        "catalogue",
        "list offers (legacy)",
        "GET /v1/offers?country=DE&size=5",
        "",
        200,
        "Collection<Offer>",
    )
    .wrong("GET /v1/offers", "", 400, "800002"),
    case(
        "catalogue",
        "get offer (legacy)",
        "GET /v1/offers/<legacy>?country=DE",
        "",
        200,
        "Offer",
    )
    .wrong("GET /v1/offers/CFQ7TTC0LFLX?country=DE", "", 400, "2100"),
    case(
        "catalogue",
        "list offer add-ons (legacy)",
        "GET /v1/offers/<legacy>/addons?country=DE",
        "",
        200,
        "Collection<Offer>",
    )
    .wrong("GET /v1/offers/<dead>/addons?country=DE", "", 404, "1000"),
    case(
        "catalogue",
        "list offer categories (legacy)",
        "GET /v1/offercategories?country=DE",
        "",
        200,
        "Collection<OfferCategory>",
    )
    .wrong("GET /v1/offercategories", "", 400, "800002"),
    case(
        "catalogue",
        "list customer offers (legacy)",
        "GET /v1/customers/<c>/offers",
        "",
        200,
        "Collection<Offer>",
    )
    .wrong("GET /v1/customers/<f>/offers", "", 404, "60003"),
    case(
        "catalogue",
        "list customer offer categories (legacy)",
        "GET /v1/customers/<c>/offercategories",
        "",
        200,
        "Collection<OfferCategory>",
    )
    .wrong("GET /v1/customers/<f>/offercategories", "", 404, "60003"),
    case(
        "catalogue",
        "list products",
        "GET /v1/products?country=DE&targetView=OnlineServices&targetSegment=commercial",
        "",
        200,
        "Collection<Product>",
    )
    .wrong("GET /v1/products?country=DE&targetView=Groceries", "", 403, "400036"),
    case(
        "catalogue",
        "get product",
        "GET /v1/products/CFQ7TTC0LFLX?country=DE",
        "",
        200,
        "Product",
    )
    .wrong("GET /v1/products/CFQ7TTC0NONE?country=DE", "", 404, "400013"),
    case(
        "catalogue",
        "list SKUs",
        "GET /v1/products/CFQ7TTC0LFLX/skus?country=DE",
        "",
        200,
        "Collection<Sku>",
    )
    .wrong("GET /v1/products/CFQ7TTC0NONE/skus?country=DE", "", 404, "400013"),
    case(
        "catalogue",
        "get SKU",
        "GET /v1/products/CFQ7TTC0LFLX/skus/0001?country=DE",
        "",
        200,
        "Sku",
    )
    .wrong("GET /v1/products/CFQ7TTC0LFLX/skus/9999?country=DE", "", 404, "400018"),
    case(
        "catalogue",
        "list availabilities",
        "GET /v1/products/CFQ7TTC0LFLX/skus/0001/availabilities?country=DE",
        "",
        200,
        "Collection<Availability>",
    )
    .wrong(
        "GET /v1/products/CFQ7TTC0LFLX/skus/9999/availabilities?country=DE",
        "",
        404,
        "400018",
    ),
    case(
        "catalogue",
        "get availability",
        "GET /v1/products/CFQ7TTC0LFLX/skus/0001/availabilities/<a>?country=DE",
        "",
        200,
        "Availability",
    )
    .wrong(
        "GET /v1/products/CFQ7TTC0LFLX/skus/0001/availabilities/CFQ7TTC0GONE?country=DE",
        "",
        404,
        "400019",
    ),
    case(
        "catalogue",
        "list products for customer",
        "GET /v1/customers/<c>/products?targetView=OnlineServices",
        "",
        200,
        "Collection<Product>",
    )
    .wrong("GET /v1/customers/<f>/products?targetView=OnlineServices", "", 404, "60003"),
    case(
        "catalogue",
        "get product for customer",
        "GET /v1/customers/<c>/products/CFQ7TTC0LFLX",
        "",
        200,
        "Product",
    )
    .wrong("GET /v1/customers/<c>/products/CFQ7TTC0NONE", "", 404, "400013"),
    case(
        "catalogue",
        "list SKUs for customer",
        "GET /v1/customers/<c>/products/CFQ7TTC0LFLX/skus",
        "",
        200,
        "Collection<Sku>",
    )
    .wrong("GET /v1/customers/<c>/products/CFQ7TTC0NONE/skus", "", 404, "400013"),
    case(
        "catalogue",
        "get SKU for customer",
        "GET /v1/customers/<c>/products/CFQ7TTC0LFLX/skus/0001",
        "",
        200,
        "Sku",
    )
    .wrong("GET /v1/customers/<c>/products/CFQ7TTC0LFLX/skus/0021", "", 404, "400018"),
    case(
        "catalogue",
        "list availabilities for customer",
        "GET /v1/customers/<c>/products/CFQ7TTC0LFLX/skus/0001/availabilities",
        "",
        200,
        "Collection<Availability>",
    )
    .wrong(
        "GET /v1/customers/<c>/products/CFQ7TTC0LFLX/skus/9999/availabilities",
        "",
        404,
        "400018",
    ),
    case(
        "catalogue",
        "get availability for customer",
        "GET /v1/customers/<c>/products/CFQ7TTC0LFLX/skus/0001/availabilities/<a>",
        "",
        200,
        "Availability",
    )
    .wrong(
        "GET /v1/customers/<c>/products/CFQ7TTC0LFLX/skus/0001/availabilities/CFQ7TTC0GONE",
        "",
        404,
        "400019",
    ),
    case(
        "catalogue",
        "check inventory",
        "POST /v1/extensions/product/checkInventory?country=DE",
        r#"{"targetItems":[{"productId":"CFQ7TTC0LFLX"}],"inventoryContext":{"customerId":"<c>"}}"#,
        200,
        "array<InventoryItem>",
    )
    .wrong("POST /v1/extensions/product/checkInventory?country=DE", "{}", 400, "3000"),
    case(
        "catalogue",
        "list promotions",
        "GET /v1/productpromotions?country=DE&segment=commercial",
        "",
        200,
        "Collection<ProductPromotion>",
    )
    .keep("promotion", "/items/0/id")
    .wrong("GET /v1/productpromotions?country=DE&segment=all", "", 403, "400030"),
    case(
        "catalogue",
        "get promotion",
        "GET /v1/productpromotions/<promotion>?country=DE",
        "",
        200,
        "ProductPromotion",
    )
    .wrong("GET /v1/productpromotions/A:0001:B?country=DE", "", 404, "1000"),
    case(
        "catalogue",
        "verify promotion eligibility",
        "POST /v1/customers/<c>/promotionEligibilities",
        QUESTION,
        200,
        "Collection<PromotionEligibilities>",
    )
    .wrong("POST /v1/customers/<c>/promotionEligibilities", r#"{"items":[]}"#, 400, "3000"),
    case("catalogue", "get margins", "GET /v1/margins", "", 200, "MarginList").not_by(Who::Nobody, 401, "400"),
    case(
        "catalogue",
        "download margins",
        "GET /v1/margins/download?country=DE",
        "",
        200,
        "text",
    )
    .wrong("GET /v1/margins/download", "", 400, "800002"),
];
