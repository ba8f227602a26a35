//! README's first command: the demo runs from anywhere, covers everybody, and its plan can be used by the other commands.

use crate::actor::Reseller;

#[test]
fn the_demo_runs_and_its_documents_hold() {
    let reseller = Reseller::new("demo");
    let ended = reseller.does(&["demo"]);
    assert!(ended.out.contains("no user went uncovered"), "{}", ended.out);
    assert!(!ended.out.contains("[cli") && !ended.out.contains("[finding"), "{}", ended.out);
    assert!(ended.out.contains("✗"), "the damage of a forgotten step is shown");
    reseller.does(&["move", "verify", "nahtlos-demo/case", "nahtlos-demo/plan.json"]);
    let html = reseller.reads("nahtlos-demo/report.html");
    assert!(html.contains("Alpenhof Hotels GmbH"));
    let plan = reseller.json("nahtlos-demo/plan.json");
    let bought: Vec<&str> = plan["purchases"]
        .as_array()
        .expect("purchases")
        .iter()
        .filter_map(|p| p["skuId"].as_str())
        .collect();
    assert!(
        !bought.contains(&"6fd2c87f-b296-42f0-b197-1e91e994b900"),
        "Office 365 E3 is no longer sold"
    );
    assert!(bought.contains(&"d711d25a-a21c-492f-bd19-aae1e8ebaf30") && bought.contains(&"7e74bd05-2c47-404e-829a-ba95c66fe8e5"));
    reseller.does(&["demo"]); // again, over what is there
}

#[test]
fn the_demo_leaves_other_folders_alone() {
    let reseller = Reseller::new("demo_elsewhere");
    reseller.writes("mine/case/policy.toml", "leadDays = 3\n");
    let ended = reseller.runs(&["demo", "-o", "mine"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("mine") && ended.err.contains("folderNotEmpty"), "{}", ended.err);
    assert_eq!(reseller.reads("mine/case/policy.toml"), "leadDays = 3\n");
    assert!(!reseller.has("mine/answers.toml"));
}

#[test]
fn the_demo_speaks_german() {
    let reseller = Reseller::new("demo_german");
    let ended = reseller.does(&["demo", "--lang", "de"]);
    assert!(
        ended.out.contains("fehlte einem Benutzer etwas") && ended.out.contains("1. Exporte lesen"),
        "{}",
        ended.out
    );
    for english in ["cannot be bought", "price list", "Missing", "[missing"] {
        assert!(!ended.out.contains(english), "{english}: {}", ended.out);
    }
    assert!(!ended.out.contains("[cli") && !ended.out.contains("[finding"), "{}", ended.out);
}
