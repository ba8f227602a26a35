//! Qualifications of a customer: asked for and vetted later, or set at once; and the partner's validation codes.

use super::profile::{find, save};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit, reading::Reading};
use nahtlos_model::{
    customers::{
        Customer, Qualification,
        qualify::{Kind, ValidationCode, Wanted},
    },
    partners::Partner,
    permissions::Action,
    program::Numbers,
    refusals::{Code, Refusal},
};
use nahtlos_store::{Tx, customers, due, settings};

/// The kind of a vetting's due work.
pub(crate) const DUE: &str = "qualification";

/// Asks for a qualification.
#[derive(Debug, Clone)]
pub struct AskQualification {
    /// Customer.
    pub customer_id: String,
    /// As what.
    pub wanted: Wanted,
}

impl UseCase for AskQualification {
    type Out = Qualification;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageCustomers, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Qualification, Halt> {
        let before = find(act, permit.tenant()).await?;
        use_code(act, &before, &self.wanted).await?;
        let after = before.asking_for(&self.wanted, act.now);
        save(act, &before, &after, "update_customer_qualification").await?;
        await_vetting(act, &after).await?;
        let made = after.qualifications.into_iter().find(|q| q.name == self.wanted.kind.as_str());
        Ok(made.ok_or(Code::NotFound)?)
    }
}

/// Sets the qualification at once, in the older way; the only one there is then.
#[derive(Debug, Clone)]
pub struct SetQualification {
    /// Customer.
    pub customer_id: String,
    /// As what; `None`: no more.
    pub wanted: Option<Wanted>,
}

impl UseCase for SetQualification {
    type Out = Option<Kind>;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageCustomers, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Option<Kind>, Halt> {
        let before = find(act, permit.tenant()).await?;
        if let Some(wanted) = &self.wanted {
            use_code(act, &before, wanted).await?;
        }
        let after = before.qualified_as(self.wanted.as_ref(), act.now);
        save(act, &before, &after, "update_customer_qualification").await?;
        await_vetting(act, &after).await?;
        Ok(self.wanted.as_ref().map(|w| w.kind))
    }
}

async fn await_vetting(act: &mut Act<'_>, customer: &Customer) -> Result<(), Halt> {
    let at = customer.next_vetting(act.program());
    Ok(due::set(act.tx, &customer.id, DUE, &customer.id, at).await?)
}

/// A vetting is done.
pub(crate) async fn fall_due(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let Some(before) = customers::find(act.tx, &work.scope).await? else {
        return Ok(());
    };
    if before.next_vetting(act.program()) != Some(work.at) {
        return Ok(());
    }
    let after = before.vetted(work.at, act.program());
    save(act, &before, &after, "vet_customer_qualification").await?;
    await_vetting(act, &after).await
}

fn code_key(partner: &str, code: &str) -> String {
    format!("validation/{partner}/{code}/")
}

/// The validation code of a partner: a sandbox has one; others get theirs from the programme, which gives none here.
async fn code_of(tx: &mut Tx, partner: &Partner, numbers: &Numbers) -> Result<Option<ValidationCode>, Halt> {
    if !partner.sandbox {
        return Ok(None);
    }
    let mut code = ValidationCode::of_sandbox(&partner.id, numbers.sandbox_validations, 0);
    code.used = settings::count(tx, &code_key(&partner.id, &code.id)).await?;
    Ok(Some(code))
}

/// A government's cloud needs a code of the partner, which is good for some customers.
async fn use_code(act: &mut Act<'_>, customer: &Customer, wanted: &Wanted) -> Result<(), Halt> {
    if wanted.kind != Kind::GovernmentCommunityCloud {
        return Ok(());
    }
    let refuse = |reason: &str| Refusal::property("validationCode", reason);
    let given = wanted.code.as_deref().unwrap_or("");
    let partner = customers::partner(act.tx, &act.call.actor.tenant_id).await?;
    let partner = partner.ok_or(Code::NotAPartner)?;
    let numbers = act.numbers();
    let code = code_of(act.tx, &partner, &numbers).await?.filter(|code| code.id == given);
    let code = code.ok_or_else(|| refuse("it is no validation code of yours"))?;
    let key = code_key(&partner.id, &code.id) + &customer.id;
    if settings::get(act.tx, &key).await?.is_some() {
        return Ok(());
    }
    if code.used >= code.maximum {
        return Err(refuse("it has been used for as many customers as it is good for").into());
    }
    Ok(settings::set(act.tx, &key, "").await?)
}

/// Forgets that a customer used codes of a partner.
pub(crate) async fn forget_codes(act: &mut Act<'_>, partner: &str, customer: &Customer) -> Result<(), Halt> {
    for code in customer.qualifications.iter().filter_map(|q| q.validation_code.as_ref()) {
        settings::forget(act.tx, &(code_key(partner, code) + &customer.id)).await?;
    }
    Ok(())
}

impl Reading {
    /// The caller's validation codes, and the caller.
    ///
    /// # Errors
    /// `NotAPartner`.
    pub async fn validation_codes(&mut self) -> Result<(Partner, Vec<ValidationCode>), Halt> {
        let partner = self.own_partner().await?.ok_or(Code::NotAPartner)?;
        let numbers = self.numbers();
        let code = code_of(&mut self.tx, &partner, &numbers).await?;
        Ok((partner, code.into_iter().collect()))
    }
}
