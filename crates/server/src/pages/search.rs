//! Search over everything that has a name: customers, their domains and users, moves, requests, and whatever an id says.

use super::{
    customers::filter_of,
    frame::Trouble,
    moves,
    report::call,
    show,
    table::page,
    visit::{Visit, segment},
    written::see,
};
use crate::{
    api::{answer::Answer, problem::Problem},
    pages::Page,
};
use nahtlos_engine::{Reading, call::Need};
use nahtlos_model::permissions::Action;
use nahtlos_pages::{Found, Link, Search, SearchGroup};
use nahtlos_wire::{Collection, customers::Customer, invitations::Invitation, moves::Move};

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/search", search)];

/// Things of a kind that are shown.
const SHOWN: usize = 10;
/// Users that are looked at, of whom some may be in directories that the visitor may not look into.
const LOOKED_AT: i64 = 40;

async fn search(visit: Visit) -> Result<Answer, Trouble> {
    let typed = visit.query.get("q").unwrap_or_default().trim().to_owned();
    let mut groups = Vec::new();
    if !typed.is_empty() && visit.is_partner() {
        if uuid::Uuid::try_parse(&typed).is_ok()
            && let Some(to) = by_id(&visit, &typed).await?
        {
            return Ok(see(to));
        }
        groups = vec![
            customers(&visit, &typed).await?,
            users(&visit, &typed).await?,
            moved(&visit, &typed).await?,
            requests(&visit, &typed).await?,
        ];
        groups.retain(|group| !group.found.is_empty());
    }
    let page = Search { groups };
    Ok(visit.page(200, page.render(&visit.shell(None))))
}

/// Where an id leads.
async fn by_id(visit: &Visit, id: &str) -> Result<Option<String>, Trouble> {
    let id = id.to_ascii_lowercase();
    for (api, page) in [
        ("/v1/customers", "/customers"),
        ("/moves/v1/moves", "/moves"),
        ("/moves/v1/invitations", "/customers/requests"),
    ] {
        match visit.get(format!("{api}/{id}")).json().await {
            Ok(_) => return Ok(Some(format!("{page}/{id}"))),
            Err(refused) if refused.status < 500 => {}
            Err(refused) => return Err(refused.into()),
        }
    }
    let found = match reading(visit).await? {
        Some(mut reading) => reading.holders_of_subscription(&id).await.map_err(Problem::from)?,
        None => Vec::new(),
    };
    for customer in found {
        match visit.get(format!("/v1/customers/{customer}/subscriptions/{id}")).json().await {
            Ok(_) => return Ok(Some(format!("/customers/{customer}/subscriptions/{id}"))),
            // It is another partner's, or the customer's own.
            Err(refused) if refused.status < 500 => {}
            Err(refused) => return Err(refused.into()),
        }
    }
    Ok(None)
}

/// Where something is looked for without knowing whose it is; `None`: the visitor may not see customers. What is found is asked for as
/// everything else is, so that nobody sees what they may not.
async fn reading(visit: &Visit) -> Result<Option<Reading>, Trouble> {
    let Some(call) = call(visit) else { return Ok(None) };
    match visit.center.engine.read(&call, Need::own(Action::ReadCustomers)).await {
        Ok(reading) => Ok(Some(reading)),
        Err(nahtlos_engine::Halt::Refused(_)) => Ok(None),
        Err(halt) => Err(Trouble::from(Problem::from(halt))),
    }
}

/// Users whose sign-in name begins so, in the directories that the visitor may look into.
async fn users(visit: &Visit, typed: &str) -> Result<SearchGroup, Trouble> {
    let found = match reading(visit).await? {
        Some(mut reading) => reading.users_of_customers(typed, LOOKED_AT).await.map_err(Problem::from)?,
        None => Vec::new(),
    };
    let mut shown = Vec::new();
    for (user, company) in found {
        if shown.len() == SHOWN {
            break;
        }
        let path = format!("/v1.0/users/{}?$select=id", segment(&user.id));
        match visit.get(path).of(&user.tenant_id).json().await {
            Ok(_) => {
                let name = &user.user_principal_name;
                let to = format!("/customers/{}/users?q={}", user.tenant_id, segment(name));
                shown.push(Found {
                    link: Link::new(name.as_str(), to),
                    detail: company,
                    badge: None,
                });
            }
            Err(refused) if refused.status < 500 => {}
            Err(refused) => return Err(refused.into()),
        }
    }
    shown.sort_by(|a, b| a.link.label.cmp(&b.link.label));
    Ok(SearchGroup {
        title: visit.say("desk-users"),
        found: shown,
        all: None,
    })
}

async fn customers(visit: &Visit, typed: &str) -> Result<SearchGroup, Trouble> {
    let path = format!("/v1/customers?size={}&filter={}", SHOWN + 1, filter_of(typed));
    let page: Collection<Customer> = visit.get(path).read().await?;
    let more = page.items.len() > SHOWN;
    let found = page.items.iter().take(SHOWN).map(|customer| {
        let company = customer.company_profile.clone().unwrap_or_default();
        Found {
            link: Link::new(
                company.company_name.unwrap_or_default(),
                format!("/customers/{}", customer.id.clone().unwrap_or_default()),
            ),
            detail: company.domain.unwrap_or_default(),
            badge: None,
        }
    });
    Ok(SearchGroup {
        title: visit.say("pages-menu-customers"),
        found: found.collect(),
        all: more.then(|| Link::new(visit.say("desk-all"), format!("/customers?q={}", segment(typed)))),
    })
}

async fn moved(visit: &Visit, typed: &str) -> Result<SearchGroup, Trouble> {
    let page: Collection<Move> = visit
        .get(format!("/moves/v1/moves?size={SHOWN}&q={}", segment(typed)))
        .read()
        .await?;
    let found = page.items.iter().map(|of| Found {
        link: Link::new(
            of.customer_name.clone().unwrap_or_default(),
            format!("/moves/{}", of.id.clone().unwrap_or_default()),
        ),
        detail: of.customer_domain.clone().unwrap_or_default(),
        badge: Some(moves::badge(visit, of)),
    });
    Ok(SearchGroup {
        title: visit.say("pages-menu-moves"),
        found: found.collect(),
        all: None,
    })
}

async fn requests(visit: &Visit, typed: &str) -> Result<SearchGroup, Trouble> {
    let path = format!("/moves/v1/invitations?size={SHOWN}&q={}", segment(typed));
    let page: Collection<Invitation> = visit.get(path).read().await?;
    let found = page.items.iter().map(|one| {
        let name = one.customer_name.clone().or_else(|| one.customer_domain.clone());
        let status = one.status.map(|status| status.to_string()).unwrap_or_default();
        Found {
            link: Link::new(
                name.unwrap_or_else(|| visit.say("desk-unnamed")),
                format!("/customers/requests/{}", one.id.clone().unwrap_or_default()),
            ),
            detail: one.customer_email.clone().unwrap_or_default(),
            badge: Some(show::badge(visit, "request", &status)),
        }
    });
    Ok(SearchGroup {
        title: visit.say("desk-requests"),
        found: found.collect(),
        all: None,
    })
}
