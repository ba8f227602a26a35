//! The catalogue over the wire: products, legacy offers, promotions, margins, and files taken in by an administrator.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, Reply, World};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const E3: &str = "CFQ7TTC0LFLX";
const PREMIUM: &str = "CFQ7TTC0LCHC";
const LEGACY_E3: &str = "796b6b5f-613c-4e24-a17c-eba730d49c02";
const LEGACY_E1: &str = "91FD106F-4B2C-4938-95AC-F54F74E9A239";
const ARCHIVING: &str = "2828BE95-46BA-4F91-B2FD-0BEF192ECF60";

fn program(world: &World) -> Caller {
    world.caller(PARTNER, PARTNER, &[Role::ProgramAdmin], Some("paul@erster.example"), false)
}

fn ids(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

async fn import(caller: &Caller, query: &str, text: &str) -> Reply {
    let path = format!("/moves/v1/catalogue/imports?{query}");
    caller.send("POST", &path, "text/csv", text.as_bytes().to_vec()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn products_of_a_country_have_skus_and_availabilities() {
    let world = World::start().await;
    let admin = world.admin().with("x-locale", "de-DE");
    let reply = admin
        .get("/v1/products?country=de&targetView=OnlineServices&targetSegment=commercial")
        .await;
    assert_eq!(reply.headers["x-locale"], "de-DE");
    let list = reply.expect(200);
    assert_eq!(list["attributes"]["objectType"], "Collection");
    assert_eq!(
        list["links"]["self"]["uri"],
        "/products?country=de&targetView=OnlineServices&targetSegment=commercial"
    );
    let product = list["items"].as_array().unwrap().iter().find(|p| p["id"] == E3).unwrap();
    assert_eq!(product["title"], "Microsoft 365 E3");
    assert_eq!(product["publisherName"], "Microsoft Corporation");
    assert_eq!(product["productType"]["id"], "OnlineServicesNCE");
    assert_eq!(product["links"]["self"]["uri"], format!("/products/{E3}?country=DE"));
    let one = admin
        .get(&format!("/v1/Products/{}?Country=DE", E3.to_lowercase()))
        .await
        .expect(200);
    assert_eq!(one["id"], E3);

    let skus = admin.get(&format!("/v1/products/{E3}/skus?country=DE")).await.expect(200);
    assert_eq!(ids(&skus), ["0001", "0010"], "the SKU for outside of the EEA is not sold here");
    let sku = admin.get(&format!("/v1/products/{E3}/skus/0001?country=DE")).await.expect(200);
    assert_eq!(sku, skus["items"][0]);
    assert_eq!(sku["dynamicAttributes"]["provisioningId"], "05e9a617-0261-4cee-bb44-138d3ef5d965");
    assert_eq!(sku["dynamicAttributes"]["upgradeTargetOffers"], json!(["CFQ7TTC0LFLZ:0002"]));
    assert_eq!((&sku["minimumQuantity"], &sku["maximumQuantity"]), (&json!(1), &json!(10_000_000)));
    assert_eq!(sku["supportedBillingCycles"], json!(["monthly", "annual", "triennial"]));
    let addon = admin.get("/v1/products/CFQ7TTC0LHSL/skus/0001?country=DE").await.expect(200);
    assert_eq!(addon["dynamicAttributes"]["isAddon"], true);
    assert_eq!(addon["dynamicAttributes"]["prerequisiteSkus"][0], "CFQ7TTC0LH18:0001");

    let path = format!("/v1/products/{E3}/skus/0001/availabilities");
    let list = admin.get(&format!("{path}?country=DE")).await.expect(200);
    let item = &list["items"][0];
    assert_eq!(item["catalogItemId"], world.item(&format!("{E3}:0001")));
    assert_eq!(item["defaultCurrency"], json!({ "code": "EUR", "symbol": "€" }));
    assert_eq!((&item["segment"], &item["isPurchasable"]), (&json!("commercial"), &json!(true)));
    assert_eq!(item["terms"].as_array().unwrap().len(), 6);
    let term = &item["terms"][1];
    assert_eq!((&term["duration"], &term["billingCycle"]), (&json!("P1Y"), &json!("Monthly")));
    assert_eq!(term["description"], "Ein Jahr, monatlich berechnet");
    assert_eq!(term["renewalOptions"].as_array().unwrap().len(), 3);
    let refund = &term["cancellationPolicies"][0]["refundOptions"][0];
    assert_eq!((&refund["type"], &refund["expiresAfter"]), (&json!("Partial"), &json!("P7D")));
    assert_eq!((&item["product"]["id"], &item["sku"]["id"]), (&json!(E3), &json!("0001")));
    let one = format!("{path}/{}?country=DE", item["id"].as_str().unwrap());
    assert_eq!(admin.get(&one).await.expect(200), *item);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_on_the_shelf_is_refused_by_the_reference_s_codes() {
    let world = World::start().await;
    let admin = world.admin();
    for (path, status, code) in [
        ("/v1/products?targetView=OnlineServices", 400, "800002"),
        ("/v1/products?country=XX&targetView=OnlineServices", 400, "800002"),
        ("/v1/products?country=Germany&targetView=OnlineServices", 400, "800002"),
        ("/v1/products?country=DE", 400, "800002"),
        ("/v1/products?country=DE&targetView=Groceries", 403, "400036"),
        (
            "/v1/products?country=DE&targetView=OnlineServices&targetSegment=everybody",
            403,
            "400030",
        ),
        ("/v1/products/CFQ7TTC0NONE?country=DE", 404, "400013"),
        ("/v1/products/CFQ7TTC0LFLX/skus/9999?country=DE", 404, "400018"),
        ("/v1/products/CFQ7TTC0LFLX/skus/0021?country=DE", 404, "400018"),
        ("/v1/products/CFQ7TTC0NONE/skus?country=DE", 404, "400013"),
        (
            "/v1/products/CFQ7TTC0LFLX/skus/0001/availabilities/CFQ7TTC0GONE?country=DE",
            404,
            "400019",
        ),
    ] {
        admin.get(path).await.refused(status, code);
    }
    let foreign = world.item(&format!("{PREMIUM}:0002"));
    let availability = foreign.rsplit(':').next().unwrap();
    let path = format!("/v1/products/{E3}/skus/0001/availabilities/{availability}?country=DE");
    admin.get(&path).await.refused(404, "400019");
    let azure = admin.get("/v1/products?country=DE&targetView=MicrosoftAzure").await.expect(200);
    assert_eq!(azure["totalCount"], 0);
    let schools = admin
        .get("/v1/products?country=US&targetView=OnlineServices&targetSegment=education")
        .await
        .expect(200);
    assert_eq!(ids(&schools), ["CFQ7TTC0LHPL"]);
    let path = format!("/v1/products/{E3}/skus?country=DE&targetSegment=education");
    assert_eq!(admin.get(&path).await.expect(200)["totalCount"], 0);
    admin
        .token("")
        .get("/v1/products?country=DE&targetView=OnlineServices")
        .await
        .refused(401, "400");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_s_catalogue_is_that_of_its_country() {
    let world = World::start().await;
    let admin = world.admin();
    let base = format!("/v1/customers/{CUSTOMER}/products");
    for (path, first) in [
        (format!("{base}?targetView=OnlineServices"), None),
        (format!("{base}/{E3}"), None),
        (format!("{base}/{E3}/skus"), Some("0001")),
        (format!("{base}/{E3}/skus/0001"), None),
        (format!("{base}/{E3}/skus/0001/availabilities"), None),
        (
            format!(
                "{base}/{E3}/skus/0001/availabilities/{}",
                world.item(&format!("{E3}:0001")).rsplit(':').next().unwrap()
            ),
            None,
        ),
    ] {
        let got = admin.get(&path).await.expect(200);
        assert_eq!(admin.post(&path, &Value::Null).await.expect(200), got, "{path}");
        if let Some(first) = first {
            assert_eq!(ids(&got)[0], first);
        }
        let stranger = path.replace(CUSTOMER, FOREIGN);
        admin.get(&stranger).await.refused(404, "60003");
    }
    let sku = admin.get(&format!("{base}/{E3}/skus/0001")).await.expect(200);
    assert_eq!(sku["links"]["self"]["uri"], format!("/products/{E3}/skus/0001?country=DE"));
    admin.get(&format!("{base}/{E3}/skus/0021")).await.refused(404, "400018");
    world.customer_admin().get(&format!("{base}/{E3}")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn legacy_offers_come_in_pages() {
    let world = World::start().await;
    let admin = world.admin();
    let all = admin.get("/v1/offers?country=DE").await.expect(200);
    assert_eq!(all["totalCount"], 14);
    let mut walked = Vec::new();
    let mut next = Some("/offers?country=DE&size=5".to_owned());
    while let Some(uri) = next {
        let page = admin.get(&format!("/v1{uri}")).await.expect(200);
        walked.extend(ids(&page).into_iter().map(str::to_owned));
        next = page["links"]["next"]["uri"].as_str().map(str::to_owned);
        assert_eq!(page["links"]["previous"].is_null(), walked.len() <= 5);
    }
    assert_eq!(walked, ids(&all));
    let offer = admin
        .with("x-locale", "de-DE")
        .get(&format!("/v1/offers/{LEGACY_E3}?country=DE"))
        .await
        .expect(200);
    assert_eq!(offer["id"], LEGACY_E3.to_uppercase());
    assert_eq!(
        (&offer["locale"], &offer["category"]["id"]),
        (&json!("de-DE"), &json!("Enterprise_Key"))
    );
    assert_eq!(offer["supportedBillingCycles"], json!(["monthly", "annual"]));
    assert_eq!(offer["product"]["id"], "6fd2c87f-b296-42f0-b197-1e91e994b900");
    assert_eq!(
        offer["links"]["self"]["uri"],
        format!("/offers/{}?country=DE", LEGACY_E3.to_uppercase())
    );
    let addons = admin.get(&format!("/v1/offers/{LEGACY_E1}/addons?country=DE")).await.expect(200);
    assert_eq!(ids(&addons), [ARCHIVING]);
    assert_eq!(addons["items"][0]["isAddOn"], true);
    let small = admin
        .get("/v1/offers?country=DE&offer_category_id=SmallBusiness_Key")
        .await
        .expect(200);
    assert!(
        small["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|o| o["category"]["id"] == "SmallBusiness_Key")
    );
    let categories = admin.get("/v1/offercategories?country=DE").await.expect(200);
    assert_eq!(ids(&categories), ["Enterprise_Key", "SmallBusiness_Key"]);
    let trial = small["items"].as_array().unwrap().iter().find(|o| o["isTrial"] == true).unwrap();
    assert_eq!(
        (&trial["supportedBillingCycles"], &trial["maximumQuantity"]),
        (&json!(["none"]), &json!(25))
    );

    let of_customer = admin.get(&format!("/v1/customers/{CUSTOMER}/offers")).await.expect(200);
    assert_eq!(of_customer["items"], all["items"]);
    let of_customer = admin.get(&format!("/v1/customers/{CUSTOMER}/offercategories")).await.expect(200);
    assert_eq!(of_customer["items"], categories["items"]);
    for (path, status, code) in [
        ("/v1/offers".to_owned(), 400, "800002"),
        ("/v1/offers?country=DE&size=some".to_owned(), 400, "3000"),
        (format!("/v1/offers/{E3}?country=DE"), 400, "2100"),
        (format!("/v1/offers/{E3}:0001/addons?country=DE"), 400, "2100"),
        ("/v1/offers/00000000-0000-4000-8000-000000000000?country=DE".to_owned(), 404, "1000"),
        (format!("/v1/offers/{LEGACY_E3}?country=BR"), 400, "800070"),
        ("/v1/offercategories".to_owned(), 400, "800002"),
        (format!("/v1/customers/{FOREIGN}/offers"), 404, "60003"),
        (format!("/v1/customers/{FOREIGN}/offercategories"), 404, "60003"),
    ] {
        admin.get(&path).await.refused(status, code);
    }
}

const PROMOTIONS: &str = "PromotionId,Name,Description,ProductId,SkuId,TermDuration,BillingCycle,Country,Segment,StartDate,EndDate,DiscountPercent,IsAutoApplicable,MaximumSeats,MaximumRedemptions,MinimumSeats,FirstPurchaseOnly,RequiredSkus
TEST:0001:OPEN,Open,Always,CFQ7TTC0LFLX,0001,P1Y,Annual,DE,Commercial,2020-01-01,9999-12-31,15,false,10,1,3,false,
TEST:0001:NEW,Newcomers,Once,CFQ7TTC0LFLX,0001,P1Y,Annual,DE,Commercial,2020-01-01,9999-12-31,5,false,,,,true,
TEST:0001:WITH,With F3,Needs it,CFQ7TTC0LFLX,0001,P1Y,Annual,DE,Commercial,2020-01-01,9999-12-31,50,false,,,,false,CFQ7TTC0LH05/0001
TEST:0001:PAST,Past,Over,CFQ7TTC0LFLX,0001,P1Y,Annual,DE,Commercial,2020-01-01,2021-12-31,20,false,,,,false,
";

#[tokio::test(flavor = "multi_thread")]
async fn promotions_say_whom_they_are_for() {
    let world = World::start().await;
    let admin = world.admin();
    import(&program(&world), "kind=promotions", PROMOTIONS).await.expect(201);
    let list = admin.get("/v1/productpromotions?country=DE&segment=commercial").await.expect(200);
    assert_eq!(ids(&list), ["TEST:0001:NEW", "TEST:0001:OPEN", "TEST:0001:WITH"]);
    assert!(list["items"][0]["promotionConstraints"].is_null());
    let one = admin.get("/v1/productpromotions/TEST:0001:OPEN?country=DE").await.expect(200);
    let needed = &one["requiredProducts"][0];
    assert_eq!(
        (&needed["productId"], &needed["term"]["billingCycle"]),
        (&json!(E3), &json!("Annual"))
    );
    assert_eq!(
        needed["pricingPolicies"],
        json!([{ "policyType": "PercentDiscount", "value": "0.15" }])
    );
    let seats = json!([{ "minSeats": 3, "maxSeats": 10, "type": "SubscriptionQuantity" }]);
    assert_eq!(one["promotionConstraints"]["seatConstraints"], seats);
    admin.get("/v1/productpromotions/TEST:0001:PAST?country=DE").await.expect(200);
    admin
        .get("/v1/productpromotions/TEST:0001:OPEN?country=AT")
        .await
        .refused(404, "1000");
    admin.get("/v1/productpromotions?country=DE").await.refused(400, "800002");
    admin.get("/v1/productpromotions?segment=commercial").await.refused(400, "800002");
    admin
        .get("/v1/productpromotions?country=DE&segment=all")
        .await
        .refused(403, "400030");
}

#[tokio::test(flavor = "multi_thread")]
async fn promotion_eligibility_names_every_reason() {
    let world = World::start().await;
    let admin = world.admin();
    import(&program(&world), "kind=promotions", PROMOTIONS).await.expect(201);
    let item = world.item(&format!("{E3}:0001"));
    let path = format!("/v1/customers/{CUSTOMER}/promotionEligibilities");
    let line = |promotion: &str, quantity: u32, term: &str, cycle: &str| json!({ "catalogItemId": item, "quantity": quantity, "termDuration": term, "billingCycle": cycle, "promotionId": promotion });
    let ask = async |line: Value| {
        let got = admin.post(&path, &json!({ "Items": [line] })).await.expect(200);
        got["items"][0].clone()
    };
    let types = |item: &Value| {
        let errors = item["eligibilities"][0]["errors"].as_array().cloned().unwrap_or_default();
        errors
            .iter()
            .map(|error| error["type"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let fits = ask(line("TEST:0001:OPEN", 5, "P1Y", "annual")).await;
    assert_eq!(
        fits["eligibilities"],
        json!([{ "promotionId": "TEST:0001:OPEN", "isEligible": true }])
    );
    assert_eq!(
        (&fits["id"], &fits["billingCycle"], &fits["quantity"]),
        (&json!(0), &json!("annual"), &json!(5))
    );
    let many = ask(line("TEST:0001:OPEN", 11, "P1Y", "annual")).await;
    let error = &many["eligibilities"][0]["errors"][0];
    assert_eq!(
        (&error["type"], &error["minimumRequiredSeats"], &error["maximumRequiredSeats"]),
        (&json!("SeatCount"), &json!(3), &json!(10))
    );
    let other = ask(line("TEST:0001:OPEN", 5, "P1M", "monthly")).await;
    assert_eq!(types(&other), ["Term"]);
    assert_eq!(
        other["eligibilities"][0]["errors"][0]["eligibleTerms"],
        json!([{ "duration": "P1Y", "billingCycle": "Annual" }])
    );
    assert_eq!(
        types(&ask(line("TEST:0001:WITH", 5, "P1Y", "annual")).await),
        ["PrerequisiteProductOwnership"]
    );
    for gone in ["TEST:0001:PAST", "TEST:0001:NONE"] {
        assert_eq!(types(&ask(line(gone, 5, "P1Y", "annual")).await), ["InvalidPromotion"]);
    }
    let all = ask(json!({ "id": "7", "catalogItemId": item, "quantity": 5, "termDuration": "P1Y", "billingCycle": "annual" })).await;
    assert_eq!((&all["id"], all["eligibilities"].as_array().unwrap().len()), (&json!(7), 3));
    let nothing = world.item(&format!("{PREMIUM}:0002"));
    let none = ask(json!({ "catalogItemId": nothing, "quantity": 5, "termDuration": "P1Y", "billingCycle": "annual" })).await;
    assert_eq!(types(&none), ["NoPromotionsAvailable"]);
    let wrong = ask(json!({ "catalogItemId": "A:B:C", "quantity": 5, "termDuration": "P1Y", "billingCycle": "annual" })).await;
    assert_eq!(types(&wrong), ["InvalidCatalogItemId"]);
    admin.post(&path, &json!({ "items": [] })).await.refused(400, "3000");
    admin
        .post(&path, &json!({ "items": [{ "catalogItemId": item }] }))
        .await
        .refused(400, "3000");
    admin
        .post(
            &path.replace(CUSTOMER, FOREIGN),
            &json!({ "items": [line("", 1, "P1Y", "annual")] }),
        )
        .await
        .refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promotion_that_was_used_is_used_up() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    import(&program(&world), "kind=promotions", PROMOTIONS).await.expect(201);
    let item = world.item(&format!("{E3}:0001"));
    let line = json!({ "id": 0, "catalogItemId": item, "quantity": 5, "billingCycle": "annual", "termDuration": "P1Y", "promotionId": "TEST:0001:OPEN" });
    let cart = admin
        .post(&format!("/v1/customers/{CUSTOMER}/carts"), &json!({ "lineItems": [line] }))
        .await
        .expect(201);
    let checkout = format!("/v1/customers/{CUSTOMER}/carts/{}/checkout", cart["id"].as_str().unwrap());
    admin.post(&checkout, &Value::Null).await.expect(201);
    let path = format!("/v1/customers/{CUSTOMER}/promotionEligibilities");
    let question = json!({ "items": [{ "catalogItemId": item, "quantity": 5, "termDuration": "P1Y", "billingCycle": "annual" }] });
    let got = admin.post(&path, &question).await.expect(200);
    let of = |id: &str| {
        got["items"][0]["eligibilities"]
            .as_array()
            .unwrap()
            .iter()
            .find(|e| e["promotionId"] == id)
            .unwrap()
            .clone()
    };
    let error = &of("TEST:0001:OPEN")["errors"][0];
    assert_eq!(error["type"], "RedemptionLimit");
    assert_eq!(
        (&error["maxPromotionRedemptionCount"], &error["remainingPromotionRedemptionCount"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(of("TEST:0001:NEW")["errors"][0]["type"], "OfferPurchasedPreviously");
}

#[tokio::test(flavor = "multi_thread")]
async fn inventory_and_margins() {
    let world = World::start().await;
    let admin = world.admin();
    let items = json!({ "targetItems": [{ "productId": E3 }, { "productId": "CFQ7TTC0NONE" }, { "ProductId": PREMIUM, "SkuId": "0002" }] });
    let path = "/v1/extensions/product/checkInventory";
    let found = admin.post(&format!("{path}?country=DE"), &items).await.expect(200);
    let shown: Vec<(&str, bool)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|i| (i["skuId"].as_str().unwrap(), i["isRestricted"].as_bool().unwrap()))
        .collect();
    assert_eq!(shown[..3], [("0001", false), ("0010", false), ("0021", true)]);
    assert_eq!(found[2]["restrictions"][0]["reasonCode"], "NotAvailableInCountry");
    assert_eq!(shown.last(), Some(&("0002", false)));
    admin.post(path, &items).await.refused(400, "800002");
    admin.post(&format!("{path}?country=DE"), &json!({})).await.refused(400, "3000");
    let context = json!({ "targetItems": [{ "productId": E3 }], "inventoryContext": { "customerId": FOREIGN } });
    admin.post(&format!("{path}?country=DE"), &context).await.refused(404, "60003");

    let margins = admin.get("/v1/margins").await.expect(200);
    let margin = margins["results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["productId"] == E3)
        .unwrap();
    assert_eq!(
        (&margin["marginPercentage"], &margin["type"], &margin["status"]),
        (&json!(20.0), &json!("Percentage"), &json!("live"))
    );
    let file = admin.get("/v1/margins/download?country=CH").await;
    assert!(file.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(text.lines().all(|line| line.split("\",\"").count() == 24), "{text}");
    admin.get("/v1/margins/download").await.refused(400, "800002");
}

const HEAD: &str = "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,ERP Price,Segment\n";

async fn files_are_taken_in(world: &World) {
    let (admin, program) = (world.admin(), program(world));
    let path = format!("/v1/products/{E3}/skus/0001/availabilities?country=AT");
    let before = program.get("/moves/v1/catalogue/versions").await.expect(200);
    assert_eq!(before["totalCount"], 8, "{before}");
    assert!(before["items"].as_array().unwrap().iter().all(|v| v["bundled"] == true));
    let row = format!(
        "Microsoft 365 E3,{E3},0001,Microsoft 365 E3,Microsoft Corporation,All,P1Y,Annual,AT,EUR,100.00,,2025-01-01,9999-12-31,120.00,Commercial\n"
    );
    let list = format!("{HEAD}{row}");

    let tried = import(&program, "kind=prices&dryRun=true", &list).await.expect(200);
    assert_eq!(
        (&tried["dryRun"], tried["version"].is_null(), &tried["changed"]),
        (&json!(true), true, &json!(2)),
        "a price, and the offer's description: {tried}"
    );
    assert!(tried["removed"].as_u64().unwrap() > 100, "Austria's other rows would go: {tried}");
    let example = &tried["examples"][0];
    assert_eq!(
        (&example["change"], &example["new"]["unitPrice"]),
        (&json!("changed"), &json!("100.00")),
        "{example}"
    );
    assert_ne!(example["old"]["unitPrice"], "100.00");
    assert!(tried["examples"].as_array().unwrap().len() <= 100);
    assert_eq!(admin.get(&path).await.expect(200)["items"][0]["terms"].as_array().unwrap().len(), 6);

    let done = import(&program, "", &list).await.expect(201);
    assert_eq!((&done["kind"], &done["version"]), (&json!("prices"), &json!(9)));
    assert_eq!(admin.get(&path).await.expect(200)["items"][0]["terms"].as_array().unwrap().len(), 1);
    let germany = admin.get(&path.replace("AT", "DE")).await.expect(200);
    assert_eq!(germany["items"][0]["terms"].as_array().unwrap().len(), 6, "other markets stay");
    let again = import(&program, "kind=prices", &list).await.expect(200);
    assert_eq!((&again["unchanged"], again["version"].is_null()), (&json!(true), true));

    let bad = format!("{list}{}", row.replace("100.00", "cheap").replace("2025-01-01", "soon"));
    let refused = import(&program, "kind=prices&file=list.csv", &bad)
        .await
        .refused(400, "catalogueRefused");
    let problem = &refused["problems"][0];
    assert_eq!(
        (&problem["file"], &problem["line"], &problem["column"]),
        (&json!("list.csv"), &json!(3), &json!(13)),
        "{refused}"
    );
    import(&program, "kind=prices", "a,b\n1,2\n").await.refused(400, "catalogueRefused");
    import(&program, "", "a,b\n1,2\n").await.refused(400, "catalogueRefused");
    import(&program, "kind=recipes", &list).await.refused(400, "3000");
    import(&admin, "kind=prices", &list).await.refused(403, "900150");
    admin.get("/moves/v1/catalogue/versions").await.refused(403, "900150");
    let after = program.get("/moves/v1/catalogue/versions").await.expect(200);
    assert_eq!((&after["totalCount"], &after["items"][0]["version"]), (&json!(9), &json!(9)));

    let engine = &world.running().center.engine;
    let reports = nahtlos_server::catalogue::seed_sandbox(engine).await.unwrap();
    assert!(
        reports.is_empty(),
        "a second start changes nothing, and keeps what an administrator imported: {reports:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_taken_in_whole_or_not_at_all() {
    files_are_taken_in(&World::start().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_taken_in_on_postgresql_too() {
    let (world, _database) = World::on_postgres().await;
    files_are_taken_in(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn imports_side_by_side_become_versions_one_after_the_other() {
    let world = World::start().await;
    let program = program(&world);
    let market = |n: u32| format!("Region,Country,Name,Currency\nEurope,DE,Germany {n},EUR\n");
    let texts: Vec<String> = (0..6).map(market).collect();
    let all = futures_util::future::join_all(texts.iter().map(|text| import(&program, "kind=markets", text))).await;
    let mut versions: Vec<i64> = all
        .into_iter()
        .map(|reply| reply.expect(201)["version"].as_i64().unwrap())
        .collect();
    versions.sort_unstable();
    assert_eq!(versions, (9..15).collect::<Vec<_>>());
}
