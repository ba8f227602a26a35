//! `nahtlos subscriptions …`: what a customer subscribes to, and changes of it. A change keeps what it does not name: left out, renewal
//! would go off.

use crate::{
    end::{End, Ended},
    remote::{Remote, Worked},
    screen::Screen,
    table::{self, Column, cell},
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
        self.remote.show(screen, &all, |all| {
            let columns = [
                Column::Left("id"),
                Column::Left("name"),
                Column::Right("seats"),
                Column::Left("status"),
                Column::Left("renewal"),
                Column::Left("term"),
                Column::Left("ends"),
            ];
            let row = |one: &Subscription| {
                vec![
                    cell(one.id.as_ref()),
                    name(one),
                    cell(one.quantity),
                    cell(one.status),
                    renewal(one, screen),
                    cell(one.term_duration.as_ref()),
                    ends(one),
                ]
            };
            let rows: Vec<Vec<String>> = all.iter().map(row).collect();
            table::print(screen, &columns, &rows);
        })
    }
}

impl Show {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let one = client.subscriptions().get(&self.customer, &self.subscription).await?;
        self.remote.show(screen, &one, |one| print(one, screen))
    }
}

impl Set {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let now = client.subscriptions().get(&self.customer, &self.subscription).await?;
        let patch = self.change.patch(&now);
        match client.subscriptions().update(&self.customer, &self.subscription, &patch).await? {
            Updated::Done(then) => self.remote.show(screen, &then, |then| print(then, screen)),
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

fn print(one: &Subscription, screen: &Screen) {
    table::print_one(
        screen,
        &[
            ("id", cell(one.id.as_ref())),
            ("name", name(one)),
            ("offer", cell(one.offer_id.as_ref())),
            ("seats", cell(one.quantity)),
            ("status", cell(one.status)),
            ("renewal", renewal(one, screen)),
            ("term", cell(one.term_duration.as_ref())),
            ("billing", cell(one.billing_cycle)),
            ("ends", ends(one)),
            ("cancellable", cell(one.cancellation_allowed_until_date.value())),
            ("order", cell(one.order_id.as_ref())),
        ],
    );
}

fn name(one: &Subscription) -> String {
    let named = one.friendly_name.clone().filter(|name| !name.is_empty());
    named.or_else(|| one.offer_name.clone()).unwrap_or_default()
}

fn renewal(one: &Subscription, screen: &Screen) -> String {
    match one.auto_renew_enabled {
        Some(true) => screen.text("cli-on", Values::new()),
        Some(false) => screen.text("cli-off", Values::new()),
        None => String::new(),
    }
}

fn ends(one: &Subscription) -> String {
    cell(one.commitment_end_date.map(|end| end.date()))
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
