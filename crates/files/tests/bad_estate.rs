//! Estates with something wrong: each with its exact sentence. Every sample is a good estate in which
//! one text is replaced.

use nahtlos_files::estate::{parse_estate, to_json};

const ESTATE: &str = r#"{"schema": "nahtlos.estate/1",
 "customer": {"id": "c1", "name": "Tiny", "domain": "tiny.example", "country": "DE", "currency": "EUR"},
 "asOf": "2026-12-01",
 "subscriptions": [
  {"id": "s1", "channel": "webDirect", "skuId": "00000000-0000-4000-8000-00000000000a", "quantity": 3,
   "start": "2026-01-15", "end": "2027-01-15", "autoRenew": true, "status": "active"},
  {"id": "s2", "channel": "thisPartner", "skuId": "00000000-0000-4000-8000-00000000000a", "quantity": 1, "status": "suspended"}],
 "groups": [{"id": "g1", "name": "Sales", "licenses": [{"skuId": "00000000-0000-4000-8000-00000000000a"}]}],
 "users": [
  {"id": "u1", "userPrincipalName": "a@tiny.example", "licenses": [{"skuId": "00000000-0000-4000-8000-00000000000a", "viaGroup": "g1"}]},
  {"id": "u2", "userPrincipalName": "b@tiny.example", "count": 2, "licenses": [{"skuId": "{00000000-0000-4000-8000-00000000000A}", "disabledPlans": []}]}]}
"#;

fn read(text: &str) -> Result<Vec<String>, Vec<String>> {
    let sentences = |problems: Vec<nahtlos_files::problem::Problem>| problems.iter().map(ToString::to_string).collect();
    parse_estate("e.json", text.as_bytes())
        .map(|read| sentences(read.warnings))
        .map_err(sentences)
}

/// The place of every problem is that of the text found.
fn stands_where_it_says(text: &str) {
    let (Ok(problems) | Err(problems)) = parse_estate("e.json", text.as_bytes()).map(|read| read.warnings);
    for problem in problems.iter().filter(|problem| !problem.found.is_empty()) {
        let (line, column) = (problem.line.unwrap() as usize, problem.column.unwrap() as usize);
        let rest: String = text.lines().nth(line - 1).unwrap().chars().skip(column - 1).collect();
        let rest = rest.trim_start_matches(['"', '{']).to_lowercase();
        assert!(
            rest.starts_with(&problem.found.trim_matches('"').to_lowercase()),
            "{problem}: {rest}"
        );
    }
}

fn replaced(old: &str, new: &str) -> Result<Vec<String>, Vec<String>> {
    assert!(ESTATE.contains(old), "{old} is not in the sample");
    read(&ESTATE.replacen(old, new, 1))
}

#[test]
fn refused_with_place_and_mend() {
    for (old, new, message) in [
        (
            "nahtlos.estate/1",
            "nahtlos.plan/1",
            "e.json:1:12: The document's schema is \"nahtlos.plan/1\", not \"nahtlos.estate/1\". Give a document with \"schema\": \"nahtlos.estate/1\" at its beginning.",
        ),
        (
            "\"schema\": \"nahtlos.estate/1\",",
            "",
            "e.json:1:1: The document has no schema. Give a document with \"schema\": \"nahtlos.estate/1\" at its beginning.",
        ),
        (
            "\"quantity\": 3",
            "\"quantity\": -3",
            "e.json:5:101: subscriptions[0].quantity is -3: invalid value: integer `-3`, expected u32. Write a whole number of at least 1.",
        ),
        (
            "\"quantity\": 3",
            "\"quantity\": 2.5",
            "e.json:5:101: subscriptions[0].quantity is 2.5: invalid type: floating point `2.5`, expected u32. Write a whole number of at least 1.",
        ),
        (
            "\"quantity\": 3",
            "\"quantity\": 0",
            "e.json:5:101: subscriptions[0].quantity is 0, of subscription \"s1\". Write a whole number of at least 1, or remove the subscription.",
        ),
        (
            "\"count\": 2",
            "\"count\": 0",
            "e.json:11:64: users[1].count is 0, of user \"b@tiny.example\". Write a whole number of at least 1, or remove the user.",
        ),
        (
            "\"count\": 2",
            "\"count\": 4294967295",
            "e.json:9:11: The estate stands for 4294967296 users; at most 5000000 are planned for at once. Correct count, or split the estate.",
        ),
        (
            "2027-01-15",
            "2026-01-14",
            "e.json:6:34: subscriptions[0] ends on 2026-01-14, which is not after its start on 2026-01-15. Correct start or end; end is the first day without the subscription.",
        ),
        (
            "\"s2\"",
            "\"s1\"",
            "e.json:7:10: subscriptions[1].id is \"s1\", as is that of subscriptions[0]. Remove one of the two, or correct it.",
        ),
        (
            "\"u2\"",
            "\"u1\"",
            "e.json:11:10: users[1].id is \"u1\", as is that of users[0]. Remove one of the two, or correct it.",
        ),
        (
            "\"u1\"",
            "\"u2#2\"",
            "e.json:10:10: users[0].id is \"u2#2\", as is that of users[1]. Remove one of the two, or correct it.",
        ),
        (
            "b@tiny",
            "A@Tiny",
            "e.json:11:37: users[1].userPrincipalName is \"A@Tiny.example\", as is that of users[0]. Remove one of the two, or correct it.",
        ),
        (
            "000a\"}]}],\n \"users\"",
            "000a\"}]}, {\"id\": \"g1\", \"name\": \"\", \"licenses\": []}],\n \"users\"",
            "e.json:8:116: groups[1].id is \"g1\", as is that of groups[0]. Remove one of the two, or correct it.",
        ),
        (
            "\"viaGroup\": \"g1\"",
            "\"viaGroup\": \"g2\"",
            "e.json:10:130: users[0].licenses[0].viaGroup is \"g2\", which is no group of the estate. Add the group to groups, or correct its id.",
        ),
        (
            "{\"skuId\": \"{00000000-0000-4000-8000-00000000000A}\", ",
            "{\"skuId\": \"00000000-0000-4000-8000-00000000000a\"}, {\"skuId\": \"{00000000-0000-4000-8000-00000000000A}\", ",
            "e.json:11:141: users[1].licenses[1] repeats SKU 00000000-0000-4000-8000-00000000000a for user \"b@tiny.example\". Remove one of the two.",
        ),
        (
            "\"DE\"",
            "\"Germany\"",
            "e.json:2:80: customer.country is \"Germany\", which is not a country. Write its two letters, for example \"DE\".",
        ),
        (
            "\"EUR\"",
            "\"Euro\"",
            "e.json:2:98: customer.currency is \"Euro\": \"Euro\" is not a three-letter currency code such as \"EUR\". Write its three letters, for example \"EUR\".",
        ),
        (
            "\"quantity\"",
            "\"quantiy\"",
            "e.json:5:89: The key \"quantiy\" is unknown, at subscriptions[0].quantiy. The nearest key is \"quantity\"; rename or remove \"quantiy\".",
        ),
        (
            "\"asOf\": \"2026-12-01\",",
            "",
            "e.json:1:1: The key \"asOf\" is missing in the document. Add \"asOf\".",
        ),
        (
            ", \"status\": \"active\"",
            "",
            "e.json:5:3: The key \"status\" is missing in subscriptions[0]. Add \"status\".",
        ),
        (
            "\"active\"",
            "\"running\"",
            "e.json:6:77: subscriptions[0].status is \"running\": unknown variant `running`, expected one of `active`, `warning`, `expired`, `suspended`, `disabled`, `lockedOut`, `deleted`, `pending`. Correct the value.",
        ),
    ] {
        let text = ESTATE.replacen(old, new, 1);
        assert_eq!(replaced(old, new).unwrap_err(), [message], "{old:?} replaced by {new:?}");
        stands_where_it_says(&text);
    }
}

#[test]
fn places_and_codes_where_the_parser_words_the_sentence() {
    for (old, new, code, place) in [
        ("\"asOf\": \"2026-12-01\"", "\"asOf\": \"1.12.2026\"", "badDate", (3, 10)),
        ("00000000-0000-4000-8000-00000000000a", "SUITE_A", "badGuid", (5, 49)),
        (
            "\"autoRenew\": true",
            "\"autoRenew\": true, \"autoRenew\": true",
            "duplicateKey",
            (5, 3),
        ),
        ("\"status\": \"active\"}", "\"status\": \"active\"", "notJson", (7, 3)),
        ("[\n  {\"id\": \"s1\"", "7, [\n {\"id\": \"s1\"", "badValue", (4, 19)),
    ] {
        let problems = parse_estate("e.json", ESTATE.replacen(old, new, 1).as_bytes()).unwrap_err();
        let place = (Some(place.0), Some(place.1));
        assert_eq!(
            (problems[0].code, (problems[0].line, problems[0].column)),
            (code, place),
            "{}",
            problems[0]
        );
    }
    let cut = parse_estate("e.json", b"{\n").unwrap_err();
    assert_eq!((cut[0].line, cut[0].column), (Some(2), Some(1)), "{}", cut[0]);
    for (bytes, code) in [
        (&b""[..], "emptyFile"),
        (b"\xEF\xBB\xBF \n", "emptyFile"),
        (b"[]", "otherSchema"),
        (b"\xFF\xFE{\0", "notUtf8"),
        (b"{\"schema\": \"\xFC\"}", "notUtf8"),
        (b"{}", "otherSchema"),
    ] {
        assert_eq!(parse_estate("e.json", bytes).unwrap_err()[0].code, code);
    }
}

#[test]
fn odd_but_accepted() {
    for (old, new, warnings) in [
        ("\"asOf\"", "\"asOf\"", &[][..]),
        ("{\"schema\"", "\u{feff}{\"schema\"", &[]),
        (
            "\"quantity\": 1",
            "\"quantity\": 0",
            &[
                "e.json:7:103: subscriptions[1].quantity is 0, of subscription \"s2\". Write a whole number of at least 1, or remove the subscription.",
            ],
        ),
        (
            "2027-01-15",
            "2026-12-01",
            &[
                "e.json:6:34: subscriptions[0] is active but ended on 2026-12-01, not after asOf 2026-12-01; it supplies no seats. Correct its end or its status, or export again.",
            ],
        ),
        (
            "2027-01-15",
            "9999-12-31",
            &[
                "e.json:6:34: subscriptions[0] ends on 9999-12-31, in more than 50 years. If it has no end, write null, so that the plan does not reach so far.",
            ],
        ),
        ("\"2027-01-15\"", "null", &[]),
        (
            "\"licenses\": [{\"skuId\": \"00000000-0000-4000-8000-00000000000a\"}]}]",
            "\"licenses\": []}]",
            &[
                "e.json:10:130: users[0].licenses[0] comes through group \"Sales\", which does not assign SKU 00000000-0000-4000-8000-00000000000a. Add the licence to the group, or correct viaGroup.",
            ],
        ),
    ] {
        assert_eq!(replaced(old, new).unwrap(), warnings, "{old:?} replaced by {new:?}");
        stands_where_it_says(&ESTATE.replacen(old, new, 1));
    }
}

#[test]
fn what_is_written_reads_the_same() {
    let read = parse_estate("e.json", ESTATE.replace("\"DE\"", "\"de\"").as_bytes())
        .unwrap()
        .value
        .estate;
    assert_eq!(
        (read.customer.country.as_str(), read.customer.segment.as_str()),
        ("DE", "Commercial")
    );
    let again = parse_estate("e.json", to_json(&read).as_bytes()).unwrap().value.estate;
    assert_eq!(again, read);
}
