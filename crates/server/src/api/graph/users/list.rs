//! Lists of users, and how many there are.

use super::{
    props::USER,
    seek::{self, Way},
};
use crate::api::{
    answer::Answer,
    ask::Ask,
    context::View,
    graph::{
        groups::props::{GROUP, Seen},
        odata::{self, Options, Takes},
    },
    problem::Problem,
};
use nahtlos_engine::{Halt, Reading, call::Need};
use nahtlos_model::{directory::User, permissions::Action};
use serde_json::{Map, Value};

/// Members of a group or memberships of a user that are expanded.
const EXPANDED: usize = 20;

pub(crate) fn need(ask: &Ask) -> Need {
    Need::directory(Action::ReadDirectory, &ask.call.actor.directory_id)
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let takes = Takes {
        order: &["displayName", "userPrincipalName"],
        expand: &["manager", "memberOf"],
    };
    let options = Options::list(&ask, &USER, takes)?;
    let reading = ask.read(need(&ask)).await?;
    let way = Way::of(&options);
    answer(&ask, reading, &options, way, "users", false).await
}

/// A page of users on a way. Mixed lists give each its type.
pub(crate) async fn answer(
    ask: &Ask,
    mut reading: Reading,
    options: &Options<User>,
    way: Way,
    set: &str,
    mixed: bool,
) -> Result<Answer, Problem> {
    let view = ask.view();
    let count = match options.count && options.after.is_none() {
        true => Some(seek::count(&mut reading, &view, options.filter.as_ref(), way.clone()).await?),
        false => None,
    };
    let page = seek::page(&mut reading, &view, options, way).await?;
    let mut things = Vec::with_capacity(page.users.len());
    for user in &page.users {
        let thing = show(&view, &mut reading, user, options).await?;
        things.push(if mixed { typed(USER.name, thing) } else { thing });
    }
    let answer = odata::collection(ask, options.context(ask, set, false), count, page.next.as_deref(), things);
    Ok(odata::counted(answer, options.preferred, options.top))
}

/// `/users/$count`.
pub(crate) async fn count(ask: Ask) -> Result<Answer, Problem> {
    let filter = odata::count_filter(&ask, &USER)?;
    let view = ask.view();
    let mut reading = ask.read(need(&ask)).await?;
    let way = Way::of(&Options::of_filter(filter.clone()));
    Ok(odata::number(seek::count(&mut reading, &view, filter.as_ref(), way).await?))
}

/// A user with what is selected and expanded.
pub(crate) async fn show(view: &View, reading: &mut Reading, user: &User, options: &Options<User>) -> Result<Map<String, Value>, Problem> {
    let mut thing = USER.show(user, view, &options.properties);
    let Some(expand) = &options.expand else { return Ok(thing) };
    let select = expand.select.as_deref();
    match expand.name {
        "manager" => {
            if let Some(manager) = manager_of(reading, user).await? {
                let properties = odata::selection(select, &USER)?;
                thing.insert(
                    "manager".to_owned(),
                    typed(USER.name, USER.show(&manager, view, &properties)).into(),
                );
            }
        }
        _ => {
            let groups = reading.groups_of(&user.id).await?;
            let properties = odata::selection(select, &GROUP)?;
            let shown = groups.into_iter().take(EXPANDED).map(Seen::of);
            let all: Vec<Value> = shown.map(|g| typed(GROUP.name, GROUP.show(&g, view, &properties)).into()).collect();
            thing.insert("memberOf".to_owned(), all.into());
        }
    }
    Ok(thing)
}

/// A user's manager, if there is one who is not deleted.
pub(crate) async fn manager_of(reading: &mut Reading, user: &User) -> Result<Option<User>, Problem> {
    let Some(id) = &user.manager else { return Ok(None) };
    match reading.user(id).await {
        Ok(manager) => Ok(Some(manager)),
        Err(Halt::Refused(_)) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// A thing in a mixed list, with its type.
pub(crate) fn typed(kind: &str, thing: Map<String, Value>) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert("@odata.type".to_owned(), Value::String(format!("#{kind}")));
    all.extend(thing);
    all
}
