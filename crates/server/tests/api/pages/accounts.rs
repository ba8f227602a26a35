//! Accounts at other services on their pages: added, tested, changed, removed; no secret on any page; and moves that begin with one.

use super::{Desk, Screen, signed_in};
use crate::{
    identity::setting,
    moves::service::{KEY, refresh_token, service, wanted},
    pages_orders::admin,
    support::{World, people},
};
use nahtlos_engine::{estates::LoadEstate, setup::sandbox::PASSWORD};
use nahtlos_server::config::Secret;
use serde_json::{Value, json};
use std::time::Duration;

const LIST: &str = "/settings/accounts";
const NEW: &str = "/settings/accounts/new";
const API: &str = "/moves/v1/accounts";
const SECRET: &str = "a-client-secret-that-nobody-may-see";
const TOKEN: &str = "a-refresh-token-that-nobody-may-see";
/// A place on this machine where nothing listens.
const NOWHERE: &str = "http://127.0.0.1:9";

async fn world() -> World {
    setting::with(|config| config.secrets_key = Some(Secret(KEY.to_owned()))).await
}

/// The form of an account where nothing listens.
fn filled() -> Vec<(&'static str, &'static str)> {
    vec![
        ("name", "Live"),
        ("tenant", "partner.example"),
        ("client-id", people::APP),
        ("client-secret", SECRET),
        ("refresh-token", TOKEN),
        ("partner-center", NOWHERE),
        ("graph", NOWHERE),
        ("login", NOWHERE),
    ]
}

/// The same with another answer to one question.
fn but(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut all = filled();
    all.iter_mut().filter(|(field, _)| *field == name).for_each(|one| one.1 = value);
    all
}

/// A page with a status, on which no secret is.
#[track_caller]
fn quiet(screen: &Screen, status: u16) -> &Screen {
    assert_eq!(screen.status, status, "{}", screen.html);
    screen.hides(SECRET).hides(TOKEN)
}

/// Adds the account; its page.
async fn added(desk: &mut Desk) -> String {
    let form = desk.go(NEW).await;
    let made = desk.post(&form, NEW, &filled()).await;
    assert_eq!(made.status, 303, "{}", made.html);
    assert!(made.to.starts_with("/settings/accounts/"), "{}", made.to);
    made.to
}

/// Tests the account of a page, however long that takes.
async fn tested(desk: &mut Desk, here: &str) -> Screen {
    let page = desk.go(here).await;
    read(desk, &page, &format!("{here}/test"), &[]).await
}

/// Sends a form, and waits for what comes of it where it takes a while.
async fn read(desk: &mut Desk, form: &Screen, path: &str, fields: &[(&str, &str)]) -> Screen {
    let mut shown = desk.post(form, path, fields).await;
    if !shown.to.starts_with("/progress/") {
        return shown;
    }
    let progress = shown.to.clone();
    for _ in 0..600 {
        shown = desk.go(&progress).await;
        if !shown.html.contains("data-live=") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    shown
}

async fn known(world: &World, here: &str) -> Value {
    let id = here.rsplit('/').next().unwrap();
    admin(world).get(&format!("{API}/{id}")).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_added_where_it_is_said_what_is_wrong() {
    let world = world().await;
    let mut desk = signed_in(&world).await;
    desk.go("/settings").await.shows(&format!("href=\"{LIST}\""));
    let empty = desk.go(LIST).await;
    empty.shows("There is no account").shows(&format!("href=\"{NEW}\""));
    let form = desk.go(NEW).await;
    form.shows("https://graph.microsoft.com").shows("type=\"password\"");
    for (field, value) in [
        ("name", ""),
        ("name", "local"),
        ("tenant", "two words"),
        ("client-id", ""),
        ("refresh-token", "two words"),
        ("graph", "https://internal.example"),
        ("login", "login.example"),
    ] {
        let refused = desk.post(&form, NEW, &but(field, value)).await;
        quiet(&refused, 400)
            .shows(&format!("id=\"account-{field}-error\""))
            .hides("type=\"password\" value=\"two words\"");
        if field != "name" {
            refused.shows("value=\"Live\"");
        }
    }
    let mut closed = but("client-secret", "");
    closed.retain(|(field, _)| *field != "refresh-token");
    quiet(&desk.post(&form, NEW, &closed).await, 400).shows("id=\"account-refresh-token-error\"");
    desk.go(LIST).await.shows("There is no account");

    let here = added(&mut desk).await;
    let page = desk.go(&here).await;
    quiet(&page, 200)
        .shows("The account was added")
        .shows("not tested since its last change")
        .shows(NOWHERE)
        .shows("a user, through an application");
    let list = desk.go(LIST).await;
    quiet(&list, 200).shows(&format!("href=\"{here}\"")).shows("not tested");
    let file = desk.go(&format!("{LIST}?as=csv")).await;
    quiet(&file, 200).shows("Live");
    // No other has its name.
    let form = desk.go(NEW).await;
    let again = desk.post(&form, NEW, &but("name", "LIVE")).await;
    quiet(&again, 409).shows("id=\"account-name-error\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_tested_changed_and_removed_after_a_question() {
    let world = world().await;
    let mut desk = signed_in(&world).await;
    let here = added(&mut desk).await;
    let failed = tested(&mut desk, &here).await;
    quiet(&failed, 200).shows("It did not work at its last test").shows("does not work");
    quiet(&desk.go(LIST).await, 200).shows("does not work");
    assert_eq!(known(&world, &here).await["tested"]["works"], false);

    let page = desk.go(&here).await;
    let wrong = desk.post(&page, &here, &but("tenant", "two words")).await;
    quiet(&wrong, 400).shows("id=\"change-tenant-error\"").shows("value=\"two words\"");
    // What opens it stays where nothing is typed.
    let before = known(&world, &here).await;
    let mut fields = but("name", "Wirklich");
    fields
        .iter_mut()
        .filter(|(field, _)| ["client-secret", "refresh-token"].contains(field))
        .for_each(|one| one.1 = "");
    let done = desk.post(&page, &here, &fields).await;
    assert_eq!((done.status, done.to.as_str()), (303, here.as_str()), "{}", done.html);
    let changed = desk.go(&here).await;
    quiet(&changed, 200)
        .shows("The change was made")
        .shows("Wirklich")
        .shows("not tested since");
    let after = known(&world, &here).await;
    assert_eq!((&after["kind"], &after["renewedTime"]), (&json!("user"), &before["renewedTime"]));
    assert_eq!(after["name"], "Wirklich");

    // Who only sells sees it, and can do nothing with it.
    let mut seller = Desk::new(&world);
    assert_eq!(seller.sign_in("sales@partner.example", PASSWORD).await.to, "/");
    let page = seller.go(&here).await;
    quiet(&page, 200).shows("Wirklich");
    for path in ["/test", "/remove"] {
        let refused = seller.post(&page, &format!("{here}{path}"), &[]).await;
        quiet(&refused, 403).shows("Wirklich");
    }
    quiet(&seller.post(&page, &here, &fields).await, 403);
    quiet(&seller.post(&page, NEW, &filled()).await, 403);

    let ask = desk.go(&format!("{here}/remove")).await;
    quiet(&ask, 200).shows("Remove the account Wirklich?").shows("no open move");
    let gone = desk.post(&ask, &format!("{here}/remove"), &[]).await;
    assert_eq!((gone.status, gone.to.as_str()), (303, LIST), "{}", gone.html);
    desk.go(LIST).await.shows("The account was removed").shows("There is no account");
    assert_eq!(desk.go(&here).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_at_a_service_that_answers_works_and_says_whose_it_is() {
    let (world, there) = (world().await, service().await);
    let token = refresh_token(&there).await;
    let mut desk = signed_in(&world).await;
    let says = wanted(&there, "Live", &token);
    let text = |name: &str| says[name].as_str().unwrap();
    let fields = [
        ("name", text("name")),
        ("tenant", text("tenant")),
        ("client-id", text("clientId")),
        ("refresh-token", text("refreshToken")),
        ("partner-center", text("partnerCenter")),
        ("graph", text("graph")),
        ("login", text("login")),
    ];
    let form = desk.go(NEW).await;
    let made = desk.post(&form, NEW, &fields).await;
    assert_eq!(made.status, 303, "{}", made.html);
    let works = tested(&mut desk, &made.to).await;
    quiet(&works, 200).shows("It works").shows("Erster Partner GmbH").hides(&token);
    desk.go(&made.to).await.shows("It worked at its last test").hides(&token);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_partners_account_is_on_no_page() {
    let world = world().await;
    let mut desk = signed_in(&world).await;
    let here = added(&mut desk).await;
    let mut other = Desk::new(&world);
    assert_eq!(other.sign_in("admin@north.example", PASSWORD).await.to, "/");
    other.go(LIST).await.shows("There is no account").hides("Live");
    for path in ["", "/remove"] {
        let shown = other.go(&format!("{here}{path}")).await;
        quiet(&shown, 404).hides("Live");
    }
    let page = other.go(NEW).await;
    for path in ["", "/test", "/remove"] {
        let shown = other.post(&page, &format!("{here}{path}"), &filled()).await;
        assert_eq!(shown.status, 404, "{path}: {}", shown.html);
    }
    assert_eq!(known(&world, &here).await["name"], "Live");
    // Customers have no such pages.
    let mut customer = Desk::new(&world);
    assert_eq!(customer.sign_in("wim@werft.example", PASSWORD).await.to, "/");
    assert_eq!(customer.go(LIST).await.status, 404);
    customer.go("/settings").await.hides(LIST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_begins_with_an_account_and_keeps_it() {
    let world = world().await;
    let mut desk = signed_in(&world).await;
    let id = "e0000000-0000-4000-8000-00000000000e";
    let estate = serde_json::to_string(&people::estate(id, "Neu")).unwrap();
    let files = [("estate.json", estate.as_str())];
    desk.go("/moves/new").await.hides("name=\"account\"");
    let here = added(&mut desk).await;
    let account = here.rsplit('/').next().unwrap().to_owned();
    let page = desk.go("/moves/new").await;
    page.shows("name=\"account\"").shows(&format!("value=\"{account}\""));
    let goal = [("goal", "same"), ("lead_days", "7")];
    let nobodys = [goal[0], goal[1], ("account", "nobodys")];
    let refused = desk.upload_all(&page, "/moves/new/estate", &nobodys, ("estate", &files)).await;
    assert_eq!(refused.status, 400, "{}", refused.html);
    refused.shows("id=\"estate-account-error\"");
    let there = [goal[0], goal[1], ("account", account.as_str())];
    let begun = desk.upload_all(&page, "/moves/new/estate", &there, ("estate", &files)).await;
    assert_eq!(begun.status, 303, "{}", begun.html);
    let of = begun.to.trim_start_matches("/moves/").split('/').next().unwrap().to_owned();
    let kept = admin(&world).get(&format!("/moves/v1/moves/{of}")).await.expect(200);
    assert_eq!(kept["account"], account.as_str());
    desk.go(&format!("/moves/{of}")).await.shows(&format!("href=\"{here}\""));

    // As long as the move is open, the account stays.
    let ask = desk.go(&format!("{here}/remove")).await;
    let stays = desk.post(&ask, &format!("{here}/remove"), &[]).await;
    quiet(&stays, 409).shows("Live");
    assert_eq!(known(&world, &here).await["name"], "Live");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_read_at_another_service_and_its_move_begins_there() {
    let (world, there) = (world().await, service().await);
    let held = "d0000000-0000-4000-8000-0000000000a7";
    let load = LoadEstate {
        estate: people::estate(held, "Dort"),
        partner_id: Some(crate::support::PARTNER.to_owned()),
        admin_password: None,
    };
    there.running().center.engine.load_estate(load).await.unwrap();
    let token = refresh_token(&there).await;
    let account = admin(&world).post(API, &wanted(&there, "Live", &token)).await.expect(201);
    let id = account["id"].as_str().unwrap();
    let mut desk = signed_in(&world).await;
    let list = format!("/moves/new/accounts/{id}");
    desk.go("/moves/new").await.shows(&list).shows("Read a customer at Live");
    let page = desk.go(&list).await;
    quiet(&page, 200).shows("Dort").shows(&format!("{list}/{held}")).hides(&token);
    let of = format!("{list}/{held}");
    let form = desk.go(&of).await;
    quiet(&form, 200)
        .shows("Read at Live")
        .shows(&format!("name=\"account\" value=\"{id}\""));
    let fields = |currency: &'static str| [("goal", "same"), ("lead_days", "7"), ("currency", currency), ("account", id)];
    let wrong = read(&mut desk, &form, &of, &fields("Taler")).await;
    quiet(&wrong, 400).shows("id=\"elsewhere-currency-error\"");
    let nobody = format!("{list}/d0000000-0000-4000-8000-00000000f00d");
    let unknown = read(&mut desk, &form, &nobody, &fields("EUR")).await;
    assert!(matches!(unknown.status, 400..=404), "{}", unknown.html);
    let begun = read(&mut desk, &form, &of, &fields("EUR")).await;
    assert_eq!(begun.status, 303, "{}", begun.html);
    let made = begun.to.trim_start_matches("/moves/").split('/').next().unwrap().to_owned();
    let kept = admin(&world).get(&format!("/moves/v1/moves/{made}")).await.expect(200);
    assert_eq!((&kept["account"], &kept["customerId"]), (&json!(id), &json!(held)), "{kept}");
    let estate = admin(&world).get(&format!("/moves/v1/moves/{made}/estate")).await.expect(200);
    assert_eq!(estate["customer"]["currency"], "EUR");
    assert!(!estate["users"].as_array().unwrap().is_empty(), "{estate}");
    // Another partner reads nothing by it.
    let mut other = Desk::new(&world);
    assert_eq!(other.sign_in("admin@north.example", PASSWORD).await.to, "/");
    for path in [&list, &of] {
        quiet(&other.go(path).await, 404).hides("Dort");
    }
}
