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
fn the_demo_carries_the_move_out_and_its_evidence_holds() {
    let reseller = Reseller::new("demo_center");
    // A proxy of the surroundings is for other machines.
    let proxy = [
        ("HTTP_PROXY", "http://127.0.0.1:9"),
        ("http_proxy", "http://127.0.0.1:9"),
        ("NO_PROXY", ""),
        ("no_proxy", ""),
    ];
    let ended = reseller.runs_with(&["demo"], &proxy);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    for said in [
        "That is to the cent what was planned from the files above.",
        "ada@bergblick.example says yes to the plan",
        "anna.albrecht1@alpenhof.example signs in, reads what Bergblick IT GmbH asks for and accepts.",
        "toni@isarcloud.example of Isarcloud GmbH chooses",
        "✓ Change licence assignments",
        "Completed on",
        "Everything holds.",
        "Charged until then",
    ] {
        assert!(ended.out.contains(said), "no {said:?} in {}", ended.out);
    }
    let rows: Vec<&str> = ended.out.lines().filter(|line| line.contains(" steps · ")).collect();
    assert!(rows.len() > 20, "{}", ended.out);
    for row in &rows {
        assert!(row.contains("61 of 61 covered"), "{row}");
    }
    assert!(rows[rows.len() - 1].contains("53 of 53 steps"), "{}", rows[rows.len() - 1]);
    // The file by itself, as somebody else would check it.
    let key = ended.out.lines().find_map(|line| line.split("has the fingerprint ").nth(1));
    let key = key.expect("a fingerprint").trim_end_matches('.');
    let verified = reseller.does(&["evidence", "verify", "nahtlos-demo/evidence.zip", "--key", key, "--json"]);
    let verified: serde_json::Value = serde_json::from_str(&verified.out).expect("JSON");
    assert_eq!(
        (&verified["holds"], &verified["state"]),
        (&serde_json::json!(true), &serde_json::json!("completed"))
    );
    let page = reseller.reads("nahtlos-demo/evidence.html");
    assert!(page.contains("Alpenhof Hotels GmbH") && page.contains("Isarcloud"), "the page");
}

#[test]
fn a_place_that_the_demos_center_cannot_have_is_named() {
    let reseller = Reseller::new("demo_center_place");
    reseller.does(&["demo"]);
    let place = reseller.folder.join("nahtlos-demo/center.db");
    std::fs::remove_file(&place).expect("the database is a file");
    std::fs::create_dir(&place).expect("a folder in its place");
    let ended = reseller.runs(&["demo"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert!(
        ended.err.contains("center.db") && ended.err.contains("cannotWrite"),
        "{}",
        ended.err
    );
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
    assert!(
        ended.out.contains("fehlte jemandem etwas") && ended.out.contains("Alles stimmt."),
        "{}",
        ended.out
    );
    for english in ["cannot be bought", "price list", "Missing", "[missing", "still working", "bought"] {
        assert!(!ended.out.contains(english), "{english}: {}", ended.out);
    }
    assert!(!ended.out.contains("[cli") && !ended.out.contains("[finding"), "{}", ended.out);
}
