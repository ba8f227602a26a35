//! The calendar: every step with its due day and what must be done before it. Called by `document`.
//! Nothing irreversible stands before the seats it needs are seen.

use super::originals::{Ending, text};
use nahtlos_model::{
    case::Case,
    dates::{Date, date_of, day_number},
    estate::{Channel, Treatment},
    notice::Value,
    plan::{EndAction, LicenseChange, Purchase, Step, StepKind},
    plan_ways::days_without_overlap,
    rules::Actor,
};
use std::collections::{BTreeMap, BTreeSet};

/// Days before a renewal on which its change is scheduled.
const SCHEDULE_AHEAD: i32 = 7;

/// Steps while they are put together; `after` names places in the list.
struct Draft {
    kind: StepKind,
    due: Date,
    after: Vec<usize>,
    details: BTreeMap<String, Value>,
}

struct Calendar<'a> {
    case: &'a Case,
    drafts: Vec<Draft>,
    /// Last of the steps that open the relationship.
    agreed: Option<usize>,
    rights: Option<usize>,
    bought: BTreeMap<&'a str, usize>,
    seen: BTreeMap<Date, usize>,
    /// Steps that wait for what only goes on: no licence change stands behind them.
    gone_on: BTreeMap<Date, usize>,
    swapped: BTreeMap<Date, usize>,
    verified: BTreeMap<Date, usize>,
    /// Days on which seats end with nothing between them and what replaces them.
    without_overlap: BTreeSet<Date>,
}

pub(super) fn steps(case: &Case, purchases: &[Purchase], changes: &[LicenseChange], endings: &[Ending]) -> Vec<Step> {
    let mut calendar = Calendar {
        case,
        drafts: Vec::new(),
        agreed: None,
        rights: None,
        bought: BTreeMap::new(),
        seen: BTreeMap::new(),
        gone_on: BTreeMap::new(),
        swapped: BTreeMap::new(),
        verified: BTreeMap::new(),
        without_overlap: days_without_overlap(purchases, changes, &case.estate),
    };
    calendar.open(purchases, changes, endings);
    calendar.buy(purchases);
    calendar.see(purchases);
    calendar.swap(changes);
    calendar.verify(endings);
    let ends = calendar.end(purchases, endings);
    calendar.close(endings, &ends);
    calendar.finish()
}

impl<'a> Calendar<'a> {
    fn push(&mut self, kind: StepKind, due: Date, after: Vec<usize>, details: &[(&str, Value)]) -> usize {
        let details = details.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let due = after.iter().map(|&i| self.drafts[i].due).fold(due, Date::max);
        self.drafts.push(Draft { kind, due, after, details });
        self.drafts.len() - 1
    }

    fn as_of(&self) -> Date {
        self.case.estate.as_of
    }

    /// The relationship and the rights that later steps need.
    fn open(&mut self, purchases: &[Purchase], changes: &[LicenseChange], endings: &[Ending]) {
        let transfers = endings.iter().filter(|e| e.end.action == EndAction::Transfer);
        let transfer_days = transfers.map(|e| transfer_day(self.case, e));
        let swaps = changes.iter().map(|c| c.date);
        let orders = purchases.iter().map(|p| self.day_to_order(p));
        let Some(first) = orders.chain(swaps).chain(transfer_days).min() else {
            return;
        };
        let request = self.push(StepKind::RequestRelationship, self.as_of(), Vec::new(), &[]);
        let accepted = self.push(StepKind::AwaitAcceptance, first, vec![request], &[("deadline", Value::Date(first))]);
        self.agreed = Some(self.push(StepKind::ConfirmAgreement, first, vec![accepted], &[]));
        if let Some(change) = changes.iter().map(|c| c.date).min() {
            let due = change.max(first);
            self.rights = Some(self.push(StepKind::RequestDelegatedAdmin, due, vec![accepted], &[]));
        }
    }

    fn buy(&mut self, purchases: &'a [Purchase]) {
        for purchase in purchases {
            let seats = Value::Count(i64::from(purchase.seats));
            let details = [
                ("purchase", text(&purchase.id)),
                ("sku", Value::Sku(purchase.sku_id)),
                ("seats", seats),
            ];
            let step = match purchase.renews.as_deref() {
                Some(before) => {
                    let ahead = self.day_to_order(purchase);
                    // Bought by this plan, or there already.
                    let after = self.bought.get(before).copied().or(self.agreed);
                    self.push(StepKind::ScheduleChange, ahead, after.into_iter().collect(), &details)
                }
                None => {
                    let due = self.day_to_order(purchase);
                    self.push(StepKind::Purchase, due, self.agreed.into_iter().collect(), &details)
                }
            };
            self.bought.insert(&purchase.id, step);
        }
    }

    /// The day to order: of a renewal some days before it; of others the first with the seats, or the day before where something of the day
    /// takes the place of seats that end just then: the day's seats are waited for together, and what is bought only when those have gone
    /// comes too late for whoever holds them.
    fn day_to_order(&self, purchase: &Purchase) -> Date {
        let before = |days: i32| date_of(day_number(purchase.start) - days);
        if purchase.renews.is_some() {
            return before(SCHEDULE_AHEAD).max(self.as_of());
        }
        let ahead = before(1) >= self.as_of() && self.without_overlap.contains(&purchase.start);
        if ahead { before(1) } else { purchase.start }
    }

    /// Seats of a day are waited for together; where they must be there the day before, those that renew show on their day and are waited for
    /// beside them: nobody's change waits for what goes on.
    fn see(&mut self, purchases: &[Purchase]) {
        let mut by_day: BTreeMap<(Date, bool), Vec<&Purchase>> = BTreeMap::new();
        for purchase in purchases {
            let day = purchase.start;
            let apart = self.goes_on(purchase, purchases) && self.without_overlap.contains(&day);
            by_day.entry((day, apart)).or_default().push(purchase);
        }
        for ((day, apart), of_day) in by_day {
            let after = of_day.iter().filter_map(|p| self.bought.get(p.id.as_str()).copied()).collect();
            let ids: Vec<&str> = of_day.iter().map(|p| p.id.as_str()).collect();
            let step = self.push(StepKind::AwaitSeats, day, after, &[("purchase", text(ids.join(", ")))]);
            let seen = if apart { &mut self.gone_on } else { &mut self.seen };
            seen.insert(day, step);
        }
    }

    /// Whether a purchase only renews seats that are there.
    fn goes_on(&self, purchase: &Purchase, all: &[Purchase]) -> bool {
        let held = self.case.estate.subscriptions.iter().map(|s| (s.id.as_str(), s.quantity));
        let mut before = all.iter().map(|p| (p.id.as_str(), p.seats)).chain(held);
        let renewed = |before: &(&str, u32)| purchase.renews.as_deref() == Some(before.0) && purchase.seats <= before.1;
        before.any(|before| renewed(&before))
    }

    /// All licence changes of a day are one step.
    fn swap(&mut self, changes: &[LicenseChange]) {
        let mut by_day: BTreeMap<Date, Vec<String>> = BTreeMap::new();
        for (index, change) in changes.iter().enumerate() {
            by_day.entry(change.date).or_default().push(index.to_string());
        }
        for (day, indices) in by_day {
            let after: Vec<usize> = [self.seen.get(&day).copied(), self.rights].into_iter().flatten().collect();
            let step = self.push(StepKind::SwapLicenses, day, after, &[("changes", text(indices.join(", ")))]);
            self.swapped.insert(day, step);
        }
    }

    /// Cover is verified on every day from which an original is no longer counted on.
    fn verify(&mut self, endings: &[Ending]) {
        let days: BTreeSet<Date> = endings
            .iter()
            .filter(|e| e.last.is_some())
            .filter_map(|e| e.end.planned_end)
            .collect();
        for day in days {
            let latest = |steps: &BTreeMap<Date, usize>| steps.range(..=day).next_back().map(|(_, step)| *step);
            let before = [latest(&self.seen), latest(&self.gone_on), latest(&self.swapped)];
            let after: Vec<usize> = before.into_iter().flatten().collect();
            let step = self.push(StepKind::VerifyCover, day, after, &[]);
            self.verified.insert(day, step);
        }
    }

    /// Ends of originals: what is to be done, by whom, and the watch until it has ended. Returns the watches.
    fn end(&mut self, purchases: &[Purchase], endings: &[Ending]) -> Vec<usize> {
        let mut watches = Vec::new();
        let renewed: BTreeSet<&str> = purchases.iter().filter_map(|p| p.renews.as_deref()).collect();
        for ending in endings {
            let Some(due) = self.due_of(ending) else { continue };
            let id = text(&ending.subscription.id);
            let mut details = vec![("subscription", id.clone())];
            let verified = ending.end.planned_end.and_then(|day| self.verified.get(&day).copied());
            let mut after: Vec<usize> = verified.into_iter().filter(|&step| self.drafts[step].due <= due).collect();
            if let Some(kind) = step_kind(ending.end.action) {
                details.extend(ending.end.deadline.map(|deadline| ("deadline", Value::Date(deadline))));
                let by_hand = ending.actor != Actor::ThisPartner && ending.end.action != EndAction::Transfer;
                let step = if ending.end.action == EndAction::Transfer {
                    after.extend(self.agreed);
                    self.push(kind, due, after, &details)
                } else if by_hand {
                    details.push(("action", text(ending.end.action)));
                    details.push(("owner", text(ending.actor)));
                    self.push(StepKind::PersonTask, due, after, &details)
                } else {
                    self.push(kind, due, after, &details)
                };
                after = vec![step];
            }
            self.stop_transferred(ending, &after, &renewed);
            if let Some(last) = ending.last {
                after.extend(verified.filter(|step| !after.contains(step)));
                watches.push(self.push(StepKind::WatchEnd, last, after, &[("subscription", id)]));
            }
        }
        watches
    }

    /// What was transferred and is renewed by nothing must not renew by itself.
    fn stop_transferred(&mut self, ending: &Ending, after: &[usize], renewed: &BTreeSet<&str>) {
        let subscription = ending.subscription;
        let goes_on = renewed.contains(subscription.id.as_str()) || ending.end.planned_end.is_none();
        let Some(end) = subscription.end.filter(|_| ending.end.action == EndAction::Transfer && !goes_on) else {
            return;
        };
        let due = date_of(day_number(end) - SCHEDULE_AHEAD).max(self.as_of());
        self.push(
            StepKind::CancelAtTermEnd,
            due,
            after.to_vec(),
            &[("subscription", text(&subscription.id))],
        );
    }

    /// The day to act on an original: as soon as its users are covered without it, or earlier when its deadline demands it.
    fn due_of(&self, ending: &Ending) -> Option<Date> {
        match ending.end.action {
            EndAction::Keep => None,
            EndAction::Transfer => Some(transfer_day(self.case, ending)),
            EndAction::LetExpire => ending.last,
            EndAction::CancelNow => ending.end.deadline.map(|day| day.max(self.as_of())),
            _ if ending.subscription.treatment() == Treatment::CarryOn => {
                let ahead = ending.subscription.end.map(|end| date_of(day_number(end) - SCHEDULE_AHEAD));
                ahead.map(|day| day.max(self.as_of()))
            }
            EndAction::SuspendLegacy | EndAction::TurnOffAutoRenew | EndAction::CancelAtTermEnd => {
                let covered = ending.end.planned_end.unwrap_or(self.as_of());
                Some(
                    ending
                        .end
                        .deadline
                        .map_or(covered, |deadline| covered.min(deadline))
                        .max(self.as_of()),
                )
            }
        }
    }

    fn close(&mut self, endings: &[Ending], watches: &[usize]) {
        let Some(&last) = watches.iter().max_by_key(|&&step| self.drafts[step].due) else {
            return;
        };
        let proof = self.push(StepKind::FinalProof, self.drafts[last].due, watches.to_vec(), &[]);
        let left = |e: &&Ending| e.subscription.channel == Channel::OtherPartner && e.subscription.is_active();
        let stays = |owner: &Option<String>| {
            endings
                .iter()
                .filter(left)
                .any(|e| e.subscription.owner == *owner && e.last.is_none())
        };
        let owners: BTreeSet<Option<String>> = endings.iter().filter(left).map(|e| e.subscription.owner.clone()).collect();
        for owner in owners.into_iter().filter(|owner| !stays(owner)) {
            let details: Vec<(&str, Value)> = owner.into_iter().map(|owner| ("owner", Value::Text(owner))).collect();
            self.push(StepKind::EndOldRelationship, self.drafts[proof].due, vec![proof], &details);
        }
    }

    /// Orders the steps by day, keeping every step behind what it waits for, and names them.
    fn finish(self) -> Vec<Step> {
        let mut order: Vec<usize> = (0..self.drafts.len()).collect();
        order.sort_by_key(|&i| (self.drafts[i].due, i));
        let mut id_of = vec![String::new(); order.len()];
        for (place, &i) in order.iter().enumerate() {
            id_of[i] = format!("s{}", place + 1);
        }
        let mut drafts: Vec<Option<Draft>> = self.drafts.into_iter().map(Some).collect();
        let step = |i: usize| {
            let draft = drafts[i].take()?;
            let after = draft.after.iter().map(|&j| id_of[j].clone()).collect();
            Some(Step {
                id: id_of[i].clone(),
                kind: draft.kind,
                due: draft.due,
                after,
                details: draft.details,
            })
        };
        order.into_iter().filter_map(step).collect()
    }
}

/// Two weeks from the start, or its end if that is sooner.
fn transfer_day(case: &Case, ending: &Ending) -> Date {
    let soon = date_of(day_number(case.estate.as_of) + 14);
    ending
        .end
        .deadline
        .map_or(soon, |deadline| soon.min(deadline))
        .max(case.estate.as_of)
}

fn step_kind(action: EndAction) -> Option<StepKind> {
    Some(match action {
        EndAction::TurnOffAutoRenew => StepKind::TurnOffAutoRenew,
        EndAction::CancelAtTermEnd => StepKind::CancelAtTermEnd,
        EndAction::CancelNow => StepKind::CancelNow,
        EndAction::SuspendLegacy => StepKind::SuspendLegacy,
        EndAction::Transfer => StepKind::Transfer,
        EndAction::LetExpire | EndAction::Keep => return None,
    })
}
