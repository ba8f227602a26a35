//! One user, by id or sign-in name; and what the user is a member of.

use super::{
    list::{need, show, typed},
    props::USER,
};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        groups::props::{GROUP, Seen},
        odata::{self, Options, Takes},
    },
    problem::Problem,
};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &USER, &["manager", "memberOf"])?;
    let mut reading = ask.read(need(&ask)).await?;
    let user = reading.user(ask.param(0)).await?;
    let thing = show(&ask.view(), &mut reading, &user, &options).await?;
    Ok(odata::entity(200, options.context(&ask, "users", true), thing))
}

/// Groups the user is in: as directory objects, or as groups where the path says so.
pub(crate) async fn member_of(ask: Ask) -> Result<Answer, Problem> {
    let cast = ask.path.trim_end_matches('/').to_ascii_lowercase().ends_with("graph.group");
    let options = Options::list(&ask, &GROUP, Takes::default())?;
    let view = ask.view();
    let mut reading = ask.read(need(&ask)).await?;
    let user = reading.user(ask.param(0)).await?;
    let after = options
        .after
        .as_ref()
        .and_then(|place| place.first())
        .map_or("", String::as_str)
        .to_owned();
    let mut groups = Vec::new();
    for group in reading.groups_of(&user.id).await? {
        let seen = Seen::of(group);
        if GROUP.fits(&seen, &view, options.filter.as_ref()) {
            groups.push(seen);
        }
    }
    let count = (options.count && options.after.is_none()).then_some(groups.len() as i64);
    groups.retain(|g| g.group.id > after);
    let more = groups.len() > options.top;
    groups.truncate(options.top);
    let next = groups.last().filter(|_| more).map(|last| vec![last.group.id.clone()]);
    let things = groups.iter().map(|g| GROUP.show(g, &view, &options.properties));
    let things = things.map(|thing| if cast { thing } else { typed(GROUP.name, thing) }).collect();
    let set = if cast { "groups" } else { "directoryObjects" };
    Ok(odata::collection(
        &ask,
        options.context(&ask, set, false),
        count,
        next.as_deref(),
        things,
    ))
}
