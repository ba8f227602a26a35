//! One object of a Graph export, whatever its kind: only the properties that the import uses, each
//! typed. Filled key by key by `graph`; everything else is skipped without being kept.

use super::values::{Moment, PlanId, Sku, State, Units};
use serde::{Deserialize, de::MapAccess};

/// The keys that the import knows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(field_identifier)]
pub(crate) enum Key {
    #[serde(rename = "value")]
    Value,
    #[serde(rename = "@odata.nextLink")]
    NextLink,
    #[serde(rename = "@odata.context")]
    Context,
    #[serde(rename = "error")]
    Error,
    #[serde(rename = "id")]
    Id,
    #[serde(rename = "displayName")]
    DisplayName,
    #[serde(rename = "userPrincipalName")]
    UserPrincipalName,
    #[serde(rename = "accountEnabled")]
    AccountEnabled,
    #[serde(rename = "usageLocation")]
    UsageLocation,
    #[serde(rename = "userType")]
    UserType,
    #[serde(rename = "assignedLicenses")]
    AssignedLicenses,
    #[serde(rename = "licenseAssignmentStates")]
    LicenseAssignmentStates,
    #[serde(rename = "accountId")]
    AccountId,
    #[serde(rename = "accountName")]
    AccountName,
    #[serde(rename = "appliesTo")]
    AppliesTo,
    #[serde(rename = "capabilityStatus")]
    CapabilityStatus,
    #[serde(rename = "consumedUnits")]
    ConsumedUnits,
    #[serde(rename = "prepaidUnits")]
    PrepaidUnits,
    #[serde(rename = "skuId")]
    SkuId,
    #[serde(rename = "skuPartNumber")]
    SkuPartNumber,
    #[serde(rename = "subscriptionIds")]
    SubscriptionIds,
    #[serde(rename = "commerceSubscriptionId", alias = "ocpSubscriptionId")]
    CommerceSubscriptionId,
    #[serde(rename = "createdDateTime")]
    CreatedDateTime,
    #[serde(rename = "isTrial")]
    IsTrial,
    #[serde(rename = "nextLifecycleDateTime")]
    NextLifecycleDateTime,
    #[serde(rename = "ownerTenantId")]
    OwnerTenantId,
    #[serde(rename = "ownerType")]
    OwnerType,
    #[serde(rename = "status")]
    Status,
    #[serde(rename = "totalLicenses")]
    TotalLicenses,
    #[serde(rename = "serviceStatus")]
    ServiceStatus,
    /// What only groups have.
    #[serde(
        rename = "licenseProcessingState",
        alias = "hasMembersWithLicenseErrors",
        alias = "groupTypes",
        alias = "securityEnabled"
    )]
    GroupMark,
    Other(String),
}

/// `assignedLicense` of Graph.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Assigned {
    pub(crate) sku_id: Sku,
    #[serde(default)]
    pub(crate) disabled_plans: Option<Vec<PlanId>>,
}

/// `licenseAssignmentState` of Graph.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssignmentState {
    pub(crate) sku_id: Sku,
    #[serde(default)]
    pub(crate) assigned_by_group: Option<String>,
    #[serde(default)]
    pub(crate) disabled_plans: Option<Vec<PlanId>>,
    #[serde(default)]
    pub(crate) state: Option<String>,
    #[serde(default)]
    pub(crate) error: Option<String>,
}

/// `licenseUnitsDetail` of Graph.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Prepaid {
    pub(crate) enabled: Option<Units>,
    pub(crate) warning: Option<Units>,
    pub(crate) suspended: Option<Units>,
    pub(crate) locked_out: Option<Units>,
}

/// A service plan's scope within a subscription.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanStatus {
    #[serde(default)]
    pub(crate) applies_to: Option<String>,
}

/// An error that Graph answered instead of data.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GraphError {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// The properties of one object; `None` where absent or null.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) id: Option<String>,
    pub(crate) display_name: Option<String>,
    pub(crate) user_principal_name: Option<String>,
    pub(crate) account_enabled: Option<bool>,
    pub(crate) usage_location: Option<String>,
    pub(crate) user_type: Option<String>,
    pub(crate) assigned_licenses: Option<Vec<Assigned>>,
    pub(crate) states: Option<Vec<AssignmentState>>,
    pub(crate) account_id: Option<String>,
    pub(crate) account_name: Option<String>,
    pub(crate) applies_to: Option<String>,
    pub(crate) capability_status: Option<State>,
    pub(crate) consumed: Option<Units>,
    pub(crate) prepaid: Option<Prepaid>,
    pub(crate) sku: Option<Sku>,
    pub(crate) sku_part_number: Option<String>,
    pub(crate) subscription_ids: Option<Vec<String>>,
    pub(crate) commerce_id: Option<String>,
    pub(crate) created: Option<Moment>,
    pub(crate) is_trial: Option<bool>,
    pub(crate) next_lifecycle: Option<Moment>,
    pub(crate) owner_tenant: Option<String>,
    pub(crate) owner_type: Option<String>,
    pub(crate) status: Option<State>,
    pub(crate) total_licenses: Option<Units>,
    pub(crate) service_status: Option<Vec<PlanStatus>>,
    /// Known keys that were there, null or not: they tell the kind.
    pub(crate) keys: Vec<Key>,
    /// The first few unknown keys, for messages.
    pub(crate) unknown: Vec<String>,
}

impl Item {
    /// Takes the value of `key`, which is none of a page's own.
    pub(crate) fn take<'de, A: MapAccess<'de>>(&mut self, key: Key, map: &mut A) -> Result<(), A::Error> {
        match &key {
            Key::Id => self.id = map.next_value()?,
            Key::DisplayName => self.display_name = map.next_value()?,
            Key::UserPrincipalName => self.user_principal_name = map.next_value()?,
            Key::AccountEnabled => self.account_enabled = map.next_value()?,
            Key::UsageLocation => self.usage_location = map.next_value()?,
            Key::UserType => self.user_type = map.next_value()?,
            Key::AssignedLicenses => self.assigned_licenses = map.next_value()?,
            Key::LicenseAssignmentStates => self.states = map.next_value()?,
            Key::AccountId => self.account_id = map.next_value()?,
            Key::AccountName => self.account_name = map.next_value()?,
            Key::AppliesTo => self.applies_to = map.next_value()?,
            Key::CapabilityStatus => self.capability_status = map.next_value()?,
            Key::ConsumedUnits => self.consumed = map.next_value()?,
            Key::PrepaidUnits => self.prepaid = map.next_value()?,
            Key::SkuId => self.sku = map.next_value()?,
            Key::SkuPartNumber => self.sku_part_number = map.next_value()?,
            Key::SubscriptionIds => self.subscription_ids = map.next_value()?,
            Key::CommerceSubscriptionId => self.commerce_id = map.next_value::<Option<String>>()?.or(self.commerce_id.take()),
            Key::CreatedDateTime => self.created = map.next_value()?,
            Key::IsTrial => self.is_trial = map.next_value()?,
            Key::NextLifecycleDateTime => self.next_lifecycle = map.next_value()?,
            Key::OwnerTenantId => self.owner_tenant = map.next_value()?,
            Key::OwnerType => self.owner_type = map.next_value()?,
            Key::Status => self.status = map.next_value()?,
            Key::TotalLicenses => self.total_licenses = map.next_value()?,
            Key::ServiceStatus => self.service_status = map.next_value()?,
            Key::Other(name) => {
                if self.unknown.len() < 6 {
                    self.unknown.push(crate::problem::cut(name));
                }
                map.next_value::<serde::de::IgnoredAny>()?;
                return Ok(());
            }
            Key::GroupMark | Key::Value | Key::NextLink | Key::Context | Key::Error => {
                map.next_value::<serde::de::IgnoredAny>()?;
            }
        }
        self.keys.push(key);
        Ok(())
    }

    /// Whether a key was there, null or not.
    pub(crate) fn has(&self, key: &Key) -> bool {
        self.keys.contains(key)
    }
}
