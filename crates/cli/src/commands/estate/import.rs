//! `nahtlos estate import`: exports in, `estate.json` out, with everything that is open, missing or assumed.
//! Never writes an estate while a required question is open, and never overwrites somebody's answers.

use crate::{
    clock,
    commands::{catalogue::check::Spelling, cover::read_table},
    end::{End, Ended, Failure},
    progress,
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_files::{
    catalogue::read_products,
    import::{FindingKind, Imported, Options, Question, Source, column_rename, import, template},
    problem::Problem,
    write::write_atomically,
};
use nahtlos_model::{catalogue::Catalogue, dates::Date, money::Currency};
use nahtlos_report::{Reader, texts::Args as Values};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Options of `nahtlos estate import`.
#[derive(Debug, Args)]
#[command(
    after_help = "The files are told apart by what is in them. What no export carries is asked for in answers.toml.

Examples:
  nahtlos estate import exports/*.json --as-of 2026-12-01 --country DE --currency EUR --products products.csv
  nahtlos estate import exports/*.json --products products.csv --answers answers.toml -o nordwind/estate.json
  nahtlos estate import Benutzer.csv --column 'Lizenzen=Licenses' --products products.csv"
)]
pub(crate) struct Import {
    /// Exports: Graph JSON (every page), Get-MgSubscribedSku CSV, users and licences exports of the admin center
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Write the estate to this file
    #[arg(short, long, value_name = "FILE", default_value = "estate.json", value_hint = ValueHint::FilePath)]
    output: PathBuf,
    /// Answers to what the exports leave open; written as a template where it does not exist yet
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    answers: Option<PathBuf>,
    /// The day the exports describe [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// The customer's country: the market of the price list
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// The currency of the price list
    #[arg(long, value_name = "CODE", value_parser = currency)]
    currency: Option<Currency>,
    /// The segment of the price list [default: Commercial]
    #[arg(long)]
    segment: Option<String>,
    /// The customer's company name
    #[arg(long, value_name = "NAME")]
    customer: Option<String>,
    /// The customer's tenant id
    #[arg(long, value_name = "ID")]
    customer_id: Option<String>,
    /// The customer's default domain
    #[arg(long)]
    domain: Option<String>,
    /// Your own tenant id: what it owns is yours already
    #[arg(long, value_name = "ID")]
    this_partner: Option<String>,
    /// Another partner's tenant id and name; may be given several times
    #[arg(long, value_name = "ID=NAME", value_parser = partner)]
    partner: Vec<(String, String)>,
    /// The official file of products and service plans: joins names, and knows every SKU
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    products: Option<PathBuf>,
    /// A column that the export calls otherwise, such as 'Lizenzen=Licenses'; may be given several times
    #[arg(long, value_name = "HEADER=COLUMN")]
    column: Vec<String>,
    #[command(flatten)]
    encoding: Spelling,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("{text:?} is not a date; write 2026-12-01"))
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::new(text).ok_or_else(|| format!("{text:?} is not a currency; write three letters, such as EUR"))
}

fn partner(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((id, name)) if !id.trim().is_empty() && !name.trim().is_empty() => Ok((id.trim().to_owned(), name.trim().to_owned())),
        _ => Err(format!("{text:?} is not ID=NAME")),
    }
}

pub(super) fn run(command: &Import, screen: &Screen) -> Ended {
    let mut catalogue = Catalogue::default();
    if let Some(path) = &command.products {
        let products = read_table(path, command.encoding.encoding(), screen, read_products)?;
        (catalogue.products, catalogue.plans) = (products.products, products.plans);
    }
    let options = options(command, &catalogue)?;
    let sources: Vec<Source> = command.files.iter().map(Source::from).collect();
    let text = screen.text("cli-importing", Values::new());
    let imported = progress::waiting(text, || import(&sources, &options))?;
    show(&imported, &catalogue, screen);
    let folder = command.output.parent().unwrap_or(Path::new(""));
    write_questions(&imported, command.answers.as_deref(), folder, screen)?;
    if !imported.is_complete() {
        let values = Values::new().text("file", command.output.display().to_string());
        screen.say("cli-import-incomplete", values);
        return Ok(End::Refused);
    }
    nahtlos_files::estate::write_estate(&command.output, &imported.estate).map_err(|error| Failure::writing(&command.output, &error))?;
    screen.say("cli-written", Values::new().text("file", command.output.display().to_string()));
    Ok(End::Done)
}

fn options<'a>(command: &Import, catalogue: &'a Catalogue) -> Result<Options<'a>, Failure> {
    let answers = command.answers.as_ref().filter(|path| path.exists()).map(|path| {
        let text = fs::read_to_string(path).map_err(|error| {
            let message = format!("The answers could not be read: {error}.");
            Problem::error(
                path.display().to_string(),
                "unreadable",
                message,
                "Save the file as UTF-8, or give another path.",
            )
        })?;
        Ok::<_, Problem>((path.display().to_string(), text))
    });
    let columns: Result<Vec<_>, Problem> = command.column.iter().map(|text| column_rename(text)).collect();
    Ok(Options {
        country: command.country.clone(),
        currency: command.currency,
        segment: command.segment.clone(),
        customer_id: command.customer_id.clone(),
        customer_name: command.customer.clone(),
        customer_domain: command.domain.clone(),
        this_partner: command.this_partner.clone(),
        partners: command.partner.iter().cloned().collect::<BTreeMap<_, _>>(),
        catalogue: command.products.is_some().then_some(catalogue),
        columns: columns?,
        answers: answers.transpose()?,
        encoding: command.encoding.encoding(),
        ..Options::new(command.as_of.unwrap_or_else(clock::today))
    })
}

/// What came of the exports: sizes, then what is missing, contradictory and assumed.
pub(crate) fn show(imported: &Imported, catalogue: &Catalogue, screen: &Screen) {
    let estate = &imported.estate;
    let users: u64 = estate.users.iter().map(|user| u64::from(user.count)).sum();
    let mut sizes = vec![
        screen.text("cli-import-users", Values::new().count("count", users)),
        screen.text("cli-import-subscriptions", Values::new().count("count", estate.subscriptions.len())),
    ];
    if !estate.groups.is_empty() {
        sizes.push(screen.text("cli-import-groups", Values::new().count("count", estate.groups.len())));
    }
    screen.line(&format!("  {}", sizes.join(" · ")));
    let reader = Reader::of_catalogue(screen.texts(), catalogue, estate.customer.currency);
    let kinds = [
        (FindingKind::Missing, "cli-import-missing", "33"),
        (FindingKind::Contradictory, "cli-import-contradictory", "31"),
        (FindingKind::Assumed, "cli-import-assumed", "36"),
    ];
    for (kind, key, sgr) in kinds {
        let label = screen.text(key, Values::new());
        for finding in imported.findings.iter().filter(|finding| finding.kind == kind) {
            let sentence = screen.text(&format!("finding-{}", finding.code()), reader.args(&finding.notice));
            screen.line(&format!("  {} {sentence}", screen.paint(sgr, &format!("{label}:"))));
        }
    }
    let required = imported.open_questions.iter().filter(|question| question.required).count();
    let values = Values::new()
        .count("required", required)
        .count("optional", imported.open_questions.len() - required);
    screen.line(&format!("  {}", screen.text("cli-import-open", values)));
}

/// Writes the open questions as a template, beside somebody's answers where there are some.
fn write_questions(imported: &Imported, answers: Option<&Path>, folder: &Path, screen: &Screen) -> Result<(), Failure> {
    if imported.open_questions.is_empty() || (answers.is_some_and(Path::exists) && imported.is_complete()) {
        return Ok(());
    }
    let wanted = answers.map_or_else(|| folder.join("answers.toml"), Path::to_path_buf);
    let path = if wanted.exists() {
        wanted.with_extension("open.toml")
    } else {
        wanted
    };
    write_atomically(&path, questions(imported, screen).as_bytes()).map_err(|error| Failure::writing(&path, &error))?;
    screen.say("cli-import-answers-written", Values::new().text("file", path.display().to_string()));
    Ok(())
}

/// The template in the person's language.
fn questions(imported: &Imported, screen: &Screen) -> String {
    let head = ["cli-answers-head", "cli-answers-fill", "cli-answers-again"].map(|key| screen.text(key, Values::new()));
    let required = screen.text("cli-answers-required", Values::new());
    let say = |question: &Question| {
        let asked = screen.text(&format!("question-{}", question.code), Values::new());
        let mut lines = vec![if question.required { format!("{required} {asked}") } else { asked }];
        if !question.choices.is_empty() {
            lines.push(screen.text("cli-answers-possible", Values::new().text("choices", question.choices.join(", "))));
        }
        lines
    };
    template::write_with(&imported.open_questions, &head.each_ref().map(String::as_str), &say)
}
