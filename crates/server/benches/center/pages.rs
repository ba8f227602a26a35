//! The dashboard's pages in a large programme: how long one takes at the server, and how much it sends. Every page that the table of
//! pages has is here, or among those that are left out for a reason.

use crate::{
    load::{Figures, Make, once, run},
    print,
    scene::{
        self,
        Who::{self, Customer, Nobody, Partner, Programme, Provider},
    },
    service::Center,
    world::{Size, customer_id, subscription_id},
};
use serde_json::json;
use std::{sync::Arc, time::Duration};

/// A page asked for by somebody's browser.
fn visit(path: &str, session: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: nahtlos-session={session}\r\naccept-language: de\r\naccept-encoding: gzip\r\n\r\n"
    )
    .into_bytes()
}

type Row = (Who, &'static str, &'static str);

/// Pages by what is there in numbers: `{c}` is another customer every time, `{s}` one of its subscriptions.
const NUMBERED: [Row; 26] = [
    (Partner, "dashboard", "/"),
    (Partner, "what comes within thirty days", "/deadlines"),
    (Partner, "customers", "/customers"),
    (Partner, "customers, found by a word", "/customers?q=Kunde+0012"),
    (Partner, "customer", "/customers/{c}"),
    (Partner, "subscriptions of a customer", "/customers/{c}/subscriptions"),
    (Partner, "users of a customer", "/customers/{c}/users"),
    (Partner, "licences of a customer", "/customers/{c}/licences"),
    (Partner, "groups of a customer", "/customers/{c}/groups"),
    (Partner, "orders of a customer", "/customers/{c}/orders"),
    (Partner, "relationships of a customer", "/customers/{c}/relationships"),
    (Partner, "moves of a customer", "/customers/{c}/moves"),
    (Partner, "activity of a customer", "/customers/{c}/activity"),
    (Partner, "new order", "/customers/{c}/orders/new"),
    (Partner, "subscription", "/customers/{c}/subscriptions/{s}"),
    (Partner, "catalogue", "/catalogue"),
    (Partner, "activity", "/activity"),
    (Partner, "search, a word", "/search?q=kunde12"),
    (Partner, "search, a company's name", "/search?q=Kunde+0012"),
    (Partner, "search, a sign-in name", "/search?q=person7%40{domain}"),
    (Partner, "search, the beginning of a sign-in name", "/search?q=person7%40kunde"),
    (Partner, "search, a subscription's id, which leads there", "/search?q={s}"),
    (Partner, "search, nothing found", "/search?q=zzzzzz"),
    (Partner, "settings", "/settings"),
    (Nobody, "sign-in", "/sign-in"),
    (Nobody, "sign-in with a passkey", "/sign-in/passkey"),
];

/// Pages about one of everything: `{w}` is a customer with 1,000 users, whose move is `{planned}`; the `{running}` one is of as many.
const ONES: [Row; 77] = [
    (Partner, "requests for relationships", "/customers/requests"),
    (Partner, "new request", "/customers/requests/new"),
    (Partner, "request", "/customers/requests/{request}"),
    (Partner, "request, withdraw", "/customers/requests/{request}/withdraw"),
    (Partner, "customer of 1,000 users", "/customers/{w}"),
    (Partner, "subscriptions of 1,000 users", "/customers/{w}/subscriptions"),
    (Partner, "1,000 users", "/customers/{w}/users"),
    (Partner, "licences of 1,000 users", "/customers/{w}/licences"),
    (Partner, "search, one of 1,000 users", "/search?q={user}"),
    (Partner, "activity of a customer with some", "/customers/{w}/activity"),
    (Partner, "one entry of activity", "/activity/{scope}/{number}"),
    (Partner, "subscription just bought", "/customers/{w}/subscriptions/{subscription}"),
    (Partner, "end a subscription", "/customers/{w}/subscriptions/{subscription}/cancel"),
    (Partner, "transitions", "/customers/{w}/subscriptions/{subscription}/transition"),
    (Partner, "next term", "/customers/{w}/subscriptions/{subscription}/next-term"),
    (Partner, "orders with some", "/customers/{w}/orders"),
    (Partner, "new order, product", "/customers/{w}/orders/new/{product}"),
    (
        Partner,
        "new order, offer",
        "/customers/{w}/orders/new/{product}/{sku}?term=P1Y&billing=annual",
    ),
    (Partner, "cart", "/customers/{w}/carts/{cart}"),
    (Partner, "checkout", "/customers/{w}/carts/{cart}/checkout"),
    (Partner, "group", "/customers/{w}/groups/{group}"),
    (Partner, "relationships with rights", "/customers/{w}/relationships"),
    (Partner, "new granular rights", "/customers/{w}/rights/new"),
    (Partner, "granular rights", "/customers/{w}/rights/{relationship}"),
    (Partner, "granular rights, end", "/customers/{w}/rights/{relationship}/end"),
    (
        Partner,
        "group with rights",
        "/customers/{w}/rights/{relationship}/groups/{assignment}",
    ),
    (
        Partner,
        "group with rights, remove",
        "/customers/{w}/rights/{relationship}/groups/{assignment}/remove",
    ),
    (Partner, "transfers", "/transfers"),
    (Partner, "transfer", "/transfers/{w}/{transfer}"),
    (Partner, "transfer, accept", "/transfers/{w}/{transfer}/accept"),
    (Partner, "new transfer", "/customers/{w}/transfers/new"),
    (Partner, "moves", "/moves"),
    (Partner, "new move", "/moves/new"),
    (Partner, "new move from exports", "/moves/new/exports"),
    (Partner, "move, offered", "/moves/{planned}"),
    (Partner, "move, its report", "/moves/{planned}/report"),
    (Partner, "move, what if", "/moves/{planned}/what-if"),
    (Partner, "move, losses", "/moves/{planned}/losses"),
    (Partner, "move, approve", "/moves/{planned}/approve"),
    (Partner, "move, carried out", "/moves/{running}"),
    (Partner, "move, its journal", "/moves/{running}/journal"),
    (Partner, "move, halt", "/moves/{running}/halt"),
    (Partner, "campaigns", "/campaigns"),
    (Partner, "new campaign", "/campaigns/new"),
    (Partner, "campaign of 1,000 customers", "/campaigns/{campaign}"),
    (Partner, "campaign, approve", "/campaigns/{campaign}/approve"),
    (Partner, "campaign, candidates of 20,000", "/campaigns/{campaign}/candidates"),
    (Partner, "campaign, customer", "/campaigns/{campaign}/customers/{candidate}"),
    (
        Partner,
        "campaign, leave a customer out",
        "/campaigns/{campaign}/customers/{candidate}/exclude",
    ),
    (Partner, "product", "/catalogue/products/{product}"),
    (Partner, "partners", "/partners"),
    (Partner, "second factor", "/settings/second-factor"),
    (Partner, "new passkey", "/settings/passkeys/new"),
    (Partner, "webhooks", "/settings/webhooks"),
    (Partner, "accounts", "/settings/accounts"),
    (Partner, "new account", "/settings/accounts/new"),
    (Partner, "account", "/settings/accounts/{account}"),
    (Partner, "account, remove", "/settings/accounts/{account}/remove"),
    (Partner, "applications", "/settings/applications"),
    (Partner, "application", "/settings/applications/{application}"),
    (Customer, "customer's dashboard", "/"),
    (Customer, "customer's subscriptions", "/subscriptions"),
    (Customer, "customer's partners", "/partners"),
    (Customer, "customer's granular rights", "/partners/rights/{relationship}"),
    (Customer, "customer's granular rights, end", "/partners/rights/{relationship}/end"),
    (Customer, "customer's moves", "/moves"),
    (Customer, "customer's move", "/moves/{planned}"),
    (Customer, "customer's move, approve", "/moves/{planned}/approve"),
    (Customer, "customer's activity", "/activity"),
    (Customer, "customer's settings", "/settings"),
    (Provider, "provider's dashboard", "/"),
    (Provider, "provider's partners", "/partners"),
    (Provider, "provider, new reseller", "/partners/resellers/new"),
    (Provider, "provider, remove a reseller", "/partners/resellers/{reseller}/remove"),
    (Provider, "provider's catalogue", "/catalogue"),
    (Programme, "price files", "/catalogue/versions"),
    (Provider, "provider's transfers", "/transfers"),
];

/// Pages that are not measured, and why.
const LEFT_OUT: [(&str, &str); 10] = [
    ("/assets/{file}", "files, counted with the first visit"),
    ("/sign-in/provider", "leads to an identity provider"),
    ("/sign-in/provider/back", "asks an identity provider"),
    ("/moves/new/accounts/{account}", "asks another service"),
    ("/moves/new/accounts/{account}/{customer}", "asks another service"),
    ("/moves/{move}/evidence", "an archive"),
    ("/activity/verify", "a long work, whose progress is shown"),
    ("/progress/{work}", "there while something takes long"),
    ("/settings/passkeys/{passkey}/remove", "wants a passkey"),
    ("/settings/second-factor/off", "wants a second factor"),
];

/// The pattern in the table of pages that a path is found under: the one with most words of its own.
fn pattern(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |pattern: &str| {
        let own: Vec<&str> = pattern.split('/').collect();
        own.len() == parts.len() && own.iter().zip(&parts).all(|(own, part)| own.starts_with('{') || own == part)
    };
    let pages = nahtlos_server::pages::PAGES
        .iter()
        .filter(|page| page.method == "GET" && fits(page.path));
    pages.map(|page| page.path).min_by_key(|path| path.matches('{').count())
}

/// Says which page is neither measured nor left out for a reason.
fn nothing_is_forgotten() {
    let measured: Vec<&str> = NUMBERED.iter().chain(&ONES).filter_map(|(_, _, path)| pattern(path)).collect();
    let is_known = |path: &str| measured.contains(&path) || LEFT_OUT.iter().any(|(left, _)| *left == path);
    let pages = nahtlos_server::pages::PAGES.iter().filter(|page| page.method == "GET");
    let forgotten: Vec<&str> = pages.map(|page| page.path).filter(|path| !is_known(path)).collect();
    assert!(forgotten.is_empty(), "neither measured nor left out for a reason: {forgotten:?}");
}

/// Measures every page, one visitor at a time, and what a first visit sends.
pub(crate) async fn measure(center: &Center, size: Size, time: Duration) {
    nothing_is_forgotten();
    let address = center.service.address;
    let mut things = scene::make(center, size).await;
    things.push(("reseller", nahtlos_engine::setup::sandbox::RESELLER_SOUTH.tenant_id.to_owned()));
    let (scope, number) = entry(center).await;
    things.extend([("scope", scope), ("number", number)]);
    for (who, name, path) in NUMBERED.iter().chain(&ONES) {
        let session = match who {
            Nobody => String::new(),
            Partner => center.sessions[0].clone(),
            Customer => center.sessions[1].clone(),
            Provider => center.sessions[2].clone(),
            Programme => center.sessions[3].clone(),
        };
        let mut pattern = (*path).to_owned();
        for (thing, value) in &things {
            pattern = pattern.replace(&format!("{{{thing}}}"), value);
        }
        let make: Make = Arc::new(move |_, n| {
            let i = (n as usize * 7919) % size.customers;
            let path = pattern
                .replace("{c}", &customer_id(i))
                .replace("{domain}", &format!("kunde{i}.example"))
                .replace("{s}", &subscription_id(i, n as usize % size.each));
            visit(&path, &session)
        });
        let (status, sent) = once(address, &make(0, 0)).await;
        let wanted = if name.ends_with("which leads there") { 303 } else { 200 };
        assert_eq!(status, wanted, "{name}: {path}");
        let figures = run(address, 1, time, make).await;
        print(&format!("page: {name}"), "SQLite", figures, json!({ "bytes": sent.len() }));
    }
    first_visit(center).await;
}

/// Scope and number of an entry on the page of activity.
async fn entry(center: &Center) -> (String, String) {
    let plain = format!(
        "GET /activity HTTP/1.1\r\nhost: localhost\r\ncookie: nahtlos-session={}\r\n\r\n",
        center.sessions[0]
    );
    let (_, html) = once(center.service.address, plain.as_bytes()).await;
    let html = String::from_utf8_lossy(&html).into_owned();
    let mut links = html
        .split("href=\"/activity/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next()?.split_once('/'));
    let (scope, number) = links.next().expect("an entry");
    (scope.to_owned(), number.to_owned())
}

/// The sign-in page or the dashboard with all that it names: style, script and icon.
async fn first_visit(center: &Center) {
    let address = center.service.address;
    for (name, path, session) in [("sign-in", "/sign-in", ""), ("dashboard", "/", center.sessions[0].as_str())] {
        let mut plain = visit(path, session);
        let text = String::from_utf8(std::mem::take(&mut plain)).expect("a request");
        let (_, html) = once(address, text.replace("accept-encoding: gzip\r\n", "").as_bytes()).await;
        let html = String::from_utf8_lossy(&html).into_owned();
        let mut files: Vec<&str> = html.split("\"/assets/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        files.sort_unstable();
        files.dedup();
        let mut bytes = once(address, &visit(path, session)).await.1.len();
        for file in &files {
            bytes += once(address, &visit(&format!("/assets/{file}"), session)).await.1.len();
        }
        let more = json!({ "bytes": bytes, "files": files.len() });
        print(
            &format!("page: first visit, {name} with its files"),
            "SQLite",
            Figures::default(),
            more,
        );
    }
}
