//! Resellers of a provider's sandbox: made, signed in as, removed; and nobody else makes any.

use super::Desk;
use crate::identity::setting::start;
use nahtlos_engine::setup::sandbox::{PASSWORD, PROVIDER};

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_is_made_signs_in_and_is_removed() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    let name = format!("admin@{}", PROVIDER.domain);
    assert_eq!(desk.sign_in(&name, PASSWORD).await.to, "/");
    desk.go("/partners")
        .await
        .shows("You are a provider")
        .shows("/partners/resellers/new");
    let page = desk.go("/partners/resellers/new").await;
    let fields = [
        ("company", "Probe GmbH"),
        ("country", "de"),
        ("mpn", "9876543"),
        ("prefix", "probe1"),
        ("admin", "root"),
        ("first", "Rita"),
        ("last", "Root"),
    ];
    let mut wrong = fields;
    wrong[3].1 = "no dots.here";
    let refused = desk.post(&page, "/partners/resellers", &wrong).await;
    assert_eq!(refused.status, 400);
    refused.shows("1 to 27 letters and digits").shows("value=\"Probe GmbH\"");
    let made = desk.post(&page, "/partners/resellers", &fields).await;
    assert_eq!(made.status, 200, "{}", made.html);
    made.shows("root@probe1.onmicrosoft.com");
    let after = |id: &str| {
        let (_, rest) = made.html.split_once(&format!("id=\"{id}\"")).expect("a field");
        rest.split_once("value=\"")
            .expect("a value")
            .1
            .split('"')
            .next()
            .expect("a value")
            .to_owned()
    };
    let (password, tenant) = (after("password"), after("tenant"));
    let mut reseller = Desk::new(&world);
    assert_eq!(
        reseller.sign_in("root@probe1.onmicrosoft.com", &password).await.to,
        "/",
        "{password}"
    );
    reseller
        .go("/partners")
        .await
        .shows("You are a reseller")
        .shows("Provider through which you sell")
        .hides("/partners/resellers/new");
    let list = desk.go("/partners").await;
    list.shows("Probe GmbH").shows("9876543").hides(&password);
    list.shows("Reseller that sells through you")
        .hides("Provider through which you sell");
    let remove = format!("/partners/resellers/{tenant}/remove");
    list.shows(&remove);
    let page = desk.go(&remove).await;
    page.shows("Its tenant, users and relationships are gone");
    assert_eq!(desk.post(&page, &remove, &[]).await.to, "/partners");
    desk.go("/partners").await.hides("Probe GmbH");
    assert!(
        reseller.go("/").await.to.starts_with("/sign-in"),
        "nobody is signed in there any more"
    );
    // Who sells directly makes none.
    let mut direct = super::signed_in(&world).await;
    direct
        .go("/partners")
        .await
        .shows("You sell directly")
        .hides("/partners/resellers/new");
    let page = direct.go("/partners/resellers/new").await;
    assert_eq!(direct.post(&page, "/partners/resellers", &fields).await.status, 400);
}
