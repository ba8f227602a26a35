//! Renewal, scheduled changes and the next charge: what a PATCH says of them, and what it leaves out.

use super::{Change, Surroundings};
use crate::{
    ids::OfferId,
    refusals::{Code, Refusal},
    subscriptions::{EndAction, NextTerm, Status, Subscription, purchase},
};

impl Subscription {
    /// Renewal, scheduled changes and the next charge: in new commerce what is left out is switched off or deleted.
    pub(super) fn change_renewal(&mut self, before: &Self, asked: &Change, around: &Surroundings<'_>) -> Result<(), Refusal> {
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
        self.auto_renew = renew;
        // What happens at an end without renewal is looked at only where there is none.
        self.end_action = match asked.end_action {
            Some(action) if !renew => action,
            _ if renew => EndAction::Extend,
            _ => before.end_action,
        };
        let at_once = self.quantity != before.quantity || self.term != before.term;
        self.scheduled = match &asked.scheduled {
            Some(next) if !at_once && self.status == Status::Active => {
                if !renew {
                    return Err(Refusal::property(
                        "scheduledNextTermInstructions",
                        "changes at renewal need autoRenewEnabled to be true",
                    ));
                }
                self.check_scheduled(next, around)?;
                Some(next.clone())
            }
            // A trial that renews always says what into.
            _ if renew && self.trial => before.scheduled.clone().or_else(|| self.paid_equivalent(around.assortment)),
            _ => None,
        };
        if renew && self.trial && self.scheduled.is_none() {
            return Err(Refusal::property("autoRenewEnabled", "no paid offer follows this trial"));
        }
        let by_plan = asked.term.is_some_and(|t| t != before.term) || asked.cycle.is_some_and(|c| c != before.cycle);
        if !by_plan {
            self.next_cycle = asked.next_cycle.filter(|c| *c != self.cycle);
            if let Some(cycle) = self.next_cycle {
                self.check_cycle(cycle, around)
                    .map_err(|refusal| refusal.at("nextChargeInstructions.product.billingCycle"))?;
            }
        }
        Ok(())
    }

    fn check_scheduled(&self, next: &NextTerm, around: &Surroundings<'_>) -> Result<(), Refusal> {
        let at = |field: &str| format!("scheduledNextTermInstructions.{field}");
        let offer = around.assortment.offers.get(&OfferId(next.offer.clone()));
        let offer = offer.ok_or_else(|| Refusal::new(Code::SkuUnknown).with("id", &next.offer).at(at("product")))?;
        let own = (next.offer == self.offer && !self.trial) || self.conversions(around.assortment).contains(&offer.id);
        if !own {
            let reason = format!("{} cannot become {} at its renewal", self.offer, next.offer);
            return Err(Refusal::property(at("product"), reason));
        }
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
        let grows = next.quantity > self.quantity || offer.licence != self.licence;
        if let Some(max) = offer.max_seats.filter(|max| grows && around.other_seats + next.quantity > *max) {
            return Err(Refusal::new(Code::SeatsRemaining)
                .with("remaining", (max - around.other_seats).max(0))
                .at(at("quantity")));
        }
        let start = self.end.unwrap_or(around.now.date());
        if let Some(end) = next.custom_end {
            let rules = purchase::EndRules {
                start,
                term: next.term,
                ends: around.other_ends,
                numbers: around.numbers,
            };
            purchase::check_custom_end(end, &rules).map_err(|refusal| {
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
