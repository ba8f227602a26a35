//! Which application asks, and whether it is that application: known client id, right secret.

use super::{
    fault::{Kind, Stop},
    form::Credentials,
};
use crate::api::ask::Ask;
use nahtlos_model::partners::Application;

/// An application by its client id.
pub(crate) async fn find(ask: &Ask, client_id: &str) -> Result<Application, Stop> {
    let found = ask.center.engine.application(client_id).await?;
    found.ok_or_else(|| Kind::ClientUnknown.with("client", client_id).into())
}

/// The application that the credentials are those of.
pub(crate) async fn authenticate(ask: &Ask, credentials: &Credentials) -> Result<Application, Stop> {
    ask.center.identity.limit_sign_in(&credentials.client_id)?;
    let application = find(ask, &credentials.client_id).await?;
    match (&credentials.secret, application.public) {
        (None, true) => Ok(application),
        (Some(_), true) => Err(Kind::SecretUnexpected.into()),
        (None, false) => Err(Kind::SecretMissing.into()),
        (Some(secret), false) => {
            verify(ask, &application, secret).await?;
            Ok(application)
        }
    }
}

/// Verifies a secret; one that was right a moment ago still is, as long as the application is the same.
async fn verify(ask: &Ask, application: &Application, secret: &str) -> Result<(), Stop> {
    let (identity, engine) = (&ask.center.identity, &ask.center.engine);
    let now = || engine.machine_now().0;
    if identity.verified.has(application, secret, now()) {
        return Ok(());
    }
    let name = format!("client {}", application.id);
    let _turn = identity.attempts.turn(&name).await;
    if identity.verified.has(application, secret, now()) {
        return Ok(());
    }
    if let Err(seconds) = identity.attempts.may_try(&name, now()) {
        return Err(super::fault::Fault::from(Kind::ClientLocked).after(seconds).into());
    }
    if !engine.secret_matches(&application.secrets, secret).await? {
        identity.attempts.failed(&name, now());
        return Err(Kind::SecretWrong.with("client", &application.id).into());
    }
    identity.attempts.succeeded(&name);
    identity.verified.remember(application, secret, now());
    Ok(())
}
