//! Campaigns: one bad case never stops the rest, a second run goes on where the first ended, and the number of threads
//! changes nothing.

use crate::actor::{Reseller, shared};

/// A campaign of five customers who share the vendor's files; the fourth has a bad estate, the fifth no price.
fn campaign(test: &str) -> Option<Reseller> {
    let tiny = shared("data/cases/tiny")?;
    let reseller = Reseller::new(test);
    reseller.copies(&tiny, "customers");
    let estate = reseller.reads("customers/estate.json");
    std::fs::remove_file(reseller.folder.join("customers/estate.json")).expect("moved");
    for name in ["anna", "bela", "clara"] {
        reseller.writes(&format!("customers/{name}/estate.json"), &estate);
    }
    reseller.writes(
        "customers/david/estate.json",
        &estate.replacen("\"quantity\": 3", "\"quantity\": -3", 1),
    );
    reseller.writes("customers/elif/estate.json", &estate.replacen("\"DE\"", "\"FR\"", 1));
    Some(reseller)
}

fn outcome(summary: &str, case: &str) -> String {
    let row = summary
        .lines()
        .find(|line| line.starts_with(&format!("{case},")))
        .unwrap_or_else(|| panic!("{case}: {summary}"));
    row.split(',').nth(2).expect("an outcome").to_owned()
}

#[test]
fn one_bad_case_never_stops_the_rest() {
    let Some(reseller) = campaign("campaign") else { return };
    let ended = reseller.runs(&["campaign", "plan", "customers", "-o", "plans"]);
    assert_eq!(ended.code, 1, "refusals end with one: {}{}", ended.out, ended.err);
    let summary = reseller.reads("plans/summary.csv");
    assert_eq!(summary.lines().count(), 6);
    for name in ["anna", "bela", "clara"] {
        assert_eq!(outcome(&summary, name), "planned");
        assert_eq!(reseller.json(&format!("plans/{name}/plan.json"))["cost"]["total"], "364.92");
    }
    assert_eq!(outcome(&summary, "david"), "badInput");
    assert_eq!(outcome(&summary, "elif"), "refused");
    let refusals = reseller.reads("plans/refusals.csv");
    assert_eq!(refusals.lines().count(), 3, "{refusals}");
    assert!(refusals.contains("estate.json:") && refusals.contains("market FR"), "{refusals}");
    assert!(!reseller.has("plans/david/plan.json") && !reseller.has("plans/elif/plan.json"));
}

#[test]
fn a_second_run_keeps_what_still_holds() {
    let Some(reseller) = campaign("campaign_again") else { return };
    let run = |more: &[&str]| reseller.runs(&[&["campaign", "plan", "customers", "-o", "plans"], more].concat());
    run(&[]);
    let first = reseller.reads("plans/anna/plan.json");

    // A customer's file changes, a plan is damaged, a refused customer is mended.
    let estate = reseller.reads("customers/bela/estate.json");
    reseller.writes(
        "customers/bela/estate.json",
        &estate.replacen("\"quantity\": 3", "\"quantity\": 4", 1),
    );
    let damaged = reseller.reads("plans/clara/plan.json").replacen("\"seats\": 3", "\"seats\": 2", 1);
    reseller.writes("plans/clara/plan.json", &damaged);
    reseller.writes("customers/elif/estate.json", &estate);
    run(&[]);
    let summary = reseller.reads("plans/summary.csv");
    assert_eq!(outcome(&summary, "anna"), "kept");
    assert_eq!(outcome(&summary, "bela"), "planned");
    assert_eq!(outcome(&summary, "clara"), "planned");
    assert_eq!(outcome(&summary, "elif"), "planned");
    assert_eq!(reseller.reads("plans/anna/plan.json"), first);
    assert_ne!(reseller.reads("plans/clara/plan.json"), damaged);

    // Another policy makes every plan anew; so does --fresh.
    let policy = reseller.reads("customers/policy.toml");
    reseller.writes("customers/policy.toml", &format!("{policy}\nmaxBundle = 2\n"));
    run(&[]);
    assert_eq!(outcome(&reseller.reads("plans/summary.csv"), "anna"), "planned");
    run(&["--fresh"]);
    assert_eq!(outcome(&reseller.reads("plans/summary.csv"), "anna"), "planned");

    // A customer who can no longer be planned keeps no old plan.
    reseller.writes("customers/anna/estate.json", "{}");
    run(&[]);
    assert!(!reseller.has("plans/anna/plan.json"));
}

#[test]
fn threads_change_nothing() {
    let Some(reseller) = campaign("campaign_threads") else { return };
    reseller.runs(&["campaign", "plan", "customers", "-o", "one", "--threads", "1"]);
    reseller.runs(&["campaign", "plan", "customers", "-o", "four", "--threads", "4"]);
    for name in ["summary.csv", "refusals.csv", "anna/plan.json", "clara/plan.json"] {
        assert_eq!(
            reseller.reads(&format!("one/{name}")),
            reseller.reads(&format!("four/{name}")),
            "{name}"
        );
    }
}

#[test]
fn an_empty_campaign_is_said() {
    let reseller = Reseller::new("campaign_empty");
    std::fs::create_dir(reseller.folder.join("customers")).expect("a folder");
    let ended = reseller.runs(&["campaign", "plan", "customers", "-o", "plans"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("customers"), "{}", ended.err);
}

#[test]
fn a_campaign_that_was_killed_leaves_nothing_half_written_and_goes_on() {
    const CASES: usize = 150;
    let reseller = Reseller::new("campaign_killed");
    reseller.does(&["demo"]);
    for name in ["products.csv", "pricelist.csv", "offermatrix.csv"] {
        reseller.writes(&format!("customers/{name}"), &reseller.reads(&format!("nahtlos-demo/case/{name}")));
    }
    let estate = reseller.reads("nahtlos-demo/case/estate.json");
    for n in 0..CASES {
        reseller.writes(&format!("customers/case-{n:03}/estate.json"), &estate);
    }
    let written = || {
        let folders = std::fs::read_dir(reseller.folder.join("plans")).into_iter().flatten().flatten();
        folders
            .map(|entry| entry.path().join("plan.json"))
            .filter(|plan| plan.exists())
            .collect::<Vec<_>>()
    };
    let mut running = reseller.starts(&["campaign", "plan", "customers", "-o", "plans", "--threads", "1"]);
    while written().len() < 3 {
        assert!(
            running.try_wait().expect("its state").is_none(),
            "it ended before it could be killed"
        );
        std::thread::yield_now();
    }
    running.kill().expect("killed");
    running.wait().expect("ended");
    let before = written();
    assert!(before.len() < CASES && !reseller.has("plans/summary.csv"), "{} plans", before.len());
    for plan in &before {
        let text = std::fs::read_to_string(plan).expect("a plan");
        serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{}: {error}", plan.display()));
    }
    reseller.does(&["campaign", "plan", "customers", "-o", "plans"]);
    let summary = reseller.reads("plans/summary.csv");
    let ended = |outcome: &str| summary.lines().filter(|line| line.contains(&format!(",{outcome},"))).count();
    assert_eq!((ended("kept"), ended("planned")), (before.len(), CASES - before.len()), "{summary}");
    assert_eq!(written().len(), CASES);
}
