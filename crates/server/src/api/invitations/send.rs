//! Sends an invitation, reminds of it, takes it back.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::invitations::{RemindInvitation, SendInvitation, WithdrawInvitation};
use nahtlos_wire::invitations::{SendBy, SendRequest};

pub(crate) async fn send(ask: Ask) -> Result<Answer, Problem> {
    let request: SendRequest = if ask.body.is_empty() {
        SendRequest::default()
    } else {
        ask.read_body()?
    };
    let command = SendInvitation {
        id: ask.id(0),
        by_mail: request.by == Some(SendBy::Mail),
    };
    let view = ask.view();
    ask.write(command, move |asked| Answer::ok(&view.invitation(asked))).await
}

pub(crate) async fn remind(ask: Ask) -> Result<Answer, Problem> {
    let command = RemindInvitation { id: ask.id(0) };
    let view = ask.view();
    ask.write(command, move |asked| Answer::ok(&view.invitation(asked))).await
}

pub(crate) async fn withdraw(ask: Ask) -> Result<Answer, Problem> {
    let command = WithdrawInvitation { id: ask.id(0) };
    let view = ask.view();
    ask.write(command, move |asked| Answer::ok(&view.invitation(asked))).await
}
