//! Step by step: what has to be seen before anything is decided, whether what the step is for is there already, and what brings it about.

use super::{
    Bought, Drift, Halted, Move, StepRun,
    deeds::{Deed, OrderLine, WantedEnd},
    fate::fate,
    next::{Ground, Now},
    sight::{Look, Sight, SubscriptionSeen, TransferState},
    tasks::{Party, TaskKind},
};
use crate::{
    dates::Date,
    estate::{Channel, Generation, Subscription},
    instants::{HOUR_MS, Instant},
    notice::Value,
    plan::{Purchase, Step, StepKind},
    subscriptions::{EndAction, Status},
};

/// Hours after which bought seats that are not seen are a matter for people: the service says that provisioning takes up to two days.
const SEATS_LATE_HOURS: i64 = 48;
/// Days that a subscription may still show itself after its end.
const END_SHOWS_DAYS: i64 = 2;
/// Days after a renewal in which it can be cancelled.
const RENEWAL_WINDOW_DAYS: i64 = 7;

/// What a step comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Comes {
    /// What it is for was seen.
    Done(Vec<(String, Bought)>),
    /// It is not needed.
    Skip,
    /// Something to do; with `true` only on a present that was proved.
    Do(Deed, bool),
    /// Licence changes of the step, in turns that the proof's order gives.
    Swap,
    /// The present is to be proved, and that is all.
    Prove,
    /// A person is asked; the step goes on when they say so, or when what it is for is seen.
    Ask(Asking),
    /// To be looked at again.
    Again(Instant),
    /// It cannot go on as planned.
    Halt(Halted),
}

/// What a person is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// What.
    pub kind: TaskKind,
    /// Who.
    pub party: Party,
    /// Values of its text.
    pub values: Vec<(&'static str, Value)>,
    /// Last day.
    pub deadline: Option<Date>,
}

/// Everything a step is decided on.
pub(super) struct Case<'a> {
    pub(super) of: &'a Move,
    pub(super) ground: &'a Ground<'a>,
    pub(super) sight: &'a Sight,
    pub(super) now: Now,
    pub(super) step: &'a Step,
    pub(super) run: &'a StepRun,
}

/// What has to be seen for a step.
pub(super) fn look(kind: StepKind) -> Look {
    match kind {
        StepKind::RequestRelationship | StepKind::AwaitAcceptance | StepKind::ConfirmAgreement | StepKind::RequestDelegatedAdmin => {
            Look::RELATION
        }
        StepKind::AwaitSeats | StepKind::ScheduleChange | StepKind::WatchEnd => Look::SEATS,
        StepKind::PersonTask | StepKind::EndOldRelationship => Look::default(),
        StepKind::SwapLicenses => Look::ALL,
        StepKind::Purchase
        | StepKind::VerifyCover
        | StepKind::TurnOffAutoRenew
        | StepKind::CancelAtTermEnd
        | StepKind::CancelNow
        | StepKind::SuspendLegacy
        | StepKind::Transfer
        | StepKind::FinalProof => Look::TENANT,
    }
}

impl Case<'_> {
    pub(super) fn comes(&self) -> Comes {
        match self.step.kind {
            StepKind::RequestRelationship => self.request(),
            StepKind::AwaitAcceptance => self.acceptance(),
            StepKind::ConfirmAgreement => self.agreement(),
            StepKind::RequestDelegatedAdmin => self.rights(),
            StepKind::Purchase => self.purchase(),
            StepKind::ScheduleChange => self.renewal(),
            StepKind::AwaitSeats => self.seats(),
            StepKind::SwapLicenses => self.swap(),
            StepKind::VerifyCover | StepKind::FinalProof => Comes::Prove,
            StepKind::TurnOffAutoRenew | StepKind::CancelAtTermEnd => self.stop(),
            StepKind::CancelNow => self.cancel(),
            StepKind::SuspendLegacy => self.suspend(),
            StepKind::Transfer => self.transfer(),
            StepKind::PersonTask => self.by_hand(),
            StepKind::WatchEnd => self.watch(),
            StepKind::EndOldRelationship => self.old_relationship(),
        }
    }

    /// To be looked at again after a pause.
    fn again(&self) -> Comes {
        Comes::Again(self.ground.again(self.sight, look(self.step.kind), self.now.at))
    }

    fn text(&self, name: &str) -> Option<&str> {
        match self.step.details.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn day(&self, name: &str) -> Option<Date> {
        match self.step.details.get(name) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        }
    }

    fn drift(&self, what: Drift, subject: &str) -> Comes {
        Comes::Halt(Halted::Drift {
            step: self.step.id.clone(),
            what,
            subject: subject.to_owned(),
        })
    }

    /// Asks, unless the task was confirmed; then `done`.
    fn asked(&self, asking: Asking, done: impl FnOnce() -> Comes) -> Comes {
        let confirmed = self
            .of
            .task_of(&self.step.id)
            .is_some_and(|task| task.kind == asking.kind && task.done.is_some());
        if confirmed { done() } else { Comes::Ask(asking) }
    }

    fn request(&self) -> Comes {
        let Some(relation) = &self.sight.relation else {
            return self.again();
        };
        if relation.value.reseller || relation.value.request.is_some() {
            return Comes::Done(Vec::new());
        }
        let (email, delegated) = (self.of.customer.email.clone(), self.of.settings.delegated);
        Comes::Do(Deed::Invite { email, delegated }, false)
    }

    fn acceptance(&self) -> Comes {
        let Some(relation) = &self.sight.relation else {
            return self.again();
        };
        if relation.value.reseller {
            return Comes::Done(Vec::new());
        }
        let late = self.day("deadline").is_some_and(|deadline| self.now.day > deadline);
        let refused = matches!(relation.value.request.as_deref(), None | Some("declined" | "expired" | "withdrawn"));
        if late || refused {
            return self.drift(Drift::LateAcceptance, &self.of.customer.tenant_id);
        }
        match self.of.customer.email {
            Some(_) => self.again(),
            None => Comes::Ask(Asking {
                kind: TaskKind::HandLinkOver,
                party: Party::Partner,
                values: Vec::new(),
                deadline: self.day("deadline"),
            }),
        }
    }

    fn agreement(&self) -> Comes {
        let Some(relation) = &self.sight.relation else {
            return self.again();
        };
        if relation.value.agreement {
            return Comes::Done(Vec::new());
        }
        match &self.of.settings.contact {
            Some(contact) => Comes::Do(
                Deed::ConfirmAgreement {
                    contact: contact.clone(),
                    on: self.now.day,
                },
                false,
            ),
            None => Comes::Ask(Asking {
                kind: TaskKind::ConfirmAgreement,
                party: Party::Partner,
                values: Vec::new(),
                deadline: Some(self.step.due),
            }),
        }
    }

    fn rights(&self) -> Comes {
        if !self.of.settings.rights {
            return Comes::Skip;
        }
        let Some(relation) = &self.sight.relation else {
            return self.again();
        };
        let rights = &relation.value.rights;
        if rights.licenses && rights.reads {
            return Comes::Done(Vec::new());
        }
        let roles: Vec<String> = self.ground.roles.iter().map(|role| (*role).to_owned()).collect();
        match (rights.state.as_deref(), &rights.request) {
            (None, _) => Comes::Do(
                Deed::RequestRights {
                    roles,
                    days: self.ground.rights_days(self.now.day),
                },
                false,
            ),
            // Given, and not there yet.
            (Some("active"), _) if rights.assigned => self.again(),
            (Some("active"), Some(relationship)) => Comes::Do(
                Deed::AssignRights {
                    relationship: relationship.clone(),
                    roles,
                },
                false,
            ),
            (Some("terminated" | "terminating" | "terminationRequested" | "expired" | "expiring"), _) => {
                self.drift(Drift::RightsMissing, &self.of.customer.tenant_id)
            }
            _ => Comes::Ask(Asking {
                kind: TaskKind::GrantRights,
                party: Party::Customer,
                values: Vec::new(),
                deadline: Some(self.step.due),
            }),
        }
    }

    fn purchases(&self) -> Vec<&Purchase> {
        let named: Vec<&str> = self.text("purchase").unwrap_or_default().split(", ").collect();
        let plan = self.ground.plan;
        plan.purchases.iter().filter(|p| named.contains(&p.id.as_str())).collect()
    }

    /// The subscription that a purchase of this plan became.
    fn bought(&self, purchase: &Purchase) -> Option<&SubscriptionSeen> {
        if let Some(known) = self.of.bought.get(&purchase.id) {
            return self.sight.subscription(&known.subscription);
        }
        let mark = self.of.mark(&purchase.id);
        let all = self.sight.subscriptions.as_ref()?;
        all.value.iter().find(|s| s.own && s.name.ends_with(&mark))
    }

    fn record(&self, purchase: &Purchase, seen: &SubscriptionSeen) -> (String, Bought) {
        let order = self.of.bought.get(&purchase.id).and_then(|known| known.order.clone());
        let bought = Bought {
            subscription: seen.id.clone(),
            order,
            cancel_until: seen.cancel_until,
        };
        (purchase.id.clone(), bought)
    }

    fn purchase(&self) -> Comes {
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
        if self.now.day > purchase.start {
            return self.drift(Drift::Late, &purchase.id);
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
        Comes::Do(Deed::Order { lines: vec![line] }, true)
    }

    /// A renewal: what was bought before is to go on as the plan has it.
    fn renewal(&self) -> Comes {
        let Some(purchase) = self.purchases().into_iter().next() else {
            return Comes::Skip;
        };
        let before = self.ground.plan.purchases.iter().find(|p| Some(&p.id) == purchase.renews.as_ref());
        let Some(before) = before else { return Comes::Skip };
        let Some(seen) = self.bought(before) else {
            return self.drift(Drift::SubscriptionGone, &before.id);
        };
        let record = || Comes::Done(vec![self.record(purchase, seen)]);
        // Its new term has begun.
        if seen.start.is_some_and(|start| start >= purchase.start) {
            return record();
        }
        let wanted = fate(self.ground.plan, before);
        if ends_so(seen, &wanted) {
            return record();
        }
        Comes::Do(
            Deed::SetEnd {
                subscription: seen.id.clone(),
                end: wanted,
            },
            true,
        )
    }

    fn seats(&self) -> Comes {
        let late = || self.now.at >= Instant::start_of(self.step.due).plus_ms(SEATS_LATE_HOURS * HOUR_MS);
        for purchase in self.purchases() {
            let seen = self.bought(purchase);
            let there = seen.is_some_and(|s| {
                let begun = purchase.renews.is_none() || s.start.is_some_and(|start| start >= purchase.start);
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
    fn in_pool(&self, purchase: &Purchase) -> bool {
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

    fn swap(&self) -> Comes {
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

    /// The original that a step is about, in the estate.
    fn original(&self) -> Option<&Subscription> {
        let id = self.text("subscription")?;
        self.ground.estate.subscriptions.iter().find(|s| s.id == id)
    }

    /// The original, as the tenant shows it now.
    fn original_seen(&self) -> Option<&SubscriptionSeen> {
        self.sight.subscription(self.of.in_tenant(&self.original()?.id))
    }

    fn stop(&self) -> Comes {
        let Some(original) = self.original() else { return Comes::Skip };
        let Some(seen) = self.original_seen() else {
            return self.drift(Drift::SubscriptionGone, &original.id);
        };
        let action = if self.step.kind == StepKind::CancelAtTermEnd {
            EndAction::Cancel
        } else {
            seen.end_action.unwrap_or(EndAction::Extend)
        };
        let end = WantedEnd::Stop { action };
        if ends_so(seen, &end) || !seen.supplies() {
            return Comes::Done(Vec::new());
        }
        Comes::Do(
            Deed::SetEnd {
                subscription: seen.id.clone(),
                end,
            },
            true,
        )
    }

    fn cancel(&self) -> Comes {
        match self.original_seen().filter(|seen| seen.status != Status::Deleted) {
            None => Comes::Done(Vec::new()),
            Some(seen) => Comes::Do(
                Deed::Cancel {
                    subscription: seen.id.clone(),
                },
                true,
            ),
        }
    }

    fn suspend(&self) -> Comes {
        match self.original_seen().filter(|seen| seen.supplies()) {
            None => Comes::Done(Vec::new()),
            Some(seen) => Comes::Do(
                Deed::Suspend {
                    subscription: seen.id.clone(),
                },
                true,
            ),
        }
    }

    fn transfer(&self) -> Comes {
        let Some(original) = self.original() else { return Comes::Skip };
        let id = self.of.in_tenant(&original.id);
        let transfers = self.sight.transfers.as_ref().map_or(&[][..], |seen| &seen.value);
        let about = |state| {
            transfers
                .iter()
                .find(move |t| t.state == state && t.subscriptions.iter().any(|s| s.eq_ignore_ascii_case(id)))
        };
        if about(TransferState::Done).is_some() || self.original_seen().is_some_and(|seen| seen.own) {
            return Comes::Done(Vec::new());
        }
        let late = self.day("deadline").is_some_and(|deadline| self.now.day >= deadline);
        let owner = original.owner.clone().unwrap_or_default();
        let values = vec![
            ("subscription", Value::Text(original.id.clone())),
            ("owner", Value::Text(owner.clone())),
        ];
        match (about(TransferState::Open), about(TransferState::Failed)) {
            (_, _) if late => self.drift(Drift::TransferRefused, &original.id),
            (Some(open), _) if open.to_accept => Comes::Do(Deed::AcceptTransfer { transfer: open.id.clone() }, true),
            (Some(_), _) => self.again(),
            (None, Some(_)) => self.drift(Drift::TransferRefused, &original.id),
            (None, None) if original.generation == Generation::Legacy => Comes::Ask(Asking {
                kind: TaskKind::AnswerTransfer,
                party: Party::OtherPartner,
                values,
                deadline: self.day("deadline"),
            }),
            (None, None) => Comes::Do(
                Deed::RequestTransfer {
                    subscriptions: vec![id.to_owned()],
                    owner,
                },
                true,
            ),
        }
    }

    fn by_hand(&self) -> Comes {
        let Some(original) = self.original() else { return Comes::Skip };
        let (kind, on) = match self.text("action") {
            Some("turnOffAutoRenew") => (TaskKind::TurnOffRenewal, None),
            Some("cancelNow") => (TaskKind::CancelOnDay, Some(self.step.due)),
            Some("suspendLegacy") => (TaskKind::SuspendOnDay, Some(self.step.due)),
            _ => (TaskKind::CancelAtTermEnd, None),
        };
        let mut values = about(original);
        values.extend(on.map(|day| ("day", Value::Date(day))));
        let party = match self.text("owner") {
            Some("otherPartner") => Party::OtherPartner,
            Some("thisPartner") => Party::Partner,
            _ if original.channel == Channel::OtherPartner => Party::OtherPartner,
            _ => Party::Customer,
        };
        let asking = Asking {
            kind,
            party,
            values,
            deadline: self.day("deadline").or(Some(self.step.due)),
        };
        self.asked(asking, || Comes::Done(Vec::new()))
    }

    /// Whether an original has ended on its day, or goes on.
    fn watch(&self) -> Comes {
        let Some(original) = self.original() else { return Comes::Skip };
        let visible = self.sight.subscriptions.as_ref().is_some_and(|all| !all.value.is_empty());
        let Some(seen) = self.original_seen() else {
            let asking = Asking {
                kind: TaskKind::SeeEnd,
                party: Party::Customer,
                values: about(original),
                deadline: Some(self.step.due),
            };
            return if visible {
                Comes::Done(Vec::new())
            } else {
                self.asked(asking, || Comes::Done(Vec::new()))
            };
        };
        if !seen.supplies() {
            return Comes::Done(Vec::new());
        }
        let renewed = seen.end.is_none_or(|end| end > self.step.due);
        let shows = Instant::start_of(self.step.due).plus_days(END_SHOWS_DAYS);
        if !renewed && self.now.at < shows {
            return self.again();
        }
        let until = Instant::start_of(self.step.due).plus_days(RENEWAL_WINDOW_DAYS).date();
        let mut values = about(original);
        values.push(("until", Value::Date(until)));
        let asking = Asking {
            kind: TaskKind::CancelRenewed,
            party: if seen.own { Party::Partner } else { Party::Customer },
            values,
            deadline: Some(until),
        };
        // A person may also decide that it stays: then the plan is made anew from the present.
        self.asked(asking, || self.drift(Drift::RenewedAnyway, &original.id))
    }

    fn old_relationship(&self) -> Comes {
        let owner = self.text("owner").unwrap_or_default();
        let asking = Asking {
            kind: TaskKind::EndOldRelationship,
            party: Party::Customer,
            values: vec![("owner", Value::Text(owner.to_owned()))],
            deadline: None,
        };
        self.asked(asking, || Comes::Done(Vec::new()))
    }
}

/// Values that say which original is meant.
fn about(original: &Subscription) -> Vec<(&'static str, Value)> {
    let mut values = vec![
        ("subscription", Value::Text(original.id.clone())),
        ("sku", Value::Sku(original.sku_id)),
        ("seats", Value::Count(i64::from(original.quantity))),
    ];
    values.extend(original.end.map(|end| ("end", Value::Date(end))));
    values.extend(original.owner.clone().map(|owner| ("owner", Value::Text(owner))));
    values
}

/// Whether a subscription ends as wanted.
pub(super) fn ends_so(seen: &SubscriptionSeen, wanted: &WantedEnd) -> bool {
    match wanted {
        WantedEnd::Renew => seen.renews == Some(true) && seen.next_offer.is_none() && seen.next_seats.is_none_or(|n| n == seen.seats),
        WantedEnd::Change { offer, seats, .. } => {
            let same_offer = seen.next_offer.as_deref().is_some_and(|next| next.eq_ignore_ascii_case(&offer.0));
            seen.renews == Some(true) && same_offer && seen.next_seats == Some(*seats)
        }
        WantedEnd::Stop { action } => seen.renews == Some(false) && (seen.end_action.is_none() || seen.end_action == Some(*action)),
    }
}
