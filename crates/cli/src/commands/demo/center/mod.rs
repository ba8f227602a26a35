//! What the demo shows of a center: the plan made from the files is carried out. A sandbox runs in this process, on a database file, and is
//! the vendor's side, too; everybody asks it over HTTP as any client would. Nothing is done behind the center's back: what is shown is what
//! it answers, and what the customer's tenant shows.

mod carry;
mod people;
mod seen;
mod vendor;

use crate::{
    commands::{evidence::verify, moves::evidence::fetch},
    end::Failure,
    remote::{Stop, explain},
    screen::Screen,
    table::cell,
};
use carry::Story;
use nahtlos_client::Client;
use nahtlos_files::evidence::Verdict;
use nahtlos_model::{
    case::Case,
    instants::Instant,
    money::Amount,
    moves::evidence::money::{Money, money},
    plan::Plan,
};
use nahtlos_report::{numbers, texts::Args as Values};
use nahtlos_server::{Config, Running, config::Secret};
use nahtlos_wire::moves::{Move, MoveRequest, MoveSettings, MoveYes};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use vendor::{NEW, OLD, People};

/// Carries the plan's move out and shows it; whether it was completed, everybody was covered on every day, and its evidence holds.
pub(super) fn show(folder: &Path, case: &Case, plan: &Plan, screen: &Screen) -> Result<bool, Failure> {
    let file = fresh(folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Bug(error.to_string()))?;
    runtime.block_on(async {
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            database: Secret(file.display().to_string()),
            sandbox: true,
            sandbox_begins: Some(Instant::start_of(case.estate.as_of).plus_hours(8)),
            fast_and_loose: true, // made anew by every demo
            ..Config::default()
        };
        let running = Running::start(config).await.map_err(Failure::Refused)?;
        let url = format!("http://{}", running.address);
        let told = match nahtlos_server::sandbox::seed(&running.center).await {
            Ok(()) => tell(&url, folder, &file, case, plan, screen).await,
            Err(why) => Err(Failure::Refused(why).into()),
        };
        running.stop().await;
        told.map_err(|stop| match stop {
            Stop::Call(error) => explain(&url, &error, screen),
            Stop::Failed(failure) => failure,
        })
    })
}

/// The database's place, with whatever an earlier demo left there removed.
fn fresh(folder: &Path) -> Result<PathBuf, Failure> {
    let file = folder.join("center.db");
    for name in ["center.db", "center.db-wal", "center.db-shm"] {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::writing(&file, &error)),
            _ => {}
        }
    }
    Ok(file)
}

async fn tell(url: &str, folder: &Path, file: &Path, case: &Case, plan: &Plan, screen: &Screen) -> Result<bool, Stop> {
    let say = |key: &str, values: Values| {
        screen.line(&format!("  {}", screen.text(key, values)));
        screen.flush();
    };
    let names = || Values::new().text("old", OLD.0).text("new", NEW.0);
    let people = vendor::prepare(url, folder, &case.estate, screen).await?;
    let values = names()
        .text("file", file.display().to_string())
        .text("day", numbers::date(screen.lang(), case.estate.as_of))
        .text("customer", case.estate.customer.name.clone())
        .count("users", case.estate.users.len());
    say("cli-demo-center-vendor", values);
    let of = begin(&people, case).await?;
    let (id, newest) = (cell(of.id.as_ref()), of.plan.clone().unwrap_or_default());
    let total = crate::commands::moves::money(screen, &newest);
    let values = names().text("total", total).count("steps", plan_steps(&people.new, &id).await?);
    say("cli-demo-center-begun", values);
    match newest.total.as_deref() == Some(&plan.cost.total.to_string()) {
        true => say("cli-demo-center-same", Values::new()),
        false => {
            let total = numbers::money(screen.lang(), plan.cost.currency, plan.cost.total);
            say("cli-demo-center-other", Values::new().text("total", total));
        }
    }
    let yes = MoveYes {
        digest: newest.digest.clone(),
        limits: None,
    };
    people.new.moves().approve(&id, &yes).await?;
    let digest = cell(newest.digest.as_ref()).chars().take(12).collect::<String>() + "…";
    say("cli-demo-center-approved", Values::new().text("who", NEW.1).text("digest", digest));
    screen.line("");
    people.clock.clock().set(Instant::start_of(case.estate.as_of).plus_hours(9)).await?;
    let story = Story {
        people: &people,
        case,
        screen,
        id,
    };
    let ended = story.carry().await?;
    screen.line("");
    let kept = ended.completed && ended.uncovered == 0;
    if !ended.completed {
        let of = people.new.moves().get(&story.id).await?;
        let state = of.state.map(|state| screen.text(&format!("move-state-{state}"), Values::new()));
        say("cli-demo-center-stopped", Values::new().text("state", cell(state)));
    } else if kept {
        let day = numbers::date(screen.lang(), ended.day);
        say(
            "cli-demo-center-completed",
            Values::new().text("day", day).count("days", ended.days),
        );
    } else {
        say("cli-demo-center-uncovered", Values::new().count("days", ended.uncovered));
    }
    screen.heading(&format!("\n{}", screen.text("cli-demo-evidence", Values::new())));
    let verdict = evidence(&people.new, &story.id, folder, screen).await?;
    if let Some(money) = verdict.evidence.as_ref().and_then(money) {
        charged(&money, screen);
    }
    Ok(kept && verdict.fault.is_none())
}

async fn plan_steps(new: &Client, id: &str) -> Result<usize, Stop> {
    let plan = new.moves().plan_document(id).await?;
    Ok(plan["steps"].as_array().map_or(0, Vec::len))
}

/// The new partner begins the move, and has it planned.
async fn begin(people: &People, case: &Case) -> Result<Move, Stop> {
    let document = |error: serde_json::Error| Failure::Bug(error.to_string());
    let wanted = MoveRequest {
        estate: Some(serde_json::to_value(&case.estate).map_err(document)?),
        policy: Some(serde_json::to_value(&case.policy).map_err(document)?),
        settings: Some(MoveSettings {
            delegated_admin: Some(true),
            request_rights: Some(true),
            ..MoveSettings::default()
        }),
        ..MoveRequest::default()
    };
    let begun = people.new.moves().begin(&wanted).await?;
    Ok(people.new.moves().plan(&cell(begun.id.as_ref()), None).await?)
}

/// Writes the evidence and checks it, as anybody would who has the file.
async fn evidence(new: &Client, id: &str, folder: &Path, screen: &Screen) -> Result<Verdict, Stop> {
    let (archive, report) = (folder.join("evidence.zip"), folder.join("evidence.html"));
    fetch(new, id, Some(&archive), Some(&report), screen.lang()).await?;
    let key = cell(new.moves().evidence_key().await?.fingerprint);
    screen.line(&format!(
        "  {}",
        screen.text("cli-demo-evidence-key", Values::new().text("key", &key))
    ));
    let verdict = verify::look(&archive, Some(&key), screen)?;
    verify::print(&verdict, Some(&key), screen);
    Ok(verdict)
}

fn charged(money: &Money, screen: &Screen) {
    let amount = |minor: i64| {
        let digits = money.currency.minor_digits();
        numbers::money(screen.lang(), money.currency, Amount { minor, digits })
    };
    let values = Values::new()
        .text("new", NEW.0)
        .text("charged", amount(money.charged_minor))
        .text("difference", amount(money.difference_minor));
    let key = match money.difference_minor {
        0 => "cli-demo-center-charged",
        _ => "cli-demo-center-charged-otherwise",
    };
    screen.say(key, values);
}
