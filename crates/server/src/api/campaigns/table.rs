//! A campaign's customers as CSV, for whoever reads them with a spreadsheet: the columns of `nahtlos campaign export`, of which the first eight
//! are read back by `nahtlos campaign import`. States and risks stand as their codes, as in the JSON beside it.

use crate::api::{answer::Answer, ask::Ask};
use nahtlos_model::refusals::Refusal;
use nahtlos_wire::campaigns::{CampaignCustomer, CampaignCustomerState, CampaignWishes};

const CSV: &str = "text/csv";
const COLUMNS: [&str; 22] = [
    "customerId",
    "email",
    "earliest",
    "deadline",
    "canary",
    "exclude",
    "perDay",
    "missed",
    "name",
    "domain",
    "state",
    "day",
    "wave",
    "inTime",
    "users",
    "renews",
    "risk",
    "estimated",
    "planned",
    "moveId",
    "risks",
    "note",
];

/// Whether a list is asked for as CSV: by `format`, or else by `Accept`.
pub(super) fn is_wanted(ask: &Ask) -> Result<bool, Refusal> {
    match ask.query.get("format").map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(true),
        Some("json") => Ok(false),
        Some(word) => Err(Refusal::unknown_word("format", word, ["csv", "json"])),
        None => {
            let first = ask.header("accept").and_then(|all| all.split([',', ';']).next());
            Ok(first.is_some_and(|media| media.trim().eq_ignore_ascii_case(CSV)))
        }
    }
}

/// The page, and where the next one is.
pub(super) fn answer(all: &[CampaignCustomer], next: Option<String>) -> Answer {
    let mut text = line(COLUMNS.map(str::to_owned).as_slice());
    for one in all {
        text.push_str(&line(&cells(one)));
    }
    let answer = Answer::bytes("text/csv; charset=utf-8", text.into_bytes());
    match next {
        Some(uri) => answer.with("link", format!("<{uri}>; rel=\"next\"")),
        None => answer,
    }
}

fn line(cells: &[String]) -> String {
    let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    quoted.join(",") + "\r\n"
}

fn cell(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn cells(one: &CampaignCustomer) -> Vec<String> {
    let nothing = CampaignWishes::default();
    let wishes = one.wishes.as_ref().unwrap_or(&nothing);
    let yes = |flag: Option<bool>| cell(flag.map(|yes| if yes { "yes" } else { "no" }));
    let risks = one.risks.iter().flatten().filter_map(|risk| risk["code"].as_str());
    vec![
        cell(one.customer_id.as_ref()),
        cell(one.email.as_ref()),
        cell(wishes.earliest),
        cell(wishes.deadline),
        yes(wishes.canary),
        yes(one.state.map(|state| state == CampaignCustomerState::Excluded)),
        cell(wishes.per_day.as_ref()),
        cell(wishes.missed.as_ref()),
        cell(one.customer_name.as_ref()),
        cell(one.customer_domain.as_ref()),
        cell(one.state.map(|state| state.as_str())),
        cell(one.day),
        cell(one.wave),
        yes(one.in_time),
        cell(one.users),
        cell(one.renews),
        cell(one.risk),
        cell(one.estimated.as_ref()),
        cell(one.planned.as_ref()),
        cell(one.move_id.as_ref()),
        risks.collect::<Vec<_>>().join(" "),
        cell(one.note.as_ref()),
    ]
}
