//! The trail taken home: an archive that proves itself, in which every tampering is found where it is.

use crate::support::{CUSTOMER, World};
use nahtlos_files::archive::{Fault, verify};
use nahtlos_model::audit::archive::Finding;
use nahtlos_server::archive::check;
use serde_json::{Value, json};
use std::time::Duration;

const ARCHIVE: &str = "/moves/v1/audit/archive";

/// The customer's whole archive, once everything in it is sealed.
async fn archive(world: &World) -> String {
    let kim = world.customer_admin();
    for _ in 0..200 {
        let text = String::from_utf8(kim.get(ARCHIVE).await.bytes).unwrap();
        if verify(text.as_bytes(), check).unwrap().unsealed.is_empty() {
            return text;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the trail is not sealed in time");
}

/// Every place of a value that holds no further ones.
fn leaves(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| leaves(inner, format!("{at}/{name}"), all)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(n, inner)| leaves(inner, format!("{at}/{n}"), all)),
        _ => all.push(at),
    }
}

/// Another value of the same kind.
fn other(value: &Value) -> Value {
    match value {
        Value::Number(n) => json!(n.as_i64().unwrap() + 1),
        Value::String(text) if text.is_empty() => json!("x"),
        Value::String(text) => {
            let (first, rest) = text.split_at(text.char_indices().nth(1).map_or(text.len(), |(at, _)| at));
            json!(format!("{}{rest}", if first == "1" { "2" } else { "1" }))
        }
        _ => json!("x"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tampering_with_any_field_of_an_archive_is_found_and_located() {
    let world = World::start().await;
    world.agree().await;
    world.buy("CFQ7TTC0LFLX:0001", 10, "P1Y", "monthly").await;
    let text = archive(&world).await;
    let good = verify(text.as_bytes(), check).unwrap();
    assert_eq!((&good.faults, good.sections), (&Vec::new(), 1));
    assert!(good.entries > 5 && good.seals > 0 && good.certificates.len() == 1);
    let lines: Vec<&str> = text.lines().collect();
    let mut tried = 0;
    for (at, line) in lines.iter().enumerate() {
        let value: Value = serde_json::from_str(line).unwrap();
        let mut all = Vec::new();
        leaves(&value, String::new(), &mut all);
        for place in all {
            let mut forged = value.clone();
            let inner = forged.pointer_mut(&place).unwrap();
            *inner = other(inner);
            let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            lines[at] = forged.to_string();
            let verdict = verify((lines.join("\n") + "\n").as_bytes(), check).unwrap();
            assert!(!verdict.faults.is_empty(), "line {}: {place} was changed unseen", at + 1);
            tried += 1;
            if let Some(number) = value["entry"]["number"].as_i64() {
                let located = |fault: &Fault| match fault {
                    Fault::Finding(Finding::Link { seq, .. }) => *seq == number,
                    Fault::Finding(Finding::Number { expected, .. }) => *expected == number,
                    Fault::Line(line, _) => *line == at as u64 + 1,
                    _ => false,
                };
                assert!(
                    verdict.faults.iter().any(located),
                    "{place} of entry {number}: {:?}",
                    verdict.faults
                );
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_left_out_cut_off_or_put_in_are_found_and_what_is_not_sealed_is_named() {
    let world = World::start().await;
    world.agree().await;
    let text = archive(&world).await;
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        let without: Vec<&str> = lines.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, line)| *line).collect();
        assert!(
            !verify((without.join("\n") + "\n").as_bytes(), check).unwrap().faults.is_empty(),
            "line {} left out",
            at + 1
        );
        let mut twice = lines.clone();
        twice.insert(at, lines[at]);
        assert!(
            !verify((twice.join("\n") + "\n").as_bytes(), check).unwrap().faults.is_empty(),
            "line {} twice",
            at + 1
        );
        let cut = lines[..at].join("\n");
        assert!(!verify(cut.as_bytes(), check).unwrap().faults.is_empty(), "cut off after {at}");
    }
    let unsealed = lines
        .iter()
        .filter(|line| !line.starts_with("{\"seal\""))
        .copied()
        .collect::<Vec<_>>()
        .join("\n")
        + "\n";
    let verdict = verify(unsealed.as_bytes(), check).unwrap();
    let entries = lines.iter().filter(|line| line.starts_with("{\"entry\"")).count() as i64;
    let named: Vec<(&str, i64, i64)> = verdict.unsealed.iter().map(|u| (u.scope.as_str(), u.from, u.to)).collect();
    assert_eq!(named, [(CUSTOMER, 1, entries)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_sees_of_others_entries_their_hash_only_and_it_holds_all_the_same() {
    let world = World::start().await;
    world.agree().await;
    // The customer's own change: no partner's.
    let body = json!({ "accountEnabled": true, "displayName": "Neu", "mailNickname": "neu", "userPrincipalName": "neu@kunde.example",
        "passwordProfile": { "password": "Sommer-2026!x" } });
    world.customer_graph().post("/v1.0/users", &body).await.expect(201);
    // And one of time's, to what the customer bought elsewhere.
    world.turn_to("2027-06-02T00:00:00Z").await;
    archive(&world).await;
    let rival = world.rival().get(&format!("{ARCHIVE}?customer={CUSTOMER}")).await;
    rival.refused(404, "60003");
    let mut text = String::new();
    for _ in 0..100 {
        text = String::from_utf8(world.admin().get(&format!("{ARCHIVE}?customer={CUSTOMER}")).await.bytes).unwrap();
        if text.contains("\"create_agreement\"") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let verdict = verify(text.as_bytes(), check).unwrap();
    assert_eq!(verdict.faults, []);
    assert!(text.contains("{\"hidden\":") && text.contains("{\"entry\":"), "{text}");
    assert!(!text.contains("Sommer-2026!x"));
    // Links of a chain on the database are walked the same way.
    let own = world.admin().get(ARCHIVE).await;
    let own = String::from_utf8(own.bytes).unwrap();
    let both = verify((own + &text).as_bytes(), check).unwrap();
    assert_eq!((both.faults, both.sections), (vec![], 2));
}
