//! The customer's side: what the organisation has, from whom, and who may do what.

use super::{
    frame::Trouble,
    inside::Refused,
    lists::{self, Table},
    own_moves, partners, show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Cell, Head, Menu, Value};
use nahtlos_wire::graph::{GraphCollection, subscriptions::CompanySubscription};

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/subscriptions", subscriptions)];

/// What a customer sees first.
pub(super) async fn dashboard(visit: Visit) -> Result<Answer, Trouble> {
    let name = visit.signed.as_ref().map(|signed| signed.tenant.name.clone()).unwrap_or_default();
    let mut head = Head::new(name);
    head.lead = visit.say("desk-own-lead");
    let offers = own_moves::table(&visit).await?.beside();
    let (subscriptions, rights) = (table(&visit).await?.beside(), partners::of_customer(&visit).await?.beside());
    if let Some(file) = lists::saved(&visit, &[&offers, &subscriptions, &rights]) {
        return file;
    }
    let page = nahtlos_pages::Page {
        head,
        parts: vec![offers.part(&visit), subscriptions.part(&visit), rights.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Dashboard)))))
}

async fn table(visit: &Visit) -> Result<Table, Trouble> {
    let mut table = Table::new(visit, "own-subscriptions", "desk-subscriptions")
        .text(visit, "licence")
        .text(visit, "seller")
        .number(visit, "seats")
        .text(visit, "state")
        .text(visit, "ends")
        .extra(visit, "id")
        .empty(visit.say("desk-no-own-subscriptions"), None);
    let all: Result<GraphCollection<CompanySubscription>, Refused> = visit.get("/v1.0/directory/subscriptions?$top=999").read().await;
    let all = match all {
        Ok(all) => all.value,
        Err(refused) if refused.status == 403 => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    let own = visit.signed.as_ref().map(|signed| signed.tenant.id.clone()).unwrap_or_default();
    for s in all {
        let seller = match s.owner_tenant_id.as_deref() {
            Some(owner) if owner.eq_ignore_ascii_case(&own) => visit.say("desk-seller-own"),
            Some(_) => visit.say("desk-seller-partner"),
            None => visit.say("desk-seller-unknown"),
        };
        let status = s
            .status
            .as_ref()
            .map(|status| status.to_string().to_ascii_lowercase())
            .unwrap_or_default();
        table.row(vec![
            Cell::text(s.sku_part_number.unwrap_or_default()),
            Cell::text(seller),
            Cell::new(s.total_licenses.map_or(Value::Nothing, Value::Number)),
            show::state(visit, "capability", &status),
            show::day_of(s.next_lifecycle_date_time),
            Cell::new(Value::Code(s.commerce_subscription_id.unwrap_or_default())),
        ]);
    }
    Ok(table)
}

async fn subscriptions(visit: Visit) -> Result<Answer, Trouble> {
    let table = table(&visit).await?;
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let page = nahtlos_pages::Page {
        head: Head::new(visit.say("pages-menu-subscriptions")),
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Subscriptions)))))
}
