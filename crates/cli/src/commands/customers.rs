//! `nahtlos customers …`: the customers of the partner who asks.

use crate::{
    end::Ended,
    remote::{Remote, Worked},
    screen::Screen,
    table::{self, Column, cell},
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
        self.remote.show(screen, &all, |all| {
            let rows: Vec<Vec<String>> = all.iter().map(|one| row(one).to_vec()).collect();
            table::print(screen, &["id", "company", "domain", "relationship"].map(Column::Left), &rows);
        })
    }
}

fn row(customer: &Customer) -> [String; 4] {
    let company = customer.company_profile.clone().unwrap_or_default();
    [
        cell(customer.id.as_ref()),
        cell(company.company_name),
        cell(company.domain),
        cell(customer.relationship_to_partner),
    ]
}

impl Show {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let customer = client.customers().get(&self.customer).await?;
        self.remote.show(screen, &customer, |customer| {
            let billing = customer.billing_profile.clone().unwrap_or_default();
            let address = billing.default_address.unwrap_or_default();
            let place = [address.address_line1, address.postal_code, address.city, address.country];
            let place: Vec<String> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            let [id, company, domain, relationship] = row(customer);
            table::print_one(
                screen,
                &[
                    ("id", id),
                    ("company", company),
                    ("domain", domain),
                    ("relationship", relationship),
                    ("delegated", cell(customer.allow_delegated_access)),
                    ("address", place.join(", ")),
                    ("mail", cell(billing.email)),
                ],
            );
        })
    }
}
