//! What a sandbox alone can do: indirect resellers for tests.
//!
//! Used through `Client::sandbox`.

use crate::{Error, noun};
use nahtlos_wire::sandbox::SandboxReseller;

noun! {
    /// What a sandbox alone can do.
    Sandbox
}

impl Sandbox {
    /// Makes an indirect reseller; its administrator's password is in the reply.
    pub async fn create_reseller(&self, reseller: &SandboxReseller) -> Result<SandboxReseller, Error> {
        self.client.post(&["sandboxIndirectReseller"]).json(reseller).read().await
    }

    /// Removes an indirect reseller.
    pub async fn delete_reseller(&self, reseller: &str) -> Result<(), Error> {
        self.client.delete(&["sandboxIndirectReseller", reseller]).done().await
    }
}
