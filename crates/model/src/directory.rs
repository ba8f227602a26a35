//! A tenant's directory: users with the licences they hold, groups, domains.

use crate::{
    estate::word_enum,
    ids::{ServicePlanId, SkuId},
    instants::Instant,
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// What keeps a licence from working for a user (`docs/states/licences.md`).
    LicenseFault {
        /// None.
        None = "None",
        /// No seats left.
        CountViolation = "CountViolation",
        /// Service plans exclude each other.
        MutuallyExclusiveViolation = "MutuallyExclusiveViolation",
        /// A service plan needs another.
        DependencyViolation = "DependencyViolation",
        /// No usage location, or one in which the service is not allowed.
        ProhibitedInUsageLocationViolation = "ProhibitedInUsageLocationViolation",
        /// Another licence of the same group cannot be given, so none of it is.
        Other = "Other",
    }
);

/// A licence a user holds, directly or through a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Holding {
    /// The SKU.
    pub sku: SkuId,
    /// Plans switched off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disabled: Vec<ServicePlanId>,
    /// The group it comes through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What keeps it from working; a holding with a fault takes no seat and gives no service.
    pub fault: LicenseFault,
    /// Last change.
    pub updated: Instant,
}

/// A user of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// GUID.
    pub id: String,
    /// Tenant.
    pub tenant_id: String,
    /// Sign-in name.
    pub user_principal_name: String,
    /// First name.
    pub given_name: Option<String>,
    /// Last name.
    pub surname: Option<String>,
    /// Display name.
    pub display_name: String,
    /// Country of use.
    pub usage_location: Option<String>,
    /// Id in the customer's own directory.
    pub immutable_id: Option<String>,
    /// Salted hash of the password.
    pub password: Option<String>,
    /// The password must be changed at the next sign-in.
    pub force_change: bool,
    /// Phone.
    pub phone: Option<String>,
    /// Mail.
    pub mail: Option<String>,
    /// Mail nickname.
    pub mail_nickname: Option<String>,
    /// Sign-in allowed.
    pub enabled: bool,
    /// `Member` or `Guest`.
    pub kind: String,
    /// Manager.
    pub manager: Option<String>,
    /// `none`, `managed`, `federated`.
    pub domain_type: String,
    /// Other attributes of Graph that were set, as sent.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub more: std::collections::BTreeMap<String, String>,
    /// Licences, in order of assignment.
    #[serde(default)]
    pub licences: Vec<Holding>,
    /// Created.
    pub created: Instant,
    /// When it was deleted.
    pub deleted: Option<Instant>,
    /// Counted up with every change.
    pub version: i64,
}

impl User {
    /// SKUs that take a seat: held without fault, each counted once however it comes.
    pub fn seats(&self) -> Vec<SkuId> {
        let mut skus: Vec<SkuId> = self
            .licences
            .iter()
            .filter(|h| h.fault == LicenseFault::None)
            .map(|h| h.sku)
            .collect();
        skus.sort_unstable();
        skus.dedup();
        skus
    }
}

/// A licence that a group gives to its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupHolding {
    /// The SKU.
    pub sku: SkuId,
    /// Plans switched off.
    #[serde(default)]
    pub disabled: Vec<ServicePlanId>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// GUID.
    pub id: String,
    /// Tenant.
    pub tenant_id: String,
    /// Display name.
    pub display_name: String,
    /// Description.
    pub description: Option<String>,
    /// Mail nickname.
    pub mail_nickname: String,
    /// Has a mailbox.
    pub mail_enabled: bool,
    /// Is for permissions.
    pub security_enabled: bool,
    /// `Unified` and the like.
    pub kinds: Vec<String>,
    /// Other attributes of Graph that were set, as sent.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub more: std::collections::BTreeMap<String, String>,
    /// Users who own it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<String>,
    /// Licences it gives.
    #[serde(default)]
    pub licences: Vec<GroupHolding>,
    /// `QueuedForProcessing`, `ProcessingInProgress`, `ProcessingComplete`; `None`: it never gave licences.
    pub processing: Option<String>,
    /// Created.
    pub created: Instant,
    /// Counted up with every change.
    pub version: i64,
}

/// A domain of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Domain {
    /// Its name, lower case.
    pub name: String,
    /// Tenant.
    pub tenant_id: String,
    /// The default of the tenant.
    pub is_default: bool,
    /// The one the tenant began with.
    pub is_initial: bool,
    /// Its owner was proved.
    pub verified: bool,
    /// `Managed` or `Federated`.
    pub authentication: String,
    /// What it is used for.
    pub services: Vec<String>,
    /// The text a DNS record must have to prove the owner.
    pub proof: String,
}
