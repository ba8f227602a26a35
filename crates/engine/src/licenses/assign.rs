//! Assigns and removes a user's direct licences in one step.

use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    directory::{Holding, User},
    ids::SkuId,
    licenses::{LicenseChange, assign, complaint, inherit},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{directory, licenses};

/// A change of a user's direct licences.
#[derive(Debug, Clone)]
pub struct AssignLicenses {
    /// Tenant.
    pub tenant_id: String,
    /// User id or sign-in name.
    pub user: String,
    /// What to add and remove.
    pub change: LicenseChange,
}

impl UseCase for AssignLicenses {
    type Out = User;

    fn needs(&self) -> Need {
        Need::directory(Action::AssignLicenses, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<User, Halt> {
        let before = find_user(act, &self.tenant_id, &self.user).await?;
        let pools = licenses::pools(act.tx, &self.tenant_id).await?;
        let after = assign(&before, &self.change, &pools, &act.assortment, act.now)?;
        settle(act, &before, &after).await?;
        Ok(after)
    }
}

/// Works a user's group licences out anew, and says what keeps one from working, if anything does. What could be given is given all
/// the same.
#[derive(Debug, Clone)]
pub struct Reprocess {
    /// Tenant.
    pub tenant_id: String,
    /// User id or sign-in name.
    pub user: String,
}

impl UseCase for Reprocess {
    type Out = (User, Option<Refusal>);

    fn needs(&self) -> Need {
        Need::directory(Action::AssignLicenses, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Self::Out, Halt> {
        let before = find_user(act, &self.tenant_id, &self.user).await?;
        let after = inherit_anew(act, &before).await?;
        let complaint = complaint(&after, &act.assortment);
        Ok((after, complaint))
    }
}

/// A user who is not deleted, by id or sign-in name.
pub(crate) async fn find_user(act: &mut Act<'_>, tenant: &str, user: &str) -> Result<User, Halt> {
    let found = match user.contains('@') {
        true => directory::user_by_name(act.tx, tenant, user).await?,
        false => directory::user(act.tx, tenant, &user.to_ascii_lowercase()).await?,
    };
    Ok(found
        .filter(|u| u.deleted.is_none())
        .ok_or_else(|| Refusal::new(Code::UserUnknown).with("id", user))?)
}

/// Works out what a user's groups give, and saves it.
pub(crate) async fn inherit_anew(act: &mut Act<'_>, before: &User) -> Result<User, Halt> {
    // A deleted user stays a member, and gets what the groups give when restored.
    if before.deleted.is_some() {
        return Ok(before.clone());
    }
    let groups = directory::groups_of(act.tx, &before.tenant_id, &before.id).await?;
    let wanted: Vec<_> = groups
        .iter()
        .flat_map(|g| g.licences.iter().map(|l| (g.id.clone(), l.sku, l.disabled.clone())))
        .collect();
    let had: Vec<&Holding> = before.licences.iter().filter(|h| h.group.is_some()).collect();
    if wanted.is_empty() && had.is_empty() {
        return Ok(before.clone());
    }
    let mut pools = licenses::pools(act.tx, &before.tenant_id).await?;
    let after = inherit(before, &wanted, &mut pools, &act.assortment, act.now);
    if after != *before {
        settle(act, before, &after).await?;
    }
    Ok(after)
}

/// Saves a user whose licences changed: gives seats back, takes seats, records. Where another was quicker for the last seat, the
/// whole is refused.
pub(crate) async fn settle(act: &mut Act<'_>, before: &User, after: &User) -> Result<(), Halt> {
    let (had, has) = (before.seats(), after.seats());
    let tenant = &after.tenant_id;
    for sku in had.iter().filter(|sku| !has.contains(sku)) {
        licenses::give_back(act.tx, tenant, *sku, &after.id).await?;
    }
    for sku in has.iter().filter(|sku| !had.contains(sku)) {
        if !licenses::take(act.tx, tenant, *sku, &after.id).await? {
            return Err(short(act, *sku).into());
        }
    }
    directory::update_user(act.tx, before, after).await?;
    let partner = if act.call.actor.tenant_id == *tenant {
        String::new()
    } else {
        act.call.actor.tenant_id.clone()
    };
    act.changed(Changed {
        scope: tenant,
        partner: &partner,
        resource: "license",
        id: &after.id,
        operation: "update_customer_user_licenses",
        before: Some(&before.licences),
        after: Some(&after.licences),
    })
}

fn short(act: &Act<'_>, sku: SkuId) -> Refusal {
    Refusal::new(Code::LicenseCount)
        .with("license", act.assortment.licence_name(sku))
        .with("id", sku)
        .at("addLicenses")
}
