//! Incidents of the services that a customer uses.
//!
//! Used by "get service incidents of customer" alone.

use nahtlos_model::instants::Instant;

spelled! {
    pub enum IncidentSeverity { Normal = "normal", Information = "information", Warning = "warning", Critical = "critical" }

    pub enum MessageType { None = "none", Incident = "incident", MessageCenter = "message_center", All = "all" }
}

shape! {
    pub struct ServiceIncidents {
        workload: String,
        incidents: Vec<ServiceIncidentDetail>,
        status: IncidentSeverity,
        message_center_messages: Vec<ServiceIncidentDetail>,
    }

    pub struct ServiceIncidentDetail {
        id: String,
        message_type: MessageType,
        start_time: Instant,
        end_time: Instant,
        status: IncidentSeverity,
        messages: Vec<ServiceIncidentHistory>,
        workload: String,
        affected_workload_names: Vec<String>,
        resolved: bool,
        impacted_area: String,
        impacted_customers: i64,
        required_by: Instant,
        category: String,
        action_type: String,
        severity: IncidentSeverity,
    }

    pub struct ServiceIncidentHistory {
        published_time: Instant,
        message_text: String,
    }
}
