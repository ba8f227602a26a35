//! Relationships that an indirect provider makes for its reseller: they are the reseller's, who approves or rejects them before the
//! customer is asked. How the provider names the reseller, and what becomes of a rejected one, is nowhere public: both are our own choice.

use super::{Delegation, DelegationStatus};
use crate::{estate::word_enum, instants::Instant, refusals::Refusal};
use serde::{Deserialize, Serialize};

word_enum!(
    /// What the reseller says.
    Consent {
        /// Nothing yet.
        Pending = "pending",
        /// It may go to the customer.
        Granted = "granted",
        /// It goes nowhere: it can be deleted, and nothing else.
        Rejected = "rejected",
    }
);

/// By whom a relationship was made for its partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// The provider.
    pub provider_id: String,
    /// What the reseller says.
    pub consent: Consent,
}

impl Delegation {
    /// The same, made by a provider.
    #[must_use]
    pub fn proposed_by(self, provider_id: &str) -> Self {
        let proposal = Some(Proposal {
            provider_id: provider_id.to_owned(),
            consent: Consent::Pending,
        });
        Self { proposal, ..self }
    }

    /// The provider who made it.
    pub fn provider_id(&self) -> Option<&str> {
        self.proposal.as_ref().map(|proposal| proposal.provider_id.as_str())
    }

    /// Whether the reseller has to say something.
    pub fn awaits_consent(&self) -> bool {
        self.proposal.as_ref().is_some_and(|p| p.consent == Consent::Pending)
    }

    /// That the reseller did not leave open or reject what its provider made.
    pub(super) fn is_consented(&self, field: &'static str) -> Result<(), Refusal> {
        match self.proposal.as_ref().map(|p| p.consent) {
            None | Some(Consent::Granted) => Ok(()),
            Some(Consent::Pending) => Err(Refusal::property(
                field,
                "the provider made this relationship, and the reseller has to approve it first",
            )),
            Some(Consent::Rejected) => Err(Refusal::property(
                field,
                "the reseller rejected this relationship; it can only be deleted",
            )),
        }
    }

    /// The reseller approves or rejects what its provider made.
    ///
    /// # Errors
    /// Names the action where no provider made it, or something was said before.
    pub fn consent(&self, granted: bool, now: Instant) -> Result<Self, Refusal> {
        if !self.awaits_consent() || self.status != DelegationStatus::Created {
            let reason =
                "an indirect reseller alone approves or rejects in this way, once, what its provider made; customers answer by the link";
            return Err(Refusal::property("action", reason));
        }
        let mut after = self.clone();
        if let Some(proposal) = &mut after.proposal {
            proposal.consent = if granted { Consent::Granted } else { Consent::Rejected };
        }
        after.changed = now;
        after.version += 1;
        Ok(after)
    }
}
