//! Our own: campaigns, the moves of many customers as one undertaking.
//!
//! Used through `Client::campaigns`, with the shapes of `nahtlos_wire::campaigns`: amounts are decimal texts in the campaign's currency, days are
//! UTC dates. A campaign that is unknown, or another partner's, is HTTP 404; what its state does not allow is 409 with the code `campaignState`,
//! what a customer's does not allow 409 `campaignCustomer`.

use crate::{Error, Items, noun, paging, request::Call};
use nahtlos_wire::campaigns::{
    Campaign, CampaignCandidate, CampaignCustomer, CampaignCustomerRequest, CampaignCustomerState, CampaignExclusion, CampaignRequest,
    CampaignYes, PATH,
};
use reqwest::Method;

noun! {
    /// Our own: campaigns.
    Campaigns
}

impl Campaigns {
    fn call(&self, method: Method, rest: &[&str]) -> Call {
        self.client.own(method, PATH, rest)
    }

    async fn decide(&self, id: &str, what: &str) -> Result<Campaign, Error> {
        self.call(Method::POST, &[id, what]).read().await
    }

    /// One's campaigns, newest first and without how their customers stand.
    pub fn list(&self) -> Items<Campaign> {
        paging::seek(self.call(Method::GET, &[]))
    }

    /// One campaign with how it stands, by wave.
    pub async fn get(&self, id: &str) -> Result<Campaign, Error> {
        self.call(Method::GET, &[id]).read().await
    }

    /// Makes a campaign without customers.
    ///
    /// # Errors
    /// 400 for settings that cannot be carried out.
    pub async fn make(&self, wanted: &CampaignRequest) -> Result<Campaign, Error> {
        self.call(Method::POST, &[]).json(wanted).read().await
    }

    /// Changes settings; what is left out stays. The days have to be scheduled anew.
    pub async fn change(&self, id: &str, wanted: &CampaignRequest) -> Result<Campaign, Error> {
        self.call(Method::PATCH, &[id]).json(wanted).read().await
    }

    /// Gives every customer who has not begun a day, from today on.
    pub async fn schedule(&self, id: &str) -> Result<Campaign, Error> {
        self.decide(id, "schedule").await
    }

    /// Says yes to the schedule with just this digest, and to plans within limits.
    ///
    /// # Errors
    /// 409 `otherSchedule` where another schedule is the newest.
    pub async fn approve(&self, id: &str, yes: &CampaignYes) -> Result<Campaign, Error> {
        self.call(Method::POST, &[id, "approve"]).json(yes).read().await
    }

    /// Stops it: nobody begins.
    pub async fn pause(&self, id: &str) -> Result<Campaign, Error> {
        self.decide(id, "pause").await
    }

    /// Lets it go on, on behalf of who says so.
    pub async fn resume(&self, id: &str) -> Result<Campaign, Error> {
        self.decide(id, "resume").await
    }

    /// Gives it up; moves that have begun go on.
    pub async fn abandon(&self, id: &str) -> Result<Campaign, Error> {
        self.decide(id, "abandon").await
    }

    /// Its customers by id; in one state where one is named.
    pub fn customers(&self, id: &str, state: Option<CampaignCustomerState>) -> Items<CampaignCustomer> {
        let call = self.call(Method::GET, &[id, "customers"]);
        paging::seek(call.maybe("state", state.map(CampaignCustomerState::as_str)))
    }

    /// Adds a customer with what it holds, or replaces it before its move has begun. It is planned once, to know what it costs.
    ///
    /// # Errors
    /// 400 for an estate, a policy or wishes that do not read.
    pub async fn add(&self, id: &str, wanted: &CampaignCustomerRequest) -> Result<CampaignCustomer, Error> {
        self.call(Method::POST, &[id, "customers"]).json(wanted).read().await
    }

    /// Everybody whom one has where the campaign is carried out.
    ///
    /// # Errors
    /// 429 with the time to wait while the service's budget is used up.
    pub fn candidates(&self, id: &str) -> Items<CampaignCandidate> {
        paging::seek(self.call(Method::GET, &[id, "candidates"]))
    }

    /// Has one customer read where the campaign is carried out, and added with what it holds.
    ///
    /// # Errors
    /// 429 with the time to wait while the service's budget is used up; 400 with what the service refuses; 409 for one that was taken out or
    /// has begun.
    pub async fn read(&self, id: &str, customer: &str) -> Result<CampaignCustomer, Error> {
        self.call(Method::POST, &[id, "candidates", customer]).read().await
    }

    /// One customer.
    pub async fn customer(&self, id: &str, customer: &str) -> Result<CampaignCustomer, Error> {
        self.call(Method::GET, &[id, "customers", customer]).read().await
    }

    /// Changes wishes and address of a customer whose move has not begun; wishes are replaced as a whole.
    pub async fn change_customer(&self, id: &str, customer: &str, wanted: &CampaignCustomerRequest) -> Result<CampaignCustomer, Error> {
        self.call(Method::PATCH, &[id, "customers", customer]).json(wanted).read().await
    }

    /// Takes a customer out. Its move, if it has begun, goes on by itself or is given up.
    pub async fn exclude(&self, id: &str, customer: &str, exclusion: &CampaignExclusion) -> Result<CampaignCustomer, Error> {
        let call = self.call(Method::POST, &[id, "customers", customer, "exclude"]);
        call.json(exclusion).read().await
    }

    /// Puts a customer in again whose move has not begun.
    pub async fn include(&self, id: &str, customer: &str) -> Result<CampaignCustomer, Error> {
        self.call(Method::POST, &[id, "customers", customer, "include"]).read().await
    }
}
