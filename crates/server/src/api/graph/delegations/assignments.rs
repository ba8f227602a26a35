//! Access assignments: which group of the partner has which roles of a relationship.

use super::{PAGE, address, context, expected_version, later, pages, props::ASSIGNMENT, reading, relationship_id, relationships, sent};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::odata::{self, Options, Takes},
    problem::Problem,
};
use nahtlos_engine::delegations::{AssignAccess, AssignmentChanged, ChangeAccess, RemoveAccess};
use serde_json::json;

const SET: &str = "accessAssignments";
const TAKES: Takes = Takes {
    order: &["status", "createdDateTime", "lastModifiedDateTime"],
    expand: &[],
};

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = reading(&ask).await?;
    let id = relationship_id(&ask)?;
    let options = Options::plain(&ask, &ASSIGNMENT, TAKES, PAGE)?;
    let all = reading.access_assignments(&id).await?;
    Ok(pages::of_all(&ask, all, &options, SET))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = reading(&ask).await?;
    let id = relationship_id(&ask)?;
    let all = reading.access_assignments(&id).await?;
    pages::one_of(&ask, &all, 1, SET)
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let id = relationship_id(&ask)?;
    let (group_id, roles) = sent::assignment(&ask)?;
    let command = AssignAccess { id, group_id, roles };
    let seen = ask.clone();
    ask.write(command, move |made| {
        let thing = pages::show(&seen, made, &ASSIGNMENT.defaults());
        let at = format!("{}/{}/{SET}/{}", relationships::SET, made.delegation_id, made.id);
        Answer {
            location: Some(address(&seen, &at)),
            ..odata::entity(201, context(&seen, SET), thing)
        }
    })
    .await
}

pub(crate) async fn update(ask: Ask) -> Result<Answer, Problem> {
    let command = ChangeAccess {
        id: relationship_id(&ask)?,
        assignment_id: ask.id(1),
        expected_version: expected_version(&ask),
        roles: sent::roles_alone(&ask)?,
    };
    let seen = ask.clone();
    let answer = ask.write(command, move |changed| match changed {
        AssignmentChanged::Same(assignment) => {
            let thing = pages::show(&seen, assignment, &ASSIGNMENT.defaults());
            odata::entity(200, context(&seen, &format!("{SET}/$entity")), thing)
        }
        AssignmentChanged::Later(operation) => {
            let at = format!("{}/{}/operations/{}", relationships::SET, operation.delegation_id, operation.id);
            Answer {
                location: Some(address(&seen, &at)),
                ..Answer::json(202, &json!({}))
            }
        }
    });
    Ok(later(answer.await?))
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let command = RemoveAccess {
        id: relationship_id(&ask)?,
        assignment_id: ask.id(1),
        expected_version: expected_version(&ask),
    };
    ask.write(command, |()| Answer::nothing()).await
}
