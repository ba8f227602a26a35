//! How far second factors are used: requests, their counts by day, users who came without.
//!
//! Used by the three operations on multi-factor sign-in. Dates without a zone are UTC.

use crate::service_requests::Unzoned;

shape! {
    pub struct PartnerRequest {
        request_id: String,
        correlation_id: String,
        operation_name: String,
        request_date_time: Unzoned,
        ip_address: String,
        object_id: String,
        tenant_id: String,
        upn: String,
        application_id: String,
        mfa_compliant: bool,
    }

    pub struct ApplicationMfaAdoptionStatus {
        login_date: String,
        mfa_compliant_request_count: i64,
        total_request_count: i64,
        application_id: String,
        application_name: String,
    }

    pub struct NonMfaCompliantPartnerPrincipalDetails {
        object_id: String,
        tenant_id: String,
        upn: String,
        last_non_mfa_compliant_request_date_time: Unzoned,
    }
}
