//! What the clients ask for: the same of the center and of its baseline.

use crate::{
    CLIENTS,
    load::{Make, request},
    world::{Size, customer_id, subscription_id, user_id},
};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

pub(crate) fn get_one(token: &str, size: Size) -> Make {
    let token = token.to_owned();
    Arc::new(move |client, n| {
        let (i, j) = pick(client, n, size);
        request(
            "GET",
            &format!("/v1/customers/{}/subscriptions/{}", customer_id(i), subscription_id(i, j)),
            &token,
            "",
        )
    })
}

/// Another subscription every time, the same ones for center and baseline.
pub(crate) fn pick(client: usize, n: u64, size: Size) -> (usize, usize) {
    let mixed = (client as u64 * 1_000_003 + n).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
    ((mixed as usize / size.each) % size.customers, mixed as usize % size.each)
}

pub(crate) fn get_list(token: &str) -> Make {
    let token = token.to_owned();
    Arc::new(move |_, _| request("GET", "/v1/customers?size=50", &token, ""))
}

/// A subscription for a client to change: one of its own customers', another every time. The baseline has customers of its own: what it
/// writes is not what the center believes.
pub(crate) fn own(client: usize, n: u64, size: Size, baseline: bool) -> (usize, usize) {
    let (round, customers) = (n as usize, size.customers / 2 / CLIENTS);
    let first = if baseline { CLIENTS * customers } else { 0 };
    (first + client + CLIENTS * (round % customers), round / customers % size.each)
}

/// Every client adds seats.
pub(crate) fn change(token: &str, size: Size) -> Make {
    let token = token.to_owned();
    let turns: Arc<Vec<AtomicU64>> = Arc::new((0..CLIENTS).map(|_| AtomicU64::new(0)).collect());
    Arc::new(move |client, _| {
        let n = turns[client].fetch_add(1, Ordering::Relaxed);
        let (i, j) = own(client, n, size, false);
        let path = format!("/v1/customers/{}/subscriptions/{}", customer_id(i), subscription_id(i, j));
        let body = format!("{{\"quantity\":{},\"autoRenewEnabled\":true}}", 11 + n);
        request("PATCH", &path, &token, &body)
    })
}

/// Every client assigns and removes a licence of a user of its own tenant.
pub(crate) fn assign(tokens: &[String]) -> Make {
    const SKU: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
    let tokens = tokens.to_vec();
    Arc::new(move |client, n| {
        let path = format!("/v1.0/users/{}/assignLicense", user_id(client, 2));
        let body = match n % 2 {
            0 => json!({ "addLicenses": [], "removeLicenses": [SKU] }),
            _ => json!({ "addLicenses": [{ "skuId": SKU, "disabledPlans": [] }], "removeLicenses": [] }),
        };
        request("POST", &path, &tokens[client], &body.to_string())
    })
}
