//! `nahtlos move start` and `move replan`: a move begins at a center with what the customer holds, and is planned and proved there.

use super::{read_case, told};
use crate::{
    end::{Ended, Failure},
    remote::{Remote, Worked},
    screen::Screen,
    table::cell,
};
use clap::{Args, ValueHint, builder::NonEmptyStringValueParser};
use nahtlos_client::Client;
use nahtlos_files::{estate::read_estate, policy::read_policy};
use nahtlos_model::{estate::Estate, policy::Policy};
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::moves::{Move, MoveNeeds, MovePlanRequest, MoveRequest, MoveSettings, MoveStep};
use serde::Serialize;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Steps shown of a plan that was just made.
const FIRST: usize = 8;

/// Options of `nahtlos move start`.
#[derive(Debug, Args)]
#[command(
    after_help = "The plan is made from what the center sells; nothing is done before somebody approves it.

Examples:
  nahtlos move start nordwind --mail it@nordwind.example
  nahtlos move start nordwind --account Live
  nahtlos move start estate.json --policy policy.toml --no-rights"
)]
pub(crate) struct Start {
    /// Folder of the case, or an estate.json alone
    #[arg(value_name = "CASE|ESTATE.json", value_hint = ValueHint::AnyPath)]
    from: PathBuf,
    /// What is wanted of the plan [default: the case's policy.toml, if there is one]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    policy: Option<PathBuf>,
    /// Where requests to the customer are mailed to [default: you hand their links over]
    #[arg(long, value_name = "ADDRESS", value_parser = NonEmptyStringValueParser::new())]
    mail: Option<String>,
    /// Ask for the older kind of delegated administration together with the relationship
    #[arg(long)]
    delegated_admin: bool,
    /// Ask for no rights in the customer's directory: its administrator changes licences by a list
    #[arg(long)]
    no_rights: bool,
    /// Where it is carried out: one of your accounts, by name or id [default: at this center]
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    account: Option<String>,
    /// Users in one batch of licence changes [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
    batch: Option<u32>,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos move replan`.
#[derive(Debug, Args)]
#[command(
    after_help = "Before anybody approved a plan, it is made from what the move began with. A move that stands still gets one from the present:
what was bought is carried on, and it holds once it is approved.

Examples:
  nahtlos move replan MOVE --policy policy.toml
  nahtlos move replan MOVE --as-they-are        what somebody took from users is not given back"
)]
pub(crate) struct Replan {
    /// The move's id
    id: String,
    /// What is wanted of the plan from now on [default: as before]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    policy: Option<PathBuf>,
    /// Users need what they have now, where it is planned from the present [default: what they had when it began]
    #[arg(long)]
    as_they_are: bool,
    #[command(flatten)]
    remote: Remote,
}

pub(super) fn start(command: &Start, screen: &Screen) -> Ended {
    let wanted = command.request(screen)?;
    command
        .remote
        .run(screen, async |client| command.work(&client, &wanted, screen).await)
}

pub(super) fn replan(command: &Replan, screen: &Screen) -> Ended {
    let policy = command.policy.as_deref().map(|path| policy(path, screen)).transpose()?;
    let policy = policy.map(|policy| document(&policy)).transpose()?;
    command.remote.run(screen, async |client| {
        let needs = command.as_they_are.then_some(MoveNeeds::Present);
        client.moves().plan_as(&command.id, &MovePlanRequest { policy, needs }).await?;
        show_planned(&command.remote, &client, &command.id, screen).await
    })
}

impl Start {
    fn request(&self, screen: &Screen) -> Result<MoveRequest, Failure> {
        let (estate, kept) = read(&self.from, screen)?;
        let policy = match &self.policy {
            Some(path) => Some(policy(path, screen)?),
            None => kept,
        };
        Ok(MoveRequest {
            estate: Some(document(&estate)?),
            policy: policy.map(|policy| document(&policy)).transpose()?,
            account: self.account.clone(),
            email: self.mail.clone(),
            settings: Some(MoveSettings {
                language: Some(screen.lang().tag().to_owned()),
                delegated_admin: Some(self.delegated_admin),
                request_rights: Some(!self.no_rights),
                batch: self.batch,
                contact: None,
            }),
        })
    }

    async fn work(&self, client: &Client, wanted: &MoveRequest, screen: &Screen) -> Worked {
        let begun = client.moves().begin(wanted).await?;
        let id = cell(begun.id.as_ref());
        let about = || Values::new().text("id", id.clone());
        if !self.remote.json {
            screen.say("cli-move-begun", about());
            screen.flush();
        }
        if let Err(error) = client.moves().plan(&id, None).await {
            screen.warn(&screen.text("cli-move-not-planned", about()));
            return Err(error.into());
        }
        show_planned(&self.remote, client, &id, screen).await
    }
}

/// A case's estate and policy, or an estate alone.
fn read(path: &Path, screen: &Screen) -> Result<(Estate, Option<Policy>), Failure> {
    if path.is_dir() {
        let case = read_case(path, screen)?;
        return Ok((case.estate, Some(case.policy)));
    }
    let read = read_estate(path)?;
    screen.problems(&read.warnings);
    Ok((read.value.estate, None))
}

fn policy(path: &Path, screen: &Screen) -> Result<Policy, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Failure::Refused(format!("{name}: {error}")))?;
    let read = read_policy(&name, &bytes)?;
    screen.problems(&read.warnings);
    Ok(read.value.policy)
}

pub(super) fn document(value: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(|error| Failure::Bug(error.to_string()))
}

/// A move with its newest plan: cost, digest, first dates.
pub(super) async fn show_planned(remote: &Remote, client: &Client, id: &str, screen: &Screen) -> Worked {
    let of = client.moves().get(id).await?;
    if remote.json {
        return remote.show(screen, &of, |_| ());
    }
    let plan = match told::newest(&of).and_then(|plan| plan.version) {
        Some(version) => client.moves().plan_of(id, version).await?,
        None => client.moves().plan_document(id).await?,
    };
    let steps: Vec<MoveStep> = serde_json::from_value(plan["steps"].clone()).unwrap_or_default();
    remote.show(screen, &of, |of| print_planned(screen, of, &steps))
}

fn print_planned(screen: &Screen, of: &Move, steps: &[MoveStep]) {
    told::print_move(screen, of);
    screen.line("");
    screen.heading(&screen.text("cli-move-first-dates", Values::new()));
    told::print_steps(screen, &steps[..steps.len().min(FIRST)]);
    let id = cell(of.id.as_ref());
    if steps.len() > FIRST {
        let values = Values::new().count("count", steps.len() - FIRST).text("id", id.clone());
        screen.say("cli-move-more-dates", values);
    }
    let newest = told::newest(of);
    let digest = cell(newest.and_then(|plan| plan.digest.as_ref()));
    screen.line("");
    screen.say("cli-move-approve-next", Values::new().text("id", id).text("digest", digest));
}
