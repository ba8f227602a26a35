//! Search over everything that has a name: customers, their domains, moves, requests, and whatever an id says.

use super::{customers::filter_of, frame::Trouble, moves, show, table::page, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Found, Link, Search, SearchGroup};
use nahtlos_wire::{Collection, customers::Customer, invitations::Invitation, moves::Move};

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/search", search)];

/// Things of a kind that are shown.
const SHOWN: usize = 10;

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
    Ok(None)
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
        all: more.then(|| Link::new(visit.say("desk-all"), format!("/customers?q={}", super::visit::segment(typed)))),
    })
}

fn holds(text: Option<&String>, typed: &str) -> bool {
    text.is_some_and(|text| text.to_lowercase().contains(&typed.to_lowercase()))
}

async fn moved(visit: &Visit, typed: &str) -> Result<SearchGroup, Trouble> {
    let page: Collection<Move> = visit.get("/moves/v1/moves?size=1000").read().await?;
    let fits = |of: &&Move| holds(of.customer_name.as_ref(), typed) || holds(of.customer_domain.as_ref(), typed);
    let found = page.items.iter().filter(fits).take(SHOWN).map(|of| Found {
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
    let page: Collection<Invitation> = visit.get("/moves/v1/invitations?size=500").read().await?;
    let fits = |one: &&Invitation| {
        [&one.customer_name, &one.customer_domain, &one.customer_email]
            .into_iter()
            .any(|text| holds(text.as_ref(), typed))
    };
    let found = page.items.iter().filter(fits).take(SHOWN).map(|one| {
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
