//! Lists of this area: filtered, sorted and cut into pages in memory, where a list is short; and how one thing is shown.

use super::{context, props::Thing};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::odata::{self, Options, kind::Property},
    problem::Problem,
};
use serde_json::{Map, Value};

/// One thing as the wire has it.
pub(super) fn show<T: Thing>(ask: &Ask, thing: &T, properties: &[&'static Property<T>]) -> Map<String, Value> {
    thing.decorated(T::kind().show(thing, &ask.view(), properties))
}

/// One thing as an answer.
pub(super) fn single<T: Thing>(ask: &Ask, thing: &T, options: &Options<T>, set: &str) -> Answer {
    odata::entity(200, context(ask, &format!("{set}/$entity")), show(ask, thing, &options.properties))
}

/// One of a short list, by its id.
pub(super) fn one_of<T: Thing>(ask: &Ask, all: &[T], place: usize, set: &str) -> Result<Answer, Problem> {
    let options = Options::one(ask, T::kind(), &[])?;
    let id = ask.id(place);
    let found = all.iter().find(|thing| thing.id() == id);
    let found = found.ok_or_else(|| ask.not_found(&id))?;
    Ok(single(ask, found, &options, set))
}

/// A page of things that are all there.
pub(super) fn of_all<T: Thing>(ask: &Ask, mut all: Vec<T>, options: &Options<T>, set: &str) -> Answer {
    let (kind, view) = (T::kind(), ask.view());
    all.retain(|thing| kind.fits(thing, &view, options.filter.as_ref()));
    let count = (options.count && options.after.is_none()).then_some(all.len() as i64);
    let ordered = options.order.and_then(|(name, down)| Some((kind.property(name)?, down)));
    let down = ordered.is_some_and(|(_, down)| down);
    let key = |thing: &T| {
        let value = ordered.map(|(property, _)| (property.get)(thing, &view, property.name));
        let text = value.and_then(|v| v.as_str().map(str::to_lowercase)).unwrap_or_default();
        vec![text, thing.id().to_owned()]
    };
    all.sort_by_cached_key(key);
    if down {
        all.reverse();
    }
    if let Some(after) = &options.after {
        all.retain(|thing| if down { key(thing) < *after } else { key(thing) > *after });
    }
    let more = all.len() > options.top;
    all.truncate(options.top);
    let next = all.last().filter(|_| more).map(key);
    page(ask, &all, options, set, count, next)
}

/// A page of things that were found.
pub(super) fn page<T: Thing>(
    ask: &Ask,
    found: &[T],
    options: &Options<T>,
    set: &str,
    count: Option<i64>,
    next: Option<Vec<String>>,
) -> Answer {
    let things = found.iter().map(|thing| show(ask, thing, &options.properties)).collect();
    odata::collection(ask, context(ask, set), count, next.as_deref(), things)
}
