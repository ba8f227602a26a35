//! Tells the partner's admin agents what they need to know of a move: that somebody is asked, before the last day for it and on that day, that
//! it stands still and was not answered by itself, that it is complete.

use crate::{
    act::Act,
    halt::Halt,
    notices::{Subject, To, of_partner, post},
};
use nahtlos_model::moves::{Move, notices::Notice, state::State};
use nahtlos_store::{due, moves};

/// The kind of due work that tells of a move. Subjects: the move's id, a space, and a task's id or [`STILL`].
pub(crate) const DUE: &str = "moveNotice";
const STILL: &str = "still";

/// What a change of a move tells, now or later.
pub(super) async fn tell(act: &mut Act<'_>, before: &Move, after: &Move) -> Result<(), Halt> {
    if !act.inner.notices {
        return Ok(());
    }
    for task in after.asked_since(before) {
        post_of(act, after, Notice::Asked, Some(&task.id)).await?;
        let subject = format!("{} {}", after.id, task.id);
        due::set(act.tx, &after.partner_id, DUE, &subject, task.next_reminder(act.now)).await?;
    }
    if let Some(at) = after.halt_told_at(before, act.now) {
        let subject = format!("{} {STILL}", after.id);
        due::set(act.tx, &after.partner_id, DUE, &subject, Some(at)).await?;
    }
    if after.state == State::Completed && before.state != State::Completed {
        post_of(act, after, Notice::Completed, None).await?;
    }
    Ok(())
}

/// A reminder, or the time after which nobody has answered that a move stands still.
pub(crate) async fn fall_due(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let (id, about) = work.subject.split_once(' ').unwrap_or((&work.subject, STILL));
    let Some(of) = moves::find(act.tx, &work.scope, id).await? else {
        return Ok(());
    };
    let (notice, task) = match about {
        STILL => (Notice::Halted, None),
        task => (Notice::Reminder, Some(task)),
    };
    if !of.still_says(notice, task) {
        return Ok(());
    }
    let next = of.tasks.iter().find(|one| Some(one.id.as_str()) == task);
    if let Some(at) = next.and_then(|task| task.next_reminder(act.now)) {
        due::set(act.tx, &work.scope, DUE, &work.subject, Some(at)).await?;
    }
    if !act.inner.notices {
        return Ok(());
    }
    post_of(act, &of, notice, task).await
}

async fn post_of(act: &mut Act<'_>, of: &Move, notice: Notice, task: Option<&str>) -> Result<(), Halt> {
    let subject = Subject::Move {
        partner_id: of.partner_id.clone(),
        id: of.id.clone(),
        notice,
        task: task.map(str::to_owned),
    };
    let people = of_partner(act, &of.partner_id).await?;
    post(act, &of.partner_id, &subject, To::Partner, people).await
}
