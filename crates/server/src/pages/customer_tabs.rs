//! What the tabs of a customer show: subscriptions of all channels, users and licences, orders, relationships, moves, activity.

use super::{
    activity::trail,
    customers::Known,
    frame::Trouble,
    lists::{self, MOST, PAGE, Table, only_shown},
    show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, CustomerTab, Fact, Facts, Note, Part, Tone, Value, Weight};
use nahtlos_wire::{
    Collection,
    graph::{GraphCollection, subscriptions::CompanySubscription, users::User as GraphUser},
    licenses::SubscribedSku,
    moves::Move,
    orders::Order,
    subscriptions::Subscription,
    users::CustomerUser,
};
use std::collections::HashMap;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}", overview),
    page!(Signed, Read, "GET", "/customers/{customer}/subscriptions", subscriptions),
    page!(Signed, Read, "GET", "/customers/{customer}/users", users),
    page!(Signed, Read, "GET", "/customers/{customer}/orders", orders),
    page!(Signed, Read, "GET", "/customers/{customer}/moves", moves),
    page!(Signed, Read, "GET", "/customers/{customer}/activity", activity),
];

async fn overview(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let customer = &known.customer;
    let company = customer.company_profile.clone().unwrap_or_default();
    let billing = customer.billing_profile.clone().unwrap_or_default();
    let address = billing.default_address.clone().unwrap_or_default();
    let person = [billing.first_name.as_deref(), billing.last_name.as_deref()];
    let place = [address.address_line1, address.postal_code, address.city, address.country];
    let joined = |parts: Vec<String>| show::text(Some(parts.join(" ")).as_deref());
    let relation = customer
        .relationship_to_partner
        .map(|r| visit.say(&format!("desk-relation-{}", r.to_string().replace('_', "-"))));
    let facts = vec![
        Fact::new(visit.say("desk-fact-tenant"), Value::Code(known.id.clone())),
        Fact::new(visit.say("desk-fact-domain"), show::text(company.domain.as_deref())),
        Fact::new(visit.say("desk-fact-relation"), show::text(relation.as_deref())),
        Fact::new(
            visit.say("desk-fact-delegated"),
            show::yes(&visit, customer.allow_delegated_access.unwrap_or(false)),
        ),
        Fact::new(
            visit.say("desk-fact-contact"),
            joined(person.into_iter().flatten().map(str::to_owned).collect()).below(billing.email.unwrap_or_default()),
        ),
        Fact::new(visit.say("desk-fact-address"), joined(place.into_iter().flatten().collect())),
    ];
    let mut parts = vec![Part::Facts(Facts {
        title: String::new(),
        facts,
    })];
    let subscriptions = of_subscriptions(&visit, &known.id).await?.beside();
    let moves = of_moves(&visit, &known.id).await?.beside();
    if let Some(file) = lists::saved(&visit, &[&subscriptions, &moves]) {
        return file;
    }
    parts.push(subscriptions.part(&visit));
    if !moves.rows.is_empty() {
        parts.push(moves.part(&visit));
    }
    Ok(known.page(&visit, CustomerTab::Overview, parts))
}

/// What this partner sells, and beside it what the customer has from others, where the partner may look into the tenant.
async fn of_subscriptions(visit: &Visit, customer: &str) -> Result<Table, Trouble> {
    let own: Collection<Subscription> = visit.get(format!("/v1/customers/{customer}/subscriptions")).read().await?;
    let mut table = Table::new(visit, "subscriptions", "desk-subscriptions")
        .text(visit, "offer")
        .text(visit, "seller")
        .number(visit, "seats")
        .text(visit, "state")
        .text(visit, "ends")
        .text(visit, "at-end")
        .extra(visit, "id")
        .empty(visit.say("desk-no-subscriptions"), None);
    let ours = visit.signed.as_ref().map(|signed| signed.tenant.name.clone()).unwrap_or_default();
    let mut known = Vec::new();
    for subscription in &own.items {
        known.extend(subscription.id.clone());
        table.row(own_row(visit, customer, &ours, subscription));
    }
    let others = others(visit, customer).await?;
    let names = match others.is_empty() {
        true => HashMap::new(),
        false => names(visit, customer).await?,
    };
    for other in others {
        let id = other.commerce_subscription_id.clone().unwrap_or_default();
        if !known.contains(&id) {
            let name = other.sku_id.as_ref().and_then(|sku| names.get(sku)).cloned();
            let name = name.or_else(|| other.sku_part_number.clone()).unwrap_or_default();
            table.row(foreign_row(visit, customer, (&other, name), &id));
        }
    }
    Ok(table)
}

/// What licences are called, by id; nothing where nobody may look.
async fn names(visit: &Visit, customer: &str) -> Result<HashMap<String, String>, Trouble> {
    let asked = visit.get(format!("/v1/customers/{customer}/subscribedskus"));
    let pools = match asked.read::<Collection<SubscribedSku>>().await {
        Ok(pools) => pools.items,
        Err(refused) if matches!(refused.status, 403 | 404) => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    let named = pools.into_iter().filter_map(|pool| pool.product_sku);
    Ok(named.filter_map(|sku| Some((sku.id?, sku.name?))).collect())
}

/// Subscriptions of the tenant whoever sold them; none where nobody may look.
async fn others(visit: &Visit, customer: &str) -> Result<Vec<CompanySubscription>, Trouble> {
    let asked = visit.get("/v1.0/directory/subscriptions?$top=999").of(customer);
    match asked.read::<GraphCollection<CompanySubscription>>().await {
        Ok(all) => Ok(all.value),
        Err(refused) if matches!(refused.status, 401 | 403 | 404) => Ok(Vec::new()),
        Err(refused) => Err(refused.into()),
    }
}

fn own_row(visit: &Visit, customer: &str, ours: &str, s: &Subscription) -> Vec<Cell> {
    let id = s.id.clone().unwrap_or_default();
    let name = s.friendly_name.clone().or_else(|| s.offer_name.clone()).unwrap_or_default();
    let offer = s.offer_name.clone().filter(|offer| *offer != name).unwrap_or_default();
    let renews = s.auto_renew_enabled.unwrap_or(false);
    vec![
        Cell::link(name, format!("/customers/{customer}/subscriptions/{id}")).below(offer),
        Cell::text(ours),
        Cell::new(s.quantity.map_or(Value::Nothing, |n| Value::Number(i64::from(n)))),
        show::subscription_state(visit, s),
        show::day_of(s.commitment_end_date),
        Cell::text(visit.say(if renews { "desk-renews" } else { "desk-ends" })),
        Cell::new(Value::Code(id)),
    ]
}

fn foreign_row(visit: &Visit, customer: &str, (s, name): (&CompanySubscription, String), id: &str) -> Vec<Cell> {
    let seller = match s.owner_tenant_id.as_deref() {
        Some(owner) if owner.eq_ignore_ascii_case(customer) => visit.say("desk-seller-direct"),
        Some(_) => visit.say("desk-seller-other"),
        None => visit.say("desk-seller-unknown"),
    };
    let status = s
        .status
        .as_ref()
        .map(|status| status.to_string().to_ascii_lowercase())
        .unwrap_or_default();
    vec![
        Cell::text(name),
        Cell::text(seller),
        Cell::new(s.total_licenses.map_or(Value::Nothing, Value::Number)),
        show::state(visit, "capability", &status),
        show::day_of(s.next_lifecycle_date_time),
        Cell::new(Value::Nothing),
        Cell::new(Value::Code(id.to_owned())),
    ]
}

async fn subscriptions(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let table = of_subscriptions(&visit, &known.id).await?;
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let list = table.part(&visit);
    Ok(known.page(&visit, CustomerTab::Subscriptions, vec![list]))
}

async fn users(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let base = format!("/v1/customers/{}", known.id);
    let skus = visit
        .get(format!("{base}/subscribedskus"))
        .read::<Collection<SubscribedSku>>()
        .await;
    let skus = match skus {
        Ok(skus) => skus.items,
        // Who may not look into the directory sees why.
        Err(refused) if refused.status == 403 => {
            let note = Note {
                tone: Tone::Wait,
                sentence: refused.sentence,
                link: None,
            };
            return Ok(known.page(&visit, CustomerTab::Users, vec![Part::Note(note)]));
        }
        Err(refused) => return Err(refused.into()),
    };
    let people = of_users(&visit, &known.id).await?;
    if let Some(kind) = lists::export(&visit) {
        return people.file(&visit, kind);
    }
    let search = visit.query.get("q").map(|text| format!("?q={}", super::visit::segment(text)));
    let to = format!("/customers/{}/licences{}", known.id, search.unwrap_or_default());
    let change = Button::page(visit.say("desk-licences-change"), to, Weight::Plain);
    let groups = Button::page(visit.say("desk-groups"), format!("/customers/{}/groups", known.id), Weight::Plain);
    let parts = vec![of_skus(&visit, &skus), Part::Buttons(vec![change, groups]), people.part(&visit)];
    Ok(known.page(&visit, CustomerTab::Users, parts))
}

/// Seats and holders of each licence.
fn of_skus(visit: &Visit, skus: &[SubscribedSku]) -> Part {
    let mut table = Table::new(visit, "licences", "desk-licences")
        .text(visit, "licence")
        .number(visit, "seats")
        .number(visit, "held")
        .number(visit, "free")
        .empty(visit.say("desk-no-licences"), None);
    for sku in skus {
        let product = sku.product_sku.clone().unwrap_or_default();
        let (seats, held) = (sku.active_units.unwrap_or(0), sku.consumed_units.unwrap_or(0));
        table.row(vec![
            Cell::text(product.name.unwrap_or_default()).below(product.sku_part_number.unwrap_or_default()),
            Cell::new(Value::Number(seats)),
            Cell::new(Value::Number(held)),
            Cell::new(Value::Number(seats - held)),
        ]);
    }
    only_shown(table.part(visit))
}

async fn of_users(visit: &Visit, customer: &str) -> Result<Table, Trouble> {
    let mut table = Table::new(visit, "users", "desk-users")
        .text(visit, "name")
        .text(visit, "user")
        .text(visit, "location")
        .text(visit, "state")
        .search(visit, "q")
        .empty(visit.say("desk-no-users"), None)
        .paged();
    let typed = visit.query.get("q").filter(|text| !text.is_empty());
    if typed.is_none() {
        table = table.sorted_by(&["name", "user"]);
    }
    let export = lists::export(visit).is_some();
    let mut after = visit.query.get("after").filter(|_| !export).map(str::to_owned);
    let size = if export { 500 } else { PAGE };
    loop {
        let (rows, next) = match typed {
            Some(text) => named(visit, customer, text, size, after.as_deref()).await?,
            None => in_order(visit, customer, size, after.as_deref()).await?,
        };
        rows.into_iter().for_each(|row| table.row(row));
        after = next;
        if !export || after.is_none() || table.rows.len() >= MOST {
            table.next = after;
            return Ok(table);
        }
    }
}

/// Rows of a page, and where it goes on.
type Rows = (Vec<Vec<Cell>>, Option<String>);

/// Users in the order that is wished.
async fn in_order(visit: &Visit, customer: &str, size: usize, after: Option<&str>) -> Result<Rows, Trouble> {
    let path = format!("/v1/customers/{customer}/users?size={size}");
    let asked = match (after, visit.query.get("sort").unwrap_or_default()) {
        (Some(token), _) => visit
            .get(format!("{path}&seekOperation=Next"))
            .header("ms-continuationtoken", token),
        (None, "name") => visit.get(format!("{path}&sortField=DisplayName")),
        (None, "-name") => visit.get(format!("{path}&sortField=DisplayName&sortDirection=Descending")),
        (None, "user") => visit.get(format!("{path}&sortField=UserPrincipalName")),
        (None, "-user") => visit.get(format!("{path}&sortField=UserPrincipalName&sortDirection=Descending")),
        (None, _) => visit.get(path),
    };
    let page: Collection<CustomerUser> = asked.read().await?;
    let row = |user: &CustomerUser| {
        let state = user.state.map(|state| state.to_string()).unwrap_or_default();
        vec![
            Cell::text(user.display_name.clone().unwrap_or_default()),
            Cell::text(user.user_principal_name.clone().unwrap_or_default()),
            show::text(user.usage_location.as_deref()),
            show::state(visit, "user", &state),
        ]
    };
    Ok((page.items.iter().map(row).collect(), page.continuation_token))
}

/// Users whose sign-in name begins so: the directory itself is asked, since the partners' list is filtered by state alone.
async fn named(visit: &Visit, customer: &str, text: &str, size: usize, after: Option<&str>) -> Result<Rows, Trouble> {
    let part = super::visit::segment;
    let filter = part(&format!("startswith(userPrincipalName,'{}')", text.replace('\'', "''")));
    let place = after.map(|token| format!("&$skiptoken={}", part(token))).unwrap_or_default();
    let path = format!("/v1.0/users?$select=userPrincipalName,displayName,usageLocation&$top={size}&$filter={filter}{place}");
    let page: GraphCollection<GraphUser> = visit.get(path).of(customer).read().await?;
    let row = |user: &GraphUser| {
        vec![
            Cell::text(user.display_name.clone().unwrap_or_default()),
            Cell::text(user.user_principal_name.clone().unwrap_or_default()),
            show::text(user.usage_location.as_deref()),
            show::state(visit, "user", "active"),
        ]
    };
    Ok((page.value.iter().map(row).collect(), next_of(page.next_link.as_deref())))
}

/// Where a list of the directory goes on, from the address that it tells.
pub(super) fn next_of(link: Option<&str>) -> Option<String> {
    let (_, token) = link?.split_once("$skiptoken=")?;
    let token = token.split('&').next().unwrap_or_default();
    Some(percent_encoding::percent_decode_str(token).decode_utf8_lossy().into_owned())
}

async fn orders(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let all: Collection<Order> = visit.get(format!("/v1/customers/{}/orders", known.id)).read().await?;
    let mut table = Table::new(&visit, "orders", "desk-orders")
        .text(&visit, "order")
        .text(&visit, "created")
        .text(&visit, "offers")
        .number(&visit, "seats")
        .text(&visit, "state")
        .empty(visit.say("desk-no-orders"), None);
    for order in &all.items {
        let lines = order.line_items.clone().unwrap_or_default();
        let names: Vec<String> = lines
            .iter()
            .filter_map(|line| line.friendly_name.clone().or_else(|| line.offer_id.clone()))
            .collect();
        let seats: u32 = lines.iter().filter_map(|line| line.quantity).sum();
        let status = order.status.map(|status| status.to_string().replace(' ', "-")).unwrap_or_default();
        table.row(vec![
            Cell::new(Value::Code(order.id.clone().unwrap_or_default())),
            Cell::new(order.creation_date.map_or(Value::Nothing, Value::Moment)),
            Cell::text(names.join(", ")),
            Cell::new(Value::Number(i64::from(seats))),
            show::state(&visit, "order", &status),
        ]);
    }
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let list = table.part(&visit);
    Ok(known.page(&visit, CustomerTab::Orders, vec![list]))
}

async fn of_moves(visit: &Visit, customer: &str) -> Result<Table, Trouble> {
    let path = format!("/moves/v1/moves?size=1000&customer={}", super::visit::segment(customer));
    let all: Collection<Move> = visit.get(path).read().await?;
    let mut table = super::moves::table(visit, "moves", "desk-moves");
    all.items.iter().for_each(|of| table.row(super::moves::row(visit, of)));
    Ok(table)
}

async fn moves(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let table = of_moves(&visit, &known.id).await?;
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let list = table.part(&visit);
    Ok(known.page(&visit, CustomerTab::Moves, vec![list]))
}

async fn activity(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let table = trail(&visit, Some(&known.id)).await?;
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let list = table.part(&visit);
    Ok(known.page(&visit, CustomerTab::Activity, vec![list]))
}
