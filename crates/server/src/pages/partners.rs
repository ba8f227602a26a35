//! Partners: of a partner, who sells through it or through whom it sells; of a customer, who may do what.

use super::{
    frame::Trouble,
    lists::{self, Table},
    rights, show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Cell, Head, Menu, Value};
use nahtlos_wire::{Collection, delegations::GranularAdminRelationship, relationships::PartnerRelationship};

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/partners", list)];

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let table = match visit.is_partner() {
        true => of_partner(&visit).await?,
        false => of_customer(&visit).await?,
    };
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let page = nahtlos_pages::Page {
        head: Head::new(visit.say("pages-menu-partners")),
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Partners)))))
}

async fn of_partner(visit: &Visit) -> Result<Table, Trouble> {
    let mut table = Table::new(visit, "partners", "")
        .text(visit, "partner")
        .text(visit, "relation")
        .text(visit, "location")
        .text(visit, "state")
        .empty(visit.say("desk-no-partners"), None);
    for kind in ["IsIndirectResellerOf", "IsIndirectCloudSolutionProviderOf"] {
        let path = format!("/v1/relationships?relationship_type={kind}");
        let found = match visit.get(path).read::<Collection<PartnerRelationship>>().await {
            Ok(page) => page.items,
            Err(refused) if matches!(refused.status, 400 | 403) => Vec::new(),
            Err(refused) => return Err(refused.into()),
        };
        for one in found {
            let relation = one
                .relationship_type
                .map(|kind| visit.say(&format!("desk-relation-{}", show::kebab(&kind.to_string()))));
            table.row(vec![
                Cell::text(one.name.unwrap_or_default()).below(one.mpn_id.unwrap_or_default()),
                show::text(relation.as_deref()),
                show::text(one.location.as_deref()),
                show::state(visit, "relationship", &one.state.unwrap_or_default().to_ascii_lowercase()),
            ]);
        }
    }
    Ok(table)
}

/// What each partner may do in the customer's directory, and where that is ended.
pub(super) async fn of_customer(visit: &Visit) -> Result<Table, Trouble> {
    let mut table = Table::new(visit, "rights", "desk-rights")
        .text(visit, "partner")
        .text(visit, "may")
        .text(visit, "ends")
        .text(visit, "state")
        .empty(visit.say("desk-no-rights-given"), None);
    let found = match visit
        .get("/moves/v1/granularAdminRelationships")
        .read::<Collection<GranularAdminRelationship>>()
        .await
    {
        Ok(page) => page.items,
        Err(refused) if matches!(refused.status, 400 | 403) => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    for one in found {
        let to = rights::address(&one);
        let partner = one.partner.clone().unwrap_or_default();
        let roles: Vec<String> = one.roles.iter().flatten().filter_map(|role| role.name.clone()).collect();
        table.row(vec![
            Cell::link(partner.name.unwrap_or_default(), to).below(one.display_name.clone().unwrap_or_default()),
            Cell::text(roles.join(", ")),
            Cell::new(one.end_date_time.map_or(Value::Nothing, Value::Moment)),
            show::state(visit, "rights", &one.status.map(|status| status.to_string()).unwrap_or_default()),
        ]);
    }
    Ok(table)
}
