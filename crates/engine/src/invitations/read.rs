//! Questions about the caller's own invitations. The link's secret is in the answers: only who may send it may ask.

use super::{Asked, unknown};
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::invitations::{Invitation, InvitationStatus};
use nahtlos_store::invitations;

/// After every id: a page from here is the first.
const END: &str = "~";

impl Reading {
    /// One by its id.
    ///
    /// # Errors
    /// `NotFound`, also for another partner's.
    pub async fn invitation(&mut self, id: &str) -> Result<Asked, Halt> {
        let caller = self.caller.clone();
        let found = invitations::find(&mut self.tx, &caller, id).await?;
        Asked::of(&mut self.tx, found.ok_or_else(|| unknown(id))?).await
    }

    /// A page, newest first, before an id; in one state where one is named.
    ///
    /// # Errors
    /// Faults only.
    pub async fn invitations(&mut self, before: Option<&str>, limit: i64, status: Option<InvitationStatus>) -> Result<Vec<Asked>, Halt> {
        let (caller, before) = (self.caller.clone(), before.unwrap_or(END));
        let found = match status {
            Some(status) => invitations::page_in(&mut self.tx, &caller, status.as_str(), before, limit).await?,
            None => invitations::page(&mut self.tx, &caller, before, limit).await?,
        };
        self.all_with_names(found).await
    }

    /// A page of those whose customer's name, domain or mail address has a text in it, newest first, before an id.
    ///
    /// # Errors
    /// Faults only.
    pub async fn invitations_sought(&mut self, before: Option<&str>, limit: i64, text: &str) -> Result<Vec<Asked>, Halt> {
        let (caller, before) = (self.caller.clone(), before.unwrap_or(END));
        let found = invitations::page_sought(&mut self.tx, &caller, before, limit, &text.to_lowercase()).await?;
        self.all_with_names(found).await
    }

    /// Those that wait for an answer, the first to expire first, after the time and id of one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn waiting_invitations(&mut self, after: Option<(&str, &str)>, limit: i64) -> Result<Vec<Asked>, Halt> {
        let caller = self.caller.clone();
        let found = invitations::page_waiting(&mut self.tx, &caller, after.unwrap_or_default(), limit).await?;
        self.all_with_names(found).await
    }

    /// How many are in each state.
    ///
    /// # Errors
    /// Faults only.
    pub async fn invitation_summary(&mut self) -> Result<Vec<(String, i64)>, Halt> {
        let caller = self.caller.clone();
        Ok(invitations::summary(&mut self.tx, &caller).await?)
    }

    async fn all_with_names(&mut self, found: Vec<Invitation>) -> Result<Vec<Asked>, Halt> {
        let mut asked = Vec::with_capacity(found.len());
        for invitation in found {
            asked.push(self.with_names(invitation, asked.last()).await?);
        }
        Ok(asked)
    }

    /// With those who ask; the one before it mostly has the same.
    async fn with_names(&mut self, invitation: Invitation, last: Option<&Asked>) -> Result<Asked, Halt> {
        match last.filter(|l| l.invitation.provider_id == invitation.provider_id) {
            Some(last) => Ok(Asked {
                invitation,
                ..last.clone()
            }),
            None => Asked::of(&mut self.tx, invitation).await,
        }
    }
}
