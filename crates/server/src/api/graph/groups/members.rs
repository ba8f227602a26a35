//! Members and owners of a group: asked for, added, taken out.

use super::props::{GROUP, Seen};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        body,
        odata::{self, Options, Takes},
        said,
        users::{
            list::{answer, need, typed},
            props::USER,
            seek::{self, Way},
        },
    },
    problem::Problem,
};
use nahtlos_engine::{
    Halt,
    licenses::{AddMember, RemoveMember},
};
use nahtlos_model::directory::User;

/// Direct members: users alone, as groups have no groups in them here.
pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let cast = ask.path.trim_end_matches('/').to_ascii_lowercase().ends_with("graph.user");
    let options = Options::list(&ask, &USER, Takes::default())?;
    let mut reading = ask.read(need(&ask)).await?;
    let group = reading.group(ask.param(0)).await?;
    let set = if cast { "users" } else { "directoryObjects" };
    answer(&ask, reading, &options, Way::Members(group.id), set, !cast).await
}

/// Groups among the members: there are none here.
pub(crate) async fn groups(ask: Ask) -> Result<Answer, Problem> {
    let options: Options<Seen> = Options::list(&ask, &GROUP, Takes::default())?;
    ask.read(need(&ask)).await?.group(ask.param(0)).await?;
    let count = options.count.then_some(0);
    Ok(odata::collection(
        &ask,
        options.context(&ask, "groups", false),
        count,
        None,
        Vec::new(),
    ))
}

/// `/groups/{id}/members/$count`.
pub(crate) async fn count(ask: Ask) -> Result<Answer, Problem> {
    let filter = odata::count_filter(&ask, &USER)?;
    let view = ask.view();
    let mut reading = ask.read(need(&ask)).await?;
    let group = reading.group(ask.param(0)).await?;
    let way = Way::Members(group.id);
    Ok(odata::number(seek::count(&mut reading, &view, filter.as_ref(), way).await?))
}

/// Members for whom a licence of the group does not work.
pub(crate) async fn at_fault(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::list(&ask, &USER, Takes::default())?;
    let mut reading = ask.read(need(&ask)).await?;
    let group = reading.group(ask.param(0)).await?;
    answer(&ask, reading, &options, Way::AtFault(group.id), "users", false).await
}

/// Owners, as far as they are not deleted.
pub(crate) async fn owners(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::whole(&ask, &USER)?;
    let view = ask.view();
    let mut reading = ask.read(need(&ask)).await?;
    let group = reading.group(ask.param(0)).await?;
    let mut owners: Vec<User> = Vec::new();
    for owner in &group.owners {
        match reading.user(owner).await {
            Ok(owner) => owners.push(owner),
            Err(Halt::Refused(_)) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    let things = owners
        .iter()
        .map(|owner| typed(USER.name, USER.show(owner, &view, &options.properties)));
    let context = options.context(&ask, "directoryObjects", false);
    Ok(odata::collection(&ask, context, None, None, things.collect()))
}

pub(crate) async fn add(ask: Ask) -> Result<Answer, Problem> {
    let command = AddMember {
        tenant_id: ask.call.actor.directory_id.clone(),
        group_id: ask.id(0),
        user_id: body::reference(&ask)?,
    };
    ask.write(command, |_| Answer::nothing()).await
}

pub(crate) async fn remove(ask: Ask) -> Result<Answer, Problem> {
    let command = RemoveMember {
        tenant_id: ask.call.actor.directory_id.clone(),
        group_id: ask.id(0),
        user_id: ask.param(1).to_owned(),
    };
    ask.write(command, |_| Answer::nothing()).await
}

/// Without `/$ref` the member itself would be deleted, which nobody means.
pub(crate) async fn remove_itself(ask: Ask) -> Result<Answer, Problem> {
    ask.read(need(&ask)).await?.group(ask.param(0)).await?;
    Err(said::bad(
        "This would delete the member itself. Send DELETE …/members/{id}/$ref to take it out of the group, or DELETE /users/{id}.",
    ))
}
