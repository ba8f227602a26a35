//! `nahtlos move explain`: why every purchase, date and end of a plan is as it is, in words and numbers.

use super::{few, read_case, read_plan};
use crate::{
    end::{End, Ended, Failure},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_model::{notice::CounterCode, plan::Plan};
use nahtlos_planner::{
    explain::{Explanation, change_index},
    verify::{Verdict, verify},
};
use nahtlos_report::{sentence::Reader, terminal, texts::Args as Values};
use serde_json::json;
use std::path::PathBuf;

/// Options of `nahtlos move explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nahtlos move explain nordwind plan.json
  nahtlos move explain nordwind plan.json p3        one purchase, subscription, licence change, step or user")]
pub(crate) struct Explain {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    case: PathBuf,
    /// The plan document
    #[arg(value_hint = ValueHint::FilePath)]
    plan: PathBuf,
    /// Only this purchase (p1), subscription, licence change (c1), step (s1) or user
    id: Option<String>,
    /// Print the reasons as JSON
    #[arg(long)]
    json: bool,
}

/// Whether a plan was made from another case: then nothing that it says can be explained from this one.
fn is_of_another_case(code: CounterCode) -> bool {
    use CounterCode as Code;
    matches!(
        code,
        Code::OtherSchema
            | Code::OtherCustomer
            | Code::OtherDay
            | Code::OtherHorizon
            | Code::OtherPolicy
            | Code::OtherInputs
            | Code::OtherCurrency
    )
}

pub(super) fn run(command: &Explain, screen: &Screen) -> Ended {
    let case = read_case(&command.case, screen)?;
    let plan = read_plan(&command.plan)?;
    if let Verdict::Refuted(counter) = verify(&case, &plan)
        && is_of_another_case(counter.code)
    {
        let refuted = Verdict::Refuted(counter);
        screen.write(&terminal::verdict(&case, &refuted, screen.lang(), screen.color(), screen.width()));
        return Ok(End::Refused);
    }
    let explanations = nahtlos_planner::explain::explain(&case, &plan, command.id.as_deref());
    if explanations.is_empty()
        && let Some(id) = &command.id
    {
        let values = Values::new().text("id", id.clone()).text("known", known(&plan));
        return Err(Failure::Usage(screen.text("cli-nothing-of-that-id", values)));
    }
    if command.json {
        let list: Vec<_> = explanations
            .iter()
            .map(|e| json!({ "subject": e.subject, "reasons": e.notices }))
            .collect();
        screen.line(&json!(list).to_string());
        return Ok(End::Done);
    }
    let reader = Reader::of_case(screen.texts(), &case);
    for Explanation { subject, notices } in &explanations {
        screen.heading(&title(&reader, &plan, subject));
        for notice in notices {
            screen.line(&format!("  {}", reader.notice(notice)));
        }
    }
    Ok(End::Done)
}

fn title(reader: &Reader, plan: &Plan, subject: &str) -> String {
    let name = if let Some(p) = plan.purchases.iter().find(|purchase| purchase.id == subject) {
        let (seats, sku) = (reader.count(p.seats), reader.sku(p.sku_id));
        format!("{seats} × {sku}, {} – {}", reader.date(p.start), reader.date(p.end))
    } else if let Some(index) = change_index(plan, subject) {
        let change = &plan.license_changes[index];
        let values = Values::new()
            .count("users", change.user_ids.len())
            .text("day", reader.date(change.date));
        reader.texts.fill("cli-explain-change", values)
    } else if let Some(step) = plan.steps.iter().find(|step| step.id == subject) {
        reader.word(step.kind)
    } else {
        reader.subject(subject)
    };
    if name == subject { name } else { format!("{subject}  {name}") }
}

fn known(plan: &Plan) -> String {
    let purchases = plan.purchases.iter().map(|purchase| purchase.id.as_str());
    let ids: Vec<&str> = purchases
        .chain(plan.originals.iter().map(|original| original.subscription_id.as_str()))
        .collect();
    few(&ids)
}
