//! Questions about the caller's own profiles, and the look-up of a partner by its MPN id.

use super::{Own, own};
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    partners::{Partner, PartnerKind},
    profiles::{Billing, LegalBusiness, Organization, ProfileKind, Support, check_mpn},
    refusals::{Code, Refusal},
};
use nahtlos_store::{customers, profiles};

impl Reading {
    /// The organization profile.
    ///
    /// # Errors
    /// `NotAPartner`.
    pub async fn organization_profile(&mut self) -> Result<Own<Organization>, Halt> {
        let caller = self.caller.clone();
        own(&mut self.tx, &caller).await
    }

    /// The legal business profile as it is now, or as it was when it was last authorized.
    ///
    /// # Errors
    /// `NotAPartner`; `NotFound` where it was never authorized.
    pub async fn legal_business_profile(&mut self, finalized: bool) -> Result<Own<LegalBusiness>, Halt> {
        let caller = self.caller.clone();
        let (partner, now) = own(&mut self.tx, &caller).await?;
        if !finalized {
            return Ok((partner, now));
        }
        let last = profiles::find(&mut self.tx, &caller, ProfileKind::LegalBusinessFinal).await?;
        let never = || Refusal::new(Code::NotFound).with("id", "LastFinalized").at("vettingVersion");
        Ok((partner, last.ok_or_else(never)?))
    }

    /// The billing profile.
    ///
    /// # Errors
    /// `NotAPartner`.
    pub async fn billing_profile(&mut self) -> Result<Own<Billing>, Halt> {
        let caller = self.caller.clone();
        own(&mut self.tx, &caller).await
    }

    /// The support profile.
    ///
    /// # Errors
    /// `NotAPartner`.
    pub async fn support_profile(&mut self) -> Result<Own<Support>, Halt> {
        let caller = self.caller.clone();
        own(&mut self.tx, &caller).await
    }

    /// The partner with an MPN id; `None`: the caller. `advisor`: it must be one that may be a partner on record.
    ///
    /// # Errors
    /// `MpnNotNumeric`, `PartnerUnknown`, `NotAPartner`.
    pub async fn partner_with_mpn(&mut self, mpn: Option<&str>, advisor: bool) -> Result<Partner, Halt> {
        let unknown = || Refusal::new(Code::PartnerUnknown).with_some("mpn", mpn).at("mpnId");
        let found = match mpn {
            None => Some(self.own_partner().await?.ok_or(Code::NotAPartner)?),
            Some(mpn) => {
                check_mpn(mpn)?;
                customers::partner_by_mpn(&mut self.tx, mpn).await?
            }
        };
        let may_advise = |p: &Partner| !advisor || matches!(p.kind, PartnerKind::Direct | PartnerKind::IndirectReseller);
        Ok(found.filter(|p| !p.mpn_id.is_empty() && may_advise(p)).ok_or_else(unknown)?)
    }
}
