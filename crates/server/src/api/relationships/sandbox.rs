//! Indirect resellers of a sandbox. The administrator's password is in the answer to the creation and nowhere else.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::relationships::{Created, DeleteSandboxReseller, SandboxReseller};
use nahtlos_model::{instants::Instant, invitations::read_email};
use nahtlos_wire::{Attributes, agreements::AgreementSignature, enums::PartnerRelationshipType, sandbox as wire};

/// The agreement that a reseller of a provider accepts, as the reference's example names it.
const RESELLER_AGREEMENT: &str = "1e18c5b2-e42a-4b84-82c8-d0155aa94c6e";

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::SandboxReseller = ask.read_body()?;
    let tenant = sent.tenant.unwrap_or_default();
    let profile = sent.legal_business_profile.unwrap_or_default();
    let email = tenant.admin_alternate_email.filter(|e| !e.trim().is_empty());
    let email = email.map(|e| read_email(e.trim(), "tenant.adminAlternateEmail")).transpose()?;
    let name = profile.company_name.filter(|n| !n.trim().is_empty());
    let reseller = SandboxReseller {
        mpn_id: sent.mpn_id.unwrap_or_default(),
        domain_prefix: tenant.domain_prefix.unwrap_or_default(),
        name: name.or(tenant.display_name).or(tenant.name).unwrap_or_default(),
        country: tenant.country.unwrap_or_default(),
        admin_name: tenant.admin_user_name.unwrap_or_default(),
        first_name: tenant.admin_first_name.unwrap_or_default().trim().to_owned(),
        last_name: tenant.admin_last_name.unwrap_or_default().trim().to_owned(),
        email,
    };
    let (command, password) = ask.center.engine.sandbox_reseller(reseller).await?;
    let (now, by) = (ask.center.engine.now(), ask.call.actor.clone());
    ask.write(command, move |created| Answer::created(&shown(created, &password, now, &by)))
        .await
}

fn shown(created: &Created, password: &str, now: Instant, by: &nahtlos_engine::call::Actor) -> wire::SandboxReseller {
    let id = &created.reseller.id;
    let user = by.user.as_ref();
    let relationship = nahtlos_wire::relationships::PartnerRelationship {
        state: Some("Active".to_owned()),
        attributes: Some(Attributes::of("PartnerRelationshipResponse")),
        // As the reference's example has it: the reseller's MPN id beside the provider's id.
        mpn_id: Some(created.reseller.mpn_id.clone()),
        ..view::of_customer(&created.provider, PartnerRelationshipType::IsIndirectResellerOf)
    };
    wire::SandboxReseller {
        account_id: Some(id.clone()),
        mpn_id: Some(created.reseller.mpn_id.clone()),
        tenant: Some(wire::SandboxTenant {
            id: Some(id.clone()),
            admin_user_account: Some(created.admin.clone()),
            password: Some(password.to_owned()),
            ..wire::SandboxTenant::default()
        }),
        agreement_signature: Some(AgreementSignature {
            id: Some(id.clone()),
            account_id: Some(id.clone()),
            agreement_id: Some(RESELLER_AGREEMENT.to_owned()),
            agreement_type: Some("ValueAddedReseller".to_owned()),
            date_signed: Some(now),
            signed_by_first_name: Some(user.map(|u| u.name.clone()).unwrap_or_default()),
            signed_by_user_principal_name: Some(user.map(|u| u.user_principal_name.clone()).unwrap_or_default()),
            signed_by_user_object_id: Some(user.map(|u| u.id.clone()).unwrap_or_default()),
            signed_by_user_tenant_id: Some(by.tenant_id.clone()),
            attributes: Some(Attributes::of("AgreementSignatureResponse")),
        }),
        partner_relationship: Some(relationship),
        ..wire::SandboxReseller::default()
    }
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let command = DeleteSandboxReseller { reseller_id: ask.id(0) };
    ask.write(command, |()| Answer::nothing()).await
}
