//! Questions about agreements.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    agreements::Templates,
    customers::{Agreement, AgreementKind},
    partners::{Partner, PartnerKind},
    permissions::Relation,
    refusals::{Code, Refusal},
};
use nahtlos_store::{agreements, customers};

/// A customer with its last acceptance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Customer.
    pub customer_id: String,
    /// The last acceptance.
    pub last: Agreement,
    /// The caller has confirmed the newest customer agreement.
    pub attested: bool,
}

/// Whose signature of the partner agreement is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signer {
    /// A partner by MPN id.
    Mpn(String),
    /// A partner by tenant.
    Tenant(String),
}

impl Reading {
    /// Acceptances of the customer: those that the caller confirmed, and those that the customer gave directly. The customer sees all.
    ///
    /// # Errors
    /// Faults only.
    pub async fn agreements(&mut self, kind: Option<AgreementKind>) -> Result<Vec<Agreement>, Halt> {
        let (tenant, caller, own) = (self.tenant(), self.caller.clone(), self.permit.relation() == Relation::Own);
        let mut all = agreements::list(&mut self.tx, &tenant).await?;
        all.retain(|a| kind.is_none_or(|kind| a.kind == kind) && (own || seen(a, &caller)));
        Ok(all)
    }

    /// The last acceptance of each of the caller's customers that has one, after a customer. Looks at `limit` customers; answers them
    /// with the customer to go on after, `None`: that was all.
    ///
    /// # Errors
    /// Faults only.
    pub async fn agreement_records(&mut self, after: &str, limit: i64) -> Result<(Vec<Record>, Option<String>), Halt> {
        let (partner, today) = (self.tenant(), self.now.date());
        let newest = Templates::bundled()
            .newest(AgreementKind::MicrosoftCustomerAgreement, today)
            .map(|t| t.id.as_str());
        let rows = customers::page(&mut self.tx, &partner, after, limit).await?;
        let next = rows.last().filter(|_| rows.len() as i64 == limit).map(|r| r.customer_id.clone());
        let mut records = Vec::new();
        for row in rows {
            let mut all = agreements::list(&mut self.tx, &row.customer_id).await?;
            all.retain(|a| seen(a, &partner));
            let attested = all
                .iter()
                .any(|a| a.partner_id == partner && Some(a.template_id.as_str()) == newest);
            if let Some(last) = all.into_iter().max_by_key(|a| a.agreed) {
                records.push(Record {
                    customer_id: row.customer_id,
                    last,
                    attested,
                });
            }
        }
        Ok((records, next))
    }

    /// What the caller confirmed for its customers, of a kind and, where one is named, a version; after a customer, as in
    /// [`Reading::agreement_records`].
    ///
    /// # Errors
    /// Faults only.
    pub async fn agreement_signatures(
        &mut self,
        kind: AgreementKind,
        version: Option<u32>,
        after: &str,
        limit: i64,
    ) -> Result<(Vec<Agreement>, Option<String>), Halt> {
        let partner = self.tenant();
        let rank = |a: &Agreement| Templates::bundled().find(&a.template_id).map(|t| t.version_rank);
        let rows = customers::page(&mut self.tx, &partner, after, limit).await?;
        let next = rows.last().filter(|_| rows.len() as i64 == limit).map(|r| r.customer_id.clone());
        let mut found = Vec::new();
        for row in rows {
            let all = agreements::list(&mut self.tx, &row.customer_id).await?;
            let fits = |a: &Agreement| a.kind == kind && seen(a, &partner) && version.is_none_or(|v| rank(a) == Some(v));
            found.extend(all.into_iter().filter(fits));
        }
        Ok((found, next))
    }

    /// Whether an indirect reseller has accepted the partner agreement; who has not is refused with the reason.
    ///
    /// # Errors
    /// Unknown partners, other regions, no reseller, not signed: each with its code.
    pub async fn reseller_signed(&mut self, signer: &Signer) -> Result<Partner, Halt> {
        let own = self.own_partner().await?.ok_or(Code::NotAPartner)?;
        match signer {
            Signer::Mpn(mpn) => {
                let of = |code: Code| Refusal::new(code).with("mpn", mpn).at("mpnId");
                let found = customers::partner_by_mpn(&mut self.tx, mpn).await?;
                let found = found.ok_or_else(|| of(Code::MpnNoPartner))?;
                if !self.assortment.same_region(&own.country, &found.country) {
                    return Err(of(Code::MpnOtherRegion).with("country", &found.country).into());
                }
                if found.kind != PartnerKind::IndirectReseller {
                    return Err(of(Code::MpnNoReseller).into());
                }
                if !found.agreement_signed {
                    return Err(of(Code::MpnUnsigned).into());
                }
                Ok(found)
            }
            Signer::Tenant(tenant) => {
                let of = |code: Code| Refusal::new(code).with("tenant", tenant).at("tenantId");
                let found = customers::partner(&mut self.tx, tenant).await?;
                let found = found.ok_or_else(|| of(Code::TenantNoPartner))?;
                if !found.agreement_signed {
                    return Err(of(Code::TenantUnsigned).into());
                }
                Ok(found)
            }
        }
    }
}

/// Whether a partner may see an acceptance: its own confirmations, and what customers gave directly.
fn seen(agreement: &Agreement, partner: &str) -> bool {
    agreement.partner_id.is_empty() || agreement.partner_id == partner
}
