//! Decides on a PATCH of a subscription, in both generations, with the reference's traps:
//! a new-commerce PATCH that leaves out renewal, scheduled changes or the next charge switches them off or deletes them, and an
//! immediate change in mid-term deletes scheduled changes.

mod renewal;
mod term;

use super::{Decided, EndAction, NextTerm, Status, Subscription};
use crate::{
    assortment::Assortment,
    catalogue::{BillingPlan, Term},
    charges::{Charge, ChargeKind},
    ids::OfferId,
    instants::Instant,
    program::Numbers,
    refusals::{Code, Refusal},
};

/// What a PATCH asks for. `None`: left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Version the caller saw.
    pub expected_version: Option<i64>,
    /// Seats.
    pub quantity: Option<i64>,
    /// State.
    pub status: Option<Status>,
    /// Name.
    pub friendly_name: Option<String>,
    /// Renewal.
    pub auto_renew: Option<bool>,
    /// What happens at the end when it does not renew.
    pub end_action: Option<EndAction>,
    /// Changes at renewal.
    pub scheduled: Option<NextTerm>,
    /// Billing plan from the next charge on.
    pub next_cycle: Option<BillingPlan>,
    /// Billing plan.
    pub cycle: Option<BillingPlan>,
    /// Term.
    pub term: Option<Term>,
    /// MPN id of the reseller on record.
    pub mpn_id: Option<String>,
}

/// What a decision needs to know besides the subscription.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Now.
    pub now: Instant,
    /// The programme's numbers today.
    pub numbers: &'a Numbers,
    /// What is sold.
    pub assortment: &'a Assortment,
    /// Whether the parent of an add-on is active; `true` without parent.
    pub parent_active: bool,
    /// Seats of the licence asked for that the customer has in other subscriptions of this generation.
    pub other_seats: i64,
    /// Ends (first day after) of the customer's other active subscriptions that are no trials.
    pub other_ends: &'a [crate::dates::Date],
    /// Limits of the sandbox apply.
    pub sandbox: bool,
}

impl Subscription {
    /// Decides on a change. Nothing is changed in place.
    ///
    /// # Errors
    /// Refusals with the codes of Partner Center's subscription operations (semantics, sections 5 and 6).
    pub fn change(&self, asked: &Change, around: &Surroundings<'_>) -> Result<Decided, Refusal> {
        if asked.expected_version.is_some_and(|v| v != self.version) {
            return Err(Refusal::new(Code::StaleEtag).with("version", self.version));
        }
        if self.in_motion.is_some() {
            return Err(Code::InMotion.into());
        }
        self.check_changeable(around.now, around.numbers)?;
        self.check_lock(asked)?;
        let mut after = self.clone();
        let mut charges = Vec::new();
        if let Some(status) = asked.status.filter(|s| *s != self.status) {
            after.change_status(status, around, &mut charges)?;
        }
        let moved = after.status != self.status;
        after.change_quantity(asked, moved, around, &mut charges)?;
        after.change_term(self, asked, around, &mut charges)?;
        if let Some(mpn) = asked.mpn_id.as_ref().filter(|mpn| self.mpn_id.as_ref() != Some(*mpn)) {
            if self.is_new_commerce() && self.mpn_id.is_some() && mpn.is_empty() {
                return Err(Refusal::new(Code::PartnerOnRecordFixed).at("partnerId"));
            }
            after.mpn_id = Some(mpn.clone()).filter(|m| !m.is_empty());
        }
        if let Some(name) = &asked.friendly_name {
            after.friendly_name.clone_from(name);
        }
        after.change_renewal(self, asked, around)?;
        self.check_lock_after(&after)?;
        after.version += 1;
        Ok(Decided { after, charges })
    }

    pub(crate) fn check_changeable(&self, now: Instant, numbers: &Numbers) -> Result<(), Refusal> {
        match self.status {
            Status::Deleted => return Err(Code::DeletedIsReadOnly.into()),
            Status::Pending => return Err(Code::NotReady.into()),
            Status::Expired | Status::Disabled => {
                return Err(Refusal::new(Code::SubscriptionNotActive).with("status", self.status));
            }
            Status::Active | Status::Suspended => {}
        }
        let stop_ms = numbers.update_stop_minutes * 60_000;
        match self.end {
            Some(end) if Instant::start_of(end).plus_ms(-stop_ms) <= now => Err(Code::UpdatesStopped.into()),
            _ => Ok(()),
        }
    }

    fn change_status(&mut self, to: Status, around: &Surroundings<'_>, charges: &mut Vec<Charge>) -> Result<(), Refusal> {
        let refused = |from: Status| {
            Refusal::new(Code::StatusChangeRefused)
                .with("from", from)
                .with("to", to)
                .at("status")
        };
        match (self.status, to) {
            (Status::Active, Status::Suspended) => self.suspend(around, charges),
            // Its seats are paid for in new commerce, or by another partner.
            (Status::Suspended, Status::Active) if self.is_migrated() || self.transferred_to.is_some() => {
                return Err(refused(Status::Suspended));
            }
            (Status::Suspended, Status::Active) => {
                if !around.parent_active {
                    return Err(Code::ParentNotActive.into());
                }
                self.reactivate(around, charges);
            }
            (Status::Active | Status::Suspended, Status::Deleted) if self.is_new_commerce() => self.cancel(around.now, charges)?,
            (from, _) => return Err(refused(from)),
        }
        Ok(())
    }

    /// Legacy: billing stops with a credit. New commerce: service stops, billing goes on, scheduled changes are gone.
    fn suspend(&mut self, around: &Surroundings<'_>, charges: &mut Vec<Charge>) {
        self.status = Status::Suspended;
        self.suspension_reasons = vec!["Partner".to_owned()];
        self.scheduled = None;
        if !self.is_new_commerce() {
            self.credit(ChargeKind::Suspend, around.now, charges);
            let latest = around.now.plus_days(around.numbers.legacy_suspended_days);
            self.stage_ends = Some(self.end.map_or(latest, |end| latest.min(Instant::start_of(end))));
        }
    }

    fn reactivate(&mut self, around: &Surroundings<'_>, charges: &mut Vec<Charge>) {
        self.status = Status::Active;
        self.suspension_reasons.clear();
        self.stage_ends = None;
        if !self.is_new_commerce()
            && let Some(period) = self.period_at(around.now.date())
        {
            charges.push(Charge::line(
                ChargeKind::Reactivate,
                period,
                around.now.date(),
                self.quantity,
                self.rate(),
                1,
            ));
            self.period = Some(period);
        }
    }

    fn cancel(&mut self, now: Instant, charges: &mut Vec<Charge>) -> Result<(), Refusal> {
        if !self.extended && !self.cancellable(now) {
            return Err(Refusal::new(Code::CancellationDaysPassed).with("days", 7).at("status"));
        }
        self.credit(ChargeKind::CancelImmediate, now, charges);
        self.status = Status::Deleted;
        self.stage_ends = None;
        self.auto_renew = false;
        self.scheduled = None;
        self.next_cycle = None;
        self.close_windows();
        Ok(())
    }

    /// Credits what was charged for days from today on.
    pub(crate) fn credit(&self, kind: ChargeKind, now: Instant, charges: &mut Vec<Charge>) {
        if let Some(period) = self.period.filter(|p| now.date() < p.end) {
            charges.push(Charge::line(kind, period, now.date(), self.quantity, self.rate(), -1));
        }
    }

    fn change_quantity(
        &mut self,
        asked: &Change,
        moved: bool,
        around: &Surroundings<'_>,
        charges: &mut Vec<Charge>,
    ) -> Result<(), Refusal> {
        let Some(wanted) = asked.quantity.filter(|q| *q != self.quantity) else {
            return Ok(());
        };
        if self.status == Status::Suspended {
            let code = if moved {
                Code::QuantityWhileSuspending
            } else {
                Code::SuspendedIsFixed
            };
            return Err(Refusal::new(code).at("quantity"));
        }
        if self.status == Status::Deleted {
            return Err(Refusal::new(Code::DeletedIsReadOnly).at("quantity"));
        }
        self.check_quantity(wanted, around)?;
        let delta = wanted - self.quantity;
        let kind = if delta > 0 {
            ChargeKind::AddQuantity
        } else {
            ChargeKind::RemoveQuantity
        };
        if delta < 0 && self.is_new_commerce() && !self.extended {
            let open = self.reducible(around.now);
            if open == 0 {
                return Err(Refusal::new(Code::ReductionHoursPassed)
                    .with("hours", around.numbers.cancellation_window_hours)
                    .at("quantity"));
            }
            if -delta > open {
                return Err(Refusal::new(Code::ReductionRefused).with("reducible", open).at("quantity"));
            }
        }
        if let Some(period) = self.period.filter(|p| around.now.date() < p.end) {
            charges.push(Charge::line(
                kind,
                period,
                around.now.date(),
                delta.abs(),
                self.rate(),
                delta.signum(),
            ));
        }
        if self.is_new_commerce() {
            if delta > 0 {
                self.add_tranche(delta, around.now, around.numbers);
            } else {
                self.take_from_tranches(-delta, around.now);
            }
            self.scheduled = None;
        }
        self.quantity = wanted;
        Ok(())
    }

    /// Whether its seats count, with the customer's others of the same licence, against a most number.
    pub fn shares_a_limit(&self, assortment: &Assortment) -> bool {
        let offer = || assortment.offers.get(&OfferId(self.offer.clone()));
        self.is_new_commerce() && !self.trial && offer().is_some_and(|offer| offer.max_seats.is_some())
    }

    fn check_quantity(&self, wanted: i64, around: &Surroundings<'_>) -> Result<(), Refusal> {
        let (min, max) = seat_bounds(self, around);
        if wanted < min || max.is_some_and(|max| wanted > max) {
            let code = if wanted > min && self.is_new_commerce() {
                Code::SeatsPerSubscription
            } else {
                Code::QuantityOutOfRange
            };
            return Err(Refusal::new(code).with("min", min).with_some("max", max).at("quantity"));
        }
        if around.sandbox && wanted > around.numbers.sandbox_seats {
            return Err(Refusal::new(Code::SandboxLimit)
                .with("limit", around.numbers.sandbox_seats)
                .at("quantity"));
        }
        match max.filter(|_| self.shares_a_limit(around.assortment)) {
            Some(max) if around.other_seats + wanted > max && wanted > self.quantity => {
                let left = (max - around.other_seats - self.quantity).max(0);
                Err(Refusal::new(Code::SeatsRemaining).with("remaining", left).at("quantity"))
            }
            _ => Ok(()),
        }
    }
}

/// Fewest and most seats of a subscription.
fn seat_bounds(subscription: &Subscription, around: &Surroundings<'_>) -> (i64, Option<i64>) {
    if subscription.trial {
        return (1, Some(around.numbers.trial_seats));
    }
    if subscription.is_new_commerce() {
        let offer = around.assortment.offers.get(&OfferId(subscription.offer.clone()));
        return offer.map_or((1, None), |o| (o.min_seats.max(1), o.max_seats));
    }
    let offer = around.assortment.legacy.get(&subscription.offer);
    offer.map_or((1, Some(around.numbers.legacy_quantity_maximum)), |o| {
        (
            o.min_seats.max(1),
            Some(o.max_seats.unwrap_or(around.numbers.legacy_quantity_maximum)),
        )
    })
}
