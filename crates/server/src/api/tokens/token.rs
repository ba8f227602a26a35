//! `POST /{tenant}/oauth2/token` and `POST /{tenant}/oauth2/v2.0/token`: tokens for a secret, a code, or a refresh token.

use super::{
    client,
    fault::{Fault, Kind, Stop},
    form::{Credentials, Form},
    issue::{self, Signed, Version},
    tenant::{self, Which},
    wanted::Wanted,
};
use crate::{
    api::{answer::Answer, ask::Ask, problem::Problem},
    identity::PARTNER_AUDIENCE,
};
use nahtlos_engine::identity::{Grant, NotTaken, Person, Redemption};
use nahtlos_model::partners::Application;

pub(crate) async fn v1(ask: Ask) -> Result<Answer, Problem> {
    token(ask, Version::One).await
}

pub(crate) async fn v2(ask: Ask) -> Result<Answer, Problem> {
    token(ask, Version::Two).await
}

async fn token(ask: Ask, version: Version) -> Result<Answer, Problem> {
    match grant(&ask, version).await {
        Ok(answer) => Ok(answer),
        Err(stop) => stop.settle(&ask),
    }
}

async fn grant(ask: &Ask, version: Version) -> Result<Answer, Stop> {
    let form = Form::of(ask)?;
    let credentials = Credentials::of(ask, &form)?;
    let kind = form.must("grant_type")?;
    let which = tenant::named(ask, ask.param(0)).await?;
    let wanted = Wanted::of(&form, &tenant::own_addresses(ask))?;
    match kind {
        "client_credentials" => alone(ask, version, &credentials, which, wanted).await,
        "authorization_code" => code(ask, version, &form, &credentials, which, wanted).await,
        "refresh_token" => refresh(ask, version, &form, &credentials, which, wanted).await,
        other => Err(Kind::GrantType.with("grant", other).into()),
    }
}

/// An application alone.
async fn alone(ask: &Ask, version: Version, credentials: &Credentials, which: Which, wanted: Option<Wanted>) -> Result<Answer, Stop> {
    let name = if version == Version::One { "resource" } else { "scope" };
    let wanted = wanted.ok_or_else(|| Kind::Missing.with("name", name))?;
    if !wanted.is_default() {
        return Err(Kind::DefaultScopeNeeded.with("scope", wanted.kept()).into());
    }
    let application = client::authenticate(ask, credentials).await?;
    if application.public {
        return Err(Kind::PublicAlone.into());
    }
    let Which::Named(tenant) = which else {
        return Err(Kind::TenantNeeded.into());
    };
    if !ask.center.engine.application_reaches(&application, &tenant.id).await? {
        let fault = Kind::NotInTenant.with("client", &application.id).with("tenant", &tenant.id);
        return Err(fault.into());
    }
    at_home_only(&wanted, &application.tenant_id, &tenant.id)?;
    issue::tokens(ask, version, &application, &tenant.id, &wanted, None)
}

/// The Partner Center API is asked in the partner's own tenant; customers' tenants have directories only.
fn at_home_only(wanted: &Wanted, home: &str, tenant: &str) -> Result<(), Fault> {
    if wanted.audience == PARTNER_AUDIENCE && home != tenant {
        return Err(Kind::ResourceElsewhere.with("resource", &wanted.resource).with("tenant", tenant));
    }
    Ok(())
}

/// Somebody's code.
async fn code(
    ask: &Ask,
    version: Version,
    form: &Form,
    credentials: &Credentials,
    which: Which,
    wanted: Option<Wanted>,
) -> Result<Answer, Stop> {
    let application = client::authenticate(ask, credentials).await?;
    let redemption = Redemption {
        code: form.must("code")?.to_owned(),
        application: application.id.clone(),
        redirect_uri: form.get("redirect_uri").map(str::to_owned),
        verifier: form.get("code_verifier").map(str::to_owned),
    };
    let grant = ask.center.engine.redeem_code(redemption).await?.map_err(|why| match why {
        NotTaken::Unknown => Kind::CodeInvalid,
        NotTaken::OtherApplication => Kind::OtherClient,
        NotTaken::OtherAddress => Kind::OtherAddress,
        NotTaken::Proof => Kind::ProofWrong,
    })?;
    let wanted = scope_of(ask, wanted, &grant)?;
    let target = target(&which, &grant);
    let person = speaker(ask, &application, &grant, &target, &wanted).await?;
    let keeps = version == Version::One || wanted.has("offline_access");
    let kept = Grant {
        scope: wanted.kept(),
        ..grant.clone()
    };
    let refresh = match keeps {
        true => Some(ask.center.engine.grant_refresh(kept).await?),
        false => None,
    };
    let signed = Signed {
        person: &person,
        grant: &grant,
        refresh,
    };
    issue::tokens(ask, version, &application, &target, &wanted, Some(signed))
}

/// Somebody's refresh token.
async fn refresh(
    ask: &Ask,
    version: Version,
    form: &Form,
    credentials: &Credentials,
    which: Which,
    wanted: Option<Wanted>,
) -> Result<Answer, Stop> {
    let application = client::authenticate(ask, credentials).await?;
    let old = form.must("refresh_token")?;
    let engine = &ask.center.engine;
    let grant = engine.refresh_grant(old, &application.id).await?.map_err(|why| match why {
        NotTaken::OtherApplication => Kind::OtherClient,
        _ => Kind::RefreshInvalid,
    })?;
    let wanted = scope_of(ask, wanted, &grant)?;
    let target = target(&which, &grant);
    let person = speaker(ask, &application, &grant, &target, &wanted).await?;
    let kept = Grant {
        scope: wanted.kept(),
        ..grant.clone()
    };
    let new = engine.renew(old, kept, application.public).await?;
    let signed = Signed {
        person: &person,
        grant: &grant,
        refresh: Some(new),
    };
    issue::tokens(ask, version, &application, &target, &wanted, Some(signed))
}

/// What is asked for now, else what was asked for when signing in. What was said about the sign-in then still holds.
fn scope_of(ask: &Ask, wanted: Option<Wanted>, grant: &Grant) -> Result<Wanted, Fault> {
    let then = Wanted::read(&grant.scope, &tenant::own_addresses(ask))?;
    let Some(mut now) = wanted else { return Ok(then) };
    for one in then.sign_in {
        if !now.has(&one) {
            now.sign_in.push(one);
        }
    }
    Ok(now)
}

/// The tenant whose directory the token is for.
fn target(which: &Which, grant: &Grant) -> String {
    match which {
        Which::Named(tenant) => tenant.id.clone(),
        Which::Anybody => grant.tenant.clone(),
    }
}

/// The person of a grant, if it still speaks for them and they may go where the token leads.
async fn speaker(ask: &Ask, application: &Application, grant: &Grant, target: &str, wanted: &Wanted) -> Result<Person, Stop> {
    let engine = &ask.center.engine;
    let person = engine
        .person(&grant.home, &grant.user)
        .await?
        .filter(|p| p.user.enabled)
        .ok_or(Kind::UserGone)?;
    if !grant.still_speaks_for(&person) {
        return Err(Kind::PasswordChanged.into());
    }
    tenant::may_enter(ask, application, &grant.home, target).await?;
    at_home_only(wanted, &grant.home, target)?;
    if !grant.mfa && engine.tenant(&grant.home).await?.is_some_and(|home| home.mfa_required) {
        return Err(Fault::from(Kind::MfaNeeded).word("invalid_grant").into());
    }
    Ok(person)
}
