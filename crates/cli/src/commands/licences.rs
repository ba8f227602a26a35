//! `nahtlos licences …`: a customer's seats, what a user holds, and giving and taking in one step. These calls need a person: the center
//! refuses applications alone.

use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked, print_json},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{Args, Subcommand};
use nahtlos_client::Client;
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::{
    enums::LicenseGroupId,
    licenses::{License, LicenseAssignment, LicenseUpdate, ProductSku, SubscribedSku},
};

/// Every group of licences; unasked, only the first is told.
const GROUPS: [LicenseGroupId; 2] = [LicenseGroupId::Group1, LicenseGroupId::Group2];

/// Commands about licences.
#[derive(Debug, Subcommand)]
#[command(after_help = "These commands need a person: sign in first.

Examples:
  nahtlos sign-in
  nahtlos licences list CUSTOMER
  nahtlos licences assign CUSTOMER USER --add NEW-SKU --remove OLD-SKU")]
pub(crate) enum Command {
    /// A customer's SKUs with their seats
    List(List),
    /// What a user holds
    User(User),
    /// Give and take, in one step
    Assign(Assign),
}

/// Options of `nahtlos licences list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The customer's id
    customer: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos licences user`.
#[derive(Debug, Args)]
pub(crate) struct User {
    /// The customer's id
    customer: String,
    /// The user's id
    user: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos licences assign`.
#[derive(Debug, Args)]
pub(crate) struct Assign {
    /// The customer's id
    customer: String,
    /// The user's id
    user: String,
    /// SKU to give, by id; may be given several times
    #[arg(long, value_name = "SKU", required_unless_present = "remove")]
    add: Vec<String>,
    /// Service plans to switch off in the one SKU that is given, by id
    #[arg(long, value_name = "PLAN", value_delimiter = ',', requires = "add")]
    off: Vec<String>,
    /// SKU to take, by id; may be given several times
    #[arg(long, value_name = "SKU")]
    remove: Vec<String>,
    #[command(flatten)]
    remote: Remote,
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::List(list) => list.remote.run(screen, async |client| list.work(&client, screen).await),
        Command::User(user) => user.remote.run(screen, async |client| user.work(&client, screen).await),
        Command::Assign(assign) => {
            if !assign.off.is_empty() && assign.add.len() > 1 {
                return Err(Failure::Usage(screen.text("cli-licence-off", Values::new())));
            }
            assign.remote.run(screen, async |client| assign.work(&client, screen).await)
        }
    }
}

impl List {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let pools = client.licenses().subscribed_skus(&self.customer, &GROUPS).await?;
        self.remote.show(screen, &pools, |pools| {
            let columns = [
                Column::Left("sku"),
                Column::Left("name"),
                Column::Right("total"),
                Column::Right("active"),
                Column::Right("held"),
                Column::Right("free"),
                Column::Left("status"),
            ];
            let rows: Vec<Vec<String>> = pools.iter().map(pool).collect();
            table::print(screen, &columns, &rows);
        })
    }
}

fn pool(pool: &SubscribedSku) -> Vec<String> {
    let [id, name] = sku(pool.product_sku.as_ref());
    let number = |count: Option<i64>| count.unwrap_or_default().to_string();
    vec![
        id,
        name,
        number(pool.total_units),
        number(pool.active_units),
        number(pool.consumed_units),
        number(pool.available_units),
        cell(pool.capability_status.as_ref()),
    ]
}

/// A SKU's id and name.
fn sku(sku: Option<&ProductSku>) -> [String; 2] {
    let name = sku.and_then(|sku| sku.name.as_ref().or(sku.sku_part_number.as_ref()));
    [cell(sku.and_then(|sku| sku.id.as_ref())), cell(name)]
}

impl User {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let held = client.licenses().of_user(&self.customer, &self.user, &GROUPS).await?;
        self.remote.show(screen, &held, |held| print(held, screen))
    }
}

impl Assign {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let assignment = |sku: &String| LicenseAssignment {
            sku_id: Some(sku.clone()),
            excluded_plans: Some(self.off.clone()),
            ..LicenseAssignment::default()
        };
        let update = LicenseUpdate {
            licenses_to_assign: Some(self.add.iter().map(assignment).collect()),
            licenses_to_remove: Some(self.remove.clone()),
            ..LicenseUpdate::default()
        };
        let done = client.licenses().update(&self.customer, &self.user, &update).await?;
        for warning in done.license_warnings.iter().flatten() {
            screen.warn(warning.message.as_deref().unwrap_or_default());
        }
        if self.remote.json {
            print_json(screen, &done)?;
            return Ok(End::Done);
        }
        let held = client.licenses().of_user(&self.customer, &self.user, &GROUPS).await?;
        print(&held, screen);
        Ok(End::Done)
    }
}

fn print(held: &[License], screen: &Screen) {
    let columns = [
        Column::Left("sku"),
        Column::Left("name"),
        Column::Right("plans"),
        Column::Left("switched-off"),
    ];
    let rows: Vec<Vec<String>> = held
        .iter()
        .map(|license| {
            let [id, name] = sku(license.product_sku.as_ref());
            let plans = license.service_plans.as_deref().unwrap_or_default();
            let off = plans
                .iter()
                .filter(|plan| {
                    plan.capability_status
                        .as_deref()
                        .is_some_and(|status| status.eq_ignore_ascii_case("disabled"))
                })
                .filter_map(|plan| plan.service_name.as_deref().or(plan.id.as_deref()));
            vec![id, name, plans.len().to_string(), off.collect::<Vec<_>>().join(", ")]
        })
        .collect();
    table::print(screen, &columns, &rows);
}
