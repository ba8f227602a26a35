//! Ends the relationship to a customer, or its delegated administration; and deletes customers of a sandbox.

use super::view::relationship;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::customers::{DeleteCustomer, EndRelationship, Ending};
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::{Attributes, customers as wire, enums::CustomerPartnerRelationship};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Customer = ask.read_body()?;
    let ends = match sent.relationship_to_partner {
        None | Some(CustomerPartnerRelationship::Unknown) => false,
        Some(CustomerPartnerRelationship::None) => true,
        Some(other) => {
            let reason = format!("it can be set to none only, not to {other}");
            return Err(Refusal::property("relationshipToPartner", reason).into());
        }
    };
    if sent.allow_delegated_access == Some(true) {
        return Err(Refusal::property("allowDelegatedAccess", "the customer alone can grant it").into());
    }
    // A client that writes every member sends a relationship beside the delegation that it takes away, or the other way round.
    let ending = match (ends, sent.allow_delegated_access) {
        (true, _) => Ending::Relationship,
        (false, Some(false)) => Ending::Delegation,
        (false, _) => {
            let reason = "nothing is to change: send relationshipToPartner none, or allowDelegatedAccess false";
            return Err(Refusal::new(Code::InvalidInput).with("reason", reason).into());
        }
    };
    let command = EndRelationship {
        customer_id: ask.id(0),
        ending,
    };
    ask.write(command, move |after| {
        let ended = ending == Ending::Relationship;
        Answer::ok(&wire::Customer {
            relationship_to_partner: ended.then(|| relationship(Some(after))),
            allow_delegated_access: (!ended).then_some(after.delegated),
            attributes: Some(Attributes::of("Customer")),
            ..wire::Customer::default()
        })
    })
    .await
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let command = DeleteCustomer { customer_id: ask.id(0) };
    ask.write(command, |()| Answer::nothing()).await
}
