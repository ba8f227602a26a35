//! The dashboard over HTTP, without a script: who comes in, what each page shows to whom, and what its forms do.

mod accounts;
mod delegated;
mod desk;
mod exports;
mod factor;
mod files;
mod long_lists;
mod losses;
mod many;
mod others;
mod passkeys;
mod provider;
mod resellers;
mod search;
mod work;

use crate::{identity::setting::start, support::World};
pub(crate) use desk::{Desk, Screen};
use nahtlos_engine::setup::sandbox::PASSWORD;
use nahtlos_server::pages::{Access, PAGES};

const ADMIN: &str = "admin@partner.example";
/// The customer of the sandbox's partner.
const YARD: &str = crate::identity::setting::YARD;

/// Somebody who is signed in.
pub(crate) async fn signed_in(world: &World) -> Desk {
    let mut desk = Desk::new(world);
    let done = desk.sign_in(ADMIN, PASSWORD).await;
    assert_eq!((done.status, done.to.as_str()), (303, "/"), "{}", done.html);
    desk
}

/// A page's path with its names filled in by things of the sandbox's customer.
fn filled(path: &str) -> String {
    path.replace("{customer}", YARD)
        .replace("{file}", "pages.css")
        .replace("{decision}", "approve")
        .replace("{number}", "1")
        .replace("{scope}", YARD)
        .split('/')
        .map(|part| {
            if part.starts_with('{') {
                "5eee0000-0000-4000-8000-000000000009"
            } else {
                part
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_a_page_without_signing_in() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    for page in PAGES.iter().filter(|page| page.access == Access::Signed) {
        let path = filled(page.path);
        let shown = match page.method {
            "GET" => desk.go(&path).await,
            _ => desk.post_bare(&path, &[]).await,
        };
        assert_eq!(shown.status, 303, "{page:?}");
        assert!(shown.to.starts_with("/sign-in"), "{page:?}: {}", shown.to);
    }
    // What was asked for is gone to after signing in, and nowhere else.
    let first = desk.go("/moves?state=halted").await;
    assert_eq!(first.to, "/sign-in?to=%2Fmoves%3Fstate%3Dhalted");
    let page = desk.go(&first.to).await;
    let fields = [("name", ADMIN), ("password", PASSWORD), ("to", "//evil.example")];
    let away = desk.clone().post(&page, "/sign-in", &fields).await;
    assert_eq!(away.to, "/");
    let fields = [("name", ADMIN), ("password", PASSWORD), ("to", page.hidden("to"))];
    assert_eq!(desk.post(&page, "/sign-in", &fields).await.to, "/moves?state=halted");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_answers_and_has_what_protects_it() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    for page in PAGES.iter().filter(|page| page.method == "GET" && page.access == Access::Signed) {
        let shown = desk.go(&filled(page.path)).await;
        assert!(
            matches!(shown.status, 200 | 303 | 400 | 403 | 404),
            "{page:?}: {} {}",
            shown.status,
            shown.html
        );
        if shown.status == 303 {
            continue;
        }
        assert!(
            !shown.html.contains("[desk-") && !shown.html.contains("[pages-"),
            "{page:?}: {}",
            shown.html
        );
        let policy = shown.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{page:?}: {policy}"
        );
        assert_eq!(shown.header("x-content-type-options"), "nosniff", "{page:?}");
        assert_eq!(shown.header("x-frame-options"), "DENY", "{page:?}");
        assert_eq!(shown.header("cache-control"), "no-store", "{page:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_is_taken_without_its_proof() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let mut other = signed_in(&world).await;
    let foreign = other.go("/settings").await.proof().to_owned();
    for page in PAGES.iter().filter(|page| page.method == "POST" && page.access == Access::Signed) {
        for proof in ["", "00", foreign.as_str()] {
            let shown = desk.post_bare(&filled(page.path), &[("proof", proof)]).await;
            assert_eq!(shown.status, 403, "{page:?} with {proof:?}");
        }
    }
    let anybody = Desk::new(&world)
        .post_bare("/sign-in", &[("name", ADMIN), ("password", PASSWORD)])
        .await;
    assert_eq!(anybody.status, 403, "not even sign-in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_customer_is_on_no_page() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    // A partner of the same programme that has nothing to do with the customer.
    let done = desk.sign_in("admin@north.example", PASSWORD).await;
    assert_eq!(done.to, "/", "{}", done.html);
    for page in PAGES.iter().filter(|page| page.method == "GET" && page.path.contains("{customer}")) {
        let shown = desk.go(&filled(page.path)).await;
        assert!(matches!(shown.status, 403 | 404), "{page:?}: {}", shown.status);
        shown.hides("Werft");
    }
    desk.go("/customers").await.hides("Werft");
    desk.go("/search?q=Werft").await.hides("Werft AG");
    desk.go("/search?q=wim%40werft").await.hides("wim@werft.example");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_has_pages_of_its_own_and_nobody_elses() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    let done = desk.sign_in("wim@werft.example", PASSWORD).await;
    assert_eq!(done.to, "/", "{}", done.html);
    let first = desk.go("/").await;
    first
        .shows("Werft AG")
        .shows("No move is offered to you")
        .hides("href=\"/customers\"");
    for path in ["/subscriptions", "/partners", "/moves", "/activity", "/settings"] {
        let shown = desk.go(path).await;
        assert_eq!(shown.status, 200, "{path}: {}", shown.html);
    }
    for path in ["/customers", "/customers/requests", "/campaigns", "/moves/new"] {
        let shown = desk.go(path).await;
        assert_eq!(shown.status, 404, "{path}");
    }
    assert_eq!(desk.go("/moves/5eee0000-0000-4000-8000-000000000009").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_make_wait_and_sign_out_ends_the_session() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    for attempt in 0..10 {
        let wrong = desk.sign_in(ADMIN, "Not-The-Password-1").await;
        assert_eq!(wrong.status, 403, "attempt {attempt}: {}", wrong.html);
    }
    let wait = desk.sign_in(ADMIN, PASSWORD).await;
    assert_eq!(wait.status, 429);
    wait.shows("Too many attempts");
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let mut thief = desk.clone();
    let page = desk.go("/").await;
    let token = desk.cookies["nahtlos-session"].clone();
    assert_eq!(desk.post(&page, "/sign-out", &[]).await.to, "/sign-in");
    assert!(!desk.cookies.contains_key("nahtlos-session"));
    assert_eq!(thief.cookies["nahtlos-session"], token);
    assert_eq!(thief.go("/").await.to, "/sign-in", "what was copied before opens nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_and_ended_and_a_new_password_ends_the_others() {
    let world = start().await;
    let (mut desk, mut other) = (signed_in(&world).await, signed_in(&world).await);
    let settings = desk.go("/settings").await;
    assert_eq!(settings.status, 200);
    // The one that asks is told, and the other can be ended.
    settings.shows("name=\"session\"");
    assert_eq!(other.go("/").await.status, 200);
    desk.post(&settings, "/settings/sessions/end", &[("session", "others")]).await;
    assert_eq!(other.go("/").await.to, "/sign-in");
    let mut other = signed_in(&world).await;
    let change = |old: &'static str, new: &'static str| [("password", old), ("new_password", new), ("repeat_password", new)];
    let wrong = desk
        .post(
            &settings,
            "/settings/password",
            &change("Not-The-Password-1", "Another-Password-22"),
        )
        .await;
    assert_eq!(wrong.status, 400);
    wrong.shows("not your present password");
    let weak = desk.post(&settings, "/settings/password", &change(PASSWORD, "short")).await;
    assert_eq!(weak.status, 400);
    let done = desk
        .post(&settings, "/settings/password", &change(PASSWORD, "Another-Password-22"))
        .await;
    assert_eq!(done.to, "/settings", "{}", done.html);
    assert_eq!(desk.go("/").await.status, 200, "who changed it stays");
    assert_eq!(other.go("/").await.to, "/sign-in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_from_its_form_to_its_withdrawal() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let form = desk.go("/customers/requests/new").await;
    let wrong = desk
        .post(
            &form,
            "/customers/requests",
            &[("name", "Neu"), ("email", "no address"), ("language", "de")],
        )
        .await;
    assert_eq!(wrong.status, 400, "{}", wrong.html);
    wrong.shows("role=\"alert\"").shows("value=\"Neu\"");
    let fields = [
        ("name", "<b>Neu</b> & Söhne"),
        ("email", "it@neu.example"),
        ("language", "de"),
        ("relationship", "plain"),
        ("roles", "4d6ac14f-3453-41d0-bef9-a3e0c569773a"),
        ("roles", "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"),
        ("days", "90"),
    ];
    let made = desk.post(&form, "/customers/requests", &fields).await;
    assert_eq!(made.status, 303, "{}", made.html);
    let page = desk.go(&made.to).await;
    page.shows("/invitations/").hides("<b>Neu</b>").shows("mailto:");
    // The roles stand in the facts, and in the draft of the mail with their time.
    page.shows("License Administrator, Directory Readers").shows("90 Tage lang");
    // What was done is said once.
    page.shows("The request is drafted");
    let again = desk.go(&made.to).await;
    again.hides("The request is drafted. Hand");
    desk.post(&again, &format!("{}/send", made.to), &[("by", "link")]).await;
    desk.go(&made.to).await.shows("has not opened it");
    desk.go("/").await.shows("&#60;b&#62;Neu");
    let ask = desk.go(&format!("{}/withdraw", made.to)).await;
    ask.shows("can no longer accept");
    desk.post(&ask, &format!("{}/withdraw", made.to), &[]).await;
    let over = desk.go(&made.to).await;
    over.shows("Withdrawn").hides("/invitations/");
    let csv = desk.go("/customers/requests?as=csv").await;
    assert!(csv.header("content-disposition").contains("requests.csv"));
    csv.shows("<b>Neu</b> & Söhne");
    let book = desk.go("/customers/requests?as=xlsx").await;
    assert!(book.html.starts_with("PK"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_comes_twice_is_done_once() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let form = desk.go("/customers/requests/new").await;
    let fields = [("name", "Zweimal GmbH"), ("language", "en"), ("relationship", "plain")];
    let first = desk.post(&form, "/customers/requests", &fields).await;
    let again = desk.post(&form, "/customers/requests", &fields).await;
    assert_eq!((first.status, &first.to), (303, &again.to), "{}", again.html);
    // On a page that was loaded anew it is another one.
    let form = desk.go("/customers/requests/new").await;
    assert_ne!(desk.post(&form, "/customers/requests", &fields).await.to, first.to);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_requests_says_which_lines_are_wrong_and_makes_the_others() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let form = desk.go("/customers/requests/new").await;
    let list = "Name,Domain,Mail\nEins,eins.example,it@eins.example\nZwei,zwei.example,no address\n";
    let some = desk.upload(&form, "/customers/requests/list", "list", list).await;
    assert_eq!(some.status, 400, "{}", some.html);
    some.shows("One request was drafted");
    desk.go("/customers/requests").await.shows("Eins").hides("Zwei");
    let none = desk.upload(&form, "/customers/requests/list", "list", "").await;
    assert_eq!(none.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_found_shown_and_exported() {
    let world = start().await;
    let mut desk = Desk::german(&world);
    desk.sign_in(ADMIN, PASSWORD).await;
    let all = desk.go("/customers").await;
    all.shows("<html lang=\"de\"").shows("Werft AG");
    desk.go("/customers?q=werf").await.shows("Werft AG");
    desk.go("/customers?q=zzz").await.hides("Werft AG");
    for tab in ["", "/subscriptions", "/users", "/orders", "/relationships", "/moves", "/activity"] {
        let shown = desk.go(&format!("/customers/{YARD}{tab}")).await;
        assert_eq!(shown.status, 200, "{tab}: {}", shown.html);
        shown.shows("Werft AG");
    }
    let csv = desk.go(&format!("/customers/{YARD}/users?as=csv")).await;
    csv.shows("@werft.example");
    // By id, wherever it is typed.
    assert_eq!(desk.go(&format!("/search?q={YARD}")).await.to, format!("/customers/{YARD}"));
    desk.go("/search?q=wer").await.shows("Werft AG");
    // Users by the beginning of their sign-in name, in whichever customer's directory.
    let wim = format!("/customers/{YARD}/users?q=wim%40werft%2Eexample");
    desk.go("/search?q=Wim%40wer")
        .await
        .shows("wim@werft.example")
        .shows("Werft AG")
        .shows(&wim);
    desk.go(&wim).await.shows("wim@werft.example");
    assert_eq!(
        desk.go("/search?q=d0000000-0000-4000-8000-0000000000ff").await.status,
        200,
        "an id of nothing"
    );
    // Columns are remembered.
    let chosen = [
        ("list", "customers"),
        ("back", "/customers"),
        ("column", "customer"),
        ("column", "id"),
    ];
    desk.post(&all, "/columns", &chosen).await;
    desk.go("/customers").await.shows(YARD);
    // A language is chosen, too.
    desk.post(&all, "/preferences", &[("language", "en"), ("back", "/customers")]).await;
    desk.go("/customers").await.shows("<html lang=\"en\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_are_not_taken_over_an_open_line() {
    let world = World::with(|config| config.public_url = Some("http://center.example".to_owned())).await;
    let mut desk = Desk::new(&world);
    let refused = desk.go("/sign-in").await;
    assert_eq!(refused.status, 403);
    refused.shows("https").hides("name=\"password\"");
    let tls = World::with(|config| config.public_url = Some("https://center.example".to_owned())).await;
    let mut desk = Desk::new(&tls);
    let page = desk.go("/sign-in").await;
    page.shows("name=\"password\"");
    assert!(desk.cookies.keys().all(|name| name.starts_with("__Host-")), "{:?}", desk.cookies);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_kept_by_browsers_and_pages_come_small() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let page = desk.go("/customers").await;
    let (_, rest) = page.html.split_once("/assets/pages.css?v=").expect("the page has a style");
    let version = rest.split('"').next().unwrap();
    let style = desk.go(&format!("/assets/pages.css?v={version}")).await;
    assert!(style.header("cache-control").contains("immutable"));
    assert_eq!(desk.go("/assets/pages.css?v=other").await.header("cache-control"), "no-cache");
    assert_eq!(desk.go("/assets/none.css").await.status, 404);
    let asked = reqwest::Client::new()
        .get(format!("{}/assets/pages.css", world.base))
        .header("accept-encoding", "gzip");
    let packed = asked.send().await.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert!(packed.bytes().await.unwrap().len() < style.html.len() / 2);
    let nowhere = desk.go("/nothing/here").await;
    assert_eq!(nowhere.status, 404);
    nowhere.shows("<html");
}
