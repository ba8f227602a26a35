//! The page as a file: self-contained, escaped, complete, of bearable size, and the geometry of a small pool.

mod support;

use nahtlos_model::plan::{Impact, LicenseChange};
use nahtlos_report::{Lang, Reader, Texts, html, picture, refusal_html};

#[test]
fn the_picture_of_a_small_pool() {
    let (case, plan) = support::tiny();
    let texts = Texts::new(Lang::En);
    let reader = Reader::of_case(&texts, &case);
    let pool = picture::Pool::build(&case, &plan, support::sku_id(1));
    assert_eq!(pool.peak(), 3);
    assert_eq!((pool.paid_spells(), pool.paid_twice[0].seats), (1, 3));
    let svg = picture::svg::pool(&pool, &reader, "pool-1").replace("><", ">\n<");
    insta::assert_snapshot!(svg);
}

#[test]
fn the_page_loads_nothing_and_escapes_everything() {
    for (case, plan) in [support::tiny(), support::workshop(), support::holding()] {
        for lang in Lang::ALL {
            let page = html(&case, &plan, &support::certificate(&case, &plan), lang);
            assert!(page.starts_with("<!doctype html>") && page.contains(&format!("<html lang=\"{}\">", lang.tag())));
            for outside in ["http://", "https://", "src=", "@import", "<link", "url(\""] {
                assert!(!page.contains(outside), "{outside}");
            }
            assert!(!page.contains("<Tischlerei>"));
            unfilled(&page);
        }
    }
    let (case, plan) = support::tiny();
    let page = html(&case, &plan, &support::certificate(&case, &plan), Lang::En);
    assert!(page.contains("Tischlerei") && page.contains("Drei &"));
}

/// No key in brackets, no placeholder.
fn unfilled(page: &str) {
    let body = page.split("</style>").nth(1).unwrap().split("<script>").next().unwrap();
    assert!(!body.contains("{$") && !body.contains("{ $"));
    for part in body.split('[').skip(1) {
        let key: String = part.chars().take_while(|c| *c != ']').collect();
        assert!(
            key.contains(|c: char| !c.is_ascii_lowercase() && c != '-') || !key.contains('-'),
            "[{key}]"
        );
    }
}

#[test]
fn the_counter_example_breaks_the_bar_and_heads_the_page() {
    let (case, plan) = support::workshop();
    let page = html(&case, &plan, &support::counter_example(), Lang::De);
    assert!(page.contains("Führen Sie diesen Plan nicht aus.") && page.contains("class=\"c-bad\""));
    assert!(page.contains("fehlt ein Platz von Microsoft 365 Business Premium"));
    let proved = html(&case, &plan, &support::certificate(&case, &plan), Lang::De);
    assert!(!proved.contains("class=\"c-bad\"") && proved.contains("class=\"c-ok\""));
}

#[test]
fn a_refusal_gives_the_line_to_add() {
    let (mut case, _) = support::workshop();
    case.policy.accept_loss = vec![support::plan_id(2)];
    let page = refusal_html(&case, &support::refusal(), Lang::En);
    let line = format!(
        "acceptLoss = [&#34;{}&#34;, &#34;{}&#34;]",
        support::plan_id(2),
        support::plan_id(6)
    );
    assert!(page.contains(&line), "{line}");
    unfilled(&page);
}

#[test]
fn a_hundred_thousand_users_give_a_file_of_bearable_size() {
    let (mut case, mut plan) = support::workshop();
    let prototype = case.estate.users[0].clone();
    let change = plan.license_changes[0].clone();
    plan.impact.clear();
    plan.license_changes.clear();
    for kind in 0..1_000u32 {
        let mut ids = Vec::new();
        let mut user = prototype.clone();
        user.id = format!("kind{kind}");
        user.user_principal_name = format!("a.rather.long.name.of.kind.{kind}@lindenhof.example");
        user.count = 100;
        case.estate.users.push(user);
        for n in 1..=100 {
            let user_id = format!("kind{kind}#{n}");
            plan.impact.push(Impact {
                user_id: user_id.clone(),
                plans_gained: vec![],
                plans_lost: vec![],
                license_changes: 1,
            });
            ids.push(user_id);
        }
        plan.license_changes.push(LicenseChange {
            user_ids: ids,
            ..change.clone()
        });
    }
    let page = html(&case, &plan, &support::certificate(&case, &plan), Lang::De);
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    assert!(page.contains("800 weitere Arten mit 80.000 Benutzern"));
    assert!(page.contains("700 weitere Einträge stehen im Plandokument."));
}
