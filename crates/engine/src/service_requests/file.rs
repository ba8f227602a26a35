//! Files a service request: for the partner itself, or for one of its customers.

use super::{need, person, save};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit, profiles};
use nahtlos_model::{
    permissions::{Action, Relation},
    profiles::Organization as OrganizationProfile,
    refusals::{Code, Refusal},
    service_requests::{Filing, Organization, Origin, ServiceRequest, id_of},
};
use nahtlos_store::{customers, service_requests};

/// Tries at an id that nobody has.
const TRIES: usize = 20;

/// Files a request.
#[derive(Debug, Clone)]
pub struct FileServiceRequest {
    /// What is filed.
    pub filing: Filing,
    /// The customer it is about; `None`: the partner itself.
    pub customer_id: Option<String>,
}

impl UseCase for FileServiceRequest {
    type Out = super::Talk;

    fn needs(&self) -> Need {
        need(Action::ManageServiceRequests, self.customer_id.as_deref())
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Self::Out, Halt> {
        let by = person(&act.call.actor)?;
        let partner = act.call.actor.tenant_id.clone();
        let (partner, profile) = profiles::own::<OrganizationProfile>(act.tx, &partner).await?;
        let about = (permit.relation() != Relation::Own).then(|| permit.tenant().to_owned());
        let (organization, country) = match &about {
            Some(id) => {
                let customer = customers::find(act.tx, id).await?;
                let customer = customer.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", id))?;
                let country = customer.country().to_owned();
                (organization(id, &customer.company.name, &customer.company.address.phone), country)
            }
            None => {
                let address = &profile.value.address;
                (organization(&partner.id, &partner.name, &address.phone), partner.country.clone())
            }
        };
        let origin = Origin {
            id: free_id(act, &partner.id).await?,
            partner_id: partner.id,
            customer_id: about,
            organization,
            country,
            by,
        };
        let (request, notes) = ServiceRequest::file(&self.filing, origin, act.now)?;
        save(act, None, &request, &notes).await?;
        Ok(super::Talk { request, notes })
    }
}

fn organization(id: &str, name: &str, phone: &str) -> Organization {
    Organization {
        id: id.to_owned(),
        name: name.to_owned(),
        phone: phone.to_owned(),
    }
}

async fn free_id(act: &mut Act<'_>, partner: &str) -> Result<String, Halt> {
    for _ in 0..TRIES {
        let id = id_of(act.now, act.inner.clock.random());
        if service_requests::find(act.tx, partner, &id).await?.is_none() {
            return Ok(id);
        }
    }
    Err(nahtlos_store::StoreError::other("no free id for a service request was found").into())
}
