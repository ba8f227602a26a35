//! What the tables do not say and we answer all the same, each with its reason; and what must never be missing.

/// Members beyond the tables: place and reason.
pub(crate) const OWN: &[(&str, &str)] = &[
    (
        "ProductPromotion.requiredProducts[0].pricingPolicies[0].policyType",
        "the wire and the SDK say policyType where the page says type (docs/wire/shapes.csv)",
    ),
    (
        "TransferSubmitResult.transferErrors[0].attributes",
        "the samples have it where the table leaves it out (docs/wire/transfers.md)",
    ),
    (
        "Transition.events[0].attributes",
        "samples of the wire have it (docs/wire/shapes.csv, TransitionEvent)",
    ),
    (
        "Upgrade.upgradeErrors[0].attributes",
        "samples of the wire have it (docs/wire/shapes.csv, UpgradeError)",
    ),
];

/// Lists that are empty for what can be licensed here, so that only their envelope is seen.
pub(crate) const EMPTY: &[&str] = &["OrderLineItemActivationLink", "ServiceIncidentDetail"];

/// Members that a resource always has.
pub(crate) fn required(resource: &str) -> &'static [&'static str] {
    match resource {
        "Subscription" => &[
            "id",
            "offerId",
            "quantity",
            "status",
            "creationDate",
            "effectiveStartDate",
            "commitmentEndDate",
            "autoRenewEnabled",
        ],
        "Order" => &["id", "lineItems", "creationDate", "status", "attributes"],
        "OrderLineItem" => &["lineItemNumber", "offerId", "quantity"],
        "Cart" => &[
            "id",
            "creationTimestamp",
            "expirationTimestamp",
            "status",
            "lineItems",
            "links",
            "attributes",
        ],
        "CartLineItem" => &["id", "catalogItemId", "quantity", "billingCycle"],
        "Product" => &["id", "title", "productType", "isMicrosoftProduct", "publisherName", "links"],
        "Sku" => &[
            "id",
            "productId",
            "title",
            "minimumQuantity",
            "maximumQuantity",
            "supportedBillingCycles",
            "links",
        ],
        "Availability" => &[
            "id",
            "productId",
            "skuId",
            "catalogItemId",
            "defaultCurrency",
            "segment",
            "country",
            "terms",
        ],
        "Offer" => &[
            "id",
            "name",
            "minimumQuantity",
            "maximumQuantity",
            "country",
            "category",
            "isAddOn",
            "billing",
            "product",
        ],
        "License" => &["servicePlans", "productSku", "attributes"],
        "SubscribedSku" => &[
            "availableUnits",
            "activeUnits",
            "consumedUnits",
            "suspendedUnits",
            "totalUnits",
            "warningUnits",
            "productSku",
        ],
        "GraphSubscribedSku" => &["id", "skuId", "skuPartNumber", "prepaidUnits", "consumedUnits", "servicePlans"],
        "GraphCompanySubscription" => &[
            "id",
            "commerceSubscriptionId",
            "skuId",
            "status",
            "totalLicenses",
            "nextLifecycleDateTime",
        ],
        "ApiFault" => &["code", "description"],
        _ => &[],
    }
}
