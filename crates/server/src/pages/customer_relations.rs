//! How a customer and its partners stand: who sells through whom, and which rights were delegated.

use super::{
    customers::Known,
    delegated_seen,
    frame::Trouble,
    lists::{self, Table},
    show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, CustomerTab, Fact, Facts, Part, Value, Weight};
use nahtlos_wire::{Collection, graph::GraphCollection, transfers::TransferEntity};

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/customers/{customer}/relationships", relationships)];

async fn relationships(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let partners: Collection<nahtlos_wire::relationships::PartnerRelationship> =
        visit.get(format!("/v1/customers/{}/relationships", known.id)).read().await?;
    let mut table = Table::new(&visit, "relationships", "desk-relationships")
        .text(&visit, "partner")
        .text(&visit, "relation")
        .text(&visit, "state")
        .empty(visit.say("desk-no-indirect"), None);
    for partner in &partners.items {
        let kind = partner
            .relationship_type
            .map(|kind| visit.say(&format!("desk-relation-{}", kind.to_string().replace('_', "-"))));
        table.row(vec![
            Cell::text(partner.name.clone().unwrap_or_default()).below(partner.mpn_id.clone().unwrap_or_default()),
            show::text(kind.as_deref()),
            show::state(
                &visit,
                "relationship",
                &partner.state.clone().unwrap_or_default().to_ascii_lowercase(),
            ),
        ]);
    }
    let (table, rights) = (table.beside(), granular(&visit, &known.id).await?.beside());
    let transfers = handed_over(&visit, &known.id).await?.beside();
    if let Some(file) = lists::saved(&visit, &[&table, &rights, &transfers]) {
        return file;
    }
    let delegated = Fact::new(
        visit.say("desk-fact-delegated"),
        show::yes(&visit, known.customer.allow_delegated_access.unwrap_or(false)),
    );
    let parts = vec![
        Part::Facts(Facts {
            title: String::new(),
            facts: vec![delegated],
        }),
        table.part(&visit),
        rights.part(&visit),
        Part::Buttons(vec![Button::page(
            visit.say("desk-delegated-new"),
            format!("/customers/{}/rights/new", known.id),
            Weight::Plain,
        )]),
        transfers.part(&visit),
        Part::Buttons(vec![Button::page(
            visit.say("desk-transfer-new"),
            format!("/customers/{}/transfers/new", known.id),
            Weight::Plain,
        )]),
    ];
    Ok(known.page(&visit, CustomerTab::Relationships, parts))
}

/// Transfers of its subscriptions between partners, of which this one is one.
async fn handed_over(visit: &Visit, customer: &str) -> Result<Table, Trouble> {
    let mut table = Table::new(visit, "transfers", "desk-transfers")
        .text(visit, "direction")
        .text(visit, "counterpart")
        .text(visit, "state")
        .text(visit, "since")
        .empty(visit.say("desk-no-transfers"), None);
    let path = format!("/v1/customers/{customer}/transfers");
    let all = match visit.get(path).read::<Vec<TransferEntity>>().await {
        Ok(all) => all,
        Err(refused) if refused.status == 403 => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    for one in all {
        let (word, name) = match one.transfer_direction {
            Some(1) => ("incoming", one.source_partner_name.clone()),
            _ => ("outgoing", one.target_partner_name.clone()),
        };
        table.row(vec![
            Cell::link(
                visit.say(&format!("desk-transfer-direction-{word}")),
                super::transfers::address(customer, one.id.as_deref().unwrap_or_default()),
            ),
            show::text(name.as_deref()),
            show::state(visit, "transfer", one.status.as_deref().unwrap_or_default()),
            show::day_of(one.created_time),
        ]);
    }
    Ok(table)
}

/// Rights by granular delegated administration.
async fn granular(visit: &Visit, customer: &str) -> Result<Table, Trouble> {
    use nahtlos_wire::graph::relationships::DelegatedAdminRelationship;
    let mut table = Table::new(visit, "rights", "desk-rights")
        .text(visit, "name")
        .number(visit, "roles")
        .text(visit, "ends")
        .text(visit, "state")
        .empty(visit.say("desk-no-rights"), None);
    let filter = super::visit::segment(&format!("customer/tenantId eq '{customer}'"));
    let found = visit
        .get(format!("{}?$filter={filter}", delegated_seen::API))
        .read::<GraphCollection<DelegatedAdminRelationship>>()
        .await;
    let found = match found {
        Ok(found) => found.value,
        Err(refused) if refused.status == 403 => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    for one in found {
        let roles = one
            .access_details
            .and_then(|access| access.unified_roles)
            .map_or(0, |roles| roles.len());
        let status = one.status.map(|status| status.to_string()).unwrap_or_default();
        table.row(vec![
            Cell::link(
                one.display_name.unwrap_or_default(),
                format!("/customers/{customer}/rights/{}", one.id.unwrap_or_default()),
            ),
            Cell::new(Value::Number(i64::try_from(roles).unwrap_or_default())),
            show::day_of(one.end_date_time),
            show::state(visit, "rights", &status),
        ]);
    }
    Ok(table)
}
