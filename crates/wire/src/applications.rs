//! Consent of a customer to a partner's application, given by the partner on its behalf.
//!
//! Used by the application-consent operations.

shape! {
    pub struct ApplicationConsent {
        application_id: String,
        display_name: String,
        application_grants: Vec<ApplicationGrant>,
    }

    pub struct ApplicationGrant {
        enterprise_application_id: String,
        scope: String,
    }
}

/// Where a tenant's own applications are. Secrets of one are posted below it.
pub const PATH: &str = "/moves/v1/applications";

shape! {
    /// Our own: an application registered in the caller's tenant.
    pub struct Application {
        app_id: String,
        tenant_id: String,
        display_name: String,
        redirect_uris: Vec<String>,
        is_public: bool,
        roles: Vec<String>,
        secrets: Vec<ApplicationSecret>,
        version: u32,
    }

    /// A secret by its id; the secret itself is written once, in the answer to its making.
    pub struct ApplicationSecret {
        id: String,
        secret: String,
    }

    /// What a new application, or a change of one, says.
    pub struct ApplicationRequest {
        display_name: String,
        redirect_uris: Vec<String>,
        is_public: bool,
        roles: Vec<String>,
    }
}
