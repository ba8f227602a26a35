//! Whether an indirect reseller has accepted the partner agreement. Who has not is answered as an error with the reason.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{agreements::Signer, call::Need};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::agreements as wire;

/// The one programme there is.
const PROGRAM: &str = "csp";

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadAgreements)).await?;
    if !ask.param(0).eq_ignore_ascii_case(PROGRAM) {
        return Err(ask.not_found(ask.param(0)));
    }
    let signer = match (ask.query.get("mpnId"), ask.query.get("tenantId")) {
        (Some(_), Some(_)) => return Err(Refusal::new(Code::MpnAndTenant).at("mpnId").into()),
        (None, None) => return Err(Refusal::new(Code::MpnOrTenantMissing).at("mpnId").into()),
        (Some(mpn), None) if !mpn.bytes().all(|b| b.is_ascii_digit()) => {
            return Err(Refusal::new(Code::MpnNotNumeric).with("mpn", mpn).at("mpnId").into());
        }
        (Some(mpn), None) => Signer::Mpn(mpn.to_owned()),
        (None, Some(tenant)) => match uuid::Uuid::try_parse(tenant.trim()) {
            Ok(id) => Signer::Tenant(id.to_string()),
            Err(_) => return Err(Refusal::new(Code::TenantNotGuid).with("tenant", tenant).at("tenantId").into()),
        },
    };
    reading.reseller_signed(&signer).await?;
    Ok(Answer::ok(&wire::AgreementSignatureStatus {
        is_agreement_signed: Some(true),
    }))
}
