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

/// The rows of the demo's calendar of the center: day, old seats, new seats, users covered.
fn calendar(out: &str) -> Vec<[&str; 4]> {
    let after = out.split("users covered\n").nth(1).expect("the calendar");
    let rows = after.lines().take_while(|line| !line.contains("Nobody's licence"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        cells.try_into().unwrap_or_else(|cells| panic!("{cells:?}"))
    })
    .collect()
}

#[test]
fn the_demo_shows_a_center_at_work() {
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
    let rows = calendar(&ended.out);
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<&str>>();
    let (working, over) = ("12 past their term, still working", "12 no longer working");
    assert_eq!(column(1), ["12", "12", working, working, over, "–", "–"]);
    assert_eq!(column(2), ["12"; 7]);
    assert_eq!(column(3), ["3 of 3"; 7]);
    assert!(ended.out.contains("Nobody's licence was changed"), "{}", ended.out);
    let ledger = ended.out.split("The center's ledger:").nth(1).expect("the ledger");
    let charged = |kind: &str| {
        ledger
            .lines()
            .find(|line| line.contains(kind))
            .unwrap_or_else(|| panic!("{kind}: {ledger}"))
    };
    for (kind, from) in [("bought", rows[0][0]), ("renewed", rows[6][0])] {
        let line = charged(kind);
        assert!(
            line.trim_start().starts_with(from) && line.contains("€391.68") && line.contains("€4,700.16"),
            "{line}"
        );
    }
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
        ended.out.contains("An keinem dieser Tage wurde jemandes Lizenz geändert"),
        "{}",
        ended.out
    );
    for english in ["cannot be bought", "price list", "Missing", "[missing", "still working", "bought"] {
        assert!(!ended.out.contains(english), "{english}: {}", ended.out);
    }
    assert!(!ended.out.contains("[cli") && !ended.out.contains("[finding"), "{}", ended.out);
}
