//! Account settings: three values under names of their own, two of which are the organization profile's.

use super::{own, save, update::checks};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit, reading::Reading};
use nahtlos_model::{
    partners::Partner,
    permissions::Action,
    profiles::{Kept, Organization},
    refusals::{Code, Refusal},
};

/// Every setting's name. Own choice: only the path is public.
pub const ACCOUNT_SETTINGS: [&str; 3] = ["preferredLanguage", "preferredCulture", "mfaRequired"];

/// A setting with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Name.
    pub name: &'static str,
    /// Value.
    pub value: String,
}

/// The name as it is spelled here.
fn known(name: &str) -> Result<&'static str, Refusal> {
    let found = ACCOUNT_SETTINGS.into_iter().find(|known| known.eq_ignore_ascii_case(name));
    found.ok_or_else(|| Refusal::new(Code::NotFound).with("id", name))
}

fn read(name: &'static str, partner: &Partner, organization: &Kept<Organization>) -> Setting {
    let value = match name {
        "preferredLanguage" => organization.value.language.clone(),
        "preferredCulture" => organization.value.culture.clone(),
        _ => partner.mfa_required.to_string(),
    };
    Setting { name, value }
}

impl Reading {
    /// One of the caller's settings, by its name in any letter case.
    ///
    /// # Errors
    /// `NotFound`; `NotAPartner`.
    pub async fn account_setting(&mut self, name: &str) -> Result<Setting, Halt> {
        let name = known(name)?;
        let (partner, organization) = self.organization_profile().await?;
        Ok(read(name, &partner, &organization))
    }
}

/// Sets one of the caller's settings.
#[derive(Debug, Clone)]
pub struct SetAccountSetting {
    /// Name, in any letter case.
    pub name: String,
    /// Value.
    pub value: String,
}

impl UseCase for SetAccountSetting {
    type Out = Setting;

    fn needs(&self) -> Need {
        Need::own(Action::ManageProfile)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Setting, Halt> {
        let name = known(&self.name)?;
        let (partner, before) = own::<Organization>(act.tx, permit.tenant()).await?;
        let mut sent = before.value.clone();
        match name {
            "preferredLanguage" => sent.language.clone_from(&self.value),
            "preferredCulture" => sent.culture.clone_from(&self.value),
            _ => return Err(Refusal::property("mfaRequired", "the programme sets it; it can be read only").into()),
        }
        // The profile names its own member, the caller knows `value` alone.
        let reason = |refusal: Refusal| match refusal.values.into_iter().find(|(name, _)| *name == "reason") {
            Some((_, reason)) => Refusal::property("value", reason),
            None => Refusal::property("value", refusal.code.key()),
        };
        let after = before.value.replaced(&sent, None, checks(act)).map_err(reason)?;
        if after == before.value {
            return Ok(read(name, &partner, &before));
        }
        let after = before.next(after);
        save(act, &partner.id, &before, &after, "update_partner_organization_profile").await?;
        Ok(read(name, &partner, &after))
    }
}
