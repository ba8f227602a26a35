//! What a customer qualifies for (education, government, nonprofit), in both versions, and validation codes for government clouds.
//!
//! Used by the qualification and validation operations. Version 1 answers a bare text, so it is an enum alone.

pub use crate::enums::{EducationSegment, Qualification, QualificationV1, QualificationVettingStatus};
use nahtlos_model::instants::Instant;

shape! {
    pub struct CustomerQualification {
        qualification: Qualification,
        vetting_status: QualificationVettingStatus,
        vetting_reason: String,
        #[serde(alias = "vettingCreatedDate")]
        vetting_create_date: Instant,
    }

    pub struct CustomerQualificationRequest {
        qualification: Qualification,
        education_segment: EducationSegment,
        website: String,
        validation_code: String,
    }

    pub struct ValidationCode {
        partner_id: String,
        organization_name: String,
        validation_id: String,
        e_tag: String,
    } null {
        max_creates: i64,
        remaining_creates: i64,
    }

    pub struct GccValidationRelationship {
        partner_id: String,
        customer_id: String,
        validation_id: String,
        organization_name: String,
        e_tag: String,
    }
}
