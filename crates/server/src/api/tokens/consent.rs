//! An application of another tenant asks for people of this one: their administrator says yes or no, once for everybody.

use super::{
    authorize::Asked,
    fault::{Kind, Stop},
    page::{Shown, Step},
};
use crate::{
    api::{answer::Answer, ask::Ask},
    identity::{GRAPH_AUDIENCE, PARTNER_AUDIENCE},
};
use nahtlos_engine::{
    call::{Actor, Call},
    identity::{
        Consent, ConsentGrant, Grant, Person,
        principals::{GRAPH, OLD_GRAPH, PARTNER_CENTER},
    },
};
use nahtlos_model::permissions::Role;

/// Asks an administrator; others are told to ask theirs.
pub(crate) async fn ask_for(ask: &Ask, asked: &Asked, person: &Person, grant: Grant) -> Result<Answer, Stop> {
    if !person.roles.contains(&Role::GlobalAdmin) {
        return Err(Kind::AdminConsentNeeded.with("client", &asked.application.name).into());
    }
    let engine = &ask.center.engine;
    let tenant = engine.tenant(&person.user.tenant_id).await?.map(|t| t.name).unwrap_or_default();
    let mark = engine.grant_step(grant).await?;
    let shown = Shown {
        application: &asked.application.name,
        redirect_uri: &asked.redirect_uri,
        problem: None,
        step: Step::Consent {
            mark: &mark,
            tenant: &tenant,
            scope: &asked.wanted.written(),
        },
    };
    Ok(shown.answer(ask, 200)?)
}

/// The administrator decided.
pub(crate) async fn decided(ask: &Ask, asked: &Asked, step: &str, yes: bool) -> Result<Answer, Stop> {
    let engine = &ask.center.engine;
    let grant = engine.take_step(step).await?.filter(|g| g.application == asked.application.id);
    let grant = grant.ok_or(Kind::PageExpired)?;
    if !yes {
        return asked.decline(ask, &Kind::Declined.into());
    }
    let person = engine.person(&grant.home, &grant.user).await?.filter(|p| grant.still_speaks_for(p));
    let person = person.ok_or(Kind::UserGone)?;
    let call = Call {
        actor: Actor {
            tenant_id: grant.home.clone(),
            directory_id: grant.home.clone(),
            user: Some(person.acting()),
            application: asked.application.id.clone(),
            roles: person.roles.clone(),
            mfa: grant.mfa,
        }
        .into(),
        key: None,
        faults: None,
        ..ask.call.clone()
    };
    let resource = match asked.wanted.audience {
        GRAPH_AUDIENCE => GRAPH,
        PARTNER_AUDIENCE => PARTNER_CENTER,
        _ => OLD_GRAPH,
    };
    let consent = Consent {
        application_id: asked.application.id.clone(),
        display_name: asked.application.name.clone(),
        application_grants: vec![ConsentGrant {
            enterprise_application_id: resource.to_owned(),
            scope: asked.wanted.granted().replace(' ', ","),
        }],
    };
    engine.give_consent(&call, consent).await?;
    asked.proceed(ask, &person).await
}
