//! Mails of granular delegation and of transfers through a real mail server: who is told what, when, and what is not told any more.

use crate::{
    gdap::{AT, LICENSES, decide, draft, first, provider},
    newcomers::{PROVIDER, RESELLER, tiers},
    smtp::Smtp,
    support::{CUSTOMER, World},
    transfers::{E3, befriend, lines, request, text, transfer, transfers, work},
};
use nahtlos_server::config::Secret;
use serde_json::{Value, json};
use std::{collections::BTreeSet, time::Duration};

const KIM: &str = "kim@kunde.example";
const SELLER: &str = "agentin@erster.example";
const ASKER: &str = "agentin@anderer.example";

async fn world(smtp: &Smtp) -> World {
    let url = smtp.url();
    World::staffed(|config| {
        config.smtp = Some(Secret(url));
        config.mail_from = "Nahtlos <post@center.example>".to_owned();
    })
    .await
}

/// Mails as whom they went to and what they are about.
fn told(mails: &[Value]) -> BTreeSet<(&str, &str)> {
    mails.iter().map(|mail| (text(&mail["to"][0]), text(&mail["subject"]))).collect()
}

/// The mail to somebody with a subject.
fn mail<'m>(mails: &'m [Value], to: &str, subject: &str) -> &'m Value {
    let fits = |mail: &&Value| mail["to"][0] == to && text(&mail["subject"]).starts_with(subject);
    mails
        .iter()
        .find(fits)
        .unwrap_or_else(|| panic!("{subject} to {to} in {:?}", told(mails)))
}

/// That nothing more comes.
async fn no_more(smtp: &Smtp, count: usize) {
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let arrived = smtp.arrived();
    assert_eq!(arrived.len(), count, "{:?}", told(&arrived));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relationship_is_asked_for_reminded_of_approved_and_said_to_end() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "take");
    let world = world(&smtp).await;
    let partner = first(&world);
    let mut body = draft("Betreuung", 100, &[LICENSES]);
    body["customer"] = json!({ "tenantId": CUSTOMER, "displayName": "Kundin" });
    let id = partner.create(&body).await;
    partner.ask(&id, "lockForApproval").await.expect(201);
    let mails = smtp.wait_for(1).await;
    let asked = mail(
        &mails,
        KIM,
        "Erster Partner GmbH möchte Ihr Verzeichnis in bestimmten Rollen verwalten",
    );
    let link = format!("{}/partners/invitation/granularAdminRelationships/{id}", world.base);
    let said = text(&asked["text"]);
    // Asked on 7 December 2026: 90 days later it lapses.
    for part in [
        "License Administrator",
        "Betreuung",
        &link,
        "erster.example",
        "100 Tage",
        "07.03.2027",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(text(&asked["html"]).contains(&format!("href=\"{link}\"")), "{asked}");

    // One reminder a week later; the partner is told nothing of its own request.
    world.turn_to("2026-12-14T11:00:00Z").await;
    let mails = smtp.wait_for(2).await;
    let reminder = mail(&mails, KIM, "Erinnerung: Erster Partner GmbH wartet auf Ihre Antwort");
    assert!(text(&reminder["text"]).contains("07.12.2026"), "{reminder}");

    decide(&world, &id, "approve").await.expect(200);
    partner.settle().await;
    let mails = smtp.wait_for(4).await;
    mail(&mails, KIM, "Delegierte Verwaltung genehmigt: Betreuung");
    let approved = mail(&mails, SELLER, "Delegierte Verwaltung genehmigt: Betreuung");
    assert!(
        text(&approved["text"]).contains("Kunde AG hat die Beziehung Betreuung genehmigt"),
        "{approved}"
    );
    // The further reminders are not due any more. It ends on 24 March 2027: 30, 7 and 1 days
    // before, both are told.
    world.turn_to("2027-02-22T12:00:00Z").await;
    let mails = smtp.wait_for(6).await;
    assert_eq!(mails.len(), 6, "{:?}", told(&mails));
    let ending = mail(&mails, KIM, "Delegierte Verwaltung endet am 24.03.2027: Betreuung");
    assert!(text(&ending["text"]).contains("verlängert sich nicht von selbst"), "{ending}");
    mail(&mails, SELLER, "Delegierte Verwaltung endet am 24.03.2027: Betreuung");
    for (day, count) in [("2027-03-17", 8), ("2027-03-23", 10)] {
        world.turn_to(&format!("{day}T12:00:00Z")).await;
        assert_eq!(smtp.wait_for(count).await.len(), count);
    }
    world.turn_to("2027-03-24T12:00:00Z").await;
    let mails = smtp.wait_for(12).await;
    mail(&mails, KIM, "Delegierte Verwaltung ist zu Ende: Betreuung");
    mail(&mails, SELLER, "Delegierte Verwaltung ist zu Ende: Betreuung");
    no_more(&smtp, 12).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_is_extended_declined_withdrawn_or_ended_the_right_side_is_told() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "take");
    let world = world(&smtp).await;
    let partner = first(&world);
    let drafted = |name: &str| {
        let mut body = draft(name, 60, &[LICENSES]);
        body["customer"] = json!({ "tenantId": CUSTOMER, "displayName": "Kundin" });
        body
    };
    let declined = partner.create(&drafted("Abgelehnt")).await;
    partner.ask(&declined, "lockForApproval").await.expect(201);
    smtp.wait_for(1).await;
    decide(&world, &declined, "decline").await.expect(200);
    let mails = smtp.wait_for(2).await;
    mail(&mails, SELLER, "Delegierte Verwaltung abgelehnt: Abgelehnt");

    let withdrawn = partner.create(&drafted("Zurück")).await;
    partner.ask(&withdrawn, "lockForApproval").await.expect(201);
    smtp.wait_for(3).await;
    partner.ask(&withdrawn, "terminate").await.expect(201);
    let mails = smtp.wait_for(4).await;
    mail(&mails, KIM, "Erster Partner GmbH hat die Anfrage zurückgenommen");

    let mut body = drafted("Dauernd");
    body["autoExtendDuration"] = json!("P180D");
    let lasting = partner.create(&body).await;
    partner.ask(&lasting, "lockForApproval").await.expect(201);
    smtp.wait_for(5).await;
    decide(&world, &lasting, "approve").await.expect(200);
    partner.settle().await;
    smtp.wait_for(7).await;
    // Over its end and its extension: nobody is told of an end that does not come.
    world.turn_to("2027-03-01T00:00:00Z").await;
    no_more(&smtp, 7).await;
    partner.ask(&lasting, "terminate").await.expect(201);
    let mails = smtp.wait_for(9).await;
    mail(&mails, KIM, "Delegierte Verwaltung wurde beendet: Dauernd");
    mail(&mails, SELLER, "Delegierte Verwaltung wurde beendet: Dauernd");
    no_more(&smtp, 9).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_answered_before_its_mail_went_out_is_not_sent() {
    let folder = nahtlos_testbed::folder();
    let refusing = Smtp::start(0, folder.path(), "refuse");
    let port = refusing.port;
    let world = world(&refusing).await;
    let partner = first(&world);
    let mut body = draft("Schnell", 60, &[LICENSES]);
    body["customer"] = json!({ "tenantId": CUSTOMER, "displayName": "Kundin" });
    let id = partner.create(&body).await;
    partner.ask(&id, "lockForApproval").await.expect(201);
    decide(&world, &id, "decline").await.expect(200);
    refusing.kill();
    let back = Smtp::start(port, folder.path(), "take");
    let mails = back.wait_for(1).await;
    mail(&mails, SELLER, "Delegierte Verwaltung abgelehnt: Schnell");
    tokio::time::sleep(Duration::from_secs(4)).await;
    let mails = back.arrived();
    assert_eq!(mails.len(), 1, "{:?}", told(&mails));
    let gone = partner.own().get(&format!("{AT}/{id}")).await.expect(200);
    assert_eq!(gone["status"], "terminated");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_is_asked_about_what_its_provider_made_and_the_customer_only_then() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "take");
    let world = world(&smtp).await;
    tiers(&world, true).await;
    let made = provider::at(&world, PROVIDER, "anbieter.example");
    let reseller = provider::at(&world, RESELLER, "wieder.example");
    let id = made.create(&provider::proposal("Betreuung")).await;
    let mails = smtp.wait_for(1).await;
    let proposed = mail(
        &mails,
        "agentin@wieder.example",
        "Anbieter AG hat delegierte Verwaltung vorbereitet: Betreuung",
    );
    let said = text(&proposed["text"]);
    assert!(
        said.contains("License Administrator") && said.contains(&format!("{AT}/{id}/requests")),
        "{said}"
    );
    no_more(&smtp, 1).await;
    reseller.ask(&id, "approve").await.expect(201);
    reseller.ask(&id, "lockForApproval").await.expect(201);
    let mails = smtp.wait_for(2).await;
    mail(
        &mails,
        KIM,
        "Wiederverkauf KG möchte Ihr Verzeichnis in bestimmten Rollen verwalten",
    );
    no_more(&smtp, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_told_to_the_customer_and_both_partners() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "take");
    let world = world(&smtp).await;
    befriend(&world).await;
    let id = text(&world.buy(E3, 10, "P1Y", "monthly").await["id"]).to_owned();
    world.buy(E3, 2, "P1Y", "monthly").await;
    let asked = world.rival().post(&transfers(), &request()).await.expect(201);
    let mails = smtp.wait_for(2).await;
    let customer = mail(&mails, KIM, "Anderer Partner GmbH bittet um Abonnements von Kunde AG");
    assert!(text(&customer["text"]).contains("nichts wird unterbrochen"), "{customer}");
    let source = mail(&mails, SELLER, "Anderer Partner GmbH bittet um Abonnements von Kunde AG");
    assert!(text(&source["text"]).contains(&transfer(&asked)), "{source}");
    world.admin().patch(&transfer(&asked), &lines(&[&id])).await.expect(200);
    work(&world).await;
    let mails = smtp.wait_for(5).await;
    for to in [KIM, SELLER, ASKER] {
        let accepted = mail(
            &mails,
            to,
            "Erster Partner GmbH übergibt Abonnements von Kunde AG an Anderer Partner GmbH",
        );
        assert!(text(&accepted["text"]).contains("07.12.2026"), "{accepted}");
    }

    let declined = world.rival().post(&transfers(), &request()).await.expect(201);
    smtp.wait_for(7).await;
    let path = format!("/moves/v1/customers/{CUSTOMER}/transfers/{}/decline", text(&declined["id"]));
    world.admin().post(&path, &json!({ "reason": "Vertrag läuft" })).await.expect(200);
    let mails = smtp.wait_for(9).await;
    let refused = mail(&mails, ASKER, "Erster Partner GmbH übergibt keine Abonnements von Kunde AG");
    assert!(text(&refused["text"]).contains("Vertrag läuft"), "{refused}");

    // Without an address of the customer, only the partners are told; nobody answers for a month.
    let mut quiet = request();
    quiet["customerEmailId"] = json!("");
    world.rival().post(&transfers(), &quiet).await.expect(201);
    smtp.wait_for(10).await;
    world.turn_to("2027-01-20T00:00:00Z").await;
    let mails = smtp.wait_for(12).await;
    mail(&mails, SELLER, "Die Anfrage nach Abonnements von Kunde AG ist abgelaufen");
    mail(&mails, ASKER, "Die Anfrage nach Abonnements von Kunde AG ist abgelaufen");
    no_more(&smtp, 12).await;
}
