//! Records of activity, and our own trail with its hashes.
//!
//! A record's old and new values are JSON in a text, with PascalCase keys inside (docs/wire/audit.md, section 3).

use crate::Attributes;
use nahtlos_model::instants::Instant;
use serde_json::Value;

/// Where our own trail is.
pub const PATH: &str = "/moves/v1/audit";

shape! {
    /// A value beside a record.
    pub struct AuditCustomizedData {
        key: String,
    } null {
        value: String,
    }

    pub struct AuditRecord {
        id: String,
        partner_id: String,
        participants: Vec<String>,
        customer_id: String,
        customer_name: String,
        user_principal_name: String,
        application_id: String,
        resource_type: String,
        resource_old_value: String,
        resource_new_value: String,
        operation_type: String,
        original_correlation_id: String,
        operation_date: String,
        operation_status: String,
        customized_data: Vec<AuditCustomizedData>,
        attributes: Attributes,
    }

    /// Our own: an entry of a chain.
    pub struct TrailEntry {
        scope_id: String,
        number: i64,
        hash: String,
        at: Instant,
        partner_id: String,
        actor_tenant_id: String,
        user_id: String,
        user_principal_name: String,
        application_id: String,
        resource_type: String,
        resource_id: String,
        operation_type: String,
        status: String,
        correlation_id: String,
        request_id: String,
    }
    null {
        before: Value,
        after: Value,
    }

    /// Our own: what a walk over chains and seals found.
    pub struct TrailVerdict {
        whole: bool,
        entries: u64,
        seals: u64,
        findings: Vec<TrailFinding>,
        unsealed: Vec<TrailUnsealed>,
        next: String,
    }

    /// A place that does not fit: `number`, `entry`, `seal` or `vouched`.
    pub struct TrailFinding {
        kind: String,
        scope_id: String,
        partner_id: String,
        number: i64,
        expected: i64,
    }

    /// Entries that no seal vouches for yet.
    pub struct TrailUnsealed {
        scope_id: String,
        from: i64,
        to: i64,
    }
}
