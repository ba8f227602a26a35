//! The audit trail: walked and verified.

use crate::{Engine, halt::Halt};
use nahtlos_model::audit::{Break, GENESIS, Hash};
use nahtlos_store::audit;

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
