//! The door for questions: a permit and a connection. Each noun's `read` module adds its questions.

use crate::{
    Engine,
    call::{Call, Need},
    halt::Halt,
    permit::{self, Permit},
};
use nahtlos_model::{
    assortment::Assortment,
    instants::Instant,
    program::{Numbers, Program},
};
use nahtlos_store::Tx;
use std::sync::Arc;

/// A connection with the right to ask.
#[derive(Debug)]
pub struct Reading {
    pub(crate) tx: Tx,
    /// What allows it.
    pub permit: Permit,
    /// What is sold.
    pub assortment: Arc<Assortment>,
    /// Now.
    pub now: Instant,
    /// The caller's tenant.
    pub caller: String,
}

impl Reading {
    /// The programme's numbers today.
    pub fn numbers(&self) -> Numbers {
        Program::bundled().on(self.now.date())
    }

    /// The tenant asked about.
    pub fn tenant(&self) -> String {
        self.permit.tenant().to_owned()
    }
}

impl Engine {
    /// Opens a reading.
    ///
    /// # Errors
    /// When the caller has no right to it.
    pub async fn read(&self, call: &Call, need: Need) -> Result<Reading, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let (assortment, now) = (self.inner.assortment.load_full(), self.inner.clock.now());
        let permit = permit::grant(&mut tx, &call.actor, &need, now).await?;
        Ok(Reading {
            tx,
            permit,
            assortment,
            now,
            caller: call.actor.tenant_id.clone(),
        })
    }
}
