//! A partner's own profiles: read, replaced, vetted. Whoever has no partner account has none of them.

mod read;
mod settings;
mod update;
pub(crate) mod vet;

pub use settings::{ACCOUNT_SETTINGS, SetAccountSetting, Setting};
pub use update::{UpdateBilling, UpdateLegalBusiness, UpdateOrganization, UpdateSupport};
pub use vet::DecideVetting;

use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::{
    customers::country_rules::CountryRules,
    partners::Partner,
    profiles::{Billing, Kept, LegalBusiness, Organization, ProfileKind, Support},
    refusals::{Code, Refusal},
};
use nahtlos_store::{Tx, customers, profiles};
use serde::{Serialize, de::DeserializeOwned};

/// A partner with one of its profiles.
pub type Own<T> = (Partner, Kept<T>);

/// A profile of which there is one per partner.
pub(crate) trait Profile: Serialize + DeserializeOwned + Send {
    /// Which.
    const KIND: ProfileKind;

    /// What it is before anybody wrote it.
    fn derived(partner: &Partner) -> Self;
}

impl Profile for Organization {
    const KIND: ProfileKind = ProfileKind::Organization;

    fn derived(partner: &Partner) -> Self {
        Self::derived(partner, CountryRules::bundled())
    }
}

impl Profile for LegalBusiness {
    const KIND: ProfileKind = ProfileKind::LegalBusiness;

    fn derived(partner: &Partner) -> Self {
        Self::derived(partner)
    }
}

impl Profile for Billing {
    const KIND: ProfileKind = ProfileKind::Billing;

    fn derived(partner: &Partner) -> Self {
        Self::derived(partner)
    }
}

impl Profile for Support {
    const KIND: ProfileKind = ProfileKind::Support;

    fn derived(_: &Partner) -> Self {
        Self::default()
    }
}

/// A partner's profile as it is.
pub(crate) async fn own<T: Profile>(tx: &mut Tx, partner: &str) -> Result<Own<T>, Halt> {
    let partner = customers::partner(tx, partner).await?.ok_or(Code::NotAPartner)?;
    let found = profiles::find(tx, &partner.id, T::KIND).await?;
    let kept = found.unwrap_or_else(|| Kept::derived(T::derived(&partner)));
    Ok((partner, kept))
}

/// That the caller read what is there, if it says what it read.
fn check_etag<T: Profile>(kept: &Kept<T>, partner: &Partner, expected: Option<&str>) -> Result<(), Refusal> {
    match expected {
        Some(etag) if etag != kept.etag(T::KIND, &partner.id) => Err(Refusal::new(Code::StaleEtag).with("version", etag)),
        _ => Ok(()),
    }
}

/// Saves a profile with its trail.
async fn save<T: Profile>(
    act: &mut Act<'_>,
    partner: &str,
    before: &Kept<T>,
    after: &Kept<T>,
    operation: &'static str,
) -> Result<(), Halt> {
    profiles::save(act.tx, partner, T::KIND, before.version, after).await?;
    act.changed(Changed {
        scope: partner,
        partner,
        resource: "partner",
        id: partner,
        operation,
        before: Some(&before.value),
        after: Some(&after.value),
    })
}
