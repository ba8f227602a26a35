//! What happened, line by line, with its times: the same bytes whenever the seed is the same.

use crate::world::catalogue::name;
use nahtlos_model::{ids::SkuId, instants::Instant, moves::Move, plan::Plan};

/// Something that must never be, and is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The checker.
    pub check: &'static str,
    /// What it saw.
    pub what: String,
    /// When.
    pub at: Instant,
}

/// The events of a seed.
#[derive(Debug, Clone, Default)]
pub struct Story {
    /// Lines, oldest first.
    pub lines: Vec<String>,
}

impl Story {
    pub(crate) fn tell(&mut self, at: Instant, who: &str, what: &str) {
        self.lines.push(format!("{at} {who:<8} {what}"));
    }

    /// What a plan buys and ends, when it is read first.
    pub(crate) fn tell_plan(&mut self, at: Instant, of: &Move, plan: &Plan) {
        let version = of.plan.as_ref().map_or(0, |plan| plan.version);
        let who = format!("plan {version}");
        for p in &plan.purchases {
            let renews = p.renews.as_deref().map_or_else(String::new, |of| format!(", renews {of}"));
            let what = format!("{}: {} × {} from {} to {}", p.id, p.seats, name(p.sku_id), p.start, p.end);
            self.tell(at, &who, &format!("{what} ({}){renews}, costs {}", p.term_duration, p.charge.minor));
        }
        let names = |ids: &mut dyn Iterator<Item = SkuId>| ids.map(name).collect::<Vec<_>>().join("+");
        for change in &plan.license_changes {
            let (from, to) = (
                names(&mut change.remove_licenses.iter().copied()),
                names(&mut change.add_licenses.iter().map(|add| add.sku_id)),
            );
            let who_changes = change.user_ids.join(" ");
            self.tell(at, &who, &format!("{}: [{from}] to [{to}] for {who_changes}", change.date));
        }
        for end in &plan.originals {
            let planned = end.planned_end.map_or_else(|| "-".to_owned(), |day| day.to_string());
            self.tell(at, &who, &format!("{}: {} on {planned}", end.subscription_id, end.action.as_str()));
        }
    }

    /// The last lines.
    pub fn last(&self, most: usize) -> &[String] {
        &self.lines[self.lines.len().saturating_sub(most)..]
    }
}
