//! The mail that says that a request was answered. It says that, not what: whoever gets it reads the request.

use crate::{Engine, act::Act, halt::Halt, invitations::due::MAIL, outbox::Message};
use nahtlos_model::{customers::profile::is_email, service_requests::ServiceRequest};
use nahtlos_store::{StoreError, service_requests};
use serde::{Deserialize, Serialize};

/// A mail to send, as the outbox keeps it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mail {
    service_request: String,
}

/// A mail to write and send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The request, as it is when the mail goes out.
    pub request: ServiceRequest,
    /// Where it goes.
    pub to: String,
}

/// Puts the mail into the outbox, where there is an address.
pub(super) async fn write(act: &mut Act<'_>, request: &ServiceRequest) -> Result<(), Halt> {
    if !is_email(&request.primary_contact.contact.email) {
        return Ok(());
    }
    let mail = Mail {
        service_request: request.id.clone(),
    };
    act.send(MAIL, &request.partner_id, &mail).await
}

/// Whether a mail in the outbox is about a request.
pub(crate) fn is_about_one(body: &str) -> bool {
    serde_json::from_str::<Mail>(body).is_ok()
}

impl Engine {
    /// What a message about a request is to say; `None` where it is about something else, or there is no request any more.
    ///
    /// # Errors
    /// Faults only.
    pub async fn answered(&self, message: &Message) -> Result<Option<Answered>, Halt> {
        if !is_about_one(&message.body) {
            return Ok(None);
        }
        let mail: Mail = serde_json::from_str(&message.body).map_err(StoreError::from)?;
        let mut tx = self.inner.store.reader().await?;
        let found = service_requests::find(&mut tx, &message.scope, &mail.service_request).await?;
        Ok(found.map(|request| Answered {
            to: request.primary_contact.contact.email.clone(),
            request,
        }))
    }
}
