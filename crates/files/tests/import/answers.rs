//! The answers file: what it says, that it wins over exports, and how it is refused.

use crate::support::*;
use nahtlos_files::import::{FindingCode as F, Imported, Options};
use nahtlos_model::estate::{Generation, SubscriptionKind, SubscriptionStatus, Treatment};

fn answered(answers: &str) -> Imported {
    done(&[file("subs.json", page(&[subscription("s", E3, 5, "")]))], &with_answers(answers))
}

#[test]
fn everything_that_may_be_said_of_a_subscription_arrives() {
    let text = "[defaults]\ngeneration = \"legacy\"\nautoRenew = false\ntermDuration = \"P1M\"\nbillingCycle = \"monthly\"\n\
        [subscriptions.s]\ntreatment = \"transfer\"\nautoRenew = true\ntermDuration = \"P3Y\"\nbillingCycle = \"annual\"\nkind = \"trial\"\nowner = \"Other name\"\n";
    let s = answered(text).estate.subscriptions.remove(0);
    assert_eq!(
        (s.wanted_treatment, s.generation, s.auto_renew),
        (Some(Treatment::Transfer), Generation::NewCommerce, Some(true))
    );
    assert_eq!(
        (s.term_duration.as_deref(), s.billing_cycle.as_deref(), s.kind),
        (Some("P3Y"), Some("annual"), SubscriptionKind::Trial)
    );
    assert_eq!(s.owner.as_deref(), Some("Other name"));
    let s = answered(
        &text
            .replace("kind = \"trial\"\n", "")
            .replace("autoRenew = true\n", "autoRenew = \"unknown\"\n"),
    )
    .estate
    .subscriptions
    .remove(0);
    assert_eq!((s.generation, s.auto_renew), (Generation::Legacy, None));
}

#[test]
fn unknown_renewal_said_to_be_unknown_is_not_asked_again() {
    let imported = answered("[defaults]\nautoRenew = \"unknown\"\ngeneration = \"newCommerce\"\ntermDuration = \"P1Y\"\n");
    assert!(imported.open_questions.is_empty());
    assert_eq!(imported.estate.subscriptions[0].auto_renew, None);
    assert!(has(&imported, F::RenewalUnknown) && !has(&imported, F::TermUnknown) && !has(&imported, F::NewCommerce));
}

#[test]
fn an_answer_that_contradicts_an_export_wins_and_is_told() {
    let imported = answered("[subscriptions.s]\nquantity = 7\nchannel = \"volumeLicense\"\nend = 2027-12-15\nstatus = \"suspended\"\n");
    let s = &imported.estate.subscriptions[0];
    assert_eq!(
        (s.quantity, s.end, s.status, s.owner.as_deref()),
        (7, Some(day("2027-12-15")), SubscriptionStatus::Suspended, None)
    );
    let told: Vec<_> = all_of(&imported, F::AnswerDiffers)
        .iter()
        .map(|f| [value(f, "key"), value(f, "given"), value(f, "answered")].join(" "))
        .collect();
    assert_eq!(
        told,
        [
            "status active suspended",
            "quantity 5 7",
            "channel otherPartner volumeLicense",
            "end 2026-12-15 2027-12-15"
        ]
    );
    assert!(!has(&answered("[subscriptions.s]\nquantity = 5\n"), F::AnswerDiffers));
}

#[test]
fn a_subscription_that_no_export_has_may_be_described() {
    let text = format!("[subscriptions.\"by hand\"]\nskuId = \"{EXO}\"\nquantity = 1_000\nchannel = \"volumeLicense\"\nend = \"none\"\n");
    let estate = answered(&text).estate;
    let s = &estate.subscriptions[1];
    assert_eq!((s.id.as_str(), s.sku_id, s.quantity, s.end), ("by hand", sku(EXO), 1000, None));
    // It accounts for seats that no export explains.
    let skus = file("k", page(&[sku_row(EXO, 1000, 0, "")]));
    assert_eq!(done(&[skus], &with_answers(&text)).estate.subscriptions.len(), 1);
    // Half described, it is asked about.
    assert!(!answered(&format!("[subscriptions.new]\nskuId = \"{EXO}\"\n")).is_complete());
}

#[test]
fn answers_are_refused_exactly() {
    for (text, code, line, column) in [
        ("[subscriptions.s]\nchanel = \"webDirect\"\n", "unknownKey", 2, 1),
        ("[subscription.s]\n", "unknownKey", 1, 2),
        ("[defaults]\nquantity = 3\n", "unknownKey", 2, 1),
        ("[owners.x]\nnames = \"y\"\n", "unknownKey", 2, 1),
        ("[customer]\nland = \"DE\"\n", "unknownKey", 2, 1),
        ("subscriptions = 5\n", "unknownKey", 1, 1),
        ("[subscriptions]\ns = \"webDirect\"\n", "unknownKey", 2, 1),
        ("[subscriptions.s]\nchannel = \"web\"\n", "badValue", 2, 11),
        ("[subscriptions.s]\nchannel = 3\n", "badValue", 2, 11),
        ("[subscriptions.s]\nautoRenew = \"yes\"\n", "badValue", 2, 13),
        ("[subscriptions.s]\ntermDuration = \"1 year\"\n", "badValue", 2, 16),
        ("[subscriptions.s]\nquantity = 0\n", "badQuantity", 2, 12),
        ("[subscriptions.s]\nquantity = -3\n", "badQuantity", 2, 12),
        ("[subscriptions.s]\nquantity = \"three\"\n", "badQuantity", 2, 12),
        ("[subscriptions.s]\nquantity = [3]\n", "badValue", 2, 12),
        ("[subscriptions.s]\nend = \"soon\"\n", "badDate", 2, 7),
        ("[subscriptions.s]\nstart = \"none\"\n", "badDate", 2, 9),
        ("[subscriptions.s]\nskuId = \"E3\"\n", "badGuid", 2, 9),
        ("[subscriptions.s]\nstart = 2027-01-01\nend = 2026-01-01\n", "endBeforeStart", 1, 16),
        ("[subscriptions.s]\nend = 2025-01-01\n", "endBeforeStart", 1, 16),
        ("[subscriptions.t]\nchannel = \"webDirect\"\n", "unknownSubscription", 1, 16),
        ("[customer]\ncountry = \"Germany\"\n", "badValue", 2, 11),
        ("[customer]\ncurrency = \"Euro\"\n", "badValue", 2, 12),
        ("[products]\n\"Name\" = \"E3\"\n", "badGuid", 2, 10),
        ("[products]\n\"Name\" = \"none\"\n\"name \" = \"none\"\n", "duplicateId", 3, 1),
        ("[subscriptions.s]\nquantity = 1\nquantity = 2\n", "duplicateKey", 3, 1),
        ("[subscriptions.s\n", "badToml", 1, 17),
    ] {
        let problem = refused(&[file("subs.json", page(&[subscription("s", E3, 5, "")]))], &with_answers(text));
        assert_eq!(
            (problem.code, problem.line, problem.column),
            (code, Some(line), Some(column)),
            "{text}{problem}"
        );
        assert!(problem.file == "answers.toml" && !problem.mend.is_empty(), "{problem}");
    }
}

#[test]
fn values_may_stay_between_the_templates_quotation_marks() {
    let source = || file("subs.json", page(&[subscription("s", E3, 5, "")]));
    let estate = |text: &str| done(&[source()], &with_answers(text)).estate;
    let (end, bare) = ("end = 2027-06-01", "quantity = 7\nautoRenew = false");
    for quoted in ["quantity = \"7\"\nautoRenew = \"false\"", "quantity = \" 7 \"\nautoRenew = false"] {
        let table = |values: &str, end: &str| format!("[subscriptions.s]\n{values}\n{end}\n");
        assert_eq!(estate(&table(quoted, "end = \"2027-06-01\"")), estate(&table(bare, end)));
    }
    assert_eq!(
        estate("[subscriptions.s]\nautoRenew = \"true\"\n").subscriptions[0].auto_renew,
        Some(true)
    );
}

#[test]
fn refusals_say_what_was_meant() {
    let sources = [file("subs.json", page(&[subscription("s-0001", E3, 5, "")]))];
    let problem = refused(&sources, &with_answers("[subscriptions.s-0001]\nchanel = \"webDirect\"\n"));
    assert!(problem.to_string().contains("Write channel"), "{problem}");
    let problem = refused(&sources, &with_answers("[subscriptions.s-0002]\nquantity = 1\n"));
    assert!(problem.mend.contains("s-0001"), "{problem}");
    let catalogue = catalogue();
    let text = "[subscriptions.new]\nskuId = \"00000000-0000-4000-8000-00000000dead\"\n";
    assert_eq!(
        refused(
            &sources,
            &Options {
                catalogue: Some(&catalogue),
                ..with_answers(text)
            }
        )
        .code,
        "unknownSku"
    );
}
