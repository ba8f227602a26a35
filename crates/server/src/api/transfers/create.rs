//! Creates a transfer: with lines the source's offer (legacy), without lines the target's request (new commerce).

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::transfers::{AskForTransfer, OfferTransfer, OfferedLine};
use nahtlos_model::{refusals::Refusal, transfers::Said};
use nahtlos_wire::transfers::{self as wire, TRANSACTION_RESELLER};

/// The type of new commerce, and that of Azure plans, which clients send as well.
const TYPES: [i64; 2] = [5, 3];

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::TransferEntity = ask.read_body()?;
    let lines = sent.line_items.clone().unwrap_or_default();
    if lines.is_empty() {
        return request(ask, sent).await;
    }
    if sent.transfer_type.is_some() {
        let reason = "a request of new commerce (transferType) names no lines: the source names them when it accepts";
        return Err(Refusal::property("lineItems", reason).into());
    }
    let command = OfferTransfer {
        customer_id: ask.id(0),
        source_id: sent.source_partner_tenant_id.clone(),
        target_id: sent.target_partner_tenant_id.clone(),
        lines: lines.into_iter().map(offered).collect(),
        said: said(sent),
    };
    let caller = ask.call.actor.tenant_id.clone();
    let view = ask.view();
    ask.write(command, move |t| Answer::created(&view.transfer(t, &caller))).await
}

fn offered(line: wire::TransferLineItem) -> OfferedLine {
    OfferedLine {
        subscription_id: line.subscription_id.unwrap_or_default(),
        mpn_id: line.partner_id_on_record,
    }
}

async fn request(ask: Ask, mut sent: wire::TransferEntity) -> Result<Answer, Problem> {
    let kind = sent.transfer_type.unwrap_or(TYPES[0]);
    if !TYPES.contains(&kind) {
        return Err(Refusal::unknown_word("transferType", &kind.to_string(), ["5", "3"]).into());
    }
    sent.transfer_type = Some(kind);
    let command = AskForTransfer {
        customer_id: ask.id(0),
        source_id: sent.source_partner_tenant_id.clone(),
        target_id: sent.target_partner_tenant_id.clone(),
        said: said(sent),
    };
    let caller = ask.call.actor.tenant_id.clone();
    let view = ask.view();
    ask.write(command, move |t| Answer::created(&view.transfer(t, &caller))).await
}

/// What was written, kept as it came.
fn said(sent: wire::TransferEntity) -> Said {
    let participants: Option<Vec<(String, String)>> = sent.participants.map(|all| {
        let pairs = all.into_iter().map(|p| (p.key.unwrap_or_default(), p.value.unwrap_or_default()));
        pairs.collect()
    });
    let of_participants = participants
        .iter()
        .flatten()
        .find(|(key, _)| key.eq_ignore_ascii_case(TRANSACTION_RESELLER));
    let of_participants = of_participants.map(|(_, value)| value.clone());
    Said {
        source_name: sent.source_partner_name,
        source_email: sent.source_partner_email_id,
        target_name: sent.target_partner_name,
        target_email: sent.target_partner_email_id,
        customer_name: sent.customer_name,
        customer_email: sent.customer_email_id,
        product_types: sent.target_product_types,
        partner_on_record: sent
            .partner_on_record
            .or(of_participants)
            .map(|mpn| mpn.trim().to_owned())
            .filter(|mpn| !mpn.is_empty()),
        transfer_type: sent.transfer_type,
        ignore_eligibility: sent.ignore_eligibility_check,
        participants,
    }
}
