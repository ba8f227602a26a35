//! `nahtlos service-requests …`: what a partner asks of the programme, for itself or about a customer. These calls need a person.

use crate::{
    end::Ended,
    remote::{self, Remote, Worked},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{Args, Subcommand, ValueEnum, builder::NonEmptyStringValueParser};
use nahtlos_client::{Client, collect};
use nahtlos_wire::{
    filters::{Filter, FilterOperator},
    service_requests::{
        Ever, ServiceRequest, ServiceRequestContact, ServiceRequestNote, ServiceRequestOrganization, ServiceRequestSeverity,
        ServiceRequestStatus,
    },
};

/// Commands about service requests.
#[derive(Debug, Subcommand)]
#[command(after_help = "These commands need a person: sign in first.

Examples:
  nahtlos service-requests topics
  nahtlos service-requests create --topic 90000001 --severity moderate --title \"Seats missing\" --description \"Two of ten\"
  nahtlos service-requests update REQUEST --note \"Since Monday\"
  nahtlos service-requests list --status attention-needed")]
pub(crate) enum Command {
    /// Your requests, newest first
    List(List),
    /// One request with all that was said
    Show(Show),
    /// What a request can be about
    Topics(Topics),
    /// File a request
    Create(Create),
    /// Say something, or change one; what is not named stays as it is
    Update(Update),
}

/// Options of `nahtlos service-requests list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only those about this customer
    #[arg(long, value_name = "ID")]
    customer: Option<String>,
    /// Only those in this state
    #[arg(long)]
    status: Option<Status>,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos service-requests show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The request's id
    request: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos service-requests topics`.
#[derive(Debug, Args)]
pub(crate) struct Topics {
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos service-requests create`.
#[derive(Debug, Args)]
pub(crate) struct Create {
    /// What it is about, by id; `topics` lists them
    #[arg(long, value_name = "ID")]
    topic: String,
    /// How bad it is
    #[arg(long)]
    severity: Severity,
    /// In a few words
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    title: String,
    /// The whole of it
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    description: String,
    /// The customer it is about [default: yourself]
    #[arg(long, value_name = "ID")]
    customer: Option<String>,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos service-requests update`.
#[derive(Debug, Args)]
pub(crate) struct Update {
    /// The request's id
    request: String,
    #[command(flatten)]
    change: Change,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Change {
    /// Something to say; a request that waits for you is open again
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    note: Option<String>,
    /// State to set
    #[arg(long)]
    status: Option<Status>,
    /// How bad it is
    #[arg(long)]
    severity: Option<Severity>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Status {
    Open,
    AttentionNeeded,
    Closed,
}

impl From<Status> for ServiceRequestStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::AttentionNeeded => Self::AttentionNeeded,
            Status::Closed => Self::Closed,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Severity {
    Critical,
    Moderate,
    Minimal,
}

impl From<Severity> for ServiceRequestSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::Critical,
            Severity::Moderate => Self::Moderate,
            Severity::Minimal => Self::Minimal,
        }
    }
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::List(list) => list.remote.run(screen, async |client| list.work(&client, screen).await),
        Command::Show(show) => show.remote.run(screen, async |client| {
            let one = client.service_requests().get(&show.request).await?;
            show.remote.show(screen, &one, |one| print(one, screen))
        }),
        Command::Topics(topics) => topics.remote.run(screen, async |client| topics.work(&client, screen).await),
        Command::Create(create) => create.remote.run(screen, async |client| create.work(&client, screen).await),
        Command::Update(update) => update.remote.run(screen, async |client| {
            let after = client.service_requests().update(&update.request, &update.change.body()).await?;
            update.remote.show(screen, &after, |after| print(after, screen))
        }),
    }
}

impl List {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let is = |status: Status| Filter::field("Status", FilterOperator::Equals, ServiceRequestStatus::from(status).as_str());
        let filter = self.status.map(is);
        let requests = client.service_requests();
        let all = match &self.customer {
            Some(customer) => collect(requests.of_customer(customer, filter.as_ref())).await?,
            None => collect(requests.list(filter.as_ref())).await?,
        };
        self.remote.show(screen, &all, |all| {
            let columns = ["id", "created", "status", "severity", "organization", "title"].map(Column::Left);
            let row = |one: &ServiceRequest| {
                vec![
                    cell(one.id.as_ref()),
                    ever(one.created_date),
                    cell(one.status.as_ref()),
                    cell(one.severity.as_ref()),
                    organization(one),
                    cell(one.title.as_ref()),
                ]
            };
            table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
        })
    }
}

impl Topics {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let all = client.service_requests().topics().await?;
        self.remote.show(screen, &all, |all| {
            let columns = [Column::Right("id"), Column::Left("name"), Column::Left("description")];
            let rows: Vec<Vec<String>> = all
                .iter()
                .map(|topic| vec![cell(topic.id), cell(topic.name.as_ref()), cell(topic.description.as_ref())])
                .collect();
            table::print(screen, &columns, &rows);
        })
    }
}

impl Create {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let about = |id: &String| ServiceRequestOrganization {
            id: Some(id.clone()),
            ..ServiceRequestOrganization::default()
        };
        let request = ServiceRequest {
            title: Some(self.title.clone()),
            description: Some(self.description.clone()),
            severity: Some(ServiceRequestSeverity::from(self.severity).into()),
            support_topic_id: Some(self.topic.clone()),
            organization: self.customer.as_ref().map(about),
            ..ServiceRequest::default()
        };
        let made = client.service_requests().create(remote::locale(screen.lang()), &request).await?;
        self.remote.show(screen, &made, |made| print(made, screen))
    }
}

impl Change {
    fn body(&self) -> ServiceRequest {
        let note = |text: &String| ServiceRequestNote {
            text: Some(text.clone()),
            ..ServiceRequestNote::default()
        };
        ServiceRequest {
            new_note: self.note.as_ref().map(note),
            status: self.status.map(|status| ServiceRequestStatus::from(status).into()),
            severity: self.severity.map(|severity| ServiceRequestSeverity::from(severity).into()),
            ..ServiceRequest::default()
        }
    }
}

fn print(one: &ServiceRequest, screen: &Screen) {
    table::print_one(
        screen,
        &[
            ("id", cell(one.id.as_ref())),
            ("title", cell(one.title.as_ref())),
            ("topic", cell(one.support_topic_name.as_ref().or(one.support_topic_id.as_ref()))),
            ("severity", cell(one.severity.as_ref())),
            ("status", cell(one.status.as_ref())),
            ("organization", organization(one)),
            ("contact", contact(one.primary_contact.as_ref())),
            ("created", ever(one.created_date)),
            ("modified", ever(one.last_modified_date)),
            ("closed", ever(one.last_closed_date)),
        ],
    );
    for text in one.description.iter().filter(|text| !text.is_empty()) {
        screen.line("");
        screen.line(text);
    }
    for note in one.notes.iter().flatten() {
        screen.line("");
        let when = cell(note.created_date.map(|at| at.0));
        screen.heading(&format!("{when}  {}", cell(note.created_by_name.as_ref())));
        screen.line(note.text.as_deref().unwrap_or_default());
    }
}

fn organization(one: &ServiceRequest) -> String {
    let organization = one.organization.as_ref();
    cell(organization.and_then(|organization| organization.name.as_ref().or(organization.id.as_ref())))
}

fn contact(contact: Option<&ServiceRequestContact>) -> String {
    let Some(contact) = contact else { return String::new() };
    let parts = [&contact.first_name, &contact.last_name, &contact.email];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// A date, or nothing where it never was.
fn ever(date: Option<Ever>) -> String {
    cell(date.and_then(|date| date.0))
}
