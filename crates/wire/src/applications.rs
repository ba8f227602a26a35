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
