//! Our own: channel transfers, from volume licensing into the partner programme.
//!
//! Used through `Client::channel_transfers`.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::channel_transfers::{ChannelSubscription, ChannelTransfer, PATH, path, sources};
use reqwest::Method;

noun! {
    /// Our own: channel transfers.
    ChannelTransfers
}

impl ChannelTransfers {
    /// What a customer has of other channels, and what could replace it.
    pub async fn sources(&self, customer: &str) -> Result<Vec<ChannelSubscription>, Error> {
        self.client.own(Method::GET, &sources(customer), &[]).items().await
    }

    /// One's channel transfers over all customers, soonest first.
    pub fn all(&self) -> Items<ChannelTransfer> {
        paging::seek(self.client.own(Method::GET, PATH, &[]))
    }

    /// A customer's channel transfers.
    pub async fn list(&self, customer: &str) -> Result<Vec<ChannelTransfer>, Error> {
        self.client.own(Method::GET, &path(customer), &[]).items().await
    }

    /// One channel transfer.
    pub async fn get(&self, customer: &str, transfer: &str) -> Result<ChannelTransfer, Error> {
        self.client.own(Method::GET, &path(customer), &[transfer]).read().await
    }

    /// What it would be, without effect.
    pub async fn preview(&self, customer: &str, wanted: &ChannelTransfer) -> Result<ChannelTransfer, Error> {
        let call = self.client.own(Method::POST, &path(customer), &["preview"]);
        call.json(wanted).read().await
    }

    /// Schedules one.
    pub async fn create(&self, customer: &str, wanted: &ChannelTransfer) -> Result<ChannelTransfer, Error> {
        self.client.own(Method::POST, &path(customer), &[]).json(wanted).read().await
    }

    /// Changes one before it begins.
    pub async fn update(&self, customer: &str, transfer: &str, wanted: &ChannelTransfer) -> Result<ChannelTransfer, Error> {
        let call = self.client.own(Method::PATCH, &path(customer), &[transfer]);
        call.json(wanted).read().await
    }

    /// Takes one back before it begins.
    pub async fn cancel(&self, customer: &str, transfer: &str) -> Result<ChannelTransfer, Error> {
        self.client.own(Method::POST, &path(customer), &[transfer, "cancel"]).read().await
    }

    /// Begins one now.
    pub async fn start(&self, customer: &str, transfer: &str) -> Result<ChannelTransfer, Error> {
        self.client.own(Method::POST, &path(customer), &[transfer, "start"]).read().await
    }
}
