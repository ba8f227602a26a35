//! Walks all audit chains of a database, and all partners' chains of seals, from their beginnings.
//!
//! Memory grows with the number of chains, not with their length. What is broken is told, with the first broken link of each chain.

use crate::{StoreError, Tx};
use nahtlos_model::{
    audit::{Entry, GENESIS, Hash, Link, Seal},
    instants::Instant,
};
use std::collections::BTreeMap;

/// What a walk over every chain found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chains {
    /// Chains.
    pub scopes: i64,
    /// Links in them.
    pub links: i64,
    /// Seals in partners' chains.
    pub seals: i64,
    /// What is broken, the first of each chain.
    pub problems: Vec<ChainProblem>,
}

/// What is broken in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainProblem {
    /// The chain: a customer, a partner, or the catalogue.
    pub scope: String,
    /// Number of the first link or seal that is not right.
    pub seq: i64,
    /// What is wrong with it: `missing`, `content`, `head`, `seal`.
    pub what: &'static str,
}

impl Chains {
    /// The error of a database or backup whose chains are broken.
    pub(crate) fn whole(&self) -> Result<(), StoreError> {
        let Some(first) = self.problems.first() else { return Ok(()) };
        Err(StoreError::other(format!(
            "the audit chain of {} is broken at {} ({}); {} broken in all",
            first.scope,
            first.seq,
            first.what,
            self.problems.len()
        )))
    }
}

const LINKS: &str = "SELECT scope_id, seq, at_ms, hash, body FROM audit ORDER BY scope_id, seq";
const HEADS: &str = "SELECT scope_id, seq, hash FROM audit_heads ORDER BY scope_id";
const SEALS: &str = "SELECT partner_id, seq, scope_id, scope_seq, scope_hash, hash, at_ms FROM audit_seals ORDER BY partner_id, seq";
/// Seals of links that are not there, or are others.
const LOOSE: &str = "SELECT s.partner_id, s.seq FROM audit_seals s LEFT JOIN audit a ON a.scope_id = s.scope_id AND a.seq = s.scope_seq \
    WHERE a.hash IS NULL OR a.hash <> s.scope_hash ORDER BY s.partner_id, s.seq";

/// One chain under way.
struct Walk {
    scope: String,
    seq: i64,
    hash: Hash,
    broken: bool,
}

impl Walk {
    /// Goes to the next link: `content` says its hash after the one before.
    fn step(&mut self, seq: i64, stored: &Hash, content: impl FnOnce(&Hash) -> Hash) -> Option<ChainProblem> {
        if self.broken {
            return None;
        }
        let expected = self.seq + 1;
        let (at, what) = if seq != expected {
            (expected, "missing")
        } else if content(&self.hash) != *stored {
            (seq, "content")
        } else {
            (self.seq, self.hash) = (seq, *stored);
            return None;
        };
        self.broken = true;
        Some(ChainProblem {
            scope: self.scope.clone(),
            seq: at,
            what,
        })
    }
}

/// The walk of a scope: the one under way, or a new one.
fn walk_of<'a>(walks: &'a mut Option<Walk>, scope: &str, ended: &mut BTreeMap<String, (i64, Hash, bool)>) -> &'a mut Walk {
    if walks.as_ref().is_some_and(|walk| walk.scope != scope)
        && let Some(walk) = walks.take()
    {
        ended.insert(walk.scope, (walk.seq, walk.hash, walk.broken));
    }
    walks.get_or_insert_with(|| Walk {
        scope: scope.to_owned(),
        seq: 0,
        hash: GENESIS,
        broken: false,
    })
}

fn hash_of(bytes: &[u8]) -> Hash {
    bytes.try_into().unwrap_or([0xff; 32]) // of another length: it fits no content
}

/// Walks them all, in one state of the database.
pub(crate) async fn walk(tx: &mut Tx) -> Result<Chains, StoreError> {
    let mut found = Chains::default();
    let (mut under_way, mut ended) = (None, BTreeMap::new());
    tx.each(LINKS, |row| {
        let (scope, seq, stored) = (row.text(0)?, row.int(1)?, hash_of(&row.bytes(3)?));
        found.links += 1;
        let walk = walk_of(&mut under_way, &scope, &mut ended);
        // An entry that does not read is not what was hashed.
        let entry: Option<Entry> = row.json(4).ok();
        let at = Instant(row.int(2)?);
        let content = |before: &Hash| entry.map_or([0; 32], |entry| Link { scope, seq, at, entry }.hash(before));
        found.problems.extend(walk.step(seq, &stored, content));
        Ok(())
    })
    .await?;
    if let Some(walk) = under_way {
        ended.insert(walk.scope, (walk.seq, walk.hash, walk.broken));
    }
    found.scopes = ended.len() as i64;
    tx.each(HEADS, |row| {
        let (scope, seq, hash) = (row.text(0)?, row.int(1)?, hash_of(&row.bytes(2)?));
        match ended.remove(&scope) {
            Some((.., true)) => {}
            Some((last, last_hash, false)) if (last, last_hash) == (seq, hash) => {}
            _ => found.problems.push(ChainProblem { scope, seq, what: "head" }),
        }
        Ok(())
    })
    .await?;
    let headless = ended.into_iter().filter(|(_, (.., broken))| !broken);
    found
        .problems
        .extend(headless.map(|(scope, (seq, ..))| ChainProblem { scope, seq, what: "head" }));
    seals(tx, &mut found).await?;
    Ok(found)
}

async fn seals(tx: &mut Tx, found: &mut Chains) -> Result<(), StoreError> {
    let (mut under_way, mut ended) = (None, BTreeMap::new());
    tx.each(SEALS, |row| {
        let (partner, stored) = (row.text(0)?, hash_of(&row.bytes(5)?));
        let seal = Seal {
            seq: row.int(1)?,
            scope: row.text(2)?,
            scope_seq: row.int(3)?,
            scope_hash: hash_of(&row.bytes(4)?),
            at: Instant(row.int(6)?),
        };
        found.seals += 1;
        let walk = walk_of(&mut under_way, &partner, &mut ended);
        let broken = walk.step(seal.seq, &stored, |before| seal.hash(&partner, before));
        found.problems.extend(broken.map(|p| ChainProblem { what: "seal", ..p }));
        Ok(())
    })
    .await?;
    let mut loose = Vec::new();
    tx.each(LOOSE, |row| {
        loose.push(ChainProblem {
            scope: row.text(0)?,
            seq: row.int(1)?,
            what: "seal",
        });
        Ok(())
    })
    .await?;
    found.problems.extend(loose);
    Ok(())
}
