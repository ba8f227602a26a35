//! Decides on a PATCH of a subscription, in both generations, with the reference's traps:
//! a new-commerce PATCH that leaves out renewal, scheduled changes or the next charge switches them off or deletes them, and an
//! immediate change in mid-term deletes scheduled changes.

use super::{Decided, EndAction, NextTerm, Status, Subscription};
use crate::{
    assortment::{Assortment, partner_price},
    catalogue::{BillingPlan, Term},
    charges::{Charge, ChargeKind, Period},
    dates::plus_months,
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
    /// Seats of the same licence that the customer has bought in other active subscriptions of this generation.
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
        self.check_changeable(around.now, around.numbers)?;
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
        after.version += 1;
        Ok(Decided { after, charges })
    }

    fn check_changeable(&self, now: Instant, numbers: &Numbers) -> Result<(), Refusal> {
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
    fn credit(&self, kind: ChargeKind, now: Instant, charges: &mut Vec<Charge>) {
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
        let shared = max.filter(|_| self.is_new_commerce() && !self.trial);
        match shared {
            Some(max) if around.other_seats + wanted > max && wanted > self.quantity => {
                let left = (max - around.other_seats - self.quantity).max(0);
                Err(Refusal::new(Code::SeatsRemaining).with("remaining", left).at("quantity"))
            }
            _ => Ok(()),
        }
    }

    /// Another term begins today; another cycle alone begins with the next charge.
    fn change_term(&mut self, before: &Self, asked: &Change, around: &Surroundings<'_>, charges: &mut Vec<Charge>) -> Result<(), Refusal> {
        let term = asked.term.filter(|t| *t != before.term);
        let cycle = asked.cycle.filter(|c| *c != before.cycle);
        if term.is_none() && cycle.is_none() {
            return Ok(());
        }
        if !self.is_new_commerce() {
            return Err(match cycle {
                Some(_) => Refusal::new(Code::CycleThroughOrder).at("billingCycle"),
                None => Refusal::new(Code::LegacyUnsupported).at("termDuration"),
            });
        }
        if self.status != Status::Active {
            return Err(Refusal::new(Code::SuspendedIsFixed).at("billingCycle"));
        }
        let (new_term, new_cycle) = (term.unwrap_or(before.term), cycle.unwrap_or(before.cycle));
        if new_cycle.periods_in(new_term).is_none() {
            return Err(Refusal::new(Code::CycleLongerThanTerm)
                .with("cycle", new_cycle)
                .with("term", new_term)
                .at("billingCycle"));
        }
        let Some(term) = term else {
            if before.term == Term::P3Y {
                return Err(Refusal::new(Code::CycleFixed).at("billingCycle"));
            }
            self.price_for(new_term, new_cycle, around)?;
            self.next_cycle = Some(new_cycle);
            return Ok(());
        };
        if before.trial {
            return Err(Refusal::new(Code::TrialTermFixed).at("termDuration"));
        }
        if term.months() < before.term.months() {
            return Err(Refusal::new(Code::TermShorter)
                .with("from", before.term)
                .with("to", term)
                .at("termDuration"));
        }
        self.credit(ChargeKind::Convert, around.now, charges);
        let price = self.price_for(term, new_cycle, around)?;
        self.start_term(around.now.date(), term, new_cycle, price, None);
        self.renewal_term = term;
        self.next_cycle = None;
        self.scheduled = None;
        self.extended = false;
        charges.extend(self.charge_period(ChargeKind::Convert, around.now.date()));
        Ok(())
    }

    fn price_for(&self, term: Term, cycle: BillingPlan, around: &Surroundings<'_>) -> Result<crate::money::Price, Refusal> {
        let offer = around.assortment.offers.get(&OfferId(self.offer.clone()));
        offer
            .and_then(|o| o.row(&self.place, term, cycle, around.now.date()))
            .and_then(partner_price)
            .ok_or_else(|| {
                Refusal::new(Code::CycleInvalid)
                    .with("cycle", cycle)
                    .with("term", term)
                    .at("billingCycle")
            })
    }

    /// Begins a term on a day, with or without an aligned end.
    pub(super) fn start_term(
        &mut self,
        day: crate::dates::Date,
        term: Term,
        cycle: BillingPlan,
        unit_price: crate::money::Price,
        custom_end: Option<crate::dates::Date>,
    ) {
        self.start = day;
        self.end = Some(custom_end.unwrap_or_else(|| plus_months(day, term.months())));
        self.custom_end = custom_end.is_some();
        self.term = term;
        self.cycle = cycle;
        self.unit_price = unit_price;
        self.period = None;
    }

    /// Charges the period in which a day lies, from that day on, and remembers that it is charged.
    pub(super) fn charge_period(&mut self, kind: ChargeKind, day: crate::dates::Date) -> Option<Charge> {
        let period: Period = self.period_at(day)?;
        self.period = Some(period);
        (!self.trial).then(|| Charge::line(kind, period, day, self.quantity, self.rate(), 1))
    }

    /// Renewal, scheduled changes and the next charge: in new commerce what is left out is switched off or deleted.
    fn change_renewal(&mut self, before: &Self, asked: &Change, around: &Surroundings<'_>) -> Result<(), Refusal> {
        if self.status == Status::Deleted {
            return Ok(());
        }
        if !self.is_new_commerce() {
            if asked.scheduled.is_some() {
                return Err(Refusal::new(Code::LegacyUnsupported).at("scheduledNextTermInstructions"));
            }
            self.auto_renew = asked.auto_renew.unwrap_or(before.auto_renew);
            return Ok(());
        }
        let renew = asked.auto_renew.unwrap_or(false);
        if renew && asked.end_action == Some(EndAction::Cancel) {
            return Err(Refusal::property(
                "endOfTermAction",
                "\"cancel\" needs autoRenewEnabled to be false",
            ));
        }
        self.auto_renew = renew;
        self.end_action = asked
            .end_action
            .unwrap_or(if renew { EndAction::Extend } else { before.end_action });
        let untouched = self.scheduled == before.scheduled;
        self.scheduled = match &asked.scheduled {
            Some(next) if untouched && self.status == Status::Active => {
                if !renew {
                    return Err(Refusal::property(
                        "scheduledNextTermInstructions",
                        "changes at renewal need autoRenewEnabled to be true",
                    ));
                }
                self.check_scheduled(next, around)?;
                Some(next.clone())
            }
            _ => None,
        };
        if self.next_cycle == before.next_cycle {
            self.next_cycle = asked.next_cycle.filter(|c| *c != self.cycle);
        }
        Ok(())
    }

    fn check_scheduled(&self, next: &NextTerm, around: &Surroundings<'_>) -> Result<(), Refusal> {
        let at = |field: &str| format!("scheduledNextTermInstructions.{field}");
        let offer = around.assortment.offers.get(&OfferId(next.offer.clone()));
        let offer = offer.ok_or_else(|| Refusal::new(Code::SkuUnknown).with("id", &next.offer).at(at("product")))?;
        if next.cycle.periods_in(next.term).is_none() {
            let refusal = Refusal::new(Code::CycleLongerThanTerm)
                .with("cycle", next.cycle)
                .with("term", next.term);
            return Err(refusal.at(at("product.billingCycle")));
        }
        if next.quantity < offer.min_seats || offer.max_seats.is_some_and(|max| next.quantity > max) {
            return Err(Refusal::new(Code::CartQuantity)
                .with("min", offer.min_seats)
                .with_some("max", offer.max_seats)
                .at(at("quantity")));
        }
        let start = self.end.unwrap_or(around.now.date());
        if let Some(end) = next.custom_end {
            let rules = super::purchase::EndRules {
                start,
                term: next.term,
                ends: around.other_ends,
                numbers: around.numbers,
            };
            super::purchase::check_custom_end(end, &rules).map_err(|refusal| {
                let code = if refusal.code == Code::CustomEndUnaligned {
                    Code::ScheduledEndUnaligned
                } else {
                    refusal.code
                };
                Refusal { code, ..refusal }.at(at("customTermEndDate"))
            })?;
        }
        match offer.row(&self.place, next.term, next.cycle, start) {
            Some(_) => Ok(()),
            None => Err(Refusal::new(Code::CycleInvalid)
                .with("cycle", next.cycle)
                .with("term", next.term)
                .at(at("product"))),
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
