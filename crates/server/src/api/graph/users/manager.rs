//! A user's manager: asked for, named, taken away.

use super::{
    list::{manager_of, need, typed},
    props::USER,
};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        body,
        odata::{self, Options},
        said,
    },
    problem::Problem,
};
use nahtlos_engine::users::SetManager;
use nahtlos_model::directory::User;
use serde_json::{Map, Value};

async fn find(ask: &Ask) -> Result<User, Problem> {
    let mut reading = ask.read(need(ask)).await?;
    let user = reading.user(ask.param(0)).await?;
    manager_of(&mut reading, &user).await?.ok_or_else(|| said::missing("manager"))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &USER, &[])?;
    let manager = find(&ask).await?;
    let thing = typed(USER.name, USER.show(&manager, &ask.view(), &options.properties));
    Ok(odata::entity(200, options.context(&ask, "directoryObjects", true), thing))
}

pub(crate) async fn get_ref(ask: Ask) -> Result<Answer, Problem> {
    let manager = find(&ask).await?;
    let mut thing = Map::new();
    let id = format!("{}/v1.0/directoryObjects/{}/Microsoft.DirectoryServices.User", ask.base, manager.id);
    thing.insert("@odata.id".to_owned(), Value::String(id));
    Ok(odata::entity(200, odata::context(&ask, "$ref"), thing))
}

pub(crate) async fn put(ask: Ask) -> Result<Answer, Problem> {
    let command = SetManager {
        tenant_id: ask.call.actor.directory_id.clone(),
        user: ask.param(0).to_owned(),
        manager: Some(body::reference(&ask)?),
    };
    ask.write(command, |_| Answer::nothing()).await
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let command = SetManager {
        tenant_id: ask.call.actor.directory_id.clone(),
        user: ask.param(0).to_owned(),
        manager: None,
    };
    ask.write(command, |_| Answer::nothing()).await
}
