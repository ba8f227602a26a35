//! Another term or billing cycle in mid-term, and the beginning of terms and periods.

use super::{Change, Surroundings};
use crate::{
    assortment::partner_price,
    catalogue::{BillingPlan, Term},
    charges::{Charge, ChargeKind, Period},
    dates::{Date, plus_months},
    ids::OfferId,
    money::Price,
    refusals::{Code, Refusal},
    subscriptions::{Status, Subscription},
};

/// A cycle is never longer than the term.
fn check_length(term: Term, cycle: BillingPlan) -> Result<(), Refusal> {
    match cycle.periods_in(term) {
        Some(_) => Ok(()),
        None => Err(Refusal::new(Code::CycleLongerThanTerm)
            .with("cycle", cycle)
            .with("term", term)
            .at("billingCycle")),
    }
}

impl Subscription {
    /// Another term begins today; another cycle alone begins with the next charge.
    pub(super) fn change_term(
        &mut self,
        before: &Self,
        asked: &Change,
        around: &Surroundings<'_>,
        charges: &mut Vec<Charge>,
    ) -> Result<(), Refusal> {
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
        check_length(new_term, new_cycle)?;
        let Some(term) = term else {
            self.check_cycle(new_cycle, around)?;
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
        if std::mem::take(&mut self.extended) {
            self.open_windows(around.now, around.numbers);
        }
        charges.extend(self.charge_period(ChargeKind::Convert, around.now.date()));
        Ok(())
    }

    /// Another cycle within the present term, from the next charge on. Three years keep theirs.
    pub(super) fn check_cycle(&self, cycle: BillingPlan, around: &Surroundings<'_>) -> Result<(), Refusal> {
        check_length(self.term, cycle)?;
        if self.term == Term::P3Y {
            return Err(Refusal::new(Code::CycleFixed).at("billingCycle"));
        }
        self.price_for(self.term, cycle, around).map(|_| ())
    }

    fn price_for(&self, term: Term, cycle: BillingPlan, around: &Surroundings<'_>) -> Result<Price, Refusal> {
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
    pub(crate) fn start_term(&mut self, day: Date, term: Term, cycle: BillingPlan, unit_price: Price, custom_end: Option<Date>) {
        self.start = day;
        self.end = Some(custom_end.unwrap_or_else(|| plus_months(day, term.months())));
        self.custom_end = custom_end.is_some();
        self.term = term;
        self.cycle = cycle;
        self.unit_price = unit_price;
        self.period = None;
    }

    /// Charges the period in which a day lies, from that day on, and remembers that it is charged.
    pub(crate) fn charge_period(&mut self, kind: ChargeKind, day: Date) -> Option<Charge> {
        let period: Period = self.period_at(day)?;
        self.period = Some(period);
        (!self.trial).then(|| Charge::line(kind, period, day, self.quantity, self.rate(), 1))
    }
}
