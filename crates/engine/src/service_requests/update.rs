//! A partner changes one of its requests, or says something about it.

use super::{Talk, find, need, person, save};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    permissions::Action,
    service_requests::{Change, Side},
};
use nahtlos_store::service_requests;

/// Changes a request.
#[derive(Debug, Clone)]
pub struct UpdateServiceRequest {
    /// Its id.
    pub id: String,
    /// The customer on whose path it was asked for.
    pub customer_id: Option<String>,
    /// What is to change.
    pub change: Change,
}

impl UseCase for UpdateServiceRequest {
    type Out = Talk;

    fn needs(&self) -> Need {
        need(Action::ManageServiceRequests, self.customer_id.as_deref())
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Talk, Halt> {
        let partner = act.call.actor.tenant_id.clone();
        let before = find(act.tx, &partner, self.customer_id.as_deref(), &self.id).await?;
        let side = Side::Partner(person(&act.call.actor)?);
        let mut notes = service_requests::notes(act.tx, &partner, &self.id).await?;
        let Some((after, note)) = before.change(&self.change, &side, act.now)? else {
            return Ok(Talk { request: before, notes });
        };
        let new: Vec<_> = note.into_iter().collect();
        save(act, Some(&before), &after, &new).await?;
        notes.extend(new);
        Ok(Talk { request: after, notes })
    }
}
