//! `nahtlos evidence verify`: checks an archive from its bytes to its sense and names the first thing that does not hold.
//!
//! Exit code 0 when everything holds, 1 when something does not. Nothing is asked of a center or of the network.

use crate::{
    end::{End, Ended, Failure},
    progress,
    screen::Screen,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use clap::{Args, ValueHint, builder::NonEmptyStringValueParser};
use nahtlos_files::{
    evidence::{self, Verdict},
    problem::Problem,
};
use nahtlos_model::{
    case::Case,
    catalogue::Catalogue,
    money::Currency,
    moves::evidence::fault::{Fault, Point},
    notice::{CounterCode, Notice},
    plan::Plan,
};
use nahtlos_planner::verify::Verdict as Proof;
use nahtlos_report::{Reader, texts::Args as Values};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Largest archive that is read.
const MOST: u64 = 2 << 30;

/// Options of `nahtlos evidence verify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Without --key the archive is only held against itself: whoever made it may have signed it with any key. Ask the center
for its fingerprint (`nahtlos evidence key`), and not whoever gave you the file.

Examples:
  nahtlos evidence verify evidence.zip --key 3f9a…
  nahtlos evidence verify evidence.zip --key center.cer --json"
)]
pub(crate) struct Verify {
    /// An archive that `move evidence` wrote
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// The key that must have signed: its fingerprint, or a file with its certificate
    #[arg(long, value_name = "FINGERPRINT|FILE", value_parser = NonEmptyStringValueParser::new())]
    key: Option<String>,
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: &Verify, screen: &Screen) -> Ended {
    let key = command.key.as_deref().map(fingerprint).transpose()?;
    let verdict = look(&command.file, key.as_deref(), screen)?;
    match command.json {
        true => screen.line(&as_json(&verdict, key.as_deref(), screen).to_string()),
        false => print(&verdict, key.as_deref(), screen),
    }
    Ok(if verdict.fault.is_none() { End::Done } else { End::Refused })
}

/// Checks an archive.
pub(crate) fn look(path: &Path, key: Option<&str>, screen: &Screen) -> Result<Verdict, Failure> {
    let unreadable = |why: String| {
        let mend = "Name a file that `nahtlos move evidence` wrote.";
        Failure::from(Problem::error(path.display().to_string(), "cannotRead", why, mend))
    };
    let size = fs::metadata(path)
        .map_err(|error| unreadable(format!("The file could not be read: {error}.")))?
        .len();
    if size > MOST {
        return Err(unreadable(format!("The file has {size} bytes; at most {MOST} are read.")));
    }
    let file = fs::read(path).map_err(|error| unreadable(format!("The file could not be read: {error}.")))?;
    let checking = screen.text("cli-evidence-checking", Values::new());
    Ok(progress::waiting(checking, || {
        evidence::verify(&file, key, &nahtlos_server::archive::fingerprint, &prove)
    }))
}

fn prove(case: &Case, plan: &Plan) -> Result<(), Box<Notice<CounterCode>>> {
    match nahtlos_planner::verify::verify(case, plan) {
        Proof::Proved(_) => Ok(()),
        Proof::Refuted(counter) => Err(Box::new(counter)),
    }
}

/// The fingerprint that was given, or that of the certificate in a file.
fn fingerprint(given: &str) -> Result<String, Failure> {
    let plain: String = given.chars().filter(|c| *c != ':').collect::<String>().to_ascii_lowercase();
    if plain.len() == 64 && plain.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(plain);
    }
    let wrong = |why: String| {
        let mend =
            "Give the fingerprint (64 hexadecimal digits, `nahtlos evidence key` shows it) or a file with the certificate (DER or PEM).";
        Failure::from(Problem::error(given.to_owned(), "notAKey", why, mend))
    };
    let bytes = fs::read(given).map_err(|error| wrong(format!("This is no fingerprint, and no file that can be read: {error}.")))?;
    let der = match std::str::from_utf8(&bytes).ok().filter(|text| text.contains("-----BEGIN")) {
        Some(text) => {
            let inside = text
                .split("-----BEGIN CERTIFICATE-----")
                .nth(1)
                .and_then(|rest| rest.split("-----END").next());
            let inside = inside.ok_or_else(|| wrong("The file has no certificate.".to_owned()))?;
            let inside: String = inside.split_whitespace().collect();
            STANDARD
                .decode(inside)
                .map_err(|error| wrong(format!("The certificate is no base64: {error}.")))?
        }
        None => bytes,
    };
    // A certificate is a sequence: what begins otherwise is another kind of file.
    match der.first() {
        Some(0x30) => Ok(evidence::sha256(&der)),
        _ => Err(wrong("The file has no certificate.".to_owned())),
    }
}

/// The first fault in words; with the counter-example where a plan is refuted.
fn sentence(fault: &Fault, verdict: &Verdict, screen: &Screen) -> String {
    let nothing = Catalogue::default();
    let case = verdict.evidence.iter().flat_map(|of| &of.plans).find_map(|made| made.case.as_ref());
    let reader = match (case, Currency::new("EUR")) {
        (Some(case), _) => Reader::of_case(screen.texts(), case),
        (None, Some(currency)) => Reader::of_catalogue(screen.texts(), &nothing, currency),
        (None, None) => return fault.what.code.to_string(),
    };
    let what = reader.notice(&fault.what);
    match &fault.because {
        Some(counter) => format!("{what} {}", reader.notice(counter)),
        None => what,
    }
}

/// What was looked at, and what came of it.
pub(crate) fn print(verdict: &Verdict, key: Option<&str>, screen: &Screen) {
    if let Some(manifest) = &verdict.manifest {
        let values = Values::new()
            .text("customer", &manifest.customer_name)
            .text("move", &manifest.move_id)
            .count("entries", manifest.entries);
        screen.say("cli-evidence-of", values);
    }
    for (point, count) in &verdict.checked {
        screen.line(&format!("  {} {}", screen.paint("32", "✓"), about(*point, *count, screen)));
    }
    if let Some(fault) = &verdict.fault {
        let name = screen.text(&format!("evidence-point-{}", fault.point), Values::new());
        let line = format!("{name} {}", sentence(fault, verdict, screen));
        screen.line(&format!("  {} {}", screen.paint("31", "✗"), line));
        screen.say("cli-evidence-broken", Values::new());
        return;
    }
    let Some(manifest) = &verdict.manifest else { return };
    let signed = match key {
        Some(_) => "cli-evidence-signed-as-expected",
        None => "cli-evidence-signed",
    };
    screen.say(signed, Values::new().text("key", &manifest.key));
    if !manifest.is_over {
        let state = screen.text(&format!("move-state-{}", manifest.state), Values::new());
        screen.say("cli-evidence-unfinished", Values::new().text("state", state));
    }
    screen.say("cli-evidence-whole", Values::new());
}

fn about(point: Point, count: u64, screen: &Screen) -> String {
    let text = |key: String| screen.text(&key, Values::new());
    let about = format!(
        "{} {}",
        text(format!("evidence-point-{point}")),
        text(format!("evidence-about-{point}"))
    );
    match point {
        Point::Form | Point::Signature => about,
        _ => format!(
            "{about} ({})",
            screen.text("cli-evidence-count", Values::new().count("count", count))
        ),
    }
}

fn as_json(verdict: &Verdict, key: Option<&str>, screen: &Screen) -> serde_json::Value {
    let manifest = verdict.manifest.as_ref();
    let checked: Vec<_> = verdict
        .checked
        .iter()
        .map(|(point, count)| json!({ "point": point, "count": count }))
        .collect();
    let fault = verdict.fault.as_ref().map(|fault| {
        json!({
            "point": fault.point,
            "code": fault.what.code,
            "values": fault.what.values,
            "because": fault.because,
            "sentence": sentence(fault, verdict, screen),
        })
    });
    json!({
        "holds": verdict.fault.is_none(),
        "move": manifest.map(|one| &one.move_id),
        "customer": manifest.map(|one| &one.customer_name),
        "state": manifest.map(|one| &one.state),
        "isOver": manifest.map(|one| one.is_over),
        "key": manifest.map(|one| &one.key),
        "keyExpected": key,
        "checked": checked,
        "fault": fault,
    })
}
