//! Our own: the other side of service requests. The programme's administrators read them, answer them, and publish incidents.
//!
//! Used through `Client::support_desk`.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::{
    incidents::ServiceIncidentDetail,
    service_requests::{PartnerServiceRequest, ServiceRequest, ServiceRequestStatus},
};
use reqwest::Method;

const REQUESTS: &str = "/moves/v1/servicerequests";
const INCIDENTS: &str = "/moves/v1/incidents";

noun! {
    /// Our own: the programme's side of service requests and incidents. Needs a program administrator (others: 403), and to answer, a user.
    ///
    /// Source: `docs/wire/service-requests.md`, our own operations.
    SupportDesk
}

impl SupportDesk {
    /// Requests of every partner, or of one; in every state, or in one. Newest first.
    pub fn list(&self, partner: Option<&str>, status: Option<ServiceRequestStatus>) -> Items<PartnerServiceRequest> {
        let call = self.client.own(Method::GET, REQUESTS, &[]).query("size", "500");
        let call = call.maybe("partner", partner);
        paging::seek(call.maybe("status", status.map(|status| status.as_str())))
    }

    /// One request of a partner, with its notes.
    pub async fn get(&self, partner: &str, request: &str) -> Result<PartnerServiceRequest, Error> {
        self.client.own(Method::GET, REQUESTS, &[partner, request]).read().await
    }

    /// Answers: the new note is added, the state set if it is named. Nothing else counts.
    pub async fn answer(&self, partner: &str, request: &str, answer: &ServiceRequest) -> Result<PartnerServiceRequest, Error> {
        let call = self.client.own(Method::PATCH, REQUESTS, &[partner, request]);
        call.json(answer).read().await
    }

    /// Publishes an incident or a message, with its id in the answer.
    pub async fn publish(&self, incident: &ServiceIncidentDetail) -> Result<ServiceIncidentDetail, Error> {
        self.client.own(Method::POST, INCIDENTS, &[]).json(incident).read().await
    }

    /// Changes what is named of an incident; its messages are added.
    pub async fn update_incident(&self, incident: &str, change: &ServiceIncidentDetail) -> Result<ServiceIncidentDetail, Error> {
        let call = self.client.own(Method::PATCH, INCIDENTS, &[incident]);
        call.json(change).read().await
    }
}
