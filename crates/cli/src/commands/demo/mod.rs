//! `nahtlos demo`: a whole move on bundled exports, from the files to the report, walked through day by day; then carried out at a center, to
//! its evidence.
//! Uses the same doors as the other commands; nothing here is prepared but the exports and their answers.

mod bundle;
mod center;
mod damage;
mod tenant;
mod walk;

use super::{case::new::show_kept, estate::findings::show as show_import, moves};
use crate::{
    end::{End, Ended, Failure},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_files::{
    assemble::{NewCase, new_case},
    case::read_case,
    catalogue::read_products,
    estate::write_estate,
    import::{Imported, Options, Source, import},
    plan::write_plan,
    table::Encoding,
};
use nahtlos_model::{case::Case, catalogue::Catalogue, dates::Date};
use nahtlos_report::{numbers, terminal, texts::Args as Values};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The day the bundled exports describe.
const AS_OF: Date = Date::constant(2026, 12, 1);

/// Options of `nahtlos demo`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nahtlos demo --lang de")]
pub(crate) struct Demo {
    /// Folder for the exports, the case, the plan, the reports, the center's database and the evidence
    #[arg(short, long, value_name = "FOLDER", default_value = "nahtlos-demo", value_hint = ValueHint::DirPath)]
    output: PathBuf,
}

pub(crate) fn run(command: &Demo, screen: &Screen) -> Ended {
    let folder = &command.output;
    bundle::unpack(folder)?;
    screen.heading(&screen.text("cli-demo-import", Values::new()));
    let estate = import_estate(folder, screen)?;
    screen.heading(&format!("\n{}", screen.text("cli-demo-case", Values::new())));
    let case = assemble(folder, &estate, screen)?;
    screen.heading(&format!("\n{}", title(&case, screen)));
    screen.heading(&format!("\n{}", screen.text("cli-demo-plan", Values::new())));
    let plan = nahtlos_planner::plan(&case, &nahtlos_planner::Options::default())
        .map_err(|refusal| Failure::Bug(format!("the bundled example was refused: {:?}", refusal.reasons)))?;
    let verdict = moves::plan::prove(&case, &plan, screen)?;
    screen.write(&terminal::summary(
        &case,
        &plan,
        &verdict,
        screen.lang(),
        screen.color(),
        screen.width(),
    ));
    screen.heading(&format!("\n{}", screen.text("cli-demo-walk", Values::new())));
    let seen = walk::walk(&case, &plan, screen);
    let (key, sgr) = if seen.uncovered == 0 {
        ("cli-demo-covered", "32")
    } else {
        ("cli-demo-uncovered", "31")
    };
    let ended = screen.text(key, Values::new().count("days", seen.days).count("uncovered", seen.uncovered));
    screen.line(&format!("  {}", screen.paint(sgr, &ended)));
    screen.heading(&format!("\n{}", screen.text("cli-demo-damage", Values::new())));
    damage::show(&case, &plan, screen);
    screen.heading(&format!("\n{}", screen.text("cli-demo-center", Values::new())));
    screen.flush(); // what comes takes a moment
    let kept = center::show(folder, &case, &plan, screen)?;
    screen.heading(&format!("\n{}", screen.text("cli-demo-where", Values::new())));
    let (plan_path, report) = (folder.join("plan.json"), folder.join("report.html"));
    write_plan(&plan_path, &plan).map_err(|error| Failure::writing(&plan_path, &error))?;
    moves::plan::write_report(&report, &nahtlos_report::html(&case, &plan, &verdict, screen.lang()))?;
    let [database, archive, page] = ["center.db", "evidence.zip", "evidence.html"].map(|name| folder.join(name));
    for path in [
        &folder.join("exports"),
        &estate,
        &folder.join("case"),
        &plan_path,
        &report,
        &database,
        &archive,
        &page,
    ] {
        screen.line(&format!("  {}", path.display()));
    }
    screen.say("cli-demo-try", Values::new());
    Ok(if seen.uncovered == 0 && kept { End::Done } else { End::Refused })
}

fn import_estate(folder: &Path, screen: &Screen) -> Result<PathBuf, Failure> {
    let products = folder.join("vendor/products.csv");
    let read = super::cover::read_table(&products, Encoding::Utf8, screen, read_products)?;
    let catalogue = Catalogue {
        products: read.products,
        plans: read.plans,
        ..Catalogue::default()
    };
    let answers = folder.join("answers.toml");
    let text = fs::read_to_string(&answers).map_err(|error| Failure::writing(&answers, &error))?;
    let options = Options {
        catalogue: Some(&catalogue),
        answers: Some((answers.display().to_string(), text)),
        ..Options::new(AS_OF)
    };
    let sources: Vec<Source> = bundle::exports(folder).into_iter().map(Source::from).collect();
    let imported: Imported = import(&sources, &options)?;
    show_import(&imported, &catalogue, screen);
    let estate = folder.join("estate.json");
    write_estate(&estate, &imported.estate).map_err(|error| Failure::writing(&estate, &error))?;
    Ok(estate)
}

fn assemble(folder: &Path, estate: &Path, screen: &Screen) -> Result<Case, Failure> {
    let case = folder.join("case");
    if case.exists() {
        fs::remove_dir_all(&case).map_err(|error| Failure::writing(&case, &error))?; // of an earlier demo
    }
    let files = ["products.csv", "pricelist.csv", "offermatrix.csv"].map(|name| folder.join("vendor").join(name));
    let new = NewCase {
        folder: &case,
        estate,
        files: &files,
        policy: None,
        other_encoding: Encoding::Utf8,
    };
    let assembled = new_case(&new)?;
    show_kept(&assembled.kept, screen);
    super::case::show(&assembled.report, screen);
    Ok(read_case(&case)?.value)
}

fn title(case: &Case, screen: &Screen) -> String {
    let estate = &case.estate;
    let channels: BTreeSet<_> = estate.subscriptions.iter().map(|subscription| subscription.channel).collect();
    let values = Values::new()
        .count("users", estate.users.len())
        .count("subscriptions", estate.subscriptions.len())
        .count("channels", channels.len())
        .text("day", numbers::date(screen.lang(), estate.as_of));
    screen.text("cli-demo-title", values)
}
