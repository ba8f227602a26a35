//! Versions of the catalogue, newest first.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, catalogue::CatalogueVersion};
use nahtlos_model::permissions::Action;
use nahtlos_wire::{Collection, imports as wire};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(Need::own(Action::ManageCatalogue)).await?.catalogue_versions().await?;
    Ok(Answer::ok(&Collection::of(found.into_iter().map(shown).collect())))
}

fn shown(version: CatalogueVersion) -> wire::CatalogueVersion {
    let summary = version.summary;
    wire::CatalogueVersion {
        version: Some(version.version),
        at: Some(version.at),
        kind: Some(version.kind),
        digest: Some(version.digest),
        file: Some(summary.file),
        bundled: Some(summary.bundled),
        added: Some(summary.added as u64),
        changed: Some(summary.changed as u64),
        removed: Some(summary.removed as u64),
    }
}
