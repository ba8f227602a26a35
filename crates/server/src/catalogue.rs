//! From catalogue files to rows of the engine: for the admin endpoint, the command line, and the start of a sandbox.
//!
//! Files say what is wrong with them by line and column; a file with one error is taken in not at all. The sandbox's files are part
//! of the program, and a start that has seen them before reads none of them.

pub use nahtlos_engine::catalogue::{FileKind, ImportFile, ImportReport};
use nahtlos_engine::{Engine, Halt, catalogue::files::digest_of, catalogue::import::Example, catalogue::rows::Row};
use nahtlos_files::{
    catalogue::{
        Layout, OwnLayout, read_dependencies, read_exclusions, read_legacy_offers, read_markets, read_offer_matrix, read_price_list,
        read_products, read_promotions, read_rates,
    },
    problem::{Problem, Problems, Severity},
    table::{Encoding, Table},
};
use nahtlos_wire::imports as wire;
use std::fmt;

/// The sandbox's files, in the order in which they are taken in.
const SANDBOX: [(FileKind, &str, &str); 8] = [
    (FileKind::Markets, "markets.csv", include_str!("../sandbox/markets.csv")),
    (FileKind::Products, "products.csv", include_str!("../sandbox/products.csv")),
    (FileKind::Exclusions, "exclusions.csv", include_str!("../sandbox/exclusions.csv")),
    (
        FileKind::Dependencies,
        "dependencies.csv",
        include_str!("../sandbox/dependencies.csv"),
    ),
    (FileKind::Offers, "offermatrix.csv", include_str!("../sandbox/offermatrix.csv")),
    (FileKind::Prices, "pricelist.csv", include_str!("../sandbox/pricelist.csv")),
    (FileKind::Legacy, "legacyoffers.csv", include_str!("../sandbox/legacyoffers.csv")),
    (FileKind::Promotions, "promotions.csv", include_str!("../sandbox/promotions.csv")),
];

/// A file with its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// What it holds; `None`: its header tells.
    pub kind: Option<FileKind>,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// How letters are spelled where it is not UTF-8.
    pub encoding: Encoding,
    /// It comes with the program.
    pub bundled: bool,
}

/// A file that can be taken in.
#[derive(Debug, Clone)]
pub struct Readable {
    /// Its rows.
    pub file: ImportFile,
    /// What is odd about it.
    pub warnings: Vec<Problem>,
}

/// A file that was taken in, or could be.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What changed.
    pub report: ImportReport,
    /// What is odd about the file.
    pub warnings: Vec<Problem>,
}

/// Why a file was not taken in.
#[derive(Debug)]
pub enum ImportError {
    /// What is wrong with the file.
    File(Vec<Problem>),
    /// The engine refused it, or is at fault.
    Halt(Halt),
}

impl From<Halt> for ImportError {
    fn from(halt: Halt) -> Self {
        Self::Halt(halt)
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(problems) => problems.iter().try_for_each(|problem| writeln!(f, "{problem}")),
            Self::Halt(halt) => halt.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads a file into rows.
///
/// # Errors
/// Every problem of the file, errors first.
pub fn read(source: Source<'_>) -> Result<Readable, Vec<Problem>> {
    let encoding = nahtlos_files::table::encoding_of(source.bytes, source.encoding).unwrap_or_default();
    let mut table = Table::open_as(source.name, source.bytes, encoding).map_err(|problem| vec![problem])?;
    let kind = match source.kind {
        Some(kind) => kind,
        None => kind_of(&table).map_err(|problem| vec![problem])?,
    };
    let mut problems = Problems::new();
    let rows = rows(kind, &mut table, &mut problems);
    let failed = problems.errors() > 0;
    let mut list = problems.into_list(source.name);
    if failed {
        return Err(list);
    }
    match ImportFile::new(kind, source.name, &digest_of(source.bytes), source.bundled, rows) {
        Ok(file) => Ok(Readable { file, warnings: list }),
        Err(refusal) => {
            let reason = refusal
                .values
                .iter()
                .find(|(name, _)| *name == "reason")
                .map_or("", |(_, value)| value);
            let message = format!("The file cannot be taken in: {reason}.");
            list.insert(
                0,
                Problem::error(source.name, "contradiction", message, "Mend the file, and import it again."),
            );
            Err(list)
        }
    }
}

fn kind_of(table: &Table<&[u8]>) -> Result<FileKind, Problem> {
    if let Some(own) = OwnLayout::of(table) {
        return Ok(match own {
            OwnLayout::Legacy => FileKind::Legacy,
            OwnLayout::Promotions => FileKind::Promotions,
            OwnLayout::Markets => FileKind::Markets,
            OwnLayout::Dependencies => FileKind::Dependencies,
            OwnLayout::Rates => FileKind::Rates,
        });
    }
    match Layout::of(table)? {
        Layout::Products => Ok(FileKind::Products),
        Layout::Prices => Ok(FileKind::Prices),
        Layout::Offers => Ok(FileKind::Offers),
        Layout::Exclusions => Ok(FileKind::Exclusions),
        Layout::Equivalents => {
            let message = "Plan equivalents belong to a customer's case, not to the catalogue.";
            Err(Problem::error(table.file(), "notForTheCatalogue", message, "Leave the file where the case is.").at(1, 1))
        }
    }
}

fn rows(kind: FileKind, table: &mut Table<&[u8]>, problems: &mut Problems) -> Vec<Row> {
    match kind {
        FileKind::Products => {
            let read = read_products(table, problems);
            let licences = read.products.into_iter().map(|(id, product)| Row::Licence(id, product));
            licences
                .chain(read.plans.into_iter().map(|(id, name)| Row::Plan(id, name)))
                .collect()
        }
        FileKind::Offers => read_offer_matrix(table, problems)
            .into_iter()
            .map(|offer| Row::Offer(Box::new(offer)))
            .collect(),
        FileKind::Prices => {
            let list = read_price_list(table, problems);
            let titles = list.titles.into_iter().map(|(id, title)| Row::Title(id, title));
            titles.chain(list.rows.into_iter().map(|row| Row::Price(Box::new(row)))).collect()
        }
        FileKind::Legacy => read_legacy_offers(table, problems)
            .into_iter()
            .map(|offer| Row::Legacy(Box::new(offer)))
            .collect(),
        FileKind::Promotions => read_promotions(table, problems)
            .into_iter()
            .map(|promotion| Row::Promotion(Box::new(promotion)))
            .collect(),
        FileKind::Exclusions => read_exclusions(table, problems).into_iter().map(Row::Exclusion).collect(),
        FileKind::Dependencies => read_dependencies(table, problems)
            .into_iter()
            .map(|(plan, needs)| Row::Dependency(plan, needs))
            .collect(),
        FileKind::Rates => read_rates(table, problems).into_iter().map(Row::Rate).collect(),
        FileKind::Markets => read_markets(table, problems)
            .into_iter()
            .map(|(country, market)| Row::Market(country, market))
            .collect(),
    }
}

/// Takes a file in for the installation itself, or says what that would change.
///
/// # Errors
/// Every problem of the file; faults of the database. Nothing is half done.
pub async fn import(engine: &Engine, source: Source<'_>, dry_run: bool) -> Result<Imported, ImportError> {
    let Readable { file, warnings } = read(source).map_err(ImportError::File)?;
    if dry_run {
        let report = engine.try_import(&file).await?;
        return Ok(Imported { report, warnings });
    }
    let report = engine.import_catalogue(file).await?;
    engine.refresh_catalogue().await?;
    Ok(Imported { report, warnings })
}

/// Takes the sandbox's files in, where they are new; what an administrator imported since stays. The reports of those taken in.
///
/// # Errors
/// Faults of the database.
pub async fn seed_sandbox(engine: &Engine) -> Result<Vec<ImportReport>, ImportError> {
    let latest = engine.latest_imports().await?;
    let mut reports = Vec::new();
    for (kind, name, text) in SANDBOX {
        let last = latest.iter().find(|version| version.kind == kind.as_str());
        if last.is_some_and(|version| !version.summary.bundled || version.digest == digest_of(text.as_bytes())) {
            continue;
        }
        let source = Source {
            name,
            kind: Some(kind),
            bytes: text.as_bytes(),
            encoding: Encoding::Utf8,
            bundled: true,
        };
        let readable = read(source).map_err(ImportError::File)?;
        reports.push(engine.import_catalogue(readable.file).await?);
    }
    if !reports.is_empty() {
        engine.refresh_catalogue().await?;
    }
    Ok(reports)
}

/// What came of an import, as a center answers it.
pub fn shown(report: &ImportReport, dry_run: bool, warnings: &[Problem]) -> wire::CatalogueImport {
    let change = |example: &Example| wire::CatalogueChange {
        change: Some(example.change.to_owned()),
        row: Some(example.row.clone()),
        key: Some(example.key.clone()),
        old: example.old.clone(),
        new: example.new.clone(),
    };
    wire::CatalogueImport {
        kind: Some(report.kind.to_owned()),
        file: Some(report.file.clone()),
        digest: Some(report.digest.clone()),
        version: report.version,
        dry_run: Some(dry_run),
        unchanged: Some(report.unchanged),
        added: Some(report.added as u64),
        changed: Some(report.changed as u64),
        removed: Some(report.removed as u64),
        examples: Some(report.examples.iter().map(change).collect()),
        warnings: Some(warnings.iter().map(problem).collect()),
    }
}

/// A problem of a file, as a center answers it.
pub(crate) fn problem(found: &Problem) -> wire::FileProblem {
    wire::FileProblem {
        file: Some(found.file.clone()),
        line: found.line,
        column: found.column,
        code: Some(found.code.to_owned()),
        found: Some(found.found.clone()).filter(|text| !text.is_empty()),
        message: Some(found.message.clone()),
        mend: Some(found.mend.clone()),
        severity: Some(
            match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            }
            .to_owned(),
        ),
    }
}
