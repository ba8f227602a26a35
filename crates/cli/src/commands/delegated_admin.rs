//! `nahtlos delegated-admin …`: granular delegated administration, as the partner who has it, and as the customer who gives it. The
//! partner asks Graph; the customer's administrator asks the center, signed in at the customer's own tenant.

use crate::{
    end::Ended,
    remote::{Remote, Worked},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{Args, Subcommand, builder::PossibleValuesParser};
use nahtlos_client::{
    Client, collect,
    graph::{DelegatedAdmin, Query, quoted},
};
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::{
    Sent,
    delegations::{GranularAdminRelationship, PAGE},
    graph::relationships::{
        AccessAssignment, AccessDetails, DelegatedAdminRelationship, RelationshipCustomer, RelationshipStatus, RelationshipWrite,
        RequestAction, UnifiedRole,
    },
};

/// Commands about granular delegated administration.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos delegated-admin request --name Helpdesk --customer TENANT --role 729827e3-9c14-49f7-bb1b-9608f156bbb8 --duration P365D
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
    /// Ask a customer for one
    Request(Box<Ask>),
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
    /// Only those in this state
    #[arg(long, value_name = "STATE", value_parser = PossibleValuesParser::new(states()), ignore_case = true, hide_possible_values = true)]
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

/// Options of `nahtlos delegated-admin request`.
#[derive(Debug, Args)]
pub(crate) struct Ask {
    /// Name, 50 characters at most, which none of your relationships has
    #[arg(long, value_name = "NAME")]
    name: String,
    /// The customer's tenant, by id [default: whoever approves]
    #[arg(long, value_name = "ID")]
    customer: Option<String>,
    /// Role to have, by the id of its template; may be given several times
    #[arg(long, value_name = "ID", required = true, value_delimiter = ',')]
    role: Vec<String>,
    /// For how long, from P1D to P730D
    #[arg(long, value_name = "DURATION", default_value = "P365D")]
    duration: String,
    /// Go on for half a year at each end, until somebody ends it
    #[arg(long)]
    extend: bool,
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

/// Every state, as the wire names it.
fn states() -> impl Iterator<Item = &'static str> {
    RelationshipStatus::ALL.iter().map(|status| status.as_str())
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
        Command::Request(ask) => ask.remote.run(screen, async |client| ask.work(&client, screen).await),
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
        show_own(&self.remote, &client.graph().delegated_admin(), &self.relationship, screen).await
    }

    async fn terminate(&self, client: &Client, screen: &Screen) -> Worked {
        if self.side.as_customer {
            let after = client.delegations().terminate(&self.relationship).await?;
            return self.remote.show(screen, &after, |after| print_asked(after, screen));
        }
        let admin = client.graph().delegated_admin();
        admin.request(&self.relationship, RequestAction::Terminate).await?;
        show_own(&self.remote, &admin, &self.relationship, screen).await
    }
}

impl Ask {
    /// A draft, locked for the customer's answer: what stays a draft nobody is asked for.
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let admin = client.graph().delegated_admin();
        let made = admin.create(&self.draft()).await?;
        let id = made.id.unwrap_or_default();
        admin.request(&id, RequestAction::LockForApproval).await?;
        let shown = show_own(&self.remote, &admin, &id, screen).await?;
        if !self.remote.json {
            let url = format!("{}{PAGE}/{id}", self.remote.address());
            screen.line("");
            screen.say("cli-delegation-asked", Values::new().text("url", url));
        }
        Ok(shown)
    }

    fn draft(&self) -> RelationshipWrite {
        let role = |id: &String| UnifiedRole {
            role_definition_id: Some(id.clone()),
        };
        let customer = |tenant: &String| RelationshipCustomer {
            tenant_id: Some(tenant.clone()),
            display_name: None,
        };
        RelationshipWrite {
            display_name: Sent::Value(self.name.clone()),
            duration: Sent::Value(self.duration.clone()),
            auto_extend_duration: if self.extend {
                Sent::Value("P180D".to_owned())
            } else {
                Sent::default()
            },
            customer: self.customer.as_ref().map(customer).map_or_else(Sent::default, Sent::Value),
            indirect_reseller_id: Sent::default(),
            access_details: Sent::Value(AccessDetails {
                unified_roles: Some(self.role.iter().map(role).collect()),
            }),
        }
    }
}

/// The partner's relationship as it is now, with the groups that have its roles.
async fn show_own(remote: &Remote, admin: &DelegatedAdmin, id: &str, screen: &Screen) -> Worked {
    let one = admin.get(id).await?;
    if remote.json {
        return remote.show(screen, &one, |_| ());
    }
    let assignments = collect(admin.assignments(id)).await?;
    remote.show(screen, &one, |one| print_own(one, &assignments, screen))
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
