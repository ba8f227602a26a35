//! `nahtlos subscriptions …`: what a customer subscribes to, and changes of it. A change keeps what it does not name: left out, renewal
//! would go off.

use crate::{
    end::{End, Ended},
    remote::{Remote, Worked, print_json},
    screen::Screen,
    table::{self, Column},
};
use clap::{Args, Subcommand, ValueEnum};
use nahtlos_client::{Client, Updated, collect, keeping};
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::{
    Sent,
    enums::SubscriptionStatus,
    subscriptions::{Subscription, SubscriptionPatch},
};

/// Commands about subscriptions.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos subscriptions list CUSTOMER
  nahtlos subscriptions set CUSTOMER SUBSCRIPTION --quantity 25
  nahtlos subscriptions set CUSTOMER SUBSCRIPTION --renew off")]
pub(crate) enum Command {
    /// A customer's subscriptions, in every state
    List(List),
    /// One subscription
    Show(Show),
    /// Change one; what is not named stays as it is
    Set(Set),
}

/// Options of `nahtlos subscriptions list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The customer's id
    customer: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos subscriptions show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The customer's id
    customer: String,
    /// The subscription's id
    subscription: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos subscriptions set`.
#[derive(Debug, Args)]
pub(crate) struct Set {
    /// The customer's id
    customer: String,
    /// The subscription's id
    subscription: String,
    #[command(flatten)]
    change: Change,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Change {
    /// Number of seats
    #[arg(long, value_name = "N")]
    quantity: Option<u32>,
    /// Whether it renews at the end of its term; off also drops what is scheduled for then
    #[arg(long, value_name = "on|off")]
    renew: Option<Switch>,
    /// Your name for it
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Suspend it; billing goes on
    #[arg(long, conflicts_with_all = ["activate", "cancel"])]
    suspend: bool,
    /// Make a suspended one active again
    #[arg(long, conflicts_with = "cancel")]
    activate: bool,
    /// Cancel it, within its window
    #[arg(long)]
    cancel: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::List(list) => list.remote.run(screen, async |client| list.work(&client, screen).await),
        Command::Show(show) => show.remote.run(screen, async |client| show.work(&client, screen).await),
        Command::Set(set) => set.remote.run(screen, async |client| set.work(&client, screen).await),
    }
}

impl List {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let all: Vec<Subscription> = collect(client.subscriptions().list(&self.customer)).await?;
        if self.remote.json {
            print_json(screen, &all)?;
            return Ok(End::Done);
        }
        let columns = [
            Column::Left("id"),
            Column::Left("name"),
            Column::Right("seats"),
            Column::Left("status"),
            Column::Left("renewal"),
            Column::Left("term"),
            Column::Left("ends"),
        ];
        let rows: Vec<Vec<String>> = all
            .iter()
            .map(|one| {
                vec![
                    one.id.clone().unwrap_or_default(),
                    name(one),
                    one.quantity.map(|seats| seats.to_string()).unwrap_or_default(),
                    status(one),
                    renewal(one, screen),
                    one.term_duration.clone().unwrap_or_default(),
                    ends(one),
                ]
            })
            .collect();
        table::print(screen, &columns, &rows);
        Ok(End::Done)
    }
}

impl Show {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let one = client.subscriptions().get(&self.customer, &self.subscription).await?;
        show(&one, self.remote.json, screen)
    }
}

impl Set {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let now = client.subscriptions().get(&self.customer, &self.subscription).await?;
        let patch = self.change.patch(&now);
        match client.subscriptions().update(&self.customer, &self.subscription, &patch).await? {
            Updated::Done(then) => show(&then, self.remote.json, screen),
            Updated::Later(place) => {
                screen.say("cli-subscription-later", Values::new().text("place", place.unwrap_or_default()));
                Ok(End::Done)
            }
        }
    }
}

impl Change {
    fn patch(&self, now: &Subscription) -> SubscriptionPatch {
        let mut patch = keeping(now);
        if let Some(quantity) = self.quantity {
            patch.quantity = Sent::Value(quantity);
        }
        if let Some(name) = &self.name {
            patch.friendly_name = Sent::Value(name.clone());
        }
        if let Some(renew) = self.renew {
            patch.auto_renew_enabled = Sent::Value(renew == Switch::On);
            // What it says of renewal is about to be untrue.
            patch.end_of_term_action = Sent::Absent;
            if renew == Switch::Off {
                patch.scheduled_next_term_instructions = Sent::Absent;
            }
        }
        let statuses = [
            (self.suspend, SubscriptionStatus::Suspended),
            (self.activate, SubscriptionStatus::Active),
            (self.cancel, SubscriptionStatus::Deleted),
        ];
        if let Some((_, status)) = statuses.into_iter().find(|(asked, _)| *asked) {
            patch.status = Sent::Value(status);
        }
        patch
    }
}

fn show(one: &Subscription, json: bool, screen: &Screen) -> Worked {
    if json {
        print_json(screen, one)?;
        return Ok(End::Done);
    }
    table::print_one(
        screen,
        &[
            ("id", one.id.clone().unwrap_or_default()),
            ("name", name(one)),
            ("offer", one.offer_id.clone().unwrap_or_default()),
            ("seats", one.quantity.map(|seats| seats.to_string()).unwrap_or_default()),
            ("status", status(one)),
            ("renewal", renewal(one, screen)),
            ("term", one.term_duration.clone().unwrap_or_default()),
            ("billing", one.billing_cycle.map(|cycle| cycle.to_string()).unwrap_or_default()),
            ("ends", ends(one)),
            (
                "cancellable",
                one.cancellation_allowed_until_date
                    .value()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            ),
            ("order", one.order_id.clone().unwrap_or_default()),
        ],
    );
    Ok(End::Done)
}

fn name(one: &Subscription) -> String {
    let named = one.friendly_name.clone().filter(|name| !name.is_empty());
    named.or_else(|| one.offer_name.clone()).unwrap_or_default()
}

fn status(one: &Subscription) -> String {
    one.status.map(|status| status.to_string()).unwrap_or_default()
}

fn renewal(one: &Subscription, screen: &Screen) -> String {
    match one.auto_renew_enabled {
        Some(true) => screen.text("cli-on", Values::new()),
        Some(false) => screen.text("cli-off", Values::new()),
        None => String::new(),
    }
}

fn ends(one: &Subscription) -> String {
    one.commitment_end_date.map(|end| end.date().to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_wire::enums::EndOfTermAction;

    #[test]
    fn a_change_keeps_renewal_unless_it_names_it() {
        let now = Subscription {
            auto_renew_enabled: Some(true),
            end_of_term_action: Some(EndOfTermAction::Renew),
            ..Subscription::default()
        };
        let mut change = Change {
            quantity: Some(7),
            renew: None,
            name: None,
            suspend: false,
            activate: false,
            cancel: false,
        };
        assert_eq!(change.patch(&now).auto_renew_enabled, Sent::Value(true));
        assert_eq!(change.patch(&now).quantity, Sent::Value(7));
        assert!(change.patch(&now).status.is_absent());
        change.renew = Some(Switch::Off);
        assert_eq!(change.patch(&now).auto_renew_enabled, Sent::Value(false));
        assert!(change.patch(&now).end_of_term_action.is_absent());
    }
}
