//! Acceptances of all customers of a partner: the last of each, attestations of many at once, and signatures by kind and version.

use super::view::{confirmation, contact, named};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_engine::{
    agreements::{AttestAgain, Attestation},
    call::Need,
};
use nahtlos_model::{
    customers::Agreement,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{Attributes, Collection, Link, agreements as wire};

/// Customers looked at for one page.
const PAGE: i64 = 200;

/// Where to go on: the partner and the last customer. A token of another partner is none.
fn after(ask: &Ask) -> Result<String, Refusal> {
    let Some(token) = ask.query.get("continuation_token") else {
        return Ok(String::new());
    };
    let wrong = || {
        let reason = "the continuation token is none of this list; begin again without one";
        Refusal::new(Code::InvalidInput).with("reason", reason).at("continuation_token")
    };
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| wrong())?;
    let text = String::from_utf8(bytes).map_err(|_| wrong())?;
    match text.split_once(' ') {
        Some((partner, customer)) if partner == ask.call.actor.tenant_id => Ok(customer.to_owned()),
        _ => Err(wrong()),
    }
}

fn token(ask: &Ask, next: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{} {next}", ask.call.actor.tenant_id))
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadAgreements)).await?;
    let (records, next) = reading.agreement_records(&after(&ask)?, PAGE).await?;
    let shown = records.iter().map(|r| wire::CustomerAgreementRecord {
        customer_tenant_id: Some(r.customer_id.clone()),
        last_agreement_primary_contact: Some(contact(&r.last.contact)),
        last_agreement_date_epoch: Some(r.last.agreed.0.div_euclid(1000)),
        partner_attestation_completed: Some(r.attested),
    });
    Ok(Answer::ok(&wire::CustomerAgreementRecords {
        customer_agreement_records: Some(shown.collect()),
        continuation_token: next.map(|next| token(&ask, &next)),
    }))
}

pub(crate) async fn attest(ask: Ask) -> Result<Answer, Problem> {
    let sent: Vec<wire::ReAttestationRequest> = ask.read_body()?;
    let mut all = Vec::with_capacity(sent.len().min(1000));
    for (at, one) in sent.into_iter().enumerate() {
        let missing = |field: &str| Refusal::property(format!("[{at}].{field}"), "it must be given");
        let customer = one.customer_id.filter(|id| !id.is_empty()).ok_or_else(|| missing("customerId"))?;
        let agreement = one.agreement.ok_or_else(|| missing("agreement"))?;
        let read = confirmation(agreement.template_id, None, agreement.date_agreed, agreement.primary_contact);
        let confirmation = read.map_err(|refusal| {
            let field = refusal.field.clone().unwrap_or_default();
            missing(&format!("agreement.{field}"))
        })?;
        all.push(Attestation {
            partner_id: one.partner_id.unwrap_or_default().to_ascii_lowercase(),
            customer_id: customer.to_ascii_lowercase(),
            confirmation,
        });
    }
    let command = AttestAgain { all };
    ask.write(command, |_| Answer {
        status: 200,
        ..Answer::default()
    })
    .await
}

fn signature(a: &Agreement) -> wire::AgreementSignature {
    let some = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
    wire::AgreementSignature {
        id: Some(a.id.clone()),
        account_id: Some(a.customer_id.clone()),
        agreement_id: Some(a.template_id.clone()),
        agreement_type: Some(a.kind.as_str().to_owned()),
        date_signed: Some(a.agreed),
        signed_by_first_name: some(&a.contact.first_name),
        signed_by_user_principal_name: some(&a.contact.email),
        signed_by_user_object_id: some(&a.user_id),
        signed_by_user_tenant_id: Some(a.customer_id.clone()),
        attributes: Some(Attributes::of("AgreementSignatureResponse")),
    }
}

/// Acceptances of a kind by the caller's customers, in a version or at all.
pub(crate) async fn signatures(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadAgreements)).await?;
    let kind = named(ask.param(0), "agreementType")?;
    let version = match ask.params.get(1) {
        None => None,
        Some(text) => Some(
            text.parse::<u32>()
                .map_err(|_| Refusal::property("version", format!("{text:?} is no version's rank")))?,
        ),
    };
    let (found, next) = reading.agreement_signatures(kind, version, &after(&ask)?, PAGE).await?;
    let items: Vec<wire::AgreementSignature> = found.iter().map(signature).collect();
    let mut page = Collection::of(items).with_link("self", Link::get(ask.path.clone()));
    if let Some(token) = next.map(|next| token(&ask, &next)) {
        page = page.with_link("next", Link::get(format!("{}?continuation_token={token}", ask.path)));
        page.continuation_token = Some(token);
    }
    Ok(Answer::ok(&page))
}
