//! Tasks that a move gives to people, and what they really do about them.

use super::How;
use crate::{
    checks::real::Real,
    core::Core,
    world::{
        Rights, mara,
        shops::{Elsewhere, happen},
    },
};
use nahtlos_engine::{
    Halt,
    agreements::{TEMPLATE, confirm::ConfirmAgreement},
    licenses::{assign::AssignLicenses, groups::AssignGroupLicenses},
    moves::decide::ConfirmTask,
};
use nahtlos_model::{
    agreements::Confirmation,
    customers::Contact,
    ids::SkuId,
    licenses::{Add, LicenseChange},
    moves::{
        Move,
        tasks::{Task, TaskKind},
    },
    notice::Value,
    plan::Plan,
};

pub(super) async fn perform(core: &Core, tenant: usize, id: &str, how: How) -> Result<String, Halt> {
    let Some(of) = core.of(tenant).await? else {
        return Ok(String::new());
    };
    let Some(task) = of.tasks.iter().find(|task| task.id == id && task.is_open()).cloned() else {
        return Ok(format!("task {id} is not there any more"));
    };
    let unseen = task.kind == TaskKind::SwapByHand && core.tenants[tenant].rights == Rights::ByHand;
    core.know(tenant, |known| known.wish.lied |= unseen && how != How::Well);
    if how == How::OnlySaid {
        core.know(tenant, |known| known.wish.drifted = true);
    } else if !really(core, tenant, &of, &task).await? {
        return Ok(format!("task {id} {} could not be done, and nobody says that it was", task.kind));
    }
    if how != How::OnlyDone {
        let confirm = ConfirmTask {
            id: of.id.clone(),
            task: task.id.clone(),
            note: "simulated".to_owned(),
            attachment: String::new(),
        };
        core.center.execute(&mara(), confirm).await?;
    }
    let word = match how {
        How::Well => "is done",
        How::OnlySaid => "is said to be done, and is not",
        How::OnlyDone => "is done, and nobody says so",
    };
    Ok(format!("task {id} {} {word}", task.kind))
}

/// What the task asks for; whether it could be done.
async fn really(core: &Core, tenant: usize, of: &Move, task: &Task) -> Result<bool, Halt> {
    let customer = core.tenants[tenant].id.clone();
    let subscription = match task.values.get("subscription") {
        Some(Value::Text(id)) => of.in_tenant(id).to_ascii_lowercase(),
        _ => String::new(),
    };
    let what = match task.kind {
        TaskKind::TurnOffRenewal | TaskKind::CancelAtTermEnd => Elsewhere::Renewal { subscription, on: false },
        TaskKind::CancelOnDay | TaskKind::SuspendOnDay | TaskKind::CancelRenewed => Elsewhere::Cancel { subscription },
        TaskKind::SwapByHand => return swap(core, tenant, of, task).await,
        TaskKind::ConfirmAgreement => return agree(core, tenant).await.map(|()| true),
        _ => return Ok(true),
    };
    happen(&core.store, &customer, what, core.now()).await?;
    Ok(true)
}

/// The partner confirms what the customer agreed to.
async fn agree(core: &Core, tenant: usize) -> Result<(), Halt> {
    let customer = &core.tenants[tenant];
    let confirmation = Confirmation {
        template_id: TEMPLATE.to_owned(),
        kind: None,
        agreed: core.now(),
        contact: Contact {
            first_name: "Kim".to_owned(),
            last_name: "Kunde".to_owned(),
            email: format!("kim@{}", customer.domain),
            ..Contact::default()
        },
    };
    let command = ConfirmAgreement {
        customer_id: customer.id.clone(),
        confirmation,
    };
    core.center.execute(&mara(), command).await.map(|_| ())
}

/// The customer's administrator changes licences with the script of the task's step: whole groups as groups, who has found no seat again
/// after the others, and nothing is taken that is not held. Whether all of it could be done.
async fn swap(core: &Core, tenant: usize, of: &Move, task: &Task) -> Result<bool, Halt> {
    let Some(plan) = core.plan(of).await? else { return Ok(true) };
    let mut left: Vec<(&nahtlos_model::plan::LicenseChange, Option<&String>)> = Vec::new();
    for change in changes(&plan, &task.step) {
        match change.group_id {
            Some(_) => left.push((change, None)),
            None => left.extend(change.user_ids.iter().map(|user| (change, Some(user)))),
        }
    }
    for _ in 0..3 {
        let mut next = Vec::new();
        for (change, user) in left {
            if let Some(refusal) = one(core, tenant, change, user).await? {
                let whom = user.map_or("a group", String::as_str);
                core.tell(&format!("c{tenant}"), &format!("the list cannot be done for {whom}: {refusal}"));
                next.push((change, user));
            }
        }
        left = next;
    }
    Ok(left.is_empty())
}

/// A line of the list; why it cannot be done.
async fn one(
    core: &Core,
    tenant: usize,
    change: &nahtlos_model::plan::LicenseChange,
    user: Option<&String>,
) -> Result<Option<nahtlos_model::refusals::Refusal>, Halt> {
    let customer = &core.tenants[tenant];
    let add = change.add_licenses.iter().map(|add| Add {
        sku: add.sku_id,
        disabled: add.disabled_plans.clone(),
    });
    let add: Vec<Add> = add.collect();
    let done = match (user, &change.group_id) {
        (Some(user), _) => {
            let real = Real::of(core, tenant).await?;
            let held = real.users.iter().find(|one| one.id == *user);
            let held = |sku: &SkuId| held.is_some_and(|one| one.licences.iter().any(|licence| licence.sku == *sku));
            let remove = change.remove_licenses.iter().copied().filter(held).collect();
            let assign = AssignLicenses {
                tenant_id: customer.id.clone(),
                user: user.clone(),
                change: LicenseChange { add, remove },
            };
            core.center.execute(&customer.admin, assign).await.map(drop)
        }
        (None, Some(group)) => {
            let assign = AssignGroupLicenses {
                tenant_id: customer.id.clone(),
                group_id: group.clone(),
                change: LicenseChange {
                    add,
                    remove: change.remove_licenses.clone(),
                },
            };
            core.center.execute(&customer.admin, assign).await.map(drop)
        }
        (None, None) => Ok(()),
    };
    match done {
        Ok(()) => Ok(None),
        Err(Halt::Refused(refusal)) => Ok(Some(refusal)),
        Err(fault) => Err(fault),
    }
}

fn changes<'p>(plan: &'p Plan, step: &str) -> Vec<&'p nahtlos_model::plan::LicenseChange> {
    let named = plan
        .steps
        .iter()
        .find(|one| one.id == step)
        .and_then(|step| step.details.get("changes"));
    let Some(Value::Text(text)) = named else { return Vec::new() };
    text.split(", ")
        .filter_map(|n| plan.license_changes.get(n.parse::<usize>().ok()?))
        .collect()
}
