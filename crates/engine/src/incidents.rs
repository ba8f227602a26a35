//! Incidents: published by the programme's administrators, read by partners and customers.

use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    reading::Reading,
};
use nahtlos_model::{
    customers::services::services_of,
    incidents::{Incident, Told},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::incidents;
use std::collections::{BTreeMap, BTreeSet};

/// Publishes an incident or a message, or changes one.
#[derive(Debug, Clone)]
pub struct PublishIncident {
    /// Which one changes; `None`: a new one.
    pub id: Option<String>,
    /// What is told.
    pub told: Told,
}

impl UseCase for PublishIncident {
    type Out = Incident;

    fn needs(&self) -> Need {
        Need::own(Action::PublishIncidents)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Incident, Halt> {
        let (before, after) = match &self.id {
            None => {
                let id = act.guid();
                let new = Incident::publish(&self.told, id, act.now)?;
                incidents::insert(act.tx, &new).await?;
                (None, new)
            }
            Some(id) => {
                let unknown = || Refusal::new(Code::NotFound).with("id", id);
                let before = incidents::find(act.tx, id).await?.ok_or_else(unknown)?;
                let after = before.changed(&self.told, act.now)?;
                incidents::update(act.tx, &before, &after).await?;
                (Some(before), after)
            }
        };
        let change = Changed {
            scope: permit.tenant(),
            partner: permit.tenant(),
            resource: "service_incident",
            id: &after.id,
            operation: if before.is_some() {
                "update_service_incident"
            } else {
                "create_service_incident"
            },
            before: before.as_ref(),
            after: Some(&after),
        };
        act.changed(change)?;
        Ok(after)
    }
}

impl Reading {
    /// Every incident, with how many of the caller's customers hold a plan of its service.
    ///
    /// # Errors
    /// Faults only.
    pub async fn incidents(&mut self) -> Result<Vec<(Incident, i64)>, Halt> {
        let all = incidents::list(&mut self.tx).await?;
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let caller = self.caller.clone();
        let mut customers: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (customer, sku) in incidents::holders(&mut self.tx, &caller).await? {
            for service in self.services_of_sku(&sku) {
                customers.entry(service).or_default().insert(customer.clone());
            }
        }
        let count = |workload: &str| customers.get(workload).map_or(0, |all| all.len() as i64);
        Ok(all
            .into_iter()
            .map(|incident| {
                let count = count(&incident.workload);
                (incident, count)
            })
            .collect())
    }

    /// The incidents of the services that the customer asked about can use.
    ///
    /// # Errors
    /// Faults only.
    pub async fn customers_incidents(&mut self) -> Result<Vec<Incident>, Halt> {
        let all = incidents::list(&mut self.tx).await?;
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let services = self.managed_services().await?;
        let has = |incident: &Incident| services.iter().any(|service| service.name == incident.workload);
        Ok(all.into_iter().filter(has).collect())
    }

    fn services_of_sku(&self, sku: &str) -> Vec<&'static str> {
        let product = sku.parse().ok().and_then(|sku| self.assortment.licences.get(&sku));
        let plans = product.into_iter().flat_map(|p| &p.plans);
        let names = plans
            .filter_map(|plan| self.assortment.plans.get(plan))
            .map(|plan| plan.name.as_str());
        services_of(names).into_iter().map(|service| service.name).collect()
    }
}
