//! The enums of the Partner Center wire, in the reference's spelling and order.
//!
//! Used by the families beside this file and by whoever makes resources. An enum has `unknown` or `none` only where the reference has it.

use serde::{Serialize, Serializer};

spelled! {
    pub enum SubscriptionStatus {
        None = "none", Active = "active", Suspended = "suspended", Deleted = "deleted",
        Expired = "expired", Pending = "pending", Disabled = "disabled",
    }

    pub enum BillingCycleType {
        Unknown = "unknown", Monthly = "monthly", Annual = "annual", None = "none",
        OneTime = "one_time", Triennial = "triennial", Biennial = "biennial",
    }

    pub enum BillingType { None = "none", Usage = "usage", License = "license", Benefit = "benefit" }

    pub enum ContractType { Subscription = "subscription", ProductKey = "product_key", RedemptionCode = "redemption_code" }

    pub enum CustomerPartnerRelationship {
        Unknown = "unknown", Reseller = "reseller", Advisor = "advisor", Syndication = "syndication",
        MicrosoftSupport = "microsoft_support", None = "none",
    }

    pub enum PartnerRelationshipType {
        IsIndirectResellerOf = "is_indirect_reseller_of",
        IsIndirectCloudSolutionProviderOf = "is_indirect_cloud_solution_provider_of",
    }

    pub enum AgreementType {
        MicrosoftCloudAgreement = "MicrosoftCloudAgreement", MicrosoftCustomerAgreement = "MicrosoftCustomerAgreement",
    }

    pub enum OrderStatus {
        Unknown = "unknown", Completed = "completed", Pending = "pending", Cancelled = "cancelled", Error = "error",
        PendingReview = "pending review", PendingPoUpload = "pending po upload", PoReviewRejected = "po review rejected",
        PartialSuccess = "partial success",
    }

    pub enum OrderTransactionType {
        UserPurchase = "UserPurchase", SystemPurchase = "SystemPurchase", SystemBilling = "SystemBilling",
    }

    pub enum LineTransactionType {
        New = "New", Renew = "Renew", AddQuantity = "AddQuantity", RemoveQuantity = "RemoveQuantity",
        Cancel = "Cancel", Convert = "Convert", CustomerCredit = "CustomerCredit",
    }

    pub enum LineProvisioningStatus {
        Fulfilled = "Fulfilled", Unfulfilled = "Unfulfilled", PrefulfillmentPending = "PrefulfillmentPending",
    }

    pub enum CartStatus { Active = "Active", Ordered = "Ordered" }

    pub enum ParticipantType {
        Unknown = "unknown", TransactionReseller = "transaction_reseller", ConsumptionReseller = "consumption_reseller",
        AdditionalTransactionReseller = "additional_transaction_reseller",
    }

    pub enum CartErrorCode {
        Unknown = "unknown",
        CurrencyIsNotSupported = "currency_is_not_supported",
        CatalogItemIdIsNotValid = "catalog_item_id_is_not_valid",
        QuotaNotAvailable = "quota_not_available",
        InventoryNotAvailable = "inventory_not_available",
        ParticipantsIsNotSupportedForPartner = "participants_is_not_supported_for_partner",
        UnableToProcessCartLineItem = "unable_to_process_cart_line_item",
        SubscriptionIsNotValid = "subscription_is_not_valid",
        SubscriptionIsNotEnabledForRi = "subscription_is_not_enabled_for_r_i",
        SandboxLimitExceeded = "sandbox_limit_exceeded",
        InvalidInput = "invalid_input",
        SubscriptionNotRegistered = "subscription_not_registered",
        AttestationNotAccepted = "attestation_not_accepted",
        BillingPlanNotSupported = "billing_plan_not_supported",
        InvalidPromotionId = "invalid_promotion_id",
        MaxAllowedSeatsPerSubscriptionExceeded = "max_allowed_seats_per_subscription_exceeded",
        InvalidCustomTermEndDateProduct = "invalid_custom_term_end_date_product",
        InvalidCustomTermEndDate = "invalid_custom_term_end_date",
        BaseOfferSeatQuantityNotMet = "base_offer_seat_quantity_not_met",
        MinimumAddOnSeatsNotMet = "minimum_add_on_seats_not_met",
        LegacyOfferNotEligibleForPurchase = "legacy_offer_not_eligible_for_purchase",
    }

    pub enum ProvisioningStatus { None = "none", Success = "success", Pending = "pending", Failed = "failed" }

    pub enum RegistrationStatus { Registered = "registered", Registering = "registering", NotRegistered = "notregistered" }

    pub enum CustomTermEndDateType {
        CalendarMonthAligned = "calendarMonthAligned", SubscriptionAligned = "subscriptionAligned",
    }

    pub enum Segment { Commercial = "commercial", Education = "education", Government = "government", Nonprofit = "nonprofit" }

    pub enum PurchasePrerequisite {
        InventoryCheck = "InventoryCheck", AzureSubscriptionRegistration = "AzureSubscriptionRegistration",
    }

    pub enum Qualification {
        None = "None", Education = "Education", GovernmentCommunityCloud = "GovernmentCommunityCloud",
        StateOwnedEntity = "StateOwnedEntity", Nonprofit = "Nonprofit",
    }

    pub enum QualificationV1 {
        None = "none", Education = "education", Nonprofit = "nonprofit",
        GovernmentCommunityCloud = "government_community_cloud", StateOwnedEntity = "state_owned_entity",
    }

    pub enum EducationSegment { K12 = "K12", HigherEducation = "HigherEducation" }

    /// Where a qualification stands. The reference has a bare text and no name for it; its `VettingStatus` is that of legal business
    /// profiles (`profiles::VettingStatus`).
    pub enum QualificationVettingStatus { Denied = "Denied", InReview = "InReview", Approved = "Approved" }

    pub enum AccountValidation {
        Unknown = "Unknown", UnderReview = "UnderReview", Allowed = "Allowed", NotAllowed = "NotAllowed", NotReady = "Not Ready",
    }

    pub enum PromotionEligibilityErrorType {
        InvalidCatalogItemId = "InvalidCatalogItemId", InvalidPromotion = "InvalidPromotion",
        PrerequisiteProductOwnership = "PrerequisiteProductOwnership", RedemptionLimit = "RedemptionLimit", SeatCount = "SeatCount",
        OfferPurchasedPreviously = "OfferPurchasedPreviously", Term = "Term", NoPromotionsAvailable = "NoPromotionsAvailable",
    }

    pub enum MarginType { Percentage = "Percentage", CustomPrice = "CustomPrice" }

    pub enum AttachmentType { PurchaseOrder = "POAttachment", Tender = "TenderAttachment" }

    pub enum TransitionType {
        TransitionOnly = "transition_only", TransitionWithLicenseTransfer = "transition_with_license_transfer",
    }

    pub enum UpgradeType { None = "none", UpgradeOnly = "upgrade_only", UpgradeWithLicenseTransfer = "upgrade_with_license_transfer" }

    pub enum UserState { Active = "active", Inactive = "inactive" }

    pub enum UserDomainType { None = "none", Managed = "managed", Federated = "federated" }

    pub enum LicenseGroupId { None = "none", Group1 = "group1", Group2 = "group2" }

    /// Our own: what happens at term end when renewal is off, and what `renew` restores.
    pub enum EndOfTermAction { Renew = "renew", Extend = "extend", Cancel = "cancel" }

    /// How a list of users may be ordered.
    pub enum SortDirection { Ascending = "ascending", Descending = "descending" }

    /// How an immediate or scheduled transition is asked for.
    pub enum EligibilityType { Immediate = "immediate", Scheduled = "scheduled" }
}

/// Terms and instructions have their cycle as `Monthly`, `Annual`, `Triennial`, unlike everything else.
pub(crate) fn capitalised<S: Serializer>(cycle: &Option<BillingCycleType>, s: S) -> Result<S::Ok, S::Error> {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    cycle
        .map(|cycle| cycle.as_str().split('_').map(capital).collect::<String>())
        .serialize(s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;

    fn reads<E: DeserializeOwned>(json: &str) -> Result<E, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn every_spelling_reads_and_one_is_written() {
        for json in [
            "\"one_time\"",
            "\"OneTime\"",
            "\"onetime\"",
            "\"ONE_TIME\"",
            "\"one-time\"",
            "4",
            "\"4\"",
        ] {
            assert_eq!(reads(json), Ok(BillingCycleType::OneTime), "{json}");
        }
        assert_eq!(serde_json::to_string(&BillingCycleType::OneTime).unwrap(), "\"one_time\"");
        assert_eq!(reads("\"IsIndirectResellerOf\""), Ok(PartnerRelationshipType::IsIndirectResellerOf));
        assert_eq!(reads("\"NotReady\""), Ok(AccountValidation::NotReady));
        assert_eq!(
            reads("\"subscription_is_not_enabled_for_r_i\""),
            Ok(CartErrorCode::SubscriptionIsNotEnabledForRi)
        );
    }

    #[test]
    fn an_unknown_text_names_what_is_allowed() {
        for json in ["\"weekly\"", "\"\"", "7", "-1"] {
            let said = reads::<BillingCycleType>(json).unwrap_err();
            assert!(
                said.contains("is no BillingCycleType; send one of unknown, monthly, annual, none"),
                "{said}"
            );
        }
        assert!(reads::<CartStatus>("\"unknown\"").is_err());
        assert!(reads::<CartStatus>("true").is_err());
    }

    #[test]
    fn no_two_values_of_an_enum_read_alike() {
        fn apart<E: Copy + PartialEq + std::fmt::Debug + std::str::FromStr>(all: &[E], text: impl Fn(E) -> &'static str) {
            for value in all {
                assert_eq!(text(*value).parse::<E>().ok(), Some(*value));
            }
        }
        apart(CartErrorCode::ALL, CartErrorCode::as_str);
        apart(OrderStatus::ALL, OrderStatus::as_str);
        apart(SubscriptionStatus::ALL, SubscriptionStatus::as_str);
    }

    #[test]
    fn an_open_enum_keeps_what_it_does_not_know() {
        let known: crate::Open<CartErrorCode> = reads("\"QuotaNotAvailable\"").unwrap();
        assert_eq!(known.known(), Some(CartErrorCode::QuotaNotAvailable));
        let other: crate::Open<CartErrorCode> = reads("\"400041\"").unwrap();
        assert_eq!(serde_json::to_string(&other).unwrap(), "\"400041\"");
    }
}
