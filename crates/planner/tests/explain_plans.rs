//! Explanations of the planner's own plans: every date has its reason, and the numbers are those of the plan's coverage.

use nahtlos_files::case::read_case;
use nahtlos_model::{
    case::Case,
    notice::{Notice, Reason, Value},
    plan::{Method, Plan, Purchase},
};
use nahtlos_planner::{
    Options,
    explain::{change_id, change_index, explain},
    plan,
};
use std::path::{Path, PathBuf};

fn cases(folder: &Path) -> Vec<(String, Case, Plan)> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.join("estate.json").is_file());
    names.sort();
    let planned = |path: PathBuf| {
        let case = read_case(&path)
            .unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()))
            .value;
        let plan = plan(&case, &Options::default()).ok()?;
        Some((path.file_name().unwrap().to_string_lossy().into_owned(), case, plan))
    };
    names.into_iter().filter_map(planned).collect()
}

fn of<'n>(notices: &'n [Notice<Reason>], codes: &[Reason]) -> Vec<&'n Notice<Reason>> {
    notices.iter().filter(|n| codes.contains(&n.code)).collect()
}

/// Seats of a purchase's SKU without a licence on its first day.
fn slack(plan: &Plan, purchase: &Purchase) -> i64 {
    let of_day = |c: &&nahtlos_model::plan::Coverage| c.sku_id == purchase.sku_id && c.from <= purchase.start && purchase.start < c.to;
    i64::from(plan.coverage.iter().find(of_day).unwrap().slack)
}

fn check(name: &str, case: &Case, plan: &Plan) {
    let all = explain(case, plan, None);
    assert_eq!(
        all.len(),
        plan.purchases.len() + plan.originals.len() + plan.license_changes.len(),
        "{name}"
    );
    assert!(all.iter().all(|e| !e.notices.is_empty()), "{name}");
    for (purchase, explanation) in plan.purchases.iter().zip(&all) {
        let at = || format!("{name} {}: {:#?}", purchase.id, explanation.notices);
        let notices = &explanation.notices;
        let needed = [
            Reason::SeatsFallDue,
            Reason::Renewal,
            Reason::ShortOnFirstDay,
            Reason::UsersChange,
            Reason::SeatsNeeded,
        ];
        assert!(!of(notices, &needed).is_empty(), "{}", at());
        let early = [Reason::BeforePriceRise, Reason::BeforeSaleEnds, Reason::BoughtEarly];
        let (early, later) = (of(notices, &early), of(notices, &[Reason::LaterShort]));
        let short = i64::from(purchase.seats) - slack(plan, purchase);
        match later[..] {
            [notice] => {
                assert_eq!(notice.values["short"], Value::Count(short), "{}", at());
                assert_eq!(notice.values["day"], Value::Date(purchase.start), "{}", at());
            }
            _ => assert!(short <= 0 && later.is_empty() && !early.is_empty(), "{}", at()),
        }
        if plan.cost.method == Method::CohortPaths && purchase.start > case.estate.as_of {
            let a_day_earlier = [Reason::EarlierCosts, Reason::EarlierSame, Reason::NotSoldEarlier];
            assert_eq!(of(notices, &a_day_earlier).len(), 1, "{}", at());
        }
        if purchase.renews.is_some() && early.is_empty() && plan.license_changes.is_empty() {
            assert_eq!(of(notices, &[Reason::Renewal]).len(), 1, "{}", at());
        }
    }
    for index in 0..plan.license_changes.len() {
        let id = change_id(index);
        assert_eq!(change_index(plan, &id), Some(index));
        assert!(all.iter().any(|e| e.subject == id));
    }
    for step in &plan.steps {
        assert!(!explain(case, plan, Some(&step.id)).is_empty(), "{name} {}", step.id);
    }
}

#[test]
fn every_date_of_the_bundled_cases_has_its_reason() {
    let cases = cases(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases"));
    assert!(cases.len() >= 6);
    for (name, case, plan) in cases {
        check(&name, &case, &plan);
    }
}

#[test]
fn the_price_rise_is_told_with_its_saving() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let (_, case, plan) = cases(&folder).into_iter().find(|(name, ..)| name == "price-rise").unwrap();
    let found = explain(&case, &plan, Some("p1"));
    let rise = of(&found[0].notices, &[Reason::BeforePriceRise]);
    // 2 · (150 · 306/366 − 120 · 335/365), worked in tests/cases/README.md.
    assert_eq!(amount(&rise[0].values["saving"]), "30.55");
}

fn amount(value: &Value) -> String {
    match value {
        Value::Money(sum) => sum.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_date_of_the_reference_cases_has_its_reason() {
    let shared =
        std::env::var_os("NAHTLOS_SHARED").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let folder = shared.join("data/cases");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        println!("skipped: {} is missing", folder.display());
        return;
    }
    let cases = cases(&folder);
    assert!(cases.len() >= 15, "{}", cases.len());
    for (name, case, plan) in cases {
        check(&name, &case, &plan);
    }
}
