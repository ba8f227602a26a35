//! Keys and certificates that deliveries are signed with, kept in the database so that every node signs alike and old certificates
//! stay to be had.

use crate::{Engine, halt::Halt};
pub use nahtlos_store::webhooks::Key;
use nahtlos_store::{Transaction, Tx, webhooks};
use std::sync::Arc;

struct Add {
    key: Key,
}

impl Transaction for Add {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        Ok(webhooks::add_key(tx, &self.key).await?)
    }
}

impl Engine {
    /// Every key and certificate, newest first.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn webhook_keys(&self) -> Result<Vec<Key>, Halt> {
        Ok(webhooks::keys(&mut self.inner.store.reader().await?).await?)
    }

    /// One by its id.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn webhook_key(&self, id: &str) -> Result<Option<Key>, Halt> {
        Ok(webhooks::key(&mut self.inner.store.reader().await?, id).await?)
    }

    /// Keeps a key; of several with one id the first stays. All of them, newest first.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn add_webhook_key(&self, key: Key) -> Result<Vec<Key>, Halt> {
        self.inner.store.transact(Arc::new(Add { key })).await?;
        self.webhook_keys().await
    }
}
