//! Service principals and the roles they are given.
//!
//! Used by `servicePrincipals`. Keys and passwords of applications are never written; their lists stay empty.

use nahtlos_model::instants::Instant;
use serde_json::Value;

shape! {
    pub struct ServicePrincipal {
        id: String,
        app_id: String,
        app_display_name: String,
        display_name: String,
        account_enabled: bool,
        app_role_assignment_required: bool,
        app_roles: Vec<AppRole>,
        oauth2_permission_scopes: Vec<PermissionScope>,
        service_principal_names: Vec<String>,
        service_principal_type: String,
        reply_urls: Vec<String>,
        key_credentials: Vec<Value>,
        password_credentials: Vec<Value>,
        tags: Vec<String>,
    } null {
        /// Null: it belongs to no tenant here.
        app_owner_organization_id: String,
        homepage: String,
        login_url: String,
        logout_url: String,
        notes: String,
        disabled_by_microsoft_status: String,
        deleted_date_time: Instant,
    }

    pub struct AppRole {
        id: String,
        value: String,
        display_name: String,
        description: String,
        is_enabled: bool,
        allowed_member_types: Vec<String>,
        origin: String,
    }

    pub struct PermissionScope {
        id: String,
        value: String,
        #[serde(rename = "type")]
        kind: String,
        is_enabled: bool,
        admin_consent_display_name: String,
        admin_consent_description: String,
        user_consent_display_name: String,
        user_consent_description: String,
    }

    pub struct AppRoleAssignment {
        id: String,
        #[serde(alias = "creationTimestamp")]
        created_date_time: Instant,
        principal_id: String,
        principal_type: String,
        principal_display_name: String,
        resource_id: String,
        resource_display_name: String,
        app_role_id: String,
    } null {
        deleted_date_time: Instant,
    }
}
