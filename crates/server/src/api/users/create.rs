//! Creates a user. The answer repeats the password, as the reference does; what is kept of it does not (`docs/adr`).

use super::view::{Password, answered};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    users::{CreateUser, password},
};
use nahtlos_model::{permissions::Action, refusals::Refusal, users::NewUser};
use nahtlos_wire::users as wire;

pub(crate) async fn handle(mut ask: Ask) -> Result<Answer, Problem> {
    // Only those who may create users make us hash.
    ask.read(Need::directory(Action::ManageUsers, &ask.id(0))).await?;
    let sent: wire::CustomerUser = ask.read_body()?;
    let given = |text: &Option<String>, field: &str| {
        let text = text.clone().filter(|t| !t.trim().is_empty());
        text.ok_or_else(|| Refusal::property(field, "must be given"))
    };
    let name = given(&sent.user_principal_name, "userPrincipalName")?;
    let display_name = given(&sent.display_name, "displayName")?;
    let password =
        Password::of(sent.password_profile.as_ref()).ok_or_else(|| Refusal::property("passwordProfile.password", "must be given"))?;
    let hash = password::hash(&ask.center.engine, name.trim(), &password.text).await?;
    ask.call = password::shield(&ask.call, &ask.body).await?;
    let command = CreateUser {
        tenant_id: ask.id(0),
        user: NewUser {
            user_principal_name: name,
            display_name,
            given_name: sent.first_name,
            surname: sent.last_name,
            usage_location: sent.usage_location,
            immutable_id: sent.immutable_id,
            password: Some(hash),
            force_change: password.force_change,
            phone: sent.phone_number,
            ..NewUser::default()
        },
    };
    let answer = ask.write(command, |user| Answer::created(&answered(user))).await?;
    password.echo(answer)
}
