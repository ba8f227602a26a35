//! The hand-over: what becomes of a subscription at both partners, and of the money.
//!
//! Term, end, billing, seats, price and promotion go on; windows go over with their dates and none opens. The day of the acceptance is
//! the target's first: what was charged for days from it on is credited to the source and charged to the target at the same price and
//! for the same days, so that each day is billed once and the sum over both is nothing. Seats are saved new first, old second.

use crate::{
    charges::{Charge, ChargeKind, Period},
    dates::Date,
    instants::Instant,
    program::Numbers,
    subscriptions::{Decided, Status, Subscription},
};

/// To whom, and from which day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The target.
    pub partner_id: String,
    /// Id of the target's subscription.
    pub id: String,
    /// The order at the target.
    pub order_id: String,
    /// The target's base subscription, of a legacy add-on.
    pub parent_id: Option<String>,
    /// MPN id of the target's reseller.
    pub mpn_id: Option<String>,
    /// The acceptance: its UTC day is the target's first.
    pub accepted: Instant,
    /// When it is done.
    pub now: Instant,
}

/// Both subscriptions as they are afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// The target's, to be saved first.
    pub new: Decided,
    /// The source's.
    pub old: Decided,
}

/// What a hand-over on a day does to the money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// First day that moves.
    pub from: Date,
    /// First day that does not: the end of what was charged.
    pub until: Date,
    /// What the target is charged and the source is credited, in minor units.
    pub amount_minor: i64,
    /// What is owed after that until the term's end, in minor units.
    pub commitment_minor: i64,
}

impl Subscription {
    /// The line of a charged period from a day on; `None` where nothing was charged for days from it on.
    fn moved_days(&self, day: Date, sign: i64) -> Option<Charge> {
        let period = self.period.filter(|p| day < p.end && self.is_ours() && !self.trial)?;
        Some(Charge::line(ChargeKind::Transfer, period, day, self.quantity, self.rate(), sign))
    }

    /// What a hand-over on a day would move, for a preview: the lines that it would write.
    pub fn hand_over_money(&self, day: Date) -> Money {
        let charged_until = self.period.map_or(day, |p| p.end);
        let (from, until, amount_minor) = self
            .moved_days(day, 1)
            .map_or((day, day, 0), |line| (line.from, line.until, line.amount_minor));
        Money {
            from,
            until,
            amount_minor,
            commitment_minor: self.owed_from(charged_until.max(day)),
        }
    }

    /// What the present term's periods from a day on cost at its rate, in minor units.
    fn owed_from(&self, mut day: Date) -> i64 {
        let (Some(end), mut sum) = (self.end, 0_i64) else { return 0 };
        while day < end {
            let period = Period::at(self.start, end, self.cycle, day);
            sum = sum.saturating_add(Charge::line(ChargeKind::CycleFee, period, day, self.quantity, self.rate(), 1).amount_minor);
            day = period.end;
        }
        sum
    }

    /// Hands it over.
    pub fn hand_over(&self, to: &HandOver, numbers: &Numbers) -> HandedOver {
        let day = to.accepted.date();
        let new = Self {
            id: to.id.clone(),
            partner_id: Some(to.partner_id.clone()),
            order_id: Some(to.order_id.clone()),
            parent_id: to.parent_id.clone(),
            created: to.now,
            scheduled: None,
            next_cycle: None,
            mpn_id: to.mpn_id.clone(),
            support: None,
            lock: None,
            in_motion: None,
            suspension_reasons: Vec::new(),
            transferred_from: Some(self.id.clone()),
            transferred_to: None,
            version: 1,
            ..self.clone()
        };
        let mut old = Self {
            scheduled: None,
            next_cycle: None,
            lock: None,
            transferred_to: Some(to.id.clone()),
            version: self.version + 1,
            ..self.clone()
        };
        if self.is_new_commerce() {
            old.status = Status::Deleted;
            old.stage_ends = None;
            old.auto_renew = false;
            old.close_windows();
        } else {
            let latest = to.now.plus_days(numbers.legacy_suspended_days);
            old.status = Status::Suspended;
            old.suspension_reasons = vec!["Transferred".to_owned()];
            old.stage_ends = Some(old.end.map_or(latest, |end| latest.min(Instant::start_of(end))));
        }
        HandedOver {
            new: Decided {
                charges: self.moved_days(day, 1).into_iter().collect(),
                after: new,
            },
            old: Decided {
                charges: self.moved_days(day, -1).into_iter().collect(),
                after: old,
            },
        }
    }
}
