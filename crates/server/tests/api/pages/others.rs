//! Several accounts in one browser: added, gone between, signed out of one by one; what is one's is not the other's.

use super::{ADMIN, Desk, Screen};
use crate::identity::setting::start;
use nahtlos_engine::setup::sandbox::{PASSWORD, PROGRAM, PROVIDER};

/// The value of the switcher's button for an organisation.
fn button(screen: &Screen, name: &str) -> String {
    let (before, _) = screen
        .html
        .split_once(&format!(">{name}</button>"))
        .unwrap_or_else(|| panic!("no {name}: {}", screen.html));
    let (_, value) = before.rsplit_once("value=\"").expect("a value");
    value.split('"').next().expect("a value").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_goes_between_organisations_and_signs_out_of_each() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    assert_eq!(desk.sign_in(ADMIN, PASSWORD).await.to, "/");
    let first = desk.go("/partners").await;
    first.shows("You sell directly").hides("name=\"tenant\"").shows("/sign-in?add=1");
    let alone = desk.clone();
    // A wrong password changes nothing.
    let page = desk.go("/sign-in?add=1").await;
    assert_eq!(page.hidden("add"), "1");
    let provider = format!("admin@{}", PROVIDER.domain);
    let wrong = desk
        .post(&page, "/sign-in", &[("name", &provider), ("password", "wrong"), ("add", "1")])
        .await;
    assert_eq!(wrong.status, 403);
    assert_eq!(wrong.hidden("add"), "1");
    desk.go("/partners").await.shows("You sell directly");
    let done = desk
        .post(&page, "/sign-in", &[("name", &provider), ("password", PASSWORD), ("add", "1")])
        .await;
    assert_eq!((done.status, done.to.as_str()), (303, "/"), "{}", done.html);
    let second = desk.go("/partners").await;
    second.shows("You are a provider").shows("name=\"tenant\"");
    // The form of one organisation's page is worth nothing in the other.
    let back = button(&second, "Nahtlos Sandbox Partner");
    let switched = desk.post(&second, "/preferences", &[("tenant", &back)]).await;
    assert_eq!((switched.status, switched.to.as_str()), (303, "/"));
    let again = desk.go("/partners").await;
    again.shows("You sell directly").shows("name=\"tenant\"");
    assert_eq!(
        desk.post(&second, "/preferences", &[("tenant", &back)]).await.status,
        403,
        "the other session's proof"
    );
    // What is no account of this browser leads nowhere.
    for unknown in ["", "0000000000000000", PROVIDER.tenant_id] {
        desk.post(&again, "/preferences", &[("tenant", unknown), ("back", "/moves")]).await;
        desk.go("/partners").await.shows("You sell directly");
    }
    let mut stolen = alone.clone();
    let page = stolen.go("/partners").await;
    let theirs = button(&again, PROVIDER.name);
    stolen.post(&page, "/preferences", &[("tenant", &theirs)]).await;
    stolen.go("/partners").await.shows("You sell directly");
    // Signed out of one, the browser goes on with the other; then with none.
    let out = desk.post(&again, "/sign-out", &[]).await;
    assert_eq!(out.to, "/");
    let left = desk.go("/partners").await;
    left.shows("You are a provider").hides("name=\"tenant\"");
    assert_eq!(desk.post(&left, "/sign-out", &[]).await.to, "/sign-in");
    assert!(desk.go("/").await.to.starts_with("/sign-in"));
    assert!(
        alone.clone().go("/").await.to.starts_with("/sign-in"),
        "the session itself has ended"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_accounts_of_one_organisation_are_told_apart() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    desk.sign_in(ADMIN, PASSWORD).await;
    let page = desk.go("/sign-in?add=1").await;
    let fields = [("name", "sales@partner.example"), ("password", PASSWORD), ("add", "1")];
    assert_eq!(desk.post(&page, "/sign-in", &fields).await.to, "/");
    let page = desk.go("/settings").await;
    page.shows("Nahtlos Sandbox Partner (admin@partner.example)");
    page.shows("Nahtlos Sandbox Partner (sales@partner.example)");
    page.shows("Sam Sales");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fifth_account_takes_the_place_of_the_one_that_looked_first() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    desk.sign_in(ADMIN, PASSWORD).await;
    let names = ["sales@partner.example", "helpdesk@partner.example"].map(str::to_owned);
    let others = [PROVIDER.domain, PROGRAM.domain].map(|domain| format!("admin@{domain}"));
    for name in names.iter().chain(&others) {
        let page = desk.go("/sign-in?add=1").await;
        let fields = [("name", name.as_str()), ("password", PASSWORD), ("add", "1")];
        assert_eq!(desk.post(&page, "/sign-in", &fields).await.to, "/", "{name}");
    }
    let page = desk.go("/settings").await;
    page.hides("(admin@partner.example)").shows("(sales@partner.example)");
    page.shows("(helpdesk@partner.example)").shows(PROVIDER.name);
    // Who went out of the switcher comes back by signing in.
    let fields = [("name", ADMIN), ("password", PASSWORD), ("add", "1")];
    let page = desk.go("/sign-in?add=1").await;
    assert_eq!(desk.post(&page, "/sign-in", &fields).await.to, "/");
    desk.go("/settings").await.hides("(sales@partner.example)");
}
