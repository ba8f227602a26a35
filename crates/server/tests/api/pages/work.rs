//! What takes longer than one waits for a page: it goes on by itself, its page says how far it is, and then what came of it.

use super::{Desk, signed_in};
use crate::identity::setting::{YARD, start};
use nahtlos_engine::setup::sandbox::PASSWORD;
use serde_json::json;
use std::time::Duration;

/// A list of requests, the last row of it wrong.
fn list(rows: usize) -> String {
    let rows = (0..rows).map(|n| format!("Kunde {n},kunde{n}.example,info@kunde{n}.example\n"));
    rows.collect::<String>() + "Kunde ohne Adresse,nirgends.example,keine\n"
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_goes_on_by_itself_and_says_what_came_of_it() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let page = desk.go("/customers/requests/new").await;
    let sent = desk.upload(&page, "/customers/requests/list", "list", &list(1_999)).await;
    assert_eq!(sent.status, 303, "{}", sent.html);
    assert!(sent.to.starts_with("/progress/"), "{}", sent.to);
    let here = sent.to;
    let part = format!("{here}?part=1");
    let mut shown = desk.go(&part).await;
    shown.shows("<progress").shows(" of 2,000").shows("data-live=").hides("data-go");
    // Nobody else sees it.
    let mut other = Desk::new(&world);
    other.sign_in("sales@partner.example", PASSWORD).await;
    assert_eq!(other.go(&here).await.status, 404);
    for _ in 0..600 {
        if shown.html.contains("data-go") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        shown = desk.go(&part).await;
    }
    shown.shows(&format!("data-go=\"{here}\"")).hides("<progress");
    // What came of it is there however often one looks: one row was wrong, the others are made.
    for _ in 0..2 {
        let end = desk.go(&here).await;
        assert_eq!(end.status, 400);
        end.shows("1,999").shows("2,000");
    }
    desk.go("/customers/requests").await.shows("Kunde 1998");
    assert_eq!(desk.go("/progress/00").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_soon_done_is_answered_at_once() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let page = desk.go("/customers/requests/new").await;
    let two = "Eins,eins.example,a@eins.example\nZwei,zwei.example,b@zwei.example\n";
    let sent = desk.upload(&page, "/customers/requests/list", "list", two).await;
    assert_eq!((sent.status, sent.to.as_str()), (303, "/customers/requests"), "{}", sent.html);
    desk.go("/activity/verify").await.shows("Entries");
}

#[tokio::test(flavor = "multi_thread")]
async fn users_are_found_by_name_and_come_in_order() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let wanted = json!({
        "usageLocation": "DE", "userPrincipalName": "ada@werft.example", "firstName": "Zoe", "lastName": "Ada", "displayName": "Zoe Ada",
        "passwordProfile": { "password": "Morgen-Tinte-Fenster-7", "forceChangePassword": true },
    });
    crate::pages_orders::admin(&world)
        .post(&format!("/v1/customers/{YARD}/users"), &wanted)
        .await
        .expect(201);
    let users = format!("/customers/{YARD}/users");
    desk.go(&format!("{users}?q=wim"))
        .await
        .shows("wim@werft.example")
        .hides("ada@werft.example");
    desk.go(&format!("{users}?q=o%27neil"))
        .await
        .hides("wim@werft.example")
        .shows("Clear");
    let place = |html: &str, name: &str| html.find(name).unwrap_or_else(|| panic!("{name}: {html}"));
    for (sort, first, second) in [
        ("user", "ada@werft.example", "wim@werft.example"),
        ("-user", "wim@werft.example", "ada@werft.example"),
        ("name", "wim@werft.example", "ada@werft.example"),
        ("-name", "ada@werft.example", "wim@werft.example"),
    ] {
        let page = desk.go(&format!("{users}?sort={sort}")).await;
        assert!(place(&page.html, first) < place(&page.html, second), "{sort}");
        page.shows("aria-sort");
    }
    desk.go("/catalogue").await.shows("DE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_many_pages_comes_in_the_order_that_is_wished() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let page = desk.go("/customers/requests/new").await;
    // More than a page of them, in no order of their names.
    let rows: String = (0..120)
        .map(|n| format!("Kunde {:03},k{n}.example,info@k{n}.example\n", n * 77 % 120))
        .collect();
    let sent = desk.upload(&page, "/customers/requests/list", "list", &rows).await;
    assert_eq!((sent.status, sent.to.as_str()), (303, "/customers/requests"), "{}", sent.html);
    let names = |html: &str| -> Vec<String> {
        let rows = html.split("<th scope=\"row\">").skip(1);
        rows.map(|row| row.split_once("Kunde ").expect("a name").1[..3].to_owned())
            .collect()
    };
    let all = |down: bool| -> Vec<String> {
        let mut all: Vec<String> = (0..120).map(|n| format!("{n:03}")).collect();
        if down {
            all.reverse();
        }
        all
    };
    for (sort, down) in [("customer", false), ("-customer", true)] {
        let (mut shown, mut next) = (Vec::new(), Some(format!("/customers/requests?sort={sort}")));
        while let Some(address) = next {
            let page = desk.go(&address).await;
            page.shows("aria-sort");
            shown.extend(names(&page.html));
            let link = page.html.split_once("\" rel=\"next\"");
            next = link.map(|(before, _)| before.rsplit_once("href=\"").expect("an address").1.replace("&#38;", "&"));
        }
        assert_eq!(shown, all(down), "{sort}");
    }
    let file = desk.go("/customers/requests?sort=-customer&as=csv").await;
    assert!(file.html.lines().nth(1).expect("a row").starts_with("Kunde 119"), "{}", file.html);
}
