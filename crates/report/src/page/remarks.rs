//! What to know before saying yes: losses accepted, plan equivalents relied upon, warnings.

use super::Sources;
use crate::texts::Args;
use nahtlos_model::{
    ids::ServicePlanId,
    notice::{Notice, Warning},
};
use std::collections::BTreeMap;

/// Warnings of one code shown before the rest is folded.
const SHOWN: usize = 3;
/// Most warnings of one code listed at all.
const LISTED: usize = 60;

/// The three lists.
pub(crate) struct Remarks {
    pub(crate) losses: Vec<(String, String)>,
    pub(crate) equivalents: Vec<(String, String)>,
    pub(crate) warnings: Vec<WarningGroup>,
}

/// Warnings of one code.
pub(crate) struct WarningGroup {
    pub(crate) shown: Vec<(String, String)>,
    pub(crate) folded: Vec<(String, String)>,
    pub(crate) folded_label: String,
    pub(crate) more: String,
}

impl Remarks {
    pub(crate) fn build(s: &Sources) -> Self {
        let mut losers: BTreeMap<ServicePlanId, usize> = BTreeMap::new();
        for plan in s.plan.impact.iter().flat_map(|i| &i.plans_lost) {
            *losers.entry(*plan).or_default() += 1;
        }
        let loss = |plan: &ServicePlanId| {
            (
                s.reader.plan(*plan),
                s.reader.texts.say_count("loss-users", losers.get(plan).copied().unwrap_or(0)),
            )
        };
        Self {
            losses: s.plan.policy.accept_loss.iter().map(loss).collect(),
            equivalents: s
                .plan
                .equivalences_used
                .iter()
                .map(|e| {
                    let names = [e.plan, e.satisfied_by].map(|plan| s.reader.plan(plan));
                    if names[0] == names[1] {
                        (s.reader.plan_exactly(e.plan), s.reader.plan_exactly(e.satisfied_by))
                    } else {
                        let [plan, by] = names;
                        (plan, by)
                    }
                })
                .collect(),
            warnings: warnings(s),
        }
    }
}

/// Grouped by code, in the order in which codes first appear.
fn warnings(s: &Sources) -> Vec<WarningGroup> {
    let mut codes: Vec<Warning> = Vec::new();
    for warning in &s.plan.warnings {
        if !codes.contains(&warning.code) {
            codes.push(warning.code);
        }
    }
    codes
        .into_iter()
        .map(|code| {
            let own: Vec<&Notice<Warning>> = s.plan.warnings.iter().filter(|w| w.code == code).collect();
            let mut lines: Vec<(String, String)> = own.iter().take(LISTED).map(|w| (s.reader.notice(w), about(s, w))).collect();
            let folded = if lines.len() > SHOWN + 1 {
                lines.split_off(SHOWN)
            } else {
                Vec::new()
            };
            let more = own.len().saturating_sub(LISTED);
            WarningGroup {
                shown: lines,
                folded_label: s.reader.texts.say_count("warnings-folded", folded.len() + more),
                folded,
                more: if more > 0 {
                    s.reader.texts.say_count("rows-more", more)
                } else {
                    String::new()
                },
            }
        })
        .collect()
}

fn about(s: &Sources, warning: &Notice<Warning>) -> String {
    if warning.subjects.is_empty() {
        String::new()
    } else {
        s.fill("warning-about", Args::new().text("subjects", s.reader.subjects(&warning.subjects)))
    }
}
