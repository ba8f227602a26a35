//! Self-serve policies: created, replaced, deleted, and gone with the relationship that they stand on.

use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    reading::Reading,
};
use nahtlos_model::{
    permissions::{Action, Relation},
    refusals::{Code, Refusal},
    self_serve::{Policy, SentPolicy, pair_of},
};
use nahtlos_store::self_serve;

fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::PolicyUnknown).with("id", id)
}

/// Creates a policy.
#[derive(Debug, Clone)]
pub struct CreatePolicy {
    /// What was sent.
    pub sent: SentPolicy,
}

impl UseCase for CreatePolicy {
    type Out = Policy;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSelfServe, &self.sent.entity.1)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Policy, Halt> {
        let (customer, partner) = (permit.tenant(), act.call.actor.tenant_id.clone());
        if permit.relation() == Relation::Own {
            return Err(Refusal::new(Code::CustomerUnknown).with("id", customer).into());
        }
        let policy = self.sent.create(&partner, customer, act.guid())?;
        if self_serve::find(act.tx, customer, &partner).await?.is_some() {
            return Err(Refusal::new(Code::PolicyExists).with("id", policy.id()).into());
        }
        self_serve::insert(act.tx, &policy).await?;
        changed(act, None, Some(&policy), "create_self_serve_policy")?;
        Ok(policy)
    }
}

/// Replaces a policy's permissions.
#[derive(Debug, Clone)]
pub struct UpdatePolicy {
    /// Id of the policy.
    pub id: String,
    /// What was sent.
    pub sent: SentPolicy,
    /// The etag that the caller read; `None`: whatever it is now.
    pub expected: Option<String>,
}

impl UseCase for UpdatePolicy {
    type Out = Policy;

    fn needs(&self) -> Need {
        of(Action::ManageSelfServe, &self.id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Policy, Halt> {
        if pair_of(&self.id).is_none() {
            return Err(Refusal::new(Code::PolicyIdWrong).at("id").into());
        }
        let before = own(act, &permit, &self.id).await?;
        let after = before.replaced(&self.sent, self.expected.as_deref(), act.guid())?;
        self_serve::update(act.tx, &before, &after).await?;
        changed(act, Some(&before), Some(&after), "update_self_serve_policy")?;
        Ok(after)
    }
}

/// Deletes a policy.
#[derive(Debug, Clone)]
pub struct DeletePolicy {
    /// Id of the policy.
    pub id: String,
}

impl UseCase for DeletePolicy {
    type Out = ();

    fn needs(&self) -> Need {
        of(Action::ManageSelfServe, &self.id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<(), Halt> {
        let before = own(act, &permit, &self.id).await?;
        remove(act, &before).await
    }
}

/// The right on an id's customer; an id that is none asks for the caller's own, and is unknown then.
fn of(action: Action, id: &str) -> Need {
    match pair_of(id) {
        Some((_, customer)) => Need::customer(action, &customer),
        None => Need::own(action),
    }
}

/// The caller's policy of an id.
async fn own(act: &mut Act<'_>, permit: &Permit, id: &str) -> Result<Policy, Halt> {
    let caller = act.call.actor.tenant_id.clone();
    let is_own = pair_of(id).is_some_and(|(partner, _)| partner == caller);
    let found = match is_own {
        true => self_serve::find(act.tx, permit.tenant(), &caller).await?,
        false => None,
    };
    Ok(found.ok_or_else(|| unknown(id))?)
}

/// The relationship ended: its policy ends with it.
pub(crate) async fn end(act: &mut Act<'_>, customer: &str, partner: &str) -> Result<(), Halt> {
    match self_serve::find(act.tx, customer, partner).await? {
        Some(policy) => remove(act, &policy).await,
        None => Ok(()),
    }
}

async fn remove(act: &mut Act<'_>, policy: &Policy) -> Result<(), Halt> {
    self_serve::delete(act.tx, &policy.customer_id, &policy.partner_id).await?;
    changed(act, Some(policy), None, "delete_self_serve_policy")
}

fn changed(act: &mut Act<'_>, before: Option<&Policy>, after: Option<&Policy>, operation: &'static str) -> Result<(), Halt> {
    let Some(policy) = after.or(before) else { return Ok(()) };
    act.changed(Changed {
        scope: &policy.customer_id,
        partner: &policy.partner_id,
        resource: "self_serve_policy",
        id: &policy.id(),
        operation,
        before,
        after,
    })
}

impl Reading {
    /// What a reading of a policy needs.
    pub fn policy_need(id: &str) -> Need {
        of(Action::ReadSelfServe, id)
    }

    /// One of the caller's policies.
    ///
    /// # Errors
    /// `PolicyUnknown`.
    pub async fn policy(&mut self, id: &str) -> Result<Policy, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        let found = match pair_of(id).filter(|(partner, _)| *partner == caller) {
            Some(_) => self_serve::find(&mut self.tx, &tenant, &caller).await?,
            None => None,
        };
        Ok(found.ok_or_else(|| unknown(id))?)
    }

    /// The caller's policies: that of the customer asked about, or all, by customer.
    ///
    /// # Errors
    /// Faults only.
    pub async fn policies(&mut self, of_customer: bool) -> Result<Vec<Policy>, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        if !of_customer {
            return Ok(self_serve::list(&mut self.tx, &caller).await?);
        }
        let found = self_serve::find(&mut self.tx, &tenant, &caller).await?;
        Ok(found.into_iter().collect())
    }
}
