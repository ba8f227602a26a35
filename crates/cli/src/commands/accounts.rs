//! `nahtlos account …`: a partner's accounts at other services, where moves are carried out. What opens an account comes from a file, never
//! from the command line, and is never printed.

use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{Args, Subcommand, ValueHint, builder::NonEmptyStringValueParser};
use nahtlos_client::Client;
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::{
    accounts::{Account, AccountCustomer, AccountRequest},
    moves::MoveEstate,
};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Commands about accounts.
#[derive(Debug, Subcommand)]
#[command(
    after_help = "Credentials are a file of two lines, of which an application on its own needs the first alone:
  client-secret = \"…\"
  refresh-token = \"…\"

Examples:
  nahtlos account add Live --service-tenant contoso.example --service-client ID --credentials credentials.toml
  nahtlos account test Live
  nahtlos move start nordwind --account Live
  nahtlos account customers Live
  nahtlos account estate Live CUSTOMER_ID --currency EUR > estate.json"
)]
pub(crate) enum Command {
    /// Make an account, and test it
    Add(Box<Add>),
    /// Your accounts
    List(List),
    /// One of them
    Show(One),
    /// Change one: its name, its addresses, what opens it
    Change(Box<Change>),
    /// Sign in there and read one thing
    Test(One),
    /// The customers that you have there
    Customers(One),
    /// What a customer there holds: the estate.json that `move start` takes
    Estate(Held),
    /// Delete one at which no open move is carried out
    Remove(One),
}

/// What an account says.
#[derive(Debug, Args)]
struct Fields {
    /// Your tenant at the service: a GUID, or one of its domains
    #[arg(long, value_name = "TENANT", value_parser = NonEmptyStringValueParser::new())]
    service_tenant: Option<String>,
    /// Your application's id there
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    service_client: Option<String>,
    /// Address of its Partner Center API, without /v1 [default: the reference's]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    partner_center: Option<String>,
    /// Address of its Graph, without /v1.0 [default: the reference's]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    service_graph: Option<String>,
    /// Address of its sign-in, without the tenant [default: the reference's]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    service_login: Option<String>,
    /// File with what opens it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    credentials: Option<PathBuf>,
}

/// Options of `nahtlos account add`.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Its name
    name: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos account change`.
#[derive(Debug, Args)]
pub(crate) struct Change {
    /// Its name or id
    account: String,
    /// Another name
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    name: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos account list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    remote: Remote,
}

/// Options of the commands about one account.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// Its name or id
    account: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos account estate`.
#[derive(Debug, Args)]
pub(crate) struct Held {
    /// The account's name or id
    account: String,
    /// The customer's tenant: a GUID
    customer: String,
    /// Currency in which its move is planned: the service does not tell the customer's
    #[arg(long, value_name = "CODE", value_parser = NonEmptyStringValueParser::new())]
    currency: String,
    #[command(flatten)]
    remote: Remote,
}

/// A file with what opens an account.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Credentials {
    client_secret: Option<String>,
    refresh_token: Option<String>,
}

impl Fields {
    fn request(&self, name: Option<&String>) -> Result<AccountRequest, Failure> {
        let opener = self.credentials.as_deref().map(credentials).transpose()?;
        let (client_secret, refresh_token) = opener.map_or((None, None), |opener| (opener.client_secret, opener.refresh_token));
        Ok(AccountRequest {
            name: name.cloned(),
            partner_center: self.partner_center.clone(),
            graph: self.service_graph.clone(),
            login: self.service_login.clone(),
            tenant: self.service_tenant.clone(),
            client_id: self.service_client.clone(),
            client_secret,
            refresh_token,
        })
    }
}

/// Reads a file with what opens an account; what is wrong with it is said without a word of what stands in it.
fn credentials(path: &Path) -> Result<Credentials, Failure> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Refused(format!("{name}: {error}")))?;
    toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        Failure::Refused(format!(
            "{name}, line {line}: only client-secret = \"…\" and refresh-token = \"…\" may stand there"
        ))
    })
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::Add(add) => {
            let wanted = add.fields.request(Some(&add.name))?;
            add.remote.run(screen, async |client| {
                let made = client.accounts().create(&wanted).await?;
                let id = cell(made.id.as_ref());
                if !add.remote.json {
                    screen.say("cli-account-made", Values::new().text("name", cell(made.name.as_ref())));
                    screen.flush();
                }
                tested(&client, &add.remote, &id, screen).await
            })
        }
        Command::List(list) => list.remote.run(screen, async |client| {
            let all = client.accounts().list().await?;
            list.remote.show(screen, &all, |all| print_all(all, screen))
        }),
        Command::Show(one) => one.remote.run(screen, async |client| {
            let found = named(&client, &one.account, screen).await?;
            one.remote.show(screen, &found, |found| print(found, screen))
        }),
        Command::Change(change) => {
            let wanted = change.fields.request(change.name.as_ref())?;
            change.remote.run(screen, async |client| {
                let found = named(&client, &change.account, screen).await?;
                let changed = client.accounts().update(&cell(found.id.as_ref()), &wanted).await?;
                change.remote.show(screen, &changed, |changed| print(changed, screen))
            })
        }
        Command::Test(one) => one.remote.run(screen, async |client| {
            let found = named(&client, &one.account, screen).await?;
            tested(&client, &one.remote, &cell(found.id.as_ref()), screen).await
        }),
        Command::Customers(one) => one.remote.run(screen, async |client| {
            let found = named(&client, &one.account, screen).await?;
            let all = client.accounts().customers(&cell(found.id.as_ref())).await?;
            one.remote.show(screen, &all, |all| print_customers(all, screen))
        }),
        Command::Estate(held) => held.remote.run(screen, async |client| {
            let found = named(&client, &held.account, screen).await?;
            let of = client
                .accounts()
                .estate(&cell(found.id.as_ref()), &held.customer, &held.currency)
                .await?;
            held.remote.show(screen, &of, |of| print_estate(of, screen))
        }),
        Command::Remove(one) => one.remote.run(screen, async |client| {
            let found = named(&client, &one.account, screen).await?;
            client.accounts().delete(&cell(found.id.as_ref())).await?;
            if !one.remote.json {
                screen.say("cli-account-removed", Values::new().text("name", cell(found.name.as_ref())));
            }
            Ok(End::Done)
        }),
    }
}

/// The account of a name, or of an id.
async fn named(client: &Client, account: &str, screen: &Screen) -> Result<Account, crate::remote::Stop> {
    let all = client.accounts().list().await?;
    let is = |one: &Account| {
        let same = |text: &Option<String>| {
            text.as_ref()
                .is_some_and(|text| text.to_lowercase() == account.trim().to_lowercase())
        };
        same(&one.id) || same(&one.name)
    };
    let found = all.into_iter().find(is);
    Ok(found.ok_or_else(|| Failure::Refused(screen.text("cli-account-unknown", Values::new().text("account", account))))?)
}

/// Tests an account; one that does not work ends with exit code 1.
async fn tested(client: &Client, remote: &Remote, id: &str, screen: &Screen) -> Worked {
    let account = client.accounts().test(id).await?;
    let works = account.tested.as_ref().is_some_and(|test| test.works == Some(true));
    remote.show(screen, &account, |account| print(account, screen))?;
    Ok(if works { End::Done } else { End::Refused })
}

/// What the last test said.
fn test(account: &Account, screen: &Screen) -> String {
    let Some(test) = &account.tested else {
        return screen.text("cli-account-untested", Values::new());
    };
    let organization = test.organization.clone().unwrap_or_default();
    let values = Values::new()
        .text("time", cell(test.time))
        .text("problem", cell(test.problem.as_ref()))
        .text("organization", organization.clone())
        .text("has-organization", if organization.is_empty() { "no" } else { "yes" });
    let key = if test.works == Some(true) {
        "cli-account-works"
    } else {
        "cli-account-fails"
    };
    screen.text(key, values)
}

fn print(account: &Account, screen: &Screen) {
    table::print_one(
        screen,
        &[
            ("id", cell(account.id.as_ref())),
            ("name", cell(account.name.as_ref())),
            ("partner-center", cell(account.partner_center.as_ref())),
            ("graph", cell(account.graph.as_ref())),
            ("login", cell(account.login.as_ref())),
            ("tenant", cell(account.tenant.as_ref())),
            ("client-id", cell(account.client_id.as_ref())),
            ("kind", cell(account.kind)),
            ("key", cell(account.key.as_ref())),
            ("renewed", cell(account.renewed_time)),
            ("test", test(account, screen)),
        ],
    );
}

fn print_all(all: &[Account], screen: &Screen) {
    let row = |account: &Account| {
        vec![
            cell(account.name.as_ref()),
            cell(account.partner_center.as_ref()),
            cell(account.tenant.as_ref()),
            cell(account.kind),
            test(account, screen),
        ]
    };
    let columns = ["name", "partner-center", "tenant", "kind", "test"].map(Column::Left);
    table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
}

fn print_customers(all: &[AccountCustomer], screen: &Screen) {
    let row = |one: &AccountCustomer| {
        vec![
            cell(one.customer_name.as_ref()),
            cell(one.customer_domain.as_ref()),
            cell(one.customer_id.as_ref()),
        ]
    };
    let columns = ["name", "domain", "id"].map(Column::Left);
    table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
}

/// The estate alone, for a file; what could not be seen is warned of.
fn print_estate(of: &MoveEstate, screen: &Screen) {
    for lack in of.lacks.iter().flatten() {
        if let Some(sentence) = super::campaign::risk(screen, lack) {
            screen.warn(&sentence);
        }
    }
    let estate = of.estate.clone().unwrap_or_default();
    screen.write(&format!("{estate:#}\n"));
}
