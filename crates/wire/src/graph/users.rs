//! Graph's users, and what creates or changes one.
//!
//! Used by user operations of Graph; the Partner Center API's users are in `crate::users`. A password is only ever sent to the service.

use super::{
    groups::Group,
    licenses::{AssignedLicense, AssignedPlan, LicenseAssignmentState, ProvisionedPlan},
};
use nahtlos_model::instants::Instant;

spelled! {
    pub enum UserType { Member = "Member", Guest = "Guest" }
}

shape! {
    pub struct User {
        #[serde(rename = "@odata.context")]
        context: String,
        #[serde(rename = "@odata.type")]
        kind: String,
        id: String,
        user_principal_name: String,
        display_name: String,
        mail_nickname: String,
        account_enabled: bool,
        password_profile: PasswordProfile,
        user_type: String,
        business_phones: Vec<String>,
        assigned_licenses: Vec<AssignedLicense>,
        license_assignment_states: Vec<LicenseAssignmentState>,
        assigned_plans: Vec<AssignedPlan>,
        provisioned_plans: Vec<ProvisionedPlan>,
        proxy_addresses: Vec<String>,
        other_mails: Vec<String>,
        created_date_time: Instant,
        sign_in_activity: SignInActivity,
        /// Only where it is expanded.
        manager: Box<User>,
        /// Only where it is expanded.
        member_of: Vec<Group>,
    } null {
        given_name: String,
        surname: String,
        mail: String,
        usage_location: String,
        deleted_date_time: Instant,
        job_title: String,
        mobile_phone: String,
        office_location: String,
        preferred_language: String,
        department: String,
        company_name: String,
        country: String,
        on_premises_sync_enabled: bool,
        on_premises_immutable_id: String,
        on_premises_last_sync_date_time: Instant,
    }

    pub struct PasswordProfile {
        password: String,
        force_change_password_next_sign_in: bool,
    }

    pub struct SignInActivity {
        last_sign_in_date_time: Instant,
        last_sign_in_request_id: String,
        last_non_interactive_sign_in_date_time: Instant,
    }

    /// Creates a user, or changes what it names.
    pub struct UserWrite {
    } sent {
        user_principal_name: String,
        display_name: String,
        given_name: String,
        surname: String,
        mail: String,
        mail_nickname: String,
        account_enabled: bool,
        password_profile: PasswordProfile,
        usage_location: String,
        user_type: UserType,
        business_phones: Vec<String>,
        job_title: String,
        mobile_phone: String,
        office_location: String,
        preferred_language: String,
        department: String,
        company_name: String,
        country: String,
        other_mails: Vec<String>,
        on_premises_immutable_id: String,
    }
}
