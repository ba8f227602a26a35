//! The files of pairs: plan equivalents, exclusions and dependencies. Called by `case`, `check` and the center's import.

use super::{MAX_ROWS, layout, own, too_many};
use crate::{
    cell::Tally,
    problem::{Problem, Problems},
    table::{Row, Table},
};
use nahtlos_model::{
    catalogue::{Equivalent, Exclusion},
    ids::ServicePlanId,
};
use std::{collections::BTreeSet, io::Read};

/// Reads plan equivalents, pair by pair; they are not chained.
pub fn read_equivalents<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<Equivalent> {
    let Some([plan, by]) = layout::places::<R, 2>(table, layout::EQUIVALENT_COLUMNS, problems) else {
        return Vec::new();
    };
    let (mut itself, mut incomplete) = (Tally::default(), Tally::default());
    let pairs = collect(table, problems, |row| {
        if let Some(empty) = [plan, by].into_iter().find(|place| row.get(*place).is_empty()) {
            incomplete.add(row, empty, "incompletePair");
            return Ok(None);
        }
        let pair = Equivalent {
            plan: row.guid(plan)?,
            satisfied_by: row.guid(by)?,
        };
        if pair.plan == pair.satisfied_by {
            itself.add(row, by, "equivalentToItself");
            return Ok(None);
        }
        Ok(Some(pair))
    });
    incomplete.report(problems, "Rows with only one of the two plans", "They say nothing and are skipped.");
    itself.report(
        problems,
        "Rows in which a plan satisfies itself",
        "They say nothing and are skipped.",
    );
    pairs
}

/// Reads exclusion groups.
pub fn read_exclusions<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<Exclusion> {
    let Some([group, plan]) = layout::places::<R, 2>(table, layout::EXCLUSION_COLUMNS, problems) else {
        return Vec::new();
    };
    collect(table, problems, |row| {
        Ok(Some(Exclusion {
            group: row.text(group)?.to_owned(),
            plan: row.guid(plan)?,
        }))
    })
}

/// Reads dependencies: a plan, and one of the plans of which it needs any.
pub fn read_dependencies<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<(ServicePlanId, ServicePlanId)> {
    let Some([plan, needs]) = layout::places::<R, 2>(table, own::DEPENDENCY_COLUMNS, problems) else {
        return Vec::new();
    };
    collect(table, problems, |row| {
        let pair = (row.guid(plan)?, row.guid(needs)?);
        if pair.0 == pair.1 {
            return Err(row.error(
                needs,
                "dependsOnItself",
                "A plan cannot need itself.",
                "Name another plan, or remove the row.",
            ));
        }
        Ok(Some(pair))
    })
}

fn collect<R: Read, T: Ord + Clone>(
    table: &mut Table<R>,
    problems: &mut Problems,
    mut read: impl FnMut(&Row<'_>) -> Result<Option<T>, Problem>,
) -> Vec<T> {
    let (mut pairs, mut seen, mut repeated, mut overflow) = (Vec::new(), BTreeSet::new(), Tally::default(), None);
    loop {
        match table.next_row() {
            Ok(Some(row)) => match read(&row) {
                Ok(Some(_)) if pairs.len() >= MAX_ROWS => {
                    overflow.get_or_insert(row.line());
                }
                Ok(Some(pair)) if seen.insert(pair.clone()) => pairs.push(pair),
                Ok(Some(_)) => repeated.add(&row, 0, "repeatedPair"),
                Ok(None) => {}
                Err(problem) => problems.push(problem),
            },
            Ok(None) => break,
            Err(problem) => problems.push(problem),
        }
    }
    repeated.report(problems, "Rows that repeat an earlier one", "They change nothing.");
    if let Some(line) = overflow {
        problems.push(too_many(table.file(), line, "pairs"));
    }
    pairs
}
