//! `nahtlos move verify`: proves a plan against its case, whoever wrote it, or shows the first counter-example.

use super::{read_case, read_plan};
use crate::{
    end::{End, Ended},
    progress,
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_model::case::Case;
use nahtlos_planner::verify::{Certificate, Minimum, Verdict};
use nahtlos_report::{terminal, texts::Args as Values};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Options of `nahtlos move verify`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nahtlos move verify nordwind plan.json && echo proved")]
pub(crate) struct Verify {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    case: PathBuf,
    /// The plan document
    #[arg(value_hint = ValueHint::FilePath)]
    plan: PathBuf,
    /// Print the verdict as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(command: &Verify, screen: &Screen) -> Ended {
    let case = read_case(&command.case, screen)?;
    let plan = read_plan(&command.plan)?;
    let proving = screen.text("cli-proving", Values::new());
    let verdict = progress::waiting(proving, || nahtlos_planner::verify::verify(&case, &plan));
    if command.json {
        screen.line(&as_json(&case, &verdict, screen).to_string());
    } else {
        screen.write(&terminal::verdict(&case, &verdict, screen.lang(), screen.color(), screen.width()));
    }
    Ok(if verdict.is_proved() { End::Done } else { End::Refused })
}

fn as_json(case: &Case, verdict: &Verdict, screen: &Screen) -> Value {
    match verdict {
        Verdict::Proved(certificate) => proved(certificate),
        Verdict::Refuted(counter) => json!({
            "proved": false,
            "counterExample": counter,
            "sentence": screen.texts().notice(&case.catalogue, case.estate.customer.currency, counter),
        }),
    }
}

fn proved(certificate: &Certificate) -> Value {
    let minimum = match certificate.minimum {
        Minimum::Rechecked { lower_bound } => json!({ "rechecked": true, "lowerBoundExact": lower_bound }),
        Minimum::NotRechecked => json!({ "rechecked": false }),
        Minimum::Gap {
            lower_bound,
            cost,
            rechecked,
        } => {
            json!({ "rechecked": rechecked, "gap": true, "lowerBoundExact": lower_bound, "costExact": cost })
        }
    };
    let tightest = certificate
        .tightest
        .map(|t| json!({ "skuId": t.sku, "from": t.day, "to": t.until, "held": t.held, "seats": t.seats, "slack": t.slack }));
    json!({
        "proved": true,
        "total": certificate.total,
        "costExact": certificate.cost,
        "method": certificate.method,
        "minimum": minimum,
        "usersChecked": certificate.users_checked,
        "purchasesChecked": certificate.purchases_checked,
        "changesChecked": certificate.changes_checked,
        "tightest": tightest,
        "coverage": certificate.pools.iter().flat_map(|pool| &pool.intervals).collect::<Vec<_>>(),
    })
}
