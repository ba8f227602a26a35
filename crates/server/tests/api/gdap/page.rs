//! The page on which a customer's administrator answers, as a person with a browser uses it.

use super::*;
use crate::newcomers::{self, PASSWORD};

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_reads_signs_in_and_answers() {
    let world = newcomers::world().await;
    let partner = first(&world);
    let person = world.admin().token("");
    let id = partner.create(&draft("<b>Betreuung</b>", 1, &[LICENSES, READERS])).await;
    let page = format!("/partners/invitation/granularAdminRelationships/{id}");
    let text = |reply: crate::support::Reply, status: u16| {
        let text = String::from_utf8(reply.bytes.clone()).unwrap();
        assert_eq!(reply.status, status, "{text}");
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(
            !text.contains("[delegation") && !text.contains("[invitation"),
            "a text is missing: {text}"
        );
        text
    };
    text(person.get(&page).await, 404);
    partner.ask(&id, "lockForApproval").await.expect(201);
    let german = text(person.get(&format!("{page}?lang=de")).await, 200);
    for part in [
        "möchte Ihr Verzeichnis",
        "License Administrator",
        "Directory Readers",
        "einen Tag",
        "value=\"decline\"",
    ] {
        assert!(german.contains(part), "{part} in {german}");
    }
    assert!(!german.contains("<b>Betreuung"));
    assert!(text(person.get(&format!("{page}?lang=en")).await, 200).contains("It lasts one day"));
    let post = async |name: &str, password: &str, decision: &str| {
        let fields = [("name", name), ("password", password), ("decision", decision)];
        person.form(&page, &fields[..if decision.is_empty() { 2 } else { 3 }]).await
    };
    partner.agent("anna").await;
    let (admin, stranger) = ("ada@solo.example", "anna@erster.example");
    text(post(admin, PASSWORD, "").await, 400);
    text(post(admin, "falsch", "accept").await, 403);
    let why = text(post(stranger, "Sommer-2026!x", "accept").await, 403);
    assert!(
        !why.contains("oder das Kennwort") && !why.contains("name or the password"),
        "who signed in is told why: {why}"
    );
    assert_eq!(partner.status(&id).await, "approvalPending");
    // The answer leads back to the page.
    text(post(admin, PASSWORD, "accept").await, 200);
    partner.settle().await;
    assert_eq!(partner.status(&id).await, "active");
    assert!(text(person.get(&format!("{page}?lang=en")).await, 200).contains("Approved"));
    text(post(admin, PASSWORD, "decline").await, 409);
}
