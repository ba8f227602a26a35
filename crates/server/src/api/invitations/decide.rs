//! The customer's administrator accepts or declines, with a token of the customer's own tenant.

use super::view;
use crate::{
    api::{answer::Answer, ask::Ask, problem::Problem},
    center::Center,
};
use nahtlos_engine::invitations::{Acceptance, DecideInvitation};
use nahtlos_model::{customers::Contact, refusals::Code};
use nahtlos_wire::{customers, invitations as wire};

pub(crate) async fn accept(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Acceptance = ask.read_body()?;
    let acceptance = Acceptance {
        agreement_accepted: sent.agreement_accepted == Some(true),
        contact: contact(sent.primary_contact.unwrap_or_default()),
    };
    decide(ask, Some(acceptance)).await
}

pub(crate) async fn decline(ask: Ask) -> Result<Answer, Problem> {
    decide(ask, None).await
}

async fn decide(ask: Ask, acceptance: Option<Acceptance>) -> Result<Answer, Problem> {
    let command = DecideInvitation {
        token: ask.param(0).to_owned(),
        acceptance,
    };
    let (view, seen) = (ask.view(), ask.clone());
    let answer = ask.write(command, move |asked| {
        let language = view::language(&seen, &asked.invitation.language);
        Answer::ok(&view.by_link(asked, language))
    });
    match answer.await {
        Ok(answer) => Ok(answer),
        Err(problem) => Err(explained(&ask.center, &ask.call.actor.tenant_id, problem).await?),
    }
}

/// Who is not even a customer came with the wrong account: which right its roles lack is beside the point.
pub(super) async fn explained(center: &Center, tenant: &str, problem: Problem) -> Result<Problem, Problem> {
    match problem {
        Problem::Refused(refusal) if refusal.code == Code::RoleLacksRight && !center.engine.is_customer(tenant).await? => {
            Ok(Code::OtherTenant.into())
        }
        other => Ok(other),
    }
}

fn contact(sent: customers::Contact) -> Contact {
    let text = |value: Option<String>| value.map(|v| v.trim().to_owned()).unwrap_or_default();
    Contact {
        first_name: text(sent.first_name),
        last_name: text(sent.last_name),
        email: text(sent.email),
        phone: Some(text(sent.phone_number)).filter(|p| !p.is_empty()),
    }
}
