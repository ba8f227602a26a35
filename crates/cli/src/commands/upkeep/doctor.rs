//! `nahtlos doctor`: looks at everything a center stands on and says what to mend.

use super::Place;
use crate::{
    end::{End, Ended, Failure},
    remote::print_json,
    screen::Screen,
};
use clap::Args;
use nahtlos_report::texts::Args as Values;
use nahtlos_server::doctor::{self, Code, Finding, Status};
use serde_json::{Value, json};

/// Options of `nahtlos doctor`.
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing is changed. Ends with 0 where everything works, warnings included; with 1 where something does not.

Examples:
  nahtlos doctor
  nahtlos doctor --config /etc/nahtlos.toml --deep          also read the whole database: structure and audit chains
  nahtlos doctor --json | jq '.checks[] | select(.status != \"ok\")'"
)]
pub(crate) struct Doctor {
    #[command(flatten)]
    place: Place,
    /// Read the whole database: its structure and every audit chain. Takes as long as it is large
    #[arg(long)]
    deep: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: &Doctor, screen: &Screen) -> Ended {
    let found = match command.place.settings() {
        Ok(config) => super::wait(doctor::examine(&config, command.deep))?,
        // The rest depends on them.
        Err(Failure::Usage(problem) | Failure::Refused(problem)) => {
            vec![Finding::new(Code::SettingsBroken).with("problem", problem)]
        }
        Err(failure) => return Err(failure),
    };
    let worst = found.iter().map(|finding| finding.code.status()).max();
    let worst = worst.unwrap_or(Status::Ok);
    if command.json {
        let checks: Vec<Value> = found.iter().map(|finding| told(finding, screen)).collect();
        print_json(screen, &json!({ "status": worst.as_str(), "checks": checks }))?;
    } else {
        show(&found, screen);
    }
    Ok(if worst == Status::Fail { End::Refused } else { End::Done })
}

fn sentence(finding: &Finding, end: &str, screen: &Screen) -> String {
    let values = finding
        .values
        .iter()
        .fold(Values::new(), |all, (name, value)| all.text(name, value.clone()));
    screen.text(&format!("cli-doctor-{}{end}", finding.code.as_str()), values)
}

fn mend(finding: &Finding, screen: &Screen) -> Option<String> {
    (finding.code.status() != Status::Ok).then(|| sentence(finding, "-mend", screen))
}

fn told(finding: &Finding, screen: &Screen) -> Value {
    let values: serde_json::Map<String, Value> = finding
        .values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    json!({
        "check": finding.code.area(),
        "code": finding.code.as_str(),
        "status": finding.code.status().as_str(),
        "message": sentence(finding, "", screen),
        "mend": mend(finding, screen),
        "values": values,
    })
}

fn show(found: &[Finding], screen: &Screen) {
    for finding in found {
        let (mark, color) = match finding.code.status() {
            Status::Ok => ("cli-doctor-ok", "32"),
            Status::Warn => ("cli-doctor-warn", "33"),
            Status::Fail => ("cli-doctor-fail", "31"),
        };
        let mark = screen.paint(color, &format!("{:7}", screen.text(mark, Values::new())));
        let area = screen.text(&format!("cli-doctor-area-{}", finding.code.area()), Values::new());
        screen.line(&format!("{mark} {area}: {}", sentence(finding, "", screen)));
        if let Some(mend) = mend(finding, screen) {
            screen.line(&format!("        {mend}"));
        }
    }
}
