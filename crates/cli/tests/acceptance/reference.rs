//! The reference cases: the plan's exact cost equals the proven optimum, the proof holds, and what must be refused is.

use crate::actor::{Reseller, arg, shared};
use serde_json::Value;

/// Parses `n/d`, or `n`.
fn fraction(value: &Value) -> (i128, i128) {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no fraction"));
    let (n, d) = text.split_once('/').unwrap_or((text, "1"));
    (n.parse().expect("a numerator"), d.parse().expect("a denominator"))
}

/// Parses a decimal with six places into millionths.
fn millionths(text: &str) -> i128 {
    let (whole, part) = text.split_once('.').expect("a decimal");
    assert_eq!(part.len(), 6, "{text}");
    format!("{whole}{part}").parse().expect("digits")
}

#[test]
fn every_reference_case_is_planned_at_its_optimum_and_proved() {
    let Some(cases) = shared("data/cases") else { return };
    let reseller = Reseller::new("reference");
    let table = std::fs::read_to_string(cases.join("reference-optima.csv")).expect("reference-optima.csv");
    let mut planned = 0;
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let (name, minimum) = (fields[0], fields[1]);
        let case = cases.join(name);
        let plan = format!("{name}.json");
        let ended = reseller.runs(&["move", "plan", arg(&case), "-o", &plan]);
        if minimum == "refused" {
            assert_eq!(ended.code, 1, "{name} must be refused: {}{}", ended.out, ended.err);
            assert!(!reseller.has(&plan), "{name}: a plan beside a refusal");
            assert!(
                ended.out.contains("price") || ended.err.contains("price"),
                "{name}: {}{}",
                ended.out,
                ended.err
            );
            continue;
        }
        assert_eq!(ended.code, 0, "{name}: {}{}", ended.out, ended.err);
        let document = reseller.json(&plan);
        let (n, d) = fraction(&document["cost"]["costExact"]);
        let off = (n * 1_000_000 - millionths(minimum) * d).abs();
        assert!(off <= 2 * d, "{name}: {n}/{d} is not {minimum}");
        assert_ne!(document["cost"]["method"], "gap", "{name}");
        assert_eq!(document["cost"]["costExact"], document["cost"]["lowerBoundExact"], "{name}");
        let verified = reseller.runs(&["move", "verify", arg(&case), &plan, "--json"]);
        assert_eq!(verified.code, 0, "{name}: {}{}", verified.out, verified.err);
        let verdict: Value = serde_json::from_str(&verified.out).expect("JSON");
        assert_eq!(verdict["proved"], true, "{name}");
        planned += 1;
    }
    assert!(planned >= 15, "only {planned} cases were there");
}
