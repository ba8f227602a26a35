//! Puts entries into the list of activity that were written before it was kept: chain by chain, a page at a time, beside other work.
//!
//! Called by the worker until there is nothing left. Nobody is told of what is that old. Whom an entry names besides its partner was not
//! written into it, so that these alone are not found. A page may be done twice, by two processes or after a crash: rows that are there
//! stay.

use super::spread::{Asking, Event, listed};
use crate::{Engine, halt::Halt};
use nahtlos_model::audit::Link;
use nahtlos_store::{Transaction, Tx, activity, audit};
use std::sync::Arc;

/// Entries put there in one transaction.
const PAGE: i64 = 256;

struct Fill {
    scope: String,
    rows: Vec<(String, activity::Row)>,
    until: Option<i64>,
}

impl Transaction for Fill {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        activity::insert_many(tx, &self.rows).await?;
        Ok(activity::filled(tx, &self.scope, self.until).await?)
    }
}

impl Engine {
    /// Puts the next entries of one chain there; false: no chain lacks any.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn fill_activity(&self) -> Result<bool, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let Some(gap) = activity::gaps(&mut tx, 1).await?.into_iter().next() else {
            return Ok(false);
        };
        let page = audit::page(&mut tx, &gap.scope, gap.done, PAGE).await?;
        drop(tx);
        let mut asking = Asking::of(self).await?;
        let mut rows = Vec::new();
        for (link, _) in page.iter().filter(|(link, _)| link.seq <= gap.last) {
            let event = event_of(link);
            let concerned = asking.concerned(&gap.scope, &event).await?;
            rows.extend(listed(&gap.scope, &event, &concerned));
        }
        drop(asking);
        let until = page.last().map(|(link, _)| link.seq).filter(|seq| *seq < gap.last);
        let fill = Fill {
            scope: gap.scope,
            rows,
            until,
        };
        self.inner.store.transact(Arc::new(fill)).await?;
        Ok(true)
    }
}

/// The event that an entry would have raised.
fn event_of(link: &Link) -> Event {
    let entry = &link.entry;
    Event {
        resource: entry.resource.clone(),
        id: entry.resource_id.clone(),
        operation: entry.operation.clone(),
        partner: entry.partner_id.clone(),
        correlation: entry.correlation.clone(),
        others: Vec::new(),
        number: link.seq,
        at: link.at,
    }
}
