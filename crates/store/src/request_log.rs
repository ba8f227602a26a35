//! Requests that partners' users made, counted by day and application; and users who came without a second factor.
//!
//! A log, not a ledger: the engine writes it after the answers went out, many at once.

use crate::{
    StoreError, Tx,
    sql::{Val, params, statements},
};
use nahtlos_model::{instants::Instant, request_log::LoggedRequest};

statements!("request_log" {
    NEWEST = "SELECT body FROM partner_requests WHERE partner_id = $1 ORDER BY id DESC LIMIT $2";
    CUT = "DELETE FROM partner_requests WHERE partner_id = $1 AND id <= (SELECT id FROM partner_requests WHERE partner_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)";
    COUNT = "INSERT INTO mfa_days (partner_id, day, app_id, total, compliant) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (partner_id, day, app_id) DO UPDATE SET total = mfa_days.total + excluded.total, compliant = mfa_days.compliant + excluded.compliant";
    DAYS = "SELECT day, app_id, total, compliant FROM mfa_days WHERE partner_id = $1 AND day >= $2 AND day <= $3 ORDER BY day DESC, app_id";
    CUT_DAYS = "DELETE FROM mfa_days WHERE partner_id = $1 AND day < $2";
    GAP = "INSERT INTO mfa_gaps (partner_id, user_id, at_ms, upn) VALUES ($1, $2, $3, $4) ON CONFLICT (partner_id, user_id) DO UPDATE SET at_ms = excluded.at_ms, upn = excluded.upn";
    GAPS = "SELECT user_id, at_ms, upn FROM mfa_gaps WHERE partner_id = $1 AND at_ms >= $2 ORDER BY at_ms DESC, user_id";
    CUT_GAPS = "DELETE FROM mfa_gaps WHERE partner_id = $1 AND at_ms < $2";
});

/// Requests of one day and application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Day, `YYYY-MM-DD`.
    pub day: String,
    /// Application.
    pub application: String,
    /// All.
    pub total: i64,
    /// Those with a second factor.
    pub compliant: i64,
}

/// A user who came without a second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// User.
    pub user_id: String,
    /// Last time.
    pub at: Instant,
    /// Sign-in name.
    pub sign_in: String,
}

/// Adds requests with their time-ordered ids.
pub async fn add(tx: &mut Tx, requests: &[(String, LoggedRequest)]) -> Result<(), StoreError> {
    let bodies: Result<Vec<String>, _> = requests.iter().map(|(_, request)| serde_json::to_string(request)).collect();
    let bodies = bodies?;
    let rows: Vec<Val<'_>> = requests
        .iter()
        .zip(&bodies)
        .flat_map(|((id, request), body)| {
            [
                Val::from(&request.partner_id),
                Val::from(id),
                Val::from(request.at.0),
                Val::from(body),
            ]
        })
        .collect();
    tx.insert_many("INSERT INTO partner_requests (partner_id, id, at_ms, body)", 4, "", &rows)
        .await
}

/// A partner's newest requests, newest first.
pub async fn newest(tx: &mut Tx, partner: &str, limit: i64) -> Result<Vec<LoggedRequest>, StoreError> {
    tx.all(&NEWEST, params![partner, limit], |row| row.json(0)).await
}

/// Forgets all but the newest requests.
pub async fn cut(tx: &mut Tx, partner: &str, kept: i64) -> Result<(), StoreError> {
    tx.later(&CUT, params![partner, kept])
}

/// Adds to the counts of a day and application.
pub async fn count(tx: &mut Tx, partner: &str, counted: &Counted) -> Result<(), StoreError> {
    tx.later(
        &COUNT,
        params![partner, &counted.day, &counted.application, counted.total, counted.compliant],
    )
}

/// Counts from one day to another, both included, newest day first.
pub async fn days(tx: &mut Tx, partner: &str, from: &str, until: &str) -> Result<Vec<Counted>, StoreError> {
    tx.all(&DAYS, params![partner, from, until], |row| {
        Ok(Counted {
            day: row.text(0)?,
            application: row.text(1)?,
            total: row.int(2)?,
            compliant: row.int(3)?,
        })
    })
    .await
}

/// Forgets the counts of days before one.
pub async fn cut_days(tx: &mut Tx, partner: &str, before: &str) -> Result<(), StoreError> {
    tx.later(&CUT_DAYS, params![partner, before])
}

/// A user came without a second factor.
pub async fn add_gap(tx: &mut Tx, partner: &str, gap: &Gap) -> Result<(), StoreError> {
    tx.later(&GAP, params![partner, &gap.user_id, gap.at.0, &gap.sign_in])
}

/// Users who came without a second factor since an instant, the last first.
pub async fn gaps(tx: &mut Tx, partner: &str, since: Instant) -> Result<Vec<Gap>, StoreError> {
    tx.all(&GAPS, params![partner, since.0], |row| {
        Ok(Gap {
            user_id: row.text(0)?,
            at: Instant(row.int(1)?),
            sign_in: row.text(2)?,
        })
    })
    .await
}

/// Forgets those who came last before an instant.
pub async fn cut_gaps(tx: &mut Tx, partner: &str, before: Instant) -> Result<(), StoreError> {
    tx.later(&CUT_GAPS, params![partner, before.0])
}
