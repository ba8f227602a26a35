//! Transfers of subscriptions between partners, from either side.
//!
//! Used through `Client::transfers`. Legacy: the source creates with lines, the target accepts or rejects, the source withdraws. New
//! commerce: the target asks without lines, the source accepts with lines or declines, the target cancels.

use crate::{Error, Items, Patience, noun, paging};
use nahtlos_wire::transfers::{
    PATH, PartnerTransfer, TransferDecline, TransferEligibility, TransferEntity, TransferLineItem, TransferPreview, TransferSubmitResult,
};
use reqwest::Method;

noun! {
    /// Transfers of subscriptions between partners.
    Transfers
}

/// A body with nothing but a state.
fn state(status: &str) -> TransferEntity {
    TransferEntity {
        status: Some(status.to_owned()),
        ..TransferEntity::default()
    }
}

impl Transfers {
    /// Which of one's own subscriptions could be offered to another partner (legacy).
    pub async fn eligibility(&self, customer: &str) -> Result<Vec<TransferEligibility>, Error> {
        let call = self.client.get(&["customers", customer, "transferseligibility"]);
        call.query("transferType", "directtoindirect").read().await
    }

    /// Waits until what was accepted has moved or failed, or until patience ends: the transfer as it is then. Look at its lines: a line
    /// that failed is still with the source, and goes into another transfer.
    pub async fn until_settled(&self, customer: &str, transfer: &str, patience: Patience) -> Result<TransferEntity, Error> {
        let mut left = patience.looks.max(1);
        loop {
            let now = self.get(customer, transfer).await?;
            left -= 1;
            if now.status.as_deref() != Some("InProgress") || left == 0 {
                return Ok(now);
            }
            tokio::time::sleep(patience.pause).await;
        }
    }

    /// A customer's transfers, in both directions.
    pub async fn list(&self, customer: &str) -> Result<Vec<TransferEntity>, Error> {
        self.client.get(&["customers", customer, "transfers"]).read().await
    }

    /// One transfer.
    pub async fn get(&self, customer: &str, transfer: &str) -> Result<TransferEntity, Error> {
        self.client.get(&["customers", customer, "transfers", transfer]).read().await
    }

    /// Offers lines to another partner (legacy), or asks another partner for its lines (new commerce): what the entity says.
    pub async fn create(&self, customer: &str, transfer: &TransferEntity) -> Result<TransferEntity, Error> {
        self.client.post(&["customers", customer, "transfers"]).json(transfer).read().await
    }

    /// Legacy target: accepts what is offered. Lines that failed are in the answer.
    pub async fn accept(&self, customer: &str, transfer: &str) -> Result<TransferSubmitResult, Error> {
        let call = self.client.post(&["customers", customer, "transfers", transfer, "accept"]);
        call.read().await
    }

    /// New-commerce source: accepts with lines. They move a little later; read the transfer until it is no longer in progress.
    pub async fn accept_with(&self, customer: &str, transfer: &str, lines: Vec<TransferLineItem>) -> Result<TransferEntity, Error> {
        let body = TransferEntity {
            line_items: Some(lines),
            ..state("InProgress")
        };
        self.answer(customer, transfer, &body).await
    }

    /// Legacy target: rejects. New-commerce source: declines.
    pub async fn reject(&self, customer: &str, transfer: &str) -> Result<TransferEntity, Error> {
        self.answer(customer, transfer, &state("reject")).await
    }

    /// New-commerce target: takes the request back.
    pub async fn cancel(&self, customer: &str, transfer: &str) -> Result<TransferEntity, Error> {
        self.answer(customer, transfer, &state("Cancel")).await
    }

    /// Legacy source: takes the offer back.
    pub async fn withdraw(&self, customer: &str, transfer: &str) -> Result<(), Error> {
        self.client.delete(&["customers", customer, "transfers", transfer]).done().await
    }

    async fn answer(&self, customer: &str, transfer: &str, body: &TransferEntity) -> Result<TransferEntity, Error> {
        let call = self.client.patch(&["customers", customer, "transfers", transfer]);
        call.json(body).read().await
    }

    /// Our own: one's transfers over all customers, newest first.
    pub fn all(&self) -> Items<PartnerTransfer> {
        paging::seek(self.client.own(Method::GET, PATH, &[]))
    }

    /// Our own: what a hand-over today would do.
    pub async fn preview(&self, customer: &str, transfer: &str) -> Result<TransferPreview, Error> {
        let path = [customer, "transfers", transfer, "preview"];
        self.client.own(Method::GET, "/moves/v1/customers", &path).read().await
    }

    /// Our own: a new-commerce source declines, and says why.
    pub async fn decline(&self, customer: &str, transfer: &str, reason: Option<&str>) -> Result<PartnerTransfer, Error> {
        let body = TransferDecline {
            reason: reason.map(str::to_owned),
        };
        let path = [customer, "transfers", transfer, "decline"];
        let call = self.client.own(Method::POST, "/moves/v1/customers", &path);
        call.json(&body).read().await
    }
}
