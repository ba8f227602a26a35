//! Partners and providers of the programme, and what links them: an indirect provider and its resellers.

use crate::{estate::word_enum, instants::Instant, money::Currency};
use serde::{Deserialize, Serialize};

word_enum!(
    /// What a partner is in the programme.
    PartnerKind {
        /// Sells and bills directly.
        Direct = "direct",
        /// Bills for indirect resellers.
        IndirectProvider = "indirectProvider",
        /// Sells through a provider.
        IndirectReseller = "indirectReseller",
        /// Runs the programme itself.
        Program = "program",
    }
);

/// A partner's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Partner {
    /// Tenant id.
    pub id: String,
    /// Kind.
    pub kind: PartnerKind,
    /// Company name.
    pub name: String,
    /// MPN id.
    pub mpn_id: String,
    /// Default domain.
    pub domain: String,
    /// Country.
    pub country: String,
    /// Billing currency.
    pub currency: Currency,
    /// Integration sandbox: its limits apply, and its customers can be deleted.
    pub sandbox: bool,
    /// The partner agreement has been accepted.
    pub agreement_signed: bool,
    /// A second factor is demanded of users' sign-ins.
    pub mfa_required: bool,
    /// Created.
    pub created: Instant,
    /// Counted up with every change.
    pub version: i64,
}

/// A provider and a reseller who work together. Kept once per direction, so that either finds the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnerLink {
    /// Tenant id of the other.
    pub other_id: String,
    /// What the other is: `is_indirect_reseller_of` or `is_indirect_cloud_solution_provider_of`.
    pub relationship: String,
    /// Name of the other.
    pub name: String,
    /// MPN id of the other.
    pub mpn_id: String,
    /// Country of the other.
    pub country: String,
    /// Since when.
    pub since: Instant,
}

/// An application that signs in, with secrets as salted hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    /// Client id.
    pub id: String,
    /// Tenant it is registered in.
    pub tenant_id: String,
    /// Name.
    pub name: String,
    /// Salted hashes of its secrets.
    pub secrets: Vec<String>,
    /// Addresses to which codes may be sent.
    pub redirect_uris: Vec<String>,
    /// A public client has no secret (PKCE only).
    pub public: bool,
    /// Roles it has by itself in its tenant.
    pub roles: Vec<crate::permissions::Role>,
    /// Counted up with every change.
    pub version: i64,
}
