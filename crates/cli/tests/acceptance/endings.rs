//! Exit codes, help, colours and languages: what scripts and people rely on.

use crate::actor::{Reseller, arg, examples, shared};

#[test]
fn usage_ends_with_two() {
    let reseller = Reseller::new("usage");
    for wrong in [
        &["fly"][..],
        &["move", "plan"],
        &["move", "plan", "case", "--effort", "0"],
        &["estate", "import", "a.json", "--as-of", "soon"],
        &["estate", "import", "a.json", "--country", "Germany"],
        &["estate", "import", "a.json", "--currency", "Euro"],
        &["estate", "import", "a.json", "--partner", "Isarcloud"],
        &["estate", "import", "a.csv", "--column", "Lizenzen"],
    ] {
        let ended = reseller.runs(wrong);
        assert_eq!(ended.code, 2, "{wrong:?}: {}", ended.err);
        assert!(!ended.err.is_empty() && ended.out.is_empty(), "{wrong:?}");
    }
    assert_eq!(reseller.runs(&[]).code, 2);
}

#[test]
fn the_openapi_document_is_printed() {
    let ended = Reseller::new("openapi").runs(&["openapi"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let document: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert!(
        document["paths"]["/v1/customers"]["post"]["requestBody"].is_object(),
        "{}",
        ended.out
    );
}

#[test]
fn help_of_every_command_has_an_example() {
    let reseller = Reseller::new("help");
    let commands: [&[&str]; 19] = [
        &[],
        &["estate"],
        &["catalogue"],
        &["case"],
        &["move"],
        &["campaign"],
        &["demo"],
        &["completions"],
        &["openapi"],
        &["estate", "import"],
        &["catalogue", "check"],
        &["cover"],
        &["case", "new"],
        &["case", "check"],
        &["move", "plan"],
        &["move", "verify"],
        &["move", "explain"],
        &["move", "whatif"],
        &["campaign", "plan"],
    ];
    for command in commands {
        let help = reseller.does(&[command, &["--help"]].concat()).out;
        let (_, examples) = help.split_once("\nExample").unwrap_or_else(|| panic!("{command:?}: {help}"));
        assert!(
            examples.contains(&format!("  nahtlos {}", command.join(" "))),
            "{command:?}: {examples}"
        );
    }
    assert!(reseller.does(&["--version"]).out.starts_with("nahtlos "));
    for shell in ["bash", "zsh", "fish"] {
        assert!(reseller.does(&["completions", shell]).out.contains("whatif"), "{shell}");
    }
}

#[test]
fn a_damaged_plan_is_not_proved_and_ends_with_one() {
    let Some(case) = shared("data/cases/tiny") else { return };
    let reseller = Reseller::new("damaged");
    reseller.does(&["move", "plan", arg(&case), "-o", "plan.json"]);
    let mut plan = reseller.json("plan.json");
    plan["purchases"][0]["seats"] = 2.into();
    reseller.writes("damaged.json", &plan.to_string());
    let ended = reseller.runs(&["move", "verify", arg(&case), "damaged.json"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert!(!ended.out.contains("cli-") && !ended.out.contains("[counter"), "{}", ended.out);
    let json = reseller.runs(&["move", "verify", arg(&case), "damaged.json", "--json"]);
    assert_eq!(json.code, 1);
    assert!(
        json.out.contains("\"proved\":false") && json.out.contains("\"sentence\""),
        "{}",
        json.out
    );
}

#[test]
fn colours_only_where_they_are_wanted() {
    let Some(case) = shared("data/cases/tiny") else { return };
    let reseller = Reseller::new("colours");
    let escape = '\u{1b}';
    assert!(!reseller.does(&["move", "plan", arg(&case)]).out.contains(escape), "not on a pipe");
    assert!(
        reseller
            .does(&["move", "plan", arg(&case), "--color", "always"])
            .out
            .contains(escape)
    );
    let never = reseller.runs_with(&["move", "plan", arg(&case), "--color", "never"], &[("CLICOLOR_FORCE", "1")]);
    assert!(!never.out.contains(escape));
}

#[test]
fn german_by_option_or_by_surroundings() {
    let Some(case) = shared("data/cases/tiny") else { return };
    let reseller = Reseller::new("german");
    let english = reseller.does(&["move", "plan", arg(&case)]).out;
    let by_option = reseller.does(&["move", "plan", arg(&case), "--lang", "de"]).out;
    let by_surroundings = reseller.runs_with(&["move", "plan", arg(&case)], &[("LANG", "de_DE.UTF-8")]).out;
    assert_ne!(english, by_option);
    assert_eq!(by_option, by_surroundings);
    assert!(by_option.contains("364,92"), "{by_option}");
}

#[test]
fn what_if_names_who_is_hit() {
    let Some(case) = shared("data/cases/tiny") else { return };
    let reseller = Reseller::new("whatif");
    let id = std::fs::read_to_string(case.join("estate.json")).expect("estate");
    let estate: serde_json::Value = serde_json::from_str(&id).expect("JSON");
    let subscription = estate["subscriptions"][0]["id"].as_str().expect("an id");
    let ended = reseller.does(&["move", "whatif", arg(&case), &format!("{subscription}@2027-01-15")]);
    assert!(ended.out.contains('3'), "three users hold three seats: {}", ended.out);
    let unknown = reseller.runs(&["move", "whatif", arg(&case), "nobody@2027-01-15"]);
    assert_eq!(unknown.code, 2, "{}{}", unknown.out, unknown.err);
    assert!(
        unknown.err.contains("nobody") && unknown.err.contains(subscription),
        "{}",
        unknown.err
    );
    assert_eq!(
        reseller.runs(&["move", "whatif", arg(&case), &format!("{subscription}@soon")]).code,
        2
    );
}

/// A subscription of which nobody knows whether it renews: its own end takes away what would be gone anyway, and yet
/// nobody may be told that enough seats are left.
#[test]
fn what_if_never_calls_a_shortage_enough() {
    let reseller = Reseller::new("whatif_anyway");
    reseller.does(&["demo"]);
    let visio = "ab010006-0000-4000-8000-000000000006";
    let ended = reseller.does(&["move", "whatif", "nahtlos-demo/case", visio]);
    assert!(!ended.out.contains("Nobody loses anything"), "{}", ended.out);
    assert!(
        ended
            .out
            .contains("3 of 3 licences have no seat (no seat is left; 3 would have none anyway)"),
        "{}",
        ended.out
    );
    assert!(ended.out.contains("3 users lose a service plan"), "{}", ended.out);
    let enough = reseller.does(&[
        "move",
        "whatif",
        "nahtlos-demo/case",
        "ab010007-0000-4000-8000-000000000007@2026-12-20",
    ]);
    assert!(
        enough.out.contains("short") || enough.out.contains("no seat"),
        "the trial's two users: {}",
        enough.out
    );
}

#[test]
fn explain_of_an_unknown_id_names_known_ones() {
    let Some(case) = shared("data/cases/tiny") else { return };
    let reseller = Reseller::new("explain");
    reseller.does(&["move", "plan", arg(&case), "-o", "plan.json"]);
    let all = reseller.does(&["move", "explain", arg(&case), "plan.json"]).out;
    assert!(all.contains("p1") && !all.contains('['), "{all}");
    let unknown = reseller.runs(&["move", "explain", arg(&case), "plan.json", "p99"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("p99") && unknown.err.contains("p1"), "{}", unknown.err);
}

#[test]
fn a_plan_of_another_case_is_not_explained() {
    let (Some(case), Some(other)) = (shared("data/cases/tiny"), shared("data/cases/small-101")) else {
        return;
    };
    let reseller = Reseller::new("foreign");
    reseller.does(&["move", "plan", arg(&other), "-o", "plan.json"]);
    let refused = reseller.runs(&["move", "explain", arg(&case), "plan.json"]);
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains("another customer"), "{}", refused.out);
}

#[test]
fn too_little_effort_gives_a_gap_and_says_so() {
    let Some(case) = shared("data/cases/small-106") else { return };
    let reseller = Reseller::new("effort");
    let ended = reseller.runs(&["move", "plan", arg(&case), "--effort", "1", "-o", "plan.json"]);
    assert_eq!(ended.code, 0);
    assert!(ended.out.contains("Not proved: that nothing costs less"), "{}", ended.out);
    let proof = reseller.runs(&["move", "verify", arg(&case), "plan.json"]);
    assert_eq!(proof.code, 0);
    assert!(proof.out.contains("Not proved: that nothing costs less"), "{}", proof.out);
}

#[test]
fn a_plan_that_cannot_be_written_is_said_and_ends_with_one() {
    let Some(case) = shared("data/cases/tiny") else { return };
    let reseller = Reseller::new("unwritable");
    let ended = reseller.runs(&["move", "plan", arg(&case), "-o", "no/such/folder/plan.json"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.err.contains("no/such/folder/plan.json") && ended.err.contains("cannotWrite"),
        "{}",
        ended.err
    );
}

#[test]
fn a_refusal_says_why_in_words_in_json_and_as_a_page() {
    let Some(case) = shared("data/cases/tiny-refused") else { return };
    let reseller = Reseller::new("refusal");
    let ended = reseller.runs(&["move", "plan", arg(&case), "-o", "plan.json", "--report", "refusal.html"]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("price") && !ended.out.contains("[refusal"), "{}", ended.out);
    assert!(!reseller.has("plan.json") && reseller.reads("refusal.html").contains("<html"));
    let json = reseller.runs(&["move", "plan", arg(&case), "--json"]);
    assert_eq!(json.code, 1);
    let refusal: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let reasons = refusal["reasons"].as_array().expect("reasons");
    assert!(reasons.iter().any(|reason| reason["code"] == "noPrices"), "{refusal}");
}

/// Three users, three pairs of SKUs: the linear bound lies below every plan, so that little work leaves a gap.
#[test]
fn a_gap_is_done_with_a_warning() {
    let case = examples().join("../crates/planner/tests/cases/three-pairs");
    let reseller = Reseller::new("gap");
    let efforts: Vec<String> = (40..=400).step_by(20).map(|effort: u32| effort.to_string()).collect();
    let effort = efforts.iter().find(|effort| {
        let ended = reseller.runs(&["move", "plan", arg(&case), "--effort", effort, "-o", "plan.json"]);
        ended.code == 0 && reseller.json("plan.json")["cost"]["method"] == "gap"
    });
    let effort = effort.expect("an effort that finds a plan and does not prove it the cheapest");
    let ended = reseller.does(&["move", "plan", arg(&case), "--effort", effort, "-o", "plan.json"]);
    assert!(ended.err.contains("warning") && ended.err.contains("--effort"), "{}", ended.err);
    assert!(ended.out.contains("Not proved"), "{}", ended.out);
    let json = reseller.does(&["move", "plan", arg(&case), "--effort", effort, "--json"]);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&json.out).expect("only the document")["cost"]["method"],
        "gap"
    );
    assert!(json.err.contains("--effort"), "{}", json.err);
    assert!(reseller.does(&["move", "verify", arg(&case), "plan.json"]).out.contains("gap"));
    reseller.copies(&case, "customers/one");
    let campaign = reseller.does(&["campaign", "plan", "customers", "-o", "plans", "--effort", effort]);
    assert!(campaign.err.contains("not proved to be the cheapest"), "{}", campaign.err);
    assert!(
        reseller
            .reads("plans/summary.csv")
            .lines()
            .nth(1)
            .is_some_and(|row| row.ends_with(",gap"))
    );
    // More work closes it: the plan is made anew, not kept.
    reseller.does(&["campaign", "plan", "customers", "-o", "plans"]);
    assert!(!reseller.reads("plans/summary.csv").contains(",gap"));
}

#[test]
fn plan_and_report_never_overwrite_each_other() {
    let Some(case) = shared("data/cases/tiny") else { return };
    let reseller = Reseller::new("same_file");
    for report in ["plan.json", "./plan.json"] {
        let ended = reseller.runs(&["move", "plan", arg(&case), "-o", "plan.json", "--report", report]);
        assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
        assert!(!reseller.has("plan.json"));
    }
}
