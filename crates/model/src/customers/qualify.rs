//! Qualifications for special prices: asked for, vetted after some hours, or set at once in the older way.
//!
//! Called by the use cases of qualifications and by due work. Prices follow [`Customer::segment`], which counts approved ones only.

use super::{Customer, Qualification};
use crate::{
    estate::word_enum,
    instants::{HOUR_MS, Instant},
    program::Program,
};

word_enum!(
    /// What a customer can qualify as.
    Kind {
        /// A school or university.
        Education = "Education",
        /// A government that uses its own cloud.
        GovernmentCommunityCloud = "GovernmentCommunityCloud",
        /// Owned by a state.
        StateOwnedEntity = "StateOwnedEntity",
        /// Works for no profit.
        Nonprofit = "Nonprofit",
    }
);

/// Being vetted.
const IN_REVIEW: &str = "InReview";
/// Vetted, and right.
const APPROVED: &str = "Approved";

/// A qualification as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// As what.
    pub kind: Kind,
    /// `K12`, `HigherEducation`.
    pub segment: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// Validation code.
    pub code: Option<String>,
}

impl Wanted {
    fn qualification(&self, now: Instant, approved: bool) -> Qualification {
        Qualification {
            name: self.kind.as_str().to_owned(),
            education_segment: self.segment.clone(),
            vetting_status: if approved { APPROVED } else { IN_REVIEW }.to_owned(),
            vetting_reason: None,
            vetted: approved.then_some(now),
            created: Some(now),
            website: self.website.clone(),
            validation_code: self.code.clone(),
        }
    }
}

impl Customer {
    /// With a qualification that is yet to be vetted; one of the same kind is replaced.
    #[must_use]
    pub fn asking_for(&self, wanted: &Wanted, now: Instant) -> Self {
        let mut after = self.clone();
        after.qualifications.retain(|q| q.name != wanted.kind.as_str());
        after.qualifications.push(wanted.qualification(now, false));
        after.version += 1;
        after
    }

    /// With this qualification alone, at once; `None`: with none.
    #[must_use]
    pub fn qualified_as(&self, wanted: Option<&Wanted>, now: Instant) -> Self {
        let mut after = self.clone();
        after.qualifications = wanted.map(|w| w.qualification(now, true)).into_iter().collect();
        after.version += 1;
        after
    }

    /// When the next vetting is done.
    pub fn next_vetting(&self, program: &Program) -> Option<Instant> {
        self.qualifications.iter().filter_map(|q| vetting_ends(q, program)).min()
    }

    /// With everything approved whose vetting is done.
    #[must_use]
    pub fn vetted(&self, at: Instant, program: &Program) -> Self {
        let mut after = self.clone();
        for q in &mut after.qualifications {
            if vetting_ends(q, program).is_some_and(|end| end <= at) {
                q.vetting_status = APPROVED.to_owned();
                q.vetted = Some(at);
            }
        }
        after.version += 1;
        after
    }

    /// The one that the older way of asking shows: the first that is approved.
    pub fn first_qualification(&self) -> Option<Kind> {
        let approved = self.qualifications.iter().find(|q| q.vetting_status == APPROVED)?;
        approved.name.parse().ok()
    }
}

fn vetting_ends(q: &Qualification, program: &Program) -> Option<Instant> {
    let created = q.created.filter(|_| q.vetting_status == IN_REVIEW)?;
    Some(created.plus_ms(program.on(created.date()).vetting_hours * HOUR_MS))
}

/// A code with which a partner vouches for customers of a government's cloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationCode {
    /// The code.
    pub id: String,
    /// How many customers it is good for.
    pub maximum: i64,
    /// How many used it.
    pub used: i64,
}

impl ValidationCode {
    /// The code of a sandbox partner: six digits made of the tenant's id.
    pub fn of_sandbox(partner_id: &str, maximum: i64, used: i64) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in partner_id.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self {
            id: format!("{:06}", hash % 1_000_000),
            maximum,
            used,
        }
    }
}
