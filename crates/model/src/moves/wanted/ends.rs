//! Originals: how each ends, by us or by others, and whether it did.

use super::{Asking, Case, Comes, ends_so};
use crate::{
    estate::{Channel, Generation, Subscription},
    instants::Instant,
    moves::{
        Bought, Drift,
        deeds::{Deed, WantedEnd},
        sight::{SubscriptionSeen, TransferState},
        tasks::{Party, TaskKind},
    },
    notice::Value,
    plan::StepKind,
    subscriptions::{EndAction, Status},
};

/// Days that a subscription may still show itself after its end.
const END_SHOWS_DAYS: i64 = 2;
/// Days after a renewal in which it can be cancelled.
const RENEWAL_WINDOW_DAYS: i64 = 7;

impl Case<'_> {
    /// The original that a step is about, in the estate.
    pub(super) fn original(&self) -> Option<&Subscription> {
        let id = self.text("subscription")?;
        self.ground.estate.subscriptions.iter().find(|s| s.id == id)
    }

    /// The original, as the tenant shows it now.
    pub(super) fn original_seen(&self) -> Option<&SubscriptionSeen> {
        self.sight.subscription(self.of.in_tenant(&self.original()?.id))
    }

    pub(super) fn stop(&self) -> Comes {
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

    pub(super) fn cancel(&self) -> Comes {
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

    pub(super) fn suspend(&self) -> Comes {
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

    pub(super) fn transfer(&self) -> Comes {
        let Some(original) = self.original() else { return Comes::Skip };
        let id = self.of.in_tenant(&original.id);
        let transfers = self.sight.transfers.as_ref().map_or(&[][..], |seen| &seen.value);
        let owner = original.owner.clone().unwrap_or_default();
        let about = |state| transfers.iter().find(|t| t.state == state && t.is_about(id, &owner));
        if let Some(done) = about(TransferState::Done) {
            // It counts once what it became is seen.
            let became = done.became.iter().find(|(old, _)| old.eq_ignore_ascii_case(id));
            let Some((_, new)) = became else { return Comes::Done(Vec::new()) };
            return match self.sight.subscription(new) {
                Some(seen) => {
                    let bought = Bought {
                        subscription: seen.id.clone(),
                        order: None,
                        cancel_until: None,
                    };
                    Comes::Done(vec![(original.id.clone(), bought)])
                }
                None => self.again(),
            };
        }
        if self.original_seen().is_some_and(|seen| seen.own) {
            return Comes::Done(Vec::new());
        }
        let late = self.day("deadline").is_some_and(|deadline| self.now.day >= deadline);
        let values = vec![
            ("subscription", Value::Text(original.id.clone())),
            ("owner", Value::Text(owner.clone())),
        ];
        match (about(TransferState::Open), about(TransferState::Failed)) {
            (_, _) if late => self.drift(Drift::TransferRefused, &original.id),
            (Some(open), _) if open.to_accept => Comes::Do(Deed::AcceptTransfer { transfer: open.id.clone() }, true),
            (Some(_), _) => self.again(),
            (None, Some(_)) => self.drift(Drift::TransferRefused, &original.id),
            // The other partner offers what is legacy; and who is known by name alone can only be told.
            (None, None) if original.generation == Generation::Legacy || !is_id(&owner) => Comes::Ask(Asking {
                kind: TaskKind::AnswerTransfer,
                party: Party::OtherPartner,
                values,
                deadline: self.day("deadline"),
            }),
            _ => Comes::Do(
                Deed::RequestTransfer {
                    subscriptions: vec![id.to_owned()],
                    owner,
                },
                true,
            ),
        }
    }

    pub(super) fn by_hand(&self) -> Comes {
        let Some(original) = self.original() else { return Comes::Skip };
        // It has ended on its day: somebody saw to it without saying so.
        let over = original.end.is_some_and(|end| end <= self.now.day);
        if over && self.original_seen().is_some_and(|seen| !seen.supplies()) {
            return Comes::Done(Vec::new());
        }
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
    pub(super) fn watch(&self) -> Comes {
        let Some(original) = self.original() else { return Comes::Skip };
        // Whoever may not read the directory sees what they sell themselves, and nothing else.
        let reads = self.sight.relation.as_ref().is_some_and(|seen| seen.value.rights.reads);
        let visible = reads || original.channel == Channel::ThisPartner;
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
}

/// Whether a partner is named by the id of its tenant.
fn is_id(owner: &str) -> bool {
    uuid::Uuid::try_parse(owner).is_ok()
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
