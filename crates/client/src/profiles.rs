//! The partner's own profiles, its programme and its account's settings.
//!
//! Used through `Client::profiles`. All but reading the legal business profile needs a user's token. A change replaces the whole profile:
//! begin from what was read. The etag that some carry goes along in the body, and a stale one is refused.

use crate::{Error, noun};
use nahtlos_wire::profiles::{
    AccountSetting, BillingProfile, EnrolledProgram, LegalBusinessProfile, MpnProfile, OrganizationProfile, SupportProfile, VettingStatus,
    VettingVersion,
};
use reqwest::Method;

noun! {
    /// The partner's own profiles. All but reading the legal business profile needs a user's token (an application alone: 403, 900329).
    ///
    /// A change replaces the whole profile: what is left out is cleared, if it may be empty; a wrong member is 400, code 3000, by its name.
    /// The programme's side answers 403 to partners. Source: `docs/wire/profile.md`.
    Profiles
}

impl Profiles {
    /// The legal business profile: as it is now, or as it was when it was last authorized; not found if it never was.
    pub async fn legal_business(&self, version: Option<VettingVersion>) -> Result<LegalBusinessProfile, Error> {
        let call = self.client.get(&["profiles", "legalbusiness"]);
        call.maybe("vettingVersion", version.map(|version| version.as_str())).read().await
    }

    /// Replaces the legal business profile; another name, country or approver is vetted anew.
    pub async fn update_legal_business(&self, profile: &LegalBusinessProfile) -> Result<LegalBusinessProfile, Error> {
        self.client.put(&["profiles", "legalbusiness"]).json(profile).read().await
    }

    /// Name, address, language of the organisation.
    pub async fn organization(&self) -> Result<OrganizationProfile, Error> {
        self.client.get(&["profiles", "organization"]).read().await
    }

    /// Replaces the organization profile. [`Error::is_stale`]: it carries the etag of an earlier one.
    pub async fn update_organization(&self, profile: &OrganizationProfile) -> Result<OrganizationProfile, Error> {
        self.client.put(&["profiles", "organization"]).json(profile).read().await
    }

    /// Where the partner's own invoices go.
    pub async fn billing(&self) -> Result<BillingProfile, Error> {
        self.client.get(&["profiles", "billing"]).read().await
    }

    /// Replaces the billing profile. [`Error::is_stale`]: it carries the etag of an earlier one. The currency stays (400, 900169).
    pub async fn update_billing(&self, profile: &BillingProfile) -> Result<BillingProfile, Error> {
        self.client.put(&["profiles", "billing"]).json(profile).read().await
    }

    /// The partner's own MPN id.
    pub async fn mpn(&self) -> Result<MpnProfile, Error> {
        self.client.get(&["profiles", "mpn"]).read().await
    }

    /// Which partner has an MPN id (digits); not found (code 3000) if none.
    pub async fn by_mpn_id(&self, mpn_id: &str) -> Result<MpnProfile, Error> {
        if mpn_id.trim().is_empty() {
            // The service would take it for the caller's own.
            return Err(Error::Request(format!("{mpn_id:?} is no MPN id")));
        }
        self.client.get(&["profiles", "mpn"]).query("mpnId", mpn_id).read().await
    }

    /// What customers see as their partner's support.
    pub async fn support(&self) -> Result<SupportProfile, Error> {
        self.client.get(&["profiles", "support"]).read().await
    }

    /// Replaces the support profile.
    pub async fn update_support(&self, profile: &SupportProfile) -> Result<SupportProfile, Error> {
        self.client.put(&["profiles", "support"]).json(profile).read().await
    }

    /// How the partner is enrolled in a programme, for example `CSP`; not found where there is no such programme.
    pub async fn program(&self, program: &str) -> Result<EnrolledProgram, Error> {
        self.client.get(&["enrolledprograms", program]).read().await
    }

    /// One of the account's settings: `preferredLanguage`, `preferredCulture`, `mfaRequired`; not found if it is another.
    pub async fn setting(&self, name: &str) -> Result<AccountSetting, Error> {
        self.client.get(&["accountsettings", name]).read().await
    }

    /// Changes one of the account's settings; `mfaRequired` cannot be changed (400, 3000).
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<AccountSetting, Error> {
        let body = AccountSetting {
            value: Some(value.to_owned()),
            ..AccountSetting::default()
        };
        self.client.put(&["accountsettings", name]).json(&body).read().await
    }

    /// Our own: the programme decides on a partner's legal business profile, which is authorized or rejected.
    pub async fn decide_vetting(&self, partner: &str, status: VettingStatus) -> Result<LegalBusinessProfile, Error> {
        let body = LegalBusinessProfile {
            vetting_status: Some(status.into()),
            ..LegalBusinessProfile::default()
        };
        let call = self.client.own(Method::PATCH, "/moves/v1/partners", &[partner, "vetting"]);
        call.json(&body).read().await
    }
}
