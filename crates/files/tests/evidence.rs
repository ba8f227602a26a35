//! Evidence of a small move: whatever byte is changed, taken out or put in, it is found; and so is whoever writes list and chain anew but
//! cannot sign.

use nahtlos_files::{
    archive::Signature,
    evidence::{
        MANIFEST, Manifest, SIGNATURE, Sources, compose, seal, verify,
        zip::{Member, decode, encode},
    },
};
use nahtlos_model::{
    instants::Instant,
    moves::{Beginning, Customer, LOCAL, Move, Settings, evidence::fault::FaultCode, journal::Entry, state::State},
};
use serde_json::json;
use sha2::{Digest, Sha256};

const KEY: &str = "the key";

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A signature that only who knows a secret can make.
fn signed(secret: &str) -> impl Fn(&[u8]) -> Result<Signature, String> {
    let secret = secret.to_owned();
    move |bytes| {
        Ok(Signature {
            algorithm: "test".to_owned(),
            certificate: KEY.to_owned(),
            value: digest(&[secret.as_bytes(), bytes].concat()),
        })
    }
}

fn check(signature: &Signature, bytes: &[u8]) -> Result<String, String> {
    let right = signed("secret")(bytes)?;
    match *signature == right {
        true => Ok(KEY.to_owned()),
        false => Err("it is another's".to_owned()),
    }
}

fn fault(file: &[u8]) -> Option<FaultCode> {
    verify(file, None, &check, &|_, _| Ok(())).fault.map(|fault| fault.what.code)
}

const ESTATE: &str = r#"{"schema":"nahtlos.estate/1","customer":{"id":"d0000000-0000-4000-8000-00000000000d","name":"Neuling AG","domain":"neuling.example","country":"DE","currency":"EUR"},"asOf":"2026-12-07","subscriptions":[],"users":[]}"#;

/// A move that has begun, and an entry or two more.
fn moved(id: &str) -> (Move, Vec<Entry>) {
    let mut of = Move::begun(Beginning {
        id: id.to_owned(),
        partner_id: "p".to_owned(),
        account: LOCAL.to_owned(),
        customer: Customer {
            tenant_id: "d0000000-0000-4000-8000-00000000000d".to_owned(),
            name: "Neuling AG".to_owned(),
            domain: "neuling.example".to_owned(),
            country: "DE".to_owned(),
            email: None,
        },
        base: "http://localhost".to_owned(),
        settings: Settings::default(),
        at: Instant(1_796_000_000_000),
    });
    let begun = json!({ "customer": of.customer, "account": of.account, "settings": of.settings, "estate": digest(ESTATE.as_bytes()), "by": "mara" });
    let seen = json!({ "seen": "00", "what": { "relation": null, "subscriptions": [], "transfers": [], "pools": [], "people": 3 } });
    let mut entries: Vec<Entry> = Vec::new();
    for (kind, body) in [("begun", begun), ("seen", seen.clone()), ("seen", seen)] {
        let before = entries.last().map_or("", |entry| &entry.hash);
        let number = entries.len() as i64 + 1;
        entries.push(Entry::after(before, number, of.created.plus_ms(number), kind, "", body.to_string()));
    }
    of.entries = entries.len() as i64;
    of.head.clone_from(&entries[entries.len() - 1].hash);
    (of, entries)
}

/// The parts without list and signature.
fn parts(of: &Move, entries: &[Entry]) -> Vec<Member> {
    let sources = Sources {
        of,
        entries,
        documents: vec![("estate", 1, ESTATE), ("policy", 1, "{}")],
        catalogues: Vec::new(),
        lines: &[],
        acceptances: &[],
    };
    compose(&sources).expect("it reads").0
}

fn archive(id: &str) -> Vec<u8> {
    let (of, entries) = moved(id);
    let members = parts(&of, &entries);
    seal(&of, members, KEY, signed("secret")).expect("it fits")
}

/// The file with a byte changed, taken out, put in, or everything behind it.
fn tampered(good: &[u8], at: usize) -> [(&'static str, Vec<u8>); 6] {
    let flipped = |bit: usize| {
        let mut other = good.to_vec();
        other[at] ^= 1 << bit;
        other
    };
    let with = |byte: u8| {
        let mut other = good.to_vec();
        other.insert(at, byte);
        other
    };
    let mut removed = good.to_vec();
    removed.remove(at);
    [
        ("flipped", flipped(at % 8)),
        ("in another case", flipped(5)),
        ("taken out", removed),
        ("put in", with(good[at].wrapping_add(1))),
        ("doubled", with(good[at])),
        ("cut off", good[..at].to_vec()),
    ]
}

#[test]
fn no_byte_is_changed_unseen() {
    let good = archive("m1");
    assert_eq!(fault(&good), None);
    let mut tried = 0;
    for at in 0..good.len() {
        for (what, other) in tampered(&good, at) {
            assert!(fault(&other).is_some(), "byte {at} {what}, and nobody sees it");
            tried += 1;
        }
    }
    assert!(tried > 20_000, "{tried}");
}

#[test]
fn the_same_move_gives_the_same_bytes() {
    assert_eq!(archive("m1"), archive("m1"));
    assert_ne!(archive("m1"), archive("m2"));
}

#[test]
fn parts_that_are_missing_added_changed_twice_or_out_of_order_are_named() {
    let good = decode(&archive("m1")).expect("it reads");
    let place = |name: &str| good.iter().position(|one| one.name == name).expect("it is there");
    let changed = |change: &dyn Fn(&mut Vec<Member>)| {
        let mut members = good.clone();
        change(&mut members);
        fault(&encode(&members).expect("it fits"))
    };
    assert_eq!(changed(&|_| ()), None);
    let ledger = place("ledger.json");
    assert_eq!(changed(&|all| drop(all.remove(ledger))), Some(FaultCode::MemberMissing));
    assert_eq!(changed(&|all| drop(all.remove(0))), Some(FaultCode::MemberMissing));
    assert_eq!(changed(&|all| drop(all.pop())), Some(FaultCode::MemberMissing));
    let more = Member {
        name: "more.txt".to_owned(),
        bytes: b"more".to_vec(),
    };
    assert_eq!(changed(&|all| all.insert(1, more.clone())), Some(FaultCode::MemberAdded));
    assert_eq!(
        changed(&|all| all[ledger].bytes = b"[]\n\n".to_vec()),
        Some(FaultCode::MemberChanged)
    );
    assert_eq!(changed(&|all| all.insert(1, all[1].clone())), Some(FaultCode::MemberTwice));
    assert_eq!(changed(&|all| all.swap(1, 2)), Some(FaultCode::NotCanonical));
    let other = |name: &str| decode(&archive("m2")).expect("it reads").into_iter().find(|one| one.name == name);
    let foreign = other("move.json").expect("it is there");
    assert_eq!(
        changed(&|all| all[place("move.json")] = foreign.clone()),
        Some(FaultCode::MemberChanged)
    );
    let list = other(MANIFEST).expect("it is there");
    assert_eq!(changed(&|all| all[0] = list.clone()), Some(FaultCode::MemberChanged));
    assert_eq!(fault(b""), Some(FaultCode::NotAnArchive));
    assert_eq!(fault(b"PK\x05\x06 an empty one"), Some(FaultCode::NotAnArchive));
}

#[test]
fn a_comment_at_the_end_or_between_is_found() {
    let good = archive("m1");
    let mut commented = good.clone();
    let length = commented.len();
    commented[length - 2] = 5;
    commented.extend(b"hello");
    assert_eq!(fault(&commented), Some(FaultCode::NotCanonical));
    // The directory names another length than the part has, which some programs believe.
    let central = good.windows(4).position(|four| four == b"PK\x01\x02").expect("a directory");
    let mut lying = good;
    lying[central + 24] ^= 1;
    assert_eq!(fault(&lying), Some(FaultCode::NotCanonical));
}

#[test]
fn who_writes_list_and_chain_anew_cannot_sign() {
    let (mut of, mut entries) = moved("m1");
    // Somebody takes an entry out and makes the chain fit again.
    entries.remove(1);
    let mut before = String::new();
    for (at, entry) in entries.iter_mut().enumerate() {
        *entry = Entry::after(&before, at as i64 + 1, entry.at, &entry.kind, &entry.step, entry.body.clone());
        before.clone_from(&entry.hash);
    }
    (of.entries, of.head) = (entries.len() as i64, before);
    let forged = seal(&of, parts(&of, &entries), KEY, signed("a guess")).expect("it fits");
    assert_eq!(fault(&forged), Some(FaultCode::SignatureWrong));
    // Signed by a key of their own, it holds within; whoever knows the key of the center sees it.
    let own = |signature: &Signature, bytes: &[u8]| match *signature == signed("a guess")(bytes)? {
        true => Ok("another".to_owned()),
        false => Err("wrong".to_owned()),
    };
    let mut forged = decode(&forged).expect("it reads");
    let mut list: Manifest = serde_json::from_slice(&forged[0].bytes).expect("a list");
    list.key = "another".to_owned();
    forged[0].bytes = list.bytes();
    let forged = seal(
        &of,
        forged
            .into_iter()
            .filter(|one| ![MANIFEST, SIGNATURE].contains(&one.name.as_str()))
            .collect(),
        "another",
        signed("a guess"),
    );
    let forged = forged.expect("it fits");
    let found = |key: Option<&str>| verify(&forged, key, &own, &|_, _| Ok(())).fault.map(|fault| fault.what.code);
    assert_eq!((found(None), found(Some(KEY))), (None, Some(FaultCode::OtherKey)));
}

#[test]
fn a_journal_that_is_cut_reordered_or_of_another_move_is_found_even_when_it_is_signed() {
    let found = |change: &dyn Fn(&mut Move, &mut Vec<Entry>)| {
        let (mut of, mut entries) = moved("m1");
        change(&mut of, &mut entries);
        let file = seal(&of, parts(&of, &entries), KEY, signed("secret")).expect("it fits");
        let fault = verify(&file, Some(KEY), &check, &|_, _| Ok(())).fault;
        fault.map(|fault| fault.what.code)
    };
    assert_eq!(found(&|_, _| ()), None);
    assert_eq!(found(&|_, entries| drop(entries.pop())), Some(FaultCode::JournalCut));
    assert_eq!(
        found(&|of, entries| {
            entries.pop();
            of.entries -= 1;
        }),
        Some(FaultCode::OtherHead)
    );
    assert_eq!(found(&|_, entries| entries.swap(1, 2)), Some(FaultCode::ChainBroken));
    assert_eq!(found(&|_, entries| entries[1].at = Instant(7)), Some(FaultCode::ChainBroken));
    assert_eq!(found(&|of, _| of.customer.tenant_id = "d1".to_owned()), Some(FaultCode::OtherMove));
    assert_eq!(found(&|of, _| of.state = State::Completed), Some(FaultCode::StateOther));
}
