//! Changes an invitation.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::invitations::ChangeInvitation;
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::invitations as wire;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let request: wire::InvitationRequest = ask.read_body()?;
    let expected_version = match ask.if_match() {
        Some(etag) => {
            let version = etag.parse().map_err(|_| Refusal::new(Code::StaleEtag).with("version", &etag))?;
            Some(version)
        }
        None => None,
    };
    let command = ChangeInvitation {
        id: ask.id(0),
        expected_version,
        draft: view::draft(request),
    };
    let view = ask.view();
    ask.write(command, move |asked| Answer::ok(&view.invitation(asked))).await
}
