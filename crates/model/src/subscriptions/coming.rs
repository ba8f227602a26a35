//! What comes to a subscription by itself and has to be looked at in time: how its term ends, and the last day on which something can still
//! be given back.

use super::{EndAction, Status, Subscription};
use crate::{dates::Date, estate::word_enum};

word_enum!(
    /// What comes, the most pressing first.
    Coming {
        /// The term ends, and the service with it.
        Ends = "ends",
        /// The term ends, and an extended one begins that nobody asked for.
        Extends = "extends",
        /// The last window closes in which something can be given back.
        WindowCloses = "windowCloses",
        /// The term ends, and the next one begins.
        Renews = "renews",
    }
);

impl Subscription {
    /// How the present term will end, and on which day; `None`: it is not under way, has no end, or was bought elsewhere.
    pub fn end_to_come(&self) -> Option<(Coming, Date)> {
        let end = self.end.filter(|_| self.status == Status::Active && self.is_ours())?;
        let goes_on = self.auto_renew && (!self.trial || self.scheduled.is_some());
        let extends = self.is_new_commerce() && !self.trial && self.end_action == EndAction::Extend;
        Some(match (goes_on, extends) {
            (true, _) => (Coming::Renews, end),
            (false, true) => (Coming::Extends, end),
            (false, false) => (Coming::Ends, end),
        })
    }

    /// The day on which the last window closes in which seats, or the whole, can be given back; `None`: there is none, or it was bought
    /// elsewhere.
    pub fn closes(&self) -> Option<Date> {
        let ours = self.status == Status::Active && self.is_ours();
        let seats = self.tranches.iter().map(|tranche| tranche.until);
        seats.chain(self.cancel_until).max().filter(|_| ours).map(|until| until.date())
    }
}
