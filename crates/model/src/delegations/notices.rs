//! What people are told by mail of a relationship: with a change of it, and on days that are counted from when it was asked for or to its
//! end. The engine puts the mails into the outbox; who gets one and whether it still says the truth is said here.

use super::{Delegation, DelegationStatus};
use crate::{estate::word_enum, instants::Instant, program::Numbers};

word_enum!(
    /// What is told.
    Notice {
        /// The reseller is asked whether the customer may be.
        Proposed = "proposed",
        /// The customer is asked.
        Asked = "asked",
        /// The customer has not answered yet.
        Reminder = "reminder",
        /// The customer approved.
        Approved = "approved",
        /// The customer declined.
        Declined = "declined",
        /// The partner took its request back.
        Withdrawn = "withdrawn",
        /// It ends soon, and is not extended by itself.
        Ending = "ending",
        /// Its time is over.
        Expired = "expired",
        /// Somebody ended it.
        Terminated = "terminated",
    }
);

impl Notice {
    /// Whether the customer's administrators are told.
    pub fn tells_customer(self) -> bool {
        !matches!(self, Self::Declined | Self::Proposed)
    }

    /// Whether the partner's admin agents are told.
    pub fn tells_partner(self) -> bool {
        !matches!(self, Self::Asked | Self::Reminder | Self::Withdrawn)
    }
}

impl Delegation {
    /// What a change tells people; `None`: nothing.
    pub fn notice_since(&self, before: &Self) -> Option<Notice> {
        use DelegationStatus::*;
        match (before.status, self.status) {
            (Created, ApprovalPending) => Some(Notice::Asked),
            (ApprovalPending, Approved) => Some(Notice::Approved),
            (ApprovalPending, Terminated) => Some(Notice::Declined),
            (ApprovalPending, TerminationRequested) => Some(Notice::Withdrawn),
            (Active, TerminationRequested) => Some(Notice::Terminated),
            (Expiring, Expired) => Some(Notice::Expired),
            _ => None,
        }
    }

    /// What is told without a change, by instant.
    fn dated_notices(&self, numbers: &Numbers) -> Vec<(Instant, Notice)> {
        let (since, until, days, notice) = match (self.status, self.ends) {
            (DelegationStatus::ApprovalPending, _) => {
                let lapses = numbers.granular_unanswered_days;
                let days = [
                    numbers.granular_first_reminder_days,
                    numbers.granular_second_reminder_days,
                    lapses - numbers.granular_last_reminder_days,
                ];
                let at = days.map(|day| self.since.plus_days(day));
                (self.since, self.since.plus_days(lapses), at, Notice::Reminder)
            }
            (DelegationStatus::Active, Some(ends)) if !self.extends() => {
                let days = [
                    numbers.granular_ending_first_days,
                    numbers.granular_ending_second_days,
                    numbers.granular_ending_last_days,
                ];
                let at = days.map(|day| ends.plus_days(-day));
                (self.activated.unwrap_or(self.since), ends, at, Notice::Ending)
            }
            _ => return Vec::new(),
        };
        let within = |at: &Instant| since < *at && *at < until;
        let mut all: Vec<_> = days.into_iter().filter(within).map(|at| (at, notice)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// When people are told something next without a change, after an instant.
    pub fn next_notice(&self, after: Instant, numbers: &Numbers) -> Option<Instant> {
        let all = self.dated_notices(numbers);
        all.into_iter().map(|(at, _)| at).find(|at| *at > after)
    }

    /// What is told at an instant.
    pub fn notice_at(&self, at: Instant, numbers: &Numbers) -> Option<Notice> {
        let all = self.dated_notices(numbers);
        all.into_iter().find(|(due, _)| *due == at).map(|(_, notice)| notice)
    }

    /// Whether a notice that waited can still be told: what asks for an answer, only while there is one to give; that it ends, only while
    /// it does, at the end that it had then.
    pub fn still_says(&self, notice: Notice, ends: Option<Instant>) -> bool {
        match notice {
            Notice::Asked | Notice::Reminder => self.status == DelegationStatus::ApprovalPending,
            Notice::Proposed => self.status == DelegationStatus::Created && self.awaits_consent(),
            Notice::Ending => self.status == DelegationStatus::Active && !self.extends() && self.ends == ends,
            Notice::Approved | Notice::Declined | Notice::Withdrawn | Notice::Expired | Notice::Terminated => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        delegations::{Customer, Draft, Origin, Step, roles::GLOBAL_ADMINISTRATOR},
        program::Program,
    };

    fn numbers() -> Numbers {
        Program::bundled().on("2026-11-02".parse().unwrap())
    }

    fn asked(days: i64, extends: bool) -> Delegation {
        let now: Instant = "2026-11-02T10:00:00Z".parse().unwrap();
        let draft = Draft {
            display_name: Some("Betreuung".into()),
            duration: Some(format!("P{days}D")),
            auto_extend_duration: extends.then(|| "P180D".into()),
            customer: None,
            roles: Some(vec!["88d8e3e3-8f55-4a1e-953a-9b9898b8876b".into()]),
        };
        let origin = Origin {
            guid: "5a000000-0000-4000-8000-000000000009".into(),
            partner_id: "5a000000-0000-4000-8000-000000000001".into(),
        };
        Delegation::create(&draft, origin, &numbers(), now).unwrap().lock(now).unwrap()
    }

    fn active(days: i64, extends: bool) -> Delegation {
        let customer = Customer {
            tenant_id: "c".into(),
            display_name: "Kunde".into(),
        };
        let asked = asked(days, extends);
        let mut one = asked.approve(&customer, asked.since).unwrap().unwrap();
        while one.status != DelegationStatus::Active {
            let Step::To(after) = one.fall_due() else { unreachable!() };
            one = after;
        }
        one
    }

    /// The days after its beginning on which something is told.
    fn days(one: &Delegation) -> Vec<i64> {
        let (mut at, mut days) = (one.since, Vec::new());
        while let Some(next) = one.next_notice(at, &numbers()) {
            assert!(one.notice_at(next, &numbers()).is_some());
            days.push((next.0 - one.since.0) / 86_400_000);
            at = next;
        }
        days
    }

    #[test]
    fn nobody_is_reminded_after_an_answer_or_of_an_end_that_does_not_come() {
        assert_eq!(days(&asked(30, false)), [7, 30, 83]);
        assert_eq!(days(&active(730, false)), [700, 723, 729]);
        assert_eq!(days(&active(730, true)), [] as [i64; 0]);
        // What begins later than it would be told of is not told.
        assert_eq!(days(&active(7, false)), [6]);
        assert_eq!(days(&active(1, false)), [] as [i64; 0]);
        let mut everything = active(730, true);
        everything.roles.push(GLOBAL_ADMINISTRATOR.into());
        assert_eq!(days(&everything), [700, 723, 729], "this one is not extended");
    }

    #[test]
    fn what_waited_is_told_while_it_is_true() {
        let (asked, active) = (asked(30, false), active(30, false));
        assert!(asked.still_says(Notice::Reminder, None) && !active.still_says(Notice::Asked, None));
        assert!(active.still_says(Notice::Ending, active.ends) && !active.still_says(Notice::Ending, None));
        assert_eq!(active.notice_since(&asked), None);
        assert_eq!(
            active.terminate(active.since).unwrap().notice_since(&active),
            Some(Notice::Terminated)
        );
        let declined = asked.decline(active.customer.as_ref().unwrap(), asked.since).unwrap();
        assert_eq!(declined.notice_since(&asked), Some(Notice::Declined));
        assert!(!Notice::Declined.tells_customer() && !Notice::Asked.tells_partner());
    }
}
