//! Moves holders from one licence to another, where an offer takes another's place. The seats of the licence that comes must be in the
//! tenant's pool already, and those of the one that goes still there: both in the transaction of the caller.
//!
//! Called by what changes a subscription's licence; never by a client. Who cannot have the other licence keeps what was, and loses it
//! with the last seat.

use super::{assign::settle, groups::process_members};
use crate::{
    act::{Act, Changed},
    halt::Halt,
    users::delete::partner_of,
};
use nahtlos_model::{
    directory::User,
    licenses::{Replacement, complaint},
    refusals::{Code, Refusal},
};
use nahtlos_store::{directory, licenses};

/// Users of one page.
const PAGE: i64 = 500;

/// A user whose licence could not be moved, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMoved {
    /// The user.
    pub user: User,
    /// Why.
    pub refusal: Refusal,
}

/// Whose licences are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holders {
    /// Everybody's, groups too.
    All,
    /// So many users' who hold it directly, in the order of their ids.
    Direct(i64),
}

/// Moves holders. Answers with those who could not be moved.
pub(crate) async fn transfer(act: &mut Act<'_>, tenant: &str, what: Replacement, whose: Holders) -> Result<Vec<NotMoved>, Halt> {
    if what.from == what.to {
        return Ok(Vec::new());
    }
    let mut failed = Vec::new();
    let mut left = match whose {
        Holders::All => i64::MAX,
        Holders::Direct(seats) => seats,
    };
    let mut after = String::new();
    while left > 0 {
        let page = licenses::holder_users(act.tx, tenant, what.from, &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        last.id.clone_into(&mut after);
        for user in page {
            if left == 0 {
                break;
            }
            match of_user(act, &user, what).await? {
                Some(Ok(())) => left -= 1,
                Some(Err(refusal)) => failed.push(NotMoved { user, refusal }),
                None => {}
            }
        }
    }
    if whose == Holders::All {
        of_groups(act, tenant, what, &mut failed).await?;
    }
    Ok(failed)
}

/// One user's direct licence; `None`: it comes through groups only.
async fn of_user(act: &mut Act<'_>, user: &User, what: Replacement) -> Result<Option<Result<(), Refusal>>, Halt> {
    let after = match what.of_user(user, &act.assortment, act.now) {
        Ok(Some(after)) => after,
        Ok(None) => return Ok(None),
        Err(refusal) => return Ok(Some(Err(refusal))),
    };
    let had = user.seats().contains(&what.to);
    if !had && !licenses::take(act.tx, &user.tenant_id, what.to, &user.id).await? {
        let name = act.assortment.licence_name(what.to);
        let refusal = Refusal::new(Code::LicenseCount).with("license", name).with("id", what.to);
        return Ok(Some(Err(refusal)));
    }
    settle(act, user, &after).await?;
    Ok(Some(Ok(())))
}

/// Groups that give the licence give the other one, and their members get it.
async fn of_groups(act: &mut Act<'_>, tenant: &str, what: Replacement, failed: &mut Vec<NotMoved>) -> Result<(), Halt> {
    let mut after = String::new();
    loop {
        let page = directory::groups(act.tx, tenant, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        last.id.clone_into(&mut after);
        for before in &page {
            let Some(group) = what.of_group(before, &act.assortment) else {
                continue;
            };
            directory::update_group(act.tx, before, &group).await?;
            let partner = partner_of(act, tenant);
            act.changed(Changed {
                scope: tenant,
                partner: &partner,
                resource: "group",
                id: &group.id,
                operation: "update_group_licenses",
                before: Some(&before.licences),
                after: Some(&group.licences),
            })?;
            process_members(act, &group).await?;
            complaints(act, &group, what, failed).await?;
        }
    }
}

/// Members for whom the licence that came does not work.
async fn complaints(
    act: &mut Act<'_>,
    group: &nahtlos_model::directory::Group,
    what: Replacement,
    failed: &mut Vec<NotMoved>,
) -> Result<(), Halt> {
    let mut after = String::new();
    loop {
        let page = directory::members_at_fault(act.tx, &group.tenant_id, &group.id, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        last.id.clone_into(&mut after);
        for user in page {
            let of_this = |h: &&nahtlos_model::directory::Holding| h.sku == what.to && h.group.as_ref() == Some(&group.id);
            let faulty = user
                .licences
                .iter()
                .find(of_this)
                .is_some_and(|h| h.fault != nahtlos_model::directory::LicenseFault::None);
            if let Some(refusal) = complaint(&user, &act.assortment).filter(|_| faulty) {
                failed.push(NotMoved { user, refusal });
            }
        }
    }
}
