//! The customer's side: moves that were offered to the caller's organisation, and its answer.

use super::view::approval;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    moves::offered::{AnswerOffer, Offered},
};
use nahtlos_model::{permissions::Action, refusals::Refusal};
use nahtlos_wire::{Collection, moves as wire};

fn need() -> Need {
    Need::own(Action::DecideRelationships)
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let all = ask.read(need()).await?.moves_offered().await?;
    Ok(Answer::ok(&Collection::of(all.iter().map(offer).collect())))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(need()).await?.move_offered(&ask.id(0)).await?;
    Ok(Answer::ok(&offer(&found)))
}

pub(crate) async fn plan(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(need()).await?.move_offered(&ask.id(0)).await?;
    Ok(Answer::ok(&serde_json::json!(found.plan)))
}

/// Answered with how it stands afterwards; so a request that comes again is refused by the state.
pub(crate) async fn approve(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MoveOfferYes = ask.read_body()?;
    let digest = sent
        .digest
        .ok_or_else(|| Refusal::property("digest", "is missing; it says which plan the yes is to"))?;
    let command = AnswerOffer {
        id: ask.id(0),
        digest: Some(digest),
        note: String::new(),
    };
    ask.execute(command).await?;
    get(ask).await
}

pub(crate) async fn decline(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MoveNote = ask.read_body()?;
    let command = AnswerOffer {
        id: ask.id(0),
        digest: None,
        note: sent.note.unwrap_or_default(),
    };
    ask.write(command, |_| Answer::nothing()).await
}

fn offer(found: &Offered) -> wire::MoveOffer {
    let Offered { of, partner, plan, estate } = found;
    let changed: std::collections::BTreeSet<&str> = plan
        .license_changes
        .iter()
        .flat_map(|change| &change.user_ids)
        .map(String::as_str)
        .collect();
    let purchases = plan.purchases.iter().map(|purchase| wire::MoveOfferPurchase {
        offer_id: Some(purchase.offer_id.to_string()),
        sku_id: Some(purchase.sku_id.to_string()),
        seats: Some(i64::from(purchase.seats)),
        term_duration: Some(purchase.term_duration.to_string()),
        start: Some(purchase.start),
        end: Some(purchase.end),
        charge: Some(purchase.charge_in_horizon.to_string()),
    });
    let ends = plan.originals.iter().filter_map(|end| {
        let original = estate.subscriptions.iter().find(|s| s.id == end.subscription_id)?;
        Some(wire::MoveOfferEnd {
            subscription_id: Some(original.id.clone()),
            sku_id: Some(original.sku_id.to_string()),
            seats: Some(i64::from(original.quantity)),
            end: original.end,
            action: Some(end.action.to_string()),
        })
    });
    wire::MoveOffer {
        id: Some(of.id.clone()),
        partner_id: Some(of.partner_id.clone()),
        partner_name: Some(partner.clone()),
        state: Some(super::view::state(of.state)),
        offered_time: of.offered,
        digest: of.plan.as_ref().map(|plan| plan.digest.clone()),
        total: Some(plan.cost.total.to_string()),
        currency: Some(plan.cost.currency.to_string()),
        begins: plan.steps.iter().map(|step| step.due).min(),
        ends: plan.steps.iter().map(|step| step.due).max(),
        users_changed: i64::try_from(changed.len()).ok(),
        users_total: i64::try_from(estate.users.len()).ok(),
        purchases: Some(purchases.collect()),
        originals: Some(ends.collect()),
        losses: Some(plan.policy.accept_loss.iter().map(ToString::to_string).collect()),
        approval: of.approval.as_ref().map(|yes| approval(yes, of.plan.as_ref())),
        steps_done: Some(of.steps.iter().filter(|run| run.is_over()).count() as i64),
        steps_total: Some(of.steps.len() as i64),
    }
}
