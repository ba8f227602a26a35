//! Transfers of which the other partner's system refuses a line. A line is asked about more than once, and answered the same each time.

use crate::{core::Core, faults::Fault};
use nahtlos_engine::transfers::{Mishap, Mishaps, mishaps::About};
use nahtlos_model::transfers::Failure;
use parking_lot::Mutex;
use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
};

#[derive(Debug)]
pub(crate) struct Refused {
    core: Weak<Core>,
    said: Mutex<BTreeMap<(String, i64), bool>>,
}

impl Refused {
    /// From now on the center's transfers may be refused.
    pub(crate) fn begin(core: &Arc<Core>) {
        core.center.let_transfers_fail(Arc::new(Self {
            core: Arc::downgrade(core),
            said: Mutex::default(),
        }));
    }
}

impl Mishaps for Refused {
    fn of_line(&self, about: About<'_>) -> Option<Mishap> {
        let core = self.core.upgrade()?;
        let mut said = self.said.lock();
        let refused = *said.entry((about.transfer_id.to_owned(), about.line)).or_insert_with(|| {
            let comes = core.comes(Fault::TransferRefused);
            if comes {
                core.tell("vendor", &format!("the transfer of {} is refused", about.subscription_id));
            }
            comes
        });
        refused.then(|| Mishap::Refuse(Failure::order_failed()))
    }
}
