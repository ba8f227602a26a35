//! Lines of transfers that are refused on order. They move in due work, long after the request, and inside of a transaction that may
//! be run again: so a line's lot is drawn once and remembered.

use super::{Faults, Meeting};
use nahtlos_engine::transfers::{Mishap, Mishaps, mishaps::About};
use nahtlos_model::transfers::Failure;
use parking_lot::Mutex;
use std::{collections::HashMap, sync::Arc};

/// Lots remembered at once.
const KEPT: usize = 10_000;

/// What the engine asks when a line is about to move.
#[derive(Debug)]
pub(crate) struct OfTransfers {
    faults: Arc<Faults>,
    drawn: Mutex<HashMap<(String, i64), bool>>,
}

impl OfTransfers {
    pub(crate) fn new(faults: Arc<Faults>) -> Self {
        Self {
            faults,
            drawn: Mutex::default(),
        }
    }
}

impl Mishaps for OfTransfers {
    fn of_line(&self, about: About<'_>) -> Option<Mishap> {
        let mut drawn = self.drawn.lock();
        let line = (about.transfer_id.to_owned(), about.line);
        let refused = match drawn.get(&line) {
            Some(refused) => *refused,
            None if !self.faults.any() => return None,
            None => {
                if drawn.len() >= KEPT {
                    drawn.clear();
                }
                let refused = self.faults.refuses(&Meeting {
                    route: None,
                    operation: "line of a transfer",
                    tenant: about.target_id,
                    other: about.source_id,
                    customer: about.customer_id,
                    path: about.transfer_id,
                    request_id: "",
                    now: None,
                });
                drawn.insert(line, refused);
                refused
            }
        };
        refused.then(|| Mishap::Refuse(Failure::order_failed()))
    }
}
