//! Reasons on the page: every purchase, original and licence change with all that the planner can say about it, in both
//! languages; nothing explained that is not proved; hundreds of lines grouped; what is late said first.

mod support;

use nahtlos_model::{
    case::Case,
    notice::{Notice, Reason, RefusalCode, Value},
    plan::{Plan, StepKind},
};
use nahtlos_planner::{Options, explain::explain, plan, verify::verify};
use nahtlos_report::{Lang, Reader, Texts, html, picture, refusal_html};

/// The page as it is read: entities resolved, markup gone, spaces joined.
fn read(page: &str) -> String {
    let body = page.split("</style>").nth(1).unwrap().split("<script>").next().unwrap();
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    for (entity, c) in [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")] {
        text = text.replace(entity, c);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let from = page.find(&format!("<section class=\"part\" id=\"{id}\"")).unwrap();
    let rest = &page[from..];
    &rest[..rest.find("</section>").unwrap()]
}

/// Cases that the planner plans and proves here.
fn planned() -> Vec<(Case, Plan)> {
    let cases = [support::tiny().0, support::holding().0];
    let planned = cases.map(|case| {
        let found = plan(&case, &Options::default()).unwrap();
        (case, found)
    });
    planned.into()
}

#[test]
fn everything_the_planner_can_explain_is_on_the_page() {
    let shown = [Reason::ChangesLicenses, Reason::SwitchedOff, Reason::WholeGroup];
    for (case, plan) in planned().into_iter().chain([support::workshop()]) {
        let verdict = support::certificate(&case, &plan);
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            let reader = Reader::of_case(&texts, &case);
            let page = read(&html(&case, &plan, &verdict, lang));
            let mut sentences = 0;
            for explanation in explain(&case, &plan, None) {
                for notice in explanation.notices.iter().filter(|n| !shown.contains(&n.code)) {
                    let sentence = reader.notice(notice).split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(page.contains(&sentence), "{}: {sentence}", lang.tag());
                    sentences += 1;
                }
            }
            assert!(sentences > 2 * plan.purchases.len(), "{sentences}");
        }
    }
}

#[test]
fn a_planned_page_says_what_a_day_more_or_less_would_mean() {
    let (case, plan) = planned().remove(0);
    let page = html(&case, &plan, &verify(&case, &plan), Lang::En);
    let purchases = section(&page, "purchases");
    assert!(purchases.contains("A day later, 3 seats of Microsoft 365 Business Standard are missing on 10 Jan 2027."));
    assert!(purchases.contains("A day earlier, on 9 Jan 2027, costs €"));
    assert_eq!(
        purchases.matches("<details class=\"whys print-open\">").count(),
        plan.purchases.len()
    );
    let originals = section(&page, "originals");
    assert!(originals.contains("Counting on it one day longer would save €"));
}

#[test]
fn what_is_not_proved_is_not_explained() {
    let (case, plan) = support::workshop();
    let page = html(&case, &plan, &support::counter_example(), Lang::En);
    assert!(!section(&page, "purchases").contains("A day later"));
    assert!(section(&page, "purchases").contains("are needed from") && section(&page, "originals").contains("unless"));
}

#[test]
fn nothing_is_to_be_done_next_of_a_plan_that_is_not_proved() {
    let (case, plan) = support::workshop();
    let page = html(&case, &plan, &support::counter_example(), Lang::En);
    let front = &page[..page.find("<nav class=\"toc\"").unwrap()];
    assert!(front.contains("Nothing of this plan") && !front.contains("Request a reseller relationship"));
    assert!(front.contains("claimed by the plan, not proved"));
    assert!(section(&page, "steps").contains("Not to be carried out"));
    let proved = html(&case, &plan, &support::certificate(&case, &plan), Lang::En);
    assert!(proved.contains("Request a reseller relationship") && !proved.contains("Nothing of this plan"));
}

#[test]
fn the_pools_days_paid_twice_add_up_to_the_overlap() {
    for (case, plan) in planned() {
        let pools = picture::Pool::all(&case, &plan);
        let sum: i64 = pools.iter().filter_map(|p| p.paid_twice_cost).map(|cost| cost.minor).sum();
        assert!(plan.cost.overlap.minor > 0);
        let apart = (sum - plan.cost.overlap.minor).unsigned_abs();
        assert!(apart <= pools.len() as u64, "{sum} {}", plan.cost.overlap.minor);
    }
}

#[test]
fn many_purchases_are_folded_by_sku_and_few_are_open() {
    let (case, plan) = support::holding();
    let page = html(&case, &plan, &support::certificate(&case, &plan), Lang::De);
    let purchases = section(&page, "purchases");
    assert!(plan.purchases.len() > 100);
    assert_eq!(purchases.matches("<details class=\"lot print-open\">").count(), 25);
    assert!(purchases.contains(&format!("{} Käufe", plan.purchases.len())) && purchases.contains("data-open=\"Alle öffnen\""));
    let (case, plan) = support::tiny();
    let page = html(&case, &plan, &support::certificate(&case, &plan), Lang::De);
    assert!(section(&page, "purchases").contains("<details class=\"lot print-open\" open>"));
    assert!(!section(&page, "purchases").contains("data-open"));
}

#[test]
fn beyond_some_hundreds_purchases_are_counted_where_they_belong() {
    let (case, mut plan) = support::holding();
    let one = plan.purchases[0].clone();
    for n in 0..700 {
        let mut another = one.clone();
        another.id = format!("q{n}");
        plan.purchases.push(another);
    }
    let page = html(&case, &plan, &support::certificate(&case, &plan), Lang::En);
    let purchases = section(&page, "purchases");
    let listed = purchases.matches("<tr><th scope=\"row\">").count();
    let counted: usize = purchases
        .split("<p class=\"more\">")
        .skip(1)
        .map(|rest| match rest.split(' ').next().unwrap() {
            "One" => 1,
            number => number.parse::<usize>().unwrap(),
        })
        .sum();
    assert_eq!((listed, listed + counted), (600, plan.purchases.len()));
}

#[test]
fn many_steps_of_one_kind_and_day_stand_under_one_heading() {
    let (case, mut plan) = support::tiny();
    let at = plan.steps.iter().position(|s| s.kind == StepKind::Purchase).unwrap();
    for n in 0..30 {
        let mut step = plan.steps[at].clone();
        step.id = format!("x{n}");
        plan.steps.insert(at, step);
    }
    let page = html(&case, &plan, &support::certificate(&case, &plan), Lang::En);
    let steps = section(&page, "steps");
    assert_eq!(steps.matches("Provision seats").count(), 1);
    assert!(steps.contains("25 more of this kind on this day"));
}

#[test]
fn a_deadline_that_has_passed_is_named_first_and_at_once() {
    let (case, mut plan) = support::tiny();
    let step = plan.steps.last_mut().unwrap();
    step.details.insert("deadline".to_owned(), Value::Date(support::day(2026, 11, 20)));
    for (lang, words) in [
        (Lang::En, "At once: the last day was 20 Nov 2026"),
        (Lang::De, "Sofort: Der letzte Tag war der 20.11.2026"),
    ] {
        let page = html(&case, &plan, &support::certificate(&case, &plan), lang);
        let next = &page[page.find("<div class=\"next\">").unwrap()..];
        let first = &next[next.find("<li>").unwrap()..next.find("</li>").unwrap()];
        assert!(first.contains(words) && first.contains("class=\"by\""), "{first}");
    }
}

#[test]
fn a_refusal_names_the_cause_first_and_what_mends_it() {
    let (case, _) = support::workshop();
    let mut refusal = support::refusal();
    let page = refusal_html(&case, &refusal, Lang::En);
    assert!(page.contains("Accept a loss in policy.toml"));
    refusal.reasons.push(
        Notice::new(RefusalCode::NoPrices)
            .with("market", Value::Text("DE".to_owned()))
            .with("currency", Value::Text("EUR".to_owned()))
            .with("segment", Value::Text("Commercial".to_owned())),
    );
    let page = refusal_html(&case, &refusal, Lang::En);
    assert!(page.find("The price list has no row for market DE").unwrap() < page.find("12 users cannot be covered").unwrap());
    assert!(page.contains("Get a price list") && !page.contains("Accept a loss in policy.toml"));
    for (code, words) in [
        (RefusalCode::SeatLimit, "higher limit"),
        (RefusalCode::EffortUsedUp, "larger --effort"),
    ] {
        refusal.reasons = vec![Notice::new(code)];
        refusal.uncovered.clear();
        assert!(refusal_html(&case, &refusal, Lang::En).contains(words));
    }
}

#[test]
fn an_accepted_loss_is_said_on_the_first_screen() {
    let (case, mut plan) = support::workshop();
    let lost = plan.impact.iter().find_map(|i| i.plans_lost.first().copied()).unwrap();
    plan.policy.accept_loss = vec![lost];
    let losers = plan.impact.iter().filter(|i| i.plans_lost.contains(&lost)).count();
    let page = html(&case, &plan, &support::certificate(&case, &plan), Lang::En);
    let front = &page[..page.find("<nav class=\"toc\"").unwrap()];
    assert!(front.contains(&format!("{losers} users lose")) && front.contains("as the policy accepts"));
}
