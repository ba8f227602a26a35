//! `nahtlos webhooks …`: where a center tells of changes, whether it arrives, and sending again. There is one registration per tenant:
//! an existing one is replaced only when that is said.

use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked, print_json},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{Args, Subcommand, ValueEnum};
use nahtlos_client::{Client, collect};
use nahtlos_model::instants::Instant;
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::webhooks::{UndeliveredWebhook, WebhookRegistration, WebhookResponse, WebhookValidationEvent};
use std::time::Duration;

/// Time between two looks at a test.
const PAUSE: Duration = Duration::from_secs(1);

/// Commands about webhooks.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos webhooks register https://me.example/hook --event subscription-updated --event test-created
  nahtlos webhooks test
  nahtlos webhooks deliveries
  nahtlos webhooks replay DELIVERY
  nahtlos webhooks replay --from 2027-01-01T00:00:00Z --to 2027-01-02T00:00:00Z")]
pub(crate) enum Command {
    /// Your tenant's registration
    Show(Show),
    /// Events that can be had
    Events(Show),
    /// Register an address for events
    Register(Register),
    /// Have a test sent, and wait for what comes of it
    Test(Test),
    /// What was sent, newest first
    Deliveries(Deliveries),
    /// Send again: one that was given up, or what was accepted in a time
    Replay(Replay),
}

/// Options of `nahtlos webhooks show` and `events`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos webhooks register`.
#[derive(Debug, Args)]
pub(crate) struct Register {
    /// Address of the receiver
    url: String,
    /// Event to be told of; may be given several times
    #[arg(long, value_name = "NAME", required = true, value_delimiter = ',')]
    event: Vec<String>,
    /// Put the signature into a header of its own, x-ms-signature
    #[arg(long)]
    own_header: bool,
    /// Take the place of a registration that is there, whoever made it
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos webhooks test`.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// How long to wait for a result
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    wait: u32,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos webhooks deliveries`.
#[derive(Debug, Args)]
pub(crate) struct Deliveries {
    /// Those in this state
    #[arg(long, default_value = "undelivered")]
    status: Status,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos webhooks replay`.
#[derive(Debug, Args)]
pub(crate) struct Replay {
    #[command(flatten)]
    what: What,
    /// … and before this one
    #[arg(long, value_name = "TIME", requires = "from")]
    to: Option<String>,
    /// Only these events; may be given several times
    #[arg(long, value_name = "NAME", requires = "from", value_delimiter = ',')]
    event: Vec<String>,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct What {
    /// The delivery's id
    delivery: Option<String>,
    /// What was accepted from this time on, such as 2027-01-31T00:00:00Z
    #[arg(long, value_name = "TIME", requires = "to")]
    from: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Status {
    Waiting,
    Accepted,
    Undelivered,
    Dropped,
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Undelivered => "undelivered",
            Self::Dropped => "dropped",
        }
    }
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::Show(show) => show.remote.run(screen, async |client| {
            let now = client.webhooks().registration().await?;
            show.remote.show(screen, &now, |now| print(now, screen))
        }),
        Command::Events(show) => show.remote.run(screen, async |client| {
            let names = client.webhooks().events().await?;
            show.remote
                .show(screen, &names, |names| names.iter().for_each(|name| screen.line(name)))
        }),
        Command::Register(register) => register.remote.run(screen, async |client| register.work(&client, screen).await),
        Command::Test(test) => test.remote.run(screen, async |client| test.work(&client, screen).await),
        Command::Deliveries(list) => list.remote.run(screen, async |client| {
            let all = collect(client.webhooks().deliveries(list.status.word())).await?;
            list.remote.show(screen, &all, |all| print_deliveries(all, screen))
        }),
        Command::Replay(replay) => {
            let span = replay.span(screen)?;
            replay.remote.run(screen, async |client| replay.work(&client, span, screen).await)
        }
    }
}

impl Register {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let wanted = WebhookRegistration {
            webhook_url: Some(self.url.clone()),
            webhook_events: Some(self.event.clone()),
            signature_token_to_ms_signature_header: Some(self.own_header),
            ..WebhookRegistration::default()
        };
        let made = match self.replace {
            true => client.webhooks().update(&wanted).await?,
            false => client.webhooks().register(&wanted).await?,
        };
        self.remote.show(screen, &made, |made| print(made, screen))
    }
}

impl Test {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let id = client.webhooks().test().await?.correlation_id.unwrap_or_default();
        let mut left = self.wait;
        let result = loop {
            let result = client.webhooks().test_result(&id).await?;
            if left == 0 || result.status.as_deref() != Some("submitted") {
                break result;
            }
            left -= 1;
            tokio::time::sleep(PAUSE).await;
        };
        match self.remote.json {
            true => print_json(screen, &result)?,
            false => print_test(&result, screen),
        }
        Ok(match result.status.as_deref() {
            Some("completed") => End::Done,
            _ => End::Refused,
        })
    }
}

impl Replay {
    /// The span of time that is asked for, if one is.
    fn span(&self, screen: &Screen) -> Result<Option<(Instant, Instant)>, Failure> {
        let read = |text: &String| {
            text.parse::<Instant>()
                .map_err(|_| Failure::Usage(screen.text("cli-webhook-time", Values::new().text("text", text.clone()))))
        };
        match (&self.what.from, &self.to) {
            (Some(from), Some(to)) => Ok(Some((read(from)?, read(to)?))),
            _ => Ok(None),
        }
    }

    async fn work(&self, client: &Client, span: Option<(Instant, Instant)>, screen: &Screen) -> Worked {
        if let Some((from, to)) = span {
            let done = client.webhooks().replay_between(from, to, &self.event).await?;
            return self.remote.show(screen, &done, |done| {
                screen.say(
                    "cli-webhook-replayed",
                    Values::new().count("count", done.replayed.unwrap_or_default()),
                );
            });
        }
        let delivery = self.what.delivery.as_deref().unwrap_or_default();
        let again = client.webhooks().replay(delivery).await?;
        self.remote
            .show(screen, &again, |again| print_deliveries(std::slice::from_ref(again), screen))
    }
}

fn print(one: &WebhookRegistration, screen: &Screen) {
    table::print_one(
        screen,
        &[
            ("id", cell(one.subscriber_id.as_ref())),
            ("url", cell(one.webhook_url.as_ref())),
            ("events", one.webhook_events.as_deref().unwrap_or_default().join(", ")),
            ("modified", cell(one.last_modified_timestamp)),
        ],
    );
}

fn print_test(test: &WebhookValidationEvent, screen: &Screen) {
    table::print_one(
        screen,
        &[
            ("id", cell(test.correlation_id.as_ref())),
            ("url", cell(test.callback_url.as_ref())),
            ("status", cell(test.status.as_ref())),
        ],
    );
    let attempts = test.results.as_deref().unwrap_or_default();
    if !attempts.is_empty() {
        screen.line("");
        let rows: Vec<Vec<String>> = attempts
            .iter()
            .map(|attempt| vec![cell(attempt.date_time_utc.as_ref()), answer(attempt)])
            .collect();
        table::print(screen, &["attempt", "answer"].map(Column::Left), &rows);
    }
}

fn print_deliveries(all: &[UndeliveredWebhook], screen: &Screen) {
    let columns = [
        Column::Left("id"),
        Column::Left("modified"),
        Column::Left("event"),
        Column::Left("status"),
        Column::Right("attempts"),
        Column::Left("answer"),
    ];
    let row = |one: &UndeliveredWebhook| {
        let attempts = one.attempts.as_deref().unwrap_or_default();
        vec![
            cell(one.id.as_ref()),
            cell(one.changed_date_time),
            cell(one.event_name.as_ref()),
            cell(one.status.as_ref()),
            attempts.len().to_string(),
            attempts.last().map(answer).unwrap_or_default(),
        ]
    };
    table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
}

/// What a receiver answered, in one line.
fn answer(attempt: &WebhookResponse) -> String {
    let parts = [&attempt.response_code, &attempt.response_message];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    let line = parts.join(": ");
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect()
}
