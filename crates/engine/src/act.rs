//! What a use case works with: the transaction, the time, the catalogue, and the trail it leaves.
//!
//! Everything a use case changes goes through `changed`, which writes the audit entry and the event; `finish`
//! appends them to the chains before the commit.

use crate::{call::Call, halt::Halt, inner::Inner, moves};
use nahtlos_model::{
    assortment::Assortment,
    audit::Entry,
    instants::Instant,
    moves::LOCAL,
    program::{Numbers, Program},
};
use nahtlos_store::{Tx, audit, due, outbox};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

/// A transaction in the hands of a use case.
#[derive(Debug)]
pub struct Act<'t> {
    /// The transaction.
    pub(crate) tx: &'t mut Tx,
    /// Who calls.
    pub(crate) call: &'t Call,
    /// Now.
    pub(crate) now: Instant,
    pub(crate) inner: &'t Inner,
    pub(crate) assortment: Arc<Assortment>,
    trail: BTreeMap<String, Trail>,
    /// The scope of the last change, for [`Act::concerns`].
    last: Option<String>,
}

/// What is to be added to one scope's chain.
#[derive(Debug, Default)]
struct Trail {
    entries: Vec<Entry>,
    /// Of each entry: the partners it concerns besides its own.
    others: Vec<Vec<String>>,
}

/// A change, for audit and events.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Changed<'a, B, A> {
    /// Customer or partner in whose chain it stands.
    pub scope: &'a str,
    /// The partner concerned.
    pub partner: &'a str,
    /// Kind of resource.
    pub resource: &'static str,
    /// Its id.
    pub id: &'a str,
    /// Operation, as the reference names it.
    pub operation: &'static str,
    /// Before.
    pub before: Option<&'a B>,
    /// After.
    pub after: Option<&'a A>,
}

impl<'t> Act<'t> {
    pub(crate) fn new(tx: &'t mut Tx, call: &'t Call, inner: &'t Inner, now: Instant) -> Self {
        Self {
            tx,
            call,
            now,
            inner,
            assortment: inner.assortment.load_full(),
            trail: BTreeMap::new(),
            last: None,
        }
    }

    /// The programme's numbers today.
    pub(crate) fn numbers(&self) -> Numbers {
        self.program().on(self.now.date())
    }

    /// The programme's numbers by day.
    pub(crate) fn program(&self) -> &'static Program {
        Program::bundled()
    }

    /// A new GUID that nobody can guess.
    pub(crate) fn guid(&self) -> String {
        uuid::Builder::from_random_bytes(self.inner.clock.random()).into_uuid().to_string()
    }

    /// A new time-ordered id, after every one that this process made before.
    pub(crate) fn ordered_id(&self) -> String {
        self.inner.ordered_id(self.now)
    }

    /// Twelve hexadecimal digits, as new-commerce orders have.
    pub(crate) fn order_id(&self) -> String {
        self.inner.clock.random()[..6].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A text nobody can guess, for links and passwords.
    pub(crate) fn secret(&self) -> String {
        use base64::Engine as _;
        let bytes = [self.inner.clock.random(), self.inner.clock.random()].concat();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&bytes[..24])
    }

    /// Records a change: an audit entry and an event.
    pub(crate) fn changed<B: Serialize, A: Serialize>(&mut self, change: Changed<'_, B, A>) -> Result<(), Halt> {
        self.changed_with(change, "")
    }

    /// Records a change that the reference gives a status besides "succeeded": [`nahtlos_model::audit::PROGRESS`] or
    /// [`nahtlos_model::audit::DECLINE`].
    pub(crate) fn changed_with<B: Serialize, A: Serialize>(&mut self, change: Changed<'_, B, A>, status: &str) -> Result<(), Halt> {
        let text = |value: Option<String>| value.unwrap_or_default();
        let before = change
            .before
            .map(serde_json::to_string)
            .transpose()
            .map_err(nahtlos_store::StoreError::from)?;
        let after = change
            .after
            .map(serde_json::to_string)
            .transpose()
            .map_err(nahtlos_store::StoreError::from)?;
        let actor = &self.call.actor;
        let entry = Entry {
            partner_id: change.partner.to_owned(),
            actor_tenant: actor.tenant_id.clone(),
            user: actor.user.as_ref().map(|u| u.id.clone()).unwrap_or_default(),
            application: actor.application.clone(),
            resource: change.resource.to_owned(),
            resource_id: change.id.to_owned(),
            operation: change.operation.to_owned(),
            before: text(before),
            after: text(after),
            correlation: self.call.correlation_id.clone(),
            request: self.call.request_id.clone(),
            user_name: actor.user.as_ref().map(|u| u.user_principal_name.clone()).unwrap_or_default(),
            status: status.to_owned(),
        };
        let trail = self.trail.entry(change.scope.to_owned()).or_default();
        trail.entries.push(entry);
        trail.others.push(Vec::new());
        self.last = Some(change.scope.to_owned());
        Ok(())
    }

    /// The change recorded last concerns another partner too (the other side of a transfer): it sees the record, and is told of events.
    pub(crate) fn concerns(&mut self, partner: &str) {
        let trail = self.last.as_ref().and_then(|scope| self.trail.get_mut(scope));
        if let Some(others) = trail.and_then(|trail| trail.others.last_mut()) {
            others.push(partner.to_owned());
        }
    }

    /// Puts a message into the outbox.
    pub(crate) async fn send(&mut self, kind: &str, scope: &str, body: &impl Serialize) -> Result<(), Halt> {
        let body = serde_json::to_string(body).map_err(nahtlos_store::StoreError::from)?;
        let message = outbox::Message {
            bucket: due::bucket_of(scope),
            id: self.ordered_id(),
            at: self.now,
            kind: kind.to_owned(),
            scope: scope.to_owned(),
            attempts: 0,
            body,
        };
        Ok(outbox::insert(self.tx, &message).await?)
    }

    /// Writes the trail: entries to their chains, and an event with its entry's number to the outbox for each.
    pub(crate) async fn finish(mut self) -> Result<(), Halt> {
        for (scope, Trail { entries, others }) in std::mem::take(&mut self.trail) {
            if entries.iter().any(|entry| moves::wakes(&entry.resource)) {
                nahtlos_store::moves::wake(self.tx, &scope, LOCAL, self.now).await?;
            }
            let first = audit::append(self.tx, &scope, self.now, &entries).await?;
            for (number, (entry, others)) in (first..).zip(entries.iter().zip(&others)) {
                let event = Event {
                    resource: &entry.resource,
                    id: &entry.resource_id,
                    operation: &entry.operation,
                    partner: &entry.partner_id,
                    correlation: &entry.correlation,
                    others,
                    number,
                    at: self.now,
                };
                self.send("event", &scope, &event).await?;
            }
        }
        Ok(())
    }
}

/// An event, as the outbox keeps it under the scope in whose chain its entry stands.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    resource: &'a str,
    id: &'a str,
    operation: &'a str,
    partner: &'a str,
    correlation: &'a str,
    /// Partners it concerns besides the first.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    others: &'a [String],
    /// Number of its audit entry in the scope's chain.
    number: i64,
    at: Instant,
}

/// For changes without before or after.
pub(crate) const NOTHING: Option<&()> = None;
