//! What people decide about a campaign at a center, and how it stands.

use crate::{
    end::{End, Ended},
    remote::Remote,
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{ArgGroup, Args};
use nahtlos_client::{Campaigns, Error, collect};
use nahtlos_report::{numbers, texts::Args as Values};
use nahtlos_wire::campaigns::{Campaign, CampaignExclusion, CampaignLimits, CampaignProgress, CampaignStop, CampaignYes};

/// Options of decisions that take nothing but the campaign.
#[derive(Debug, Args)]
pub(crate) struct Decision {
    /// The campaign's id
    id: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos campaign status`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nahtlos campaign status                      all of them, newest first
  nahtlos campaign status CAMPAIGN")]
pub(crate) struct Status {
    /// The campaign's id [default: lists all]
    id: Option<String>,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos campaign approve`.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("how-far").required(true).multiple(true),
    after_help = "From then on moves begin by themselves, on your behalf. Plans beyond a limit wait for a person (`nahtlos move approve`).
Where somebody joins or leaves, or something else is otherwise than planned, a new plan is taken by itself within the same limits,
and within --more, --later-days and --other-users where they are given.

Examples:
  nahtlos campaign approve CAMPAIGN --schedule DIGEST --each 5000.00 --all 250000.00 --days 60 --users 200
  nahtlos campaign approve CAMPAIGN --schedule DIGEST --each 5000.00 --more 300.00 --later-days 14 --other-users 10"
)]
pub(crate) struct Approve {
    /// The campaign's id
    id: String,
    /// Digest of the schedule that is approved
    #[arg(long, value_name = "DIGEST")]
    schedule: String,
    /// Most that one customer's plan may cost
    #[arg(long, value_name = "AMOUNT", group = "how-far")]
    each: Option<String>,
    /// Most that all plans together may cost
    #[arg(long, value_name = "AMOUNT", group = "how-far")]
    all: Option<String>,
    /// Most days from a move's beginning until the last original is left
    #[arg(long, value_name = "N", group = "how-far", value_parser = clap::value_parser!(i64).range(0..))]
    days: Option<i64>,
    /// Most users of a customer whose licences change
    #[arg(long, value_name = "N", group = "how-far", value_parser = clap::value_parser!(i64).range(0..))]
    users: Option<i64>,
    /// How much more a later plan of a customer may cost [default: up to the limits of every plan]
    #[arg(long, value_name = "AMOUNT", requires = "how-far")]
    more: Option<String>,
    /// By how many days later plans may be later [default: up to the limits of every plan]
    #[arg(long, value_name = "N", requires = "how-far", value_parser = clap::value_parser!(i64).range(0..))]
    later_days: Option<i64>,
    /// Of how many users licences may change otherwise [default: as many as --users]
    #[arg(long, value_name = "N", requires = "how-far", value_parser = clap::value_parser!(i64).range(0..))]
    other_users: Option<i64>,
    /// Approve whatever plan is made first
    #[arg(long, group = "how-far", conflicts_with_all = ["each", "all", "days", "users"])]
    without_limits: bool,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos campaign exclude`.
#[derive(Debug, Args)]
pub(crate) struct Exclude {
    /// The campaign's id
    id: String,
    /// The customer's tenant id
    customer: String,
    /// Why, for those who look later
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    /// Give its move up, too [default: it goes on by itself]
    #[arg(long)]
    abandon_move: bool,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos campaign include`.
#[derive(Debug, Args)]
pub(crate) struct Include {
    /// The campaign's id
    id: String,
    /// The customer's tenant id
    customer: String,
    #[command(flatten)]
    remote: Remote,
}

fn decided(remote: &Remote, screen: &Screen, decide: impl AsyncFnOnce(Campaigns) -> Result<Campaign, Error>) -> Ended {
    remote.run(screen, async |client| {
        let after = decide(client.campaigns()).await?;
        remote.show(screen, &after, |after| print_campaign(screen, after))
    })
}

pub(super) fn schedule(command: &Decision, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |campaigns| campaigns.schedule(&command.id).await)
}

pub(super) fn pause(command: &Decision, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |campaigns| campaigns.pause(&command.id).await)
}

pub(super) fn resume(command: &Decision, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |campaigns| campaigns.resume(&command.id).await)
}

pub(super) fn abandon(command: &Decision, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |campaigns| campaigns.abandon(&command.id).await)
}

pub(super) fn approve(command: &Approve, screen: &Screen) -> Ended {
    let yes = CampaignYes {
        digest: Some(command.schedule.clone()),
        limits: Some(CampaignLimits {
            each: command.each.clone(),
            all: command.all.clone(),
            days: command.days,
            users: command.users,
            more: command.more.clone(),
            later_days: command.later_days,
            other_users: command.other_users,
        }),
    };
    decided(&command.remote, screen, async |campaigns| {
        campaigns.approve(&command.id, &yes).await
    })
}

pub(super) fn exclude(command: &Exclude, screen: &Screen) -> Ended {
    let exclusion = CampaignExclusion {
        note: Some(command.note.clone()),
        abandon_move: Some(command.abandon_move),
    };
    command.remote.run(screen, async |client| {
        let after = client.campaigns().exclude(&command.id, &command.customer, &exclusion).await?;
        command.remote.show(screen, &after, |after| {
            screen.say(
                "cli-campaign-excluded",
                Values::new().text("customer", cell(after.customer_name.as_ref())),
            );
        })
    })
}

pub(super) fn include(command: &Include, screen: &Screen) -> Ended {
    command.remote.run(screen, async |client| {
        let after = client.campaigns().include(&command.id, &command.customer).await?;
        command.remote.show(screen, &after, |after| {
            screen.say(
                "cli-campaign-included",
                Values::new().text("customer", cell(after.customer_name.as_ref())),
            );
        })
    })
}

pub(super) fn status(command: &Status, screen: &Screen) -> Ended {
    command.remote.run(screen, async |client| match &command.id {
        Some(id) => {
            let of = client.campaigns().get(id).await?;
            command.remote.show(screen, &of, |of| print_campaign(screen, of))
        }
        None => {
            let all = collect(client.campaigns().list()).await?;
            command.remote.show(screen, &all, |all| {
                let row = |of: &Campaign| {
                    let schedule = of.schedule.as_ref();
                    vec![
                        cell(of.id.as_ref()),
                        cell(of.name.as_ref()),
                        word(screen, "campaign-state", of.state),
                        cell(schedule.and_then(|schedule| schedule.customers)),
                        cell(of.next_time),
                    ]
                };
                let columns = [
                    Column::Left("id"),
                    Column::Left("name"),
                    Column::Left("state"),
                    Column::Right("customers"),
                    Column::Left("next"),
                ];
                table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
            })?;
            Ok(End::Done)
        }
    })
}

/// A word of the wire in the person's language; one that is not known here stays as it came.
pub(super) fn word(screen: &Screen, prefix: &str, word: Option<impl ToString>) -> String {
    let word = cell(word);
    let key = format!("{prefix}-{word}");
    if screen.texts().has(&key) {
        screen.text(&key, Values::new())
    } else {
        word
    }
}

/// The campaign in short, its waves, and why it stopped.
pub(super) fn print_campaign(screen: &Screen, of: &Campaign) {
    let schedule = of.schedule.as_ref();
    let currency = cell(of.settings.as_ref().and_then(|settings| settings.currency.as_ref()));
    let told = schedule.map(|schedule| {
        let values = Values::new()
            .count("customers", schedule.customers.unwrap_or(0))
            .count("late", schedule.late.unwrap_or(0))
            .count("out", schedule.left_out.unwrap_or(0))
            .text("cost", format!("{} {currency}", cell(schedule.cost.as_ref())));
        screen.text("cli-campaign-schedule", values)
    });
    table::print_one(
        screen,
        &[
            ("id", cell(of.id.as_ref())),
            ("name", cell(of.name.as_ref())),
            ("state", word(screen, "campaign-state", of.state)),
            ("schedule", cell(told)),
            ("digest", cell(schedule.and_then(|schedule| schedule.digest.as_ref()))),
            ("approval", cell(of.approval.as_ref().and_then(|yes| yes.by.as_ref()))),
            ("next", cell(of.next_time)),
            ("closed", cell(of.closed_time)),
        ],
    );
    if let Some(stopped) = &of.stopped {
        screen.line("");
        screen.line(&why(screen, stopped));
    }
    let row = |wave: &nahtlos_wire::campaigns::CampaignWave| {
        let nothing = CampaignProgress::default();
        let progress = wave.progress.as_ref().unwrap_or(&nothing);
        let day = |day: Option<_>| cell(day.map(|day| numbers::date(screen.lang(), day)));
        vec![
            cell(wave.number),
            day(wave.first_day),
            day(wave.last_day),
            word(screen, "wave", wave.state),
            cell(progress.customers),
            cell(progress.begun),
            cell(progress.proved),
            cell(progress.halted),
            cell(progress.users),
            cell(progress.planned.as_ref()),
            cell(progress.charged.as_ref()),
        ]
    };
    let rows: Vec<Vec<String>> = of.waves.iter().flatten().map(row).collect();
    if !rows.is_empty() {
        let right = ["customers", "begun", "proved", "halted", "users", "planned", "charged"].map(Column::Right);
        let columns: Vec<Column> = ["wave", "from", "lastday", "state"]
            .map(Column::Left)
            .into_iter()
            .chain(right)
            .collect();
        screen.line("");
        table::print(screen, &columns, &rows);
    }
}

fn why(screen: &Screen, stopped: &CampaignStop) -> String {
    let key = format!("campaign-stopped-{}", cell(stopped.kind.as_ref()));
    let values = Values::new()
        .text("wave", cell(stopped.wave))
        .text("halted", cell(stopped.halted))
        .text("allowed", cell(stopped.allowed))
        .text("customers", stopped.customer_ids.clone().unwrap_or_default().join(", "))
        .text("name", cell(stopped.name.as_ref()));
    screen.text(&key, values)
}
