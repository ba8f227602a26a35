//! What people decide: the partner's admin agent about the move, the customer's administrator and the other partner about what they are asked.

use super::Act;
use crate::{
    core::Core,
    world::{mara, otto},
};
use nahtlos_engine::{
    Halt,
    delegations::{DecideDelegation, Decision},
    invitations::{Acceptance, DecideInvitation},
    moves::{
        decide::{AbandonMove, ApproveMove, HaltMove, ResumeMove},
        plan::Needs,
    },
    transfers::{Answer, AnswerTransfer},
};
use nahtlos_model::{
    customers::Contact,
    money::Amount,
    moves::state::State,
    refusals::{Code, Refusal},
    subscriptions::Status,
    transfers::Chosen,
};

/// The admin agent.
pub(super) async fn perform(core: &Core, tenant: usize, act: &Act) -> Result<String, Halt> {
    let id = core.know(tenant, |known| known.move_id.clone());
    let (center, mara) = (&core.center, mara());
    let note = "simulated".to_owned();
    Ok(match act {
        Act::Approve => {
            let of = core.of(tenant).await?;
            let plan = of.and_then(|of| if of.state == State::Halted { of.proposal } else { of.plan });
            // Some give room for later plans, some want to be asked each time.
            let room = core.maybe(500);
            let approve = ApproveMove {
                id,
                digest: plan.map(|plan| plan.digest).unwrap_or_default(),
                more: Amount {
                    minor: if room { core.draw(0, 3_000) } else { 0 },
                    digits: 0,
                },
                later_days: if room { core.draw(0, 60) } else { 0 },
                users: if room { core.draw(0, 20) } else { 0 },
            };
            center.execute(&mara, approve).await?;
            format!("mara says yes to the plan{}", if room { ", with room for others" } else { "" })
        }
        Act::Resume => {
            center.execute(&mara, ResumeMove { id }).await?;
            "mara lets it go on".to_owned()
        }
        Act::Replan => {
            let needs = if core.maybe(500) { Needs::Present } else { Needs::Beginning };
            center.plan_move_for(&mara, &id, None, needs).await?;
            core.know(tenant, |known| known.wish.drifted = true);
            "mara has another plan made".to_owned()
        }
        Act::Abandon => {
            center.execute(&mara, AbandonMove { id, note }).await?;
            "mara gives it up".to_owned()
        }
        _ => {
            center.execute(&mara, HaltMove { id, note }).await?;
            "mara stops it".to_owned()
        }
    })
}

/// Whoever is asked.
pub(super) async fn answer(core: &Core, tenant: usize, act: &Act) -> Result<String, Halt> {
    let (center, customer) = (&core.center, &core.tenants[tenant]);
    let word = |yes: bool| if yes { "yes" } else { "no" };
    Ok(match act {
        Act::Invitation { token, yes } => {
            let contact = Contact {
                first_name: "Kim".to_owned(),
                last_name: "Kunde".to_owned(),
                email: format!("kim@{}", customer.domain),
                ..Contact::default()
            };
            let acceptance = yes.then_some(Acceptance {
                agreement_accepted: true,
                contact,
            });
            let token = token.clone();
            center.execute(&customer.admin, DecideInvitation { token, acceptance }).await?;
            format!("the customer says {} to the relationship", word(*yes))
        }
        Act::Rights { id, yes } => {
            let decision = if *yes { Decision::Approve } else { Decision::Decline };
            center
                .execute(&customer.admin, DecideDelegation { id: id.clone(), decision })
                .await?;
            format!("the customer says {} to rights", word(*yes))
        }
        Act::EndRights => {
            let of = core.of(tenant).await?;
            let id = of.and_then(|of| of.ids.get("delegation").cloned());
            let id = id.ok_or_else(|| Refusal::new(Code::NotFound).with("id", "delegation"))?;
            let decision = Decision::Terminate;
            center.execute(&customer.admin, DecideDelegation { id, decision }).await?;
            core.know(tenant, |known| known.wish.drifted = true);
            "the customer ends the rights".to_owned()
        }
        Act::Transfer { id, yes } => transfer(core, tenant, id, *yes).await?,
        _ => String::new(),
    })
}

/// The other partner gives all that the customer has with it, or nothing.
async fn transfer(core: &Core, tenant: usize, id: &str, yes: bool) -> Result<String, Halt> {
    let customer = &core.tenants[tenant];
    let answer = if yes {
        let mut tx = core.store.reader().await?;
        let all = nahtlos_store::subscriptions::list(&mut tx, &customer.id).await?;
        let theirs = all
            .iter()
            .filter(|s| s.partner_id.as_deref() == Some(crate::world::OTHER) && s.status == Status::Active);
        Answer::Accept(
            theirs
                .map(|s| Chosen {
                    subscription_id: s.id.clone(),
                    product_type: None,
                    quantity: None,
                })
                .collect(),
        )
    } else {
        core.know(tenant, |known| known.wish.drifted = true);
        Answer::Reject { reason: None }
    };
    let command = AnswerTransfer {
        customer_id: customer.id.clone(),
        id: id.to_owned(),
        answer,
    };
    core.center.execute(&otto(), command).await?;
    Ok(format!("the other partner says {} to the transfer", if yes { "yes" } else { "no" }))
}
