//! A move from exports: read, what they leave open asked, planned; and what is wrong with files and answers.

use super::{ADMIN, Desk, Screen};
use crate::identity::setting::start;
use nahtlos_engine::setup::sandbox::PASSWORD;

/// The bundled customer's exports.
const FILES: [(&str, &str); 5] = [
    (
        "users-page-1.json",
        include_str!("../../../../../examples/exports/users-page-1.json"),
    ),
    (
        "users-page-2.json",
        include_str!("../../../../../examples/exports/users-page-2.json"),
    ),
    (
        "subscribedSkus.json",
        include_str!("../../../../../examples/exports/subscribedSkus.json"),
    ),
    (
        "directory-subscriptions.json",
        include_str!("../../../../../examples/exports/directory-subscriptions.json"),
    ),
    ("groups.json", include_str!("../../../../../examples/exports/groups.json")),
];
const DAY: [(&str, &str); 2] = [("as_of", "2026-12-01"), ("country", "de")];

async fn desk(world: &crate::support::World) -> Desk {
    let mut desk = Desk::new(world);
    assert_eq!(desk.sign_in(ADMIN, PASSWORD).await.to, "/");
    desk
}

/// Fields of the form with the questions: name, what is asked.
fn asked(screen: &Screen) -> Vec<(String, String)> {
    let Some((_, form)) = screen.html.split_once("action=\"/moves/new/exports/answers\"") else {
        return Vec::new();
    };
    let form = form.split("</form>").next().expect("its end");
    let field = |part: &str| {
        let (_, name) = part.split_once(" name=\"")?;
        let (_, label) = part.split_once("<label")?;
        let label = label.split_once('>')?.1.split('<').next()?;
        Some((name.split('"').next()?.to_owned(), label.to_owned()))
    };
    form.split("<div class=\"field").skip(1).filter_map(field).collect()
}

/// What somebody who knows says.
fn answer(label: &str) -> &'static str {
    match label {
        _ if label.contains("company called") => "Alpenhof Hotels GmbH",
        _ if label.contains("partner called") => "Isarcloud GmbH",
        _ if label.contains("currency") => "EUR",
        _ if label.contains("Who is this tenant") => "otherPartner",
        _ if label.contains("Where was it bought") => "webDirect",
        _ if label.contains("Which term") => "P1Y",
        _ => "",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn exports_are_read_asked_about_and_planned() {
    let world = start().await;
    let mut desk = desk(&world).await;
    desk.go("/moves/new").await.shows("/moves/new/exports");
    let page = desk.go("/moves/new/exports").await;
    page.shows("multiple").shows("From exports");
    let named = [DAY[0], DAY[1], ("company", "Alpenhof Hotels GmbH")];
    let mut page = desk.upload_all(&page, "/moves/new/exports", &named, ("files", &FILES)).await;
    assert_eq!(page.status, 200, "{}", page.html);
    page.shows("open questions")
        .shows("Where was it bought")
        .hides("/moves/new/exports/begin");
    let answered: Vec<String> = asked(&page)
        .into_iter()
        .filter(|(_, label)| !answer(label).is_empty())
        .map(|(name, _)| name)
        .collect();
    assert!(answered.len() > 2, "{answered:?}");
    for _ in 0..4 {
        let id = page.hidden("id").to_owned();
        if page.html.contains("/moves/new/exports/begin") {
            break;
        }
        let fields: Vec<(String, &str)> = asked(&page).into_iter().map(|(name, label)| (name, answer(&label))).collect();
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        fields.push(("id", &id));
        page = desk.post(&page, "/moves/new/exports/answers", &fields).await;
        assert_eq!(page.status, 200, "{}", page.html);
    }
    page.shows("Alpenhof Hotels GmbH").shows("/moves/new/exports/begin").hides("?sort=");
    let left = asked(&page);
    assert!(
        left.iter().all(|(name, _)| !answered.contains(name)),
        "what was answered is asked no more: {left:?}"
    );
    let id = page.hidden("id").to_owned();
    let wrong = [("id", id.as_str()), ("goal", "same"), ("lead_days", "7"), ("email", "no address")];
    let refused = desk.post(&page, "/moves/new/exports/begin", &wrong).await;
    assert!(matches!(refused.status, 400..500), "{}", refused.html);
    refused.shows("/moves/new/exports/begin");
    for (field, typed) in [("lead_days", "soon"), ("leave_by", "later"), ("co_term", "31.12.")] {
        let wrong = [("id", id.as_str()), ("goal", "same"), (field, typed)];
        let refused = desk.post(&page, "/moves/new/exports/begin", &wrong).await;
        assert_eq!(refused.status, 400, "{field}: {}", refused.html);
        refused.shows(&format!("id=\"begin-{field}-error\""));
    }
    let right = [("id", id.as_str()), ("goal", "same"), ("lead_days", "7"), ("co_term", "2027-11-30")];
    let done = desk.post(&page, "/moves/new/exports/begin", &right).await;
    assert_eq!(done.status, 303, "{}", done.html);
    assert!(done.to.starts_with("/moves/"), "{}", done.to);
    desk.go(&done.to).await.shows("Alpenhof Hotels GmbH");
    desk.go(&format!("{}/what-if", done.to)).await.shows("value=\"2027-11-30\"");
    // It was begun once; the files are gone.
    let again = desk.post(&page, "/moves/new/exports/begin", &right).await;
    assert_eq!(again.status, 409);
    again.shows("no longer kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_exports_is_said_where_it_stands() {
    let world = start().await;
    let mut desk = desk(&world).await;
    let page = desk.go("/moves/new/exports").await;
    let upload = async |desk: &mut Desk, fields: &[(&str, &str)], files: &[(&str, &str)]| {
        desk.upload_all(&page, "/moves/new/exports", fields, ("files", files)).await
    };
    let none = upload(&mut desk, &DAY, &[]).await;
    assert_eq!(none.status, 400);
    none.shows("Choose a file");
    let day = upload(&mut desk, &[("as_of", "yesterday"), ("country", "DE")], &FILES).await;
    assert_eq!(day.status, 400);
    let place = upload(&mut desk, &[("as_of", "2026-12-01"), ("country", "Bayern")], &FILES).await;
    assert_eq!(place.status, 400);
    place.shows("two letters");
    let broken = upload(&mut desk, &DAY, &[("users <1>.json", "{\"value\": [")]).await;
    assert_eq!(broken.status, 400);
    broken.shows("users &#60;1&#62;.json").hides("users <1>.json");
    // A page of the users is missing: nobody plans for who stands there.
    let part = upload(&mut desk, &DAY, &[FILES[0], FILES[2], FILES[3]]).await;
    assert_eq!(part.status, 200, "{}", part.html);
    part.shows("a page of a list, is missing").hides("/moves/new/exports/begin");
    // An answer that cannot be is refused, and is not kept.
    let read = upload(&mut desk, &DAY, &FILES).await;
    let id = read.hidden("id").to_owned();
    let currency = asked(&read)
        .into_iter()
        .find(|(_, label)| label.contains("currency"))
        .expect("it is asked")
        .0;
    let refused = desk
        .post(
            &read,
            "/moves/new/exports/answers",
            &[("id", &id), (&currency, "Taler\"\n[customer]")],
        )
        .await;
    assert_eq!(refused.status, 400, "{}", refused.html);
    refused.shows("Taler");
    let after = desk.post(&read, "/moves/new/exports/answers", &[("id", &id)]).await;
    assert_eq!((after.status, asked(&after).len()), (200, asked(&read).len()));
    // Somebody else's, or nobody's.
    let other = desk.post(&read, "/moves/new/exports/answers", &[("id", "0")]).await;
    assert_eq!(other.status, 409);
}
