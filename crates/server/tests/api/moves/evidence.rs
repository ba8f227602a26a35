//! Evidence of moves at this center: it holds at every state, is the same for the same move, and whatever is made to say otherwise is found,
//! even where the center's own key signs it.

use super::{
    stage::{E3, E5, Stage, estate},
    without_e3,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_engine::moves::evidence::prove;
use nahtlos_files::{
    archive::Signature,
    evidence::{
        MANIFEST, SIGNATURE, seal, verify,
        zip::{Member, decode},
    },
};
use nahtlos_model::{
    moves::{
        Move, Settings,
        evidence::{
            Evidence,
            fault::{FaultCode, Point},
            money::money,
        },
        journal::Entry,
        state::State,
    },
    policy::Policy,
};
use nahtlos_server::archive::fingerprint;
use serde_json::Value;

pub(super) async fn archive(stage: &Stage) -> Vec<u8> {
    let answer = stage.agent().get(&format!("/moves/v1/moves/{}/evidence", stage.id)).await;
    assert_eq!(answer.status, 200);
    answer.bytes
}

/// Whatever way a move went so far, its evidence holds: asked of every move that the other tests watch.
pub(super) async fn holds(stage: &Stage) {
    let verdict = verify(&archive(stage).await, None, &fingerprint, &prove);
    assert_eq!(verdict.fault, None, "after {:?}", verdict.checked);
}

/// What does not hold.
fn fault(file: &[u8], key: Option<&str>) -> Option<FaultCode> {
    verify(file, key, &fingerprint, &prove).fault.map(|fault| fault.what.code)
}

fn whole(file: &[u8], key: &str) -> Evidence {
    let verdict = verify(file, Some(key), &fingerprint, &prove);
    assert_eq!(verdict.fault, None);
    assert_eq!(verdict.checked.len(), Point::ALL.len());
    verdict.evidence.unwrap()
}

/// The archive with changed parts, signed by somebody whose signature counts here: only its sense is left to find it by.
fn resigned(file: &[u8], change: impl FnOnce(&mut Vec<Member>)) -> Option<FaultCode> {
    let mut members: Vec<Member> = decode(file).unwrap();
    members.retain(|one| one.name != MANIFEST && one.name != SIGNATURE);
    change(&mut members);
    let of: Move = serde_json::from_slice(&part(&mut members, "move.json").bytes).unwrap();
    let sign = |_: &[u8]| {
        Ok(Signature {
            algorithm: String::new(),
            certificate: String::new(),
            value: String::new(),
        })
    };
    let file = seal(&of, members, "any", sign).unwrap();
    let verdict = verify(&file, None, &|_, _| Ok("any".to_owned()), &prove);
    verdict.fault.map(|fault| fault.what.code)
}

fn part<'m>(members: &'m mut [Member], name: &str) -> &'m mut Member {
    members
        .iter_mut()
        .find(|one| one.name == name)
        .unwrap_or_else(|| panic!("no {name}"))
}

/// Changes a document.
fn edit(members: &mut [Member], name: &str, change: impl FnOnce(&mut Value)) {
    let one = part(members, name);
    let mut value: Value = serde_json::from_slice(&one.bytes).unwrap();
    change(&mut value);
    one.bytes = serde_json::to_vec(&value).unwrap();
}

/// Changes the journal, and makes its chain fit again.
fn rewrite(members: &mut [Member], change: impl FnOnce(&mut Vec<Entry>)) {
    let one = part(members, "journal.jsonl");
    let lines = std::str::from_utf8(&one.bytes).unwrap().lines();
    let mut entries: Vec<Entry> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    change(&mut entries);
    let mut before = String::new();
    for (at, entry) in entries.iter_mut().enumerate() {
        *entry = Entry::after(&before, at as i64 + 1, entry.at, &entry.kind, &entry.step, entry.body.clone());
        before.clone_from(&entry.hash);
    }
    one.bytes = entries
        .iter()
        .map(|entry| serde_json::to_string(entry).unwrap() + "\n")
        .collect::<String>()
        .into_bytes();
    let (count, head) = (entries.len(), before);
    edit(members, "move.json", |of| {
        of["entries"] = count.into();
        of["head"] = head.into();
    });
}

/// A move with licences changed and a term bought, to its end.
async fn completed() -> Stage {
    let stage = Stage::approved(estate(25), without_e3()).await;
    stage.accept().await;
    let done = stage
        .until(700, &[E3, E5], |of| of.state.is_over() || of.state == State::Halted)
        .await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    stage
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completed_move_is_shown_whole_and_no_part_of_it_can_say_otherwise() {
    let stage = completed().await;
    let file = archive(&stage).await;
    assert_eq!(file, archive(&stage).await, "the same move, the same bytes");
    let key = stage.agent().get("/moves/v1/evidence/key").await.expect(200);
    let key = key["fingerprint"].as_str().unwrap().to_owned();
    let evidence = whole(&file, &key);
    assert_eq!(fault(&file, Some(&"0".repeat(64))), Some(FaultCode::OtherKey));

    // Who did what, when.
    assert_eq!(evidence.acceptances.len(), 2, "{:?}", evidence.acceptances);
    assert!(evidence.acceptances.iter().any(|one| one.by == "kim@neuling.example"));
    assert_eq!(evidence.of.approval.as_ref().unwrap().by, "mara@umzug.example");
    // Planned and charged: each at its price, nothing differs.
    let money = money(&evidence).unwrap();
    assert!(money.charged_minor > 0 && money.difference_minor == 0, "{money:#?}");
    assert_eq!(money.others, []);
    assert!(money.purchases.iter().any(|purchase| !purchase.lines.is_empty()));
    let pages: Vec<Member> = decode(&file)
        .unwrap()
        .into_iter()
        .filter(|one| one.name.ends_with(".html"))
        .collect();
    assert_eq!(pages.len(), 2);
    for page in pages {
        let text = String::from_utf8(page.bytes).unwrap();
        for needed in ["Neuling AG", "mara@umzug.example", "kim@neuling.example", &key, &evidence.of.head] {
            assert!(text.contains(needed), "{needed} in {}", page.name);
        }
        assert!(
            !text.contains("<script") && !text.contains("[evidence") && !text.contains("http://localhost"),
            "{}",
            page.name
        );
    }
    tampered(&file);
    lied(&file, &evidence);
    // A year later: what came since is not part of it.
    let later = stage.engine().now().plus_days(400);
    stage.engine().turn_clock(later).await.unwrap();
    assert_eq!(file, archive(&stage).await);
}

/// Bytes of a real archive, in some hundred places.
fn tampered(file: &[u8]) {
    for at in (0..file.len()).step_by(file.len() / 150) {
        let mut flipped = file.to_vec();
        flipped[at] ^= 0x20;
        let mut removed = file.to_vec();
        removed.remove(at);
        let mut inserted = file.to_vec();
        inserted.insert(at, b' ');
        for other in [flipped, removed, inserted, file[..at].to_vec()] {
            assert!(fault(&other, None).is_some(), "byte {at}");
        }
    }
    // The certificate may not be another's, nor the signature a copy.
    let mut members = decode(file).unwrap();
    edit(&mut members, SIGNATURE, |one| {
        one["certificate"] = STANDARD.encode([48, 3, 2, 1, 1]).into()
    });
    let of: Move = serde_json::from_slice(&part(&mut members, "move.json").bytes).unwrap();
    let signature: Signature = serde_json::from_slice(&part(&mut members, SIGNATURE).bytes).unwrap();
    members.retain(|one| one.name != MANIFEST && one.name != SIGNATURE);
    let forged = seal(&of, members, "any", |_| Ok(signature)).unwrap();
    assert_eq!(fault(&forged, None), Some(FaultCode::SignatureWrong));
}

/// Lies that even the center's own key would sign.
fn lied(file: &[u8], evidence: &Evidence) {
    assert_eq!(resigned(file, |_| ()), None);
    // Without the sights nothing that is done was seen.
    let blind = resigned(file, |members| {
        rewrite(members, |entries| entries.retain(|entry| entry.kind != "seen"))
    });
    assert!(matches!(blind, Some(FaultCode::StepUnseen | FaultCode::ProofUnseen)), "{blind:?}");
    // An order on a present that was not proved.
    let order = evidence
        .entries
        .iter()
        .find(|entry| entry.kind == "attempted" && entry.body.contains("\"order\""))
        .unwrap();
    let unproved = resigned(file, |members| {
        rewrite(members, |entries| {
            entries.retain(|entry| entry.kind != "proved" || entry.step != order.step)
        });
    });
    assert_eq!(unproved, Some(FaultCode::Unproved));
    // The same thing done twice.
    let twice = resigned(file, |members| {
        rewrite(members, |entries| {
            let at = entries.iter().position(|entry| entry.number == order.number).unwrap();
            let pair = entries[at..at + 2].to_vec();
            entries.splice(at + 2..at + 2, pair);
        });
    });
    assert!(matches!(twice, Some(FaultCode::DoneTwice | FaultCode::Unproved)), "{twice:?}");
    // A plan that is cheaper than what was approved; and one that is proved by nothing.
    let cheaper = |members: &mut Vec<Member>| edit(members, "documents/plan-1.json", |plan| plan["purchases"][0]["seats"] = 1.into());
    assert_eq!(resigned(file, cheaper), Some(FaultCode::PlanOther));
    let catalogue = resigned(file, |members| {
        let at = members.iter().position(|one| one.name.starts_with("catalogues/")).unwrap();
        members[at].bytes.push(b' ');
    });
    assert_eq!(catalogue, Some(FaultCode::InputOther));
    let estate = |members: &mut Vec<Member>| {
        edit(members, "documents/estate-1.json", |estate| {
            estate["users"][0]["licenses"] = Value::Array(Vec::new())
        })
    };
    assert_eq!(resigned(file, estate), Some(FaultCode::EstateOther));
    // The ledger.
    let line = |change: &dyn Fn(&mut Value)| resigned(file, |members| edit(members, "ledger.json", |lines| change(&mut lines[0])));
    assert_eq!(line(&|line| line["charge"]["amountMinor"] = 1.into()), Some(FaultCode::LineWrong));
    assert_eq!(line(&|line| line["subscription"] = "another".into()), Some(FaultCode::LineStray));
    let none = resigned(file, |members| part(members, "ledger.json").bytes = b"[]".to_vec());
    assert_eq!(none, Some(FaultCode::NeverCharged));
    // The move, and a table.
    let by = |members: &mut Vec<Member>| edit(members, "move.json", |of| of["approval"]["by"] = "somebody else".into());
    assert_eq!(resigned(file, by), Some(FaultCode::ApprovedOther));
    let open = |members: &mut Vec<Member>| edit(members, "move.json", |of| of["state"] = "waiting".into());
    assert_eq!(resigned(file, open), Some(FaultCode::StateOther));
    let table = |members: &mut Vec<Member>| part(members, "money.json").bytes.push(b'\n');
    assert_eq!(resigned(file, table), Some(FaultCode::TableOther));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_is_shown_at_every_state_and_to_nobody_else() {
    let stage = Stage::planned(estate(3), Policy::default(), Settings::default()).await;
    let key = stage.agent().get("/moves/v1/evidence/key").await.expect(200);
    let key = key["fingerprint"].as_str().unwrap().to_owned();
    let planned = archive(&stage).await;
    let evidence = whole(&planned, &key);
    assert_eq!(
        (evidence.of.state, evidence.plans.len(), evidence.lines.len()),
        (State::Planned, 1, 0)
    );
    stage.approve().await;
    let waiting = whole(&archive(&stage).await, &key);
    assert!(waiting.of.state.is_under_way(), "{}", waiting.of.state);
    stage.accept().await;
    let path = format!("/moves/v1/moves/{}", stage.id);
    stage
        .agent()
        .post(&format!("{path}/halt"), &serde_json::json!({ "note": "a day off" }))
        .await
        .expect(200);
    let halted = archive(&stage).await;
    assert_eq!(whole(&halted, &key).of.state, State::Halted);
    assert_ne!(planned, halted);
    stage
        .agent()
        .post(&format!("{path}/abandon"), &serde_json::json!({ "note": "they stay" }))
        .await
        .expect(200);
    let over = whole(&archive(&stage).await, &key);
    assert_eq!(over.of.state, State::Abandoned);
    let stranger = stage.world.admin().get(&format!("{path}/evidence")).await;
    assert_eq!(stranger.status, 404);
}
