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
    let chosen: Vec<DeadlineKind> = DeadlineKind::ALL
        .iter()
        .copied()
        .filter(|kind| wanted.is_empty() || kind.as_str() == wanted)
        .collect();
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
        .ordered();
    let export = lists::export(&visit);
    let whole = lists::whole(&visit);
    let mut after = visit.query.get("after").filter(|_| !whole).map(str::to_owned);
    let size = if whole { 500 } else { lists::PAGE };
    loop {
        let (found, next) = found(&visit, &chosen, size, after.as_deref()).await?;
        for one in &found {
            table.row(vec![
                Cell::text(one.customer_name.clone().unwrap_or_default()),
                Cell::link(name(one), address(one)),
                Cell::new(one.quantity.map_or(Value::Nothing, Value::Number)),
                Cell::new(one.day.map_or(Value::Nothing, Value::Day)),
                Cell::new(one.kind.map_or(Value::Nothing, |kind| Value::Badge(badge(&visit, kind)))),
            ]);
        }
        after = next;
        if !whole || after.is_none() || table.rows.len() >= lists::most(&visit) {
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

/// Its place in the order of days.
fn place(one: &Deadline) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = one.day.map(|day| day.to_string()).unwrap_or_default();
    format!("{day}/{}/{}", text(&one.customer_id), text(&one.subscription_id))
}

/// What comes of some kinds, the soonest first, and the place where it goes on.
async fn found(
    visit: &Visit,
    kinds: &[DeadlineKind],
    size: usize,
    after: Option<&str>,
) -> Result<(Vec<Deadline>, Option<String>), Trouble> {
    let after = after.map(|after| format!("&after={}", segment(after))).unwrap_or_default();
    let (mut all, mut more) = (Vec::new(), false);
    for kind in kinds {
        let page: Collection<Deadline> = visit.get(format!("{PATH}?kind={kind}&size={size}{after}")).read().await?;
        more |= page.links.get("next").is_some();
        all.extend(page.items);
    }
    all.sort_by_key(place);
    let mut shown = size.min(all.len());
    // Two things that come to one subscription on one day stay together: the next page begins behind both.
    while shown > 0 && shown < all.len() && place(&all[shown]) == place(&all[shown - 1]) {
        shown += 1;
    }
    more |= shown < all.len();
    all.truncate(shown);
    let next = all.last().map(place).filter(|_| more);
    Ok((all, next))
}
