//! What a database holds of the partner's customers: whether it fits together, and whether it is what was promised.
//!
//! Read while the center runs and nobody writes. Opened for one reading and closed again, so that the next kill finds the center
//! alone with its file.

use crate::{
    clients::{Client, Wish},
    world::{PARTNER, SKU},
};
use nahtlos_model::{
    audit::{self, Hash, Link},
    charges::ChargeKind,
    customers::{Agreement, Pool},
    directory::User,
    licenses::Pools,
    orders::Order,
    subscriptions::{Status, Subscription},
};
use nahtlos_store::{
    Store, StoreError, Tx, agreements, audit as trail, charges, customers, directory, due, licenses, orders, subscriptions,
};
use std::collections::{BTreeMap, BTreeSet};

/// More than there are of anything.
const ALL: i64 = 1_000_000;

/// A customer with everything that belongs to it.
#[derive(Debug)]
pub(crate) struct Inside {
    id: String,
    domains: usize,
    agreements: Vec<Agreement>,
    subscriptions: Vec<Subscription>,
    orders: Vec<Order>,
    lines: Vec<charges::Line>,
    pools: Pools,
    users: Vec<User>,
    holders: BTreeSet<String>,
    links: Vec<(Link, Hash)>,
    /// Subscriptions for whose end nothing is due.
    endless: Vec<String>,
}

/// Reads everything, and sees that it fits together.
pub(crate) async fn read(store: &Store) -> BTreeMap<String, Inside> {
    let mut tx = store.reader().await.expect("a connection");
    let all = read_all(&mut tx).await.expect("it reads");
    for inside in all.values() {
        inside.fits_together();
    }
    seals(&mut tx).await;
    all
}

async fn read_all(tx: &mut Tx) -> Result<BTreeMap<String, Inside>, StoreError> {
    let listed = customers::page(tx, PARTNER, "", ALL).await?;
    let listed: BTreeSet<String> = listed.into_iter().map(|one| one.customer_id).collect();
    // Who has a trail and is no partner is a customer, and must be on the list.
    for (scope, seq, hash) in trail::heads(tx, "", ALL).await? {
        if let Some((link, last)) = trail::page(tx, &scope, seq - 1, ALL).await?.pop() {
            assert_eq!((link.seq, last), (seq, hash), "{scope}: the head is not the last link");
            let made_here = link.entry.application == "load" && customers::partner(tx, &scope).await?.is_none();
            assert!(!made_here || listed.contains(&scope), "{scope} has a trail and is on no list");
        }
    }
    let mut all = BTreeMap::new();
    for id in listed {
        let inside = read_one(tx, &id).await?;
        all.insert(id, inside);
    }
    Ok(all)
}

async fn read_one(tx: &mut Tx, id: &str) -> Result<Inside, StoreError> {
    let customer = customers::find(tx, id).await?;
    assert!(customer.is_some(), "{id} is on the list and is not there");
    let relationship = customers::relationship(tx, id, PARTNER).await?;
    assert!(relationship.is_some(), "{id} is on the list without a relationship");
    let sku = SKU.parse().expect("a SKU");
    let mut inside = Inside {
        id: id.to_owned(),
        domains: directory::domains(tx, id).await?.len(),
        agreements: agreements::list(tx, id).await?,
        subscriptions: subscriptions::list(tx, id).await?,
        orders: orders::list(tx, id, PARTNER).await?,
        lines: charges::list(tx, id, PARTNER, "", ALL).await?,
        pools: licenses::pools(tx, id).await?,
        users: directory::users(tx, id, false, "", ALL).await?,
        holders: licenses::holders(tx, id, sku, "", ALL).await?.into_iter().collect(),
        links: trail::page(tx, id, 0, ALL).await?,
        endless: Vec::new(),
    };
    for subscription in &inside.subscriptions {
        if due::get(tx, id, "subscription", &subscription.id).await?.is_none() {
            inside.endless.push(subscription.id.clone());
        }
    }
    Ok(inside)
}

/// The partner's chain of seals is whole, and each seal is of a link that is there.
async fn seals(tx: &mut Tx) {
    let mut before = audit::GENESIS;
    let seals = trail::seals(tx, PARTNER, 0, ALL).await.expect("it reads");
    for (at, (seal, stored)) in (1..).zip(seals) {
        assert_eq!(seal.seq, at, "a seal is missing");
        assert_eq!(seal.hash(PARTNER, &before), stored, "seal {at} is not of its content");
        let sealed = trail::page(tx, &seal.scope, seal.scope_seq - 1, 1).await.expect("it reads");
        assert_eq!(
            sealed.first().map(|(_, hash)| *hash),
            Some(seal.scope_hash),
            "what was sealed is not there"
        );
        before = stored;
    }
}

impl Inside {
    /// Nothing is half there.
    fn fits_together(&self) {
        let id = &self.id;
        audit::verify(self.links.iter().map(|(link, hash)| (link, hash))).unwrap_or_else(|broken| panic!("{id}: {broken:?}"));
        assert_eq!(self.domains, 1, "{id}");
        assert_eq!(self.endless, Vec::<String>::new(), "{id}: no end is due for them");
        let subscriptions: BTreeSet<(&str, &str)> = self
            .subscriptions
            .iter()
            .map(|s| (s.order_id.as_deref().unwrap_or_default(), s.id.as_str()))
            .collect();
        let lines = self
            .orders
            .iter()
            .flat_map(|order| order.lines.iter().map(|line| (order.id.as_str(), line.subscription_id.as_str())));
        assert_eq!(
            lines.collect::<BTreeSet<_>>(),
            subscriptions,
            "{id}: orders and their subscriptions"
        );
        self.money_fits();
        self.seats_fit();
        let of = |operation: &str| -> BTreeSet<&str> { self.entries(operation).map(|(_, id)| id).collect() };
        assert_eq!(of("create_order"), self.orders.iter().map(|o| o.id.as_str()).collect(), "{id}");
        assert_eq!(of("create_subscription"), subscriptions.iter().map(|(_, s)| *s).collect(), "{id}");
        assert_eq!(
            of("create_customer_user"),
            self.users.iter().map(|u| u.id.as_str()).collect(),
            "{id}"
        );
        assert_eq!(of("create_agreement").len(), self.agreements.len(), "{id}");
        assert_eq!(of("add_customer"), BTreeSet::from([id.as_str()]));
    }

    /// The ledger accounts for every seat, with a line for every change.
    fn money_fits(&self) {
        for subscription in &self.subscriptions {
            let lines: Vec<_> = self.lines.iter().filter(|line| line.subscription_id == subscription.id).collect();
            let of = |kind: ChargeKind| lines.iter().filter(move |line| line.charge.kind == kind);
            let seats: i64 = of(ChargeKind::New)
                .chain(of(ChargeKind::AddQuantity))
                .map(|line| line.charge.quantity)
                .sum();
            assert_eq!(seats, subscription.quantity, "{}: the ledger has other seats", subscription.id);
            assert_eq!(of(ChargeKind::New).count(), 1, "{}: bought once", subscription.id);
            let changes = self.entries("update_subscription").filter(|(_, id)| *id == subscription.id).count();
            assert_eq!(
                of(ChargeKind::AddQuantity).count(),
                changes,
                "{}: changes and lines",
                subscription.id
            );
            assert_eq!(
                subscription.version,
                1 + changes as i64,
                "{}: changes and versions",
                subscription.id
            );
            let order = subscription.order_id.as_deref().unwrap_or_default();
            assert!(
                lines.iter().all(|line| line.order_id == order),
                "{}: lines of another order",
                subscription.id
            );
        }
        let known: BTreeSet<&str> = self.subscriptions.iter().map(|s| s.id.as_str()).collect();
        assert!(
            self.lines.iter().all(|line| known.contains(line.subscription_id.as_str())),
            "{}: lines of nothing",
            self.id
        );
    }

    /// The pool has the subscriptions' seats and its users' licences.
    fn seats_fit(&self) {
        let active = self.subscriptions.iter().filter(|s| s.status == Status::Active);
        let seats: i64 = active.map(|s| s.quantity).sum();
        let held = self.users.iter().filter(|u| u.licences.iter().any(|l| l.sku.to_string() == SKU));
        let held: BTreeSet<String> = held.map(|u| u.id.clone()).collect();
        assert_eq!(held, self.holders, "{}: users and the list of who holds", self.id);
        let pool = self.pools.get(&SKU.parse().expect("a SKU")).copied().unwrap_or_default();
        let expected = Pool {
            enabled: seats,
            consumed: held.len() as i64,
            ..Pool::default()
        };
        assert_eq!(pool, expected, "{}: the pool", self.id);
    }

    /// Correlation and subject of every change of a kind.
    fn entries<'a>(&'a self, operation: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let links = self.links.iter().filter(move |(link, _)| link.entry.operation == operation);
        links.map(|(link, _)| (link.entry.correlation.as_str(), link.entry.resource_id.as_str()))
    }
}

/// Correlations of every change, with what was done under each.
pub(crate) fn done(all: &BTreeMap<String, Inside>) -> BTreeMap<&str, Vec<&str>> {
    let mut done: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (link, _) in all.values().flat_map(|inside| &inside.links) {
        done.entry(&link.entry.correlation).or_default().push(&link.entry.operation);
    }
    done
}

/// Sees that what was promised since `before` is there, once, and nothing else.
pub(crate) fn is_as_promised(before: &BTreeMap<String, Inside>, now: &BTreeMap<String, Inside>, clients: &[Client]) {
    let kept = || clients.iter().flat_map(|client| &client.kept);
    let (earlier, changes) = (done(before), done(now));
    let mut usual: BTreeMap<&str, &Vec<&str>> = BTreeMap::new();
    for kept in kept() {
        let (kind, correlation) = (kept.sent.wish.kind(), kept.sent.correlation.as_str());
        let of_it = changes.get(correlation).unwrap_or_else(|| panic!("{:?} left no trail", kept.sent));
        let of_others = usual.entry(kind).or_insert(of_it);
        assert_eq!(of_it, *of_others, "{:?} was not done once", kept.sent);
    }
    let known: BTreeSet<&str> = earlier.keys().copied().chain(kept().map(|k| k.sent.correlation.as_str())).collect();
    assert_eq!(
        changes.keys().copied().collect::<BTreeSet<_>>(),
        known,
        "changes that nobody was promised"
    );
    assert_eq!(
        contents(now, &[]),
        contents(before, clients),
        "what is there, and what was promised"
    );
}

/// What there is, by kind and id, with what a client changes of it; with what was promised on top.
fn contents(all: &BTreeMap<String, Inside>, clients: &[Client]) -> BTreeMap<(&'static str, String), i64> {
    let mut found = BTreeMap::new();
    for (id, inside) in all {
        found.insert(("customer", id.clone()), 0);
        found.insert(("agreements", id.clone()), inside.agreements.len() as i64);
        found.extend(inside.orders.iter().map(|o| (("order", o.id.clone()), 0)));
        found.extend(inside.subscriptions.iter().map(|s| (("subscription", s.id.clone()), s.quantity)));
        found.extend(inside.entries("create_cart").map(|(_, id)| (("cart", id.to_owned()), 0)));
        let named = inside.users.iter().filter(|u| !u.user_principal_name.starts_with("admin@"));
        found.extend(named.map(|u| (("user", u.id.clone()), i64::from(inside.holders.contains(&u.id)))));
    }
    for kept in clients.iter().flat_map(|client| &client.kept) {
        let id = kept.id.clone();
        match &kept.sent.wish {
            Wish::Quantity { quantity, .. } => found.insert(("subscription", id), *quantity),
            Wish::Order { quantity, .. } | Wish::Checkout { quantity, .. } => {
                found.insert(("subscription", kept.subscription.clone()), *quantity);
                found.insert(("order", id), 0)
            }
            Wish::Cart { .. } => found.insert(("cart", id), 0),
            Wish::Licence { holds, .. } => found.insert(("user", id), i64::from(*holds)),
            Wish::User { .. } => found.insert(("user", id), 0),
            Wish::Customer { .. } => {
                found.insert(("agreements", id.clone()), 0);
                found.insert(("customer", id), 0)
            }
            Wish::Agreement { customer } => found.insert(("agreements", customer.clone()), 1),
        };
    }
    found
}
