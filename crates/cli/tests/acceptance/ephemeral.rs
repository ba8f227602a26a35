//! A sandbox for a test run: it is there quickly, begins with what a file says, and leaves nothing behind, however it ends.

use crate::{actor::Reseller, sandbox::Center};
use std::{
    fs,
    time::{Duration, Instant},
};

const SEED: &str = r#"schema = "nahtlos.seed/1"

[[customers]]
id = "5d000000-0000-4000-8000-0000000000c1"
name = "Leuchtturm AG"
domain = "leuchtturm.example"
partner = "partner.example"
"#;

/// Everything in a folder, but for what was put there before.
fn left(reseller: &Reseller) -> Vec<String> {
    let entries = fs::read_dir(&reseller.folder).expect("the folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name != "seed.toml").collect()
}

#[test]
#[allow(clippy::disallowed_methods)] // how long a start takes is what this is about
fn it_answers_quickly_and_leaves_no_file_when_it_is_stopped() {
    let reseller = Reseller::new("ephemeral-stopped");
    let began = Instant::now();
    let center = Center::starts_with(&reseller, &["--ephemeral"]);
    let answer = center.asks("GET", "/sandbox/v1/coverage", &[], "");
    println!("start to the first answer: {:?}", began.elapsed());
    assert!(answer.head.starts_with("HTTP/1.1 200"), "{}", answer.head);
    // A bound for any machine and any build; what is measured stands in docs/benchmarks.md.
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    assert!(center.has_customer().len() == 36);
    assert_eq!(left(&reseller), Vec::<String>::new(), "while it runs");
    assert_eq!(center.stops(), 0);
    assert_eq!(left(&reseller), Vec::<String>::new(), "after SIGTERM");
}

#[test]
fn it_leaves_no_file_when_it_is_interrupted_or_killed() {
    for signal in ["-INT", "-KILL"] {
        let reseller = Reseller::new(&format!("ephemeral{signal}"));
        reseller.writes("seed.toml", SEED);
        let center = Center::starts_with(&reseller, &["--ephemeral", "--seed", "seed.toml"]);
        let token = center.administrator();
        let headers = [("authorization", token.as_str())];
        let found = center.asks("GET", "/v1/customers/5d000000-0000-4000-8000-0000000000c1", &headers, "");
        assert_eq!(found.json()["companyProfile"]["companyName"], "Leuchtturm AG");
        center.gets(signal);
        assert_eq!(left(&reseller), Vec::<String>::new(), "after {signal}");
    }
}

#[test]
fn a_seed_that_is_wrong_stops_the_start_with_line_and_path() {
    let reseller = Reseller::new("ephemeral-wrong");
    reseller.writes("seed.toml", &SEED.replace("[[customers]]", "[[customers]]\nagrement = true"));
    let serve = ["serve", "--sandbox", "--ephemeral", "--listen", "127.0.0.1:0", "--seed"];
    let ended = reseller.runs(&[&serve[..], &["seed.toml"]].concat());
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(
        ended.err.contains("seed.toml:4:1") && ended.err.contains("\"agreement\""),
        "{}",
        ended.err
    );
    let ended = reseller.runs(&[&serve[..], &["none.toml"]].concat());
    assert!(ended.code == 1 && ended.err.contains("none.toml"), "{}", ended.err);
    for (wrong, said) in [
        (vec!["serve", "--seed", "seed.toml"], "sandbox"),
        (vec!["serve", "--sandbox", "--ephemeral", "--database", "a.db"], "in memory"),
        (vec!["serve", "--sandbox", "--ephemeral", "--tls-self-signed"], "tls-folder"),
    ] {
        let ended = reseller.runs(&wrong);
        assert!(
            ended.code == 2 && ended.err.contains(said),
            "{wrong:?}: {} {}",
            ended.code,
            ended.err
        );
    }
    assert_eq!(left(&reseller), Vec::<String>::new());
}
