//! A file of the catalogue: compared first, taken in when somebody says so, by whoever keeps the catalogue.

use super::Desk;
use crate::identity::setting::start;
use nahtlos_engine::setup::sandbox::PASSWORD;

const PRICES: &str = include_str!("../../../sandbox/pricelist.csv");
const KEEPER: &str = "admin@programme.example";

/// The price list with another price of its first row, and without its last.
fn changed() -> String {
    let changed = PRICES.trim_end().replacen("\"5.82\"", "\"6.11\"", 1);
    changed.rsplit_once('\n').expect("several rows").0.to_owned() + "\n"
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_compared_and_then_taken_in() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    assert_eq!(desk.sign_in(KEEPER, PASSWORD).await.to, "/");
    desk.go("/catalogue").await.shows("/catalogue/versions");
    let page = desk.go("/catalogue/versions").await;
    page.shows("A file for the catalogue");
    let versions = page.html.matches("<tr>").count();
    let compared = desk.upload(&page, "/catalogue/files", "file", &changed()).await;
    assert_eq!(compared.status, 200, "{}", compared.html);
    compared
        .shows("Take in list.csv?")
        .shows("One row is removed")
        .shows("5.82")
        .shows("6.11");
    // Nothing has changed by comparing.
    let before = desk.go("/catalogue/versions").await;
    assert_eq!(before.html.matches("<tr>").count(), versions);
    let digest = compared.hidden("digest").to_owned();
    // Another file's digest takes in nothing.
    let wrong = desk.post(&compared, "/catalogue/files/apply", &[("digest", "0")]).await;
    assert_eq!(wrong.status, 400);
    wrong.shows("not kept any more");
    let done = desk.post(&compared, "/catalogue/files/apply", &[("digest", &digest)]).await;
    assert_eq!((done.status, done.to.as_str()), (303, "/catalogue/versions"), "{}", done.html);
    let after = desk.go("/catalogue/versions").await;
    after.shows("The file is taken in").shows("list.csv");
    assert_eq!(after.html.matches("<tr>").count(), versions + 1);
    // It was taken in once, and changes nothing the second time.
    let again = desk.post(&compared, "/catalogue/files/apply", &[("digest", &digest)]).await;
    assert_eq!(again.status, 400);
    let same = desk.upload(&after, "/catalogue/files", "file", &changed()).await;
    same.shows("The file changes nothing").hides("Take it in");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_file_is_said_and_others_may_not() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    assert_eq!(desk.sign_in(KEEPER, PASSWORD).await.to, "/");
    let page = desk.go("/catalogue/versions").await;
    let broken = PRICES.replacen("\"5.82\"", "\"five\"", 1);
    let refused = desk.upload(&page, "/catalogue/files", "file", &broken).await;
    assert_eq!(refused.status, 400);
    refused.shows("five").hides("Take it in");
    let none = desk.post(&page, "/catalogue/files", &[]).await;
    assert_eq!(none.status, 400);
    none.shows("Choose a file");
    let mut partner = super::signed_in(&world).await;
    partner.go("/catalogue").await.hides("/catalogue/versions");
    let page = partner.go("/settings").await;
    let refused = partner.upload(&page, "/catalogue/files", "file", PRICES).await;
    assert_eq!(refused.status, 400);
    refused.hides("Take it in");
}
