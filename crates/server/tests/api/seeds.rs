//! Seeds that cost something, and seeds that cannot be planted.

use crate::{
    sandbox::{SEED, SEEDS},
    support::{World, partner},
};
use serde_json::{Value, json};

const CUSTOMER: &str = "5e000000-0000-4000-8000-0000000000c1";

async fn plant(world: &World, seed: &str) -> crate::support::Reply {
    let path = format!("{SEEDS}?file=seed.toml");
    world.admin().send("POST", &path, "application/toml", seed.to_owned().into()).await
}

/// A customer of the world's first partner with one subscription.
fn customer(subscription: &str) -> String {
    format!(
        "schema = \"nahtlos.seed/1\"\n\n[[customers]]\nid = \"{CUSTOMER}\"\nname = \"Deich GmbH\"\ndomain = \"deich.example\"\n\
         partner = \"erster.example\"\n\n[[customers.subscriptions]]\nid = \"5d000000-0000-4000-8000-0000000000b1\"\n{subscription}\n"
    )
}

async fn ledger(world: &World) -> Vec<Value> {
    let lines = world
        .admin()
        .get(&format!("/moves/v1/customers/{CUSTOMER}/charges"))
        .await
        .expect(200);
    lines["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_seed_has_costs_what_an_order_would() {
    let world = World::start().await;
    let today = world.running().center.engine.now().date();
    let seed = customer("skuId = \"05e9a617-0261-4cee-bb44-138d3ef5d965\"\nquantity = 10\nbillingCycle = \"monthly\"");
    let planted = plant(&world, &seed).await.expect(201);
    assert_eq!(planted["customers"][0]["unpriced"], json!([]));
    let bought = ledger(&world).await;
    let path = format!("/v1/customers/{CUSTOMER}/orders");
    let order = json!({ "billingCycle": "monthly", "lineItems": [
        { "lineItemNumber": 0, "offerId": world.item("CFQ7TTC0LFLX:0001"), "quantity": 10, "termDuration": "P1Y" },
    ] });
    world.admin().post(&path, &order).await.expect(201);
    let both = ledger(&world).await;
    assert_eq!((bought.len(), both.len()), (1, 2), "{both:?}");
    assert_eq!(bought[0]["from"], today.to_string());
    for member in [
        "kind",
        "from",
        "until",
        "quantity",
        "unitPrice",
        "amount",
        "currency",
        "days",
        "periodDays",
        "rule",
    ] {
        assert_eq!(both[0][member], both[1][member], "{member}");
    }
    assert_ne!(both[0]["amount"], "0.00");
    // From then on it lives like one that was bought.
    world
        .turn_to(&format!("{}T00:00:00Z", nahtlos_model::dates::plus_months(today, 1)))
        .await;
    let later = ledger(&world).await;
    assert_eq!(later.iter().filter(|line| line["kind"] == "cycleFee").count(), 2, "{later:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_term_under_way_has_the_lines_of_its_periods() {
    let world = World::start().await;
    let today = world.running().center.engine.now().date();
    let start = nahtlos_model::dates::plus_months(today, -3);
    let seed = customer(&format!(
        "skuId = \"05e9a617-0261-4cee-bb44-138d3ef5d965\"\nquantity = 4\nbillingCycle = \"monthly\"\nstart = \"{start}\""
    ));
    plant(&world, &seed).await.expect(201);
    let lines = ledger(&world).await;
    let kinds: Vec<&str> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["new", "cycleFee", "cycleFee", "cycleFee"], "{lines:?}");
    assert_eq!(lines[0]["from"], start.to_string());
    assert!(lines.windows(2).all(|pair| pair[0]["until"] == pair[1]["from"]), "{lines:?}");
    let path = format!("/v1/customers/{CUSTOMER}/subscriptions/5d000000-0000-4000-8000-0000000000b1");
    let sold = world.admin().get(&path).await.expect(200);
    assert!(
        sold.get("cancellationAllowedUntilDate").is_none_or(Value::is_null),
        "its window is over: {sold}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_price_says_why() {
    let world = World::start().await;
    // Sold in Germany, but not for francs.
    let seed =
        customer("skuId = \"05e9a617-0261-4cee-bb44-138d3ef5d965\"\nquantity = 2").replace("partner = ", "currency = \"CHF\"\npartner = ");
    let seed = seed
        + "\n[[customers.subscriptions]]\nid = \"elsewhere\"\nchannel = \"otherPartner\"\nowner = \"x\"\n\
        skuId = \"05e9a617-0261-4cee-bb44-138d3ef5d965\"\nquantity = 2\n";
    let german = world.admin().with("x-locale", "de-DE");
    let planted = german
        .send("POST", &format!("{SEEDS}?file=seed.toml"), "application/toml", seed.into())
        .await
        .expect(201);
    let unpriced = planted["customers"][0]["unpriced"].as_array().unwrap();
    assert_eq!(unpriced.len(), 1, "what others sell has no price here, and needs none: {planted}");
    assert_eq!(unpriced[0]["subscriptionId"], "5d000000-0000-4000-8000-0000000000b1");
    assert_eq!(unpriced[0]["reason"], "noPrice");
    assert!(unpriced[0]["message"].as_str().unwrap().contains("kostet es nichts"), "{planted}");
    assert_eq!(ledger(&world).await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_client_id_or_domain_is_refused_with_its_place_and_nothing_is_made() {
    let world = World::start().await;
    plant(&world, SEED).await.expect(201);
    // Another partner before the one that cannot be: neither is made.
    let first = "[[partners]]\nid = \"5f000000-0000-4000-8000-000000000001\"\nname = \"Anker IT\"\ndomain = \"anker.example\"\nmpnId = \"7000002\"\n";
    let other = format!(
        "schema = \"nahtlos.seed/1\"\n\n{first}\n[[partners]]\nid = \"5f000000-0000-4000-8000-000000000002\"\nname = \"Boje IT\"\n\
         domain = \"boje.example\"\nmpnId = \"7000003\"\n\n[[partners.applications]]\nclientId = \"5d000000-0000-4000-8000-0000000000a1\"\n\
         secret = \"s\"\n"
    );
    let told = plant(&world, &other).await.refused(400, "seedRefused");
    let problem = &told["problems"][0];
    assert_eq!(
        (&problem["code"], &problem["file"], &problem["line"]),
        (&json!("clientIdTaken"), &json!("seed.toml"), &json!(16)),
        "{told}"
    );
    let said = told["data"][0].as_str().unwrap();
    assert!(
        said.contains("partners[1].applications[0].clientId") && said.contains("Werft IT GmbH Application"),
        "{said}"
    );
    assert!(
        problem["mend"].as_str().is_some_and(|mend| mend.contains("client id of its own")),
        "{told}"
    );
    // The engine itself lets nobody take the place of another's application, either.
    let engine = &world.running().center.engine;
    let mut taken = engine.application("5d000000-0000-4000-8000-0000000000a1").await.unwrap().unwrap();
    let holder = taken.tenant_id.clone();
    taken.tenant_id = "5f000000-0000-4000-8000-000000000003".to_owned();
    let thief = nahtlos_engine::setup::CreatePartner {
        partner: partner(&taken.tenant_id, "Dieb GmbH", "dieb.example"),
        applications: vec![taken],
        users: Vec::new(),
    };
    engine.create_partner(thief).await.unwrap_err();
    let kept = engine.application("5d000000-0000-4000-8000-0000000000a1").await.unwrap().unwrap();
    assert_eq!(kept.tenant_id, holder);
    let nobody = world.admin().get("/anker.example/.well-known/openid-configuration").await;
    assert_ne!(nobody.status, 200, "nothing of a refused seed is made");

    let domain = format!(
        "schema = \"nahtlos.seed/1\"\n\n{}",
        first.replace("anker.example", "leuchtturm.example")
    );
    let told = plant(&world, &domain).await.refused(400, "seedRefused");
    assert_eq!(told["problems"][0]["code"], "domainTaken", "{told}");
    let tenant = format!(
        "schema = \"nahtlos.seed/1\"\n\n{}",
        first.replace("5f000000-0000-4000-8000-000000000001", "5d000000-0000-4000-8000-0000000000c1")
    );
    let told = plant(&world, &tenant).await.refused(400, "seedRefused");
    assert_eq!(told["problems"][0]["code"], "tenantTaken", "{told}");
    // Two customers of one file whose users share a domain.
    let twice = customer("skuId = \"05e9a617-0261-4cee-bb44-138d3ef5d965\"\nquantity = 2")
        + "\n[[customers]]\nid = \"5e000000-0000-4000-8000-0000000000c2\"\nname = \"Watt AG\"\ndomain = \"watt.example\"\n\n\
           [[customers.users]]\nuserPrincipalName = \"kim@deich.example\"\n";
    let told = plant(&world, &twice).await.refused(400, "seedRefused");
    assert!(
        told["data"][0]
            .as_str()
            .unwrap()
            .contains("customers[1].users[0].userPrincipalName"),
        "{told}"
    );
    world.admin().get(&format!("/v1/customers/{CUSTOMER}")).await.refused(404, "60003");
}
