//! `nahtlos customers …`: the customers of the partner who asks.

use crate::{
    end::{End, Ended},
    remote::{Remote, Worked, print_json},
    screen::Screen,
    table::{self, Column},
};
use clap::{Args, Subcommand};
use nahtlos_client::{Client, collect};
use nahtlos_wire::{
    customers::Customer,
    filters::{Filter, FilterOperator},
};

/// Commands about customers.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos customers list --filter \"Hotel \"
  nahtlos customers show 5a000000-0000-4000-8000-000000000001 --json")]
pub(crate) enum Command {
    /// Your customers
    List(List),
    /// One customer
    Show(Show),
}

/// Options of `nahtlos customers list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only companies whose name begins so
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos customers show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The customer's id
    customer: String,
    #[command(flatten)]
    remote: Remote,
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::List(list) => list.remote.run(screen, async |client| list.work(&client, screen).await),
        Command::Show(show) => show.remote.run(screen, async |client| show.work(&client, screen).await),
    }
}

impl List {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let begins = |text: &String| Filter::field("CompanyName", FilterOperator::StartsWith, text);
        let filter = self.filter.as_ref().map(begins);
        let all: Vec<Customer> = collect(client.customers().list(filter.as_ref())).await?;
        if self.remote.json {
            print_json(screen, &all)?;
            return Ok(End::Done);
        }
        let rows: Vec<Vec<String>> = all.into_iter().map(row).collect();
        let columns = ["id", "company", "domain", "relationship"].map(Column::Left);
        table::print(screen, &columns, &rows);
        Ok(End::Done)
    }
}

fn row(customer: Customer) -> Vec<String> {
    let company = customer.company_profile.unwrap_or_default();
    let relationship = customer.relationship_to_partner.map(|kind| kind.to_string());
    vec![
        customer.id.unwrap_or_default(),
        company.company_name.unwrap_or_default(),
        company.domain.unwrap_or_default(),
        relationship.unwrap_or_default(),
    ]
}

impl Show {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let customer = client.customers().get(&self.customer).await?;
        if self.remote.json {
            print_json(screen, &customer)?;
            return Ok(End::Done);
        }
        let billing = customer.billing_profile.clone().unwrap_or_default();
        let address = billing.default_address.unwrap_or_default();
        let place = [address.address_line1, address.postal_code, address.city, address.country];
        let place: Vec<String> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let delegated = customer.allow_delegated_access;
        let [id, company, domain, relationship] = <[String; 4]>::try_from(row(customer)).unwrap_or_default();
        table::print_one(
            screen,
            &[
                ("id", id),
                ("company", company),
                ("domain", domain),
                ("relationship", relationship),
                ("delegated", delegated.map(|on| on.to_string()).unwrap_or_default()),
                ("address", place.join(", ")),
                ("mail", billing.email.unwrap_or_default()),
            ],
        );
        Ok(End::Done)
    }
}
