//! What is asked: the channel by owner, quantities, ends, which description; and the template.

use crate::support::*;
use nahtlos_files::import::{FindingCode as F, Imported, Options, QuestionCode as Q, template};
use nahtlos_model::estate::Channel;

fn of(rows: &[String], options: &Options<'_>) -> Imported {
    done(&[file("subs.json", page(rows))], options)
}

#[test]
fn a_null_owner_is_asked_for_never_guessed() {
    let row = subscription("s", E3, 5, r#""ownerTenantId":null,"skuPartNumber":"ENTERPRISEPACK""#);
    let imported = of(std::slice::from_ref(&row), &options());
    let asked = question(&imported, Q::Channel);
    assert_eq!(
        (asked.required, asked.table.as_str(), asked.key.as_str()),
        (true, "subscriptions.\"s\"", "channel")
    );
    assert_eq!(asked.facts, "s: ENTERPRISEPACK × 5, 2025-12-15 – 2026-12-15");
    assert_eq!(
        asked.choices,
        ["\"webDirect\"", "\"volumeLicense\"", "\"otherPartner\"", "\"thisPartner\""]
    );
    assert!(!imported.is_complete() && imported.estate.subscriptions.is_empty());
    assert_eq!(imported.sku_names[&sku(E3)], "ENTERPRISEPACK");
    assert_eq!(finding(&imported, F::SubscriptionLeftOut).notice.subjects, ["s"]);
    for (answers, channel) in [
        ("[subscriptions.s]\nchannel = \"volumeLicense\"", Channel::VolumeLicense),
        (
            "[subscriptions.c-s]\nchannel = \"otherPartner\"\nowner = \"Gamma\"",
            Channel::OtherPartner,
        ),
        ("[defaults]\nchannel = \"webDirect\"", Channel::WebDirect),
    ] {
        let imported = of(std::slice::from_ref(&row), &with_answers(answers));
        assert_eq!(imported.estate.subscriptions[0].channel, channel, "{answers}");
        assert!(all_answered(&imported));
    }
}

#[test]
fn an_unknown_owner_is_asked_for_once() {
    let owner = "\"ownerTenantId\":\"00000000-0000-4000-8000-0000000000EE\"";
    let rows = [subscription("a", E3, 5, owner), subscription("b", EXO, 5, owner)];
    // A default channel answers null owners only.
    let imported = of(&rows, &with_answers("[defaults]\nchannel = \"webDirect\"\n"));
    let asked = question(&imported, Q::Owner);
    assert_eq!(asked.subject, "00000000-0000-4000-8000-0000000000ee");
    assert_eq!(
        (asked.subjects.as_slice(), asked.required),
        (["a".to_owned(), "b".to_owned()].as_slice(), true)
    );
    let answers = "[owners.\"{00000000-0000-4000-8000-0000000000EE}\"]\nchannel = \"otherPartner\"\nname = \"Gamma\"\n";
    let estate = of(&rows, &with_answers(answers)).estate;
    assert!(
        estate
            .subscriptions
            .iter()
            .all(|s| s.channel == Channel::OtherPartner && s.owner.as_deref() == Some("Gamma"))
    );
}

#[test]
fn the_customers_own_tenant_counts_only_as_far_as_facts_go() {
    let own = format!("\"ownerTenantId\":\"{CUSTOMER}\"");
    let imported = of(
        &[
            subscription("user", E3, 5, &format!("{own},\"ownerType\":\"User\"")),
            subscription("other", EXO, 5, &own),
        ],
        &options(),
    );
    assert_eq!(imported.estate.subscriptions[0].channel, Channel::WebDirect);
    assert_eq!(finding(&imported, F::BoughtByUser).notice.subjects, ["user"]);
    assert_eq!(question(&imported, Q::OwnTenantChannel).subject, "other");
}

#[test]
fn the_end_is_asked_for_when_unknown() {
    let row = subscription("s", E3, 5, r#""nextLifecycleDateTime":null"#);
    let imported = of(std::slice::from_ref(&row), &options());
    assert!(question(&imported, Q::End).required);
    for (end, date) in [
        ("\"none\"", None),
        ("2027-05-01", Some(day("2027-05-01"))),
        ("\"5/1/2027\"", Some(day("2027-05-01"))),
    ] {
        let imported = of(
            std::slice::from_ref(&row),
            &with_answers(&format!("[subscriptions.s]\nend = {end}\n")),
        );
        assert_eq!(imported.estate.subscriptions[0].end, date);
        assert!(all_answered(&imported));
    }
}

#[test]
fn a_subscription_described_twice_is_asked_about() {
    let rows = [
        file("dir/v1.json", page(&[subscription("s", E3, 5, "")])),
        file("dir/beta.json", page(&[subscription("s", EXO, 9, "")])),
    ];
    let imported = done(&rows, &options());
    let asked = question(&imported, Q::Description);
    assert_eq!(asked.choices, ["\"v1.json\"", "\"beta.json\""]);
    assert_eq!(
        value(finding(&imported, F::SubscriptionTwice), "places"),
        "dir/v1.json:1, dir/beta.json:1"
    );
    assert!(imported.estate.subscriptions.is_empty() && !imported.is_complete());
    let chosen = done(&rows, &with_answers("[subscriptions.s]\ndescription = \"beta.json\"\n"));
    assert_eq!((chosen.estate.subscriptions[0].sku_id, all_answered(&chosen)), (sku(EXO), true));
    let problem = refused(&rows, &with_answers("[subscriptions.s]\ndescription = \"gamma.json\"\n"));
    assert_eq!((problem.code, problem.line), ("badValue", Some(1)));
    // Within one file the lines tell them apart.
    let imported = of(&[subscription("s", E3, 5, ""), subscription("s", EXO, 9, "")], &options());
    assert_eq!(question(&imported, Q::Description).choices, ["\"subs.json:1\"", "\"subs.json:2\""]);
}

#[test]
fn seats_of_several_listed_subscriptions_are_asked_for_one_by_one() {
    let skus = page(&[
        sku_row(E3, 45, 0, r#""subscriptionIds":["s1","s2"]"#),
        sku_row(EXO, 5, 0, r#""subscriptionIds":["s3"]"#),
    ]);
    let imported = done(&[file("k", skus)], &options());
    let quantities: Vec<_> = imported
        .open_questions
        .iter()
        .filter(|q| q.code == Q::Quantity)
        .map(|q| q.subject.as_str())
        .collect();
    assert_eq!(quantities, ["s1", "s2"]);
    let ends: Vec<_> = imported
        .open_questions
        .iter()
        .filter(|q| q.code == Q::End)
        .map(|q| q.subject.as_str())
        .collect();
    assert_eq!(ends, ["s3", "s1", "s2"]);
}

#[test]
fn the_customer_is_asked_for() {
    let bare = Options::new(day("2026-12-01"));
    let imported = of(&[subscription("s", E3, 5, "")], &bare);
    let asked: Vec<_> = imported
        .open_questions
        .iter()
        .filter(|q| q.table == "customer")
        .map(|q| q.key.as_str())
        .collect();
    assert_eq!(asked, ["id", "name", "country", "currency"]);
    let answers = "[customer]\nid = \"t\"\nname = \"Contoso\"\ndomain = \"contoso.example\"\ncountry = \"de\"\ncurrency = \"eur\"\nsegment = \"Education\"\n";
    let options = Options {
        answers: Some(("a.toml".into(), answers.into())),
        ..bare
    };
    let customer = of(&[subscription("s", E3, 5, "")], &options).estate.customer;
    assert_eq!(
        (customer.country.as_str(), customer.currency.code(), customer.segment.as_str()),
        ("DE", "EUR", "Education")
    );
}

#[test]
fn optional_questions_do_not_hold_anything_up() {
    let imported = of(&[subscription("s", E3, 5, "")], &options());
    let asked: Vec<_> = imported.open_questions.iter().map(|q| (q.code, q.required)).collect();
    assert_eq!(asked, [(Q::AutoRenew, false), (Q::TermDuration, false), (Q::Generation, false)]);
    assert!(all_answered(&imported));
}

/// Everything that can be asked, in one import.
fn everything_open() -> (Vec<nahtlos_files::import::Source>, Options<'static>) {
    let skus = page(&[sku_row(STANDARD, 5, 0, r#""subscriptionIds":["q1","q2"]"#)]);
    let users = "User principal name,Licenses\na@contoso.example,\"A \"\"quoted\"\" name\"\n";
    let subs = [
        subscription("null", E3, 5, r#""ownerTenantId":null,"nextLifecycleDateTime":null"#),
        subscription("own", E3, 5, &format!("\"ownerTenantId\":\"{CUSTOMER}\"")),
        subscription("strange", E3, 5, r#""ownerTenantId":"00000000-0000-4000-8000-0000000000ee""#),
        subscription("twice", E3, 5, ""),
        subscription("twice", E3, 6, ""),
        subscription("fine", E3, 5, ""),
    ];
    let options = Options {
        country: None,
        currency: None,
        customer_name: None,
        ..options()
    };
    (vec![file("k", skus), file("u.csv", users), file("s", page(&subs))], options)
}

#[test]
fn the_template_asks_everything_and_is_an_answers_file() {
    let (sources, options) = everything_open();
    let imported = done(&sources, &options);
    for question in &imported.open_questions {
        assert!(
            imported.answers_template.contains(&format!("\n{} = \"\"\n", question.key)),
            "{question:?}"
        );
        assert!(
            imported.answers_template.contains(&format!("\n[{}]\n", question.table)),
            "{question:?}"
        );
        assert!(imported.answers_template.contains(template::english(question.code)), "{question:?}");
    }
    // As it is it answers nothing and is valid.
    let empty = imported.answers_template.clone();
    let again = done(
        &sources,
        &Options {
            answers: Some(("t.toml".into(), empty.clone())),
            ..options.clone()
        },
    );
    assert_eq!(again.open_questions, imported.open_questions);
    // Filled in, nothing is open.
    let filled = [
        ("country = \"\"", "country = \"DE\""),
        ("currency = \"\"", "currency = \"EUR\""),
        ("name = \"\"", "name = \"N\""),
        ("channel = \"\"", "channel = \"webDirect\""),
        ("end = \"\"", "end = 2027-01-01"),
        ("start = \"\"", "start = 2026-01-01"),
        ("quantity = \"\"", "quantity = 3"),
        ("description = \"\"", "description = \"s:5\""),
        ("generation = \"\"", "generation = \"legacy\""),
        ("autoRenew = \"\"", "autoRenew = true"),
        ("termDuration = \"\"", "termDuration = \"P1Y\""),
        ("name\\\"\" = \"\"", "name\\\"\" = \"none\""),
        ("name\" = \"\"", "name\" = \"none\""),
    ]
    .iter()
    .fold(empty, |text, (empty, full)| text.replace(empty, full));
    let answered = done(
        &sources,
        &Options {
            answers: Some(("t.toml".into(), filled)),
            ..options
        },
    );
    assert!(answered.open_questions.is_empty(), "{:#?}", answered.open_questions);
    assert_eq!(answered.estate.subscriptions.len(), 7);
}
