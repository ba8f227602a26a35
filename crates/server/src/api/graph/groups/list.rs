//! Lists of groups, one group, and how many there are.

use super::props::{AT_FAULT, GROUP, Seen};
use crate::api::{
    answer::Answer,
    ask::Ask,
    context::View,
    graph::{
        odata::{self, Options, Takes, expr::Expr},
        said,
        users::{
            list::{need, typed},
            props::USER,
        },
    },
    problem::Problem,
};
use nahtlos_engine::Reading;
use nahtlos_model::directory::Group;
use serde_json::{Map, Value};

/// Groups that one page or sorting may read.
const READ_MOST: usize = 5_000;
/// Groups that one count may read.
const COUNT_MOST: usize = 100_000;
/// Groups read at a time.
const CHUNK: usize = 500;
/// Members that are expanded.
const EXPANDED: i64 = 20;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let takes = Takes {
        order: &["displayName"],
        expand: &["members"],
    };
    let options = Options::list(&ask, &GROUP, takes)?;
    let view = ask.view();
    let mut reading = ask.read(need(&ask)).await?;
    let count = match options.count && options.after.is_none() {
        true => Some(count_of(&mut reading, &view, options.filter.as_ref()).await?),
        false => None,
    };
    let (groups, next) = match options.order {
        Some((_, down)) => sorted(&mut reading, &view, &options, down).await?,
        None => walked(&mut reading, &view, &options).await?,
    };
    let mut things = Vec::with_capacity(groups.len());
    for seen in &groups {
        things.push(show(&view, &mut reading, seen, &options).await?);
    }
    let answer = odata::collection(&ask, options.context(&ask, "groups", false), count, next.as_deref(), things);
    Ok(odata::counted(answer, options.preferred, options.top))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &GROUP, &["members"])?;
    let mut reading = ask.read(need(&ask)).await?;
    let group = reading.group(ask.param(0)).await?;
    let seen = see(&mut reading, group, &options).await?;
    let thing = show(&ask.view(), &mut reading, &seen, &options).await?;
    Ok(odata::entity(200, options.context(&ask, "groups", true), thing))
}

/// `/groups/$count`.
pub(crate) async fn count(ask: Ask) -> Result<Answer, Problem> {
    let filter = odata::count_filter(&ask, &GROUP)?;
    let view = ask.view();
    let mut reading = ask.read(need(&ask)).await?;
    Ok(odata::number(count_of(&mut reading, &view, filter.as_ref()).await?))
}

/// A group, and whether its members have faults where that is shown or filtered by.
async fn see(reading: &mut Reading, group: Group, options: &Options<Seen>) -> Result<Seen, Problem> {
    let wanted = options.properties.iter().any(|p| p.name == AT_FAULT) || options.filter.as_ref().is_some_and(|f| f.names(AT_FAULT));
    let at_fault = wanted && !group.licences.is_empty() && !reading.members_at_fault(&group.id, "", 1).await?.is_empty();
    Ok(Seen { group, at_fault })
}

async fn show(view: &View, reading: &mut Reading, seen: &Seen, options: &Options<Seen>) -> Result<Map<String, Value>, Problem> {
    let mut thing = GROUP.show(seen, view, &options.properties);
    if let Some(expand) = &options.expand {
        let properties = odata::selection(expand.select.as_deref(), &USER)?;
        let members = reading.members(&seen.group.id, "", EXPANDED).await?;
        let members: Vec<Value> = members
            .iter()
            .map(|m| typed(USER.name, USER.show(m, view, &properties)).into())
            .collect();
        thing.insert("members".to_owned(), members.into());
    }
    Ok(thing)
}

type Found = (Vec<Seen>, Option<Vec<String>>);

/// A page in order of ids.
async fn walked(reading: &mut Reading, view: &View, options: &Options<Seen>) -> Result<Found, Problem> {
    let mut after = options.after.as_ref().and_then(|place| place.first()).cloned().unwrap_or_default();
    let (mut found, mut read): (Vec<Seen>, usize) = (Vec::new(), 0);
    loop {
        let chunk = reading.groups(&after, CHUNK as i64).await?;
        let whole = chunk.len() < CHUNK;
        read += chunk.len();
        for group in chunk {
            group.id.clone_into(&mut after);
            let seen = see(reading, group, options).await?;
            if !GROUP.fits(&seen, view, options.filter.as_ref()) {
                continue;
            }
            if found.len() == options.top {
                let last = found.last().map(|last| vec![last.group.id.clone()]);
                return Ok((found, last));
            }
            found.push(seen);
        }
        if whole || read >= READ_MOST {
            return Ok((found, (!whole).then(|| vec![after])));
        }
        tokio::task::yield_now().await;
    }
}

/// A page in order of names; only where there are not too many to sort.
async fn sorted(reading: &mut Reading, view: &View, options: &Options<Seen>, down: bool) -> Result<Found, Problem> {
    let all = reading.groups("", READ_MOST as i64 + 1).await?;
    if all.len() > READ_MOST {
        return Err(said::query(format!(
            "There are more than {READ_MOST} groups, too many to sort. Leave $orderby out."
        )));
    }
    let mut found = Vec::new();
    for group in all {
        let seen = see(reading, group, options).await?;
        if GROUP.fits(&seen, view, options.filter.as_ref()) {
            found.push(seen);
        }
    }
    let key = |seen: &Seen| vec![seen.group.display_name.to_lowercase(), seen.group.id.clone()];
    found.sort_by_cached_key(key);
    if down {
        found.reverse();
    }
    if let Some(after) = &options.after {
        found.retain(|seen| if down { key(seen) < *after } else { key(seen) > *after });
    }
    let more = found.len() > options.top;
    found.truncate(options.top);
    let next = found.last().filter(|_| more).map(key);
    Ok((found, next))
}

async fn count_of(reading: &mut Reading, view: &View, filter: Option<&Expr>) -> Result<i64, Problem> {
    let Some(filter) = filter else {
        return Ok(reading.count_groups().await?);
    };
    let options = Options::of_filter(Some(filter.clone()));
    let (mut after, mut count, mut read) = (String::new(), 0, 0);
    loop {
        let chunk = reading.groups(&after, CHUNK as i64).await?;
        let whole = chunk.len() < CHUNK;
        read += chunk.len();
        for group in chunk {
            group.id.clone_into(&mut after);
            let seen = see(reading, group, &options).await?;
            count += i64::from(GROUP.fits(&seen, view, Some(filter)));
        }
        if whole {
            return Ok(count);
        }
        if read >= COUNT_MOST {
            return Err(said::query(format!(
                "The count of this filter would need more than {COUNT_MOST} groups to be read. Leave $count out."
            )));
        }
        tokio::task::yield_now().await;
    }
}
