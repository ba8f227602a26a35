//! Bad input through the real binary: file, line, column, what was found, how to mend it; exit code 1; nothing written.

use crate::actor::{Reseller, arg, examples};

/// A case out of the examples, to be damaged.
fn case(test: &str) -> Reseller {
    let reseller = Reseller::new(test);
    reseller.does(&["demo", "-o", "."]);
    let _ = std::fs::remove_file(reseller.folder.join("plan.json"));
    reseller
}

fn refused(reseller: &Reseller, code: &str, place: &str, words: &[&str]) {
    let ended = reseller.runs(&["move", "plan", "case", "-o", "plan.json"]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    assert!(ended.err.contains(&format!("[{code}]")), "{code}: {}", ended.err);
    assert!(ended.err.contains(place), "{place}: {}", ended.err);
    for word in words {
        assert!(ended.err.contains(word), "{word}: {}", ended.err);
    }
    assert!(!reseller.has("plan.json"), "nothing is written");
}

#[test]
fn a_bad_amount_is_named_with_line_and_column() {
    let reseller = case("bad_amount");
    let text = reseller.reads("case/pricelist.csv");
    let (line, row) = text.lines().enumerate().nth(1).expect("a row");
    let price = row.split(',').nth(17).expect("ERP Price").trim_matches('"').to_owned();
    reseller.writes(
        "case/pricelist.csv",
        &text
            .replacen(&format!(",{price},"), ",free,", 1)
            .replacen(&format!("\"{price}\""), "\"free\"", 1),
    );
    refused(&reseller, "badAmount", &format!("pricelist.csv:{}:18", line + 1), &["free"]);
}

#[test]
fn a_bad_date_in_the_estate_is_named_with_line_and_column() {
    let reseller = case("bad_date");
    let text = reseller.reads("case/estate.json");
    reseller.writes("case/estate.json", &text.replacen("\"2026-12-01\"", "\"first of December\"", 1));
    let ended = reseller.runs(&["case", "check", "case"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.err.contains("estate.json:") && ended.err.contains("first of December"),
        "{}",
        ended.err
    );
}

#[test]
fn an_unknown_policy_key_offers_the_nearest() {
    let reseller = case("policy_key");
    reseller.writes("case/policy.toml", "mode = \"likeForLike\"\nleadDay = 3\n");
    refused(&reseller, "unknownKey", "policy.toml:2:1", &["leadDay", "leadDays"]);
}

#[test]
fn windows_letters_are_recognised_and_the_option_is_offered() {
    let reseller = Reseller::new("windows_letters");
    let text = std::fs::read(examples().join("vendor/products.csv")).expect("products");
    let mut bytes = text[3..].to_vec();
    let at = bytes.windows(7).position(|w| w == b"Desktop").expect("a word");
    bytes[at + 1] = 0xE9;
    std::fs::write(reseller.folder.join("products.csv"), bytes).expect("written");
    let refused = reseller.runs(&["catalogue", "check", "products.csv"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("with --windows-1252."), "{}", refused.err);
    reseller.does(&["catalogue", "check", "products.csv", "--windows-1252"]);
}

#[test]
fn a_missing_case_and_a_missing_plan_are_said_plainly() {
    let reseller = Reseller::new("missing");
    let ended = reseller.runs(&["move", "plan", "nowhere"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("nowhere") && ended.err.contains("estate.json"), "{}", ended.err);
    assert_eq!(ended.err.lines().count(), 1, "one sentence for one mistake: {}", ended.err);
    let estate = examples().join("answers.toml");
    let wrong = reseller.runs(&["estate", "import", arg(&estate), "--as-of", "2026-12-01"]);
    assert_eq!(wrong.code, 1, "{}", wrong.err);
    assert!(wrong.err.contains("answers.toml"), "{}", wrong.err);
}

#[test]
fn a_case_folder_that_holds_something_is_left_alone() {
    let reseller = case("not_empty");
    let vendor = |name: &str| format!("vendor/{name}");
    let (products, prices, offers) = (vendor("products.csv"), vendor("pricelist.csv"), vendor("offermatrix.csv"));
    let before = reseller.reads("case/policy.toml");
    let ended = reseller.runs(&[
        "case",
        "new",
        "case",
        "--estate",
        "estate.json",
        "--products",
        &products,
        "--prices",
        &prices,
        "--offers",
        &offers,
    ]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("not empty"), "{}", ended.err);
    assert_eq!(reseller.reads("case/policy.toml"), before);
}

#[test]
fn a_case_without_prices_for_the_customer_is_not_called_complete() {
    let reseller = Reseller::new("no_prices");
    reseller.does(&["demo"]);
    let estate = reseller.reads("nahtlos-demo/estate.json").replacen("\"EUR\"", "\"CHF\"", 1);
    reseller.writes("estate.json", &estate);
    let vendor = |name: &str| format!("nahtlos-demo/vendor/{name}.csv");
    let (products, prices, offers) = (vendor("products"), vendor("pricelist"), vendor("offermatrix"));
    let new = [
        "case",
        "new",
        "case",
        "--estate",
        "estate.json",
        "--products",
        &products,
        "--prices",
        &prices,
        "--offers",
        &offers,
    ];
    let ended = reseller.runs(&new);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert!(
        ended.out.contains("no prices for market DE, currency CHF") && ended.out.contains("not complete"),
        "{}",
        ended.out
    );
    let check = reseller.runs(&["case", "check", "case"]);
    assert_eq!(check.code, 1, "{}", check.out);
    // One SKU that is no longer sold is said, and does not hold anything up.
    let usable = reseller.does(&["case", "check", "nahtlos-demo/case"]).out;
    assert!(
        usable.contains("Office 365 E3") && usable.contains("what is missing above"),
        "{usable}"
    );
}
