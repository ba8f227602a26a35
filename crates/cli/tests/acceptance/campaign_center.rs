//! A campaign that a center carries out: begun with a folder, filled in by a list, scheduled, approved, begun on its day, stopped and given up;
//! and what is said when something is wrong.

use crate::{
    actor::Reseller,
    desk::{HARBOUR, PARTNER, Person, settles},
    moves::estate,
    sandbox::Center,
};
use serde_json::Value;

fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "no {word:?} in {text}");
    }
}

#[test]
fn a_campaign_is_begun_filled_in_approved_and_given_up() {
    let reseller = Reseller::new("campaign-center");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    reseller.writes("customers/hafenkontor/estate.json", &estate(&center).to_string());
    reseller.writes("customers/odd/estate.json", "{}");
    reseller.writes(
        "campaign.toml",
        "canaries = 0\nweekends = true\ntasksPerCustomer = 0\nneedDays = 14\nmostHalts = 0\n",
    );
    reseller.writes("misspelt.toml", "canarys = 0\n");
    let start = ["campaign", "start", "customers", "--name", "Spring", "--currency", "EUR"];
    let with = |file: &'static str| [&start[..], &["--settings", file]].concat();
    partner.fails(&with("misspelt.toml"), 1, &["there is no setting", "canarys"]);
    // One bad case is named, and the rest is there.
    partner.fails(&with("campaign.toml"), 1, &["odd", "estate.json"]);
    let all = partner.json(&["campaign", "status"]);
    let id = all[0]["id"].as_str().expect("an id");
    says(&partner.does(&["campaign", "status"]), &[id, "Spring", "scheduled"]);
    let first = partner.json(&["campaign", "status", id]);
    let digest = |of: &Value| of["schedule"]["digest"].as_str().unwrap_or_else(|| panic!("{of}")).to_owned();
    assert_eq!(first["schedule"]["customers"], 1);
    says(
        &partner.does(&["campaign", "status", id]),
        &["with a day: 1", "planned", &digest(&first)],
    );

    partner.does(&["campaign", "export", id, "-o", "list.csv"]);
    let list = reseller.reads("list.csv");
    says(
        &list,
        &[HARBOUR, "Hafenkontor GmbH", "not begun", "needs a person", "There is no address"],
    );
    let today = first["settings"]["firstDay"].as_str().expect("a day");
    reseller.writes(
        "in.csv",
        &format!("customerId;email;earliest;exclude\n{HARBOUR};it@hafenkontor.example;{today};no\n"),
    );
    says(&partner.does(&["campaign", "import", id, "in.csv"]), &["One customer was read"]);
    // The same list as a workbook, out and in again.
    partner.does(&["campaign", "export", id, "-o", "list.xlsx"]);
    says(&partner.does(&["campaign", "import", id, "list.xlsx"]), &["One customer was read"]);
    reseller.writes("no.xlsx", "PK\u{3}\u{4} and no more");
    partner.fails(&["campaign", "import", id, "no.xlsx"], 1, &["no.xlsx", "Save it as .xlsx anew"]);
    partner.fails(&["campaign", "import", id], 2, &["FILE"]);
    // Who is the partner's customer at the center is read there, once.
    let read = partner.does(&["campaign", "import", id, "--read"]);
    says(&read, &["customers were read"]);
    let again = partner.does(&["campaign", "import", id, "--read"]);
    says(&again, &["0 customers were read"]);
    reseller.writes("bad.csv", &format!("customerId,earliest\n{HARBOUR},soon\n"));
    partner.fails(&["campaign", "import", id, "bad.csv"], 1, &["bad.csv:2", "earliest", "soon"]);
    reseller.writes("strangers.csv", "customerId,canary\nd0000000-0000-4000-8000-000000000999,yes\n");
    partner.fails(&["campaign", "import", id, "strangers.csv"], 1, &["strangers.csv:2"]);

    // A yes is a yes to just one schedule.
    partner.fails(&["campaign", "approve", id, "--schedule", &digest(&first)], 2, &["--each"]);
    says(&partner.does(&["campaign", "schedule", id]), &["with a day: 1"]);
    let newest = digest(&partner.json(&["campaign", "status", id]));
    partner.does(&[
        "campaign",
        "approve",
        id,
        "--schedule",
        &newest,
        "--each",
        "100000",
        "--days",
        "400",
    ]);
    // Its day is the last that is early enough, so turn the clock on to it.
    let token = center.administrator();
    let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
    center.asks("PATCH", "/sandbox/v1/clock", &headers, r#"{"advance":"P125D"}"#);
    settles(&center);
    let moves = partner.json(&["move", "status"]);
    assert_eq!(moves.as_array().map(Vec::len), Some(1), "{moves}");
    let begun = partner.json(&["campaign", "status", id]);
    assert_eq!(begun["customers"]["begun"], 1, "{begun}");
    // Nobody accepted, so the move stands still, and with it the campaign.
    says(
        &partner.does(&["campaign", "status", id]),
        &["stopped itself", "Wave 1 failed", HARBOUR, "failed"],
    );
    partner.fails(&["campaign", "pause", id], 1, &["campaignState", "HTTP 409"]);
    says(
        &partner.does(&["campaign", "exclude", id, HARBOUR, "--note", "by hand", "--abandon-move"]),
        &["Hafenkontor GmbH is out"],
    );
    partner.fails(&["campaign", "include", id, HARBOUR], 1, &["campaign"]);
    says(&partner.does(&["move", "status"]), &["given up"]);
    says(&partner.does(&["campaign", "resume", id]), &["running"]);
    settles(&center);
    says(&partner.does(&["campaign", "status", id]), &["completed"]);
    partner.fails(&["campaign", "abandon", id], 1, &["campaignState"]);
}
