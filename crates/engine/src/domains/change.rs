//! Changes and removes domains.

use super::add::record;
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    directory::Domain,
    domains::{DomainChange, change, remove, unknown},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::directory;

/// Changes a domain.
#[derive(Debug, Clone)]
pub struct UpdateDomain {
    /// Tenant.
    pub tenant_id: String,
    /// Its name, lower case.
    pub name: String,
    /// What changes.
    pub change: DomainChange,
}

impl UseCase for UpdateDomain {
    type Out = Domain;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageDomains, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Domain, Halt> {
        let all = directory::domains(act.tx, &self.tenant_id).await?;
        let changed = change(&self.name, &self.change, &all)?;
        for after in &changed {
            directory::update_domain(act.tx, after).await?;
            let before = all.iter().find(|d| d.name == after.name);
            record(act, before, Some(after), "update_domain")?;
        }
        let now = changed.into_iter().chain(all).find(|d| d.name == self.name);
        Ok(now.ok_or_else(|| unknown(&self.name))?)
    }
}

/// Removes a domain that nobody's sign-in name uses.
#[derive(Debug, Clone)]
pub struct RemoveDomain {
    /// Tenant.
    pub tenant_id: String,
    /// Its name, lower case.
    pub name: String,
}

impl UseCase for RemoveDomain {
    type Out = Domain;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageDomains, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Domain, Halt> {
        let all = directory::domains(act.tx, &self.tenant_id).await?;
        let domain = remove(&self.name, &all)?;
        if directory::has_names_in(act.tx, &self.tenant_id, &self.name).await? {
            return Err(Refusal::new(Code::DomainInUse).with("domain", &self.name).into());
        }
        directory::delete_domain(act.tx, &self.name, &self.tenant_id).await?;
        record(act, Some(&domain), None, "delete_domain")?;
        Ok(domain)
    }
}
