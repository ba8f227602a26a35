//! What a link asks, for whoever has it: nobody signs in to read it, and reading marks it as opened.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let asked = ask.center.engine.open_invitation(ask.param(0)).await?;
    let language = view::language(&ask, &asked.invitation.language);
    Ok(Answer::ok(&ask.view().by_link(&asked, language)).with("cache-control", "no-store"))
}
