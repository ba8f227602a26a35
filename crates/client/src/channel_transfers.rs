//! Our own: channel transfers, from volume licensing into the partner programme.
//!
//! Used through `Client::channel_transfers`.

use crate::{Error, Items, noun, paging, request::Call};
use nahtlos_wire::channel_transfers::{ChannelSubscription, ChannelTransfer, PATH};
use reqwest::Method;

noun! {
    /// Our own: channel transfers.
    ChannelTransfers
}

impl ChannelTransfers {
    fn call(&self, method: Method, customer: &str, rest: &[&str]) -> Call {
        let path = [&[customer, "channelTransfers"], rest].concat();
        self.client.own(method, "/moves/v1/customers", &path)
    }

    /// What a customer has of other channels, and what could replace it.
    pub async fn sources(&self, customer: &str) -> Result<Vec<ChannelSubscription>, Error> {
        let path = [customer, "channelSubscriptions"];
        self.client.own(Method::GET, "/moves/v1/customers", &path).items().await
    }

    /// One's channel transfers over all customers, soonest first.
    pub fn all(&self) -> Items<ChannelTransfer> {
        paging::seek(self.client.own(Method::GET, PATH, &[]))
    }

    /// A customer's channel transfers.
    pub async fn list(&self, customer: &str) -> Result<Vec<ChannelTransfer>, Error> {
        self.call(Method::GET, customer, &[]).items().await
    }

    /// One channel transfer.
    pub async fn get(&self, customer: &str, transfer: &str) -> Result<ChannelTransfer, Error> {
        self.call(Method::GET, customer, &[transfer]).read().await
    }

    /// What it would be, without effect.
    pub async fn preview(&self, customer: &str, wanted: &ChannelTransfer) -> Result<ChannelTransfer, Error> {
        let call = self.call(Method::POST, customer, &["preview"]);
        call.json(wanted).read().await
    }

    /// Schedules one.
    pub async fn create(&self, customer: &str, wanted: &ChannelTransfer) -> Result<ChannelTransfer, Error> {
        self.call(Method::POST, customer, &[]).json(wanted).read().await
    }

    /// Changes one before it begins.
    pub async fn update(&self, customer: &str, transfer: &str, wanted: &ChannelTransfer) -> Result<ChannelTransfer, Error> {
        let call = self.call(Method::PATCH, customer, &[transfer]);
        call.json(wanted).read().await
    }

    /// Takes one back before it begins.
    pub async fn cancel(&self, customer: &str, transfer: &str) -> Result<ChannelTransfer, Error> {
        self.call(Method::POST, customer, &[transfer, "cancel"]).read().await
    }

    /// Begins one now.
    pub async fn start(&self, customer: &str, transfer: &str) -> Result<ChannelTransfer, Error> {
        self.call(Method::POST, customer, &[transfer, "start"]).read().await
    }
}
