//! What is asked of a relationship, and changes of it that take a while.

use super::{
    PAGE, address, context, pages,
    props::{OPERATION, REQUEST, Watched},
    reading, relationship_id, relationships, sent,
};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        odata::{self, NOTHING_INSIDE, Options, Takes},
        prefer,
    },
    problem::Problem,
};
use nahtlos_engine::delegations::RequestOnDelegation;

const REQUESTS: &str = "requests";
const OPERATIONS: &str = "operations";
/// The preference of callers who know words that came later.
const ALL_WORDS: &str = "include-unknown-enum-members";

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = reading(&ask).await?;
    let id = relationship_id(&ask)?;
    let takes = Takes {
        order: &[],
        expand: NOTHING_INSIDE,
    };
    let options = Options::plain(&ask, &REQUEST, takes, PAGE)?;
    let all = reading.delegation_requests(&id).await?;
    Ok(pages::of_all(&ask, all, &options, REQUESTS))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = reading(&ask).await?;
    let id = relationship_id(&ask)?;
    let all = reading.delegation_requests(&id).await?;
    pages::one_of(&ask, &all, 1, REQUESTS)
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let command = RequestOnDelegation {
        id: relationship_id(&ask)?,
        action: sent::action(&ask)?,
        base: ask.base.clone(),
    };
    let seen = ask.clone();
    ask.write(command, move |made| {
        let thing = pages::show(&seen, made, &REQUEST.defaults());
        let at = format!("{}/{}/{REQUESTS}/{}", relationships::SET, made.delegation_id, made.id);
        Answer {
            location: Some(address(&seen, &at)),
            ..odata::entity(201, context(&seen, REQUESTS), thing)
        }
    })
    .await
}

/// The operations of a relationship, in words that the caller knows.
async fn watched(ask: &Ask) -> Result<Vec<Watched>, Problem> {
    let mut reading = reading(ask).await?;
    let id = relationship_id(ask)?;
    let all_words = prefer::value(ask, ALL_WORDS).is_some();
    let all = reading.delegation_operations(&id).await?;
    let watched = all.into_iter().map(|operation| Watched { operation, all_words });
    Ok(watched.collect())
}

fn worded(ask: &Ask, answer: Answer) -> Answer {
    prefer::applied(answer, prefer::value(ask, ALL_WORDS).is_some(), ALL_WORDS)
}

pub(crate) async fn operations(ask: Ask) -> Result<Answer, Problem> {
    let all = watched(&ask).await?;
    let takes = Takes {
        order: &["status"],
        expand: NOTHING_INSIDE,
    };
    let options = Options::plain(&ask, &OPERATION, takes, PAGE)?;
    Ok(worded(&ask, pages::of_all(&ask, all, &options, OPERATIONS)))
}

pub(crate) async fn operation(ask: Ask) -> Result<Answer, Problem> {
    let all = watched(&ask).await?;
    Ok(worded(&ask, pages::one_of(&ask, &all, 1, OPERATIONS)?))
}
