//! `nahtlos cover`: what happens to service plans when one set of SKUs takes another's place: kept, gained, satisfied
//! by a higher plan, lost. By name, for people who decide. Exit code 1 when something is lost.

use super::catalogue::check::Spelling;
use crate::{
    end::{End, Ended, Failure},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_files::{
    catalogue::{read_equivalents, read_products},
    cover::{Cover as Compared, cover, find_sku},
    problem::{Problem, Problems},
    table::{Encoding, Table, encoding_of},
};
use nahtlos_model::{
    catalogue::Catalogue,
    ids::{ServicePlanId, SkuId},
};
use nahtlos_report::texts::Args as Values;
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// Options of `nahtlos cover`.
#[derive(Debug, Args)]
#[command(after_help = "A SKU is a GUID, a string id (SPE_E3) or a product name that only one SKU has.

Example:
  nahtlos cover O365_w/o_Teams_Bundle_E3 Microsoft_Teams_EEA_New --instead-of ENTERPRISEPACK --products products.csv

Exit codes: 0 nothing is lost, 1 something is lost.")]
pub(crate) struct Cover {
    /// SKUs that shall be held
    #[arg(required = true, value_name = "SKU")]
    skus: Vec<String>,
    /// SKUs that are held now
    #[arg(long, required = true, num_args = 1.., value_name = "SKU")]
    instead_of: Vec<String>,
    /// The official file of products and service plans
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    products: PathBuf,
    /// Plans that a higher plan satisfies, pair by pair
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    equivalents: Option<PathBuf>,
    #[command(flatten)]
    encoding: Spelling,
}

pub(crate) fn run(command: &Cover, screen: &Screen) -> Ended {
    let encoding = command.encoding.encoding();
    let mut catalogue = Catalogue::default();
    let products = read_table(&command.products, encoding, screen, read_products)?;
    (catalogue.products, catalogue.plans) = (products.products, products.plans);
    if let Some(path) = &command.equivalents {
        catalogue.equivalents = read_table(path, encoding, screen, read_equivalents)?;
    }
    let file = command.products.display().to_string();
    let find = |texts: &[String]| {
        texts
            .iter()
            .map(|text| find_sku(&catalogue, text, &file))
            .collect::<Result<Vec<SkuId>, Problem>>()
    };
    let (new, old) = (find(&command.skus)?, find(&command.instead_of)?);
    for (skus, key) in [(&new, "cli-cover-new"), (&old, "cli-cover-old")] {
        let names: Vec<String> = skus.iter().map(|sku| catalogue.sku_name(*sku)).collect();
        screen.say(key, Values::new().text("skus", names.join(" + ")));
    }
    let compared = cover(&catalogue, &new, &old);
    show(&compared, &catalogue, screen);
    Ok(if compared.lost.is_empty() { End::Done } else { End::Refused })
}

fn show(compared: &Compared, catalogue: &Catalogue, screen: &Screen) {
    let name = |plan: ServicePlanId| match catalogue.plans.get(&plan) {
        Some(name) if !name.friendly.is_empty() => format!("{} ({})", name.friendly, name.name),
        _ => catalogue.plan_name(plan),
    };
    let names = |plans: &[ServicePlanId]| plans.iter().map(|plan| name(*plan)).collect::<Vec<_>>();
    let satisfied = compared
        .satisfied
        .iter()
        .map(|pair| format!("{} ← {}", name(pair.plan), name(pair.satisfied_by)))
        .collect();
    let sections = [
        ("lost", "31", "-", names(&compared.lost)),
        ("satisfied", "33", "≈", satisfied),
        ("gained", "32", "+", names(&compared.gained)),
        ("kept", "0", "=", names(&compared.kept)),
    ];
    for (word, sgr, sign, names) in sections {
        screen.heading(&screen.text(&format!("cli-cover-{word}"), Values::new().count("count", names.len())));
        for name in names {
            screen.line(&format!("  {} {name}", screen.paint(sgr, sign)));
        }
    }
}

/// Reads a table, in the encoding given if it is not UTF-8; its warnings go to standard error.
pub(crate) fn read_table<T>(
    path: &Path,
    other: Encoding,
    screen: &Screen,
    reader: fn(&mut Table<File>, &mut Problems) -> T,
) -> Result<T, Failure> {
    let name = path.display().to_string();
    let opened = File::open(path).and_then(|source| Ok((encoding_of(source, other)?, File::open(path)?)));
    let (encoding, source) = opened.map_err(|error| {
        let mend = "Give the path of a file that can be read.";
        Problem::error(name.clone(), "unreadable", format!("The file cannot be read: {error}."), mend)
    })?;
    let mut table = Table::open_as(name.clone(), source, encoding)?;
    let mut problems = Problems::new();
    let value = reader(&mut table, &mut problems);
    let refused = problems.errors() > 0;
    let list = problems.into_list(&name);
    if refused {
        return Err(list.into());
    }
    screen.problems(&list);
    Ok(value)
}
