//! Self-serve policies: what a partner lets a customer buy by itself.
//!
//! Used by the operations under `/SelfServePolicy`. The two tenants are spelled `tenantID` on the wire.

use crate::Attributes;

shape! {
    pub struct SelfServePolicy {
        id: String,
        self_serve_entity: SelfServeEntity,
        grantor: SelfServeGrantor,
        permissions: Vec<SelfServePermission>,
        attributes: Attributes,
    }

    pub struct SelfServeEntity {
        self_serve_entity_type: String,
        #[serde(rename = "tenantID", alias = "tenantId")]
        tenant_id: String,
    }

    pub struct SelfServeGrantor {
        grantor_type: String,
        #[serde(rename = "tenantID", alias = "tenantId")]
        tenant_id: String,
    }

    pub struct SelfServePermission {
        resource: String,
        action: String,
    }
}
