//! A partner's list of customers: by id, or by name where a condition on the name makes that the shorter way.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::customers::filter::{Filter, Row};
use nahtlos_store::customers::{self, Listed};

/// Rows looked at in one statement where a condition lets only some through.
const LOOK: i64 = 1000;

/// How far a list was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// Name of the last row, lower case; empty where the list is read by id.
    pub name: String,
    /// Its customer.
    pub id: String,
}

impl Place {
    /// The place after a row.
    pub fn after(row: &Listed, filter: Option<&Filter>) -> Self {
        let by_name = filter.and_then(Filter::name_prefix).is_some();
        Self {
            name: if by_name { row.company.to_lowercase() } else { String::new() },
            id: row.customer_id.clone(),
        }
    }
}

impl Reading {
    /// The caller's customers that a condition lets through, after a place.
    ///
    /// # Errors
    /// Faults only.
    pub async fn customers(&mut self, filter: Option<&Filter>, after: &Place, limit: i64) -> Result<Vec<Listed>, Halt> {
        let partner = self.tenant();
        let Some(filter) = filter else {
            return Ok(customers::page(&mut self.tx, &partner, &after.id, limit).await?);
        };
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let (mut found, mut place) = (Vec::new(), after.clone());
        loop {
            let rows = match filter.name_prefix() {
                Some(prefix) => customers::by_name(&mut self.tx, &partner, prefix, (&place.name, &place.id), LOOK).await?,
                None => customers::page(&mut self.tx, &partner, &place.id, LOOK).await?,
            };
            let Some(last) = rows.last() else { return Ok(found) };
            place = Place::after(last, Some(filter));
            let more = rows.len() == LOOK as usize;
            for row in rows {
                let (name, domain) = (row.company.to_lowercase(), row.domain.to_lowercase());
                let through = row.reseller_id.to_lowercase();
                let accepted = filter.accepts(Row {
                    name: &name,
                    domain: &domain,
                    through: &through,
                });
                if accepted {
                    found.push(row);
                    if found.len() >= wanted {
                        return Ok(found);
                    }
                }
            }
            if !more {
                return Ok(found);
            }
            // A long list must not keep others waiting.
            tokio::task::yield_now().await;
        }
    }
}
