//! A campaign's customers as a table, for whoever works on them with a spreadsheet: what the API writes as CSV and the command line to files,
//! and what is read back.

use crate::campaigns::{CampaignCustomer, CampaignCustomerState, CampaignWishes};

/// Columns, each by its name on the wire.
pub const COLUMNS: [&str; 22] = [
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

/// As many of the first columns can be set; the others are passed over when a table comes in.
pub const READ: usize = 8;
/// Place of the state, which a reader may want in words.
pub const STATE: usize = 10;
/// Place of the risks.
pub const RISKS: usize = 20;
/// Place of the note.
pub const NOTE: usize = 21;

fn cell(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A customer's row: states, risks and notes as they are in the JSON.
pub fn cells(one: &CampaignCustomer) -> Vec<String> {
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
