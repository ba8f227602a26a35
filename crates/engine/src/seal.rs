//! The sealer: takes the heads of customers' audit chains into their partners' chains, in batches, so that no partner's chain is a
//! row that every change of every customer waits for. Links that are younger than the last seal are known as not yet sealed.

use crate::{Engine, halt::Halt, inner::Inner};
use nahtlos_model::audit::Seal;
use nahtlos_store::{Kind, StoreError, Transaction, Tx, audit, customers};
use std::{collections::BTreeMap, sync::Arc};

/// Heads looked at in one batch.
const BATCH: i64 = 200;

struct SealBatch {
    inner: Arc<Inner>,
    after: String,
}

impl Transaction for SealBatch {
    type Out = Option<String>;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Option<String>, Halt> {
        let heads = audit::heads(tx, &self.after, BATCH).await?;
        let last = heads.last().map(|(scope, _, _)| scope.clone());
        let mut chains: BTreeMap<String, (i64, nahtlos_model::audit::Hash)> = BTreeMap::new();
        for (scope, seq, hash) in heads {
            for partner in sealers(tx, &scope).await? {
                if audit::sealed(tx, &partner, &scope).await? >= seq {
                    continue;
                }
                let (before_seq, before) = match chains.get(&partner) {
                    Some(head) => *head,
                    None => audit::last_seal(tx, &partner).await?,
                };
                let seal = Seal {
                    seq: before_seq + 1,
                    scope: scope.clone(),
                    scope_seq: seq,
                    scope_hash: hash,
                    at: self.inner.clock.now(),
                };
                let sealed = seal.hash(&partner, &before);
                audit::seal(tx, &partner, &seal, &sealed).await?;
                chains.insert(partner, (seal.seq, sealed));
            }
        }
        Ok(last)
    }
}

/// In whose chains a scope's head is taken: its partners', and a partner's own things in its own.
async fn sealers(tx: &mut Tx, scope: &str) -> Result<Vec<String>, Halt> {
    let of_customer = customers::relationships(tx, scope).await?;
    if !of_customer.is_empty() {
        return Ok(of_customer.into_iter().map(|r| r.partner_id).collect());
    }
    Ok(customers::partner(tx, scope).await?.map(|partner| partner.id).into_iter().collect())
}

impl Engine {
    /// Seals one batch of heads after a scope; the last scope of the batch, `None` at the end.
    ///
    /// # Errors
    /// Faults of the database. Where another node sealed the same batch, nothing is sealed here and it answers as if it had been.
    pub async fn seal(&self, after: &str) -> Result<Option<String>, Halt> {
        let batch = SealBatch {
            inner: Arc::clone(&self.inner),
            after: after.to_owned(),
        };
        match self.inner.store.transact(Arc::new(batch)).await {
            Err(Halt::Fault(StoreError { kind: Kind::Unique, .. })) => Ok(None),
            done => done,
        }
    }
}
