//! Questions about moves.

use super::{documents, plan::document, unknown};
use crate::{Engine, halt::Halt, reading::Reading};
use nahtlos_model::{
    estate::Estate,
    ids::SkuId,
    moves::{Move, journal::Entry, state::State},
};
pub use nahtlos_store::moves::Summary;
use nahtlos_store::moves::{self, Document};
use std::collections::BTreeMap;

/// After every id: a page from here is the first.
const END: &str = "~";

impl Engine {
    /// The licence of each subscription that the estate of a move's plan names, by its id in the tenant in small letters; nothing before
    /// there is a plan.
    ///
    /// # Errors
    /// Faults only.
    pub async fn known_licences(&self, of: &Move) -> Result<BTreeMap<String, SkuId>, Halt> {
        let Some(plan) = &of.plan else { return Ok(BTreeMap::new()) };
        let mut tx = self.inner.store.reader().await?;
        let estate: Estate = document(&mut tx, of, documents::ESTATE, plan.version).await?;
        let names = |id: &str| [id, of.in_tenant(id)].map(str::to_ascii_lowercase);
        let all = estate.subscriptions.iter();
        Ok(all.flat_map(|one| names(&one.id).map(|id| (id, one.sku_id))).collect())
    }
}

impl Reading {
    /// A move of the caller's by its id.
    ///
    /// # Errors
    /// `NotFound`, also for another partner's.
    pub async fn move_of(&mut self, id: &str) -> Result<Move, Halt> {
        let caller = self.caller.clone();
        moves::find(&mut self.tx, &caller, id).await?.ok_or_else(|| unknown(id))
    }

    /// The caller's moves, newest first, before an id; in one state where one is named.
    ///
    /// # Errors
    /// Faults only.
    pub async fn moves(&mut self, before: Option<&str>, limit: i64, state: Option<State>) -> Result<Vec<Move>, Halt> {
        let (caller, before) = (self.caller.clone(), before.unwrap_or(END));
        Ok(moves::page(&mut self.tx, &caller, before, limit, state.map(State::as_str)).await?)
    }

    /// The caller's moves of a customer, newest first, before an id.
    ///
    /// # Errors
    /// Faults only.
    pub async fn moves_of_customer(&mut self, before: Option<&str>, limit: i64, customer: &str) -> Result<Vec<Move>, Halt> {
        let (caller, before) = (self.caller.clone(), before.unwrap_or(END));
        Ok(moves::page_of_customer(&mut self.tx, &caller, before, limit, customer).await?)
    }

    /// The caller's moves whose customer's name or domain has a text in it, newest first, before an id.
    ///
    /// # Errors
    /// Faults only.
    pub async fn moves_sought(&mut self, before: Option<&str>, limit: i64, text: &str) -> Result<Vec<Move>, Halt> {
        let (caller, before) = (self.caller.clone(), before.unwrap_or(END));
        Ok(moves::page_sought(&mut self.tx, &caller, before, limit, &text.to_lowercase()).await?)
    }

    /// The caller's moves that need somebody, newest first, before an id.
    ///
    /// # Errors
    /// Faults only.
    pub async fn moves_of_attention(&mut self, before: Option<&str>, limit: i64) -> Result<Vec<Move>, Halt> {
        let (caller, before) = (self.caller.clone(), before.unwrap_or(END));
        Ok(moves::page_of_attention(&mut self.tx, &caller, before, limit).await?)
    }

    /// The caller's moves in numbers, by state and currency.
    ///
    /// # Errors
    /// Faults only.
    pub async fn move_summary(&mut self) -> Result<Vec<Summary>, Halt> {
        let caller = self.caller.clone();
        Ok(moves::summary(&mut self.tx, &caller).await?)
    }

    /// A move's journal after an entry.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn journal(&mut self, id: &str, after: i64, limit: i64) -> Result<Vec<Entry>, Halt> {
        let of = self.move_of(id).await?;
        Ok(moves::entries(&mut self.tx, &of.partner_id, &of.id, after, limit).await?)
    }

    /// What a move was made from, and its plans, without their texts.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn move_documents(&mut self, id: &str) -> Result<Vec<Document>, Halt> {
        let of = self.move_of(id).await?;
        Ok(moves::documents(&mut self.tx, &of.partner_id, &of.id).await?)
    }

    /// The text of a document.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn move_document(&mut self, id: &str, kind: &str, number: i64) -> Result<String, Halt> {
        let of = self.move_of(id).await?;
        let found = moves::document(&mut self.tx, &of.partner_id, &of.id, kind, number).await?;
        found.map(|(_, text)| text).ok_or_else(|| unknown(kind))
    }

    /// The text of the newest document of a kind up to a number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn move_document_to(&mut self, id: &str, kind: &str, number: i64) -> Result<String, Halt> {
        let all = self.move_documents(id).await?;
        let newest = all.iter().filter(|d| d.kind == kind && d.number <= number).map(|d| d.number).max();
        self.move_document(id, kind, newest.unwrap_or(number)).await
    }
}
