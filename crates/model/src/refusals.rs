//! Refusals: expected answers of "no", each with a stable code, the wire's code and status, and the values its sentence needs.
//!
//! Decisions return them, the server turns them into the wire's error in the caller's language (`locales/*/refusals.ftl`).
//! A fault (something broken) is never a refusal.

use std::{borrow::Cow, fmt};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = ($wire:literal, $status:literal, $key:literal)),+ $(,)?) => {
        /// Why something was refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant),+ }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code on the wire: the reference's number, or a name of our own.
            pub fn wire(self) -> &'static str { match self { $(Self::$variant => $wire),+ } }

            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 { match self { $(Self::$variant => $status),+ } }

            /// The key of its sentence, after `refusal-`. Locale keys of `codes!`: `refusal-` + word.
            pub fn key(self) -> &'static str { match self { $(Self::$variant => $key),+ } }
        }
    };
}

codes! {
    /// Nothing by that id, or not for the caller.
    NotFound = ("1000", 404, "not-found"),
    /// A property has a value that it cannot have.
    InvalidProperty = ("3000", 400, "invalid-property"),
    /// The body cannot be read.
    InvalidInput = ("800002", 400, "invalid-input"),
    /// The version sent is not the present one.
    StaleEtag = ("2055", 400, "stale-etag"),
    /// No token, or one that does not hold.
    Unauthenticated = ("400", 401, "unauthenticated"),
    /// The token is for another audience.
    WrongAudience = ("900420", 401, "wrong-audience"),
    /// An application alone may not do this.
    AppOnlyRefused = ("900329", 403, "app-only-refused"),
    /// The role lacks the right.
    RoleLacksRight = ("900150", 403, "role-lacks-right"),
    /// The sign-in had no second factor.
    MfaRequired = ("900309", 403, "mfa-required"),
    /// The tenant named does not exist or is no customer of the caller.
    CustomerUnknown = ("60003", 404, "customer-unknown"),
    /// There is no reseller relationship (any more).
    NoRelationship = ("20002", 403, "no-relationship"),
    /// Subscription id unknown.
    SubscriptionUnknown = ("20003", 404, "subscription-unknown"),
    /// Order id unknown.
    OrderUnknown = ("20000", 404, "order-unknown"),
    /// Cart id unknown.
    CartUnknown = ("800008", 404, "cart-unknown"),
    /// User id unknown.
    UserUnknown = ("60002", 404, "user-unknown"),
    /// Product id unknown.
    ProductUnknown = ("400013", 404, "product-unknown"),
    /// SKU id unknown.
    SkuUnknown = ("400018", 404, "sku-unknown"),
    /// Availability id unknown.
    AvailabilityUnknown = ("400019", 404, "availability-unknown"),
    /// The target segment is none, or not the caller's.
    SegmentRefused = ("400030", 403, "segment-refused"),
    /// The target view is none, or not the caller's.
    ViewRefused = ("400036", 403, "view-refused"),
    /// The id belongs to the Products API.
    NotAnOffer = ("2100", 400, "not-an-offer"),
    /// Legacy offer not for sale (any more).
    OfferWithdrawn = ("2091", 403, "offer-withdrawn"),
    /// Offer id invalid in an order.
    OfferInvalid = ("800004", 400, "offer-invalid"),
    /// Not sold in that country.
    OfferNotInCountry = ("800070", 400, "offer-not-in-country"),
    /// Not purchasable.
    NotPurchasable = ("800020", 403, "not-purchasable"),
    /// Catalogue item id missing.
    CatalogItemMissing = ("900142", 400, "catalog-item-missing"),
    /// The customer agreement has not been confirmed.
    AgreementMissing = ("13605", 403, "agreement-missing"),
    /// An add-on without a base product.
    PrerequisiteMissing = ("400041", 400, "prerequisite-missing"),
    /// Quantity outside of the offer's bounds (legacy).
    QuantityOutOfRange = ("2002", 400, "quantity-out-of-range"),
    /// Quantity change while suspended.
    QuantityWhileSuspending = ("2001", 400, "quantity-while-suspending"),
    /// A deleted subscription cannot be changed.
    DeletedIsReadOnly = ("2011", 400, "deleted-is-read-only"),
    /// A legacy billing cycle changes through its order.
    CycleThroughOrder = ("2054", 400, "cycle-through-order"),
    /// A child cannot be enabled while its parent is not.
    ParentNotActive = ("27009", 409, "parent-not-active"),
    /// The subscription is not active.
    SubscriptionNotActive = ("800012", 400, "subscription-not-active"),
    /// No such change of status.
    StatusChangeRefused = ("800040", 400, "status-change-refused"),
    /// Seats cannot be reduced now.
    ReductionRefused = ("800090", 400, "reduction-refused"),
    /// Suspended: no changes.
    SuspendedIsFixed = ("800091", 400, "suspended-is-fixed"),
    /// The cancellation window of some days has passed.
    CancellationDaysPassed = ("900117", 400, "cancellation-days-passed"),
    /// The cancellation window of some hours has passed.
    CancellationHoursPassed = ("900213", 400, "cancellation-hours-passed"),
    /// The seat-reduction window of some hours has passed.
    ReductionHoursPassed = ("900214", 400, "reduction-hours-passed"),
    /// Cannot renew by itself.
    AutoRenewRefused = ("800093", 400, "auto-renew-refused"),
    /// Partner on record cannot be changed.
    PartnerOnRecordFixed = ("800098", 400, "partner-on-record-fixed"),
    /// A trial takes no other term.
    TrialTermFixed = ("800107", 400, "trial-term-fixed"),
    /// Term duration invalid.
    TermInvalid = ("800121", 400, "term-invalid"),
    /// The target term is shorter.
    TermShorter = ("800122", 400, "term-shorter"),
    /// Billing cycle invalid.
    CycleInvalid = ("900269", 400, "cycle-invalid"),
    /// Billing cycle longer than the term.
    CycleLongerThanTerm = ("900270", 400, "cycle-longer-than-term"),
    /// The billing cycle cannot be changed.
    CycleFixed = ("800097", 400, "cycle-fixed"),
    /// Legacy subscriptions do not have this.
    LegacyUnsupported = ("900263", 403, "legacy-unsupported"),
    /// A migration holds it.
    InMotion = ("900278", 409, "in-motion"),
    /// To migrate: not active.
    MigrationNotActive = ("900215", 400, "migration-not-active"),
    /// To migrate: being processed.
    MigrationProcessing = ("900216", 400, "migration-processing"),
    /// To migrate: too close to its end without a full term.
    MigrationLastHours = ("900217", 400, "migration-last-hours"),
    /// To migrate: a promotion applies.
    MigrationPromotion = ("900218", 400, "migration-promotion"),
    /// To migrate: add-ons are left out, or cannot go.
    MigrationAddOns = ("900219", 400, "migration-add-ons"),
    /// To migrate: nothing in new commerce that it becomes.
    MigrationNoProduct = ("900220", 400, "migration-no-product"),
    /// To migrate: several reasons, or an add-on's.
    MigrationSeveral = ("900221", 400, "migration-several"),
    /// To migrate: term and cycle are not sold.
    MigrationTerm = ("900222", 400, "migration-term"),
    /// Migration id unknown.
    MigrationUnknown = ("900224", 400, "migration-unknown"),
    /// To migrate: not active for long enough.
    MigrationTooYoung = ("900226", 403, "migration-too-young"),
    /// To migrate: the partner on record is none that the caller works with.
    MigrationPartner = ("900247", 400, "migration-partner"),
    /// To migrate: a subscription comes twice.
    MigrationTwice = ("900248", 400, "migration-twice"),
    /// To migrate: no add-on of the subscription.
    MigrationNotAddOn = ("900262", 400, "migration-not-add-on"),
    /// To migrate: a custom end outside of the first term.
    MigrationEndOutside = ("900291", 400, "migration-end-outside"),
    /// To migrate: a custom end that aligns with nothing.
    MigrationEndUnaligned = ("900292", 400, "migration-end-unaligned"),
    /// A product upgrade for a customer without the product.
    UpgradeNothing = ("900108", 403, "upgrade-nothing"),
    /// Product upgrade id unknown.
    UpgradeUnknown = ("900106", 404, "upgrade-unknown"),
    /// Too close to its end.
    UpdatesStopped = ("900277", 400, "updates-stopped"),
    /// Something else is under way with it.
    PendingOperation = ("900278", 409, "pending-operation"),
    /// Not ready yet.
    NotReady = ("800082", 409, "not-ready"),
    /// Seats beyond what a subscription may have.
    SeatsPerSubscription = ("800067", 403, "seats-per-subscription"),
    /// Seats beyond what is left for the customer.
    SeatsRemaining = ("800088", 403, "seats-remaining"),
    /// More subscriptions of an offer than allowed.
    AssetsRemaining = ("800089", 403, "assets-remaining"),
    /// More subscriptions than a tenant may have.
    TenantSubscriptionLimit = ("900419", 400, "tenant-subscription-limit"),
    /// A limit of the sandbox.
    SandboxLimit = ("800018", 400, "sandbox-limit"),
    /// Only in a sandbox.
    SandboxOnly = ("900127", 400, "sandbox-only"),
    /// A custom end that aligns with nothing.
    CustomEndUnaligned = ("900242", 400, "custom-end-unaligned"),
    /// A custom end for something that has none.
    CustomEndUnsupported = ("900244", 400, "custom-end-unsupported"),
    /// A custom end outside of the first term, or on a day that months lack.
    CustomEndOutside = ("900245", 400, "custom-end-outside"),
    /// A scheduled custom end that aligns with nothing.
    ScheduledEndUnaligned = ("900246", 400, "scheduled-end-unaligned"),
    /// Line numbers do not run from 0.
    LineNumbers = ("800071", 400, "line-numbers"),
    /// Add-on of another parent.
    AddOnNotOfParent = ("800029", 400, "add-on-not-of-parent"),
    /// One of the order's subscriptions is not active.
    OrderSubscriptionInactive = ("6000", 400, "order-subscription-inactive"),
    /// One of the order's offers lacks the cycle.
    OrderCycleLacking = ("6001", 400, "order-cycle-lacking"),
    /// Cycle differs from the order's.
    OrderCycleDiffers = ("800085", 400, "order-cycle-differs"),
    /// Orders cannot be cancelled here.
    OrderCancelRefused = ("800019", 403, "order-cancel-refused"),
    /// The order is not cancellable.
    OrderNotCancellable = ("800061", 400, "order-not-cancellable"),
    /// Cart lines carry errors.
    CartHasErrors = ("800009", 400, "cart-has-errors"),
    /// The cart was submitted.
    CartSubmitted = ("800065", 400, "cart-submitted"),
    /// The cart's days are over.
    CartExpired = ("800008", 404, "cart-expired"),
    /// Quantity of a cart line.
    CartQuantity = ("900275", 400, "cart-quantity"),
    /// Attestation missing.
    AttestationMissing = ("900203", 400, "attestation-missing"),
    /// Partner-on-record attestation missing.
    RecordAttestationMissing = ("900206", 400, "record-attestation-missing"),
    /// MPN id unknown.
    MpnUnknown = ("800015", 404, "mpn-unknown"),
    /// MPN id is no indirect reseller.
    MpnNotReseller = ("800016", 400, "mpn-not-reseller"),
    /// Promotion invalid.
    PromotionInvalid = ("27007", 400, "promotion-invalid"),
    /// Currency is neither the partner's nor the customer's.
    CurrencyInvalid = ("900169", 400, "currency-invalid"),
    /// The customer lacks the qualification.
    QualificationMissing = ("800086", 400, "qualification-missing"),
    /// The customer's country is none of the partner's region.
    OtherRegion = ("2030", 403, "other-region"),
    /// The registration number is missing.
    RegistrationNumberMissing = ("600049", 400, "registration-number-missing"),
    /// The registration number has another form.
    RegistrationNumberFormat = ("600050", 400, "registration-number-format"),
    /// The country has no registration numbers.
    RegistrationNumberUnsupported = ("600002", 400, "registration-number-unsupported"),
    /// Phone number missing.
    PhoneMissing = ("600051", 400, "phone-missing"),
    /// The domain is taken.
    DomainTaken = ("domainTaken", 409, "domain-taken"),
    /// The relationship still has active subscriptions.
    RelationshipInUse = ("800062", 400, "relationship-in-use"),
    /// A sandbox customer that cannot be deleted yet.
    CustomerInUse = ("800063", 400, "customer-in-use"),
    /// The account's data were never checked.
    AccountStatusUnknown = ("600074", 404, "account-status-unknown"),
    /// The partner has not accepted the partner agreement.
    PartnerAgreementMissing = ("900124", 403, "partner-agreement-missing"),
    /// The indirect reseller has not accepted the partner agreement.
    ResellerAgreementMissing = ("900123", 403, "reseller-agreement-missing"),
    /// The same confirmation is there already.
    AgreementConfirmed = ("600061", 409, "agreement-confirmed"),
    /// An MPN id that is no number.
    MpnNotNumeric = ("2000", 400, "mpn-not-numeric"),
    /// A tenant id that is no GUID.
    TenantNotGuid = ("2000", 400, "tenant-not-guid"),
    /// MPN id and tenant id together.
    MpnAndTenant = ("2000", 400, "mpn-and-tenant"),
    /// Neither MPN id nor tenant id.
    MpnOrTenantMissing = ("2001", 400, "mpn-or-tenant-missing"),
    /// No partner has the MPN id that was looked up.
    PartnerUnknown = ("3000", 404, "partner-unknown"),
    /// There is no such self-serve policy.
    PolicyUnknown = ("600039", 404, "policy-unknown"),
    /// A self-serve policy's id that is not that of its pair.
    PolicyIdWrong = ("600040", 404, "policy-id-wrong"),
    /// The pair has a self-serve policy.
    PolicyExists = ("600041", 409, "policy-exists"),
    /// An MPN id that no partner has.
    MpnNoPartner = ("2200", 400, "mpn-no-partner"),
    /// The partner of an MPN id is in another region.
    MpnOtherRegion = ("2201", 400, "mpn-other-region"),
    /// The partner of an MPN id has not accepted the partner agreement.
    MpnUnsigned = ("2203", 400, "mpn-unsigned"),
    /// The partner of an MPN id is no indirect reseller.
    MpnNoReseller = ("2204", 400, "mpn-no-reseller"),
    /// A tenant id that no partner has.
    TenantNoPartner = ("2205", 400, "tenant-no-partner"),
    /// The partner of a tenant id has not accepted the partner agreement.
    TenantUnsigned = ("2206", 400, "tenant-unsigned"),
    /// An enumeration's value nobody knows.
    EnumUnknown = ("900126", 400, "enum-unknown"),
    /// The operation is not supported.
    Unsupported = ("800042", 400, "unsupported"),
    /// The target of a transition is none of the caller's active subscriptions.
    TransitionTargetNotActive = ("900258", 400, "transition-target-not-active"),
    /// A subscription as the target of its own transition.
    TransitionTargetSelf = ("900259", 400, "transition-target-self"),
    /// The target of a transition is of another offer than the one asked for.
    TransitionTargetDiffers = ("900260", 400, "transition-target-differs"),
    /// The target of a transition can still be cancelled or is being provisioned.
    TransitionTargetNotReady = ("900261", 400, "transition-target-not-ready"),
    /// The target of a transition ends before its source.
    TransitionTargetEarlier = ("900236", 400, "transition-target-earlier"),
    /// The term after a transition is shorter than the one before.
    TransitionTermShorter = ("900267", 400, "transition-term-shorter"),
    /// A term that is none, or that the target of a transition is not sold with.
    TransitionTermInvalid = ("900268", 400, "transition-term-invalid"),
    /// It is not clear whose licences would have to be moved.
    LicencesAmbiguous = ("60000", 400, "licences-ambiguous"),
    /// The same key came with other content.
    IdempotencyConflict = ("idempotencyConflict", 409, "idempotency-conflict"),
    /// No such audit record, or none of the caller's.
    AuditRecordUnknown = ("auditRecordUnknown", 404, "audit-record-unknown"),
    /// There is no registration of webhooks.
    WebhookUnknown = ("webhookUnknown", 404, "webhook-unknown"),
    /// There is a registration of webhooks already.
    WebhookExists = ("webhookExists", 409, "webhook-exists"),
    /// The registration does not name the test's event.
    TestEventNotRegistered = ("testEventNotRegistered", 400, "test-event-not-registered"),
    /// Too many requests.
    Throttled = ("429", 429, "throttled"),
    /// An invitation that has been decided or has expired.
    InvitationClosed = ("invitationClosed", 409, "invitation-closed"),
    /// A mail text without the link.
    LinkMissing = ("linkMissing", 400, "link-missing"),
    /// The state of a granular delegation, or of a part of it, does not allow this.
    DelegationState = ("delegationState", 409, "delegation-state"),
    /// A name or a group that a granular delegation has already.
    DelegationExists = ("delegationExists", 409, "delegation-exists"),
    /// The caller's tenant is no partner of the programme.
    NotAPartner = ("notAPartner", 403, "not-a-partner"),
    /// The customer has consented to the application already.
    ConsentExists = ("consentExists", 409, "consent-exists"),
    /// Transfer id unknown, or a stranger's.
    TransferUnknown = ("900100", 404, "transfer-unknown"),
    /// Another transfer holds it, or the same request is open.
    TransferOpen = ("900101", 409, "transfer-open"),
    /// The transfer has ended.
    TransferFinal = ("900102", 400, "transfer-final"),
    /// The transfer is being worked on.
    TransferBusy = ("900104", 409, "transfer-busy"),
    /// That is the other partner's to do.
    TransferOtherSide = ("900150", 403, "transfer-other-side"),
    /// A subscription that cannot be transferred.
    TransferSubscription = ("800078", 400, "transfer-subscription"),
    /// Who sells now is not said.
    SourceMissing = ("900136", 400, "source-missing"),
    /// A partner who does not sell by itself.
    TransferPartner = ("900137", 403, "transfer-partner"),
    /// The source has nothing of this customer.
    NothingToTransfer = ("900140", 404, "nothing-to-transfer"),
    /// Source and target are one.
    SourceIsTarget = ("900148", 400, "source-is-target"),
    /// A campaign in this state does not take that. Values: state, wanted.
    CampaignState = ("campaignState", 409, "campaign-state"),
    /// The customer's move has begun, or it stands otherwise than what is wanted needs. Values: id, state.
    CampaignCustomer = ("campaignCustomer", 409, "campaign-customer"),
    /// The schedule named is not the newest.
    OtherSchedule = ("otherSchedule", 409, "other-schedule"),
    /// A move in this state does not take that. Values: state, wanted.
    MoveState = ("moveState", 409, "move-state"),
    /// The partner has an open move of this customer.
    MoveOpen = ("moveOpen", 409, "move-open"),
    /// No plan can be made. Values: reasons.
    NoPlan = ("noPlan", 422, "no-plan"),
    /// Users lack services that they had when the move began. Values: users, user, plans.
    UsersLack = ("usersLack", 409, "users-lack"),
    /// The first day on which the plan buys something is over. Values: day.
    PlanLate = ("planLate", 409, "plan-late"),
    /// Nothing can be seen of the customer at the moment. Values: why.
    CannotLook = ("cannotLook", 409, "cannot-look"),
    /// The plan takes licences that a group gives, otherwise than by one change of the whole group. Values: group, day.
    PlanSplitsGroup = ("planSplitsGroup", 409, "plan-splits-group"),
    /// A purchase of the plan ends on a day on which no term may be made to end. Values: day.
    PlanEndUnaligned = ("planEndUnaligned", 409, "plan-end-unaligned"),
    /// The plan named is not the newest.
    OtherPlan = ("otherPlan", 409, "other-plan"),
    /// No account at another service has this name or id. Values: account.
    AccountUnknown = ("accountUnknown", 400, "account-unknown"),
    /// Another account of the partner has this name. Values: name.
    AccountNameTaken = ("accountNameTaken", 409, "account-name-taken"),
    /// An open move is carried out at the account. Values: count.
    AccountInUse = ("accountInUse", 409, "account-in-use"),
    /// The center has no key to keep what opens accounts.
    SecretsKeyMissing = ("secretsKeyMissing", 409, "secrets-key-missing"),
    /// What opens the account was encrypted with a key that is not there. Values: key.
    SecretsKeyUnknown = ("secretsKeyUnknown", 409, "secrets-key-unknown"),
    /// The partner has an open departure of this customer.
    DepartureOpen = ("departureOpen", 409, "departure-open"),
    /// Seats that users still need.
    SeatsStillNeeded = ("seatsStillNeeded", 409, "seats-still-needed"),
    /// A departure that has ended.
    DepartureEnded = ("departureEnded", 409, "departure-ended"),
    /// A channel transfer that has begun.
    ChannelTransferStarted = ("channelTransferStarted", 409, "channel-transfer-started"),
    /// Seats would begin after the old ones have ended.
    GapBeforeSeats = ("gapBeforeSeats", 400, "gap-before-seats"),
    /// Not a provider of a sandbox.
    NotSandboxProvider = ("6002", 401, "not-sandbox-provider"),
    /// The reseller of a sandbox cannot be deleted.
    SandboxResellerKept = ("6003", 403, "sandbox-reseller-kept"),
    /// A reseller of a sandbox cannot be created.
    SandboxResellerRefused = ("6004", 403, "sandbox-reseller-refused"),
    /// The tenant of a reseller of a sandbox exists.
    SandboxResellerConflict = ("1003", 409, "sandbox-reseller-conflict"),
    /// Signed in to another tenant.
    OtherTenant = ("otherTenant", 403, "other-tenant"),
    /// A user principal name that is taken.
    UserNameTaken = ("60014", 400, "user-name-taken"),
    /// A user principal name outside of the tenant's domains.
    UserNameDomain = ("userNameDomain", 400, "user-name-domain"),
    /// A password that is too weak.
    PasswordWeak = ("passwordWeak", 400, "password-weak"),
    /// The last global administrator of a tenant.
    LastGlobalAdmin = ("lastGlobalAdmin", 400, "last-global-admin"),
    /// An application alone may not do this to licences.
    AppOnlyRefusedLicenses = ("900316", 400, "app-only-refused-licenses"),
    /// The role is none of the directory's.
    RoleUnknown = ("roleUnknown", 404, "role-unknown"),
    /// More users than can be sorted by that.
    TooManyToSort = ("tooManyToSort", 400, "too-many-to-sort"),
    /// The licence is none of the tenant's.
    LicenseUnknown = ("60000", 400, "license-unknown"),
    /// No seats left.
    LicenseCount = ("60012", 400, "license-count"),
    /// No usage location.
    UsageLocationMissing = ("60013", 400, "usage-location-missing"),
    /// Service plans that exclude each other.
    PlansExclude = ("mutuallyExclusiveViolation", 400, "plans-exclude"),
    /// A service plan that another one needs.
    PlanDependency = ("dependencyViolation", 400, "plan-dependency"),
    /// A plan that is none of the SKU's.
    PlanNotInSku = ("servicePlanNotInSku", 400, "plan-not-in-sku"),
    /// A licence that comes through a group.
    LicenseInherited = ("licenseInherited", 400, "license-inherited"),
    /// A licence to remove that the user does not have.
    LicenseNotHeld = ("licenseNotHeld", 400, "license-not-held"),
    /// A member already.
    MemberAlready = ("memberAlready", 400, "member-already"),
    /// The group still gives licences.
    GroupLicensed = ("groupLicensed", 400, "group-licensed"),
    /// The record that proves a domain was not found.
    DomainUnproved = ("domainUnproved", 400, "domain-unproved"),
    /// The tenant's first or default domain.
    DomainFixed = ("domainFixed", 400, "domain-fixed"),
    /// The domain is still used.
    DomainInUse = ("domainInUse", 409, "domain-in-use"),
    /// Only Azure subscriptions are registered.
    NotAzure = ("800011", 400, "not-azure"),
    /// It needs no activation.
    AlreadyActivated = ("800041", 400, "already-activated"),
    /// The service principal has the role already.
    AppRoleAssigned = ("appRoleAssigned", 400, "app-role-assigned"),
    /// The seed of a sandbox has problems.
    SeedRefused = ("seedRefused", 400, "seed-refused"),
    /// An operation of the reference that this center does not have.
    NotBuilt = ("notBuilt", 501, "not-built"),
    /// The catalogue file has problems, or contradicts itself.
    CatalogueRefused = ("catalogueRefused", 400, "catalogue-refused"),
}

/// A "no", with what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub code: Code,
    /// The field or parameter at fault, as the wire spells it.
    pub field: Option<String>,
    /// Values of the sentence, by name.
    pub values: Vec<(&'static str, Cow<'static, str>)>,
}

impl Refusal {
    /// A refusal without values.
    pub fn new(code: Code) -> Self {
        Self {
            code,
            field: None,
            values: Vec::new(),
        }
    }

    /// Names the field at fault.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Adds a value of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, Cow::Owned(value.to_string())));
        self
    }

    /// Adds a value of the sentence that may be missing.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// A word that is none of those that may stand there.
    pub fn unknown_word<'a>(field: impl Into<String>, sent: &str, allowed: impl IntoIterator<Item = &'a str>) -> Self {
        const SHOWN: usize = 60;
        let field = field.into();
        let allowed: Vec<&str> = allowed.into_iter().collect();
        Self::new(Code::EnumUnknown)
            .with("field", &field)
            .with("value", sent.chars().take(SHOWN).collect::<String>())
            .with("allowed", allowed.join(", "))
            .at(field)
    }

    /// A property that cannot have its value: `reason` is a short English clause.
    pub fn property(field: impl Into<String>, reason: impl fmt::Display) -> Self {
        let field = field.into();
        Self::new(Code::InvalidProperty)
            .with("field", &field)
            .with("reason", reason)
            .at(field)
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code.key(), self.code.wire())?;
        self.values.iter().try_for_each(|(name, value)| write!(f, ", {name}: {value}"))
    }
}

impl std::error::Error for Refusal {}
