//! Changes a user: what the body names.

use super::{props::USER, write};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        body,
        odata::{self, Options},
        prefer,
    },
    problem::Problem,
};
use nahtlos_engine::{
    call::Need,
    users::{UpdateUser, password},
};
use nahtlos_model::{
    permissions::Action,
    users::{NewPassword, UserChange},
};

pub(crate) async fn handle(mut ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &USER, &[])?;
    let sent = write::read(body::read(&ask)?)?;
    let (tenant_id, user) = (ask.call.actor.directory_id.clone(), ask.param(0).to_owned());
    let mut change = UserChange {
        user_principal_name: sent.user_principal_name,
        display_name: sent.display_name,
        given_name: sent.given_name,
        surname: sent.surname,
        usage_location: sent.usage_location,
        immutable_id: sent.immutable_id,
        password: None,
        force_change: None,
        phone: sent.phone,
        mail: sent.mail,
        mail_nickname: sent.mail_nickname,
        enabled: sent.enabled,
        guest: sent.guest,
        more: sent.more,
    };
    if let Some(profile) = sent.password {
        match profile.text {
            Some(secret) => {
                let new = hash(&mut ask, &user, change.user_principal_name.as_deref(), &secret).await?;
                change.password = Some(NewPassword {
                    hash: new,
                    force_change: profile.force_change.unwrap_or(true),
                });
            }
            None => change.force_change = profile.force_change,
        }
    }
    let command = UpdateUser {
        tenant_id,
        user,
        restore: false,
        change,
    };
    let (view, whole) = (ask.view(), prefer::representation(&ask));
    let context = options.context(&ask, "users", true);
    let done = ask.write(command, move |user| match whole {
        true => odata::entity(200, context.clone(), USER.show(user, &view, &options.properties)),
        false => Answer::nothing(),
    });
    Ok(prefer::applied(done.await?, whole, "return=representation"))
}

/// Judges a password by the name that the user has, or will have, and hashes it.
async fn hash(ask: &mut Ask, user: &str, name: Option<&str>, secret: &str) -> Result<String, Problem> {
    // Only those who may set a password make us hash.
    let mut reading = ask
        .read(Need::directory(Action::ResetPasswords, &ask.call.actor.directory_id))
        .await?;
    let present = reading.user(user).await?;
    drop(reading);
    let hash = password::hash(&ask.center.engine, name.unwrap_or(&present.user_principal_name), secret).await?;
    ask.call = password::shield(&ask.call, &ask.body).await?;
    Ok(hash)
}
