//! Deleted users: asked for, restored, removed for good. Groups are gone when they are deleted.

use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        groups::props::{GROUP, Seen},
        odata::{self, Options, Takes},
        users::{
            list::{answer, need, typed},
            props::USER,
            seek::{self, Way},
        },
    },
    problem::Problem,
};
use nahtlos_engine::users::{PurgeUser, RestoreUser};
use serde_json::{Map, Value};

/// Deleted users always say when they were deleted.
fn with_date(mut options: Options<nahtlos_model::directory::User>) -> Options<nahtlos_model::directory::User> {
    if !options.is_selected() {
        options.properties.extend(USER.property("deletedDateTime"));
    }
    options
}

pub(crate) async fn users(ask: Ask) -> Result<Answer, Problem> {
    let options = with_date(Options::list(&ask, &USER, Takes::default())?);
    let reading = ask.read(need(&ask)).await?;
    answer(&ask, reading, &options, Way::Deleted, "users", false).await
}

/// Every kind of deleted object.
pub(crate) async fn all(ask: Ask) -> Result<Answer, Problem> {
    let options = with_date(Options::list(&ask, &USER, Takes::default())?);
    let reading = ask.read(need(&ask)).await?;
    answer(&ask, reading, &options, Way::Deleted, "directoryObjects", true).await
}

/// Deleted groups: there are none.
pub(crate) async fn groups(ask: Ask) -> Result<Answer, Problem> {
    let options: Options<Seen> = Options::list(&ask, &GROUP, Takes::default())?;
    ask.read(need(&ask)).await?;
    let count = options.count.then_some(0);
    Ok(odata::collection(
        &ask,
        options.context(&ask, "groups", false),
        count,
        None,
        Vec::new(),
    ))
}

/// `/directory/deletedItems/microsoft.graph.user/$count`.
pub(crate) async fn count(ask: Ask) -> Result<Answer, Problem> {
    let filter = odata::count_filter(&ask, &USER)?;
    let view = ask.view();
    let mut reading = ask.read(need(&ask)).await?;
    Ok(odata::number(
        seek::count(&mut reading, &view, filter.as_ref(), Way::Deleted).await?,
    ))
}

fn entity(ask: &Ask, thing: Map<String, Value>) -> Answer {
    odata::entity(200, odata::context(ask, "directoryObjects/$entity"), typed(USER.name, thing))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = with_date(Options::one(&ask, &USER, &[])?);
    let user = ask.read(need(&ask)).await?.deleted_user(ask.param(0)).await?;
    Ok(entity(&ask, USER.show(&user, &ask.view(), &options.properties)))
}

/// Restores; a body (`autoReconcileProxyConflict`) may come and asks for what is done anyway.
pub(crate) async fn restore(ask: Ask) -> Result<Answer, Problem> {
    let command = RestoreUser {
        tenant_id: ask.call.actor.directory_id.clone(),
        user: ask.id(0),
    };
    let (view, asked) = (ask.view(), ask.clone());
    ask.write(command, move |user| entity(&asked, USER.show(user, &view, &USER.defaults())))
        .await
}

pub(crate) async fn remove(ask: Ask) -> Result<Answer, Problem> {
    let command = PurgeUser {
        tenant_id: ask.call.actor.directory_id.clone(),
        user: ask.id(0),
    };
    ask.write(command, |_| Answer::nothing()).await
}
