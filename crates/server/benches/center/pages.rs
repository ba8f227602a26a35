//! The dashboard's pages in a large programme: how long one takes at the server, and how much it sends.

use crate::{
    load::{Figures, Make, once, run},
    print,
    service::Center,
    world::{Size, customer_id, subscription_id},
};
use serde_json::json;
use std::{sync::Arc, time::Duration};

/// A page asked for by the browser of the person who is signed in.
fn visit(path: &str, session: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: nahtlos-session={session}\r\naccept-language: de\r\naccept-encoding: gzip\r\n\r\n"
    )
    .into_bytes()
}

/// Pages and their addresses: `{c}` is another customer every time, `{s}` one of its subscriptions.
const PAGES: [(&str, &str); 21] = [
    ("dashboard", "/"),
    ("what comes within thirty days", "/deadlines"),
    ("customers", "/customers"),
    ("customers, found by a word", "/customers?q=Kunde+0012"),
    ("customer", "/customers/{c}"),
    ("subscriptions of a customer", "/customers/{c}/subscriptions"),
    ("users of a customer", "/customers/{c}/users"),
    ("licences of a customer", "/customers/{c}/licences"),
    ("orders of a customer", "/customers/{c}/orders"),
    ("relationships of a customer", "/customers/{c}/relationships"),
    ("moves of a customer", "/customers/{c}/moves"),
    ("activity of a customer", "/customers/{c}/activity"),
    ("new order", "/customers/{c}/orders/new"),
    ("subscription", "/customers/{c}/subscriptions/{s}"),
    ("moves", "/moves"),
    ("new move", "/moves/new"),
    ("campaigns", "/campaigns"),
    ("catalogue", "/catalogue"),
    ("activity", "/activity"),
    ("search", "/search?q=kunde12"),
    ("settings", "/settings"),
];

/// Measures every page, one visitor at a time, and what a first visit sends.
pub(crate) async fn measure(center: &Center, size: Size, time: Duration) {
    let address = center.service.address;
    for (name, path) in PAGES {
        let (pattern, session) = (path.to_owned(), center.session.clone());
        let make: Make = Arc::new(move |_, n| {
            let i = (n as usize * 7919) % size.customers;
            let path = pattern
                .replace("{c}", &customer_id(i))
                .replace("{s}", &subscription_id(i, n as usize % size.each));
            visit(&path, &session)
        });
        let (_, sent) = once(address, &make(0, 0)).await;
        let figures = run(address, 1, time, make).await;
        print(&format!("page: {name}"), "SQLite", figures, json!({ "bytes": sent.len() }));
    }
    first_visit(center).await;
}

/// The sign-in page or the dashboard with all that it names: style, script and icon.
async fn first_visit(center: &Center) {
    let address = center.service.address;
    for (name, path, session) in [("sign-in", "/sign-in", ""), ("dashboard", "/", center.session.as_str())] {
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
