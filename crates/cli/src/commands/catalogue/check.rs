//! `nahtlos catalogue check`: which official layout each file has, what it holds, and every problem by line.

use crate::{
    end::{End, Ended},
    progress,
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_files::{
    catalogue::{CheckReport, Counted, Layout, check},
    table::Encoding,
};
use nahtlos_report::texts::Args as Values;
use std::path::PathBuf;

/// Options of `nahtlos catalogue check`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nahtlos catalogue check products.csv pricelist.csv offermatrix.csv")]
pub(crate) struct Check {
    /// Official files, whatever their names
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    encoding: Spelling,
}

/// How the letters of files are encoded.
#[derive(Debug, Args)]
pub(crate) struct Spelling {
    /// Read files that are not UTF-8 as Windows-1252, in which older spreadsheets save
    #[arg(long)]
    windows_1252: bool,
}

impl Spelling {
    /// The encoding of the files.
    pub(crate) fn encoding(&self) -> Encoding {
        if self.windows_1252 { Encoding::Windows1252 } else { Encoding::Utf8 }
    }
}

pub(super) fn run(command: &Check, screen: &Screen) -> Ended {
    let mut all_good = true;
    for file in &command.files {
        let text = screen.text("cli-reading", Values::new().text("file", file.display().to_string()));
        let report = progress::waiting(text, || check(file, command.encoding.encoding()));
        show(&report, screen);
        all_good &= report.is_good();
    }
    Ok(if all_good { End::Done } else { End::Refused })
}

fn show(report: &CheckReport, screen: &Screen) {
    let layout = report.layout.map_or_else(
        || screen.text("cli-layout-unknown", Values::new()),
        |layout| layout_name(layout, screen),
    );
    let mark = if report.is_good() {
        screen.paint("32", "✓")
    } else {
        screen.paint("31", "✗")
    };
    screen.heading(&format!("{mark} {}", report.file));
    screen.line(&format!("  {layout}"));
    let counted = |what: &Counted, n: u64| screen.text(&format!("cli-count-{}", what.as_str()), Values::new().count("count", n));
    let counts: Vec<String> = report.counts.iter().map(|(what, n)| counted(what, *n)).collect();
    if !counts.is_empty() {
        screen.line(&format!("  {}", counts.join(" · ")));
    }
    let found = Values::new().count("errors", report.errors).count("warnings", report.warnings);
    screen.line(&format!("  {}", screen.text("cli-found", found)));
    screen.problems(&report.problems);
}

/// A layout in the person's language.
pub(crate) fn layout_name(layout: Layout, screen: &Screen) -> String {
    let word = layout.file_name().trim_end_matches(".csv");
    screen.text(&format!("cli-layout-{word}"), Values::new())
}
