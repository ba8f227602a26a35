//! The dashboard: what needs somebody today, moves in flight, a few figures with the pages that they come from.

use super::{deadlines, frame::Trouble, inside::Refused, moves, moves_told, show, table::page, visit::Visit};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::money::{Amount, Currency};
use nahtlos_pages::{Dashboard, Figure, Flight, Group, Item, Link, Menu, Start, Value};
use nahtlos_report::numbers;
use nahtlos_wire::{
    Collection,
    customers::Customer,
    deadlines::{Deadline, DeadlineKind},
    invitations::{Invitation, InvitationCount, InvitationStatus},
    moves::{Move, MoveCount, MoveState},
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/", show_it)];

/// Things of a kind that are shown.
const SHOWN: usize = 8;

/// A list, or nothing of it where the visitor may not see it.
async fn visible<T: DeserializeOwned>(visit: &Visit, path: &str) -> Result<Vec<T>, Refused> {
    match visit.get(path).read::<Collection<T>>().await {
        Ok(page) => Ok(page.items),
        Err(refused) if matches!(refused.status, 400 | 403 | 404) => Ok(Vec::new()),
        Err(refused) => Err(refused),
    }
}

async fn show_it(visit: Visit) -> Result<Answer, Trouble> {
    if !visit.is_partner() {
        return super::own::dashboard(visit).await;
    }
    let moves: Vec<MoveCount> = visible(&visit, "/moves/v1/moves/summary").await?;
    let requests: Vec<InvitationCount> = visible(&visit, "/moves/v1/invitations/summary").await?;
    let customers: Vec<Customer> = visible(&visit, "/v1/customers?size=1").await?;
    let mut groups = vec![needs(&visit).await?, waits(&visit).await?];
    for kind in [DeadlineKind::Ends, DeadlineKind::Extends, DeadlineKind::WindowCloses] {
        groups.push(coming(&visit, kind).await?);
    }
    groups.retain(|group| !group.items.is_empty());
    let flights = flights(&visit).await?;
    let dashboard = Dashboard {
        start: (customers.is_empty() && moves.is_empty()).then(|| start(&visit)),
        figures: figures(&visit, &moves, &requests),
        all_moves: (flights.len() > SHOWN).then(|| Link::new(visit.say("desk-all-moves"), "/moves")),
        moves: flights.into_iter().take(SHOWN).collect(),
        groups,
        live: "/".to_owned(),
    };
    Ok(visit.page(200, dashboard.render(&visit.shell(Some(Menu::Dashboard)))))
}

/// Moves that stand still or ask somebody, each with what it asks.
async fn needs(visit: &Visit) -> Result<Group, Refused> {
    let path = format!("/moves/v1/moves?attention=true&size={}", SHOWN + 1);
    let all: Vec<Move> = visible(visit, &path).await?;
    let item = |of: &Move| {
        let mut open: Vec<_> = of.tasks.iter().flatten().filter(|task| moves_told::is_open(of, task)).collect();
        open.sort_by_key(|task| task.deadline);
        Item {
            badge: moves::badge(visit, of),
            link: Link::new(
                of.customer_name.clone().unwrap_or_default(),
                format!("/moves/{}", of.id.clone().unwrap_or_default()),
            ),
            detail: moves_told::lead(visit, of),
            when: open.first().and_then(|task| task.deadline).map_or(Value::Nothing, Value::Day),
        }
    };
    Ok(group(
        visit,
        "desk-group-moves",
        all.iter().map(item).collect(),
        &format!("/moves?state={}", moves::ATTENTION),
    ))
}

/// What comes to subscriptions within thirty days, of a kind.
async fn coming(visit: &Visit, kind: DeadlineKind) -> Result<Group, Refused> {
    let path = format!("/moves/v1/deadlines?kind={kind}&size={}", SHOWN + 1);
    let all: Vec<Deadline> = visible(visit, &path).await?;
    let item = |one: &Deadline| {
        let seats = visit.say_count("desk-seats", one.quantity.unwrap_or(0));
        Item {
            badge: deadlines::badge(visit, kind),
            link: Link::new(one.customer_name.clone().unwrap_or_default(), deadlines::address(one)),
            detail: format!("{}, {seats}", deadlines::name(one)),
            when: one.day.map_or(Value::Nothing, Value::Day),
        }
    };
    let title = format!("desk-group-{}", show::kebab(&kind.to_string()));
    let all: Vec<Item> = all.iter().map(item).collect();
    let to = Link::new(visit.say("desk-all"), format!("/deadlines?kind={kind}"));
    Ok(Group {
        all: Some(to).filter(|_| !all.is_empty()),
        ..group(visit, &title, all, "")
    })
}

fn group(visit: &Visit, title: &str, mut items: Vec<Item>, all: &str) -> Group {
    let more = items.len() > SHOWN;
    items.truncate(SHOWN);
    Group {
        title: visit.say(title),
        items,
        all: more.then(|| Link::new(visit.say("desk-all"), all)),
    }
}

/// Requests that wait for the customer, the first to expire first.
async fn waits(visit: &Visit) -> Result<Group, Refused> {
    let path = format!("/moves/v1/invitations?waiting=true&size={}", SHOWN + 1);
    let waiting: Vec<Invitation> = visible(visit, &path).await?;
    let item = |one: &Invitation| {
        let status = one.status.map(|status| status.to_string()).unwrap_or_default();
        let name = one.customer_name.clone().or_else(|| one.customer_domain.clone());
        Item {
            badge: show::badge(visit, "request", &status),
            link: Link::new(
                name.unwrap_or_else(|| visit.say("desk-unnamed")),
                format!("/customers/requests/{}", one.id.clone().unwrap_or_default()),
            ),
            detail: visit.say(&format!("desk-request-{status}")),
            when: one.expires_at.map_or(Value::Nothing, |at| Value::Day(at.date())),
        }
    };
    Ok(group(
        visit,
        "desk-group-requests",
        waiting.iter().map(item).collect(),
        "/customers/requests",
    ))
}

/// Moves that are carried out, the newest first: one more than is shown, where there are.
async fn flights(visit: &Visit) -> Result<Vec<Flight>, Refused> {
    let mut flying: Vec<Move> = Vec::new();
    for state in [MoveState::Approved, MoveState::Running, MoveState::Waiting, MoveState::NeedsPerson] {
        let path = format!("/moves/v1/moves?state={state}&size={}", SHOWN + 1);
        flying.extend(visible::<Move>(visit, &path).await?);
    }
    flying.sort_by(|one, other| other.id.cmp(&one.id));
    flying.truncate(SHOWN + 1);
    let flight = |of: &Move| Flight {
        link: Link::new(
            of.customer_name.clone().unwrap_or_default(),
            format!("/moves/{}", of.id.clone().unwrap_or_default()),
        ),
        badge: moves::badge(visit, of),
        cover: moves::cover(visit, None, of).1,
        next: moves_told::progress(visit, of),
        when: of.next_time.map_or(Value::Nothing, Value::Moment),
    };
    Ok(flying.iter().map(flight).collect())
}

fn figures(visit: &Visit, moves: &[MoveCount], requests: &[InvitationCount]) -> Vec<Figure> {
    let of = |state: MoveState| {
        moves
            .iter()
            .filter(|one| one.state == Some(state))
            .filter_map(|one| one.count)
            .sum()
    };
    let figure = |key: &str, value: i64, href: &str| Figure {
        label: visit.say(&format!("desk-figure-{key}")),
        value: Value::Number(value),
        note: String::new(),
        href: href.to_owned(),
    };
    let accepted = requests.iter().filter(|one| one.status == Some(InvitationStatus::Accepted));
    let accepted = accepted.filter_map(|one| one.count).sum();
    let mut figures = vec![
        figure("halted", of(MoveState::Halted), "/moves?state=halted"),
        figure("completed", of(MoveState::Completed), "/moves?state=completed"),
        figure("accepted", accepted, "/customers/requests?status=accepted"),
    ];
    figures.extend(moved(visit, moves));
    figures
}

/// Seats and money that completed moves have brought, and what is under way.
fn moved(visit: &Visit, moves: &[MoveCount]) -> Vec<Figure> {
    use MoveState::{Approved, Completed, Halted, NeedsPerson, Running, Waiting};
    let over = |one: &&MoveCount| one.state == Some(Completed);
    // Nothing halts before a yes.
    let under_way = |one: &&MoveCount| matches!(one.state, Some(Approved | Running | Waiting | NeedsPerson | Halted));
    let seats = |which: &dyn Fn(&&MoveCount) -> bool| -> i64 { moves.iter().filter(which).filter_map(|one| one.seats).sum() };
    let money = |which: &dyn Fn(&&MoveCount) -> bool| -> String {
        let mut sums: BTreeMap<Currency, Amount> = BTreeMap::new();
        for one in moves.iter().filter(which) {
            if let Value::Money(currency, total) = show::money(one.total.as_deref(), one.currency.as_deref()) {
                let sum = sums.entry(currency).or_insert(Amount { minor: 0, ..total });
                sum.minor = sum.minor.saturating_add(total.minor);
            }
        }
        let each: Vec<String> = sums
            .into_iter()
            .map(|(currency, sum)| numbers::money(visit.lang, currency, sum))
            .collect();
        each.join(", ")
    };
    let more = |text: String| {
        if text.is_empty() {
            text
        } else {
            visit.say_with("desk-figure-under-way", "what", &text)
        }
    };
    let more_seats = match seats(&under_way) {
        0 => String::new(),
        count => numbers::count(visit.lang, count),
    };
    let figure = |key: &str, value: Value, note: String| Figure {
        label: visit.say(&format!("desk-figure-{key}")),
        value,
        note,
        href: "/moves?state=completed".to_owned(),
    };
    let bought = money(&over);
    let bought = if bought.is_empty() { Value::Nothing } else { Value::Figure(bought) };
    vec![
        figure("seats", Value::Number(seats(&over)), more(more_seats)),
        figure("money", bought, more(money(&under_way))),
    ]
}

fn start(visit: &Visit) -> Start {
    let step = |key: &str, href: &str| Link::new(visit.say(&format!("desk-start-{key}")), href);
    Start {
        lead: visit.say("desk-start"),
        steps: vec![
            step("request", "/customers/requests/new"),
            step("catalogue", "/catalogue"),
            step("move", "/moves/new"),
        ],
    }
}
