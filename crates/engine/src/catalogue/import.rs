//! Imports a catalogue file: the difference to what is there, and all of it or nothing in one new version.
//!
//! Called by the admin endpoint, by the command line, and at the start of a sandbox. The same file again changes nothing. Must never
//! happen here: rows of markets that a price list does not speak about taken away.

use super::files::ImportFile;
use crate::{
    Engine,
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::permissions::Action;
use nahtlos_store::{
    Kind, StoreError, Tx,
    catalogue::{self, CatalogueRow, Version},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Examples of changed rows in a report.
const EXAMPLES: usize = 100;
/// The chain in which imports are audited: the catalogue belongs to the programme, not to a tenant.
const SCOPE: &str = "catalogue";

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Kind of file.
    pub kind: &'static str,
    /// The file.
    pub file: String,
    /// Digest of its bytes.
    pub digest: String,
    /// The version it became; `None`: nothing was written.
    pub version: Option<i64>,
    /// It is the file of its kind that was applied last.
    pub unchanged: bool,
    /// Rows that were not there.
    pub added: usize,
    /// Rows that say something else now.
    pub changed: usize,
    /// Rows that are there no more.
    pub removed: usize,
    /// Some of them, changed ones first.
    pub examples: Vec<Example>,
}

/// A row that an import adds, changes or removes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Example {
    /// `added`, `changed` or `removed`.
    pub change: &'static str,
    /// Kind of row.
    pub row: String,
    /// Its key.
    pub key: String,
    /// Before.
    pub old: Option<Value>,
    /// After.
    pub new: Option<Value>,
}

/// What a version says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Summary {
    /// The file.
    pub file: String,
    /// It came with the program.
    pub bundled: bool,
    /// Rows that were not there.
    pub added: usize,
    /// Rows that say something else now.
    pub changed: usize,
    /// Rows that are there no more.
    pub removed: usize,
}

/// The difference between a file and what is there.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    added: Vec<&'a CatalogueRow>,
    changed: Vec<&'a CatalogueRow>,
    /// Kind and key.
    removed: Vec<(&'static str, String)>,
}

/// Compares a file with the present rows: kind of row, key, digest.
pub(crate) fn plan_import<'a>(file: &'a ImportFile, present: &[(&'static str, String, String)]) -> Plan<'a> {
    let present_by_key: BTreeMap<(&str, &str), &str> = present
        .iter()
        .map(|(kind, key, digest)| ((*kind, key.as_str()), digest.as_str()))
        .collect();
    let mut plan = Plan {
        added: Vec::new(),
        changed: Vec::new(),
        removed: Vec::new(),
    };
    for ((kind, key), row) in &file.rows {
        match present_by_key.get(&(*kind, key.as_str())) {
            None => plan.added.push(row),
            Some(digest) if *digest != row.digest => plan.changed.push(row),
            Some(_) => {}
        }
    }
    let gone = present.iter().filter(|(kind, key, _)| file.covers(kind, key));
    let gone = gone.filter(|(kind, key, _)| !file.rows.contains_key(&(*kind, key.clone())));
    plan.removed.extend(gone.map(|(kind, key, _)| (*kind, key.clone())));
    plan
}

/// Plans a file and reports what would change.
pub(crate) async fn look<'a>(tx: &mut Tx, file: &'a ImportFile) -> Result<(Plan<'a>, ImportReport), Halt> {
    let unchanged = catalogue::last_digest(tx, file.kind.as_str()).await?.as_ref() == Some(&file.digest);
    let mut present = Vec::new();
    if !unchanged {
        for kind in file.kind.rows() {
            let keys = catalogue::present_keys(tx, kind).await?;
            present.extend(keys.into_iter().map(|(key, digest)| (*kind, key, digest)));
        }
    }
    let plan = if unchanged {
        Plan {
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
        }
    } else {
        plan_import(file, &present)
    };
    let report = ImportReport {
        kind: file.kind.as_str(),
        file: file.name.clone(),
        digest: file.digest.clone(),
        version: None,
        unchanged,
        added: plan.added.len(),
        changed: plan.changed.len(),
        removed: plan.removed.len(),
        examples: examples(tx, &plan).await?,
    };
    Ok((plan, report))
}

async fn examples(tx: &mut Tx, plan: &Plan<'_>) -> Result<Vec<Example>, Halt> {
    let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
    let of = |change: &'static str, row: &str, key: &str| Example {
        change,
        row: row.to_owned(),
        key: key.to_owned(),
        old: None,
        new: None,
    };
    let mut found = Vec::new();
    for row in plan.changed.iter().take(EXAMPLES) {
        let mut example = of("changed", &row.kind, &row.key);
        example.new = parse(&row.body);
        found.push(example);
    }
    for (kind, key) in plan.removed.iter().take(EXAMPLES - found.len()) {
        found.push(of("removed", kind, key));
    }
    for example in &mut found {
        let old = catalogue::present_body(tx, &example.row, &example.key).await?;
        example.old = old.as_deref().and_then(parse);
    }
    for row in plan.added.iter().take(EXAMPLES - found.len()) {
        let mut example = of("added", &row.kind, &row.key);
        example.new = parse(&row.body);
        found.push(example);
    }
    Ok(found)
}

impl UseCase for ImportFile {
    type Out = ImportReport;

    fn needs(&self) -> Need {
        Need::own(Action::ManageCatalogue)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<ImportReport, Halt> {
        let (plan, mut report) = look(act.tx, self).await?;
        if report.unchanged {
            return Ok(report);
        }
        let version = catalogue::version(act.tx).await? + 1;
        let summary = Summary {
            file: self.name.clone(),
            bundled: self.bundled,
            added: report.added,
            changed: report.changed,
            removed: report.removed,
        };
        let row = Version {
            version,
            at: act.now,
            kind: self.kind.as_str().to_owned(),
            digest: self.digest.clone(),
            summary: serde_json::to_string(&summary).map_err(StoreError::from)?,
        };
        catalogue::add_version(act.tx, &row).await.map_err(again)?;
        for kind in self.kind.rows() {
            let changed = plan.changed.iter().filter(|row| row.kind == *kind);
            let added = plan.added.iter().filter(|row| row.kind == *kind);
            let removed = plan.removed.iter().filter(|(of, _)| of == kind).map(|(_, key)| key.clone());
            let ended: Vec<String> = changed.clone().map(|row| row.key.clone()).chain(removed).collect();
            let begun: Vec<CatalogueRow> = changed.chain(added).map(|row| (*row).clone()).collect();
            catalogue::apply(act.tx, version, kind, &ended, &begun).await?;
        }
        let partner = act.call.actor.tenant_id.clone();
        act.changed(Changed {
            scope: SCOPE,
            partner: &partner,
            resource: "catalogue",
            id: &version.to_string(),
            operation: "import_catalogue",
            before: NOTHING,
            after: Some(&(self.kind.as_str(), &self.digest, &summary)),
        })?;
        report.version = Some(version);
        Ok(report)
    }
}

/// Another import was quicker: this one is planned anew on what that one left.
fn again(error: StoreError) -> StoreError {
    match error.kind {
        Kind::Unique => StoreError {
            kind: Kind::Retryable,
            ..error
        },
        _ => error,
    }
}

impl Engine {
    /// Imports a file for the installation itself: at its start and from the command line on the same machine.
    ///
    /// # Errors
    /// Faults of the database. Nothing is half done.
    pub async fn import_catalogue(&self, file: ImportFile) -> Result<ImportReport, Halt> {
        self.execute(&self.setup_call(SCOPE), file).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{files::FileKind, rows::Row};
    use nahtlos_model::catalogue::PriceRow;

    fn price(market: &str, segment: &str, from: &str, unit: &str) -> Row {
        let row: PriceRow = serde_json::from_value(serde_json::json!({
            "offer": "SUITE:0001", "title": "Suite", "term": "P1Y", "billing": "Annual", "market": market, "currency": "EUR",
            "unitPrice": unit, "erpPrice": null, "tierMin": null, "from": from, "until": "9999-12-31", "segment": segment, "line": 7,
        }))
        .unwrap();
        Row::Price(Box::new(row))
    }

    fn file(rows: Vec<Row>) -> ImportFile {
        ImportFile::new(FileKind::Prices, "prices.csv", "digest", false, rows).unwrap()
    }

    fn present(rows: Vec<Row>) -> Vec<(&'static str, String, String)> {
        let file = file(rows);
        file.rows.into_iter().map(|((kind, key), row)| (kind, key, row.digest)).collect()
    }

    #[test]
    fn a_file_of_one_market_leaves_the_others_alone() {
        let before = present(vec![
            price("DE", "Commercial", "2026-01-01", "10.00"),
            price("DE", "Commercial", "2026-07-01", "11.00"),
            price("DE", "Education", "2026-01-01", "5.00"),
            price("AT", "Commercial", "2026-01-01", "10.00"),
        ]);
        let mut after = vec![
            price("DE", "Commercial", "2026-01-01", "10.00"),
            price("DE", "Commercial", "2027-01-01", "12.00"),
        ];
        let plan_of = |file: &ImportFile| {
            let plan = plan_import(file, &before);
            let keys = |rows: &[&CatalogueRow]| rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>();
            let removed: Vec<String> = plan.removed.iter().map(|(_, key)| key.clone()).collect();
            (keys(&plan.added), keys(&plan.changed), removed)
        };
        let key = |from: &str| format!("SUITE:0001|P1Y|Annual|DE|EUR|Commercial|{from}|");
        let (added, changed, removed) = plan_of(&file(after.clone()));
        assert_eq!(added, [key("2027-01-01")]);
        assert!(changed.is_empty());
        assert_eq!(removed, [key("2026-07-01")]);
        after[0] = price("DE", "Commercial", "2026-01-01", "10.50");
        let (_, changed, _) = plan_of(&file(after));
        assert_eq!(changed, [key("2026-01-01")]);
    }

    #[test]
    fn of_two_prices_for_the_same_days_the_lower_counts_and_other_contradictions_are_refused() {
        let (high, low) = (
            price("DE", "Commercial", "2026-01-01", "10.00"),
            price("DE", "Commercial", "2026-01-01", "9.00"),
        );
        for rows in [vec![high.clone(), low.clone()], vec![low.clone(), high]] {
            let file = file(rows);
            assert_eq!(file.rows.len(), 1);
            assert!(file.rows.values().all(|row| row.body == low.write().unwrap()));
        }
        let market = |name: &str| {
            let market = serde_json::from_value(serde_json::json!({ "region": "R", "name": name, "currency": "EUR" })).unwrap();
            Row::Market("DE".to_owned(), market)
        };
        let make = |rows| ImportFile::new(FileKind::Markets, "m.csv", "d", false, rows);
        assert_eq!(make(vec![market("A"), market("A")]).unwrap().rows.len(), 1);
        assert!(make(vec![market("A"), market("B")]).is_err());
        assert!(make(Vec::new()).is_err());
        assert!(make(vec![low]).is_err());
    }
}
