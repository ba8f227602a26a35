//! Graph JSON: shapes of files, and what becomes of users, groups and subscriptions.

use crate::support::*;
use nahtlos_files::import::{FindingCode as F, FindingKind};
use nahtlos_model::estate::{Channel, SubscriptionKind, SubscriptionStatus};

#[test]
fn pages_lists_lines_and_bare_objects_all_read_the_same() {
    let (a, b) = (user("a", &[(E3, "", &[], "Active")], ""), user("b", &[(E3, "", &[], "Active")], ""));
    let one_page = page(&[a.clone(), b.clone()]);
    let with_bom = [b"\xEF\xBB\xBF".as_slice(), one_page.as_bytes()].concat();
    let shapes: [Vec<u8>; 6] = [
        one_page.clone().into_bytes(),
        with_bom,
        format!("[{},{}]", page(std::slice::from_ref(&a)), page(std::slice::from_ref(&b))).into_bytes(),
        format!("[{a},{b}]").into_bytes(),
        format!("{a}\r\n{b}\n").into_bytes(),
        format!("{}\n{}", page(std::slice::from_ref(&a)), page(std::slice::from_ref(&b))).into_bytes(),
    ];
    let whole = done(&[file("x", &one_page)], &options()).estate;
    assert_eq!(whole.users.len(), 2);
    for shape in shapes {
        assert_eq!(done(&[file("x", shape)], &options()).estate, whole);
    }
    assert_eq!(done(&[file("x", page(&[a])), file("y", page(&[b]))], &options()).estate, whole);
}

#[test]
fn several_kinds_may_share_a_file() {
    let text = format!("[{},{}]", subscription("s", E3, 5, ""), user("u", &[(E3, "", &[], "Active")], ""));
    let estate = done(&[file("all.json", text)], &options()).estate;
    assert_eq!((estate.subscriptions.len(), estate.users.len()), (1, 1));
}

#[test]
fn a_subscription_keeps_what_the_export_says() {
    let more = r#""createdDateTime":"2025-12-15T23:30:00-02:00","nextLifecycleDateTime":"2026-12-15T23:30:00-02:00""#;
    let text = page(&[
        subscription("s1", &E3.to_uppercase(), 25, more),
        subscription(
            "s2",
            &format!("{{{EXO}}}"),
            3,
            &format!("\"ownerTenantId\":\"{}\"", US.to_uppercase()),
        ),
    ]);
    let estate = done(&[file("subs.json", text)], &options()).estate;
    let s = &estate.subscriptions[0];
    assert_eq!((s.id.as_str(), s.sku_id, s.quantity), ("s1", sku(E3), 25));
    assert_eq!((s.start, s.end), (Some(day("2025-12-16")), Some(day("2026-12-16"))));
    assert_eq!((s.channel, s.owner.as_deref()), (Channel::OtherPartner, Some("Beta GmbH")));
    assert_eq!(
        (s.auto_renew, s.status, s.kind),
        (None, SubscriptionStatus::Active, SubscriptionKind::Paid)
    );
    assert_eq!(
        (estate.subscriptions[1].sku_id, estate.subscriptions[1].channel),
        (sku(EXO), Channel::ThisPartner)
    );
}

#[test]
fn every_state_has_its_word() {
    let states = ["Enabled", "Warning", "Suspended", "LockedOut", "Deleted"];
    let rows: Vec<String> = states
        .iter()
        .map(|s| subscription(s, E3, 2, &format!("\"status\":\"{s}\"")))
        .collect();
    let imported = done(&[file("subs.json", page(&rows))], &options());
    use SubscriptionStatus as S;
    let found: Vec<S> = imported.estate.subscriptions.iter().map(|s| s.status).collect();
    assert_eq!(found, [S::Active, S::Warning, S::Suspended, S::LockedOut, S::Deleted]);
    let inactive = all_of(&imported, F::SubscriptionInactive);
    assert_eq!(inactive.len(), 4);
    assert_eq!(
        (inactive[0].kind, value(inactive[0], "status").as_str()),
        (FindingKind::Missing, "warning")
    );
    let short = subscription("x", E3, 2, r#""status":"Deleted","nextLifecycleDateTime":"2025-12-15T00:00:00Z""#);
    assert!(
        done(&[file("subs.json", page(&[short]))], &options())
            .estate
            .subscriptions
            .is_empty()
    );
    // What supplies nothing is not asked about.
    assert!(imported.open_questions.iter().all(|q| q.subject == "Enabled"));
}

#[test]
fn both_versions_of_a_subscription_count_once() {
    let (v1, beta) = (
        subscription("s", E3, 5, ""),
        subscription("s", E3, 5, r#""ocpSubscriptionId":"c-s""#),
    );
    let imported = done(&[file("v1", page(&[v1])), file("beta", page(&[beta]))], &options());
    assert_eq!(imported.estate.subscriptions.len(), 1);
    assert!(!has(&imported, F::SubscriptionTwice));
}

#[test]
fn trials_and_free_ones_are_marked() {
    let part = |p: &str| format!("\"skuPartNumber\":\"{p}\"");
    let text = page(&[
        subscription("trial", E3, 25, r#""isTrial":true"#),
        subscription(
            "free",
            EXO,
            10_000,
            &format!("{},\"nextLifecycleDateTime\":null", part("FLOW_FREE")),
        ),
        subscription(
            "viral",
            STANDARD,
            10_000,
            &format!("{},\"nextLifecycleDateTime\":\"9999-12-31T23:59:59Z\"", part("POWERAPPS_VIRAL")),
        ),
    ]);
    let imported = done(&[file("subs.json", text)], &options());
    use SubscriptionKind as K;
    let kinds: Vec<_> = imported.estate.subscriptions.iter().map(|s| (s.kind, s.end)).collect();
    assert_eq!(kinds, [(K::Trial, Some(day("2026-12-15"))), (K::Free, None), (K::Free, None)]);
    assert_eq!(value(finding(&imported, F::Trial), "seats"), "25");
    assert_eq!(all_of(&imported, F::Free).len(), 2);
    assert_eq!(finding(&imported, F::Endless).notice.subjects, ["viral"]);
    assert!(
        all_answered(&imported) && imported.open_questions.is_empty(),
        "{:?}",
        imported.open_questions
    );
}

#[test]
fn group_licences_stay_the_groups() {
    let group = |id: &str, name: &str| {
        format!(
            r#"{{"id":"{id}","displayName":"{name}","assignedLicenses":[{{"skuId":"{E3}","disabledPlans":["{PLAN_A}"]}}],"licenseProcessingState":{{"state":"ProcessingComplete"}}}}"#
        )
    };
    let users = page(&[
        user("by-group", &[(E3, "g1", &[PLAN_A], "Active")], ""),
        user(
            "both",
            &[(E3, "g1", &[PLAN_A, PLAN_B], "Active"), (E3, "", &[PLAN_B], "Active")],
            "",
        ),
        user("two-groups", &[(E3, "g2", &[], "Active"), (E3, "g1", &[PLAN_A], "Active")], ""),
        user("direct", &[(E3, "", &[PLAN_A], "Active")], ""),
    ]);
    let groups = page(&[group("g1", "Office"), group("g2", "Sales")]);
    let imported = done(&[file("users", users), file("groups", groups)], &options());
    let licenses: Vec<_> = imported.estate.users.iter().map(|u| u.licenses.as_slice()).collect();
    assert!(licenses.iter().all(|l| l.len() == 1));
    let plan = |id: &str| id.parse().unwrap();
    let got: Vec<_> = licenses
        .iter()
        .map(|l| (l[0].via_group.as_deref(), l[0].disabled_plans.clone()))
        .collect();
    let wanted: Vec<(Option<&str>, Vec<_>)> = vec![
        (Some("g1"), vec![plan(PLAN_A)]),
        (Some("g1"), vec![plan(PLAN_B)]),
        (Some("g1"), vec![]),
        (None, vec![plan(PLAN_A)]),
    ];
    assert_eq!(got, wanted);
    let both = finding(&imported, F::AlsoDirect);
    assert_eq!((value(both, "group").as_str(), value(both, "members").as_str()), ("Office", "1"));
    assert_eq!(both.notice.subjects, ["both"]);
    assert_eq!(finding(&imported, F::SeveralGroups).notice.subjects, ["two-groups"]);
    let groups: Vec<_> = imported
        .estate
        .groups
        .iter()
        .map(|g| (g.id.as_str(), g.name.as_str(), g.licenses.len()))
        .collect();
    assert_eq!(groups, [("g1", "Office", 1), ("g2", "Sales", 1)]);
    assert!(!has(&imported, F::GroupFromMembers));
}

#[test]
fn a_group_that_was_not_exported_is_made_from_its_members() {
    let users = page(&[
        user("a", &[(E3, "g9", &[PLAN_A], "Active")], ""),
        user("b", &[(E3, "g9", &[PLAN_A], "Active")], ""),
    ]);
    let imported = done(&[file("users", users)], &options());
    let group = &imported.estate.groups[0];
    assert_eq!(
        (group.id.as_str(), group.name.as_str(), group.licenses[0].disabled_plans.len()),
        ("g9", "g9", 1)
    );
    assert_eq!(value(finding(&imported, F::GroupFromMembers), "members"), "2");
}

#[test]
fn failed_assignments_give_no_licence() {
    let users = page(&[
        user("failed", &[(E3, "g", &[], "Error")], ""),
        user("shaky", &[(E3, "g", &[], "ActiveWithError")], ""),
        user("also-fine", &[(E3, "g", &[], "Error"), (E3, "", &[], "Active")], ""),
    ]);
    let imported = done(&[file("users", users)], &options());
    let held: Vec<usize> = imported.estate.users.iter().map(|u| u.licenses.len()).collect();
    assert_eq!(held, [0, 1, 1]);
    assert_eq!(imported.estate.users[2].licenses[0].via_group, None);
    let failed = all_of(&imported, F::AssignmentFailed);
    assert_eq!(failed.len(), 2);
    let error = failed.iter().find(|f| value(f, "state") == "Error").unwrap();
    assert_eq!(error.notice.subjects, ["failed", "also-fine"]);
    assert_eq!(value(error, "error"), "CountViolation");
}

#[test]
fn licences_and_states_that_disagree_are_told() {
    let assigned = |skus: &[&str]| {
        let list: Vec<String> = skus.iter().map(|s| format!("{{\"skuId\":\"{s}\",\"disabledPlans\":[]}}")).collect();
        format!("\"assignedLicenses\":[{}]", list.join(","))
    };
    let users = page(&[
        user("no-state", &[], &assigned(&[E3])),
        user("not-assigned", &[(E3, "", &[], "Active")], &assigned(&[])),
        user("only-failed", &[(E3, "", &[], "Error")], &assigned(&[E3])),
    ]);
    let imported = done(&[file("users", users)], &options());
    assert_eq!(
        finding(&imported, F::StatesDiffer).notice.subjects,
        ["no-state", "not-assigned", "only-failed"]
    );
    let held: Vec<usize> = imported.estate.users.iter().map(|u| u.licenses.len()).collect();
    assert_eq!(held, [1, 1, 0]);
}

#[test]
fn without_states_the_licences_count_as_direct() {
    let text = format!(
        r#"[{{"id":"a","userPrincipalName":"a@x","usageLocation":"DE","assignedLicenses":[{{"skuId":"{E3}","disabledPlans":["{PLAN_A}"]}}]}}]"#
    );
    let imported = done(&[file("users", text)], &options());
    let license = &imported.estate.users[0].licenses[0];
    assert_eq!((license.via_group.as_deref(), license.disabled_plans.len()), (None, 1));
    assert_eq!(finding(&imported, F::AssignmentUnknown).notice.subjects, ["a"]);
}

#[test]
fn plans_switched_off_come_from_the_states_first() {
    let assigned = format!(r#""assignedLicenses":[{{"skuId":"{E3}","disabledPlans":["{PLAN_A}"]}}]"#);
    let without = |more: &str| format!(r#"{assigned},"licenseAssignmentStates":[{{"skuId":"{E3}","state":"Active"{more}}}]"#);
    let users = page(&[
        user("from-states", &[], &without(&format!(",\"disabledPlans\":[\"{PLAN_B}\"]"))),
        user("from-assigned", &[], &without("")),
    ]);
    let estate = done(&[file("users", users)], &options()).estate;
    let off: Vec<String> = estate.users.iter().map(|u| u.licenses[0].disabled_plans[0].to_string()).collect();
    assert_eq!(off, [PLAN_B, PLAN_A]);
}
