//! Reads an order of faults: what is wrong with it is said with the member concerned, and what may stand there.

use super::{
    Order, chance,
    order::{About, about, concerns},
};
use crate::api::{
    find::plain,
    routes::{ROUTES, Route},
};
use nahtlos_files::nearest::nearest;
use nahtlos_model::refusals::Refusal;
use nahtlos_wire::{
    Limits,
    body::{self, BodyProblem},
    decimal::Decimal,
    faults::{Fault, FaultKind as Kind},
};

/// Members of an order, and the kind that has them; `None`: every kind.
const MEMBERS: [(&str, Option<Kind>); 13] = [
    ("kind", None),
    ("operation", None),
    ("area", None),
    ("tenant", None),
    ("probability", None),
    ("nth", None),
    ("every", None),
    ("times", None),
    ("seed", None),
    ("retryAfterSeconds", Some(Kind::Throttle)),
    ("delayMilliseconds", Some(Kind::Delay)),
    ("hours", Some(Kind::SlowProvisioning)),
    ("seats", Some(Kind::SeatRace)),
];
/// Members that an answer has and an order may bring back unread.
const ANSWERED: [&str; 4] = ["id", "createdAt", "seen", "injected"];
/// Longest wait that can be ordered, of either kind.
const MOST_SECONDS: u64 = 3_600;
/// Longest provisioning, as the reference has it at worst.
const MOST_HOURS: u64 = 48;
/// Most seats that somebody else buys.
const MOST_SEATS: u64 = 1_000;

/// Why an order cannot be read.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The body itself.
    Body(BodyProblem),
    /// A member.
    Member(Refusal),
}

impl From<BodyProblem> for Unread {
    fn from(problem: BodyProblem) -> Self {
        Self::Body(problem)
    }
}

impl From<Refusal> for Unread {
    fn from(refusal: Refusal) -> Self {
        Self::Member(refusal)
    }
}

/// Reads an order from a request's body.
pub(crate) fn read(bytes: &[u8]) -> Result<Order, Unread> {
    let value = body::parse(bytes, &Limits::default())?;
    let mut said: Fault = body::read(&value)?;
    let given: Vec<&String> = value.as_object().into_iter().flatten().map(|(name, _)| name).collect();
    known(&given)?;
    let Some(kind) = said.kind else {
        let all: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        return Err(Refusal::property("kind", format!("must be one of {}", all.join(", "))).into());
    };
    of_the_kind(kind, &said)?;
    let millionths = turns(&mut said)?;
    amounts(kind, &mut said)?;
    if let Some(tenant) = &mut said.tenant {
        let Ok(id) = uuid::Uuid::try_parse(tenant) else {
            return Err(Refusal::property("tenant", format!("{tenant:?} is no tenant's id; give a GUID")).into());
        };
        *tenant = id.to_string();
    }
    let named = named(kind, &said)?;
    (said.seen, said.injected) = (None, None);
    Ok(Order {
        kind,
        said,
        named,
        millionths,
        seen: 0,
        injected: 0,
    })
}

fn known(given: &[&String]) -> Result<(), Refusal> {
    let names = || MEMBERS.iter().map(|(name, _)| *name);
    let is_known = |name: &&&String| names().chain(ANSWERED).any(|known| known.eq_ignore_ascii_case(name));
    match given.iter().find(|name| !is_known(name)) {
        None => Ok(()),
        Some(name) => {
            let meant = nearest(name, names()).map(|near| format!("; {near} may be meant"));
            let all = names().collect::<Vec<_>>().join(", ");
            let reason = format!("no order has it{}. An order has {all}", meant.unwrap_or_default());
            Err(Refusal::property(name.as_str(), reason))
        }
    }
}

/// That nothing is given which only another kind has.
fn of_the_kind(kind: Kind, said: &Fault) -> Result<(), Refusal> {
    let given = [said.retry_after_seconds, said.delay_milliseconds, said.hours, said.seats];
    let own = MEMBERS.iter().filter_map(|(name, of)| of.map(|of| (*name, of)));
    for ((name, of), given) in own.zip(given) {
        if given.is_some() && of != kind {
            return Err(Refusal::property(name, format!("belongs to {of}, not to {kind}")));
        }
    }
    Ok(())
}

/// When it is the order's turn: one of probability, nth and every. The chance in millionths.
fn turns(said: &mut Fault) -> Result<u64, Refusal> {
    let ways = [
        ("probability", said.probability.is_some()),
        ("nth", said.nth.is_some()),
        ("every", said.every.is_some()),
    ];
    let given: Vec<&str> = ways.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
    if let [first, second, ..] = given[..] {
        return Err(Refusal::property(second, format!("give either {first} or {second}")));
    }
    for (name, value) in [("nth", said.nth), ("every", said.every), ("times", said.times)] {
        if value == Some(0) {
            return Err(Refusal::property(name, "counts from 1"));
        }
    }
    let whole = i64::try_from(chance::WHOLE).unwrap_or(i64::MAX);
    let probability = said.probability.unwrap_or(Decimal { micros: whole });
    if !(1..=whole).contains(&probability.micros) {
        return Err(Refusal::property("probability", "must be above 0 and at most 1"));
    }
    said.seed.get_or_insert(0);
    Ok(u64::try_from(probability.micros).unwrap_or(0))
}

/// How much of it: defaults, and the most that makes sense.
fn amounts(kind: Kind, said: &mut Fault) -> Result<(), Refusal> {
    let (name, amount, usual, least, most) = match kind {
        Kind::Throttle => ("retryAfterSeconds", &mut said.retry_after_seconds, 1, 0, MOST_SECONDS),
        Kind::Delay => ("delayMilliseconds", &mut said.delay_milliseconds, 1_000, 1, MOST_SECONDS * 1_000),
        Kind::SlowProvisioning => ("hours", &mut said.hours, MOST_HOURS, 1, MOST_HOURS),
        Kind::SeatRace => ("seats", &mut said.seats, 1, 1, MOST_SEATS),
        _ => return Ok(()),
    };
    let amount = *amount.get_or_insert(usual);
    match (least..=most).contains(&amount) {
        true => Ok(()),
        false => Err(Refusal::property(name, format!("must be from {least} to {most}"))),
    }
}

/// The operations that the order names, all of which its kind must be able to concern.
fn named(kind: Kind, said: &Fault) -> Result<Vec<&'static Route>, Refusal> {
    let wrong = match (about(kind), &said.area, &said.operation) {
        (About::Requests, ..) => None,
        (About::Events, Some(_), _) => Some(("area", "is about events: name one as operation, or none")),
        (About::Transfers, Some(_), _) => Some(("area", "is about lines of transfers: name a tenant, or nothing")),
        (About::Transfers, _, Some(_)) => Some(("operation", "is about lines of transfers: name a tenant, or nothing")),
        _ => return Ok(Vec::new()),
    };
    if let Some((field, what)) = wrong {
        return Err(Refusal::property(field, format!("{kind} {what}")));
    }
    let mut named: Vec<&'static Route> = match &said.operation {
        None => Vec::new(),
        Some(wanted) => operations(wanted)?,
    };
    if let Some(area) = &said.area {
        let of = |route: &&'static Route| route.area.eq_ignore_ascii_case(area);
        if !ROUTES.iter().any(|route| of(&route)) {
            let mut areas: Vec<&str> = ROUTES.iter().map(|route| route.area).collect();
            areas.sort_unstable();
            areas.dedup();
            return Err(Refusal::property("area", format!("{area:?} is none of {}", areas.join(", "))));
        }
        named = match said.operation {
            None => ROUTES.iter().filter(of).filter(|route| concerns(kind, route)).collect(),
            Some(_) => named.into_iter().filter(of).collect(),
        };
    }
    let field = if said.operation.is_some() { "operation" } else { "area" };
    if let Some(other) = named.iter().find(|route| !concerns(kind, route)) {
        let able: Vec<String> = ROUTES.iter().filter(|r| concerns(kind, r)).map(|r| format!("{r:?}")).collect();
        let able = match able.len() {
            0 => "there is no operation here that it can concern".to_owned(),
            1..=8 => format!("it can concern {}", able.join("; ")),
            _ => "the sandbox's own tools are never met".to_owned(),
        };
        return Err(Refusal::property(field, format!("{kind} cannot concern {other:?}: {able}")));
    }
    if named.is_empty() && (said.operation.is_some() || said.area.is_some()) {
        return Err(Refusal::property(field, format!("{kind} can concern nothing of that")));
    }
    Ok(named)
}

/// The operations by method and path, by path alone, or by name.
fn operations(wanted: &str) -> Result<Vec<&'static Route>, Refusal> {
    let wanted = wanted.trim();
    let (method, path) = match wanted.split_once(' ') {
        Some((method, path)) if path.trim_start().starts_with('/') => (Some(method), path.trim()),
        _ => (None, wanted),
    };
    let by_path = path.starts_with('/').then(|| plain(path.trim_end_matches('/')));
    let fits = |route: &&Route| match &by_path {
        Some(path) => plain(route.path) == *path && method.is_none_or(|method| method.eq_ignore_ascii_case(route.method)),
        None => route.name.eq_ignore_ascii_case(wanted),
    };
    let found: Vec<&'static Route> = ROUTES.iter().filter(fits).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let near = match &by_path {
        Some(_) => nearest(path, ROUTES.iter().map(|route| route.path)),
        None => nearest(wanted, ROUTES.iter().map(|route| route.name)),
    };
    let near = near.map(|near| format!("; {near:?} may be meant")).unwrap_or_default();
    let reason = format!("{wanted:?} is no operation{near}. /sandbox lists them by method, path and name");
    Err(Refusal::property("operation", reason))
}
