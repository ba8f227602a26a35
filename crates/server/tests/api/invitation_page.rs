//! The page behind a link, as a person with a browser uses it: read, sign in, answer.

use crate::{
    newcomers::{LONE, PASSWORD, customer, reseller, secret, two_tiers, world},
    support::{Caller, PARTNER, Reply},
};
use serde_json::json;

const INVITATIONS: &str = "/moves/v1/invitations";

fn text(reply: Reply, status: u16) -> String {
    let text = String::from_utf8(reply.bytes.clone()).unwrap();
    assert_eq!(reply.status, status, "{text}");
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        (reply.header("cache-control"), reply.header("referrer-policy")),
        ("no-store", "no-referrer"),
        "the address is a secret"
    );
    assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert!(!text.contains("[invitation"), "a text is missing: {text}");
    text
}

/// Somebody with a browser that follows nothing by itself.
fn person(world: &crate::support::World) -> Caller {
    world.admin().token("")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_who_asks_for_what_in_the_readers_language() {
    let world = world().await;
    let body = json!({ "customerName": "<b>Solo</b> & Co", "customerDomain": "solo.example", "language": "de" });
    let drafted = world.admin().post(INVITATIONS, &body).await.expect(201);
    let page = format!("/invitations/{}", secret(&drafted));
    let german = text(person(&world).get(&page).await, 200);
    for part in [
        "<html lang=\"de\">",
        "Erster Partner GmbH möchte Ihr Vertriebspartner werden",
        "&lt;b&gt;Solo&lt;/b&gt;",
        "Nichts wird gekündigt",
        "Delegierte Administratorrechte werden nicht beantragt",
        "Antworten kann nur ein Administrator von solo.example",
        "Wartet auf Ihre Antwort",
        "value=\"accept\"",
        "value=\"decline\"",
    ] {
        assert!(
            german.replace("&#60;", "&lt;").replace("&#62;", "&gt;").contains(part),
            "{part} in {german}"
        );
    }
    assert!(!german.contains("<b>"));
    let english = text(person(&world).get(&format!("{page}?lang=en")).await, 200);
    assert!(english.contains("would like to be your reseller"));
    let english = text(
        person(&world).with("accept-language", "fr, en;q=0.8, de;q=0.2").get(&page).await,
        200,
    );
    assert!(english.contains("<html lang=\"en\">"));
    let known = world
        .admin()
        .get(&format!("{INVITATIONS}/{}", drafted["id"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!((&known["status"], known["openedAt"].is_string()), (&json!("opened"), true));
    let unknown = text(person(&world).get("/invitations/nothing?lang=de").await, 404);
    assert!(unknown.contains("Dieser Link führt ins Leere"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_needs_sign_in_and_agreement() {
    let world = world().await;
    let drafted = world.admin().post(INVITATIONS, &json!({ "language": "en" })).await.expect(201);
    let page = format!("/invitations/{}", secret(&drafted));
    let browser = person(&world);
    let ada = [("name", "ada@solo.example"), ("lastName", "Solo \"Ada\""), ("firstName", "Ada")];
    let with = |more: &[(&'static str, &'static str)]| [&ada[..], more].concat();
    let wrong = browser
        .form(
            &page,
            &with(&[("password", "wrong"), ("agreement", "true"), ("decision", "accept")]),
        )
        .await;
    let said = text(wrong, 403);
    assert!(said.contains("The sign-in name or the password is wrong"), "{said}");
    assert!(
        said.contains("value=\"ada@solo.example\"") && !said.contains("value=\"wrong\""),
        "{said}"
    );
    assert!(said.contains("Solo &#34;Ada&#34;"), "what was filled in stays, escaped: {said}");
    let unwilling = browser.form(&page, &with(&[("password", PASSWORD), ("decision", "accept")])).await;
    assert!(text(unwilling, 400).contains("Accept the customer agreement, or decline"));
    let undecided = browser.form(&page, &with(&[("password", PASSWORD)])).await;
    assert!(text(undecided, 400).contains("Choose whether to accept or to decline"));
    let nameless = [
        ("name", "ada@solo.example"),
        ("password", PASSWORD),
        ("agreement", "true"),
        ("decision", "accept"),
    ];
    let nameless = browser.form(&page, &nameless).await;
    assert!(
        text(nameless, 400).contains("Enter the first name"),
        "the account has no names to take"
    );
    let bob = [
        ("name", "bob@solo.example"),
        ("password", PASSWORD),
        ("agreement", "true"),
        ("decision", "accept"),
    ];
    assert!(text(browser.form(&page, &bob).await, 403).contains("wrong"), "bob has no password");

    world
        .admin()
        .get(&format!("/v1/customers/{LONE}/subscriptions"))
        .await
        .refused(404, "60003");
    let done = browser
        .form(
            &page,
            &with(&[("password", PASSWORD), ("agreement", "true"), ("decision", "accept")]),
        )
        .await;
    let shown = String::from_utf8(done.bytes.clone()).unwrap();
    assert_eq!(done.status, 200, "the browser was sent to the page: {shown}");
    assert!(shown.contains("has accepted the relationship with Erster Partner GmbH"), "{shown}");
    assert!(!shown.contains("<form"), "{shown}");
    world.admin().get(&format!("/v1/customers/{LONE}/subscriptions")).await.expect(200);
    let again = browser
        .form(
            &page,
            &with(&[("password", PASSWORD), ("agreement", "true"), ("decision", "decline")]),
        )
        .await;
    assert!(text(again, 409).contains("has been accepted"));
}

#[tokio::test(flavor = "multi_thread")]
async fn declining_needs_no_agreement_and_another_tenant_is_told_so() {
    let world = world().await;
    customer(&world, "30000000-0000-4000-8000-00000000003e", "Other", "DE", "EUR").await;
    let drafted = world
        .admin()
        .post(INVITATIONS, &json!({ "language": "en", "customerDomain": "solo.example" }))
        .await
        .expect(201);
    let page = format!("/invitations/{}", secret(&drafted));
    let browser = person(&world);
    let answer = |name: &'static str| [("name", name), ("password", PASSWORD), ("decision", "decline")];
    let other = text(browser.form(&page, &answer("ada@other.example")).await, 403);
    assert!(
        other.contains("Only an administrator of the customer with the domain solo.example can answer it"),
        "{other}"
    );
    let declined = browser.form(&page, &answer("ada@solo.example")).await;
    let shown = String::from_utf8(declined.bytes.clone()).unwrap();
    assert!(shown.contains("has been declined"), "{shown}");
    world
        .admin()
        .get(&format!("/v1/customers/{LONE}/subscriptions"))
        .await
        .refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_guesses_make_wait() {
    let world = world().await;
    let drafted = world.admin().post(INVITATIONS, &json!({ "language": "en" })).await.expect(201);
    let page = format!("/invitations/{}", secret(&drafted));
    let guess = [("name", "ada@solo.example"), ("password", "guess"), ("decision", "decline")];
    for _ in 0..10 {
        text(person(&world).form(&page, &guess).await, 403);
    }
    let waits = text(person(&world).form(&page, &guess).await, 403);
    assert!(waits.contains("Too many attempts"), "{waits}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_standing_link_of_a_partner_is_accepted_too() {
    let world = world().await;
    two_tiers(&world).await;
    let browser = person(&world);
    let request = "/v1/customers/relationshiprequests";
    let url = world.admin().get(request).await.expect(200)["url"].as_str().unwrap().to_owned();
    let shown = text(browser.get(&format!("{url}&lang=en")).await, 200);
    assert!(shown.contains("Erster Partner GmbH would like to be your reseller") && !shown.contains("value=\"decline\""));
    assert!(shown.contains("no delegated admin rights are asked for"));
    let answer = [
        ("name", "ada@solo.example"),
        ("password", PASSWORD),
        ("firstName", "Ada"),
        ("lastName", "Solo"),
        ("agreement", "true"),
        ("decision", "accept"),
    ];
    let done = text(browser.form(&format!("{url}&lang=en"), &answer).await, 200);
    assert!(done.contains("has accepted the relationship"), "{done}");
    world.admin().get(&format!("/v1/customers/{LONE}/subscriptions")).await.expect(200);

    let pair = reseller(&world).get(request).await.expect(200)["url"].as_str().unwrap().to_owned();
    let shown = text(browser.get(&format!("{pair}&lang=de")).await, 200);
    assert!(
        shown.contains("Anbieter AG stellt bereit und rechnet ab, was Wiederverkauf KG verkauft"),
        "{shown}"
    );
    text(browser.form(&format!("{pair}&lang=de"), &answer).await, 200);
    reseller(&world)
        .get(&format!("/v1/customers/{LONE}/relationships"))
        .await
        .expect(200);
    text(browser.get(&format!("/invitations/partner/{LONE}")).await, 404);
    text(browser.get(&format!("/invitations/partner/{PARTNER}?msppId={LONE}")).await, 404);
}
