//! The programme's administrators answer a partner's request, ask back, or close it.

use super::{Talk, find, letter, person, save};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    permissions::Action,
    service_requests::{Change, Side},
};
use nahtlos_store::service_requests;

/// Answers a request.
#[derive(Debug, Clone)]
pub struct AnswerServiceRequest {
    /// The partner who asks.
    pub partner_id: String,
    /// The request's id.
    pub id: String,
    /// State and note; the rest is the partner's.
    pub change: Change,
}

impl UseCase for AnswerServiceRequest {
    type Out = Talk;

    fn needs(&self) -> Need {
        Need::own(Action::AnswerServiceRequests)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Talk, Halt> {
        let before = find(act.tx, &self.partner_id, None, &self.id).await?;
        let side = Side::Programme(person(&act.call.actor)?);
        let mut notes = service_requests::notes(act.tx, &self.partner_id, &self.id).await?;
        let Some((after, note)) = before.change(&self.change, &side, act.now)? else {
            return Ok(Talk { request: before, notes });
        };
        let new: Vec<_> = note.into_iter().collect();
        save(act, Some(&before), &after, &new).await?;
        letter::write(act, &after).await?;
        notes.extend(new);
        Ok(Talk { request: after, notes })
    }
}
