//! Tasks that a move gives to people, and what they really do about them.

use super::How;
use crate::{
    core::Core,
    world::{
        mara,
        shops::{Elsewhere, happen},
    },
};
use nahtlos_engine::{
    Halt,
    agreements::{TEMPLATE, confirm::ConfirmAgreement},
    licenses::assign::AssignLicenses,
    moves::decide::ConfirmTask,
};
use nahtlos_model::{
    agreements::Confirmation,
    customers::Contact,
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
    if how == How::OnlySaid {
        core.know(tenant, |known| known.wish.drifted = true);
    } else {
        really(core, tenant, &of, &task).await?;
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

/// What the task asks for.
async fn really(core: &Core, tenant: usize, of: &Move, task: &Task) -> Result<(), Halt> {
    let customer = core.tenants[tenant].id.clone();
    let subscription = match task.values.get("subscription") {
        Some(Value::Text(id)) => of.in_tenant(id).to_ascii_lowercase(),
        _ => String::new(),
    };
    let what = match task.kind {
        TaskKind::TurnOffRenewal | TaskKind::CancelAtTermEnd => Elsewhere::Renewal { subscription, on: false },
        TaskKind::CancelOnDay | TaskKind::SuspendOnDay | TaskKind::CancelRenewed => Elsewhere::Cancel { subscription },
        TaskKind::SwapByHand => return swap(core, tenant, of, task).await,
        TaskKind::ConfirmAgreement => return agree(core, tenant).await,
        _ => return Ok(()),
    };
    happen(&core.store, &customer, what, core.now()).await?;
    Ok(())
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

/// The customer's administrator changes licences by the list of the task's step.
async fn swap(core: &Core, tenant: usize, of: &Move, task: &Task) -> Result<(), Halt> {
    let Some(plan) = core.plan(of).await? else { return Ok(()) };
    for change in changes(&plan, &task.step) {
        for user in &change.user_ids {
            let command = AssignLicenses {
                tenant_id: core.tenants[tenant].id.clone(),
                user: user.clone(),
                change: LicenseChange {
                    add: change
                        .add_licenses
                        .iter()
                        .map(|add| Add {
                            sku: add.sku_id,
                            disabled: add.disabled_plans.clone(),
                        })
                        .collect(),
                    remove: change.remove_licenses.clone(),
                },
            };
            match core.center.execute(&core.tenants[tenant].admin, command).await {
                Ok(_) => {}
                Err(Halt::Refused(refusal)) => core.tell(&format!("c{tenant}"), &format!("the list cannot be done for {user}: {refusal}")),
                Err(fault) => return Err(fault),
            }
        }
    }
    Ok(())
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
