//! What an import finds missing, contradictory or has to assume; each code here, in `graph`,
//! `tables` or `questions`.

use crate::support::*;
use nahtlos_files::import::{FindingCode as F, FindingKind, Options};

#[test]
fn a_page_that_never_came_is_missed() {
    let rows = |id: &str| user(id, &[(E3, "", &[], "Active")], "");
    let with_next = |id: &str| {
        format!(
            "{{\"@odata.nextLink\":\"https://graph.example/v1.0/users?$skiptoken=x\",\"value\":[{}]}}",
            rows(id)
        )
    };
    let imported = done(&[file("p1", with_next("a")), file("p2", with_next("b"))], &options());
    let missing = finding(&imported, F::PageMissing);
    assert!(imported.lacks_people() && !imported.is_complete(), "users may be on it");
    assert_eq!(
        (
            missing.kind,
            value(missing, "what"),
            value(missing, "pages"),
            value(missing, "file")
        ),
        (FindingKind::Missing, "users".into(), "2".into(), "p2".into())
    );
    assert!(!has(
        &done(&[file("p1", with_next("a")), file("p2", page(&[rows("b")]))], &options()),
        F::PageMissing
    ));
    // An empty last page still ends the list, by its context or by its link.
    let end = r#"{"@odata.context":"https://graph.example/v1.0/$metadata#users(id)","value":[]}"#;
    assert!(!has(
        &done(&[file("p1", with_next("a")), file("p2", end)], &options()),
        F::PageMissing
    ));
    let empty = r#"{"value":[],"@odata.nextLink":"https://graph.example/v1.0/subscribedSkus?x"}"#;
    assert_eq!(
        value(finding(&done(&[file("p1", empty)], &options()), F::PageMissing), "what"),
        "subscribedSkus"
    );
}

#[test]
fn more_licences_than_seats_and_idle_seats() {
    let users: Vec<String> = ["a", "b", "c"].iter().map(|id| user(id, &[(E3, "", &[], "Active")], "")).collect();
    let subs = page(&[
        subscription("s", E3, 2, ""),
        subscription("t", EXO, 5, ""),
        subscription("w", E3, 9, r#""status":"Warning""#),
    ]);
    let imported = done(&[file("users", page(&users)), file("subs", subs)], &options());
    let over = finding(&imported, F::OverAssigned);
    assert_eq!(
        (over.kind, value(over, "held"), value(over, "seats")),
        (FindingKind::Contradictory, "3".into(), "2".into())
    );
    let idle = finding(&imported, F::UnusedSeats);
    assert_eq!((value(idle, "sku"), value(idle, "unused")), (EXO.to_owned(), "5".to_owned()));
}

#[test]
fn seats_count_on_the_day_only() {
    let users = page(&[user("a", &[(E3, "", &[], "Active")], "")]);
    let later = subscription("later", E3, 5, r#""createdDateTime":"2026-12-02T00:00:00Z""#);
    let over = |row: String| has(&done(&[file("u", &users), file("s", page(&[row]))], &options()), F::OverAssigned);
    assert!(over(later));
    assert!(over(subscription(
        "ended",
        E3,
        5,
        r#""nextLifecycleDateTime":"2026-12-01T00:00:00Z""#
    )));
    assert!(!over(subscription("now", E3, 1, "")));
}

#[test]
fn the_vendors_counts_are_compared() {
    let users = page(&[user("a", &[(E3, "", &[], "Active")], "")]);
    let subs = page(&[subscription("s", E3, 20, ""), subscription("w", E3, 3, r#""status":"Warning""#)]);
    let skus = page(&[sku_row(E3, 25, 4, ""), sku_row(STANDARD, 7, 0, r#""appliesTo":"Company""#)]);
    let imported = done(&[file("u", users), file("s", subs), file("k", skus)], &options());
    let consumed = finding(&imported, F::ConsumedDiffers);
    assert_eq!((value(consumed, "consumed"), value(consumed, "held")), ("4".into(), "1".into()));
    let prepaid: Vec<_> = all_of(&imported, F::PrepaidDiffers)
        .iter()
        .map(|f| [value(f, "status"), value(f, "seats"), value(f, "subscriptions")].join(" "))
        .collect();
    assert_eq!(prepaid, ["active 25 20", "warning 0 3"]);
    assert_eq!(finding(&imported, F::CompanySku).kind, FindingKind::Assumed);
}

#[test]
fn two_lists_of_skus_are_compared() {
    let imported = done(
        &[
            file("a", page(&[sku_row(E3, 25, 4, "")])),
            file("b", page(&[sku_row(E3, 30, 4, "")])),
        ],
        &options(),
    );
    let differs = finding(&imported, F::CountsDiffer);
    assert_eq!(
        (value(differs, "what"), value(differs, "first"), value(differs, "second")),
        ("seats".into(), "25".into(), "30".into())
    );
    assert_eq!(differs.notice.subjects, ["a:1", "b:1"]);
    assert_eq!(value(finding(&imported, F::SeatsWithoutSubscription), "seats"), "25");
}

#[test]
fn company_wide_skus_are_left_out() {
    let company = r#""serviceStatus":[{"servicePlanId":"41781fb2-bc02-4b7c-bd55-b576c07bb09d","appliesTo":"Company"}]"#;
    let mixed = r#""serviceStatus":[{"appliesTo":"Company"},{"appliesTo":"User"}]"#;
    let subs = page(&[
        subscription("c", E3, 1, company),
        subscription("m", EXO, 1, mixed),
        subscription("k", STANDARD, 1, ""),
    ]);
    let skus = page(&[sku_row(STANDARD, 1, 0, r#""appliesTo":"Company""#)]);
    let imported = done(&[file("s", subs), file("k", skus)], &options());
    assert_eq!(imported.estate.subscriptions.len(), 1);
    let left: Vec<_> = all_of(&imported, F::CompanySku)
        .iter()
        .map(|f| f.notice.subjects.join(","))
        .collect();
    assert_eq!(left, ["c", "k"]);
}

#[test]
fn guests_blocked_and_placeless_users_are_told() {
    let held: &[(&str, &str, &[&str], &str)] = &[(E3, "", &[], "Active")];
    let users = page(&[
        user("guest", held, r#""userType":"Guest""#),
        user("ext", held, r##""userPrincipalName":"x_y.example#EXT#@contoso.example""##),
        user("blocked", held, r#""accountEnabled":false"#),
        user("placeless", held, r#""usageLocation":null"#),
        user(
            "idle-guest",
            &[],
            r#""userType":"Guest","accountEnabled":false,"usageLocation":null"#,
        ),
    ]);
    let imported = done(&[file("users", users)], &options());
    assert_eq!(finding(&imported, F::Guests).notice.subjects, ["guest", "ext"]);
    assert_eq!(finding(&imported, F::BlockedUsers).notice.subjects, ["blocked"]);
    assert_eq!(finding(&imported, F::NoUsageLocation).notice.subjects, ["placeless"]);
    assert_eq!(imported.estate.users.len(), 5);
}

#[test]
fn the_same_user_on_two_pages_counts_once() {
    let row = user("a", &[(E3, "", &[], "Active")], "");
    let imported = done(
        &[file("p1", page(std::slice::from_ref(&row))), file("p2", page(&[row]))],
        &options(),
    );
    assert_eq!(imported.estate.users.len(), 1);
    assert_eq!(finding(&imported, F::UsersRepeated).notice.subjects, ["a"]);
}

#[test]
fn what_the_products_file_lacks_is_told() {
    let mut catalogue = catalogue();
    catalogue.products.remove(&sku(E3));
    let with = Options {
        catalogue: Some(&catalogue),
        ..options()
    };
    let users = page(&[user("a", &[(E3, "", &[], "Active"), (EXO, "", &[], "Active")], "")]);
    let imported = done(
        &[
            file("u", users),
            file("k", page(&[sku_row(E3, 1, 1, r#""skuPartNumber":"ENTERPRISEPACK""#)])),
        ],
        &with,
    );
    let unknown = finding(&imported, F::UnknownSku);
    assert_eq!(
        (value(unknown, "sku"), value(unknown, "name"), value(unknown, "users")),
        (E3.into(), "ENTERPRISEPACK".into(), "1".into())
    );
}

#[test]
fn seatless_and_overdue_subscriptions_are_told() {
    let subs = page(&[
        subscription("empty", E3, 0, ""),
        subscription("overdue", EXO, 5, r#""nextLifecycleDateTime":"2026-10-04T00:00:00Z""#),
    ]);
    let imported = done(&[file("s", subs)], &options());
    assert_eq!(finding(&imported, F::NoSeats).notice.subjects, ["empty"]);
    assert_eq!(value(finding(&imported, F::EndedButActive), "end"), "2026-10-04");
    assert_eq!(imported.estate.subscriptions.len(), 1);
}

#[test]
fn missing_lists_are_told() {
    let imported = done(&[file("k", page(&[sku_row(E3, 1, 1, "")]))], &options());
    assert!(has(&imported, F::UsersMissing) && has(&imported, F::SubscriptionsMissing));
    assert!(imported.lacks_people());
    let imported = done(
        &[
            file("s", page(&[subscription("s", E3, 1, "")])),
            file("u", page(&[user("u", &[], "")])),
        ],
        &options(),
    );
    assert!(!has(&imported, F::UsersMissing) && !has(&imported, F::SubscriptionsMissing));
    assert!(imported.is_complete());
    // An empty list is a list.
    let nobody = r#"{"@odata.context":"https://graph.example/v1.0/$metadata#users(id)","value":[]}"#;
    let imported = done(&[file("s", page(&[subscription("s", E3, 1, "")])), file("u", nobody)], &options());
    assert!(imported.is_complete() && imported.estate.users.is_empty());
}

#[test]
fn exports_of_several_tenants_are_told() {
    let tenant = |id: &str| page(&[sku_row(E3, 1, 1, &format!("\"accountId\":\"{id}\",\"accountName\":\"contoso\""))]);
    assert!(has(&done(&[file("a", tenant(OTHER))], &options()), F::SeveralTenants));
    assert!(!has(&done(&[file("a", tenant(CUSTOMER))], &options()), F::SeveralTenants));
    let without = Options {
        customer_id: None,
        ..options()
    };
    assert_eq!(
        done(&[file("a", tenant(CUSTOMER)), file("b", tenant(OTHER))], &without)
            .estate
            .customer
            .id,
        ""
    );
    let imported = done(&[file("a", tenant(CUSTOMER))], &without);
    assert_eq!(imported.estate.customer.id, CUSTOMER);
    assert_eq!(value(finding(&imported, F::CustomerFromExport), "value"), CUSTOMER);
}

#[test]
fn unknown_renewal_term_and_generation_are_told_once() {
    let imported = done(
        &[file("s", page(&[subscription("a", E3, 1, ""), subscription("b", EXO, 1, "")]))],
        &options(),
    );
    for code in [F::RenewalUnknown, F::TermUnknown, F::NewCommerce] {
        assert_eq!(finding(&imported, code).notice.subjects, ["a", "b"], "{code}");
    }
    assert!(all_answered(&imported));
    assert!(imported.findings.is_sorted_by_key(|f| (f.kind, f.code())));
}

#[test]
fn every_finding_and_question_has_a_text_in_both_languages() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    for language in ["en", "de"] {
        let text = std::fs::read_to_string(root.join(language).join("import.ftl")).unwrap();
        let keys: Vec<&str> = text
            .lines()
            .filter(|l| !l.starts_with([' ', '#']))
            .filter_map(|l| l.split_once(" ="))
            .map(|(k, _)| k)
            .collect();
        let codes = F::ALL.iter().map(|c| format!("finding-{c}"));
        for key in codes.chain(nahtlos_files::import::QuestionCode::ALL.iter().map(|c| format!("question-{c}"))) {
            assert_eq!(keys.iter().filter(|k| **k == key).count(), 1, "{language}: {key}");
        }
    }
}
