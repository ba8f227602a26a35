//! What happens to each original: action, deadline, planned end, reasons and warnings, decided by
//! the rules of its channel on the day of its end. Called by `document`.

use crate::problem::{Problem, planned_end};
use nahtlos_model::{
    dates::{Date, date_of, day_number},
    estate::{Generation, Subscription, SubscriptionKind, Treatment},
    notice::{Notice, Reason, Value, Warning},
    plan::{EndAction, OriginalEnd, Purchase},
    rules::{Actor, ChannelRules, MidTermCancellation, RulePacks},
};
use std::collections::BTreeSet;

/// An original's end with who has to see to it.
#[derive(Debug)]
pub(super) struct Ending<'a> {
    pub(super) subscription: &'a Subscription,
    pub(super) end: OriginalEnd,
    /// First day without it in truth, lead and all; absent when it goes on.
    pub(super) last: Option<Date>,
    pub(super) actor: Actor,
    pub(super) warnings: Vec<Notice<Warning>>,
}

pub(super) fn endings<'a>(problem: &Problem<'a>, purchases: &[Purchase]) -> Vec<Ending<'a>> {
    let renewed: BTreeSet<&str> = purchases.iter().filter_map(|p| p.renews.as_deref()).collect();
    problem
        .case
        .estate
        .subscriptions
        .iter()
        .map(|subscription| ending(problem, subscription, &renewed))
        .collect()
}

fn ending<'a>(problem: &Problem, subscription: &'a Subscription, renewed: &BTreeSet<&str>) -> Ending<'a> {
    let case = problem.case;
    let day = subscription.end.or(case.policy.leave_by).unwrap_or(case.estate.as_of);
    let rules = RulePacks::bundled().rule_on(subscription.channel, subscription.generation, day);
    let planned = planned_end(case, &problem.time, subscription).filter(|day| *day < problem.time.days);
    let mut draft = Draft {
        subscription,
        rules,
        warnings: Vec::new(),
    };
    let (action, deadline, why) = if !subscription.is_active() {
        draft.warn(
            Warning::OriginalInactive,
            &[("status", text(subscription.status)), ("seats", count(subscription.quantity))],
        );
        (
            EndAction::Keep,
            None,
            Notice::new(Reason::SuppliesNothing).with("status", text(subscription.status)),
        )
    } else {
        match subscription.treatment() {
            Treatment::Keep => draft.keep(),
            Treatment::Transfer => draft.transfer(),
            Treatment::Replace => draft.replace(case.policy.leave_by, planned.is_some()),
            Treatment::CarryOn => draft.carry_on(planned.is_some() && !renewed.contains(subscription.id.as_str()), case.estate.as_of),
        }
    };
    let deadline: Option<Date> = deadline;
    if let Some(deadline) = deadline.filter(|day| *day <= case.estate.as_of) {
        draft.warn(
            Warning::DeadlinePassed,
            &[("deadline", Value::Date(deadline)), ("action", text(action))],
        );
    }
    let planned_end = planned.filter(|_| subscription.is_active()).map(|day| problem.time.date(day));
    let acts = !matches!(action, EndAction::Keep | EndAction::LetExpire);
    let last = planned_end.and_then(|_| last_day(subscription, action, case.policy.leave_by));
    if acts && draft.rules.actor.value == Actor::OtherPartner && action != EndAction::Transfer {
        let mut values: Vec<(&str, Value)> = subscription.owner.iter().map(|owner| ("owner", text(owner))).collect();
        values.extend(deadline.map(|deadline| ("deadline", Value::Date(deadline))));
        draft.warn(Warning::OnlyOtherPartner, &values);
    }
    if last.is_some() {
        for rule in draft.rules.contradictory() {
            draft.warn(
                Warning::RuleUncertain,
                &[("rule", text(&rule.source)), ("channel", text(subscription.channel))],
            );
        }
    }
    let end = OriginalEnd {
        subscription_id: subscription.id.clone(),
        action,
        deadline,
        planned_end,
        why: vec![why],
    };
    Ending {
        subscription,
        end,
        last,
        actor: draft.rules.actor.value,
        warnings: draft.warnings,
    }
}

/// First day without it in truth, lead and all. What cannot be ended before its term runs to it, however early it is left.
fn last_day(subscription: &Subscription, action: EndAction, leave_by: Option<Date>) -> Option<Date> {
    let on_the_day = matches!(action, EndAction::CancelNow | EndAction::SuspendLegacy);
    let leaves = leave_by.filter(|_| on_the_day || subscription.end.is_none());
    let ends = subscription.is_active() && subscription.treatment() == Treatment::Replace;
    [subscription.end, leaves].into_iter().flatten().min().filter(|_| ends)
}

pub(super) fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

pub(super) fn count(value: impl Into<i64>) -> Value {
    Value::Count(value.into())
}

type Decision = (EndAction, Option<Date>, Notice<Reason>);

struct Draft<'a> {
    subscription: &'a Subscription,
    rules: ChannelRules<'static>,
    warnings: Vec<Notice<Warning>>,
}

impl Draft<'_> {
    fn warn(&mut self, code: Warning, values: &[(&str, Value)]) {
        let notice = values
            .iter()
            .fold(Notice::new(code), |notice, (name, value)| notice.with(name, value.clone()));
        self.warnings.push(notice.about([&self.subscription.id]));
    }

    fn with_end(&self, code: Reason) -> Notice<Reason> {
        match self.subscription.end {
            Some(end) => Notice::new(code).with("end", Value::Date(end)),
            None => Notice::new(code),
        }
    }

    fn keep(&mut self) -> Decision {
        if self.subscription.kind != SubscriptionKind::Paid {
            let mut values = vec![("kind", text(self.subscription.kind)), ("seats", count(self.subscription.quantity))];
            values.extend(self.subscription.end.map(|end| ("end", Value::Date(end))));
            self.warn(Warning::TrialOrFree, &values);
        }
        if let (None, Some(end)) = (self.subscription.auto_renew, self.subscription.end) {
            self.warn(Warning::RenewalUnknown, &[("end", Value::Date(end))]);
        }
        (EndAction::Keep, None, self.with_end(Reason::StaysWhereItIs))
    }

    /// This partner's own: it ends when nothing of the plan renews it, and what it is set to now does not matter.
    fn carry_on(&mut self, ends: bool, as_of: Date) -> Decision {
        match self.subscription.end.filter(|_| ends) {
            Some(end) => (
                EndAction::CancelAtTermEnd,
                Some(date_of(day_number(end) - 1).max(as_of)),
                self.with_end(Reason::NotRenewed),
            ),
            None => (EndAction::Keep, None, self.with_end(Reason::GoesOn)),
        }
    }

    fn transfer(&mut self) -> Decision {
        let days = self.rules.transfer_expiry_days.map_or(30, |days| days.value);
        self.warn(Warning::TransferMayBeRefused, &[("days", count(days))]);
        (EndAction::Transfer, self.subscription.end, self.with_end(Reason::BillingMoves))
    }

    fn replace(&mut self, leave_by: Option<Date>, ends_in_time: bool) -> Decision {
        let end = self.subscription.end;
        match (end, leave_by) {
            (None, None) => {
                self.warn(Warning::EndlessOriginal, &[]);
                (EndAction::Keep, None, Notice::new(Reason::WithoutEnd))
            }
            _ if !ends_in_time => (EndAction::Keep, None, self.with_end(Reason::StaysWhereItIs)),
            (_, Some(leave)) if end.is_none_or(|end| leave < end) => self.leave_early(leave),
            (Some(end), _) => self.at_its_end(end),
            (None, Some(leave)) => self.leave_early(leave),
        }
    }

    fn leave_early(&mut self, leave: Date) -> Decision {
        let why = self.with_end(Reason::LeftEarly).with("leaveBy", Value::Date(leave));
        if self.subscription.generation == Generation::Legacy && self.rules.suspend_allowed.value {
            let why = Notice::new(Reason::SuspendStopsBilling).with("day", Value::Date(leave));
            return (EndAction::SuspendLegacy, Some(leave), why);
        }
        match self.subscription.end {
            // It cannot be cancelled: it is left unused until it ends, and must not renew.
            Some(end) if !self.can_be_cancelled_on(leave) => {
                let (action, deadline, _) = self.at_its_end(end);
                (action, deadline, why)
            }
            _ => (EndAction::CancelNow, Some(leave), why),
        }
    }

    /// Whether it can be cancelled on a day before its end: on any, or only while the window after its start is open.
    fn can_be_cancelled_on(&self, day: Date) -> bool {
        let window = i32::try_from(self.rules.cancellation_window_days.map_or(0, |days| days.value)).unwrap_or(0);
        match self.rules.mid_term_cancellation.value {
            MidTermCancellation::NotBeforeEnd => false,
            MidTermCancellation::InWindow => self
                .subscription
                .start
                .is_some_and(|start| day_number(day) < day_number(start) + window),
            MidTermCancellation::AnyTime => true,
        }
    }

    fn at_its_end(&mut self, end: Date) -> Decision {
        let notice_days = i32::try_from(self.rules.notice_days.value).unwrap_or(0);
        let deadline = date_of(day_number(end) - notice_days);
        if self.subscription.kind != SubscriptionKind::Paid && self.subscription.auto_renew != Some(true) {
            return (EndAction::LetExpire, None, self.with_end(Reason::EndsByItself));
        }
        if self.subscription.auto_renew.is_none() {
            self.warn(Warning::RenewalUnknown, &[("end", Value::Date(end))]);
        }
        if self.rules.needs_cancel_at_term_end() {
            self.warn(Warning::EndsAtOnce, &[("end", Value::Date(end))]);
            return (EndAction::CancelAtTermEnd, Some(deadline), self.with_end(Reason::ExtendsOtherwise));
        }
        match self.subscription.auto_renew {
            Some(false) => (EndAction::LetExpire, None, self.with_end(Reason::EndsByItself)),
            Some(true) => (EndAction::TurnOffAutoRenew, Some(deadline), self.with_end(Reason::RenewsOtherwise)),
            None => (EndAction::TurnOffAutoRenew, Some(deadline), self.with_end(Reason::RenewalUnknown)),
        }
    }
}
