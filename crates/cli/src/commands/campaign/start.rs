//! `nahtlos campaign start`: a campaign begins at a center with every case of a folder. One bad case never stops the rest: it is named.

use super::{center::print_campaign, plan::case_folders, read::read_in};
use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Stop, Worked},
    screen::Screen,
    table::cell,
};
use clap::{Args, ValueHint, builder::NonEmptyStringValueParser};
use nahtlos_client::{Client, Error};
use nahtlos_files::{estate::read_estate, policy::read_policy, problem::Problem};
use nahtlos_model::{dates::Date, estate::Estate, policy::Policy};
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::campaigns::{CampaignCustomerRequest, CampaignRequest, CampaignSettings};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Options of `nahtlos campaign start`.
#[derive(Debug, Args)]
#[command(
    after_help = "Nobody begins before the schedule is approved. Addresses and wishes come with `nahtlos campaign import`.
Settings are those of the API (docs/how-to/run-a-campaign.md), in a TOML file with dates in quotes.

Examples:
  nahtlos campaign start customers --name Spring --currency EUR --until 2027-09-30
  nahtlos campaign start customers --name Spring --currency EUR --settings campaign.toml
  nahtlos campaign start --read --account Live --name Spring --currency EUR"
)]
pub(crate) struct Start {
    /// Folder with a folder per case
    #[arg(value_hint = ValueHint::DirPath, required_unless_present = "read")]
    folder: Option<PathBuf>,
    /// Read your customers with what they hold where the campaign is carried out, in place of a folder
    #[arg(long, conflicts_with = "folder")]
    read: bool,
    /// Where moves are carried out: one of your accounts, by name or id [default: at this center]
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// What people call it
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// Currency of every customer
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// First day on which a move may begin [default: today at the center]
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day on which a move may begin [default: 250 days]
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// The day by which everybody has to have left the old partner
    #[arg(long, value_name = "DATE")]
    deadline: Option<Date>,
    /// Everything else about it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    settings: Option<PathBuf>,
    #[command(flatten)]
    remote: Remote,
}

pub(super) fn run(command: &Start, screen: &Screen) -> Ended {
    let cases = match &command.folder {
        Some(folder) => case_folders(folder, Path::new(""))?,
        None => Vec::new(),
    };
    if let Some(folder) = command.folder.as_ref().filter(|_| cases.is_empty()) {
        let folder = folder.display().to_string();
        return Err(Failure::Refused(
            screen.text("cli-campaign-empty", Values::new().text("folder", folder)),
        ));
    }
    let settings = command.settings()?;
    command
        .remote
        .run(screen, async |client| command.work(&client, settings.clone(), &cases, screen).await)
}

impl Start {
    fn settings(&self) -> Result<CampaignSettings, Failure> {
        let mut settings = match &self.settings {
            Some(path) => read_settings(path)?,
            None => CampaignSettings::default(),
        };
        settings.currency = self.currency.clone().or(settings.currency);
        settings.first_day = self.from.or(settings.first_day);
        settings.last_day = self.until.or(settings.last_day);
        settings.deadline = self.deadline.or(settings.deadline);
        settings.account = self.account.clone().or(settings.account);
        Ok(settings)
    }

    async fn work(&self, client: &Client, settings: CampaignSettings, cases: &[PathBuf], screen: &Screen) -> Worked {
        let wanted = CampaignRequest {
            name: Some(self.name.clone()),
            settings: Some(settings),
        };
        let made = client.campaigns().make(&wanted).await?;
        let id = cell(made.id.as_ref());
        let mut bad = 0;
        if self.read {
            bad += usize::from(read_in(client, &id, false, screen).await? != End::Done);
        }
        for folder in cases {
            if let Some(why) = self.add(client, &id, folder, screen).await? {
                bad += 1;
                screen.warn(&format!("{}: {why}", folder.display()));
            }
        }
        client.campaigns().schedule(&id).await?;
        let of = client.campaigns().get(&id).await?;
        self.remote.show(screen, &of, |of| {
            print_campaign(screen, of);
            let digest = cell(of.schedule.as_ref().and_then(|schedule| schedule.digest.as_ref()));
            screen.line("");
            screen.say(
                "cli-campaign-approve-next",
                Values::new().text("id", id.clone()).text("digest", digest),
            );
        })?;
        Ok(if bad == 0 { End::Done } else { End::Refused })
    }

    /// Adds a case; why not, where it cannot be.
    async fn add(&self, client: &Client, id: &str, folder: &Path, screen: &Screen) -> Result<Option<String>, Stop> {
        let (estate, policy) = match read(folder, screen) {
            Ok(read) => read,
            Err(problems) => {
                let first = problems.iter().find(|problem| problem.is_error());
                return Ok(Some(first.map_or_else(String::new, ToString::to_string)));
            }
        };
        let wanted = CampaignCustomerRequest {
            estate: Some(document(&estate)?),
            policy: policy.map(|policy| document(&policy)).transpose()?,
            ..CampaignCustomerRequest::default()
        };
        match client.campaigns().add(id, &wanted).await {
            Ok(_) => Ok(None),
            // A case that the center refuses is a row of its own; a center that does not answer ends everything.
            Err(Error::Api(refused)) if refused.status < 500 && refused.status != 401 => {
                let why = refused.description.trim();
                Ok(Some(if why.is_empty() { refused.code.clone() } else { why.to_owned() }))
            }
            Err(error) => {
                let values = Values::new().text("id", id);
                screen.warn(&screen.text("cli-campaign-half", values));
                Err(error.into())
            }
        }
    }
}

/// What the center needs of a case: the estate, and the policy that lies beside it or once in the parent folder. Prices are the center's.
fn read(folder: &Path, screen: &Screen) -> Result<(Estate, Option<Policy>), Vec<Problem>> {
    let estate = read_estate(&folder.join("estate.json"))?;
    screen.problems(&estate.warnings);
    let places = [Some(folder), folder.parent()];
    let mut files = places.into_iter().flatten().map(|place| place.join("policy.toml"));
    if let Some(file) = files.find(|file| file.exists()) {
        let name = file.display().to_string();
        let bytes = std::fs::read(&file).map_err(|error| {
            vec![Problem::error(
                name.clone(),
                "cannotRead",
                format!("The file could not be read: {error}."),
                "Give whoever runs the program the right to read it.",
            )]
        })?;
        let policy = read_policy(&name, &bytes)?;
        screen.problems(&policy.warnings);
        return Ok((estate.value.estate, Some(policy.value.policy)));
    }
    Ok((estate.value.estate, None))
}

fn document(value: &impl serde::Serialize) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(|error| Failure::Bug(error.to_string()))
}

/// Settings as the API has them, from TOML.
fn read_settings(path: &Path) -> Result<CampaignSettings, Failure> {
    let refused = |error: String| Failure::Refused(format!("{}: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| refused(error.to_string()))?;
    let value: toml::Table = toml::from_str(&text).map_err(|error| refused(error.to_string()))?;
    let value = serde_json::to_value(value).map_err(|error| refused(error.to_string()))?;
    let read: CampaignSettings = serde_json::from_value(value.clone()).map_err(|error| refused(error.to_string()))?;
    // What nobody knows is a mistake of spelling, not a wish that is lost.
    let known = serde_json::to_value(&read).map_err(|error| refused(error.to_string()))?;
    let strange = value
        .as_object()
        .into_iter()
        .flatten()
        .find(|(key, _)| known.get(key.as_str()).is_none());
    match strange {
        Some((key, _)) => Err(refused(format!(
            "there is no setting {key:?}; docs/how-to/run-a-campaign.md lists them"
        ))),
        None => Ok(read),
    }
}
