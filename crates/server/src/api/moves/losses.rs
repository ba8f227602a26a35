//! Services that users of a move would lose: those that may be lost, and those without which there is no plan.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_model::{
    case::Case,
    estate::User,
    ids::{ServicePlanId, SkuId},
    plan::{Plan, Refusal as NoPlan},
    refusals::Refusal,
};
use nahtlos_report::{Reader, Texts};
use nahtlos_wire::moves as wire;
use serde_json::json;
use std::collections::BTreeMap;

/// Users who are named with a loss.
const NAMED: usize = 20;

/// Whether there is a plan with the losses that are accepted, or with others that are tried.
pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let accept = ask.query.get("accept").map(read).transpose()?;
    let (case, found) = ask.center.engine.with_losses(&ask.call, &ask.id(0), accept).await?;
    Ok(Answer::ok(&losses(ask.center.texts.of(&ask.call.locale), &case, &found)))
}

/// Ids of services, with commas between them, or that nothing may be lost.
fn read(sent: &str) -> Result<Vec<ServicePlanId>, Refusal> {
    if sent == wire::NO_LOSS {
        return Ok(Vec::new());
    }
    let ids = sent.split(',').map(str::trim).filter(|id| !id.is_empty());
    ids.map(|id| {
        id.parse()
            .map_err(|_| Refusal::property("accept", "these are ids of services (GUIDs) with commas between them, or none"))
    })
    .collect()
}

/// Who would lose a service, and what comes nearest.
#[derive(Default)]
struct Loss<'a> {
    users: Vec<&'a str>,
    instead: Vec<SkuId>,
}

fn losses(texts: &Texts, case: &Case, found: &Result<Plan, NoPlan>) -> wire::MoveLosses {
    let reader = Reader::of_case(texts, case);
    let accepted = &case.policy.accept_loss;
    let mut all: BTreeMap<ServicePlanId, Loss<'_>> = accepted.iter().map(|service| (*service, holders(case, *service))).collect();
    if let Err(none) = found {
        for kind in &none.uncovered {
            let Some(nearest) = kind.nearest.first() else { continue };
            for service in nearest.loses.iter().filter(|service| !accepted.contains(service)) {
                let loss = all.entry(*service).or_default();
                loss.users.extend(kind.user_ids.iter().map(String::as_str));
                loss.instead.extend(
                    nearest
                        .skus
                        .iter()
                        .filter(|sku| !loss.instead.contains(sku))
                        .copied()
                        .collect::<Vec<_>>(),
                );
            }
        }
    }
    let told = |(service, loss): (ServicePlanId, Loss<'_>)| wire::MoveLoss {
        service_plan_id: Some(service.to_string()),
        name: Some(reader.plan(service)),
        accepted: Some(accepted.contains(&service)),
        user_count: i64::try_from(loss.users.len()).ok(),
        users: Some(loss.users.iter().take(NAMED).map(|id| reader.user(id)).collect()),
        instead: Some(loss.instead.iter().map(|sku| reader.sku(*sku)).collect()),
    };
    let reasons = found.as_ref().err().map(|none| none.reasons.iter());
    wire::MoveLosses {
        planned: Some(found.is_ok()),
        reasons: reasons.map(|reasons| reasons.map(|reason| reader.notice(reason)).collect()),
        losses: Some(all.into_iter().map(told).collect()),
        policy: Some(json!(case.policy)),
    }
}

/// Everybody who has a service.
fn holders(case: &Case, service: ServicePlanId) -> Loss<'_> {
    let has = |user: &&User| {
        user.licenses.iter().any(|license| {
            let inside = case.catalogue.products.get(&license.sku_id);
            inside.is_some_and(|product| product.plans.contains(&service)) && !license.disabled_plans.contains(&service)
        })
    };
    Loss {
        users: case.estate.users.iter().filter(has).map(|user| user.id.as_str()).collect(),
        instead: Vec::new(),
    }
}
