//! The page on which a customer's administrator answers, as a person with a browser uses it.

use super::*;
use crate::{
    newcomers::{self, PASSWORD},
    support::visitor::Visitor,
};

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

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_ends_rights_on_the_dashboard_after_reading_what_it_means() {
    let world = newcomers::world().await;
    let partner = first(&world);
    let id = partner.create(&draft("Betreuung", 30, &[LICENSES, READERS])).await;
    partner.ask(&id, "lockForApproval").await.expect(201);
    let mut ada = Visitor::sign_in(&world, "ada@solo.example", PASSWORD).await;
    let page = format!("/partners/invitation/granularAdminRelationships/{id}");
    let fields = [("name", "ada@solo.example"), ("password", PASSWORD), ("decision", "accept")];
    world.admin().token("").form(&page, &fields).await;
    partner.settle().await;
    assert_eq!(partner.status(&id).await, "active");

    ada.open("/partners").await;
    let rights = ada.link(&["/partners/rights/", &id]);
    ada.open(&rights)
        .await
        .sees(200, &["License Administrator", "Directory Readers", "End these rights"]);
    let end = ada.link(&["/end"]);
    ada.open(&end)
        .await
        .sees(200, &["2 roles are taken away", "can no longer do anything in your directory"]);
    assert_eq!(partner.status(&id).await, "active", "nothing has ended yet");
    ada.submit("#confirm", &[]).await.sees(200, &["The rights were ended"]);
    partner.settle().await;
    assert!(partner.status(&id).await.starts_with("terminat"));
    // It cannot be ended twice, and others never see it.
    ada.open(&end).await;
    assert_eq!(ada.address, rights);
    newcomers::customer(&world, newcomers::ABROAD, "Duo", "US", "USD").await;
    let mut stranger = Visitor::sign_in(&world, "ada@duo.example", PASSWORD).await;
    stranger.open(&rights).await;
    assert_eq!(stranger.status, 404);
}
