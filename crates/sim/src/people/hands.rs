//! What people of the customer change by hand, without asking the move. It changes what must be: who gives something up does not need it any
//! more, and who takes seats of which no plan knew takes them from the plan.

use super::Act;
use crate::{
    checks::{covered, real::Real},
    core::Core,
    world::shops::{Elsewhere, happen},
};
use nahtlos_engine::{
    Halt,
    licenses::assign::AssignLicenses,
    users::{create::CreateUser, delete::DeleteUser},
};
use nahtlos_model::{
    directory::User,
    licenses::{Add, LicenseChange},
    subscriptions::Status,
    users::NewUser,
};

pub(super) async fn perform(core: &Core, tenant: usize, act: &Act) -> Result<String, Halt> {
    let real = Real::of(core, tenant).await?;
    if real.users.len() < 2 {
        return Ok("nobody is left to do anything".to_owned());
    }
    // Not the administrator.
    let place = core.draw(1, real.users.len() as i64 - 1) as usize;
    let user = real.users[place].clone();
    match act {
        Act::TakeLicense => take(core, tenant, &user).await,
        Act::GiveLicense => give(core, tenant, &real, &user).await,
        Act::Join => join(core, tenant, &real).await,
        Act::Leave => leave(core, tenant, &user).await,
        Act::BuyElsewhere => buy(core, tenant, &real).await,
        _ => turn(core, tenant, &real, matches!(act, Act::TurnRenewal { on: true })).await,
    }
}

async fn assign(core: &Core, tenant: usize, user: &User, change: LicenseChange) -> Result<User, Halt> {
    let command = AssignLicenses {
        tenant_id: core.tenants[tenant].id.clone(),
        user: user.id.clone(),
        change,
    };
    core.center.execute(&core.tenants[tenant].admin, command).await
}

async fn take(core: &Core, tenant: usize, user: &User) -> Result<String, Halt> {
    let Some(held) = user.licences.iter().find(|held| held.group.is_none()) else {
        return Ok("nothing is there to be taken".to_owned());
    };
    let change = LicenseChange {
        add: Vec::new(),
        remove: vec![held.sku],
    };
    let after = assign(core, tenant, user, change).await?;
    let has = covered(core, &after);
    core.know(tenant, |known| {
        if let Some(need) = known.wish.needs.get_mut(&after.id) {
            need.retain(|plan| has.contains(plan));
        }
        known.wish.drifted = true;
    });
    Ok(format!(
        "by hand: {} loses {}",
        after.user_principal_name,
        crate::world::catalogue::name(held.sku)
    ))
}

async fn give(core: &Core, tenant: usize, real: &Real, user: &User) -> Result<String, Halt> {
    let free = real
        .pools()
        .into_iter()
        .find(|(sku, pool)| pool.enabled > pool.held && user.licences.iter().all(|h| h.sku != *sku));
    let Some((sku, _)) = free else {
        return Ok("no seat is free to be given".to_owned());
    };
    let disabled = Vec::new();
    let change = LicenseChange {
        add: vec![Add { sku, disabled }],
        remove: Vec::new(),
    };
    let after = assign(core, tenant, user, change).await?;
    core.know(tenant, |known| {
        if known.wish.needs.contains_key(&after.id) {
            *known.wish.taken.entry(sku).or_default() += 1;
        }
        known.wish.off.remove(&after.id);
        known.wish.drifted = true;
    });
    Ok(format!(
        "by hand: {} gets {}",
        after.user_principal_name,
        crate::world::catalogue::name(sku)
    ))
}

async fn join(core: &Core, tenant: usize, real: &Real) -> Result<String, Halt> {
    let customer = &core.tenants[tenant];
    let name = format!("new{}@{}", core.draw(1000, 999_999), customer.domain);
    let user = NewUser {
        user_principal_name: name.clone(),
        display_name: "New".to_owned(),
        usage_location: Some("DE".to_owned()),
        ..NewUser::default()
    };
    let command = CreateUser {
        tenant_id: customer.id.clone(),
        user,
    };
    let user = core.center.execute(&customer.admin, command).await?;
    core.know(tenant, |known| known.wish.drifted = true);
    let told = give(core, tenant, real, &user).await?;
    Ok(format!("by hand: {name} joins; {told}"))
}

async fn leave(core: &Core, tenant: usize, user: &User) -> Result<String, Halt> {
    let command = DeleteUser {
        tenant_id: core.tenants[tenant].id.clone(),
        user: user.id.clone(),
    };
    core.center.execute(&core.tenants[tenant].admin, command).await?;
    core.know(tenant, |known| {
        known.wish.needs.remove(&user.id);
        known.wish.off.remove(&user.id);
        known.wish.drifted = true;
    });
    Ok(format!("by hand: {} leaves", user.user_principal_name))
}

async fn buy(core: &Core, tenant: usize, real: &Real) -> Result<String, Halt> {
    let elsewhere = |s: &&nahtlos_model::subscriptions::Subscription| s.partner_id.is_none() && s.status == Status::Active;
    let Some(like) = real.subscriptions.iter().find(elsewhere) else {
        return Ok("no other shop is there to buy in".to_owned());
    };
    let seats = core.draw(1, 3);
    let id = format!("f{:07x}-0000-4000-8000-{:012x}", tenant, core.draw(1, 0xffff_ffff));
    let what = Elsewhere::Buy {
        like: like.id.clone(),
        seats,
        id,
    };
    happen(&core.store, &core.tenants[tenant].id, what, core.now()).await?;
    core.know(tenant, |known| known.wish.drifted = true);
    Ok(format!(
        "{seats} seats of {} are bought elsewhere",
        crate::world::catalogue::name(like.licence)
    ))
}

async fn turn(core: &Core, tenant: usize, real: &Real, on: bool) -> Result<String, Halt> {
    let fits = |s: &&nahtlos_model::subscriptions::Subscription| s.partner_id.is_none() && s.status == Status::Active && s.auto_renew != on;
    let Some(found) = real.subscriptions.iter().find(fits) else {
        return Ok("no renewal is there to be turned".to_owned());
    };
    let what = Elsewhere::Renewal {
        subscription: found.id.clone(),
        on,
    };
    happen(&core.store, &core.tenants[tenant].id, what, core.now()).await?;
    core.know(tenant, |known| known.wish.drifted = true);
    Ok(format!("the renewal of {} is turned {}", found.id, if on { "on" } else { "off" }))
}
