//! Service requests of the partner and incidents of the services; all need a user's token.
//!
//! Used through `Client::service_requests`. Lists are in short form: what was said is in the request alone.

use crate::{Error, Items, noun, paging, request::Call};
use nahtlos_wire::{
    filters::Filter,
    incidents::ServiceIncidents,
    service_requests::{ServiceRequest, ServiceRequestNote, SupportTopic},
};

/// Requests in one page.
const PAGE: &str = "500";

noun! {
    /// Service requests, and incidents of the services. All need a user's token (an application alone: 403, 900329).
    ///
    /// Lists have the short form, without description and notes. A wrong member is 400, code 3000, by its name, an unknown severity or
    /// state 400, code 900126, a wrong filter 400, code 800002. Source: `docs/wire/service-requests.md`.
    ServiceRequests
}

/// A filter as a query carries it.
fn filtered(call: Call, filter: Option<&Filter>) -> Call {
    call.maybe("filter", filter.map(|filter| serde_json::to_string(filter).unwrap_or_default()))
}

/// A change that says something and leaves the rest.
fn saying(text: &str) -> ServiceRequest {
    ServiceRequest {
        new_note: Some(ServiceRequestNote {
            text: Some(text.to_owned()),
            ..ServiceRequestNote::default()
        }),
        ..ServiceRequest::default()
    }
}

impl ServiceRequests {
    /// The partner's requests that a filter (by `Status`) lets through, newest first.
    pub fn list(&self, filter: Option<&Filter>) -> Items<ServiceRequest> {
        let call = self.client.get(&["servicerequests"]).query("size", PAGE);
        paging::seek(filtered(call, filter))
    }

    /// Those about a customer.
    pub fn of_customer(&self, customer: &str, filter: Option<&Filter>) -> Items<ServiceRequest> {
        let call = self.client.get(&["customers", customer, "servicerequests"]);
        paging::seek(filtered(call.query("size", PAGE), filter))
    }

    /// One request with its notes, oldest first; not found if there is none of the caller's under this id.
    pub async fn get(&self, request: &str) -> Result<ServiceRequest, Error> {
        self.client.get(&["servicerequests", request]).read().await
    }

    /// One request about a customer; not found if it is about another.
    pub async fn get_of_customer(&self, customer: &str, request: &str) -> Result<ServiceRequest, Error> {
        self.client.get(&["customers", customer, "servicerequests", request]).read().await
    }

    /// Files a request in a language such as `de-DE`: title, description, severity and a topic (`topics`), and the customer's id in
    /// `organization` if it is about one. The reference retired this.
    pub async fn create(&self, locale: &str, request: &ServiceRequest) -> Result<ServiceRequest, Error> {
        self.client.post(&["servicerequests", locale]).json(request).read().await
    }

    /// Changes what is named, and adds the new note (4,000 characters at most, a thousand notes in all). Empty texts change nothing.
    pub async fn update(&self, request: &str, change: &ServiceRequest) -> Result<ServiceRequest, Error> {
        self.client.patch(&["servicerequests", request]).json(change).read().await
    }

    /// The same, of a request about a customer.
    pub async fn update_of_customer(&self, customer: &str, request: &str, change: &ServiceRequest) -> Result<ServiceRequest, Error> {
        let call = self.client.patch(&["customers", customer, "servicerequests", request]);
        call.json(change).read().await
    }

    /// Adds a note; one that waits for the partner is open again.
    pub async fn say(&self, request: &str, text: &str) -> Result<ServiceRequest, Error> {
        self.update(request, &saying(text)).await
    }

    /// What requests can be about.
    pub async fn topics(&self) -> Result<Vec<SupportTopic>, Error> {
        self.client.get(&["servicerequests", "supporttopics"]).items().await
    }

    /// Incidents of all services, grouped, that a filter (by `Resolved`) lets through.
    pub async fn incidents(&self, filter: Option<&Filter>) -> Result<Vec<ServiceIncidents>, Error> {
        filtered(self.client.get(&["serviceincidents", "office"]), filter).items().await
    }

    /// How many incidents and messages there are.
    pub async fn incident_count(&self, filter: Option<&Filter>) -> Result<u64, Error> {
        filtered(self.client.get(&["serviceincidents", "office", "count"]), filter)
            .read()
            .await
    }
}
