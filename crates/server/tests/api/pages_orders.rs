//! An order by the dashboard's forms: product, offer, seats, cart, checkout; and what is refused, where it is said.

use crate::{
    identity::setting::{YARD, start},
    support::{Caller, World, visitor::Visitor},
};
use nahtlos_engine::setup::sandbox::{PARTNER, PASSWORD};
use nahtlos_model::{
    money::{Amount, Currency, Price},
    permissions::Role,
};
use nahtlos_report::{Lang, numbers};
use serde_json::json;

/// Microsoft 365 E3.
const E3: (&str, &str) = ("CFQ7TTC0LFLX", "0001");
/// Business Basic, at most 300 seats.
const BASIC: (&str, &str) = ("CFQ7TTC0LH18", "0001");
/// Copilot, which needs a base.
const COPILOT: (&str, &str) = ("CFQ7TTC0MM8R", "0002");

pub(crate) fn admin(world: &World) -> Caller {
    let tenant = PARTNER.tenant_id;
    world.caller(
        tenant,
        tenant,
        &[Role::AdminAgent, Role::GlobalAdmin],
        Some("admin@partner.example"),
        false,
    )
}

pub(crate) async fn agree(world: &World) {
    let admin = admin(world);
    let templates = admin
        .get("/v1/agreements?agreementType=MicrosoftCustomerAgreement")
        .await
        .expect(200);
    let body = json!({
        "primaryContact": { "firstName": "Wim", "lastName": "Werft", "email": "wim@werft.example" },
        "templateId": templates["items"][0]["templateId"], "dateAgreed": "2026-01-01T00:00:00Z", "type": "MicrosoftCustomerAgreement",
    });
    admin.post(&format!("/v1/customers/{YARD}/agreements"), &body).await.expect(201);
}

/// From the list of products to the form of an offer with a term.
async fn choose(visitor: &mut Visitor, (product, sku): (&str, &str), billing: &str) -> String {
    let to = visitor.link(&["/orders/new/", product]);
    visitor.open(&to).await.sees(200, &["Choose an offer"]);
    let to = visitor.link(&[sku, "term=P1Y", &format!("billing={billing}")]);
    visitor.open(&to).await.sees(200, &["End of the first term"]);
    to.split('?').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn something_is_ordered_by_forms_and_stands_in_the_orders() {
    let world = start().await;
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open(&format!("/customers/{YARD}")).await;
    let to = visitor.link(&["/orders/new"]);
    visitor
        .open(&format!("{to}?title=E3"))
        .await
        .sees(200, &["Microsoft 365 E3", "Contains"]);
    assert!(!visitor.html.contains(BASIC.0), "only what is searched for");
    let form = choose(&mut visitor, E3, "annual").await;
    let told = visitor.text();
    visitor.submit(&form, &[("quantity", "4"), ("name", "Werkstatt")]).await;
    visitor.sees(200, &["Werkstatt", "Nothing is ordered yet", "Costs now"]);
    assert!(visitor.address.contains("/carts/"), "{}", visitor.address);
    let cart = visitor.address.clone();

    // A second line, and away with it again.
    let to = visitor.link(&["/orders/new?cart="]);
    visitor.open(&to).await;
    let form = choose(&mut visitor, BASIC, "monthly").await;
    visitor.submit(&form, &[("quantity", "7")]).await;
    assert_eq!(visitor.address, cart, "it is the same cart");
    visitor.sees(200, &["Werkstatt", "Business Basic"]);
    visitor
        .submit(&format!("{cart}/remove"), &[("line", "1")])
        .await
        .sees(200, &["Werkstatt"]);
    assert!(!visitor.text().contains("Business Basic"));

    let shown = admin(&world).get(&format!("/v1{cart}")).await.expect(200);
    let price = shown["lineItems"][0]["pricing"]["price"].as_f64().unwrap();
    // The price was told before it was chosen, and stands in the catalogue.
    let of_a_seat = Price {
        micros: (price * 1e6).round() as i64,
    };
    let of_a_seat = numbers::price(Lang::En, Currency::new("EUR").unwrap(), of_a_seat);
    assert!(told.contains(&of_a_seat), "{of_a_seat} is not in {told}");
    let mut reader = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    reader.open(&format!("/catalogue/products/{}?country=DE", E3.0)).await;
    reader.sees(200, &[&of_a_seat, "Price of a seat"]);
    let now = Amount {
        minor: (price * 400.0).round() as i64,
        digits: 2,
    };
    let now = numbers::money(Lang::En, Currency::new("EUR").unwrap(), now);
    let checkout = visitor.link(&["/checkout"]);
    visitor.open(&checkout).await;
    visitor.sees(
        200,
        &[
            "Order this cart?",
            "4 seats of Werkstatt",
            "Werft AG gets",
            &format!("{now} are charged now"),
        ],
    );
    // Without an agreement the cart stays, and says why.
    visitor.submit(&checkout, &[]).await.sees(403, &["Werkstatt"]);
    agree(&world).await;
    visitor.open(&checkout).await;
    visitor
        .submit(&checkout, &[])
        .await
        .sees(200, &["The order was placed", "Werkstatt"]);
    assert_eq!(visitor.address, format!("/customers/{YARD}/orders"));
    let all = admin(&world).get(&format!("/v1/customers/{YARD}/subscriptions")).await.expect(200);
    assert_eq!((&all["items"][0]["quantity"], &all["totalCount"]), (&json!(4), &json!(1)), "{all}");
    visitor.open(&cart).await.sees(200, &["This cart is ordered"]);
    // What is looked at again asks for nothing.
    visitor.open(&checkout).await;
    assert_eq!(visitor.address, cart);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_cart_refuses_is_said_at_the_field() {
    let world = start().await;
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    let begin = format!("/customers/{YARD}/orders/new");
    visitor.open(&begin).await;
    // What needs a base that is not there is about no field: it is said of the whole.
    let form = choose(&mut visitor, COPILOT, "annual").await;
    visitor.submit(&form, &[("quantity", "2")]).await;
    visitor.sees(400, &["Microsoft 365 E3"]);
    visitor.open(&begin).await;
    let form = choose(&mut visitor, BASIC, "monthly").await;
    for wrong in ["0", "many", "-3"] {
        visitor.submit(&form, &[("quantity", wrong)]).await;
        assert_eq!(visitor.status, 400);
        assert!(visitor.wrong("line-quantity").contains("whole number"), "{}", visitor.text());
    }
    visitor.submit(&form, &[("quantity", "301"), ("name", "Zu viel")]).await;
    assert!(visitor.wrong("line-quantity").contains("300"), "{}", visitor.text());
    assert_eq!(visitor.status, 400);
    assert!(visitor.html.contains("Zu viel"), "what was typed is kept");
    visitor.submit(&form, &[("quantity", "2"), ("end", "2099-01-01")]).await;
    assert!(!visitor.wrong("line-end").is_empty());
    visitor.submit(&form, &[("quantity", "2")]).await.sees(200, &["Business Basic"]);
    let cart = visitor.address.clone();

    // One more that is refused leaves the cart as it was.
    visitor.open(&format!("{begin}?cart={}", cart.rsplit('/').next().unwrap())).await;
    let form = choose(&mut visitor, BASIC, "monthly").await;
    visitor.submit(&form, &[("quantity", "301")]).await;
    assert!(visitor.wrong("line-quantity").contains("300"), "{}", visitor.text());
    visitor.open(&cart).await.sees(200, &["Nothing is ordered yet"]);
    assert_eq!(visitor.html.matches("name=\"line\"").count(), 1);
    // The last line goes: there is no cart without one.
    visitor.submit(&format!("{cart}/remove"), &[("line", "0")]).await;
    visitor.sees(200, &["The cart is empty; nothing was ordered."]);
    // A stranger's customer has no orders for us.
    visitor.open("/customers/f0000000-0000-4000-8000-00000000000f/orders/new").await;
    assert!(matches!(visitor.status, 403 | 404), "{}", visitor.status);
}
