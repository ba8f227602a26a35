//! Lists longer than what is put in another order: it is said, and where the order ends, so does the list. And lists as files.

use super::{ADMIN, Desk, filled};
use crate::identity::setting::start;
use nahtlos_engine::setup::{
    Bulk,
    sandbox::{PARTNER, PASSWORD},
};
use nahtlos_model::{
    customers::{BillingProfile, Company, Customer, Relationship, RelationshipState},
    instants::Instant,
    money::Currency,
};
use nahtlos_server::pages::{Access, PAGES};

/// As many rows are put in order; the page beyond that is not there.
const ORDERED: usize = 5_000;
const MORE: usize = 70;

/// A customer of the sandbox's partner, whose directory it may not look into.
pub(super) fn customer(n: usize, now: Instant) -> (Customer, Relationship) {
    let id = format!("7e000000-0000-4000-8000-{n:012}");
    let customer = Customer {
        id: id.clone(),
        commerce_id: id.clone(),
        company: Company {
            name: format!("Zeile {n:05}"),
            domain: format!("zeile{n}.example"),
            ..Company::default()
        },
        billing: BillingProfile {
            id: id.clone(),
            company: format!("Zeile {n:05}"),
            version: 1,
            ..BillingProfile::default()
        },
        currency: Currency::new("EUR").expect("a code"),
        qualifications: Vec::new(),
        checked: Default::default(),
        federations: Default::default(),
        overage: None,
        language: "de".into(),
        created: now,
        version: 1,
    };
    let relationship = Relationship {
        customer_id: id,
        partner_id: PARTNER.tenant_id.into(),
        state: RelationshipState::Reseller,
        delegated: false,
        through: None,
        since: now,
        ended: None,
        invitation_id: None,
        version: 1,
    };
    (customer, relationship)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_list_that_is_too_long_for_another_order_the_beginning_is_ordered_and_it_says_so() {
    let world = start().await;
    let engine = &world.running().center.engine;
    let customers = (0..ORDERED + MORE).map(|n| customer(n, engine.now())).collect();
    let bulk = Bulk {
        customers,
        ..Bulk::default()
    };
    engine.load_bulk(bulk).await.unwrap();
    let mut desk = Desk::new(&world);
    assert_eq!(desk.sign_in(ADMIN, PASSWORD).await.to, "/");
    // As it comes, every row can be reached, and a file has all of them.
    desk.go("/customers").await.shows("Zeile 00000").hides("in this order");
    let file = desk.go("/customers?as=csv").await;
    assert_eq!(file.html.matches("zeile").count(), ORDERED + MORE);
    // In another order: of the first 5,000, of which that is said.
    let sorted = desk.go("/customers?sort=-customer").await;
    sorted
        .shows("5,000")
        .shows("Zeile 04")
        .hides(&format!("Zeile {:05}", ORDERED + MORE - 1));
    let last = desk.go("/customers?sort=-customer&after=4950").await;
    last.shows("Zeile 00000").hides("rel=\"next\"");
    for beyond in ["5000", "99999999999", "x", "-1"] {
        let page = desk.go(&format!("/customers?sort=-customer&after={beyond}")).await;
        assert_eq!(page.status, 200, "{beyond}");
    }
    // What is searched for first is short enough again.
    desk.go("/customers?sort=-customer&q=Zeile+050")
        .await
        .shows("Zeile 05069")
        .hides("5,000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_all_here_is_filtered_by_a_word_and_so_is_its_file() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    assert_eq!(desk.sign_in(ADMIN, PASSWORD).await.to, "/");
    let offers = "/catalogue/products/CFQ7TTC0LFLX?country=DE";
    desk.go(offers).await.shows("1 month").shows("yearly").hides("name=\"skus-has\"");
    // What else the address says stays, and the way back to everything is there.
    let yearly = desk.go(&format!("{offers}&skus-has=YEARLY")).await;
    yearly.shows("yearly").hides("1 month").shows("name=\"country\" value=\"DE\"");
    yearly.shows("/catalogue/products/CFQ7TTC0LFLX?country=DE\"");
    let file = desk.go(&format!("{offers}&skus-has=yearly&as=csv")).await;
    file.shows("yearly").hides("1 month");
    desk.go(&format!("{offers}&skus-has=%3Cnothing%3E"))
        .await
        .hides("yearly")
        .shows("&#60;nothing&#62;");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_that_can_be_saved_is_a_file() {
    let world = start().await;
    let mut seen = 0;
    for name in [ADMIN, "wim@werft.example", "admin@programme.example", "admin@provider.example"] {
        let mut desk = Desk::new(&world);
        assert_eq!(desk.sign_in(name, PASSWORD).await.to, "/");
        for page in PAGES.iter().filter(|page| page.method == "GET" && page.access == Access::Signed) {
            let shown = desk.go(&filled(page.path)).await;
            let links = shown.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let files: Vec<String> = links
                .filter(|link| link.contains("as=csv") || link.contains("as=xlsx"))
                .map(|link| link.replace("&amp;", "&"))
                .collect();
            for link in files {
                let file = desk.go(&link).await;
                let media = if link.contains("as=csv") {
                    "text/csv"
                } else {
                    "application/vnd.openxml"
                };
                assert_eq!(file.status, 200, "{name}: {link}");
                assert!(
                    file.header("content-type").starts_with(media),
                    "{name}: {link}: {}",
                    file.header("content-type")
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen} files");
}
