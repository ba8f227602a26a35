//! What comes to subscriptions and has to be looked at in time: the whole list behind the dashboard's groups.

use super::{
    frame::Trouble,
    lists::{self, Table},
    show,
    table::page,
    visit::{Visit, segment},
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Badge, Cell, Head, Link, Menu, Tone, Value};
use nahtlos_wire::{
    Collection,
    deadlines::{Deadline, DeadlineKind, PATH},
};

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/deadlines", list)];

/// What comes, with how pressing it is.
pub(super) fn badge(visit: &Visit, kind: DeadlineKind) -> Badge {
    let tone = match kind {
        DeadlineKind::Ends | DeadlineKind::Extends => Tone::Bad,
        DeadlineKind::WindowCloses => Tone::Wait,
        _ => Tone::Plain,
    };
    Badge::new(tone, visit.say(&format!("desk-coming-{}", show::kebab(&kind.to_string()))))
}

/// The page of the subscription.
pub(super) fn address(one: &Deadline) -> String {
    let part = |id: &Option<String>| segment(id.as_deref().unwrap_or_default());
    format!("/customers/{}/subscriptions/{}", part(&one.customer_id), part(&one.subscription_id))
}

/// What the partner calls it, or else its offer's name.
pub(super) fn name(one: &Deadline) -> String {
    let given = one.friendly_name.clone().filter(|name| !name.is_empty());
    given.or_else(|| one.offer_name.clone()).unwrap_or_default()
}

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let wanted = visit.query.get("kind").unwrap_or_default();
    let kind = DeadlineKind::ALL.iter().find(|kind| kind.as_str() == wanted);
    let kind = kind.copied().unwrap_or(DeadlineKind::Ends);
    let word = |kind: &DeadlineKind| visit.say(&format!("desk-coming-{}", show::kebab(kind.as_str())));
    let kinds: Vec<(&str, String)> = DeadlineKind::ALL.iter().map(|kind| (kind.as_str(), word(kind))).collect();
    let mut table = Table::new(&visit, "deadlines", "")
        .text(&visit, "customer")
        .text(&visit, "subscription")
        .number(&visit, "seats")
        .text(&visit, "day")
        .text(&visit, "what")
        .select(&visit, "kind", &kinds)
        .empty(visit.say("desk-no-deadlines"), None)
        .paged();
    let export = lists::export(&visit);
    let mut after = visit.query.get("after").filter(|_| export.is_none()).map(str::to_owned);
    let size = if export.is_some() { 500 } else { lists::PAGE };
    loop {
        let place = after
            .as_deref()
            .map(|after| format!("&after={}", segment(after)))
            .unwrap_or_default();
        let page: Collection<Deadline> = visit.get(format!("{PATH}?kind={kind}&size={size}{place}")).read().await?;
        for one in &page.items {
            table.row(vec![
                Cell::text(one.customer_name.clone().unwrap_or_default()),
                Cell::link(name(one), address(one)),
                Cell::new(one.quantity.map_or(Value::Nothing, Value::Number)),
                Cell::new(one.day.map_or(Value::Nothing, Value::Day)),
                Cell::new(Value::Badge(badge(&visit, kind))),
            ]);
        }
        after = page.links.get("next").and_then(|next| after_of(&next.uri));
        if export.is_none() || after.is_none() || table.rows.len() >= lists::MOST {
            break;
        }
    }
    if let Some(kind) = export {
        return table.file(&visit, kind);
    }
    table.next = after;
    let mut head = Head::new(visit.say("desk-deadlines"));
    head.above = Some(Link::new(visit.say("pages-menu-dashboard"), "/"));
    head.lead = visit.say("desk-deadlines-lead");
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Dashboard)))))
}

/// The place that a link goes on from.
fn after_of(uri: &str) -> Option<String> {
    uri.split_once("after=").map(|(_, place)| place.to_owned())
}
