//! `nahtlos orders …`: a customer's orders, and new ones by way of a cart. A cart with a line that cannot be bought is not checked out.

use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Stop, Worked},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{Args, Subcommand, ValueEnum};
use nahtlos_client::Client;
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::{
    carts::{Cart, CartLineItem},
    enums::BillingCycleType,
    orders::Order,
};

/// Commands about orders.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos orders list CUSTOMER
  nahtlos orders place CUSTOMER --item CFQ7TTC0LFLX:0001 --seats 10 --term P1Y --billing monthly")]
pub(crate) enum Command {
    /// A customer's orders
    List(List),
    /// One order with its lines
    Show(Show),
    /// Buy seats: makes a cart and checks it out
    Place(Place),
}

/// Options of `nahtlos orders list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The customer's id
    customer: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos orders show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The customer's id
    customer: String,
    /// The order's id
    order: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos orders place`.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// The customer's id
    customer: String,
    /// Catalogue item PRODUCT:SKU:AVAILABILITY; PRODUCT:SKU alone takes its only availability for the customer
    #[arg(long, value_name = "ITEM")]
    item: String,
    /// Number of seats
    #[arg(long, value_name = "N")]
    seats: u32,
    /// How long the term is, such as P1M, P1Y or P3Y
    #[arg(long, value_name = "DURATION")]
    term: String,
    /// How often is billed
    #[arg(long)]
    billing: Billing,
    /// Confirm the attestation that some products ask for
    #[arg(long)]
    accept_attestation: bool,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Billing {
    Monthly,
    Annual,
    Biennial,
    Triennial,
    OneTime,
}

impl From<Billing> for BillingCycleType {
    fn from(billing: Billing) -> Self {
        match billing {
            Billing::Monthly => Self::Monthly,
            Billing::Annual => Self::Annual,
            Billing::Biennial => Self::Biennial,
            Billing::Triennial => Self::Triennial,
            Billing::OneTime => Self::OneTime,
        }
    }
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::List(list) => list.remote.run(screen, async |client| list.work(&client, screen).await),
        Command::Show(show) => show.remote.run(screen, async |client| show.work(&client, screen).await),
        Command::Place(place) => place.remote.run(screen, async |client| place.work(&client, screen).await),
    }
}

impl List {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let all = client.orders().list(&self.customer, None, false).await?;
        self.remote.show(screen, &all, |all| print_orders(all, screen))
    }
}

impl Show {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let order = client.orders().get(&self.customer, &self.order, true).await?;
        self.remote.show(screen, &order, |order| print_order(order, screen))
    }
}

fn print_order(order: &Order, screen: &Screen) {
    let total = format!("{} {}", cell(order.total_price), cell(order.currency_code.as_ref()));
    table::print_one(
        screen,
        &[
            ("id", cell(order.id.as_ref())),
            ("status", cell(order.status)),
            ("billing", cell(order.billing_cycle)),
            ("created", cell(order.creation_date)),
            ("total", total.trim().to_owned()),
        ],
    );
    screen.line("");
    let columns = [
        Column::Right("line"),
        Column::Left("name"),
        Column::Left("offer"),
        Column::Right("seats"),
        Column::Left("term"),
        Column::Left("subscription"),
    ];
    let rows: Vec<Vec<String>> = order
        .line_items
        .iter()
        .flatten()
        .map(|line| {
            vec![
                line.line_item_number.unwrap_or_default().to_string(),
                cell(line.friendly_name.as_ref()),
                cell(line.offer_id.as_ref()),
                line.quantity.unwrap_or_default().to_string(),
                cell(line.term_duration.as_ref()),
                cell(line.subscription_id.as_ref()),
            ]
        })
        .collect();
    table::print(screen, &columns, &rows);
}

impl Place {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let line = CartLineItem {
            id: Some(0),
            catalog_item_id: Some(self.item(client, screen).await?),
            quantity: Some(self.seats),
            term_duration: Some(self.term.clone()),
            billing_cycle: Some(self.billing.into()),
            attestation_accepted: self.accept_attestation.then_some(true),
            ..CartLineItem::default()
        };
        let cart = Cart {
            line_items: Some(vec![line]),
            ..Cart::default()
        };
        let cart = client.carts().create(&self.customer, &cart).await?;
        if refused_lines(&cart, screen) {
            return Ok(End::Refused);
        }
        let result = client.carts().checkout(&self.customer, &cart.id.unwrap_or_default()).await?;
        let failed = result.order_errors.as_deref().is_some_and(|errors| !errors.is_empty());
        self.remote.show(screen, &result, |result| {
            let orders = result.orders.as_deref().unwrap_or_default();
            if !orders.is_empty() {
                print_orders(orders, screen);
            }
        })?;
        for error in result.order_errors.unwrap_or_default() {
            let values = Values::new()
                .text("group", error.order_group_id.unwrap_or_default())
                .text("code", error.code.unwrap_or_default().to_string())
                .text("text", error.description.unwrap_or_default());
            screen.warn(&screen.text("cli-order-failed", values));
        }
        Ok(if failed { End::Refused } else { End::Done })
    }

    /// The whole id of the item: where the availability is left out, the customer's only one.
    async fn item(&self, client: &Client, screen: &Screen) -> Result<String, Stop> {
        let parts: Vec<&str> = self.item.split(':').collect();
        let [product, sku] = parts[..] else { return Ok(self.item.clone()) };
        let found = client.catalogue_for(&self.customer).availabilities(product, sku, None).await?;
        let mut ids: Vec<String> = found.into_iter().filter_map(|one| one.catalog_item_id).collect();
        ids.sort();
        ids.dedup();
        match &ids[..] {
            [one] => Ok(one.clone()),
            _ => {
                let values = Values::new().text("item", self.item.clone()).text("known", ids.join(", "));
                Err(Failure::Refused(screen.text("cli-order-item", values.count("count", ids.len()))).into())
            }
        }
    }
}

/// Says what is wrong with lines of a cart; true if something is.
fn refused_lines(cart: &Cart, screen: &Screen) -> bool {
    let mut any = false;
    for line in cart.line_items.iter().flatten() {
        let Some(error) = &line.error else { continue };
        any = true;
        let values = Values::new()
            .text("line", line.id.unwrap_or_default().to_string())
            .text("item", cell(line.catalog_item_id.as_ref()))
            .text("code", cell(error.error_code.as_ref()))
            .text("text", cell(error.error_description.as_ref()));
        screen.warn(&screen.text("cli-order-line", values));
    }
    any
}

fn print_orders(orders: &[Order], screen: &Screen) {
    let columns = [
        Column::Left("id"),
        Column::Left("created"),
        Column::Left("status"),
        Column::Left("billing"),
        Column::Right("lines"),
        Column::Left("subscription"),
    ];
    let rows: Vec<Vec<String>> = orders
        .iter()
        .map(|order| {
            let lines = order.line_items.as_deref().unwrap_or_default();
            let subscriptions: Vec<&str> = lines.iter().filter_map(|line| line.subscription_id.as_deref()).collect();
            vec![
                cell(order.id.as_ref()),
                cell(order.creation_date.map(|at| at.date())),
                cell(order.status),
                cell(order.billing_cycle),
                lines.len().to_string(),
                subscriptions.join(" "),
            ]
        })
        .collect();
    table::print(screen, &columns, &rows);
}
