//! The steps of a transfer: answers of both sides, its work, its end. Each gives the transfer as it is afterwards, or a refusal.

use super::{Failure, Line, Reason, Side, Status, Transfer};
use crate::{
    estate::Generation,
    instants::Instant,
    program::Numbers,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};
use std::collections::{BTreeMap, BTreeSet};

/// A line as the accepting source names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Subscription; any letter case.
    pub subscription_id: String,
    /// Kind of product.
    pub product_type: Option<String>,
    /// Seats, where they are named: all of them.
    pub quantity: Option<i64>,
}

/// What became of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It moved: the order, and the target's subscription for each of the source's.
    Moved {
        /// The order at the target.
        order_id: String,
        /// By the source's subscription.
        subscriptions: BTreeMap<String, String>,
    },
    /// It did not.
    Failed(Failure),
}

/// Kinds of product that are licences.
const LICENCES: &str = "OnlineServicesNCE";
/// Kinds that belong to other clouds; there are none of them here.
const AZURE: [&str; 3] = ["AzureSubscription", "AzureReservation", "AzureSavingsPlan"];

impl Transfer {
    fn moved_on(&self, status: Status, now: Instant, user: &str) -> Self {
        Self {
            status,
            modified: Some(now),
            modified_by: user.to_owned(),
            version: self.version + 1,
            ..self.clone()
        }
    }

    /// Legacy: the target rejects what it was offered. New commerce: the source declines what it was asked for.
    ///
    /// # Errors
    /// `TransferOtherSide`, `TransferFinal`, `TransferBusy`.
    pub fn reject(&self, by: Side, now: Instant, user: &str) -> Result<Self, Refusal> {
        let decides = if self.flow == Generation::Legacy {
            Side::Target
        } else {
            Side::Source
        };
        self.demand(by, decides)?;
        self.check_pending(now)?;
        Ok(self.moved_on(Status::Reject, now, user))
    }

    /// New commerce: the target takes its request back.
    ///
    /// # Errors
    /// `Unsupported` for a legacy one, `TransferOtherSide`, `TransferFinal`, `TransferBusy`.
    pub fn cancel(&self, by: Side, now: Instant, user: &str) -> Result<Self, Refusal> {
        if self.flow == Generation::Legacy {
            return Err(Refusal::new(Code::Unsupported).at("status"));
        }
        self.demand(by, Side::Target)?;
        self.check_pending(now)?;
        Ok(self.moved_on(Status::Cancelled, now, user))
    }

    /// Legacy: the source takes its offer back. What a target deletes in new commerce is cancelled.
    ///
    /// # Errors
    /// `Unsupported` for the source of a new-commerce one, `TransferOtherSide`, `TransferFinal`, `TransferBusy`.
    pub fn withdraw(&self, by: Side, now: Instant, user: &str) -> Result<Self, Refusal> {
        match (self.flow, by) {
            (Generation::NewCommerce, Side::Target) => self.cancel(by, now, user),
            (Generation::NewCommerce, Side::Source) => Err(Code::Unsupported.into()),
            (Generation::Legacy, by) => {
                self.demand(by, Side::Source)?;
                self.check_pending(now)?;
                Ok(self.moved_on(Status::Withdrawn, now, user))
            }
        }
    }

    /// Legacy: whether the target may have it worked on now.
    ///
    /// # Errors
    /// `Unsupported` for a new-commerce one, `TransferOtherSide`, `TransferFinal`, `TransferBusy`.
    pub fn check_accept(&self, by: Side, now: Instant) -> Result<(), Refusal> {
        if self.flow != Generation::Legacy {
            return Err(Code::Unsupported.into());
        }
        self.demand(by, Side::Target)?;
        self.check_pending(now)
    }

    /// Legacy: accepted, to be worked on at once.
    #[must_use]
    pub fn accept(&self, now: Instant, user: &str) -> Self {
        let mut after = self.moved_on(Status::InProgress, now, user);
        after.accepted = Some(now);
        for (group, line) in (0..).zip(&mut after.lines) {
            line.group = Some(group);
            line.addons.iter_mut().for_each(|a| a.group = Some(group));
        }
        after
    }

    /// New commerce: the source accepts by naming lines; `find` gives its subscription by id in small letters.
    ///
    /// # Errors
    /// `Unsupported` for a legacy one, `TransferOtherSide`, `TransferFinal`, `TransferBusy`; `InvalidProperty` for too many lines,
    /// another kind of product, or a part of the seats; `TransferSubscription` for one that cannot go; `TransferOpen` for one that
    /// another transfer holds.
    pub fn accept_lines<'a>(
        &self,
        by: Side,
        chosen: &[Chosen],
        find: impl Fn(&str) -> Option<&'a Subscription>,
        at: (Instant, &Numbers, &str),
    ) -> Result<Self, Refusal> {
        let (now, numbers, user) = at;
        if self.flow == Generation::Legacy {
            return Err(Refusal::new(Code::Unsupported).at("lineItems"));
        }
        self.demand(by, Side::Source)?;
        self.check_pending(now)?;
        if chosen.len() as i64 > numbers.transfer_lines {
            let reason = format!("at most {} lines can be accepted at once", numbers.transfer_lines);
            return Err(Refusal::property("lineItems", reason));
        }
        let mut named = BTreeSet::new();
        let mut lines = Vec::with_capacity(chosen.len());
        for (number, one) in (0..).zip(chosen) {
            let field = |name: &str| format!("lineItems[{number}].{name}");
            let id = one.subscription_id.trim().to_ascii_lowercase();
            let invalid = |why: &str| {
                let refusal = Refusal::new(Code::TransferSubscription).with("id", &id).with("reason", why);
                refusal.at(field("subscriptionId"))
            };
            let kind = self.check_kind(one, &field("productType"))?;
            let found = find(&id).filter(|s| s.partner_id.as_ref() == Some(&self.source_id));
            let s = found.ok_or_else(|| invalid("it is none of the source's"))?;
            match s.eligible(Generation::NewCommerce) {
                Err(Reason::InTransfer(other)) => {
                    return Err(Refusal::new(Code::TransferOpen).with("id", other).at(field("subscriptionId")));
                }
                Err(reason) => return Err(invalid(&reason.text(&s.id))),
                Ok(()) if !named.insert(id.clone()) => return Err(invalid("it is named twice")),
                Ok(()) => {}
            }
            if let Some(asked) = one.quantity.filter(|q| *q != s.quantity) {
                let reason = format!("{asked} is not {}: a subscription goes with all of its seats", s.quantity);
                return Err(Refusal::property(field("quantity"), reason));
            }
            let mut line = Line::of(number, s);
            line.product_type = Some(kind);
            line.mpn_id.clone_from(&self.said.partner_on_record);
            line.group = Some(number);
            lines.push(line);
        }
        let mut after = self.moved_on(Status::InProgress, now, user);
        after.accepted = Some(now);
        after.lines = lines;
        Ok(after)
    }

    /// A line's kind of product must be one that the target asked for.
    fn check_kind(&self, one: &Chosen, field: &str) -> Result<String, Refusal> {
        let kind = one
            .product_type
            .clone()
            .filter(|k| !k.trim().is_empty())
            .unwrap_or_else(|| LICENCES.to_owned());
        if AZURE.iter().any(|azure| azure.eq_ignore_ascii_case(kind.trim())) {
            return Err(Refusal::property(
                field,
                format!("{kind} is not transferred here, only licences are"),
            ));
        }
        let asked = self.said.product_types.as_ref();
        match asked.is_none_or(|all| all.is_empty() || all.iter().any(|k| k.eq_ignore_ascii_case(kind.trim()))) {
            true => Ok(kind),
            false => Err(Refusal::property(
                field,
                format!("{kind} is none of the kinds that the target asked for"),
            )),
        }
    }

    /// Ends it with what became of its groups; a group that is not named has failed.
    #[must_use]
    pub fn settle(&self, fates: &BTreeMap<i64, Fate>, now: Instant) -> Self {
        let lost = Fate::Failed(Failure::order_failed());
        let mut after = self.clone();
        let mut moved = 0;
        for line in &mut after.lines {
            let fate = line.group.and_then(|group| fates.get(&group)).unwrap_or(&lost);
            moved += usize::from(matches!(fate, Fate::Moved { .. }));
            line.meet(fate);
            line.addons.iter_mut().for_each(|addon| addon.meet(fate));
        }
        let status = match moved {
            0 => Status::Failed,
            n if n == after.lines.len() => Status::Complete,
            _ => Status::PartiallyComplete,
        };
        let user = after.modified_by.clone();
        Self {
            completed: Some(now),
            ..after.moved_on(status, now, &user)
        }
    }

    /// What time does to one that nobody answered.
    #[must_use]
    pub fn expire(&self, at: Instant) -> Self {
        self.moved_on(Status::Expired, at, "")
    }

    /// When work on an accepted one is given up.
    pub fn give_up_at(&self, numbers: &Numbers) -> Option<Instant> {
        self.accepted.map(|at| at.plus_days(numbers.transfer_retry_days))
    }
}

impl Failure {
    /// Not worked on to its end.
    pub fn order_failed() -> Self {
        Self {
            code: 900_103,
            text: "The transfer order failed.".to_owned(),
        }
    }
}

impl Line {
    /// A line of a subscription.
    pub fn of(number: i64, s: &Subscription) -> Self {
        Self {
            number,
            subscription_id: s.id.clone(),
            offer_id: s.offer_id.clone(),
            cycle: s.cycle,
            friendly_name: s.friendly_name.clone(),
            quantity: s.quantity,
            mpn_id: None,
            product_type: None,
            group: None,
            order_id: None,
            target_subscription_id: None,
            moved: false,
            failure: None,
            addons: Vec::new(),
        }
    }

    fn meet(&mut self, fate: &Fate) {
        match fate {
            Fate::Moved { order_id, subscriptions } => {
                self.moved = true;
                self.failure = None;
                self.order_id = Some(order_id.clone());
                self.target_subscription_id = subscriptions.get(&self.subscription_id).cloned();
            }
            Fate::Failed(failure) => {
                self.moved = false;
                self.failure = Some(failure.clone());
            }
        }
    }
}
