//! Malformed exports: each is refused with file, line, column, what was found and how to mend it.

use crate::support::*;
use nahtlos_files::import::{Options, Source, import};

fn check(text: impl AsRef<[u8]>, code: &str, line: Option<u64>, column: Option<u64>) {
    let problem = refused(&[file("x", text)], &options());
    assert_eq!((problem.code, problem.line, problem.column), (code, line, column), "{problem}");
    assert!(
        problem.file == "x" && !problem.mend.is_empty() && problem.message.ends_with('.'),
        "{problem}"
    );
}

#[test]
fn broken_json_is_refused_with_its_place() {
    check("{\n \"value\": [,]}", "badJson", Some(2), Some(12));
    check("{\"value\": [{\"id\": \"a\"", "cutShort", Some(1), Some(21));
    check("{\"value\": 5}", "badValue", Some(1), Some(12));
    check("{\"value\": []}\n[5]", "badValue", Some(2), Some(3));
    check("{\"value\": []}\nnonsense", "badJson", Some(2), Some(2));
    check(b"{\"value\": [{\"id\": \"\xFC\"}]}", "notUtf8", Some(1), Some(20));
    check(b"\xFF\xFE{\0}\0", "notUtf8", Some(1), Some(1));
    check("[".repeat(500), "badJson", Some(1), Some(128));
}

#[test]
fn empty_files_are_refused() {
    check("", "emptyFile", None, None);
    check("\u{feff}  \n", "emptyFile", None, None);
    check("[]", "emptyFile", None, None);
    check("{}", "emptyFile", None, None);
}

#[test]
fn wrong_values_are_refused_where_they_stand() {
    let at = |text: &str, bad: &str| text.find(bad).map(|i| (i + bad.len()) as u64);
    for (more, code, bad) in [
        (r#""skuId":"E3""#, "badGuid", "\"E3\""),
        (r#""nextLifecycleDateTime":"soon""#, "badDate", "\"soon\""),
        (r#""totalLicenses":-5"#, "badNumber", "-5"),
        (r#""totalLicenses":99999999999"#, "badNumber", "99999999999"),
        (r#""totalLicenses":"5""#, "badValue", "\"totalLicenses\":\"5\""),
        (r#""status":"Asleep""#, "badStatus", "\"Asleep\""),
        (r#""isTrial":"no""#, "badValue", "\"isTrial\":\"no\""),
    ] {
        let text = format!("\n{}", page(&[subscription("s", E3, 5, more)]));
        // A number is over only when the next character is seen.
        let column = at(text.trim_start(), bad).map(|c| c + u64::from(bad.ends_with(char::is_numeric)));
        check(&text, code, Some(2), column);
    }
    let problem = refused(&[file("x", page(&[subscription("s", E3, 5, r#""skuId":"E3""#)]))], &options());
    assert_eq!(problem.found, "E3");
}

#[test]
fn missing_properties_are_refused() {
    for (text, found) in [
        (
            format!(r#"{{"value":[{{"skuId":"{E3}","totalLicenses":5,"status":"Enabled"}}]}}"#),
            "id",
        ),
        (r#"{"value":[{"id":"s","totalLicenses":5,"status":"Enabled"}]}"#.into(), "skuId"),
        (format!(r#"{{"value":[{{"id":"s","skuId":"{E3}","totalLicenses":5}}]}}"#), "status"),
        (
            format!(r#"{{"value":[{{"id":"s","skuId":"{E3}","status":"Enabled","commerceSubscriptionId":"c"}}]}}"#),
            "totalLicenses",
        ),
        (r#"{"value":[{"userPrincipalName":"a@x","assignedLicenses":[]}]}"#.into(), "id"),
        (
            r#"{"value":[{"id":"a","userPrincipalName":"a@x","usageLocation":"DE"}]}"#.into(),
            "assignedLicenses",
        ),
        (r#"{"value":[{"consumedUnits":3}]}"#.into(), "skuId"),
        (
            r#"{"value":[{"id":"g","displayName":"G","groupTypes":[]}]}"#.into(),
            "assignedLicenses",
        ),
    ] {
        let problem = refused(&[file("x", &text)], &options());
        assert_eq!(
            (problem.code, problem.found.as_str(), problem.line),
            ("missingProperty", found, Some(1)),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_known_object_is_refused() {
    check(
        "{\"value\": [\n{\"productId\": \"x\", \"eligibilities\": []}]}",
        "unknownObject",
        Some(2),
        Some(1),
    );
    check(
        "[{\"id\":\"a\",\"displayName\":\"A\",\"assignedLicenses\":[]}]",
        "unknownObject",
        Some(1),
        Some(1),
    );
    check(
        "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Insufficient privileges\"}}",
        "graphError",
        Some(1),
        Some(1),
    );
}

#[test]
fn a_subscription_that_ends_before_it_starts_is_refused() {
    let row = subscription("s", E3, 5, r#""nextLifecycleDateTime":"2025-01-01T00:00:00Z""#);
    check(page(&[subscription("fine", E3, 5, ""), row]), "endBeforeStart", Some(2), Some(1));
}

#[test]
fn a_user_twice_with_other_data_is_refused_with_both_places() {
    let (a, b) = (
        user("a", &[(E3, "", &[], "Active")], ""),
        user("a", &[(EXO, "", &[], "Active")], ""),
    );
    let problem = refused(&[file("p1", page(&[a])), file("p2", page(&[b]))], &options());
    assert_eq!(
        (problem.code, problem.file.as_str(), problem.line, problem.found.as_str()),
        ("userTwice", "p2", Some(1), "a")
    );
    assert!(problem.message.contains("p1:1"), "{problem}");
    let table = "User principal name,Licenses,Usage location\na@x,Unlicensed,DE\na@x,Unlicensed,AT\n";
    check(table, "userTwice", Some(3), Some(1));
    let two_ids = page(&[user("a", &[], ""), user("b", &[], r#""userPrincipalName":"A@contoso.example""#)]);
    check(two_ids, "userTwice", Some(2), Some(1));
    check(
        "User principal name,Object Id,Licenses\na@x,1,Unlicensed\nA@x,2,Unlicensed\n",
        "userTwice",
        Some(3),
        Some(1),
    );
    let group = |off: &str| {
        format!(r#"{{"id":"g","displayName":"G","groupTypes":[],"assignedLicenses":[{{"skuId":"{E3}","disabledPlans":[{off}]}}]}}"#)
    };
    let both = page(&[group(""), group(&format!("\"{PLAN_A}\""))]);
    check(both, "groupTwice", Some(2), Some(1));
}

#[test]
fn bad_tables_are_refused_with_line_and_field() {
    check("A,B\n1,2\n", "unknownTable", Some(1), Some(1));
    check("User principal name,License\na,b\n", "missingColumn", Some(1), Some(2));
    check("User principal name,Licenses\na@x\n", "raggedRow", Some(2), Some(1));
    check("User principal name,Licenses\n,Unlicensed\n", "emptyField", Some(2), Some(1));
    check(
        "User principal name,Licenses,Block credential\na@x,Unlicensed,perhaps\n",
        "badValue",
        Some(2),
        Some(3),
    );
    check(
        "Product Title,Total Licenses,Assigned licenses\nX,-5,0\n",
        "badNumber",
        Some(2),
        Some(2),
    );
    check(
        "Product Title,Total Licenses,Assigned licenses\n,5,0\n",
        "emptyField",
        Some(2),
        Some(1),
    );
    check(
        "Product Title,Total Licenses,Assigned licenses,Renewal Date\nX,5,0,soon\n",
        "badDate",
        Some(2),
        Some(4),
    );
    check("SkuId,ConsumedUnits\nE3,5\n", "badGuid", Some(2), Some(1));
    check(format!("SkuId,ConsumedUnits\n{E3},many\n"), "badNumber", Some(2), Some(2));
    check(
        format!("SkuId,ConsumedUnits,CapabilityStatus\n{E3},1,Asleep\n"),
        "badStatus",
        Some(2),
        Some(3),
    );
    check("SkuId,SkuPartNumber\n", "missingColumn", Some(1), Some(1));
}

#[test]
fn every_file_is_told_of_at_once() {
    let sources = [file("a", "{"), file("b", "A,B\n"), Source::from("/does/not/exist.json")];
    let problems = import(&sources, &options()).unwrap_err();
    let found: Vec<_> = problems.iter().map(|p| (p.file.as_str(), p.code)).collect();
    assert_eq!(
        found,
        [("a", "cutShort"), ("b", "unknownTable"), ("/does/not/exist.json", "notRead")]
    );
    assert_eq!(import(&[], &options()).unwrap_err()[0].code, "noFiles");
}

#[test]
fn a_bad_country_is_refused() {
    let with = Options {
        country: Some("Germany".into()),
        ..options()
    };
    assert_eq!(
        refused(&[file("s", page(&[subscription("s", E3, 5, "")]))], &with).code,
        "badCountry"
    );
}

#[test]
fn an_endless_object_is_refused_before_memory_runs_out() {
    let text = format!("{{\"value\":[{{\"id\":\"{}\"}}]}}", "x".repeat(20 << 20));
    let problem = refused(&[file("x", text)], &options());
    assert_eq!(problem.code, "tooLong", "{problem}");
}
