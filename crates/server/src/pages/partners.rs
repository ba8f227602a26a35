//! Partners: of a partner, who sells through it or through whom it sells; of a customer, who may do what.

use super::{
    frame::Trouble,
    lists::{self, Table},
    rights, sandbox_resellers, show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Head, Menu, Value, Weight};
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
    let mut head = Head::new(visit.say("pages-menu-partners"));
    if let Some(signed) = visit.whole()
        && let Some(kind) = signed.tenant.partner
    {
        head.lead = visit.say(&format!("desk-tier-{}", show::kebab(kind.as_str())));
        head.buttons = vec![Button::page(visit.say("desk-transfers"), "/transfers", Weight::Plain)];
        if sandbox_resellers::may(&visit, &signed.tenant) {
            let new = visit.say("desk-reseller-new");
            head.buttons.push(Button::page(new, "/partners/resellers/new", Weight::Plain));
        }
    }
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Partners)))))
}

async fn of_partner(visit: &Visit) -> Result<Table, Trouble> {
    let removes = visit.whole().is_some_and(|signed| sandbox_resellers::may(visit, &signed.tenant));
    let mut table = Table::new(visit, "partners", "")
        .text(visit, "partner")
        .text(visit, "relation")
        .text(visit, "location")
        .text(visit, "state")
        .empty(visit.say("desk-no-partners"), None);
    if removes {
        table = table.text(visit, "removal");
    }
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
            let mut cells = vec![
                Cell::text(one.name.unwrap_or_default()).below(one.mpn_id.unwrap_or_default()),
                show::text(relation.as_deref()),
                show::text(one.location.as_deref()),
                show::state(visit, "relationship", &one.state.unwrap_or_default().to_ascii_lowercase()),
            ];
            if removes {
                let to = format!(
                    "/partners/resellers/{}/remove",
                    super::visit::segment(one.id.as_deref().unwrap_or_default())
                );
                cells.push(Cell::link(visit.say("desk-reseller-end"), to));
            }
            table.row(cells);
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
