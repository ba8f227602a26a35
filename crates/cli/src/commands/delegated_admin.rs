//! `nahtlos delegated-admin …`: granular delegated administration, as the partner who has it, and as the customer who gives it. The
//! partner asks Graph; the customer's administrator asks the center, signed in at the customer's own tenant.

use crate::{
    end::Ended,
    remote::{Remote, Worked},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{Args, Subcommand};
use nahtlos_client::{
    Client, collect,
    graph::{DelegatedAdmin, Query, quoted},
};
use nahtlos_wire::{
    delegations::GranularAdminRelationship,
    graph::relationships::{AccessAssignment, AccessDetails, DelegatedAdminRelationship, RequestAction},
};

/// Commands about granular delegated administration.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos delegated-admin list --status active
  nahtlos delegated-admin terminate RELATIONSHIP
  nahtlos sign-in --tenant kunde.example            as the customer's global administrator, then:
  nahtlos delegated-admin list --as-customer
  nahtlos delegated-admin approve RELATIONSHIP")]
pub(crate) enum Command {
    /// Relationships that you have, or that your tenant was asked for
    List(List),
    /// One relationship: its roles, and which groups have them
    Show(One),
    /// End one; what it permits ends at once
    Terminate(One),
    /// As the customer: approve one, all its roles
    Approve(Answer),
    /// As the customer: decline one
    Decline(Answer),
}

/// Options of `nahtlos delegated-admin list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only those in this state, such as active or approvalPending
    #[arg(long, value_name = "STATE")]
    status: Option<String>,
    #[command(flatten)]
    side: Side,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos delegated-admin show` and `terminate`.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// The relationship's id
    relationship: String,
    #[command(flatten)]
    side: Side,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos delegated-admin approve` and `decline`.
#[derive(Debug, Args)]
pub(crate) struct Answer {
    /// The relationship's id, which stands in the partner's link
    relationship: String,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
struct Side {
    /// As the customer, not as the partner
    #[arg(long)]
    as_customer: bool,
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::List(list) => list.remote.run(screen, async |client| list.work(&client, screen).await),
        Command::Show(one) => one.remote.run(screen, async |client| one.show(&client, screen).await),
        Command::Terminate(one) => one.remote.run(screen, async |client| one.terminate(&client, screen).await),
        Command::Approve(answer) => answer.remote.run(screen, async |client| {
            let after = client.delegations().approve(&answer.relationship).await?;
            answer.remote.show(screen, &after, |after| print_asked(after, screen))
        }),
        Command::Decline(answer) => answer.remote.run(screen, async |client| {
            let after = client.delegations().decline(&answer.relationship).await?;
            answer.remote.show(screen, &after, |after| print_asked(after, screen))
        }),
    }
}

impl List {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        if self.side.as_customer {
            let mut all = client.delegations().list().await?;
            if let Some(status) = &self.status {
                all.retain(|one| cell(one.status).eq_ignore_ascii_case(status));
            }
            return self.remote.show(screen, &all, |all| {
                let columns = ["id", "name", "partner", "status", "ends"].map(Column::Left);
                let row = |one: &GranularAdminRelationship| {
                    vec![
                        cell(one.id.as_ref()),
                        cell(one.display_name.as_ref()),
                        partner(one),
                        cell(one.status),
                        cell(one.end_date_time),
                    ]
                };
                table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
            });
        }
        let query = match &self.status {
            Some(status) => Query::all().filter(&format!("status eq {}", quoted(status))),
            None => Query::all(),
        };
        let all = collect(client.graph().delegated_admin().list(&query)).await?;
        self.remote.show(screen, &all, |all| {
            let columns = ["id", "name", "customer", "status", "ends"].map(Column::Left);
            let row = |one: &DelegatedAdminRelationship| {
                vec![
                    cell(one.id.as_ref()),
                    cell(one.display_name.as_ref()),
                    customer(one),
                    cell(one.status.as_ref()),
                    cell(one.end_date_time),
                ]
            };
            table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
        })
    }
}

impl One {
    async fn show(&self, client: &Client, screen: &Screen) -> Worked {
        if self.side.as_customer {
            let one = client.delegations().get(&self.relationship).await?;
            return self.remote.show(screen, &one, |one| print_asked(one, screen));
        }
        self.show_own(&client.graph().delegated_admin(), screen).await
    }

    async fn terminate(&self, client: &Client, screen: &Screen) -> Worked {
        if self.side.as_customer {
            let after = client.delegations().terminate(&self.relationship).await?;
            return self.remote.show(screen, &after, |after| print_asked(after, screen));
        }
        let admin = client.graph().delegated_admin();
        admin.request(&self.relationship, RequestAction::Terminate).await?;
        self.show_own(&admin, screen).await
    }

    /// The partner's relationship as it is now, with the groups that have its roles.
    async fn show_own(&self, admin: &DelegatedAdmin, screen: &Screen) -> Worked {
        let one = admin.get(&self.relationship).await?;
        if self.remote.json {
            return self.remote.show(screen, &one, |_| ());
        }
        let assignments = collect(admin.assignments(&self.relationship)).await?;
        self.remote.show(screen, &one, |one| print_own(one, &assignments, screen))
    }
}

fn print_own(one: &DelegatedAdminRelationship, assignments: &[AccessAssignment], screen: &Screen) {
    table::print_one(
        screen,
        &[
            ("id", cell(one.id.as_ref())),
            ("name", cell(one.display_name.as_ref())),
            ("customer", customer(one)),
            ("status", cell(one.status.as_ref())),
            ("duration", cell(one.duration.as_ref())),
            ("extension", cell(one.auto_extend_duration.as_ref())),
            ("begins", cell(one.activated_date_time)),
            ("ends", cell(one.end_date_time)),
            ("roles", roles(one.access_details.as_ref())),
        ],
    );
    screen.line("");
    let row = |one: &AccessAssignment| {
        let group = one
            .access_container
            .as_ref()
            .and_then(|container| container.access_container_id.as_ref());
        vec![cell(group), cell(one.status.as_ref()), roles(one.access_details.as_ref())]
    };
    let rows: Vec<Vec<String>> = assignments.iter().map(row).collect();
    table::print(screen, &["group", "status", "roles"].map(Column::Left), &rows);
}

fn print_asked(one: &GranularAdminRelationship, screen: &Screen) {
    let named = |role: &nahtlos_wire::delegations::GranularRole| cell(role.name.as_ref().or(role.role_definition_id.as_ref()));
    let roles: Vec<String> = one.roles.iter().flatten().map(named).collect();
    table::print_one(
        screen,
        &[
            ("id", cell(one.id.as_ref())),
            ("name", cell(one.display_name.as_ref())),
            ("partner", partner(one)),
            ("status", cell(one.status)),
            ("duration", cell(one.duration.as_ref())),
            ("extension", cell(one.auto_extend_duration.as_ref())),
            ("begins", cell(one.activated_date_time)),
            ("ends", cell(one.end_date_time)),
            ("roles", roles.join(", ")),
        ],
    );
}

/// Who the customer is; empty while anybody may approve.
fn customer(one: &DelegatedAdminRelationship) -> String {
    let customer = one.customer.as_ref();
    cell(customer.and_then(|customer| customer.display_name.as_ref().or(customer.tenant_id.as_ref())))
}

fn partner(one: &GranularAdminRelationship) -> String {
    cell(one.partner.as_ref().and_then(|partner| partner.name.as_ref()))
}

fn roles(details: Option<&AccessDetails>) -> String {
    let roles = details.and_then(|details| details.unified_roles.as_ref());
    let ids = roles.into_iter().flatten().filter_map(|role| role.role_definition_id.as_deref());
    ids.collect::<Vec<_>>().join(", ")
}
