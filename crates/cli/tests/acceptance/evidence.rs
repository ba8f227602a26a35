//! Evidence of a move: written at a center, and checked by whoever has nothing but the file.

use crate::{
    actor::{Ended, Reseller},
    desk::{PARTNER, Person},
    moves::{estate, starts},
    sandbox::Center,
};
use serde_json::Value;

fn words(ended: &Ended, code: i32, all: &[&str]) {
    let text = format!("{}{}", ended.out, ended.err);
    assert_eq!(ended.code, code, "{text}");
    for word in all {
        assert!(text.contains(word), "no {word:?} in {text}");
    }
}

#[test]
fn evidence_is_written_and_checked_by_who_has_only_the_file() {
    let reseller = Reseller::new("evidence");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    reseller.writes("estate.json", &estate(&center).to_string());
    let (id, _) = starts(&partner, &[]);
    let key = partner.json(&["evidence", "key", "-o", "center.cer"])["fingerprint"]
        .as_str()
        .expect("a key")
        .to_owned();
    let said = partner.does(&["move", "evidence", &id, "-o", "evidence.zip", "--html"]);
    assert!(
        said.contains("evidence.zip") && said.contains("evidence.html") && said.contains(&key),
        "{said}"
    );
    let page = reseller.reads("evidence.html");
    assert!(
        page.contains("Hafenkontor GmbH") && page.contains("not finished") && !page.contains("<script"),
        "the page"
    );
    partner.does(&["move", "evidence", &id, "-o", "beleg.html", "--lang", "de"]);
    assert!(reseller.reads("beleg.html").contains("Der Umzug ist nicht fertig"));
    drop(center);

    // From here on there is no center.
    let good = reseller.runs(&["evidence", "verify", "evidence.zip"]);
    words(
        &good,
        0,
        &[
            "Hafenkontor GmbH",
            "✓ Proof.",
            "Everything holds",
            "not finished: planned",
            &key,
            "Nobody said which key",
        ],
    );
    for expected in [key.clone(), key.to_uppercase(), "center.cer".to_owned()] {
        words(
            &reseller.runs(&["evidence", "verify", "evidence.zip", "--key", &expected]),
            0,
            &["Signed by the expected key"],
        );
    }
    let other = "0".repeat(64);
    words(
        &reseller.runs(&["evidence", "verify", "evidence.zip", "--key", &other]),
        1,
        &["✗ Signature.", "Another key", &other],
    );
    words(
        &reseller.runs(&["evidence", "verify", "evidence.zip", "--key", "estate.json"]),
        1,
        &["notAKey", "no certificate"],
    );
    words(
        &reseller.runs(&["evidence", "verify", "estate.json"]),
        1,
        &["no archive of evidence"],
    );
    words(
        &reseller.runs(&["evidence", "verify", "nowhere.zip"]),
        1,
        &["nowhere.zip", "cannotRead"],
    );

    let path = reseller.folder.join("evidence.zip");
    let mut bytes = std::fs::read(&path).expect("the archive");
    let needle = b"\"name\":\"Hafenkontor GmbH\"";
    let at = bytes
        .windows(needle.len())
        .position(|part| part == needle)
        .expect("the customer's name");
    bytes[at + 10] = b'x';
    std::fs::write(reseller.folder.join("forged.zip"), bytes).expect("written");
    let forged = reseller.runs(&["evidence", "verify", "forged.zip"]);
    words(&forged, 1, &["was changed", "does not hold"]);
    let found: Value = serde_json::from_str(&reseller.runs(&["evidence", "verify", "forged.zip", "--json"]).out).expect("JSON");
    assert_eq!(
        (&found["holds"], &found["fault"]["code"]),
        (&Value::Bool(false), &Value::from("memberChanged"))
    );
    let german = reseller.runs(&["evidence", "verify", "forged.zip", "--lang", "de"]);
    words(&german, 1, &["wurde geändert", "Die Belege stimmen nicht"]);
    let found: Value = serde_json::from_str(&reseller.runs(&["evidence", "verify", "evidence.zip", "--json"]).out).expect("JSON");
    assert_eq!(
        (&found["holds"], &found["fault"], &found["isOver"]),
        (&Value::Bool(true), &Value::Null, &Value::Bool(false))
    );
    assert_eq!(found["checked"].as_array().map(Vec::len), Some(13));
}
