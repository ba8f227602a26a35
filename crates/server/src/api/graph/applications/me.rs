//! Whoever is signed in. Everybody may see themselves, whatever their roles.

use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        odata::{self, Options},
        said,
        users::props::USER,
    },
    problem::Problem,
};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &USER, &[])?;
    let actor = &ask.call.actor;
    let Some(user) = &actor.user else {
        return Err(said::bad("/me is for tokens of a user; this one is an application's alone."));
    };
    // In a customer's directory a partner's users are guests without an object.
    if actor.directory_id != actor.tenant_id {
        return Err(said::missing(&user.id));
    }
    let person = ask.center.engine.person(&actor.tenant_id, &user.id).await?;
    let person = person.ok_or_else(|| said::missing(&user.id))?;
    let thing = USER.show(&person.user, &ask.view(), &options.properties);
    Ok(odata::entity(200, options.context(&ask, "users", true), thing))
}
