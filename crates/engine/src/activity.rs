//! What concerns a partner, out of the audit chains: lists, and one entry by its record's id.
//!
//! The rows that say so are written when events are spread, a moment after the change. Reading only; what may be seen is what the
//! caller's rows point at, or for a tenant that is no partner its own chain.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    audit::{
        Link,
        record::{self, Named},
    },
    instants::Instant,
    permissions::Relation,
    refusals::{Code, Refusal},
};
use nahtlos_store::{
    StoreError,
    activity::{self, Before},
    audit, customers,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Rows looked at in one statement.
const LOOK: i64 = 500;

/// What a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// From here.
    pub from: Instant,
    /// Until before here.
    pub to: Instant,
    /// Of one customer.
    pub scope: Option<String>,
    /// Of one kind of resource, as the reference names it.
    pub resource: Option<String>,
    /// Of customers whose names hold this, in lower case.
    pub company: Option<String>,
    /// Also what the reference has no record of.
    pub whole: bool,
}

/// How far a list was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Instant of the last row; nothing before the first page.
    pub at: Option<Instant>,
    /// Its scope.
    pub scope: String,
    /// Its number.
    pub seq: i64,
}

/// An entry with what a record says besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The partner who asks.
    pub partner: String,
    /// The entry in its chain.
    pub link: Link,
    /// Its hash.
    pub hash: nahtlos_model::audit::Hash,
    /// Name of the customer, or of the partner whose own chain it is.
    pub name: String,
}

impl Recorded {
    /// The record's id.
    pub fn id(&self) -> String {
        let entry = &self.link.entry;
        Named {
            partner: &self.partner,
            scope: &self.link.scope,
            resource: &entry.resource,
            resource_id: &entry.resource_id,
            operation: &entry.operation,
            at: self.link.at,
            number: self.link.seq,
        }
        .id()
    }

    /// The place after it in a list.
    pub fn place(&self) -> Place {
        Place {
            at: Some(self.link.at),
            scope: self.link.scope.clone(),
            seq: self.link.seq,
        }
    }
}

impl Reading {
    /// Entries that concern the caller, newest first, after a place.
    ///
    /// # Errors
    /// Faults only.
    pub async fn activity(&mut self, wanted: &Wanted, after: &Place, limit: i64) -> Result<Vec<Recorded>, Halt> {
        let caller = self.caller.clone();
        let companies = match &wanted.company {
            Some(part) => Some(self.companies(part).await?),
            None => None,
        };
        let fits = |row: &activity::Row| {
            (wanted.whole || !row.resource.is_empty())
                && wanted.scope.as_ref().is_none_or(|scope| *scope == row.scope)
                && wanted.resource.as_ref().is_none_or(|resource| *resource == row.resource)
                && companies.as_ref().is_none_or(|all| all.contains(&row.scope))
        };
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let (mut rows, mut place) = (Vec::new(), after.clone());
        while rows.len() < most {
            let before = Before {
                at: place.at.unwrap_or(wanted.to),
                scope: &place.scope,
                seq: place.seq,
            };
            let page = activity::page(&mut self.tx, &caller, wanted.from, before, LOOK).await?;
            let Some(last) = page.last() else { break };
            place = Place {
                at: Some(last.at),
                scope: last.scope.clone(),
                seq: last.seq,
            };
            rows.extend(page.into_iter().filter(|row| fits(row)));
            // A long list must not keep others waiting.
            tokio::task::yield_now().await;
        }
        rows.truncate(most);
        let mut names = HashMap::new();
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            found.push(self.recorded(&caller, &row.scope, row.seq, &mut names).await?);
        }
        Ok(found)
    }

    /// The entry of a record's id.
    ///
    /// # Errors
    /// `AuditRecordUnknown`, also where it concerns others only.
    pub async fn record(&mut self, id: &str) -> Result<Recorded, Halt> {
        let unknown = || Refusal::new(Code::AuditRecordUnknown).with("id", id);
        let place = record::Place::read(id)
            .filter(|place| place.partner == self.caller)
            .ok_or_else(unknown)?;
        let rows = activity::at(&mut self.tx, &place.partner, place.at, &place.scope).await?;
        let row = rows
            .iter()
            .find(|row| row.seq.rem_euclid(10_000) == place.number)
            .ok_or_else(unknown)?;
        let found = self.recorded(&place.partner, &place.scope, row.seq, &mut HashMap::new()).await?;
        match found.id() == id.trim().to_lowercase() {
            true => Ok(found),
            false => Err(unknown().into()),
        }
    }

    /// A tenant's own chain, newest first, before a number: for who is no partner.
    ///
    /// # Errors
    /// Faults only.
    pub async fn own_trail(&mut self, before: Option<i64>, limit: i64) -> Result<Vec<Recorded>, Halt> {
        let (tenant, mut names) = (self.tenant(), HashMap::new());
        let links = audit::back(&mut self.tx, &tenant, before.unwrap_or(i64::MAX), limit).await?;
        let name = self.name(&tenant, &mut names).await?;
        let recorded = |(link, hash)| Recorded {
            partner: tenant.clone(),
            link,
            hash,
            name: name.clone(),
        };
        Ok(links.into_iter().map(recorded).collect())
    }

    /// Whether the whole chain of the tenant asked about is the caller's to see: its own, and it is no partner.
    ///
    /// # Errors
    /// Faults only.
    pub async fn sees_whole_chain(&mut self) -> Result<bool, Halt> {
        let own = self.permit.relation() == Relation::Own;
        Ok(own && self.own_partner().await?.is_none())
    }

    async fn recorded(&mut self, partner: &str, scope: &str, seq: i64, names: &mut HashMap<String, String>) -> Result<Recorded, Halt> {
        let found = audit::link(&mut self.tx, scope, seq).await?;
        let (link, hash) = found.ok_or_else(|| StoreError::other(format!("the audit entry {seq} of {scope} is missing")))?;
        Ok(Recorded {
            partner: partner.to_owned(),
            link,
            hash,
            name: self.name(scope, names).await?,
        })
    }

    /// The present name of a customer or partner; empty where it is gone.
    async fn name(&mut self, tenant: &str, names: &mut HashMap<String, String>) -> Result<String, Halt> {
        if let Some(name) = names.get(tenant) {
            return Ok(name.clone());
        }
        let name = match customers::find(&mut self.tx, tenant).await? {
            Some(customer) => customer.company.name,
            None => customers::partner(&mut self.tx, tenant).await?.map(|p| p.name).unwrap_or_default(),
        };
        names.insert(tenant.to_owned(), name.clone());
        Ok(name)
    }

    /// The caller's customers whose names hold a text in lower case.
    async fn companies(&mut self, part: &str) -> Result<BTreeSet<String>, Halt> {
        let (caller, mut found, mut after) = (self.caller.clone(), BTreeSet::new(), String::new());
        loop {
            let page = customers::page(&mut self.tx, &caller, &after, LOOK).await?;
            let Some(last) = page.last() else { return Ok(found) };
            after.clone_from(&last.customer_id);
            let fits = page.into_iter().filter(|one| one.company.to_lowercase().contains(part));
            found.extend(fits.map(|one| one.customer_id));
        }
    }
}
