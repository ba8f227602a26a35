//! Drafts an invitation.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::invitations::DraftInvitation;
use nahtlos_wire::invitations as wire;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let request: wire::InvitationRequest = ask.read_body()?;
    let command = DraftInvitation {
        draft: view::draft(request),
        base: ask.base.clone(),
    };
    let view = ask.view();
    ask.write(command, move |asked| Answer::created(&view.invitation(asked))).await
}
