//! Spreads events: for each that waits in the outbox, which partners it concerns (the list of activity), and which of them asked to be
//! told (deliveries).
//!
//! Events are claimed, worked out with questions alone, and written down in one transaction that also takes them from the outbox. Ids are
//! made of the event, so that a second run of the same event writes nothing new. It must never change what the event is about.

use super::{
    body::{self, Body},
    lane,
};
use crate::{Engine, halt::Halt, inner::Inner, outbox::LEASE_MS};
use nahtlos_model::{
    audit::record::{self, Named},
    customers::Relationship,
    instants::Instant,
    partners::PartnerKind,
    webhooks::{
        Delivery, DeliveryStatus, Registration, id_from,
        kinds::{self, Kind, To, When},
    },
};
use nahtlos_store::{StoreError, Transaction, Tx, activity, audit, customers, outbox, webhooks};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// Events claimed at once.
const CLAIM: i64 = 128;
/// Resources of a tenant's directory: only who administers it is concerned.
const DIRECTORY: [&str; 6] = [
    "customer_user",
    "license",
    "group",
    "domain",
    "customer_directory_role",
    "app_role_assignment",
];
/// Members of a subscription that are what was bought and how it goes on.
const COMMERCE: [&str; 14] = [
    "quantity",
    "status",
    "autoRenew",
    "endAction",
    "term",
    "renewalTerm",
    "cycle",
    "nextCycle",
    "start",
    "end",
    "scheduled",
    "offer",
    "extended",
    "trial",
];

/// An event as the outbox keeps it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Event {
    pub(super) resource: String,
    pub(super) id: String,
    pub(super) operation: String,
    pub(super) partner: String,
    pub(super) correlation: String,
    pub(super) others: Vec<String>,
    pub(super) number: i64,
    pub(super) at: Instant,
}

struct ClaimEvents {
    inner: Arc<Inner>,
    bucket: i64,
}

impl Transaction for ClaimEvents {
    type Out = Vec<outbox::Message>;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Self::Out, Halt> {
        let machine = self.inner.clock.machine().0;
        let claim = outbox::Claim {
            owner: &self.inner.node,
            until_ms: machine + LEASE_MS,
            real_ms: machine,
            now: self.inner.clock.now(),
        };
        Ok(outbox::claim(tx, self.bucket, claim, "event", CLAIM).await?)
    }
}

/// What events come to.
#[derive(Debug, Default)]
struct Spread {
    activity: Vec<(String, activity::Row)>,
    deliveries: Vec<(String, Delivery)>,
}

struct Write {
    inner: Arc<Inner>,
    events: Vec<outbox::Message>,
    spread: Spread,
}

impl Transaction for Write {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        activity::insert_many(tx, &self.spread.activity).await?;
        for (lane, delivery) in &self.spread.deliveries {
            webhooks::deliver(tx, lane, delivery).await?;
            webhooks::wake(tx, &delivery.partner_id, lane, delivery.due).await?;
        }
        for event in &self.events {
            outbox::done(tx, event.bucket, &event.id, &self.inner.node).await?;
        }
        Ok(())
    }
}

impl Engine {
    /// Spreads events that wait; how many.
    ///
    /// # Errors
    /// Faults of the database; the events then wait for the end of their claim.
    pub async fn spread_events(&self) -> Result<usize, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let buckets = outbox::buckets(&mut tx, "event", self.inner.clock.now(), self.inner.clock.machine().0).await?;
        drop(tx);
        let mut total = 0;
        for bucket in buckets {
            let inner = Arc::clone(&self.inner);
            let events = self.inner.store.transact(Arc::new(ClaimEvents { inner, bucket })).await?;
            if events.is_empty() {
                continue;
            }
            total += events.len();
            let mut asking = Asking::of(self).await?;
            let mut spread = Spread::default();
            for message in &events {
                asking.spread(message, &mut spread).await?;
            }
            drop(asking);
            let inner = Arc::clone(&self.inner);
            self.inner.store.transact(Arc::new(Write { inner, events, spread })).await?;
        }
        Ok(total)
    }
}

/// Questions asked for a few events; most are about the same tenants.
pub(super) struct Asking {
    tx: Tx,
    machine: Instant,
    relationships: HashMap<String, Vec<Relationship>>,
    registrations: HashMap<String, Vec<Registration>>,
    resellers: HashMap<String, bool>,
}

impl Asking {
    pub(super) async fn of(engine: &Engine) -> Result<Self, Halt> {
        Ok(Self {
            tx: engine.inner.store.reader().await?,
            machine: engine.inner.clock.machine(),
            relationships: HashMap::new(),
            registrations: HashMap::new(),
            resellers: HashMap::new(),
        })
    }

    async fn spread(&mut self, message: &outbox::Message, spread: &mut Spread) -> Result<(), Halt> {
        let scope = &message.scope;
        // One from before events had a number: nothing can point at it.
        let Some(event) = serde_json::from_str::<Event>(&message.body).ok().filter(|event| event.number > 0) else {
            return Ok(());
        };
        let concerned = self.concerned(scope, &event).await?;
        spread.activity.extend(listed(scope, &event, &concerned));
        let mut change: Option<Change> = None;
        for kind in kinds::raised_by(&event.resource, &event.operation) {
            let told: BTreeSet<&String> = match kind.to {
                To::Partner => event.others.iter().chain([&event.partner]).collect(),
                To::Pair => concerned.iter().collect(),
            };
            for partner in told {
                for registration in self.registered(partner, kind).await? {
                    if change.is_none() {
                        change = Some(Change::of(&mut self.tx, scope, &event).await?);
                    }
                    let Some(change) = &change else { continue };
                    if self.holds(kind, &event, change, partner).await? {
                        let delivery = delivery(kind, scope, &event, change, &registration, self.machine)?;
                        spread.deliveries.push((lane(&registration.owner, scope), delivery));
                    }
                }
            }
        }
        Ok(())
    }

    /// The partners whom an entry concerns.
    pub(super) async fn concerned(&mut self, scope: &str, event: &Event) -> Result<BTreeSet<String>, Halt> {
        let directory = DIRECTORY.contains(&event.resource.as_str());
        let mut all: BTreeSet<String> = event.others.iter().cloned().collect();
        let relationships = self.relationships(scope).await?;
        let then = relationships
            .iter()
            .filter(|r| r.since <= event.at && r.ended.is_none_or(|end| end >= event.at));
        if event.partner.is_empty() {
            all.insert(scope.to_owned());
            all.extend(then.filter(|r| directory && r.delegated).map(|r| r.partner_id.clone()));
        } else {
            all.insert(event.partner.clone());
            let pair = then.filter(|r| !directory && (r.partner_id == event.partner || r.through.as_ref() == Some(&event.partner)));
            all.extend(pair.flat_map(|r| r.through.iter().chain([&r.partner_id])).cloned());
        }
        Ok(all)
    }

    async fn relationships(&mut self, scope: &str) -> Result<&[Relationship], Halt> {
        if !self.relationships.contains_key(scope) {
            let found = customers::relationships(&mut self.tx, scope).await?;
            self.relationships.insert(scope.to_owned(), found);
        }
        Ok(&self.relationships[scope])
    }

    /// The registrations of a partner that name a kind.
    async fn registered(&mut self, partner: &str, kind: &Kind) -> Result<Vec<Registration>, Halt> {
        if partner.is_empty() {
            return Ok(Vec::new());
        }
        if !self.registrations.contains_key(partner) {
            let found = webhooks::list(&mut self.tx, partner).await?;
            self.registrations.insert(partner.to_owned(), found);
        }
        let all = &self.registrations[partner];
        Ok(all.iter().filter(|one| one.wants(kind.name)).cloned().collect())
    }

    /// Whether the change is one that raises a kind for a partner.
    async fn holds(&mut self, kind: &Kind, event: &Event, change: &Change, partner: &str) -> Result<bool, Halt> {
        let accepted = event.operation == "reseller_relationship_accepted_by_customer" || !change.before.is_null();
        Ok(match kind.when {
            When::Always => true,
            When::Commerce => change.before.is_null() || COMMERCE.iter().any(|name| change.before[name] != change.after[name]),
            When::Gains => !delegated(&change.before) && delegated(&change.after),
            When::Loses => delegated(&change.before) && !delegated(&change.after),
            When::Accepted => accepted,
            When::AcceptedThrough => accepted && !change.after["through"].is_null() && self.is_reseller(partner).await?,
        })
    }

    async fn is_reseller(&mut self, partner: &str) -> Result<bool, Halt> {
        if let Some(known) = self.resellers.get(partner) {
            return Ok(*known);
        }
        let found = customers::partner(&mut self.tx, partner).await?;
        let is = found.is_some_and(|p| p.kind == PartnerKind::IndirectReseller);
        self.resellers.insert(partner.to_owned(), is);
        Ok(is)
    }
}

/// Rows of the list of activity for those whom an entry concerns.
pub(super) fn listed<'a>(
    scope: &'a str,
    event: &'a Event,
    concerned: &'a BTreeSet<String>,
) -> impl Iterator<Item = (String, activity::Row)> + 'a {
    let resource = match record::operation(&event.operation) {
        Some(_) => record::resource(&event.resource, &event.operation),
        None => "",
    };
    concerned.iter().map(move |partner| {
        let row = activity::Row {
            at: event.at,
            scope: scope.to_owned(),
            seq: event.number,
            resource: resource.to_owned(),
        };
        (partner.clone(), row)
    })
}

fn delegated(relationship: &Value) -> bool {
    relationship["delegated"] == true
}

/// What the entry of an event says of its resource; null where there is nothing.
struct Change {
    before: Value,
    after: Value,
}

impl Change {
    async fn of(tx: &mut Tx, scope: &str, event: &Event) -> Result<Self, Halt> {
        let link = audit::link(tx, scope, event.number).await?.map(|(link, _)| link);
        let link = link.ok_or_else(|| StoreError::other(format!("the audit entry {} of {scope} is missing", event.number)))?;
        let read = |text: &str| match text {
            "" => Ok(Value::Null),
            text => serde_json::from_str(text).map_err(StoreError::from),
        };
        Ok(Self {
            before: read(&link.entry.before)?,
            after: read(&link.entry.after)?,
        })
    }

    /// A member of the resource as it is now, else as it was.
    fn member(&self, name: &str) -> &str {
        let of = |value: &'_ Value| value[name].as_str().map(str::len).is_some();
        let from = if of(&self.after) { &self.after } else { &self.before };
        from[name].as_str().unwrap_or_default()
    }
}

fn delivery(
    kind: &Kind,
    scope: &str,
    event: &Event,
    change: &Change,
    registration: &Registration,
    machine: Instant,
) -> Result<Delivery, Halt> {
    let partner = &registration.partner_id;
    let audited = Named {
        partner,
        scope,
        resource: &event.resource,
        resource_id: &event.id,
        operation: &event.operation,
        at: event.at,
        number: event.number,
    };
    let body = Body {
        event_name: kind.name,
        resource_uri: address(kind, scope, event, change).map(|path| format!("{}{path}", registration.base)),
        resource_name: kind.resource_name,
        audit_uri: Some(format!("{}/auditactivity/v1/auditrecords/{}", registration.base, audited.id())),
        resource_change_utc_date: body::date(event.at, event.number),
    };
    Ok(Delivery {
        partner_id: partner.clone(),
        id: id_of(kind, scope, event, registration),
        owner: registration.owner.clone(),
        event: kind.name.to_owned(),
        correlation: event.correlation.clone(),
        payload: body.text()?,
        url: registration.url.clone(),
        at: event.at,
        status: DeliveryStatus::Waiting,
        failures: 0,
        attempts: Vec::new(),
        due: machine,
        version: 1,
    })
}

/// The path of what an event is about; `None` for kinds without one.
fn address(kind: &Kind, scope: &str, event: &Event, change: &Change) -> Option<String> {
    let mut path = String::with_capacity(kind.address.len() + 64);
    for (at, part) in kind.address.split(['{', '}']).enumerate() {
        path.push_str(match part {
            text if at % 2 == 0 => text,
            "customer" => scope,
            "id" => &event.id,
            member => change.member(member),
        });
    }
    Some(path).filter(|path| !path.is_empty())
}

/// An id that is the same whenever the same event is spread, and in the order of the changes.
fn id_of(kind: &Kind, scope: &str, event: &Event, registration: &Registration) -> String {
    let mut hash = Sha256::new();
    for part in [
        scope,
        &event.number.to_string(),
        &registration.partner_id,
        &registration.owner,
        kind.name,
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest: String = hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{:012x}-{digest}", id_from(event.at), event.number)
}
