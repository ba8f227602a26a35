//! Relationships: listed, shown, created, changed, deleted.

use super::{PAGE, address, at_home, context, expected_version, later, pages, props::RELATIONSHIP, reading, relationship_id, sent};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        odata::{self, Options, Takes},
        said,
    },
    problem::Problem,
};
use nahtlos_engine::{
    Reading,
    delegations::{ChangeDelegation, CreateDelegation, DelegationChanged, DeleteDelegation},
};
use nahtlos_model::delegations::Delegation;
use serde_json::json;

pub(super) const SET: &str = "delegatedAdminRelationships";
/// Relationships read at a time.
const CHUNK: usize = 500;
/// Relationships that one sorting or count may read.
const READ_MOST: usize = 20_000;

const TAKES: Takes = Takes {
    order: &[
        "status",
        "displayName",
        "createdDateTime",
        "lastModifiedDateTime",
        "activatedDateTime",
        "endDateTime",
    ],
    expand: &[],
};

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::plain(&ask, &RELATIONSHIP, TAKES, PAGE)?;
    let mut reading = reading(&ask).await?;
    if !at_home(&ask) {
        return Ok(pages::of_all(&ask, Vec::new(), &options, SET));
    }
    if options.order.is_some() || options.count {
        let all = all(&mut reading, &options).await?;
        return Ok(pages::of_all(&ask, all, &options, SET));
    }
    let (found, next) = walked(&ask, &mut reading, &options).await?;
    Ok(pages::page(&ask, &found, &options, SET, None, next))
}

/// The one customer a filter asks for, where it does: an index answers that.
fn customer_of(options: &Options<Delegation>) -> Option<String> {
    let ids = options.filter.as_ref()?.one_of("customer/tenantId")?;
    match ids[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    }
}

async fn all(reading: &mut Reading, options: &Options<Delegation>) -> Result<Vec<Delegation>, Problem> {
    let customer = customer_of(options);
    let mut all: Vec<Delegation> = Vec::new();
    loop {
        let after = all.last().map(|last| last.id.clone()).unwrap_or_default();
        let chunk = reading.delegations(customer.as_deref(), &after, CHUNK as i64).await?;
        let whole = chunk.len() < CHUNK;
        all.extend(chunk);
        if whole {
            return Ok(all);
        }
        if all.len() >= READ_MOST {
            return Err(said::query(format!(
                "There are more than {READ_MOST} relationships, too many to sort or count. Leave $orderby and $count out, or filter by customer/tenantId."
            )));
        }
        tokio::task::yield_now().await;
    }
}

/// A page in order of ids.
async fn walked(
    ask: &Ask,
    reading: &mut Reading,
    options: &Options<Delegation>,
) -> Result<(Vec<Delegation>, Option<Vec<String>>), Problem> {
    let (view, customer) = (ask.view(), customer_of(options));
    let mut after = options.after.as_ref().and_then(|place| place.last()).cloned().unwrap_or_default();
    let mut found: Vec<Delegation> = Vec::new();
    loop {
        let chunk = reading.delegations(customer.as_deref(), &after, CHUNK as i64).await?;
        let whole = chunk.len() < CHUNK;
        for delegation in chunk {
            delegation.id.clone_into(&mut after);
            if !RELATIONSHIP.fits(&delegation, &view, options.filter.as_ref()) {
                continue;
            }
            if found.len() == options.top {
                let last = found.last().map(|last| vec![last.id.clone()]);
                return Ok((found, last));
            }
            found.push(delegation);
        }
        if whole {
            return Ok((found, None));
        }
        tokio::task::yield_now().await;
    }
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = reading(&ask).await?;
    let id = relationship_id(&ask)?;
    let options = Options::one(&ask, &RELATIONSHIP, &[])?;
    let found = reading.delegation(&id).await?;
    Ok(pages::single(&ask, &found, &options, SET))
}

/// A relationship as the answer to a change.
fn written(ask: &Ask, status: u16, delegation: &Delegation, context: String) -> Answer {
    odata::entity(status, context, pages::show(ask, delegation, &RELATIONSHIP.defaults()))
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    if !at_home(&ask) {
        reading(&ask).await?;
        return Err(ask.not_found(&ask.call.actor.directory_id));
    }
    let (draft, reseller_id) = sent::created(&ask)?;
    let command = CreateDelegation { draft, reseller_id };
    let seen = ask.clone();
    ask.write(command, move |made| Answer {
        location: Some(address(&seen, &format!("{SET}/{}", made.id))),
        ..written(&seen, 201, made, context(&seen, SET))
    })
    .await
}

pub(crate) async fn update(ask: Ask) -> Result<Answer, Problem> {
    let id = relationship_id(&ask)?;
    let command = ChangeDelegation {
        id,
        expected_version: expected_version(&ask),
        draft: sent::draft(&ask)?,
    };
    let seen = ask.clone();
    let answer = ask.write(command, move |changed| match changed {
        DelegationChanged::Now(delegation) => written(&seen, 200, delegation, context(&seen, &format!("{SET}/$entity"))),
        DelegationChanged::Later(operation) => Answer {
            location: Some(address(
                &seen,
                &format!("{SET}/{}/operations/{}", operation.delegation_id, operation.id),
            )),
            ..Answer::json(202, &json!({}))
        },
    });
    Ok(later(answer.await?))
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let command = DeleteDelegation {
        id: relationship_id(&ask)?,
        expected_version: expected_version(&ask),
    };
    ask.write(command, |()| Answer::nothing()).await
}
