//! Questions about service requests.

use super::find;
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    permissions::Relation,
    service_requests::{Note, ServiceRequest},
};
use nahtlos_store::service_requests::{self, Part};

/// A request with what was said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// The request.
    pub request: ServiceRequest,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
}

impl Reading {
    fn customer_of_path(&self) -> Option<String> {
        (self.permit.relation() != Relation::Own).then(|| self.tenant())
    }

    /// The caller's requests, newest first; asked for a customer, those about that customer.
    ///
    /// # Errors
    /// Faults only.
    pub async fn service_requests(&mut self, part: &Part) -> Result<Vec<ServiceRequest>, Halt> {
        let (caller, customer) = (self.caller.clone(), self.customer_of_path());
        Ok(service_requests::page(&mut self.tx, &caller, customer.as_deref(), part).await?)
    }

    /// One of the caller's requests.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn service_request(&mut self, id: &str) -> Result<Talk, Halt> {
        let (caller, customer) = (self.caller.clone(), self.customer_of_path());
        let request = find(&mut self.tx, &caller, customer.as_deref(), id).await?;
        let notes = service_requests::notes(&mut self.tx, &caller, id).await?;
        Ok(Talk { request, notes })
    }

    /// Requests of a partner, or of every partner, newest first: for whoever runs the programme.
    ///
    /// # Errors
    /// Faults only.
    pub async fn partners_service_requests(&mut self, partner: Option<&str>, part: &Part) -> Result<Vec<ServiceRequest>, Halt> {
        Ok(match partner {
            Some(partner) => service_requests::page(&mut self.tx, partner, None, part).await?,
            None => service_requests::every(&mut self.tx, part).await?,
        })
    }

    /// A partner's request: for whoever runs the programme.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn partners_service_request(&mut self, partner: &str, id: &str) -> Result<Talk, Halt> {
        let request = find(&mut self.tx, partner, None, id).await?;
        let notes = service_requests::notes(&mut self.tx, partner, id).await?;
        Ok(Talk { request, notes })
    }
}
