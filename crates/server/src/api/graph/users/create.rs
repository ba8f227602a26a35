//! Creates a user, as Graph spells one.

use super::{props::USER, write};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        body,
        odata::{self, Options},
        prefer, said,
    },
    problem::Problem,
};
use nahtlos_engine::{
    call::Need,
    users::{CreateUser, password},
};
use nahtlos_model::{permissions::Action, users::NewUser};

pub(crate) async fn handle(mut ask: Ask) -> Result<Answer, Problem> {
    let tenant_id = ask.call.actor.directory_id.clone();
    // Only those who may create users make us hash.
    ask.read(Need::directory(Action::ManageUsers, &tenant_id)).await?;
    let options = Options::one(&ask, &USER, &[])?;
    let sent = write::read(body::read(&ask)?)?;
    let required = |name| said::value_required(name, "User");
    let name = sent.user_principal_name.ok_or_else(|| required("userPrincipalName"))?;
    let profile = sent.password.ok_or_else(|| required("passwordProfile"))?;
    let user = NewUser {
        display_name: sent.display_name.ok_or_else(|| required("displayName"))?,
        mail_nickname: Some(sent.mail_nickname.ok_or_else(|| required("mailNickname"))?),
        disabled: !sent.enabled.ok_or_else(|| required("accountEnabled"))?,
        given_name: sent.given_name.flatten(),
        surname: sent.surname.flatten(),
        usage_location: sent.usage_location.flatten(),
        immutable_id: sent.immutable_id.flatten(),
        phone: sent.phone.flatten(),
        mail: sent.mail.flatten(),
        guest: sent.guest.unwrap_or(false),
        force_change: profile.force_change.unwrap_or(true),
        more: sent.more.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
        password: None,
        user_principal_name: name,
    };
    let secret = profile.text.ok_or_else(|| required("passwordProfile"))?;
    let hash = password::hash(&ask.center.engine, user.user_principal_name.trim(), &secret).await?;
    ask.call = password::shield(&ask.call, &ask.body).await?;
    let command = CreateUser {
        tenant_id,
        user: NewUser {
            password: Some(hash),
            ..user
        },
    };
    let (view, minimal) = (ask.view(), prefer::minimal(&ask));
    let (context, base) = (options.context(&ask, "users", true), ask.base.clone());
    let done = ask.write(command, move |user| {
        let answer = match minimal {
            true => Answer::nothing(),
            false => odata::entity(201, context.clone(), USER.show(user, &view, &options.properties)),
        };
        Answer {
            location: Some(format!("{base}/v1.0/users/{}", user.id)),
            ..answer
        }
    });
    Ok(prefer::applied(done.await?, minimal, "return=minimal"))
}
