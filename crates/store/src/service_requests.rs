//! Service requests with their notes, keyed by partner. Notes have rows of their own, so that a long talk does not rewrite one document.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::service_requests::{Note, RequestStatus, ServiceRequest};

statements!("service_requests" {
    FIND = "SELECT body FROM service_requests WHERE partner_id = $1 AND id = $2";
    PAGE = "SELECT body FROM service_requests WHERE partner_id = $1 AND status IN ($2, $3, $4) ORDER BY created_ms DESC, id DESC LIMIT $5 OFFSET $6";
    PAGE_OF = "SELECT body FROM service_requests WHERE partner_id = $1 AND customer_id = $2 AND status IN ($3, $4, $5) ORDER BY created_ms DESC, id DESC LIMIT $6 OFFSET $7";
    EVERY = "SELECT body FROM service_requests WHERE status IN ($1, $2, $3) ORDER BY created_ms DESC, partner_id, id DESC LIMIT $4 OFFSET $5";
    INSERT = "INSERT INTO service_requests (partner_id, id, customer_id, status, created_ms, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE = "UPDATE service_requests SET status = $3, version = $4, body = $5 WHERE partner_id = $1 AND id = $2 AND version = $6";
    NOTES = "SELECT body FROM service_request_notes WHERE partner_id = $1 AND request_id = $2 ORDER BY id";
    ADD_NOTE = "INSERT INTO service_request_notes (partner_id, request_id, id, body) VALUES ($1, $2, $3, $4)";
});

/// Which part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// States that count; none: nothing is found.
    pub states: Vec<RequestStatus>,
    /// How many are passed over.
    pub offset: i64,
    /// At most so many.
    pub size: i64,
}

impl Part {
    /// The states as three words; a word that is repeated counts once, an empty one never.
    fn words(&self) -> [&'static str; 3] {
        let word = |at: usize| self.states.get(at).map_or("", |state| state.as_str());
        [word(0), word(1), word(2)]
    }
}

/// One by its id.
pub async fn find(tx: &mut Tx, partner: &str, id: &str) -> Result<Option<ServiceRequest>, StoreError> {
    tx.one(&FIND, params![partner, id], |row| row.json(0)).await
}

/// A partner's, newest first; `customer`: only those about that customer.
pub async fn page(tx: &mut Tx, partner: &str, customer: Option<&str>, part: &Part) -> Result<Vec<ServiceRequest>, StoreError> {
    let [a, b, c] = part.words();
    match customer {
        Some(customer) => {
            let params = params![partner, customer, a, b, c, part.size, part.offset];
            tx.all(&PAGE_OF, params, |row| row.json(0)).await
        }
        None => {
            tx.all(&PAGE, params![partner, a, b, c, part.size, part.offset], |row| row.json(0))
                .await
        }
    }
}

/// Those of every partner, newest first: for whoever runs the programme.
pub async fn every(tx: &mut Tx, part: &Part) -> Result<Vec<ServiceRequest>, StoreError> {
    let [a, b, c] = part.words();
    tx.all(&EVERY, params![a, b, c, part.size, part.offset], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, request: &ServiceRequest) -> Result<(), StoreError> {
    let body = serde_json::to_string(request)?;
    let customer = request.customer_id.as_deref().unwrap_or("");
    tx.later(
        &INSERT,
        params![
            &request.partner_id,
            &request.id,
            customer,
            request.status.as_str(),
            request.created.0,
            request.version,
            &body
        ],
    )
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &ServiceRequest, after: &ServiceRequest) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![
        &after.partner_id,
        &after.id,
        after.status.as_str(),
        after.version,
        &body,
        before.version
    ];
    tx.later_one(&UPDATE, params)
}

/// A request's notes, oldest first.
pub async fn notes(tx: &mut Tx, partner: &str, request: &str) -> Result<Vec<Note>, StoreError> {
    tx.all(&NOTES, params![partner, request], |row| row.json(0)).await
}

/// Adds a note; its id is time-ordered.
pub async fn add_note(tx: &mut Tx, partner: &str, request: &str, id: &str, note: &Note) -> Result<(), StoreError> {
    let body = serde_json::to_string(note)?;
    tx.later(&ADD_NOTE, params![partner, request, id, &body])
}
