//! The vetting of a legal business profile: whether the programme has seen that the company is who it says (`docs/states/profiles.md`).
//!
//! The words are the reference's; when a state changes is our own choice. It blocks nothing.

use super::LegalBusiness;
use crate::{estate::word_enum, instants::Instant, program::Program, refusals::Refusal};
use serde::{Deserialize, Serialize};

word_enum!(
    /// Where a vetting stands. Source: the reference's SDK, VettingStatus.
    VettingStatus {
        /// No profile was ever written.
        None = "none",
        /// Somebody looks at it.
        Pending = "pending",
        /// Found right.
        Authorized = "authorized",
        /// Found wrong.
        Rejected = "rejected",
    }
);

word_enum!(
    /// What exactly is looked at. Source: the reference's SDK, VettingSubStatus.
    VettingSubStatus {
        /// Nothing.
        None = "none",
        /// Taken in.
        Entry = "entry",
        /// Who owns the mail address.
        EmailOwnership = "email_ownership",
        /// The mail address's domain.
        EmailDomain = "email_domain",
        /// Whether the person works there.
        EmploymentVerification = "employment_verification",
        /// Decided.
        Decision = "decision",
        /// Something else.
        Other = "other",
        /// The business itself.
        BusinessVerification = "business_verification",
    }
);

/// A vetting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vetting {
    /// Where it stands.
    pub status: VettingStatus,
    /// What is looked at.
    pub sub_status: VettingSubStatus,
    /// Since when.
    pub since: Option<Instant>,
}

impl Vetting {
    /// None yet.
    pub const NONE: Self = Self {
        status: VettingStatus::None,
        sub_status: VettingSubStatus::None,
        since: None,
    };

    fn pending(now: Instant) -> Self {
        Self {
            status: VettingStatus::Pending,
            sub_status: VettingSubStatus::BusinessVerification,
            since: Some(now),
        }
    }

    fn authorized(now: Instant) -> Self {
        Self {
            status: VettingStatus::Authorized,
            sub_status: VettingSubStatus::None,
            since: Some(now),
        }
    }

    /// What a written profile's vetting becomes. `at_once`: a sandbox's partner is not kept waiting.
    pub(super) fn written(self, before: &LegalBusiness, after: &LegalBusiness, at_once: bool, now: Instant) -> Self {
        let begins = match self.status {
            VettingStatus::None => true,
            VettingStatus::Pending | VettingStatus::Rejected => !before.says_the_same(after),
            VettingStatus::Authorized => before.is_other_business(after),
        };
        match (begins, at_once) {
            (true, true) => Self::authorized(now),
            (true, false) => Self::pending(now),
            (false, _) => self,
        }
    }

    /// When it is done by itself; `None`: nothing is waited for.
    pub fn due(&self, program: &Program) -> Option<Instant> {
        let since = self.since.filter(|_| self.status == VettingStatus::Pending)?;
        Some(since.plus_hours(program.on(since.date()).vetting_hours))
    }

    /// Decided: by time, or by the programme's administrators.
    ///
    /// # Errors
    /// `InvalidProperty` where nothing is waited for.
    pub fn decided(&self, right: bool, now: Instant) -> Result<Self, Refusal> {
        if self.status != VettingStatus::Pending {
            let reason = format!("the vetting is {}; only one that is pending can be decided", self.status);
            return Err(Refusal::property("vettingStatus", reason));
        }
        Ok(match right {
            true => Self::authorized(now),
            false => Self {
                status: VettingStatus::Rejected,
                sub_status: VettingSubStatus::Decision,
                since: Some(now),
            },
        })
    }
}
