//! A verified domain of a customer, with the settings of its federation.
//!
//! Used by "add verified domain". Certificates are public keys as base64; nothing here checks them.

use crate::Open;
use nahtlos_model::instants::Instant;

spelled! {
    pub enum DomainAuthentication { Managed = "managed", Federated = "federated" }

    pub enum DomainCapability {
        None = "none", Email = "email", Sharepoint = "sharepoint", OfficeCommunicationsOnline = "office_communications_online",
        SharepointDefault = "sharepoint_default", FullRedelegation = "full_redelegation", SharePointPublic = "share_point_public",
        OrgIdAuthentication = "org_id_authentication", Yammer = "yammer", Intune = "intune", All = "all",
    }

    pub enum DomainStatus { Unverified = "unverified", Verified = "verified", PendingDeletion = "pending_deletion" }

    pub enum DomainVerification { None = "none", DnsRecord = "dns_record", Email = "email" }

    pub enum AuthenticationProtocol { WsFed = "ws_fed", Samlp = "samlp" }

    pub enum PromptLogin {
        TranslateToFreshPasswordAuth = "translate_to_fresh_password_auth", NativeSupport = "native_support", Disabled = "disabled",
    }
}

shape! {
    pub struct VerifiedDomain {
        verified_domain_name: String,
        domain: Domain,
        domain_federation_settings: DomainFederationSettings,
    }

    pub struct Domain {
        authentication_type: DomainAuthentication,
        capability: Open<DomainCapability>,
        name: String,
        status: DomainStatus,
        verification_method: DomainVerification,
    } sent {
        is_default: bool,
        is_initial: bool,
        root_domain: String,
    }

    pub struct DomainFederationSettings {
        active_log_on_uri: String,
        default_interactive_authentication_method: String,
        federation_brand_name: String,
        issuer_uri: String,
        log_off_uri: String,
        metadata_exchange_uri: String,
        next_signing_certificate: String,
        open_id_connect_discovery_endpoint: String,
        passive_log_on_uri: String,
        preferred_authentication_protocol: AuthenticationProtocol,
        prompt_login_behavior: PromptLogin,
        signing_certificate: String,
        signing_certificate_update_status: CertificateUpdate,
        supports_mfa: bool,
    }

    pub struct CertificateUpdate {
        last_run_at: Instant,
        result: i64,
    }
}
