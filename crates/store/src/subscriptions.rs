//! Subscriptions, keyed by customer.

use crate::{
    StoreError, Tx,
    sql::{Row, Val, params, statements},
};
use nahtlos_model::{
    customers::Relationship,
    dates::Date,
    subscriptions::{Status, Subscription, coming::Coming},
};

statements!("subscriptions" {
    FIND = "SELECT body FROM subscriptions WHERE customer_id = $1 AND id = $2";
    FIND_FOR = "SELECT r.body, s.body FROM relationships r LEFT JOIN subscriptions s ON s.customer_id = r.customer_id AND s.id = $3 WHERE r.customer_id = $1 AND r.partner_id = $2";
    LIST = "SELECT body FROM subscriptions WHERE customer_id = $1 ORDER BY id";
    PAGE = "SELECT body FROM subscriptions WHERE customer_id = $1 AND partner_id = $2 ORDER BY id LIMIT $3 OFFSET $4";
    BY_ORDER = "SELECT body FROM subscriptions WHERE customer_id = $1 AND order_id = $2 ORDER BY id";
    CHILDREN = "SELECT body FROM subscriptions WHERE customer_id = $1 AND parent_id = $2 ORDER BY id";
    IN_USE = "SELECT CAST(count(*) AS BIGINT) FROM subscriptions WHERE customer_id = $1 AND partner_id = $2 AND status IN ('active', 'suspended', 'pending')";
    INSERT = "INSERT INTO subscriptions (customer_id, id, partner_id, order_id, parent_id, offer, sku_id, status, quantity, version, body, coming, ends, closes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    UPDATE = "UPDATE subscriptions SET partner_id = $3, offer = $4, sku_id = $5, status = $6, quantity = $7, version = $8, body = $9, coming = $11, ends = $12, closes = $13 WHERE customer_id = $1 AND id = $2 AND version = $10";
    COMING = "SELECT s.body, p.company FROM subscriptions s JOIN partner_customers p ON p.partner_id = s.partner_id AND p.customer_id = s.customer_id WHERE s.partner_id = $1 AND s.coming = $2 AND s.coming <> '' AND s.ends <= $3 AND (s.ends, s.customer_id, s.id) > ($4, $5, $6) ORDER BY s.ends, s.customer_id, s.id LIMIT $7";
    CLOSING = "SELECT s.body, p.company FROM subscriptions s JOIN partner_customers p ON p.partner_id = s.partner_id AND p.customer_id = s.customer_id WHERE s.partner_id = $1 AND s.closes <> '' AND s.closes <= $2 AND (s.closes, s.customer_id, s.id) > ($3, $4, $5) ORDER BY s.closes, s.customer_id, s.id LIMIT $6";
    DELETE_ALL = "DELETE FROM subscriptions WHERE customer_id = $1";
});

/// One by its id.
pub async fn find(tx: &mut Tx, customer: &str, id: &str) -> Result<Option<Subscription>, StoreError> {
    tx.one(&FIND, params![customer, id], |row| row.json(0)).await
}

/// A partner's relationship to a customer and one of the customer's subscriptions, in one question.
pub async fn find_for(
    tx: &mut Tx,
    customer: &str,
    partner: &str,
    id: &str,
) -> Result<(Option<Relationship>, Option<Subscription>), StoreError> {
    let read = |row: &Row<'_>| Ok((Some(row.json(0)?), row.opt_json(1)?));
    Ok(tx.one(&FIND_FOR, params![customer, partner, id], read).await?.unwrap_or_default())
}

/// All of a customer, of every channel and partner.
pub async fn list(tx: &mut Tx, customer: &str) -> Result<Vec<Subscription>, StoreError> {
    tx.all(&LIST, params![customer], |row| row.json(0)).await
}

/// A partner's subscriptions of a customer, a page by offset: the wire's own way of paging here.
pub async fn page(tx: &mut Tx, customer: &str, partner: &str, limit: i64, offset: i64) -> Result<Vec<Subscription>, StoreError> {
    tx.all(&PAGE, params![customer, partner, limit, offset], |row| row.json(0)).await
}

/// Those of an order.
pub async fn by_order(tx: &mut Tx, customer: &str, order: &str) -> Result<Vec<Subscription>, StoreError> {
    tx.all(&BY_ORDER, params![customer, order], |row| row.json(0)).await
}

/// Legacy add-ons of a base subscription.
pub async fn children(tx: &mut Tx, customer: &str, parent: &str) -> Result<Vec<Subscription>, StoreError> {
    tx.all(&CHILDREN, params![customer, parent], |row| row.json(0)).await
}

/// How many of a partner's subscriptions of a customer are in use.
pub async fn in_use(tx: &mut Tx, customer: &str, partner: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&IN_USE, params![customer, partner], |row| row.int(0)).await?.unwrap_or(0))
}

/// A place in a list by day: after which subscription of which customer a page begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct After {
    /// Day, as `2027-01-31`.
    pub day: String,
    /// The customer's tenant.
    pub customer: String,
    /// The subscription.
    pub id: String,
}

/// What comes to a partner's subscriptions to a day, the soonest first, each with its customer's name.
pub async fn coming(
    tx: &mut Tx,
    (partner, what): (&str, Coming),
    last: Date,
    after: &After,
    limit: i64,
) -> Result<Vec<(Subscription, String)>, StoreError> {
    let last = last.to_string();
    let read = |row: &Row<'_>| Ok((row.json(0)?, row.text(1)?));
    let After { day, customer, id } = after;
    match what {
        Coming::WindowCloses => tx.all(&CLOSING, params![partner, &last, day, customer, id, limit], read).await,
        what => {
            tx.all(&COMING, params![partner, what.as_str(), &last, day, customer, id, limit], read)
                .await
        }
    }
}

/// Adds one.
pub async fn insert(tx: &mut Tx, s: &Subscription) -> Result<(), StoreError> {
    let texts = Texts::of(s)?;
    tx.later(&INSERT, &columns(s, &texts))
}

/// Many of them with what their rows are made of: made before the writer's turn comes, which is everybody's.
#[derive(Debug, Clone, Default)]
pub struct Many(Vec<(Subscription, Texts)>);

impl Many {
    /// Makes the rows' texts.
    ///
    /// # Errors
    /// Where one cannot be written as JSON.
    pub fn of(all: Vec<Subscription>) -> Result<Self, StoreError> {
        let made = all.into_iter().map(|s| Texts::of(&s).map(|texts| (s, texts)));
        Ok(Self(made.collect::<Result<_, StoreError>>()?))
    }
}

/// Adds many at once, for estates and loads.
pub async fn insert_many(tx: &mut Tx, all: &Many) -> Result<(), StoreError> {
    let rows: Vec<Val<'_>> = all.0.iter().flat_map(|(s, texts)| columns(s, texts)).collect();
    const HEAD: &str = "INSERT INTO subscriptions (customer_id, id, partner_id, order_id, parent_id, offer, sku_id, status, quantity, version, body, coming, ends, closes)";
    tx.insert_many(HEAD, 14, "", &rows).await
}

/// The state as the table has it. What another partner goes on with is suspended for its old partner, and no longer in use.
fn state(s: &Subscription) -> &'static str {
    match s.status {
        Status::Suspended if s.transferred_to.is_some() => "transferred",
        status => status.as_str(),
    }
}

/// Columns that are made of one.
#[derive(Debug, Clone)]
struct Texts {
    sku: String,
    body: String,
    coming: &'static str,
    ends: String,
    closes: String,
}

impl Texts {
    fn of(s: &Subscription) -> Result<Self, StoreError> {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let coming = s.end_to_come();
        Ok(Self {
            sku: s.licence.to_string(),
            body: serde_json::to_string(s)?,
            coming: coming.map_or("", |(what, _)| what.as_str()),
            ends: day(coming.map(|(_, day)| day)),
            closes: day(s.closes()),
        })
    }
}

fn columns<'a>(s: &'a Subscription, texts: &'a Texts) -> [Val<'a>; 14] {
    [
        Val::from(&s.customer_id),
        Val::from(&s.id),
        Val::from(s.partner_id.as_deref().unwrap_or("")),
        Val::from(s.order_id.as_deref().unwrap_or("")),
        Val::from(s.parent_id.as_deref().unwrap_or("")),
        Val::from(&s.offer),
        Val::from(&texts.sku),
        Val::from(state(s)),
        Val::from(s.quantity),
        Val::from(s.version),
        Val::from(&texts.body),
        Val::from(texts.coming),
        Val::from(&texts.ends),
        Val::from(&texts.closes),
    ]
}

/// Replaces one, if it still has the version it was decided on; otherwise the whole is tried again.
pub async fn update(tx: &mut Tx, before: &Subscription, after: &Subscription) -> Result<(), StoreError> {
    let texts = Texts::of(after)?;
    let partner = after.partner_id.as_deref().unwrap_or("");
    let params = params![
        &after.customer_id,
        &after.id,
        partner,
        &after.offer,
        &texts.sku,
        state(after),
        after.quantity,
        after.version,
        &texts.body,
        before.version,
        texts.coming,
        &texts.ends,
        &texts.closes
    ];
    tx.later_one(&UPDATE, params)
}

/// Removes all of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_ALL, params![customer])
}
