//! A campaign's customers as CSV, for whoever reads them with a spreadsheet: the columns of `nahtlos campaign export`, of which the first eight
//! are read back by `nahtlos campaign import`. States and risks stand as their codes, as in the JSON beside it.

use crate::api::{answer::Answer, ask::Ask};
use nahtlos_model::refusals::Refusal;
use nahtlos_wire::{
    campaign_table::{COLUMNS, cells},
    campaigns::CampaignCustomer,
};

const CSV: &str = "text/csv";

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
