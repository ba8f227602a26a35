//! What happens to each original: grouped by what is to be done, the nearest deadline first, each with its reasons.

use super::{Lined, Sources, why::Why};
use crate::texts::Args;
use nahtlos_model::{
    estate::Subscription,
    plan::{EndAction, OriginalEnd},
};
use std::collections::HashMap;

/// Most originals listed one by one.
const LISTED: usize = 600;
/// Most originals that need no folding.
const OPEN: usize = 40;

/// Originals by what is to be done.
pub(crate) struct Originals {
    pub(crate) groups: Vec<OriginalGroup>,
    pub(crate) open: bool,
}

/// Originals that end in the same way.
pub(crate) struct OriginalGroup {
    pub(crate) action: String,
    pub(crate) note: String,
    pub(crate) deadline: String,
    pub(crate) rows: Vec<OriginalRow>,
    /// How many more the plan has than the page lists.
    pub(crate) more: String,
}

/// An original.
pub(crate) struct OriginalRow {
    pub(crate) name: Lined,
    pub(crate) channel: Lined,
    pub(crate) seats: String,
    pub(crate) end: String,
    pub(crate) deadline: String,
    pub(crate) late: bool,
    pub(crate) planned_end: String,
    pub(crate) why: Why,
}

/// An original with its place in the plan.
type Placed<'a> = (usize, &'a OriginalEnd);

impl Originals {
    pub(crate) fn build(s: &Sources) -> Self {
        let subscriptions: HashMap<&str, &Subscription> = s.case.estate.subscriptions.iter().map(|x| (x.id.as_str(), x)).collect();
        let mut order: Vec<Placed> = s.plan.originals.iter().enumerate().collect();
        // What must be done comes first, by deadline; what ends or stays by itself after it.
        let key = |o: &OriginalEnd| (o.deadline.is_none(), o.deadline, o.planned_end.is_none(), o.planned_end);
        order.sort_by(|a, b| key(a.1).cmp(&key(b.1)).then(a.0.cmp(&b.0)));
        let mut groups: Vec<(EndAction, Vec<Placed>)> = Vec::new();
        for placed in order {
            match groups.iter_mut().find(|g| g.0 == placed.1.action) {
                Some(group) => group.1.push(placed),
                None => groups.push((placed.1.action, vec![placed])),
            }
        }
        let mut room = LISTED;
        let view = |(action, own): &(EndAction, Vec<Placed>)| {
            let shown = own.len().min(room);
            room -= shown;
            let left = own.len() - shown;
            let first = own.first().and_then(|o| o.1.deadline);
            OriginalGroup {
                more: if left > 0 {
                    s.reader.texts.say_count("rows-more", left)
                } else {
                    String::new()
                },
                action: s.reader.word(*action),
                note: s.reader.texts.say_count("originals-count", own.len()),
                deadline: first.map_or_else(String::new, |day| {
                    s.fill("originals-first", Args::new().text("day", s.reader.date(day)))
                }),
                rows: own[..shown]
                    .iter()
                    .map(|(at, o)| row(s, subscriptions.get(o.subscription_id.as_str()).copied(), *at, o))
                    .collect(),
            }
        };
        Self {
            groups: groups.iter().map(view).collect(),
            open: s.plan.originals.len() <= OPEN,
        }
    }
}

fn row(s: &Sources, subscription: Option<&Subscription>, at: usize, original: &OriginalEnd) -> OriginalRow {
    let dash = || "–".to_owned();
    OriginalRow {
        name: Lined {
            text: subscription.map_or_else(dash, |x| s.reader.sku(x.sku_id)),
            below: original.subscription_id.clone(),
        },
        channel: Lined {
            text: subscription.map_or_else(dash, |x| s.reader.word(x.channel)),
            below: subscription.and_then(|x| x.owner.clone()).unwrap_or_default(),
        },
        seats: subscription.map_or_else(dash, |x| s.reader.count(x.quantity)),
        end: subscription
            .and_then(|x| x.end)
            .map_or_else(|| s.say("without-end"), |day| s.reader.date(day)),
        deadline: original.deadline.map_or_else(dash, |day| s.reader.date(day)),
        late: original.deadline.is_some_and(|day| day < s.plan.as_of),
        planned_end: original
            .planned_end
            .map_or_else(|| s.say("to-the-horizon"), |day| s.reader.date(day)),
        why: s.whys.original(&s.reader, s.plan, at),
    }
}
