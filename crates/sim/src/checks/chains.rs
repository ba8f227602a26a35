//! Journal and audit chain: walked on from where they were verified last.

use crate::{core::Core, world::MOVER};
use nahtlos_engine::Halt;
use nahtlos_model::moves::journal::kinds;
use std::collections::BTreeMap;

/// Walks what is new of a customer's chains; whether anything is.
pub(crate) async fn walk(core: &Core, tenant: usize) -> Result<bool, Halt> {
    let before = core.know(tenant, |known| (known.journal.0, known.audit.0));
    journal(core, tenant).await?;
    audit(core, tenant).await?;
    Ok(core.know(tenant, |known| (known.journal.0, known.audit.0)) != before)
}

async fn journal(core: &Core, tenant: usize) -> Result<(), Halt> {
    let Some(of) = core.of(tenant).await? else { return Ok(()) };
    let (mut number, mut head) = core.know(tenant, |known| known.journal.clone());
    let mut tx = core.store.reader().await?;
    let new = nahtlos_store::moves::entries(&mut tx, MOVER, &of.id, number, 1_000_000).await?;
    for entry in &new {
        number += 1;
        if entry.number != number || !entry.follows(&head) {
            core.found(
                "journal",
                format!(
                    "c{tenant}: entry {} ({}) does not follow entry {}",
                    entry.number,
                    entry.kind,
                    number - 1
                ),
            );
            return Ok(());
        }
        head.clone_from(&entry.hash);
    }
    if (of.entries, &of.head) != (number, &head) {
        core.found(
            "journal",
            format!("c{tenant}: the move counts {} entries, the journal has {number}", of.entries),
        );
    }
    core.know(tenant, |known| known.journal = (number, head));
    Ok(())
}

async fn audit(core: &Core, tenant: usize) -> Result<(), Halt> {
    let (mut seq, mut head) = core.know(tenant, |known| known.audit);
    let mut tx = core.store.reader().await?;
    for (link, stored) in nahtlos_store::audit::page(&mut tx, &core.tenants[tenant].id, seq, 1_000_000).await? {
        seq += 1;
        let hash = link.hash(&head);
        if link.seq != seq || hash != stored {
            core.found("audit", format!("c{tenant}: link {} does not follow link {}", link.seq, seq - 1));
            return Ok(());
        }
        head = hash;
    }
    core.know(tenant, |known| known.audit = (seq, head));
    Ok(())
}

/// At the end: what was attempted was answered, once each, and every deed that the vendor did stands in the journal.
pub(crate) async fn attempts(core: &Core, tenant: usize) -> Result<(), Halt> {
    let Some(of) = core.of(tenant).await? else { return Ok(()) };
    let mut tx = core.store.reader().await?;
    let all = nahtlos_store::moves::entries(&mut tx, MOVER, &of.id, 0, 1_000_000).await?;
    let mut open: BTreeMap<i64, bool> = BTreeMap::new();
    for entry in &all {
        let body: serde_json::Value = serde_json::from_str(&entry.body).unwrap_or_default();
        let number = body["number"].as_i64().unwrap_or(0);
        match entry.kind.as_str() {
            kinds::ATTEMPTED => drop(open.insert(number, true)),
            kinds::ANSWERED => drop(open.insert(number, false)),
            _ => {}
        }
    }
    let waiting = open.iter().filter(|(_, waits)| **waits).map(|(number, _)| *number).max();
    if let Some(number) = waiting.filter(|number| of.attempt.as_ref().is_none_or(|attempt| attempt.number != *number)) {
        core.found("journal", format!("c{tenant}: attempt {number} was never answered"));
    }
    Ok(())
}
