//! Campaigns and the customers in them. Keyed by the partner whose campaign it is.

use crate::{
    StoreError, Tx,
    outbox::Claim,
    sql::{params, statements},
};
use nahtlos_model::{
    campaigns::{Campaign, Member},
    dates::day_number,
    instants::Instant,
};

statements!("campaigns" {
    FIND = "SELECT body FROM campaigns WHERE partner_id = $1 AND id = $2";
    PAGE = "SELECT body FROM campaigns WHERE partner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    INSERT = "INSERT INTO campaigns (partner_id, id, state, next_ms, owner, until_ms, version, body) VALUES ($1, $2, $3, $4, '', 0, $5, $6)";
    UPDATE = "UPDATE campaigns SET state = $3, next_ms = $4, version = $5, body = $6 WHERE partner_id = $1 AND id = $2 AND version = $7";
    READY = "SELECT partner_id, id FROM campaigns WHERE next_ms <= $1 AND until_ms <= $2 ORDER BY next_ms, partner_id, id LIMIT $3";
    NEXT = "SELECT CAST(coalesce(min(next_ms), 9223372036854775807) AS BIGINT) FROM campaigns";
    CLAIM = "UPDATE campaigns SET owner = $3, until_ms = $4 WHERE partner_id = $1 AND id = $2 AND until_ms <= $5 AND next_ms <= $6";
    HOLD = "UPDATE campaigns SET until_ms = $4 WHERE partner_id = $1 AND id = $2 AND owner = $3";
    FREE = "UPDATE campaigns SET owner = '', until_ms = 0 WHERE partner_id = $1 AND id = $2 AND owner = $3";
    WAKE = "UPDATE campaigns SET next_ms = CASE WHEN next_ms < $3 THEN next_ms ELSE $3 END WHERE partner_id = $1 AND state = 'running' AND id IN (SELECT campaign_id FROM campaign_customers WHERE partner_id = $1 AND move_id = $2)";
    CUSTOMER = "SELECT body FROM campaign_customers WHERE partner_id = $1 AND campaign_id = $2 AND customer_id = $3";
    DOCUMENTS = "SELECT estate, policy FROM campaign_customers WHERE partner_id = $1 AND campaign_id = $2 AND customer_id = $3";
    OF_MOVE = "SELECT campaign_id, body FROM campaign_customers WHERE partner_id = $1 AND move_id = $2 ORDER BY campaign_id LIMIT 1";
    CUSTOMERS = "SELECT body FROM campaign_customers WHERE partner_id = $1 AND campaign_id = $2 AND customer_id > $3 ORDER BY customer_id LIMIT $4";
    CUSTOMERS_OF_STATE = "SELECT body FROM campaign_customers WHERE partner_id = $1 AND campaign_id = $2 AND customer_id > $3 AND state = $5 ORDER BY customer_id LIMIT $4";
    WITH_MOVES = "SELECT c.body, coalesce(m.body, '') FROM campaign_customers c LEFT JOIN moves m ON m.partner_id = c.partner_id AND m.id = c.move_id WHERE c.partner_id = $1 AND c.campaign_id = $2 ORDER BY c.customer_id";
    CHARGED = "SELECT m.customer_id, CAST(sum(c.amount_minor) AS BIGINT) FROM campaign_customers m JOIN charges c ON c.customer_id = m.customer_id AND c.partner_id = m.partner_id WHERE m.partner_id = $1 AND m.campaign_id = $2 AND m.move_id <> '' AND c.at_ms >= $3 GROUP BY m.customer_id ORDER BY m.customer_id";
    PUT = "INSERT INTO campaign_customers (partner_id, campaign_id, customer_id, state, day, move_id, estate, policy, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (partner_id, campaign_id, customer_id) DO UPDATE SET state = excluded.state, day = excluded.day, move_id = excluded.move_id, estate = excluded.estate, policy = excluded.policy, body = excluded.body";
    CHANGE = "UPDATE campaign_customers SET state = $4, day = $5, move_id = $6, body = $7 WHERE partner_id = $1 AND campaign_id = $2 AND customer_id = $3";
});

/// The time of a campaign that is looked at only when something happens.
const NEVER: i64 = i64::MAX;

fn next_ms(of: &Campaign) -> i64 {
    of.next.map_or(NEVER, |at| at.0)
}

fn day(of: &Member) -> i64 {
    of.day.map_or(-1, |day| i64::from(day_number(day)))
}

/// A partner's campaign by its id.
pub async fn find(tx: &mut Tx, partner: &str, id: &str) -> Result<Option<Campaign>, StoreError> {
    tx.one(&FIND, params![partner, id], |row| row.json(0)).await
}

/// A partner's campaigns before an id, newest first.
pub async fn page(tx: &mut Tx, partner: &str, before: &str, limit: i64) -> Result<Vec<Campaign>, StoreError> {
    tx.all(&PAGE, params![partner, before, limit], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, of: &Campaign) -> Result<(), StoreError> {
    let body = serde_json::to_string(of)?;
    let state = of.state.as_str();
    tx.later(&INSERT, params![&of.partner_id, &of.id, state, next_ms(of), of.version, &body])
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: i64, after: &Campaign) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let state = after.state.as_str();
    let params = params![&after.partner_id, &after.id, state, next_ms(after), after.version, &body, before];
    tx.later_one(&UPDATE, params)
}

/// Campaigns that are to be looked at and are in nobody's hands: partner and id.
pub async fn ready(tx: &mut Tx, now: Instant, machine: Instant, limit: i64) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&READY, params![now.0, machine.0, limit], |row| Ok((row.text(0)?, row.text(1)?)))
        .await
}

/// When a campaign is to be looked at next.
pub async fn next(tx: &mut Tx) -> Result<Option<Instant>, StoreError> {
    let next = tx.one(&NEXT, params![], |row| row.int(0)).await?;
    Ok(next.filter(|at| *at != NEVER).map(Instant))
}

/// Takes a campaign into somebody's hands; `false`: it is in another's, or not to be looked at any more.
pub async fn claim(tx: &mut Tx, partner: &str, id: &str, claim: Claim<'_>) -> Result<bool, StoreError> {
    let params = params![partner, id, claim.owner, claim.until_ms, claim.real_ms, claim.now.0];
    Ok(tx.run(&CLAIM, params).await? == 1)
}

/// Holds a campaign longer; `false`: it is another's by now.
pub async fn hold(tx: &mut Tx, partner: &str, id: &str, claim: Claim<'_>) -> Result<bool, StoreError> {
    Ok(tx.run(&HOLD, params![partner, id, claim.owner, claim.until_ms]).await? == 1)
}

/// Gives a campaign back.
pub async fn free(tx: &mut Tx, partner: &str, id: &str, owner: &str) -> Result<(), StoreError> {
    tx.later(&FREE, params![partner, id, owner])
}

/// A move changed: a running campaign that it belongs to is looked at.
pub async fn wake(tx: &mut Tx, partner: &str, of_move: &str, at: Instant) -> Result<(), StoreError> {
    tx.later(&WAKE, params![partner, of_move, at.0])
}

/// A customer of a campaign.
pub async fn customer(tx: &mut Tx, partner: &str, campaign: &str, customer: &str) -> Result<Option<Member>, StoreError> {
    tx.one(&CUSTOMER, params![partner, campaign, customer], |row| row.json(0)).await
}

/// The customer whose move something is, with the campaign that it is in.
pub async fn of_move(tx: &mut Tx, partner: &str, of_move: &str) -> Result<Option<(String, Member)>, StoreError> {
    tx.one(&OF_MOVE, params![partner, of_move], |row| Ok((row.text(0)?, row.json(1)?)))
        .await
}

/// A customer's estate and policy, as texts.
pub async fn documents(tx: &mut Tx, partner: &str, campaign: &str, customer: &str) -> Result<Option<(String, String)>, StoreError> {
    tx.one(&DOCUMENTS, params![partner, campaign, customer], |row| {
        Ok((row.text(0)?, row.text(1)?))
    })
    .await
}

/// Customers of a campaign after an id, of one state or of all.
pub async fn customers(
    tx: &mut Tx,
    partner: &str,
    campaign: &str,
    after: &str,
    limit: i64,
    state: Option<&str>,
) -> Result<Vec<Member>, StoreError> {
    match state {
        Some(state) => {
            tx.all(&CUSTOMERS_OF_STATE, params![partner, campaign, after, limit, state], |row| {
                row.json(0)
            })
            .await
        }
        None => {
            tx.all(&CUSTOMERS, params![partner, campaign, after, limit], |row| row.json(0))
                .await
        }
    }
}

/// Every customer of a campaign with its move, where that has begun.
pub async fn with_moves(
    tx: &mut Tx,
    partner: &str,
    campaign: &str,
) -> Result<Vec<(Member, Option<nahtlos_model::moves::Move>)>, StoreError> {
    tx.all(&WITH_MOVES, params![partner, campaign], |row| {
        let of = row.text(1)?;
        let of = if of.is_empty() { None } else { Some(serde_json::from_str(&of)?) };
        Ok((row.json(0)?, of))
    })
    .await
}

/// What was charged to each customer whose move has begun, by the partner, since an instant: customer and minor units.
pub async fn charged(tx: &mut Tx, partner: &str, campaign: &str, since: Instant) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(&CHARGED, params![partner, campaign, since.0], |row| Ok((row.text(0)?, row.int(1)?)))
        .await
}

/// Adds a customer with its documents, or replaces it.
pub async fn put(tx: &mut Tx, partner: &str, campaign: &str, of: &Member, estate: &str, policy: &str) -> Result<(), StoreError> {
    let body = serde_json::to_string(of)?;
    let (state, day) = (of.state.as_str(), day(of));
    let begun = of.move_id.as_deref().unwrap_or_default();
    tx.later(
        &PUT,
        params![partner, campaign, &of.customer_id, state, day, begun, estate, policy, &body],
    )
}

/// Replaces a customer, without its documents.
pub async fn change(tx: &mut Tx, partner: &str, campaign: &str, of: &Member) -> Result<(), StoreError> {
    let body = serde_json::to_string(of)?;
    let (state, day) = (of.state.as_str(), day(of));
    let begun = of.move_id.as_deref().unwrap_or_default();
    tx.later(&CHANGE, params![partner, campaign, &of.customer_id, state, day, begun, &body])
}
