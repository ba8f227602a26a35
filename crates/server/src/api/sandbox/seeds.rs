//! Takes a seed in: the body is an `estate.json` or a `seed.toml`. What is there already stays as it is.

use crate::{
    api::{answer::Answer, ask::Ask, problem::Problem},
    catalogue,
    seed::{Planter, SeedError, plant},
};
use nahtlos_engine::call::Need;
use nahtlos_files::problem::Problem as FileProblem;
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use serde_json::json;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    if !ask.center.config.sandbox {
        return Err(Code::SandboxOnly.into());
    }
    ask.read(Need::own(Action::ControlSandbox)).await?;
    let name = ask.query.get("file").unwrap_or("body").to_owned();
    let by = Planter {
        seller: &ask.call.actor.tenant_id,
        locale: &ask.call.locale,
    };
    match plant(&ask.center, &name, &ask.body, by).await {
        Ok(planted) => Ok(Answer::created(&planted)),
        Err(SeedError::File(problems)) => Err(refused(&ask, &name, &problems)),
        Err(SeedError::Halt(halt)) => Err(halt.into()),
    }
}

/// The error body with every problem of the file beside it.
fn refused(ask: &Ask, name: &str, problems: &[FileProblem]) -> Problem {
    let errors = problems.iter().filter(|problem| problem.is_error());
    let first = errors.clone().next().map_or_else(String::new, ToString::to_string);
    let refusal = Refusal::new(Code::SeedRefused)
        .with("file", name)
        .with("reason", first.trim_end_matches('.'));
    let body = json!({
        "code": refusal.code.wire(),
        "description": ask.view().sentence(&refusal),
        "data": errors.map(ToString::to_string).collect::<Vec<_>>(),
        "source": "Nahtlos",
        "problems": problems.iter().map(catalogue::problem).collect::<Vec<_>>(),
    });
    Problem::Written(Box::new(Answer::json(refusal.code.status(), &body)))
}
