//! Which shape is which resource of the tables, and which resources have no shape here, and why.
//!
//! Used by the contract test. A resource in neither list fails the test.

use super::filler::filled;
use nahtlos_wire::{
    BodyProblem, Limits, agreements as a, applications, audit, body::parse_as, carts, catalogue, channel_transfers, countries,
    customers as c, departures, domains, envelope as e, faults, graph, incidents, inventory, licenses as l, margins as m, migrations as n,
    offers, orders as o, profiles as pr, promotions as p, qualifications as q, relationships, request_log as rl, sandbox, self_serve as ss,
    service_requests as sr, subscriptions as s, tokens, transfers, transitions as t, users as u, validations, webhooks,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A resource's name, its completely filled JSON, and what reading a body as it and writing it again gives.
pub(crate) type Sample = (&'static str, Value, fn(&[u8]) -> Result<Value, BodyProblem>);

macro_rules! table {
    ($($name:literal = $shape:ty),+ $(,)?) => { vec![$(($name, filled::<$shape>(), again::<$shape>)),+] };
}

fn again<T: DeserializeOwned + Serialize>(body: &[u8]) -> Result<Value, BodyProblem> {
    parse_as::<T>(body, &Limits::default()).map(|value| serde_json::to_value(value).expect("every shape can be written"))
}

/// Every resource with a completely filled sample.
pub(crate) fn samples() -> Vec<Sample> {
    [partner_center(), trade(), moves(), graph()].concat()
}

fn partner_center() -> Vec<Sample> {
    table![
        "Envelope" = e::Collection<c::Customer>,
        "Link" = e::Link,
        "ResourceAttributes" = e::Attributes,
        "ApiFault" = e::ApiFault,
        "GatewayFault" = e::GatewayFault,
        "ApiFaultExtended" = e::ApiFaultExtended,
        "TokenV1" = tokens::TokenV1,
        "TokenV2" = tokens::TokenV2,
        "TokenError" = tokens::TokenError,
        "Customer" = c::Customer,
        "CustomerCompanyProfile" = c::CustomerCompanyProfile,
        "CustomerBillingProfile" = c::CustomerBillingProfile,
        "Address" = c::Address,
        "Contact" = c::Contact,
        "UserCredentials" = c::UserCredentials,
        "CustomerOrganization" = c::CustomerOrganization,
        "ManagedService" = c::ManagedService,
        "LegalBusinessProfile" = pr::LegalBusinessProfile,
        "OrganizationProfile" = pr::OrganizationProfile,
        "BillingProfile" = pr::BillingProfile,
        "MpnProfile" = pr::MpnProfile,
        "SupportProfile" = pr::SupportProfile,
        "EnrolledProgram" = pr::EnrolledProgram,
        "AccountSetting" = pr::AccountSetting,
        "AddressValidationResult" = validations::AddressValidationResult,
        "CountryValidationRules" = countries::CountryValidationRules,
        "PartnerRequest" = rl::PartnerRequest,
        "ApplicationMfaAdoptionStatus" = rl::ApplicationMfaAdoptionStatus,
        "NonMfaCompliantPartnerPrincipalDetails" = rl::NonMfaCompliantPartnerPrincipalDetails,
        "SelfServePolicy" = ss::SelfServePolicy,
        "SelfServeEntity" = ss::SelfServeEntity,
        "SelfServeGrantor" = ss::SelfServeGrantor,
        "SelfServePermission" = ss::SelfServePermission,
        "ServiceRequest" = sr::ServiceRequest,
        "ServiceRequestContact" = sr::ServiceRequestContact,
        "ServiceRequestOrganization" = sr::ServiceRequestOrganization,
        "ServiceRequestNote" = sr::ServiceRequestNote,
        "SupportTopic" = sr::SupportTopic,
        "VerifiedDomain" = domains::VerifiedDomain,
        "Domain" = domains::Domain,
        "DomainFederationSettings" = domains::DomainFederationSettings,
        "CustomerQualification" = q::CustomerQualification,
        "CustomerQualificationRequest" = q::CustomerQualificationRequest,
        "ValidationCode" = q::ValidationCode,
        "GccValidationRelationship" = q::GccValidationRelationship,
        "ValidationStatus" = validations::ValidationStatus,
        "ServiceIncidents" = incidents::ServiceIncidents,
        "ServiceIncidentDetail" = incidents::ServiceIncidentDetail,
        "ServiceIncidentHistory" = incidents::ServiceIncidentHistory,
        "RelationshipRequest" = relationships::RelationshipRequest,
        "PartnerRelationship" = relationships::PartnerRelationship,
        "AuditRecord" = audit::AuditRecord,
        "AuditCustomizedData" = audit::AuditCustomizedData,
        "TrailEntry" = audit::TrailEntry,
        "TrailVerdict" = audit::TrailVerdict,
        "TrailFinding" = audit::TrailFinding,
        "TrailUnsealed" = audit::TrailUnsealed,
        "WebhookRegistration" = webhooks::WebhookRegistration,
        "WebhookValidation" = webhooks::WebhookValidation,
        "WebhookResponse" = webhooks::WebhookResponse,
        "WebhookValidationEvent" = webhooks::WebhookValidationEvent,
        "UndeliveredWebhook" = webhooks::UndeliveredWebhook,
        "WebhookReplay" = webhooks::WebhookReplay,
        "WebhookReplayed" = webhooks::WebhookReplayed,
        "ApplicationConsent" = applications::ApplicationConsent,
        "ApplicationGrant" = applications::ApplicationGrant,
        "SandboxReseller" = sandbox::SandboxReseller,
        "SandboxTenant" = sandbox::SandboxTenant,
        "SandboxLegalBusinessProfile" = sandbox::SandboxLegalBusinessProfile,
        "SandboxAgreementSignature" = a::AgreementSignature,
        "Agreement" = a::Agreement,
        "AgreementMetaData" = a::AgreementMetaData,
        "AgreementDocument" = a::AgreementDocument,
        "DirectSignedCustomerAgreementStatus" = a::DirectSignedCustomerAgreementStatus,
        "AgreementSignatureStatus" = a::AgreementSignatureStatus,
        "FetchCustomerAgreementRecordResponse" = a::CustomerAgreementRecords,
        "CustomerAgreementRecord" = a::CustomerAgreementRecord,
        "ReAttestationRequest" = a::ReAttestationRequest,
        "CustomerUser" = u::CustomerUser,
        "PasswordProfile" = u::PasswordProfile,
        "UserMember" = u::UserMember,
        "DirectoryRole" = u::DirectoryRole,
        "License" = l::License,
        "ServicePlan" = l::ServicePlan,
        "ProductSku" = l::ProductSku,
        "LicenseUpdate" = l::LicenseUpdate,
        "LicenseAssignment" = l::LicenseAssignment,
        "LicenseWarning" = l::LicenseWarning,
        "SubscribedSku" = l::SubscribedSku,
    ]
}

fn trade() -> Vec<Sample> {
    table![
        "TransitionEligibility" = t::TransitionEligibility,
        "TransitionEligibilityDetail" = t::TransitionEligibilityDetail,
        "TargetSubscriptionEligibilityDetail" = t::TargetSubscriptionEligibilityDetail,
        "TransitionError" = t::TransitionError,
        "TargetSubscriptionError" = t::TargetSubscriptionError,
        "Transition" = t::Transition,
        "TransitionEvent" = t::TransitionEvent,
        "Upgrade" = t::Upgrade,
        "UpgradeError" = t::UpgradeError,
        "UpgradeResult" = t::UpgradeResult,
        "UserLicenseError" = t::UserLicenseError,
        "Conversion" = t::Conversion,
        "ConversionResult" = t::ConversionResult,
        "ConversionError" = t::ConversionError,
        "Fault" = faults::Fault,
        "InjectedFault" = faults::Injected,
        "Product" = catalogue::Product,
        "ItemType" = catalogue::ItemType,
        "Sku" = catalogue::Sku,
        "Availability" = catalogue::Availability,
        "Term" = catalogue::Term,
        "ProductPromotion" = p::ProductPromotion,
        "PromotionConstraints" = p::PromotionConstraints,
        "PromotionEligibilitiesRequest" = p::PromotionEligibilitiesRequest,
        "PromotionEligibilitiesRequestItem" = p::PromotionEligibilitiesRequestItem,
        "PromotionEligibilities" = p::PromotionEligibilities,
        "PromotionEligibility" = p::PromotionEligibility,
        "PromotionEligibilityError" = p::PromotionEligibilityError,
        "InventoryCheckRequest" = inventory::InventoryCheckRequest,
        "InventoryItem" = inventory::InventoryItem,
        "InventoryRestriction" = inventory::InventoryRestriction,
        "Offer" = offers::Offer,
        "OfferCategory" = offers::OfferCategory,
        "OfferProduct" = offers::OfferProduct,
        "MarginList" = m::MarginList,
        "Margin" = m::Margin,
        "MarginPriceConfiguration" = m::MarginPriceConfiguration,
        "MarginMarketPrice" = m::MarginMarketPrice,
        "Cart" = carts::Cart,
        "CartLineItem" = carts::CartLineItem,
        "CartError" = carts::CartError,
        "CartCheckoutResult" = carts::CartCheckoutResult,
        "OrderError" = carts::OrderError,
        "Pricing" = carts::Pricing,
        "NewCommerceMigration" = n::NewCommerceMigration,
        "NewCommerceEligibility" = n::NewCommerceEligibility,
        "NewCommerceEligibilityError" = n::NewCommerceEligibilityError,
        "NewCommerceMigrationSchedule" = n::NewCommerceMigrationSchedule,
        "NewCommerceMigrationEvent" = n::NewCommerceMigrationEvent,
        "ProductUpgradesRequest" = n::ProductUpgradesRequest,
        "ProductUpgradesEligibility" = n::ProductUpgradesEligibility,
        "ProductUpgradesStatus" = n::ProductUpgradesStatus,
        "ProductUpgradesLineItem" = n::ProductUpgradesLineItem,
        "UpgradedProductDetails" = n::UpgradedProductDetails,
        "ProductUpgradesErrorDetails" = n::ProductUpgradesErrorDetails,
        "Order" = o::Order,
        "OrderLineItem" = o::OrderLineItem,
        "OrderLineItemProvisioningStatus" = o::OrderLineItemProvisioningStatus,
        "OrderLineItemActivationLink" = o::OrderLineItemActivationLink,
        "OrderAttachment" = o::OrderAttachment,
        "OrderAttachmentMetadata" = o::OrderAttachmentMetadata,
        "Subscription" = s::Subscription,
        "ProductTerm" = s::ProductTerm,
        "SubscriptionProvisioningStatus" = s::SubscriptionProvisioningStatus,
        "SubscriptionRegistrationStatus" = s::SubscriptionRegistrationStatus,
        "SubscriptionActivationResult" = s::SubscriptionActivationResult,
        "SupportContact" = s::SupportContact,
        "AllowedCustomTermEndDate" = s::AllowedCustomTermEndDate,
        "Overage" = s::Overage,
    ]
}

fn moves() -> Vec<Sample> {
    table![
        "TransferEntity" = transfers::TransferEntity,
        "TransferParticipant" = transfers::TransferParticipant,
        "TransferLineItem" = transfers::TransferLineItem,
        "TransferSubmitResult" = transfers::TransferSubmitResult,
        "TransferError" = transfers::TransferError,
        "TransferEligibility" = transfers::TransferEligibility,
        "PartnerTransfer" = transfers::PartnerTransfer,
        "TransferCounterpart" = transfers::TransferCounterpart,
        "TransferDecline" = transfers::TransferDecline,
        "TransferPreview" = transfers::TransferPreview,
        "TransferPreviewLine" = transfers::TransferPreviewLine,
        "Notice" = transfers::Notice,
        "Departure" = departures::Departure,
        "DepartureLine" = departures::DepartureLine,
        "ExtendedTerm" = departures::ExtendedTerm,
        "ChannelSubscription" = channel_transfers::ChannelSubscription,
        "ChannelOffer" = channel_transfers::ChannelOffer,
        "ChannelTransfer" = channel_transfers::ChannelTransfer,
        "ChannelTransferLine" = channel_transfers::ChannelTransferLine,
    ]
}

fn graph() -> Vec<Sample> {
    use graph::{
        applications, batch, collection, contracts, domains, groups, licenses, organization, relationships, skus, subscriptions, users,
    };
    table![
        "GraphCollection" = graph::GraphCollection<users::User>,
        "GraphError" = graph::GraphError,
        "GraphReference" = graph::Reference,
        "GraphDirectoryObject" = collection::DirectoryObject,
        "GraphUser" = users::User,
        "GraphGroup" = groups::Group,
        "GraphGroupLicenseError" = groups::LicenseError,
        "GraphAssignedLicense" = licenses::AssignedLicense,
        "ChargeLine" = nahtlos_wire::charges::ChargeLine,
        "GraphAssignLicenseRequest" = licenses::AssignLicenseRequest,
        "GraphLicenseDetails" = licenses::LicenseDetails,
        "GraphSubscribedSku" = skus::SubscribedSku,
        "GraphCompanySubscription" = subscriptions::CompanySubscription,
        "GraphOrganization" = organization::Organization,
        "GraphDomain" = domains::Domain,
        "GraphDomainDnsRecord" = domains::DnsRecord,
        "GraphDelegatedAdminRelationship" = relationships::DelegatedAdminRelationship,
        "GraphDelegatedAdminAccessAssignment" = relationships::AccessAssignment,
        "GraphDelegatedAdminRelationshipRequest" = relationships::RelationshipRequest,
        "GraphDelegatedAdminRelationshipOperation" = relationships::RelationshipOperation,
        "GraphDelegatedAdminCustomer" = relationships::DelegatedAdminCustomer,
        "GraphDelegatedAdminServiceManagementDetail" = relationships::ServiceManagementDetail,
        "GraphServicePrincipal" = applications::ServicePrincipal,
        "GraphAppRoleAssignment" = applications::AppRoleAssignment,
        "GraphContract" = contracts::Contract,
        "GraphBatchRequestItem" = batch::BatchRequestItem,
        "GraphBatchResponseItem" = batch::BatchResponseItem,
    ]
}

/// Resources without a shape of their own, with the reason.
pub(crate) fn left_out(resource: &str) -> Option<&'static str> {
    let reason = match resource {
        "CustomDomains" | "CustomerQualificationV1" | "Signatures" => "the body is a bare text, a list of texts, or a collection",
        "GraphBatch" => "request and answer are two shapes",
        "TransitionEligibility" | "Transition" | "Upgrade" | "UpgradeResult" | "Conversion" | "ConversionResult" => "later: transitions",
        "Invoice" | "InvoiceSummary" | "OneTimeInvoiceLineItem" | "LicenseBasedLineItem" => "later: invoices",
        "DailyRatedUsageLineItem" | "UsageBasedLineItem" | "DailyUsageLineItem" => "later: invoices",
        "WebhookEvent" => "its bytes are kept with the delivery: written where it is made",
        _ => return None,
    };
    Some(reason)
}
