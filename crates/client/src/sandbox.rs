//! What a sandbox alone can do: indirect resellers for tests, seeds, what was called.
//!
//! Used through `Client::sandbox`.

use crate::{Error, noun};
use nahtlos_wire::{
    coverage::{self, Coverage},
    sandbox::SandboxReseller,
    seeds::{self, Planted},
};
use reqwest::Method;

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

    /// Our own: plants a seed, an `estate.json` or `seed.toml`; its name stands in what is said of mistakes.
    pub async fn plant(&self, name: &str, bytes: Vec<u8>) -> Result<Planted, Error> {
        let call = self.client.own(Method::POST, seeds::PATH, &[]).query("file", name);
        call.raw("application/octet-stream", bytes).read().await
    }

    /// Our own: which operations there are, and how often each was called.
    pub async fn coverage(&self) -> Result<Coverage, Error> {
        self.client.own(Method::GET, coverage::PATH, &[]).read().await
    }
}
