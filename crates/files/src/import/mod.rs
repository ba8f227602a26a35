//! From the exports that people have to an estate: Graph JSON, PowerShell and admin center tables,
//! told apart by content, with answers for what no export carries. Called by `nahtlos estate import`.
//!
//! What must never happen here: a guess. What is unknown becomes a [`Question`]; while a required
//! one is open, what it is about stays out of the estate and [`Imported::is_complete`] is false.
//! What is missing, contradictory or assumed becomes a [`Finding`].

mod answers;
mod context;
mod counts;
mod crosscheck;
mod customer;
mod drafts;
mod finding;
pub mod fuzz;
mod gathered;
mod graph;
mod item;
mod kinds;
mod ledger;
mod names;
mod people;
mod position;
mod question;
mod records;
mod settle;
mod sheets;
pub mod template;
mod toml_walk;
mod values;

use crate::{
    problem::{Problem, quoted},
    table::{Encoding, encoding_of},
};
use answers::Answers;
use context::Context;
pub use finding::{Finding, FindingCode, FindingKind};
use gathered::Gathered;
use ledger::Ledger;
use nahtlos_model::{
    catalogue::Catalogue,
    dates::Date,
    estate::{ESTATE_SCHEMA, Estate},
    ids::SkuId,
    money::Currency,
};
use names::Names;
pub use question::{Question, QuestionCode};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader},
    path::PathBuf,
};

/// A file to import.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file on disk, read as a stream.
    Path(PathBuf),
    /// Bytes in memory under a name.
    Bytes {
        /// The name that problems and findings show.
        name: String,
        /// The content.
        bytes: Vec<u8>,
    },
}

impl<P: Into<PathBuf>> From<P> for Source {
    fn from(path: P) -> Self {
        Self::Path(path.into())
    }
}

/// What the importer is told besides the files. Everything but `as_of` may stay empty.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The day the exports describe.
    pub as_of: Date,
    /// Two-letter country: the market of the price list.
    pub country: Option<String>,
    /// Currency of the price list.
    pub currency: Option<Currency>,
    /// Segment of the price list; `Commercial` if absent.
    pub segment: Option<String>,
    /// The customer's tenant id.
    pub customer_id: Option<String>,
    /// The customer's company name.
    pub customer_name: Option<String>,
    /// The customer's default domain.
    pub customer_domain: Option<String>,
    /// The tenant id of the reseller who plans the move.
    pub this_partner: Option<String>,
    /// Other partners: tenant id to name.
    pub partners: BTreeMap<String, String>,
    /// Products, for names and to know SKUs.
    pub catalogue: Option<&'a Catalogue>,
    /// Header renames: what the file calls a column, what it is; see [`column_rename`].
    pub columns: Vec<(String, String)>,
    /// Name and text of the answers file.
    pub answers: Option<(String, String)>,
    /// How tables that are not UTF-8 spell letters.
    pub encoding: Encoding,
}

impl Options<'_> {
    /// Options with nothing but a day.
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            country: None,
            currency: None,
            segment: None,
            customer_id: None,
            customer_name: None,
            customer_domain: None,
            this_partner: None,
            partners: BTreeMap::new(),
            catalogue: None,
            columns: Vec::new(),
            answers: None,
            encoding: Encoding::default(),
        }
    }
}

/// What came of the exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The estate, without whatever waits for a required answer.
    pub estate: Estate,
    /// What is missing, contradictory or assumed, in this order.
    pub findings: Vec<Finding>,
    /// What only a person can answer, what is required first.
    pub open_questions: Vec<Question>,
    /// `answers.toml` with every open question; see [`template::write_with`] for other languages.
    pub answers_template: String,
    /// What the exports call the SKUs (`SPE_E3`), for whoever has no products file.
    pub sku_names: BTreeMap<SkuId, String>,
}

impl Imported {
    /// Whether nothing required is open, and everybody is there who was exported.
    pub fn is_complete(&self) -> bool {
        self.open_questions.iter().all(|q| !q.required) && !self.lacks_people()
    }

    /// Whether there is no list of users at all, or a list is known to go on in a page that was not given: whoever
    /// stands there nobody would plan for.
    pub fn lacks_people(&self) -> bool {
        let lacking = [FindingCode::PageMissing, FindingCode::UsersMissing];
        self.findings.iter().any(|finding| lacking.contains(&finding.code()))
    }
}

/// `Lizenzen=Licenses`: the file's header, then the column that it is.
pub fn column_rename(text: &str) -> Result<(String, String), Problem> {
    let refuse = |message: String, mend: String| Problem::error("--column", "badColumn", message, mend).found(text);
    let Some((from, to)) = text.rsplit_once('=') else {
        return Err(refuse(
            format!("{} has no equals sign.", quoted(text)),
            "Write the file's header, =, and the column: 'Lizenzen=Licenses'.".to_owned(),
        ));
    };
    match sheets::COLUMNS.iter().find(|column| column.eq_ignore_ascii_case(to.trim())) {
        Some(column) if !from.trim().is_empty() => Ok((from.trim().to_owned(), (*column).to_owned())),
        Some(_) => Err(refuse(
            "The file's header is missing before the equals sign.".to_owned(),
            "Write 'Lizenzen=Licenses'.".to_owned(),
        )),
        None => {
            let near = crate::nearest::nearest(to, sheets::COLUMNS.iter().copied());
            let hint = near.map_or(String::new(), |near| format!("Perhaps {near} is meant. "));
            Err(refuse(
                format!("{} is no column of any export.", quoted(to)),
                format!("{hint}Possible are {}.", sheets::COLUMNS.join(", ")),
            ))
        }
    }
}

/// Imports the files. Problems are errors only; the first of each file is given.
pub fn import(sources: &[Source], options: &Options<'_>) -> Result<Imported, Vec<Problem>> {
    let answers = match &options.answers {
        Some((file, text)) => Answers::read(file, text).map_err(|p| vec![p])?,
        None => Answers::default(),
    };
    answers.refuse_unknown_skus(options.catalogue).map_err(|p| vec![p])?;
    let mut gathered = read_all(sources, options)?;
    build(&mut gathered, options, &answers).map_err(|p| vec![p])
}

/// Reads every file, going on after one that is refused, so that all are told at once.
fn read_all(sources: &[Source], options: &Options<'_>) -> Result<Gathered, Vec<Problem>> {
    let mut gathered = Gathered::default();
    let mut renames = sheets::Renames {
        pairs: &options.columns,
        used: BTreeSet::new(),
    };
    let mut problems = Vec::new();
    for source in sources {
        let read = match source {
            Source::Bytes { name, bytes } => {
                let encoding = encoding_of(bytes.as_slice(), options.encoding).unwrap_or(options.encoding);
                read_one(name, bytes.as_slice(), encoding, &mut renames, &mut gathered)
            }
            Source::Path(path) => {
                let name = path.display().to_string();
                let opened = File::open(path).and_then(|file| Ok((encoding_of(file, options.encoding)?, File::open(path)?)));
                match opened {
                    Ok((encoding, file)) => {
                        let file = BufReader::with_capacity(1 << 16, file);
                        read_one(&name, file, encoding, &mut renames, &mut gathered)
                    }
                    Err(error) => Err(Problem::error(
                        name,
                        "notRead",
                        format!("The file could not be opened: {error}."),
                        "See whether the path is right.",
                    )),
                }
            }
        };
        problems.extend(read.err());
    }
    if problems.is_empty() {
        let unused = (0..options.columns.len()).filter(|i| !renames.used.contains(i));
        problems.extend(unused.map(|i| {
            let from = &options.columns[i].0;
            Problem::error(
                "--column",
                "unusedColumn",
                format!("No file has a column {}.", quoted(from)),
                "Write the header as the file has it.",
            )
            .found(from)
        }));
    }
    if sources.is_empty() {
        problems.push(Problem::error(
            "",
            "noFiles",
            "There is no file to import.",
            "Give at least one export.",
        ));
    }
    if problems.is_empty() { Ok(gathered) } else { Err(problems) }
}

/// Reads one file as what its first bytes say it is.
fn read_one(
    name: &str,
    mut source: impl BufRead,
    encoding: Encoding,
    renames: &mut sheets::Renames<'_>,
    gathered: &mut Gathered,
) -> Result<(), Problem> {
    let start = source.fill_buf().map_err(|error| {
        Problem::error(
            name,
            "notRead",
            format!("The file could not be read: {error}."),
            "See whether it is a file and may be read.",
        )
    })?;
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        let mend = "Save the file as UTF-8 (in PowerShell: Out-File -Encoding utf8, Export-Csv -Encoding utf8).";
        return Err(Problem::error(name, "notUtf8", "The file is UTF-16, not UTF-8.", mend).at(1, 1));
    }
    let bom = if start.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let first = start[bom..].iter().find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'{' | b'[') => {
            source.consume(bom);
            graph::read(name, source, gathered)
        }
        Some(_) => sheets::read(name, source, encoding, renames, gathered),
        None => {
            let mend = "Export it again, or give the right file.";
            Err(Problem::error(name, "emptyFile", "The file is empty.", mend))
        }
    }
}

/// Builds the estate from what was read.
fn build(gathered: &mut Gathered, options: &Options<'_>, answers: &Answers) -> Result<Imported, Problem> {
    let mut ledger = Ledger::default();
    let names = Names::new(options.catalogue, answers);
    let customer = customer::customer(options, answers, gathered, &mut ledger)?;
    let context = Context::new(options, answers, &customer);
    crosscheck::check_pages(&gathered.pages, &mut ledger);
    let skus = counts::merge(gathered, &names, &mut ledger);
    let listed: Vec<_> = gathered.subscriptions.iter().map(|row| (row.sku, row.string_id.clone())).collect();
    let drafts = drafts::drafts(&context, gathered, &skus, &names, &mut ledger)?;
    let subscriptions = settle::settle_all(&context, drafts, &mut ledger)?;
    let users_given = !gathered.people.is_empty() || !gathered.named_people.is_empty();
    let (users, groups) = people::build(gathered, &names, &mut ledger)?;
    let estate = Estate {
        schema: ESTATE_SCHEMA.to_owned(),
        customer,
        as_of: options.as_of,
        subscriptions,
        groups,
        users,
    };
    let sku_names: BTreeMap<SkuId, String> = skus
        .values()
        .map(|row| (row.sku, row.string_id.clone()))
        .chain(listed)
        .filter(|(_, name)| !name.is_empty())
        .collect();
    crosscheck::check(&estate, &skus, users_given, options.catalogue, &sku_names, &mut ledger);
    ledger.finish();
    let answers_template = template::write(&ledger.questions);
    Ok(Imported {
        estate,
        findings: ledger.findings,
        open_questions: ledger.questions,
        answers_template,
        sku_names,
    })
}
