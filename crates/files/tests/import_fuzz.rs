//! Damaged exports and answers through the import's fuzz functions: no panic, no hang. The damage
//! comes from a seeded generator, so that a failure can be repeated.
#![allow(clippy::disallowed_methods)] // a hang is told by the clock; no result depends on it

use nahtlos_files::import::fuzz;
use std::time::{Duration, Instant};

const GRAPH: &str = r#"{"@odata.context":"https://graph.example/v1.0/$metadata#users","@odata.nextLink":"https://graph.example/users?x","value":[
 {"id":"a","userPrincipalName":"a@x.example","accountEnabled":true,"usageLocation":"DE","userType":"Guest",
  "assignedLicenses":[{"skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900","disabledPlans":["7547a3fe-08ee-4ccb-b430-5077c5041653"]}],
  "licenseAssignmentStates":[{"skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900","assignedByGroup":"g","disabledPlans":[],"state":"Active","error":"None"}]}]}
{"id":"s","skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900","status":"Enabled","totalLicenses":5,"createdDateTime":"2025-01-01T00:00:00Z","nextLifecycleDateTime":"9999-12-31T23:59:59Z","isTrial":false,"ownerTenantId":null,"serviceStatus":[{"appliesTo":"User"}]}
{"skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900","consumedUnits":1,"prepaidUnits":{"enabled":5},"subscriptionIds":["s","t"],"appliesTo":"User","accountId":"t"}
{"id":"g","displayName":"G","groupTypes":[],"assignedLicenses":[{"skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900"}]}
"#;
const USERS: &str = "\u{feff}User principal name;Object Id;Usage location;Block credential;Soft deletion time stamp;Licenses\n\
    a@x.example;a;DE;False;;\"Office 365 E3+Enterprise + Mobility\"\nb#EXT#@x.example;b;;True;2026-01-01;Unlicensed\n";
const LICENCES: &str =
    "Product Title,Total Licenses,Expired Licenses,Assigned licenses,Renewal Date\nOffice 365 E3,45,0,25,1/31/2027 11:59:59 PM\n";
const SKUS: &str = "\"SkuId\",\"SkuPartNumber\",\"CapabilityStatus\",\"ConsumedUnits\",\"AppliesTo\"\n\"{6FD2C87F-B296-42F0-B197-1E91E994B900}\",\"E3\",\"Enabled\",\"3\",\"User\"\n";
const ANSWERS: &str = "[defaults]\nchannel = \"webDirect\"\nautoRenew = \"unknown\"\n[owners.t]\nchannel = \"otherPartner\"\nname = \"N\"\n\
    [subscriptions.s1]\nend = 2027-01-31\nstart = \"1/1/2026\"\nquantity = 0x1F\ntermDuration = \"P1Y\"\n[products]\n\"N\" = \"none\"\n[customer]\ncountry = \"DE\"\n";

/// A small generator (xorshift), so that no dependency is needed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).unwrap()
    }

    fn damage(&mut self, bytes: &mut Vec<u8>) {
        const BITS: &[&[u8]] = &[
            b"\"",
            b"{",
            b"}",
            b"[",
            b"]",
            b",",
            b";",
            b":",
            b"\n",
            b"\0",
            b"\xFF",
            b"null",
            b"-1",
            b"1e400",
            b"99999999999999999999",
            b"\\u0000",
            b"+",
            b"= ",
        ];
        let at = self.roll(bytes.len() + 1);
        match self.roll(5) {
            0 if !bytes.is_empty() => {
                let last = bytes.len() - 1;
                bytes[at.min(last)] = u8::try_from(self.roll(256)).unwrap();
            }
            1 => bytes.truncate(at),
            2 => {
                let end = (at + self.roll(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + self.roll(200)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = self.roll(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            _ => {
                let bit = BITS[self.roll(BITS.len())];
                bytes.splice(at..at, bit.iter().copied());
            }
        }
    }
}

fn damaged(samples: &[&str], rounds: usize, target: fn(&[u8])) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for sample in samples {
        target(sample.as_bytes());
        for _ in 0..rounds {
            let mut bytes = sample.as_bytes().to_vec();
            for _ in 0..=dice.roll(6) {
                dice.damage(&mut bytes);
            }
            let begun = Instant::now();
            target(&bytes);
            assert!(
                begun.elapsed() < Duration::from_secs(5),
                "took too long: {}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }
}

#[test]
fn damaged_exports_never_panic() {
    damaged(&[GRAPH, USERS, LICENCES, SKUS], 3_000, fuzz::any_file);
}

#[test]
fn damaged_exports_together_never_panic() {
    damaged(&[&[GRAPH, USERS, LICENCES, SKUS].join("\0")], 3_000, fuzz::several_files);
}

#[test]
fn damaged_answers_never_panic() {
    damaged(&[ANSWERS], 5_000, fuzz::answers);
    damaged(&[ANSWERS], 5_000, fuzz::answers_with_export);
}

#[test]
fn the_undamaged_samples_get_through() {
    use nahtlos_files::import::{Options, Source, import};
    let options = Options::new("2026-12-01".parse().unwrap());
    for sample in [GRAPH, USERS, LICENCES, SKUS] {
        let source = Source::Bytes {
            name: "sample".to_owned(),
            bytes: sample.as_bytes().to_vec(),
        };
        assert!(import(&[source], &options).is_ok(), "{sample}");
    }
}

#[test]
fn deep_and_repetitive_input_ends() {
    for text in ["[", "{\"value\":", "[[],", "+", "\"", "[subscriptions.s]\n", "a=[", "#\n", "{}\n"] {
        let bytes = text.repeat(200_000 / text.len()).into_bytes();
        let begun = Instant::now();
        fuzz::any_file(&bytes);
        fuzz::answers(&bytes);
        assert!(begun.elapsed() < Duration::from_secs(20), "{text:?}");
    }
    let cell = format!("User principal name,Licenses\na@x,{}\n", "A+".repeat(100_000));
    let begun = Instant::now();
    fuzz::any_file(cell.as_bytes());
    assert!(begun.elapsed() < Duration::from_secs(20));
}
