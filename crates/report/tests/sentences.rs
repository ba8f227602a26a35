//! Snapshots: how codes with values read in both languages, and how a plan looks in a terminal.

mod support;

use nahtlos_model::{
    money::Amount,
    notice::{CounterCode, Notice, Reason, RefusalCode, Value, Warning},
    plan::StepKind,
};
use nahtlos_report::{Lang, Reader, Texts, steps::Lookup, terminal};
use std::fmt::Write;
use support::{day, plan_id, sku_id};

#[test]
fn notices_read_well() {
    let (case, _) = support::workshop();
    let mut out = String::new();
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let reader = Reader::of_case(&texts, &case);
        let money = |minor| Value::Money(Amount { minor, digits: 2 });
        let lines = [
            reader.notice(
                &Notice::new(Reason::SeatsFallDue)
                    .with("day", Value::Date(day(2027, 3, 12)))
                    .with("seats", Value::Count(1_200))
                    .with("sku", Value::Sku(sku_id(1))),
            ),
            reader.notice(
                &Notice::new(Reason::BeforePriceRise)
                    .with("needed", Value::Date(day(2027, 2, 22)))
                    .with("lastDay", Value::Date(day(2027, 1, 31)))
                    .with("saving", money(123_456)),
            ),
            reader.notice(&Notice::new(Reason::EndsByItself)),
            reader.notice(
                &Notice::new(Reason::UsersChange)
                    .with("day", Value::Date(day(2027, 2, 8)))
                    .with("seats", Value::Count(1))
                    .with("from", Value::Skus(vec![sku_id(3), sku_id(6)])),
            ),
            reader.notice(
                &Notice::new(Warning::OriginalInactive)
                    .with("status", Value::Text("lockedOut".into()))
                    .with("seats", Value::Count(5)),
            ),
            reader.notice(
                &Notice::new(Warning::DeadlinePassed)
                    .with("deadline", Value::Date(day(2026, 12, 1)))
                    .with("action", Value::Text("turnOffAutoRenew".into())),
            ),
            reader.notice(
                &Notice::new(RefusalCode::SeatLimit)
                    .with("sku", Value::Sku(sku_id(1)))
                    .with("limit", Value::Count(300))
                    .with("needed", Value::Count(312))
                    .with("over", Value::Count(12))
                    .with("day", Value::Date(day(2027, 3, 12))),
            ),
            reader.notice(
                &Notice::new(CounterCode::UserUncovered)
                    .with("user", Value::Text("u1-1".into()))
                    .with("users", Value::Count(6))
                    .with("day", Value::Date(day(2027, 3, 12)))
                    .with("until", Value::Date(day(2027, 3, 14)))
                    .with("plans", Value::Plans((1..=7).map(plan_id).collect()))
                    .with("held", Value::Skus(vec![sku_id(2)]))
                    .with("before", Value::Skus(vec![sku_id(1)])),
            ),
            reader.notice(
                &Notice::new(CounterCode::WrongCostExact)
                    .with("found", Value::Text("2000/7".into()))
                    .with("expected", Value::Text("285/1".into())),
            ),
            reader.notice(
                &Notice::new(CounterCode::WrongUnitPrice)
                    .with("purchase", Value::Text("p3".into()))
                    .with("offer", Value::Text("CFQ7TTC0LH01:0001".into()))
                    .with("start", Value::Date(day(2027, 3, 12)))
                    .with("found", Value::Text("20.60".into()))
                    .with("expected", Value::Text("1022.10".into())),
            ),
            // A value that is missing is a dash, never a placeholder.
            reader.notice(&Notice::new(Warning::AtSeatLimit)),
            reader.subject("0f2d8c1e-5b7a-4c3d-9e10-7a6b5c4d3e2f"),
            reader.user("u1-1#3"),
        ];
        for line in lines {
            writeln!(out, "{}  {line}", lang.tag()).unwrap();
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_plan_in_a_terminal() {
    let (case, plan) = support::workshop();
    let verdict = support::certificate(&case, &plan);
    insta::assert_snapshot!("terminal-en-100", terminal::summary(&case, &plan, &verdict, Lang::En, false, 100));
    insta::assert_snapshot!("terminal-de-72", terminal::summary(&case, &plan, &verdict, Lang::De, false, 72));
    insta::assert_snapshot!("terminal-proof", terminal::verdict(&case, &verdict, Lang::En, false, 80));
}

#[test]
fn refusals_and_counter_examples_in_a_terminal() {
    let (case, plan) = support::workshop();
    let mut out = terminal::refusal(&case, &support::refusal(), Lang::De, false, 80);
    out.push_str("\n---\n");
    out.push_str(&terminal::verdict(&case, &support::counter_example(), Lang::En, false, 80));
    insta::assert_snapshot!(out);
    let coloured = terminal::summary(&case, &plan, &support::counter_example(), Lang::En, true, 80);
    assert!(coloured.contains("\u{1b}[31;1m✗ "));
}

#[test]
fn nothing_is_wider_than_the_terminal_but_what_is_to_be_copied() {
    let (case, plan) = support::holding();
    let verdict = support::certificate(&case, &plan);
    for lang in Lang::ALL {
        for width in [60, 80, 100, 140] {
            let text = terminal::summary(&case, &plan, &verdict, lang, false, width);
            for line in text.lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn a_step_may_work_on_several_things() {
    let (case, mut plan) = support::workshop();
    let texts = Texts::new(Lang::En);
    let reader = Reader::of_case(&texts, &case);
    let several = Value::Text("p1, p2".to_owned());
    let at = plan.steps.iter().position(|s| s.kind == StepKind::Purchase).unwrap();
    plan.steps[at].details.insert("purchase".to_owned(), several);
    let swap = plan.steps.iter().position(|s| s.kind == StepKind::SwapLicenses).unwrap();
    plan.steps[swap].details.clear();
    let lookup = Lookup::new(&case, &plan);
    assert_eq!(
        lookup.what(&reader, &plan.steps[at]),
        "10 seats of Microsoft 365 Business Premium, 1 year, billed monthly (p1). 8 seats of Microsoft 365 Business Premium, 1 year, billed monthly (p2)."
    );
    assert_eq!(
        lookup.what(&reader, &plan.steps[swap]),
        "For 12 users: Office 365 E1 with Apps → Exchange Online (Plan 1) + Microsoft 365 Apps for enterprise."
    );
}

#[test]
fn a_terminal_says_of_a_deadline_that_it_has_passed() {
    let (case, mut plan) = support::tiny();
    let verdict = support::certificate(&case, &plan);
    plan.steps[0]
        .details
        .insert("deadline".to_owned(), Value::Date(support::day(2026, 11, 20)));
    let text = terminal::summary(&case, &plan, &verdict, Lang::De, false, 200);
    assert!(text.contains("⚑ sofort, der letzte Tag war der 20.11.2026"), "{text}");
}
