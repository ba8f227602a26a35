//! Seats that are bought, go on, and are seen; and the licences that move to them.

use super::{Asking, Case, Comes, ends_so};
use crate::{
    estate::Treatment,
    instants::{HOUR_MS, Instant},
    moves::{
        Bought, Drift,
        deeds::{Deed, OrderLine},
        fate::{fate, fate_of},
        sight::SubscriptionSeen,
        tasks::{Party, TaskKind},
    },
    notice::Value,
    plan::Purchase,
    subscriptions::Status,
};

/// Hours after which bought seats that are not seen are a matter for people: the service says that provisioning takes up to two days.
const SEATS_LATE_HOURS: i64 = 48;

/// Whether the term of a renewal has begun. What was ordered the day before its day renews a day earlier, too.
fn has_begun(seen: &SubscriptionSeen, renewal: &Purchase) -> bool {
    let eve = renewal.start.yesterday().unwrap_or(renewal.start);
    seen.start.is_some_and(|start| start >= eve)
}

impl Case<'_> {
    pub(super) fn purchases(&self) -> Vec<&Purchase> {
        let named: Vec<&str> = self.text("purchase").unwrap_or_default().split(", ").collect();
        let plan = self.ground.plan;
        plan.purchases.iter().filter(|p| named.contains(&p.id.as_str())).collect()
    }

    /// The subscription that a purchase of this plan became.
    pub(super) fn bought(&self, purchase: &Purchase) -> Option<&SubscriptionSeen> {
        if let Some(known) = self.of.bought.get(&purchase.id) {
            return self.sight.subscription(&known.subscription);
        }
        let mark = self.of.mark(&purchase.id);
        let all = self.sight.subscriptions.as_ref()?;
        all.value.iter().find(|s| s.own && s.name.ends_with(&mark))
    }

    pub(super) fn record(&self, purchase: &Purchase, seen: &SubscriptionSeen) -> (String, Bought) {
        let order = self.of.bought.get(&purchase.id).and_then(|known| known.order.clone());
        let bought = Bought {
            subscription: seen.id.clone(),
            order,
            cancel_until: seen.cancel_until,
        };
        (purchase.id.clone(), bought)
    }

    pub(super) fn purchase(&self) -> Comes {
        let Some(purchase) = self.purchases().into_iter().next() else {
            return Comes::Skip;
        };
        if let Some(seen) = self.bought(purchase) {
            let wanted = fate(self.ground.plan, purchase);
            // What is still being provisioned cannot be changed.
            return match (ends_so(seen, &wanted), seen.status) {
                (true, _) => Comes::Done(vec![self.record(purchase, seen)]),
                (false, Status::Pending) => self.again(),
                (false, Status::Active) => Comes::Do(
                    Deed::SetEnd {
                        subscription: seen.id.clone(),
                        end: wanted,
                    },
                    false,
                ),
                (false, _) => self.drift(Drift::SubscriptionGone, &seen.id),
            };
        }
        let line = OrderLine {
            purchase: purchase.id.clone(),
            offer: purchase.offer_id.clone(),
            term: purchase.term_duration,
            billing: purchase.billing_plan,
            seats: purchase.seats,
            custom_end: self.ground.custom_end(purchase),
            mark: self.of.mark(&purchase.id),
        };
        let order = Deed::Order { lines: vec![line] };
        match self.run.accepted(&order) {
            // It was ordered in time, and does not show yet.
            Some(_) => Comes::Do(order, true),
            None if self.now.day > purchase.start => self.drift(Drift::Late, &purchase.id),
            None if !self.ground.costs_as_planned(purchase) => self.drift(Drift::PriceChanged, &purchase.id),
            None => Comes::Do(order, true),
        }
    }

    /// A renewal: what was bought before is to go on as the plan has it.
    pub(super) fn renewal(&self) -> Comes {
        let Some(purchase) = self.purchases().into_iter().next() else {
            return Comes::Skip;
        };
        let Some(before) = &purchase.renews else { return Comes::Skip };
        let plan = self.ground.plan;
        let by_plan = plan.purchases.iter().find(|p| p.id == *before && p.sku_id == purchase.sku_id);
        let there = self.ground.estate.subscriptions.iter().find(|s| s.id == *before);
        let found = match (by_plan, there) {
            (Some(before), _) => self.bought(before).map(|seen| (seen, Some(fate(plan, before)))),
            (None, Some(there)) => {
                let seen = self.sight.subscription(self.of.in_tenant(&there.id));
                seen.map(|seen| (seen, fate_of(plan, there, seen)))
            }
            (None, None) => return Comes::Skip,
        };
        let Some((seen, Some(wanted))) = found else {
            // What another partner sells shows only once it is handed over.
            let comes = there.is_some_and(|there| there.treatment() == Treatment::Transfer);
            if comes && self.now.day < purchase.start {
                return self.again();
            }
            return self.drift(Drift::SubscriptionGone, before);
        };
        // It is still another partner's.
        if !seen.own && self.now.day < purchase.start {
            return self.again();
        }
        let record = || Comes::Done(vec![self.record(purchase, seen)]);
        // Its new term has begun.
        if has_begun(seen, purchase) {
            return record();
        }
        if ends_so(seen, &wanted) {
            return record();
        }
        let change = Deed::SetEnd {
            subscription: seen.id.clone(),
            end: wanted,
        };
        match self.run.accepted(&change) {
            Some(_) => Comes::Do(change, true),
            None if self.now.day >= purchase.start => self.drift(Drift::Late, &purchase.id),
            None if !self.ground.costs_as_planned(purchase) => self.drift(Drift::PriceChanged, &purchase.id),
            None => Comes::Do(change, true),
        }
    }

    pub(super) fn seats(&self) -> Comes {
        let late = || self.now.at >= Instant::start_of(self.step.due).plus_ms(SEATS_LATE_HOURS * HOUR_MS);
        for purchase in self.purchases() {
            let seen = self.bought(purchase);
            let there = seen.is_some_and(|s| {
                let begun = purchase.renews.is_none() || has_begun(s, purchase);
                s.supplies() && s.seats >= purchase.seats && begun
            });
            if !there || !self.in_pool(purchase) {
                return if late() {
                    self.drift(Drift::SeatsLate, &purchase.id)
                } else {
                    self.again()
                };
            }
        }
        Comes::Done(
            self.purchases()
                .into_iter()
                .filter_map(|p| Some(self.record(p, self.bought(p)?)))
                .collect(),
        )
    }

    /// Whether the tenant shows at least the seats that its subscriptions supply; where it shows none, that says nothing.
    pub(super) fn in_pool(&self, purchase: &Purchase) -> bool {
        let (Some(pools), Some(all)) = (&self.sight.pools, &self.sight.subscriptions) else {
            return false;
        };
        if pools.value.is_empty() {
            return true;
        }
        let supplied: u64 = all
            .value
            .iter()
            .filter(|s| s.sku == purchase.sku_id && s.supplies())
            .map(|s| u64::from(s.seats))
            .sum();
        let enabled = pools
            .value
            .iter()
            .find(|pool| pool.sku == purchase.sku_id)
            .map_or(0, |pool| pool.enabled);
        u64::from(enabled) >= supplied
    }

    pub(super) fn swap(&self) -> Comes {
        let rights = self
            .sight
            .relation
            .as_ref()
            .is_some_and(|r| r.value.rights.licenses && r.value.rights.reads);
        if rights {
            return Comes::Swap;
        }
        if self.of.settings.rights && self.run.tries == 0 {
            return self.drift(Drift::RightsMissing, &self.of.customer.tenant_id);
        }
        let asking = Asking {
            kind: TaskKind::SwapByHand,
            party: Party::Customer,
            values: vec![("date", Value::Date(self.step.due))],
            deadline: Some(self.step.due),
        };
        self.asked(asking, || Comes::Done(Vec::new()))
    }
}
