//! `nahtlos estate import`: exports in, `estate.json` out, with everything that is open, missing or assumed.
//! Never writes an estate while a required question is open, and never overwrites somebody's answers.

use super::findings::{show, write_findings};
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
    import::{Imported, Options, Question, Source, column_rename, import, template},
    problem::Problem,
    write::write_atomically,
};
use nahtlos_model::{catalogue::Catalogue, dates::Date, money::Currency};
use nahtlos_report::texts::Args as Values;
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
  nahtlos estate import exports/*.json --products products.csv --answers answers.toml -o estate.json
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
    #[arg(long, value_name = "CODE", value_parser = country)]
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
    #[arg(long, value_name = "HEADER=COLUMN", value_parser = renamed)]
    column: Vec<(String, String)>,
    #[command(flatten)]
    encoding: Spelling,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("{text:?} is not a date; write 2026-12-01"))
}

fn country(text: &str) -> Result<String, String> {
    let letters = text.trim().len() == 2 && text.trim().bytes().all(|byte| byte.is_ascii_alphabetic());
    letters
        .then(|| text.trim().to_ascii_uppercase())
        .ok_or_else(|| format!("{text:?} is not a country; write two letters, such as DE"))
}

fn renamed(text: &str) -> Result<(String, String), String> {
    column_rename(text).map_err(|problem| format!("{} {}", problem.message, problem.mend))
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
    if !imported.findings.is_empty() {
        write_findings(&imported, &catalogue, &command.output.with_extension("findings.csv"), screen)?;
    }
    write_questions(&imported, command.answers.as_deref(), folder, screen)?;
    if !imported.is_complete() {
        let key = if imported.lacks_people() {
            "cli-import-people-missing"
        } else {
            "cli-import-incomplete"
        };
        screen.say(key, Values::new().text("file", command.output.display().to_string()));
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
        columns: command.column.clone(),
        answers: answers.transpose()?,
        encoding: command.encoding.encoding(),
        ..Options::new(command.as_of.unwrap_or_else(clock::today))
    })
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
    let head =
        ["cli-answers-head", "cli-answers-fill", "cli-answers-defaults", "cli-answers-again"].map(|key| screen.text(key, Values::new()));
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
