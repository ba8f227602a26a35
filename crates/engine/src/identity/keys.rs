//! Signing keys, kept in the database.

use crate::{Engine, halt::Halt};
use nahtlos_store::{Transaction, Tx, identity, settings};
use std::sync::Arc;

struct AddKey {
    key: identity::SigningKey,
}

impl Transaction for AddKey {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        // Who writes here second waits for the first, and then sees its key: processes that begin at once sign with one key.
        settings::set(tx, "signing-keys", &self.key.id).await?;
        if identity::keys(tx).await?.is_empty() {
            identity::add_key(tx, &self.key).await?;
        }
        Ok(())
    }
}

impl Engine {
    /// Ids and private keys (PKCS#8 DER), newest first.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn signing_keys(&self) -> Result<Vec<(String, Vec<u8>)>, Halt> {
        let keys = identity::keys(&mut self.inner.store.reader().await?).await?;
        Ok(keys.into_iter().map(|k| (k.id, k.secret)).collect())
    }

    /// Adds the first key, unless another process did; all of them, newest first.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn first_signing_key(&self, secret: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, Halt> {
        let id: String = self.inner.clock.random().iter().map(|byte| format!("{byte:02x}")).collect();
        let key = identity::SigningKey {
            id,
            created_ms: self.inner.clock.machine().0,
            secret,
        };
        self.inner.store.transact(Arc::new(AddKey { key })).await?;
        self.signing_keys().await
    }
}
