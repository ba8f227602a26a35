//! Mails of invitations through a real mail server: what arrives, and what happens when the server is not there.

use crate::{
    newcomers::LONE,
    newcomers::{acceptance, administrator, by_link, customer},
    smtp::{Smtp, wait},
    support::{Caller, World},
};
use nahtlos_server::config::Secret;
use serde_json::{Value, json};
use std::time::Duration;

const PATH: &str = "/moves/v1/invitations";

async fn world(url: &str) -> World {
    let world = World::with(|config| {
        config.smtp = Some(Secret(url.to_owned()));
        config.mail_from = "Nahtlos Einladungen <einladung@center.example>".to_owned();
    })
    .await;
    customer(&world, LONE, "Solo", "DE", "EUR").await;
    world
}

/// An invitation sent by mail: its path and itself.
async fn send(partner: &Caller, body: Value) -> (String, Value) {
    let drafted = partner.post(PATH, &body).await.expect(201);
    let path = format!("{PATH}/{}", drafted["id"].as_str().unwrap());
    let sent = partner.post(&format!("{path}/send"), &json!({ "by": "mail" })).await.expect(200);
    (path, sent)
}

/// Waits until an invitation's mail is in a state.
async fn state(partner: &Caller, path: &str, number: usize, state: &str) -> Value {
    let mut last = Value::Null;
    for _ in 0..300 {
        last = partner.get(path).await.expect(200);
        if last["reminders"][number]["state"] == state {
            return last;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("mail {number} is not {state}: {last}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_and_its_reminder_arrive() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "take");
    let world = world(&smtp.url()).await;
    let partner = world.admin();
    let body =
        json!({ "customerName": "Solo, Größe & Söhne", "customerEmail": "ada@solo.example", "language": "de", "delegatedAdmin": true });
    let (path, sent) = send(&partner, body).await;
    let link = sent["link"].as_str().unwrap();
    let mail = smtp.wait_for(1).await.remove(0);
    assert_eq!(
        (&mail["from"], &mail["to"]),
        (&json!("einladung@center.example"), &json!(["ada@solo.example"]))
    );
    assert_eq!(mail["subject"], "Erster Partner GmbH beantragt eine Vertriebspartnerschaft");
    assert_eq!(mail["sender"], "Nahtlos Einladungen <einladung@center.example>");
    assert!(mail["addressee"].as_str().unwrap().contains("Solo, Größe & Söhne"), "{mail}");
    assert!(mail["replyTo"].as_str().unwrap().contains("anna@erster.example"), "{mail}");
    assert!(mail["messageId"].as_str().unwrap().ends_with("@center.example>") && mail["date"].is_string());
    let text = mail["text"].as_str().unwrap();
    for part in [
        link,
        "delegierten Administratorrechten",
        "Nichts wird gekündigt",
        "Solo, Größe & Söhne",
        "anna@erster.example",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(mail["html"].as_str().unwrap().contains(&format!("href=\"{link}\"")));
    let shown = state(&partner, &path, 0, "delivered").await;
    assert!(shown["reminders"][0]["deliveredAt"].is_string());

    partner.post(&format!("{path}/remind"), &Value::Null).await.expect(200);
    let reminder = smtp.wait_for(2).await.remove(1);
    assert!(reminder["subject"].as_str().unwrap().starts_with("Erinnerung: "), "{reminder}");
    assert!(reminder["text"].as_str().unwrap().contains("noch nicht geantwortet"));
    assert_ne!(reminder["messageId"], mail["messageId"]);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(smtp.arrived().len(), 2, "each went out once");
}

#[tokio::test(flavor = "multi_thread")]
async fn due_reminders_go_out_until_it_is_decided() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "take");
    let world = world(&smtp.url()).await;
    let partner = world.admin();
    let now = world.running().center.engine.now();
    let (path, sent) = send(
        &partner,
        json!({ "customerEmail": "ada@solo.example", "language": "en", "reminderDays": 7 }),
    )
    .await;
    smtp.wait_for(1).await;
    state(&partner, &path, 0, "delivered").await;
    world.turn_to(&now.plus_days(8).to_string()).await;
    let all = smtp.wait_for(2).await;
    assert_eq!(all[1]["subject"], "Reminder: Erster Partner GmbH asks for a reseller relationship");
    state(&partner, &path, 1, "delivered").await;
    let ada = administrator(&world, LONE, "ada@solo.example");
    ada.post(&format!("{}/accept", by_link(&sent)), &acceptance()).await.expect(200);
    world.turn_to(&now.plus_days(30).to_string()).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(smtp.arrived().len(), 2, "nobody is reminded of what is decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_outlives_the_mail_servers_death_in_its_midst() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "stall");
    let port = smtp.port;
    let world = world(&smtp.url()).await;
    let partner = world.admin();
    let (path, _) = send(&partner, json!({ "customerEmail": "ada@solo.example", "language": "en" })).await;
    wait("the mail to be under way", || folder.path().join("stalled").exists().then_some(())).await;
    smtp.kill();
    let shown = state(&partner, &path, 0, "failing").await;
    assert!(shown["reminders"][0]["problem"].is_string(), "{shown}");
    // Further mails are asked for while there is no server.
    let (other, _) = send(&partner, json!({ "customerEmail": "bob@solo.example", "language": "en" })).await;
    state(&partner, &other, 0, "failing").await;
    let back = Smtp::start(port, folder.path(), "take");
    let arrived = back.wait_for(2).await;
    let mut to: Vec<&str> = arrived.iter().map(|mail| mail["to"][0].as_str().unwrap()).collect();
    to.sort_unstable();
    assert_eq!(to, ["ada@solo.example", "bob@solo.example"]);
    let shown = state(&partner, &path, 0, "delivered").await;
    assert!(shown["reminders"][0].get("problem").is_none(), "{shown}");
    state(&partner, &other, 0, "delivered").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(back.arrived().len(), 2, "each arrived once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_mail_server_refuses_is_shown_and_a_withdrawn_invitation_sends_nothing() {
    let folder = nahtlos_testbed::folder();
    let smtp = Smtp::start(0, folder.path(), "refuse");
    let port = smtp.port;
    let world = world(&smtp.url()).await;
    let partner = world.admin();
    let (path, _) = send(&partner, json!({ "customerEmail": "ada@solo.example" })).await;
    let shown = state(&partner, &path, 0, "failing").await;
    let problem = shown["reminders"][0]["problem"].as_str().unwrap();
    assert!(problem.contains("no such mailbox here"), "{problem}");
    partner.post(&format!("{path}/withdraw"), &Value::Null).await.expect(200);
    smtp.kill();
    let back = Smtp::start(port, folder.path(), "take");
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(back.arrived().len(), 0, "a withdrawn invitation is not sent any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_wait_across_a_restart_of_the_service() {
    let folder = nahtlos_testbed::folder();
    // It goes on holding its port: one that is free would be somebody else's at once.
    let refusing = Smtp::start(0, folder.path(), "refuse");
    let mut world = world(&refusing.url()).await;
    let (path, _) = send(&world.admin(), json!({ "customerEmail": "ada@solo.example", "language": "en" })).await;
    state(&world.admin(), &path, 0, "failing").await;
    let config = world.running().center.config.clone();
    world.running.take().unwrap().stop().await;
    let port = refusing.port;
    drop(refusing);
    let smtp = Smtp::start(port, folder.path(), "take");
    let again = nahtlos_server::Running::start(config).await.unwrap();
    let arrived = smtp.wait_for(1).await;
    assert_eq!(arrived[0]["to"][0], "ada@solo.example");
    again.stop().await;
}
