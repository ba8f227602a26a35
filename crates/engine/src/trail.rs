//! The audit trail: walked and verified, and taken home with what proves it.

use crate::{Engine, halt::Halt, reading::Reading};
use nahtlos_model::audit::{
    Break, GENESIS, Hash,
    archive::{Kept, KeptSeal},
};
use nahtlos_store::{activity, audit, customers};
use std::collections::BTreeSet;

/// Links read at once.
const PAGE: i64 = 500;

impl Engine {
    /// Walks a scope's chain from its beginning; its length and last hash, or the first broken link.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn verify_audit(&self, scope: &str) -> Result<Result<(i64, Hash), Break>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let (mut before, mut seq) = (GENESIS, 0);
        loop {
            let page = audit::page(&mut tx, scope, seq, PAGE).await?;
            if page.is_empty() {
                return Ok(Ok((seq, before)));
            }
            for (link, stored) in page {
                if link.seq != seq + 1 {
                    return Ok(Err(Break::Number {
                        expected: seq + 1,
                        found: link.seq,
                    }));
                }
                let hash = link.hash(&before);
                if hash != stored {
                    return Ok(Err(Break::Content { seq: link.seq }));
                }
                (before, seq) = (hash, link.seq);
            }
        }
    }
}

impl Reading {
    /// Links of a scope after a number as the caller may see them: of those that concern others only, their hash. `whole`: the chain is
    /// the caller's own.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn kept_links(&mut self, scope: &str, whole: bool, after: i64) -> Result<Vec<Kept>, Halt> {
        let page = audit::page(&mut self.tx, scope, after, PAGE).await?;
        let caller = self.caller.clone();
        let end = page.last().map_or(after, |(link, _)| link.seq) + 1;
        let mine: BTreeSet<i64> = match whole {
            true => BTreeSet::new(),
            false => activity::of_scope(&mut self.tx, &caller, scope, after + 1..end)
                .await?
                .into_iter()
                .map(|row| row.seq)
                .collect(),
        };
        let seen = |seq| whole || scope == caller || mine.contains(&seq);
        Ok(page
            .into_iter()
            .map(|(link, hash)| Kept {
                scope: scope.to_owned(),
                seq: link.seq,
                hash,
                // What names the caller is the caller's at once; who else it concerns is known after the next sweep.
                link: Some(link).filter(|link| seen(link.seq) || link.entry.partner_id == caller),
            })
            .collect())
    }

    /// Seals that vouch for a scope: those of the caller's chain, or where the caller is no partner, of all that have one.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn kept_seals(&mut self, scope: &str) -> Result<Vec<KeptSeal>, Halt> {
        let caller = self.caller.clone();
        let partners: Vec<String> = match self.own_partner().await? {
            Some(partner) => vec![partner.id],
            None if scope == caller => {
                let all = customers::relationships(&mut self.tx, scope).await?;
                all.into_iter().map(|r| r.partner_id).collect()
            }
            None => Vec::new(),
        };
        let mut found = Vec::new();
        for partner in partners {
            let mut after = 0;
            loop {
                let page = audit::seals_of(&mut self.tx, &partner, scope, after, PAGE).await?;
                let Some((_, last, _)) = page.last() else { break };
                after = last.seq;
                found.extend(page.into_iter().map(|(before, seal, hash)| KeptSeal {
                    partner: partner.clone(),
                    before,
                    seal,
                    hash,
                }));
            }
        }
        Ok(found)
    }

    /// The caller's customers after one, for walking over all of their chains.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn chains_after(&mut self, after: &str, limit: i64) -> Result<Vec<String>, Halt> {
        let caller = self.caller.clone();
        let page = customers::page(&mut self.tx, &caller, after, limit).await?;
        Ok(page.into_iter().map(|one| one.customer_id).collect())
    }
}
