//! Attests anew for many customers at once: all of it, or nothing.

use super::confirm::confirm;
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit, permit::Permit};
use nahtlos_model::{
    agreements::Confirmation,
    permissions::Action,
    refusals::{Code, Refusal},
};

/// An attestation for one customer.
#[derive(Debug, Clone)]
pub struct Attestation {
    /// The partner who attests; empty: the caller.
    pub partner_id: String,
    /// Customer.
    pub customer_id: String,
    /// What was accepted, when and by whom.
    pub confirmation: Confirmation,
}

/// Attestations for many customers.
#[derive(Debug, Clone)]
pub struct AttestAgain {
    /// In the order of the request.
    pub all: Vec<Attestation>,
}

impl UseCase for AttestAgain {
    type Out = usize;

    fn needs(&self) -> Need {
        Need::own(Action::ManageCustomers)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<usize, Halt> {
        let most = act.numbers().attestations;
        if self.all.is_empty() || self.all.len() as i64 > most {
            let reason = format!("1 to {most} attestations may be sent at once, not {}", self.all.len());
            return Err(Refusal::new(Code::InvalidInput).with("reason", reason).into());
        }
        let mut made = 0;
        for (at, one) in self.all.iter().enumerate() {
            if !one.partner_id.is_empty() && one.partner_id != permit.tenant() {
                return Err(Refusal::property(format!("[{at}].partnerId"), "it is another partner's").into());
            }
            let need = Need::customer(Action::ConfirmAgreements, &one.customer_id);
            let customer = permit::grant(act.tx, &act.call.actor, &need, act.now)
                .await
                .map_err(|halt| in_entry(at, halt))?;
            match confirm(act, customer.tenant(), &one.confirmation).await {
                Ok(_) => made += 1,
                // What is there already is what was asked for.
                Err(Halt::Refused(refusal)) if refusal.code == Code::AgreementConfirmed => {}
                Err(halt) => return Err(in_entry(at, halt)),
            }
        }
        Ok(made)
    }
}

/// Names the entry in a refusal's field.
fn in_entry(at: usize, halt: Halt) -> Halt {
    match halt {
        Halt::Refused(refusal) => {
            let field = refusal.field.clone().unwrap_or_else(|| "customerId".to_owned());
            Halt::Refused(refusal.at(format!("[{at}].agreement.{field}").replace(".agreement.customerId", ".customerId")))
        }
        fault => fault,
    }
}
