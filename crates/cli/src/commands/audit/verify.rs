//! `nahtlos audit verify`: walks a trail and says where it breaks first: a file by itself, or the center's database through the center.
//!
//! Exit code 0 when everything fits; what no seal vouches for yet is named and is no fault.

use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_client::Client;
use nahtlos_files::{
    archive::{self, Fault},
    problem::Problem,
};
use nahtlos_model::audit::archive::Finding;
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::audit::{TrailFinding, TrailUnsealed};
use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
};

/// Options of `nahtlos audit verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A file that `audit export` wrote [default: asks the center]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,
    /// Only this customer's trail, at the center
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    customer: Option<String>,
    #[command(flatten)]
    remote: Remote,
}

pub(crate) fn run(verify: &Verify, screen: &Screen) -> Ended {
    match &verify.file {
        Some(file) => of_file(file, screen),
        None => verify.remote.run(screen, async |client| verify.at_center(&client, screen).await),
    }
}

fn of_file(path: &Path, screen: &Screen) -> Ended {
    let unreadable = |error: std::io::Error| {
        Failure::from(Problem::error(
            path.display().to_string(),
            "cannotRead",
            format!("The file could not be read: {error}."),
            "Name a file that `nahtlos audit export` wrote.",
        ))
    };
    let file = File::open(path).map_err(unreadable)?;
    let verdict = archive::verify(BufReader::new(file), nahtlos_server::archive::check).map_err(unreadable)?;
    for fault in &verdict.faults {
        say_fault(fault, screen);
    }
    for open in &verdict.unsealed {
        say_unsealed(&open.scope, open.from, open.to, screen);
    }
    for certificate in &verdict.certificates {
        let values = Values::new().text("thumbprint", nahtlos_server::archive::thumbprint(certificate));
        screen.say("cli-audit-signed", values);
    }
    ended(verdict.faults.is_empty(), (verdict.entries, verdict.seals), screen)
}

fn ended(whole: bool, (entries, seals): (u64, u64), screen: &Screen) -> Ended {
    let values = Values::new().count("entries", entries).count("seals", seals);
    screen.say(if whole { "cli-audit-whole" } else { "cli-audit-broken" }, values);
    Ok(if whole { End::Done } else { End::Refused })
}

fn say_fault(fault: &Fault, screen: &Screen) {
    let values = Values::new();
    match fault {
        Fault::Line(line, reason) => screen.say("cli-audit-line", values.count("line", *line).text("reason", reason)),
        Fault::Signature(scope, line, reason) => {
            screen.say(
                "cli-audit-signature",
                values.text("scope", scope).count("line", *line).text("reason", reason),
            );
        }
        Fault::CutOff => screen.say("cli-audit-cut-off", values),
        Fault::Finding(finding) => say_finding(finding, screen),
    }
}

fn say_finding(finding: &Finding, screen: &Screen) {
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    let values = Values::new();
    match finding {
        Finding::Number { scope, expected, found } => {
            let values = values
                .text("scope", scope)
                .count("expected", number(*expected))
                .count("number", number(*found));
            screen.say("cli-audit-number", values);
        }
        Finding::Link { scope, seq } => screen.say("cli-audit-entry", values.text("scope", scope).count("number", number(*seq))),
        Finding::Seal { partner, seq } => screen.say("cli-audit-seal", values.text("partner", partner).count("number", number(*seq))),
        Finding::Vouched { partner, scope, link, .. } => {
            let values = values.text("partner", partner).text("scope", scope).count("number", number(*link));
            screen.say("cli-audit-vouched", values);
        }
    }
}

fn say_unsealed(scope: &str, from: i64, to: i64, screen: &Screen) {
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    let values = Values::new()
        .text("scope", scope)
        .count("from", number(from))
        .count("to", number(to));
    screen.say("cli-audit-unsealed", values);
}

impl Verify {
    async fn at_center(&self, client: &Client, screen: &Screen) -> Worked {
        let (mut whole, mut entries, mut seals) = (true, 0, 0);
        let mut after: Option<String> = None;
        loop {
            let verdict = client.audit().verify(self.customer.as_deref(), after.as_deref()).await?;
            whole &= verdict.whole == Some(true);
            entries += verdict.entries.unwrap_or(0);
            seals += verdict.seals.unwrap_or(0);
            for finding in verdict.findings.unwrap_or_default() {
                say_finding(&read(finding), screen);
            }
            for TrailUnsealed { scope_id, from, to } in verdict.unsealed.unwrap_or_default() {
                say_unsealed(&scope_id.unwrap_or_default(), from.unwrap_or(0), to.unwrap_or(0), screen);
            }
            let Some(next) = verdict.next else { break };
            after = next.rsplit('=').next().map(str::to_owned);
        }
        Ok(ended(whole, (entries, seals), screen)?)
    }
}

/// A finding of the center as one of our own.
fn read(finding: TrailFinding) -> Finding {
    let (scope, partner) = (finding.scope_id.unwrap_or_default(), finding.partner_id.unwrap_or_default());
    let number = finding.number.unwrap_or(0);
    match finding.kind.as_deref() {
        Some("number") => Finding::Number {
            scope,
            expected: finding.expected.unwrap_or(0),
            found: number,
        },
        Some("seal") => Finding::Seal { partner, seq: number },
        Some("vouched") => Finding::Vouched {
            partner,
            seq: 0,
            scope,
            link: number,
        },
        _ => Finding::Link { scope, seq: number },
    }
}
