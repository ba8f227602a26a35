//! Domains of a tenant, their proof by DNS, and what creates or changes one.
//!
//! Used by `domains`.

use nahtlos_model::instants::Instant;

spelled! {
    pub enum AuthenticationType { Managed = "Managed", Federated = "Federated" }

    pub enum RecordType { Txt = "Txt", Mx = "Mx", CName = "CName", Srv = "Srv" }
}

shape! {
    pub struct Domain {
        #[serde(rename = "@odata.context")]
        context: String,
        id: String,
        is_default: bool,
        is_initial: bool,
        is_verified: bool,
        is_root: bool,
        is_admin_managed: bool,
        authentication_type: crate::Open<AuthenticationType>,
        supported_services: Vec<String>,
        password_validity_period_in_days: u32,
        password_notification_window_in_days: u32,
    } null {
        availability_status: String,
        manufacturer: String,
        model: String,
        state: DomainState,
    }

    pub struct DomainState {
        status: String,
        operation: String,
        last_action_date_time: Instant,
    }

    /// Creates a domain (`id` alone), or changes what it names.
    pub struct DomainWrite {
    } sent {
        id: String,
        is_default: bool,
        supported_services: Vec<String>,
        password_validity_period_in_days: u32,
        password_notification_window_in_days: u32,
    }

    pub struct DnsRecord {
        #[serde(rename = "@odata.type")]
        kind: String,
        id: String,
        is_optional: bool,
        label: String,
        record_type: crate::Open<RecordType>,
        supported_service: String,
        ttl: u32,
        text: String,
        mail_exchange: String,
        preference: u32,
    }
}
