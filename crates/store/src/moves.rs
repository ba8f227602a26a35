//! Moves, what they were made from, and their journals. Keyed by the partner who carries a move out.

use crate::{
    StoreError, Tx,
    outbox::Claim,
    sql::{holding, params, statements},
};
use nahtlos_model::{
    instants::Instant,
    moves::{Move, journal::Entry},
};

statements!("moves" {
    FIND = "SELECT body FROM moves WHERE partner_id = $1 AND id = $2";
    PAGE = "SELECT body FROM moves WHERE partner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    PAGE_OF_STATE = "SELECT body FROM moves WHERE partner_id = $1 AND id < $2 AND state = $4 ORDER BY id DESC LIMIT $3";
    PAGE_OF_ATTENTION = "SELECT body FROM moves WHERE partner_id = $1 AND id < $2 AND attention = 1 ORDER BY id DESC LIMIT $3";
    PAGE_OF_CUSTOMER = "SELECT body FROM moves WHERE customer_id = $4 AND partner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    PAGE_SOUGHT = "SELECT body FROM moves WHERE partner_id = $1 AND id < $2 AND id IN (SELECT id FROM moves WHERE partner_id = $1 AND id < $2 AND sought LIKE $4 ESCAPE '!' ORDER BY id DESC LIMIT $3) ORDER BY id DESC LIMIT $3";
    SUMMARY = "SELECT state, currency, count(*), CAST(sum(seats) AS BIGINT), CAST(sum(total) AS BIGINT) FROM moves WHERE partner_id = $1 GROUP BY state, currency ORDER BY state, currency";
    OF_CUSTOMER = "SELECT body FROM moves WHERE customer_id = $1 ORDER BY partner_id, id DESC";
    OPEN_OF = "SELECT body FROM moves WHERE partner_id = $1 AND customer_id = $2 AND open = 1";
    INSERT = "INSERT INTO moves (partner_id, id, customer_id, account, state, open, next_ms, woken, owner, until_ms, version, body, attention, currency, seats, total, sought) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, '', 0, $8, $9, $10, $11, $12, $13, $14)";
    UPDATE = "UPDATE moves SET state = $3, open = $4, next_ms = CASE WHEN woken <> $9 AND next_ms < $5 THEN next_ms ELSE $5 END, version = $6, body = $7, attention = $10, currency = $11, seats = $12, total = $13, sought = $14 WHERE partner_id = $1 AND id = $2 AND version = $8";
    READY = "SELECT partner_id, id FROM moves WHERE next_ms <= $1 AND until_ms <= $2 ORDER BY next_ms, partner_id, id LIMIT $3";
    WOKEN = "SELECT woken FROM moves WHERE partner_id = $1 AND id = $2";
    NEXT = "SELECT CAST(coalesce(min(next_ms), 9223372036854775807) AS BIGINT) FROM moves";
    CLAIM = "UPDATE moves SET owner = $3, until_ms = $4 WHERE partner_id = $1 AND id = $2 AND until_ms <= $5 AND next_ms <= $6";
    HOLD = "UPDATE moves SET until_ms = $4 WHERE partner_id = $1 AND id = $2 AND owner = $3";
    FREE = "UPDATE moves SET owner = '', until_ms = 0 WHERE partner_id = $1 AND id = $2 AND owner = $3";
    WAKE = "UPDATE moves SET next_ms = CASE WHEN next_ms < $3 THEN next_ms ELSE $3 END, woken = woken + 1 WHERE customer_id = $1 AND open = 1 AND account = $2 AND state IN ('approved', 'running', 'waiting', 'needsPerson')";
    ADD_DOCUMENT = "INSERT INTO move_documents (partner_id, move_id, kind, number, at_ms, digest, body) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    DOCUMENT = "SELECT at_ms, digest, body FROM move_documents WHERE partner_id = $1 AND move_id = $2 AND kind = $3 AND number = $4";
    DOCUMENTS = "SELECT kind, number, at_ms, digest FROM move_documents WHERE partner_id = $1 AND move_id = $2 ORDER BY kind, number";
    ADD_CATALOGUE = "INSERT INTO move_catalogues (digest, at_ms, body) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING";
    CATALOGUE = "SELECT body FROM move_catalogues WHERE digest = $1";
    ADD_ENTRY = "INSERT INTO move_entries (partner_id, move_id, number, at_ms, kind, step, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ENTRIES = "SELECT number, at_ms, kind, step, body, hash FROM move_entries WHERE partner_id = $1 AND move_id = $2 AND number > $3 ORDER BY number LIMIT $4";
});

/// The time of a move that is looked at only when something happens.
const NEVER: i64 = i64::MAX;

fn next_ms(of: &Move) -> i64 {
    of.next.map_or(NEVER, |at| at.0)
}

/// What stands beside a move for questions about all of them: whether it needs somebody, and what its plan buys and costs.
fn beside(of: &Move) -> (bool, String, i64, i64) {
    let (currency, seats, total) = of.plan.as_ref().map_or((String::new(), 0, 0), |plan| {
        (plan.currency.to_string(), plan.seats.unwrap_or(0), plan.total.minor)
    });
    (of.needs_attention(), currency, seats, total)
}

/// By which words a move is found.
fn sought(of: &Move) -> String {
    format!("{} {}", of.customer.name, of.customer.domain).to_lowercase()
}

/// A partner's move by its id.
pub async fn find(tx: &mut Tx, partner: &str, id: &str) -> Result<Option<Move>, StoreError> {
    tx.one(&FIND, params![partner, id], |row| row.json(0)).await
}

/// A partner's moves before an id, newest first, of one state or of all.
pub async fn page(tx: &mut Tx, partner: &str, before: &str, limit: i64, state: Option<&str>) -> Result<Vec<Move>, StoreError> {
    match state {
        Some(state) => {
            tx.all(&PAGE_OF_STATE, params![partner, before, limit, state], |row| row.json(0))
                .await
        }
        None => tx.all(&PAGE, params![partner, before, limit], |row| row.json(0)).await,
    }
}

/// A partner's moves of a customer before an id, newest first.
pub async fn page_of_customer(tx: &mut Tx, partner: &str, before: &str, limit: i64, customer: &str) -> Result<Vec<Move>, StoreError> {
    tx.all(&PAGE_OF_CUSTOMER, params![partner, before, limit, customer], |row| row.json(0))
        .await
}

/// A partner's moves before an id that need somebody, newest first.
pub async fn page_of_attention(tx: &mut Tx, partner: &str, before: &str, limit: i64) -> Result<Vec<Move>, StoreError> {
    tx.all(&PAGE_OF_ATTENTION, params![partner, before, limit], |row| row.json(0)).await
}

/// A partner's moves before an id whose customer's name or domain has a text (lower case) in it, newest first.
pub async fn page_sought(tx: &mut Tx, partner: &str, before: &str, limit: i64, text: &str) -> Result<Vec<Move>, StoreError> {
    tx.all(&PAGE_SOUGHT, params![partner, before, limit, &holding(text)], |row| row.json(0))
        .await
}

/// How many moves of a partner are in a state, and what their plans buy and cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// State.
    pub state: String,
    /// Currency of their plans; empty: they have none.
    pub currency: String,
    /// Moves.
    pub count: i64,
    /// Seats that their plans buy.
    pub seats: i64,
    /// What their plans cost, in the currency's minor units.
    pub total: i64,
}

/// A partner's moves in numbers, by state and currency.
pub async fn summary(tx: &mut Tx, partner: &str) -> Result<Vec<Summary>, StoreError> {
    tx.all(&SUMMARY, params![partner], |row| {
        Ok(Summary {
            state: row.text(0)?,
            currency: row.text(1)?,
            count: row.int(2)?,
            seats: row.int(3)?,
            total: row.int(4)?,
        })
    })
    .await
}

/// Every move of a customer, whoever carries it out; of each partner the newest first.
pub async fn of_customer(tx: &mut Tx, customer: &str) -> Result<Vec<Move>, StoreError> {
    tx.all(&OF_CUSTOMER, params![customer], |row| row.json(0)).await
}

/// The open move of a partner and a customer.
pub async fn open_of(tx: &mut Tx, partner: &str, customer: &str) -> Result<Option<Move>, StoreError> {
    tx.one(&OPEN_OF, params![partner, customer], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, of: &Move) -> Result<(), StoreError> {
    let body = serde_json::to_string(of)?;
    let (partner, customer) = (&of.partner_id, &of.customer.tenant_id);
    let (open, state) = (!of.state.is_over(), of.state.as_str());
    let (attention, currency, seats, total) = beside(of);
    tx.later(
        &INSERT,
        params![
            partner,
            &of.id,
            customer,
            &of.account,
            state,
            open,
            next_ms(of),
            of.version,
            &body,
            attention,
            &currency,
            seats,
            total,
            &sought(of)
        ],
    )
}

/// How often a move was woken; taken before a look, so that [`update`] knows whether something happened meanwhile.
pub async fn woken(tx: &mut Tx, partner: &str, id: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&WOKEN, params![partner, id], |row| row.int(0)).await?.unwrap_or(0))
}

/// Replaces one, if it still has the version it was decided on. A time to look at it that came by being woken since `woken` was taken stays
/// where it is the earlier one; [`ANY`] keeps an earlier time in any case.
pub async fn update(tx: &mut Tx, before: i64, after: &Move, woken: i64) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let (partner, open, state) = (&after.partner_id, !after.state.is_over(), after.state.as_str());
    let (attention, currency, seats, total) = beside(after);
    tx.later_one(
        &UPDATE,
        params![
            partner,
            &after.id,
            state,
            open,
            next_ms(after),
            after.version,
            &body,
            before,
            woken,
            attention,
            &currency,
            seats,
            total,
            &sought(after)
        ],
    )
}

/// For [`update`]: whatever woke it counts.
pub const ANY: i64 = -1;

/// Moves that are to be looked at and are in nobody's hands: partner and id.
pub async fn ready(tx: &mut Tx, now: Instant, machine: Instant, limit: i64) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&READY, params![now.0, machine.0, limit], |row| Ok((row.text(0)?, row.text(1)?)))
        .await
}

/// When a move is to be looked at next.
pub async fn next(tx: &mut Tx) -> Result<Option<Instant>, StoreError> {
    let next = tx.one(&NEXT, params![], |row| row.int(0)).await?;
    Ok(next.filter(|at| *at != NEVER).map(Instant))
}

/// Takes a move into somebody's hands; `false`: it is in another's, or not to be looked at any more.
pub async fn claim(tx: &mut Tx, partner: &str, id: &str, claim: Claim<'_>) -> Result<bool, StoreError> {
    let params = params![partner, id, claim.owner, claim.until_ms, claim.real_ms, claim.now.0];
    Ok(tx.run(&CLAIM, params).await? == 1)
}

/// Holds a move longer; `false`: it is another's by now.
pub async fn hold(tx: &mut Tx, partner: &str, id: &str, claim: Claim<'_>) -> Result<bool, StoreError> {
    Ok(tx.run(&HOLD, params![partner, id, claim.owner, claim.until_ms]).await? == 1)
}

/// Gives a move back.
pub async fn free(tx: &mut Tx, partner: &str, id: &str, owner: &str) -> Result<(), StoreError> {
    tx.later(&FREE, params![partner, id, owner])
}

/// Something changed for a customer: moves of it at an account that wait are looked at at once.
pub async fn wake(tx: &mut Tx, customer: &str, account: &str, at: Instant) -> Result<(), StoreError> {
    tx.later(&WAKE, params![customer, account, at.0])
}

/// What a move was made from, or a plan of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Kind.
    pub kind: String,
    /// From 1, of its kind.
    pub number: i64,
    /// When it came.
    pub at: Instant,
    /// SHA-256, in hexadecimal.
    pub digest: String,
}

/// Adds a document.
pub async fn add_document(tx: &mut Tx, partner: &str, of: &str, document: &Document, body: &str) -> Result<(), StoreError> {
    let Document { kind, number, at, digest } = document;
    tx.later(&ADD_DOCUMENT, params![partner, of, kind, *number, at.0, digest, body])
}

/// A document's text, by kind and number.
pub async fn document(tx: &mut Tx, partner: &str, of: &str, kind: &str, number: i64) -> Result<Option<(Document, String)>, StoreError> {
    tx.one(&DOCUMENT, params![partner, of, kind, number], |row| {
        let document = Document {
            kind: kind.to_owned(),
            number,
            at: Instant(row.int(0)?),
            digest: row.text(1)?,
        };
        Ok((document, row.text(2)?))
    })
    .await
}

/// All documents of a move, by kind and number, without their texts.
pub async fn documents(tx: &mut Tx, partner: &str, of: &str) -> Result<Vec<Document>, StoreError> {
    tx.all(&DOCUMENTS, params![partner, of], |row| {
        Ok(Document {
            kind: row.text(0)?,
            number: row.int(1)?,
            at: Instant(row.int(2)?),
            digest: row.text(3)?,
        })
    })
    .await
}

/// Keeps a catalogue that a plan was made with, by its SHA-256; one that is kept already stays.
pub async fn add_catalogue(tx: &mut Tx, digest: &str, at: Instant, body: &str) -> Result<(), StoreError> {
    tx.later(&ADD_CATALOGUE, params![digest, at.0, body])
}

/// A catalogue that some plan was made with, by its SHA-256.
pub async fn catalogue(tx: &mut Tx, digest: &str) -> Result<Option<String>, StoreError> {
    tx.one(&CATALOGUE, params![digest], |row| row.text(0)).await
}

/// Adds an entry to a move's journal.
pub async fn add_entry(tx: &mut Tx, partner: &str, of: &str, entry: &Entry) -> Result<(), StoreError> {
    let Entry {
        number,
        at,
        kind,
        step,
        body,
        hash,
    } = entry;
    tx.later(&ADD_ENTRY, params![partner, of, *number, at.0, kind, step, body, hash])
}

/// Entries of a move's journal after a number, in order.
pub async fn entries(tx: &mut Tx, partner: &str, of: &str, after: i64, limit: i64) -> Result<Vec<Entry>, StoreError> {
    tx.all(&ENTRIES, params![partner, of, after, limit], |row| {
        Ok(Entry {
            number: row.int(0)?,
            at: Instant(row.int(1)?),
            kind: row.text(2)?,
            step: row.text(3)?,
            body: row.text(4)?,
            hash: row.text(5)?,
        })
    })
    .await
}
