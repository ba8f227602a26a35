//! What of the caller's subscriptions can be offered to another partner: a bare list, ids in capitals, the reference's own texts.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::transfers as wire;

/// The only kind of transfer there is to ask for.
const DIRECT_TO_INDIRECT: &str = "directtoindirect";

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let Some(kind) = ask.query.get("transferType") else {
        let refusal = Refusal::new(Code::InvalidInput).with("reason", "transferType is a query parameter that must be given");
        return Err(refusal.at("transferType").into());
    };
    if !kind.eq_ignore_ascii_case(DIRECT_TO_INDIRECT) {
        return Err(Refusal::unknown_word("transferType", kind, [DIRECT_TO_INDIRECT]).into());
    }
    let found = reading.transfer_eligibility().await?;
    let all: Vec<wire::TransferEligibility> = found
        .into_iter()
        .map(|(s, verdict)| wire::TransferEligibility {
            id: Some(s.id.to_ascii_uppercase()),
            is_eligible: Some(verdict.is_ok()),
            reason: verdict.err().map(|reason| reason.text(&s.id)),
        })
        .collect();
    Ok(Answer::ok(&all))
}
