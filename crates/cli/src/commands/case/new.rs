//! `nahtlos case new`: a folder out of an estate and the vendor's files, with the rows that this customer needs.

use crate::{
    commands::catalogue::check::{Spelling, layout_name},
    end::Ended,
    progress,
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_files::assemble::{Assembled, Kept, NewCase, new_case};
use nahtlos_report::{numbers, texts::Args as Values};
use std::path::PathBuf;

/// Options of `nahtlos case new`.
#[derive(Debug, Args)]
#[command(after_help = "Files are recognised by their headers, whatever they are called.

Example:
  nahtlos case new nordwind --estate estate.json --products products.csv --prices pricelist.csv --offers offermatrix.csv")]
pub(crate) struct New {
    /// Folder to make
    #[arg(value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// The estate, from `nahtlos estate import`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    estate: PathBuf,
    /// The vendor's products and service plans
    #[arg(long, value_name = "FILE", required = true, num_args = 1.., value_hint = ValueHint::FilePath)]
    products: Vec<PathBuf>,
    /// The vendor's price lists
    #[arg(long, value_name = "FILE", required = true, num_args = 1.., value_hint = ValueHint::FilePath)]
    prices: Vec<PathBuf>,
    /// The vendor's offer matrix
    #[arg(long, value_name = "FILE", required = true, num_args = 1.., value_hint = ValueHint::FilePath)]
    offers: Vec<PathBuf>,
    /// Plan equivalents and exclusions, where you have them
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::FilePath)]
    also: Vec<PathBuf>,
    /// A policy; without one, a commented policy.toml with the defaults is written
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    policy: Option<PathBuf>,
    #[command(flatten)]
    encoding: Spelling,
}

pub(super) fn run(command: &New, screen: &Screen) -> Ended {
    let files = [&command.products, &command.prices, &command.offers, &command.also]
        .into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>();
    let new = NewCase {
        folder: &command.folder,
        estate: &command.estate,
        files: &files,
        policy: command.policy.as_deref(),
        other_encoding: command.encoding.encoding(),
    };
    let text = screen.text("cli-reading", Values::new().text("file", command.estate.display().to_string()));
    let Assembled { kept, report } = progress::waiting(text, || new_case(&new))?;
    show_kept(&kept, screen);
    Ok(super::show(&report, screen))
}

/// How many rows of each file the customer needs.
pub(crate) fn show_kept(kept: &[Kept], screen: &Screen) {
    for file in kept {
        let count = |n: u64| numbers::count(screen.lang(), i64::try_from(n).unwrap_or(i64::MAX));
        let values = Values::new()
            .text("file", file.from.display().to_string())
            .text("layout", layout_name(file.layout, screen))
            .text("kept", count(file.kept))
            .text("rows", count(file.rows));
        screen.line(&format!("  {}", screen.text("cli-case-kept", values)));
    }
}
