//! Why every purchase, original and licence change is as it is: the planner's explanations as sentences, the weightiest first.
//! Called by the views of purchases, originals and changes. A plan that is not proved is not explained: there its own short
//! reasons stand alone.

use crate::sentence::Reader;
use nahtlos_model::{
    case::Case,
    notice::{Notice, Reason},
    plan::Plan,
};
use nahtlos_planner::{
    explain::{Explanation, explain},
    verify::Verdict,
};

/// The explanations of a plan, by place.
#[derive(Default)]
pub(crate) struct Whys {
    purchases: Vec<Explanation>,
    originals: Vec<Explanation>,
    changes: Vec<Explanation>,
}

/// A reason that is always shown, and those that unfold below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Why {
    pub(crate) first: String,
    pub(crate) rest: Vec<String>,
}

impl Whys {
    pub(crate) fn of(case: &Case, plan: &Plan, verdict: &Verdict) -> Self {
        if matches!(verdict, Verdict::Refuted(_)) {
            return Self::default();
        }
        // Purchases, originals and changes in this order; an id may occur twice, a place does not.
        let mut all = explain(case, plan, None);
        let changes = all.split_off((plan.purchases.len() + plan.originals.len()).min(all.len()));
        let originals = all.split_off(plan.purchases.len().min(all.len()));
        Self {
            purchases: all,
            originals,
            changes,
        }
    }

    /// Why the plan's purchase at a place is made, then and so.
    pub(crate) fn purchase(&self, reader: &Reader, plan: &Plan, at: usize) -> Why {
        told(reader, self.purchases.get(at), &plan.purchases[at].why)
    }

    /// Why the original at a place ends then and so.
    pub(crate) fn original(&self, reader: &Reader, plan: &Plan, at: usize) -> Why {
        told(reader, self.originals.get(at), &plan.originals[at].why)
    }

    /// Why the licence change at a place is made; what its row shows anyhow is left out.
    pub(crate) fn change(&self, reader: &Reader, at: usize) -> Why {
        let shown = [Reason::ChangesLicenses, Reason::SwitchedOff, Reason::WholeGroup];
        let notices = self.changes.get(at).map_or(&[][..], |e| &e.notices);
        words(notices.iter().filter(|n| !shown.contains(&n.code)).map(|n| reader.notice(n)))
    }
}

fn told(reader: &Reader, explanation: Option<&Explanation>, short: &[Notice<Reason>]) -> Why {
    let notices = explanation.map_or(short, |e| &e.notices);
    words(notices.iter().map(|n| reader.notice(n)))
}

fn words(sentences: impl Iterator<Item = String>) -> Why {
    let mut rest: Vec<String> = sentences.collect();
    let first = if rest.is_empty() { String::new() } else { rest.remove(0) };
    Why { first, rest }
}
