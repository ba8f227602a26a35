//! The whole job on real layouts: exports, answers, case, plan, proof, report.

use crate::actor::{Reseller, arg, shared};

const ANSWERS: &str = r#"
[customer]
name = "Contoso Demo"

[defaults]
generation = "newCommerce"
autoRenew = true
termDuration = "P1Y"

[owners."00000000-0000-4000-8000-000000000101"]
channel = "otherPartner"
name = "Old partner"

[owners."00000000-0000-4000-8000-000000000102"]
channel = "otherPartner"
name = "Other partner"

[subscriptions."00000000-0000-4000-8000-000000000203"]
channel = "webDirect"
"#;

#[test]
fn from_nothing_but_exports_and_official_files_to_a_proved_plan() {
    let Some(data) = shared("data") else { return };
    let reseller = Reseller::new("whole_job");
    let sample = |name: &str| data.join("samples").join(name);
    let official = |name: &str| data.join("cases/nordwind-120").join(name);
    let graph = [
        sample("graph_subscribedSkus.json"),
        sample("graph_directory_subscriptions.json"),
        sample("graph_users_assignedLicenses.json"),
        sample("graph_groups_assignedLicenses.json"),
    ];
    let products = official("products.csv");
    let mut import = vec!["estate", "import"];
    import.extend(graph.iter().map(|path| arg(path)));
    import.extend([
        "--as-of",
        "2026-12-01",
        "--country",
        "DE",
        "--currency",
        "EUR",
        "--products",
        arg(&products),
        "--answers",
        "answers.toml",
    ]);

    // First the questions, then the answers.
    let asked = reseller.runs(&import);
    assert_eq!(asked.code, 1, "{}", asked.out);
    assert!(!reseller.has("estate.json"), "no estate while a required question is open");
    assert!(
        reseller
            .reads("answers.toml")
            .contains("[owners.\"00000000-0000-4000-8000-000000000101\"]")
    );
    reseller.writes("answers.toml", ANSWERS);
    let imported = reseller.does(&import);
    assert!(imported.out.contains("through the group LIC-M365-Standard"), "{}", imported.out);
    assert_eq!(reseller.reads("answers.toml"), ANSWERS, "answers are never overwritten");
    let estate = reseller.json("estate.json");
    assert_eq!(estate["asOf"], "2026-12-01");
    assert_eq!(estate["groups"][0]["name"], "LIC-M365-Standard");

    let (prices, offers) = (official("pricelist.csv"), official("offermatrix.csv"));
    let files = ["--products", arg(&products), "--prices", arg(&prices), "--offers", arg(&offers)];
    reseller.does(&[&["case", "new", "contoso", "--estate", "estate.json"], &files[..]].concat());
    assert!(reseller.reads("contoso/policy.toml").contains("leadDays"));
    reseller.does(&["case", "check", "contoso"]);

    let planned = reseller.does(&["move", "plan", "contoso", "-o", "plan.json", "--report", "plan.html"]);
    assert!(planned.out.contains("plan.json"), "{}", planned.out);
    let plan = reseller.json("plan.json");
    assert_eq!(plan["schema"], "nahtlos.plan/1");
    assert_eq!(plan["cost"]["costExact"], plan["cost"]["lowerBoundExact"]);
    assert!(plan["purchases"].as_array().is_some_and(|purchases| !purchases.is_empty()));
    let html = reseller.reads("plan.html");
    assert!(html.contains("Contoso Demo") && !html.contains("http-equiv=\"refresh\""));
    reseller.does(&["move", "verify", "contoso", "plan.json"]);
    let explained = reseller.does(&["move", "explain", "contoso", "plan.json", "p1"]);
    assert!(explained.out.starts_with("p1"), "{}", explained.out);

    // The group's licences are a group's change: whoever changes through it, changes with all its members.
    for change in plan["licenseChanges"].as_array().into_iter().flatten() {
        let users = change["userIds"].as_array().map_or(0, Vec::len);
        assert!(users > 0, "a change of nobody: {change}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let Some(case) = shared("data/cases/small-101") else { return };
    let reseller = Reseller::new("same_bytes");
    reseller.does(&["move", "plan", arg(&case), "-o", "one.json", "--report", "one.html"]);
    reseller.does(&["move", "plan", arg(&case), "-o", "two.json", "--report", "two.html"]);
    assert_eq!(reseller.reads("one.json"), reseller.reads("two.json"));
    assert_eq!(reseller.reads("one.html"), reseller.reads("two.html"));
    let printed = reseller.does(&["move", "plan", arg(&case), "--json"]);
    assert_eq!(printed.out, reseller.reads("one.json"));
}
