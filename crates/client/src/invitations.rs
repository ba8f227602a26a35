//! Our own: personal requests for a relationship.
//!
//! Used through `Client::invitations`.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::{
    Collection,
    invitations::{Acceptance, BY_LINK, Invitation, InvitationByLink, InvitationCount, InvitationRequest, PATH, SendBy, SendRequest},
};
use reqwest::Method;

noun! {
    /// Our own: personal requests for a relationship.
    Invitations
}

impl Invitations {
    /// All invitations.
    pub fn list(&self) -> Items<Invitation> {
        paging::seek(self.client.own(Method::GET, PATH, &[]))
    }

    /// Those that wait for an answer, the first to expire first.
    pub fn waiting(&self) -> Items<Invitation> {
        paging::seek(self.client.own(Method::GET, PATH, &[]).query("waiting", "true"))
    }

    /// Those whose customer's name, domain or mail address has a text in it.
    pub fn sought(&self, text: &str) -> Items<Invitation> {
        paging::seek(self.client.own(Method::GET, PATH, &[]).query("q", text))
    }

    /// How many are in each state.
    pub async fn summary(&self) -> Result<Vec<InvitationCount>, Error> {
        let counts: Collection<InvitationCount> = self.client.own(Method::GET, PATH, &["summary"]).read().await?;
        Ok(counts.items)
    }

    /// One invitation.
    pub async fn get(&self, invitation: &str) -> Result<Invitation, Error> {
        self.client.own(Method::GET, PATH, &[invitation]).read().await
    }

    /// Drafts an invitation.
    pub async fn create(&self, request: &InvitationRequest) -> Result<Invitation, Error> {
        self.client.own(Method::POST, PATH, &[]).json(request).read().await
    }

    /// Changes a draft.
    pub async fn update(&self, invitation: &str, request: &InvitationRequest) -> Result<Invitation, Error> {
        self.client.own(Method::PATCH, PATH, &[invitation]).json(request).read().await
    }

    /// Marks it as sent, or has the center send it by mail.
    pub async fn send(&self, invitation: &str, by: SendBy) -> Result<Invitation, Error> {
        let how = SendRequest { by: Some(by) };
        self.client.own(Method::POST, PATH, &[invitation, "send"]).json(&how).read().await
    }

    /// Reminds the invited.
    pub async fn remind(&self, invitation: &str) -> Result<Invitation, Error> {
        self.client.own(Method::POST, PATH, &[invitation, "remind"]).read().await
    }

    /// Takes it back.
    pub async fn withdraw(&self, invitation: &str) -> Result<Invitation, Error> {
        self.client.own(Method::POST, PATH, &[invitation, "withdraw"]).read().await
    }

    /// What a link asks, for whoever has it.
    pub async fn by_link(&self, secret: &str) -> Result<InvitationByLink, Error> {
        self.client.own(Method::GET, PATH, &[BY_LINK, secret]).read().await
    }

    /// Accepts, as an administrator of the customer.
    pub async fn accept(&self, secret: &str, acceptance: &Acceptance) -> Result<InvitationByLink, Error> {
        let call = self.client.own(Method::POST, PATH, &[BY_LINK, secret, "accept"]);
        call.json(acceptance).read().await
    }

    /// Declines, as an administrator of the customer.
    pub async fn decline(&self, secret: &str) -> Result<InvitationByLink, Error> {
        self.client.own(Method::POST, PATH, &[BY_LINK, secret, "decline"]).read().await
    }
}
