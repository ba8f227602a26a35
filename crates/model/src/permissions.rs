//! Who may do what: roles, actions, and one typed table of which role has which right on whose things.
//!
//! The engine's door asks [`allows`] and gives use cases a permit; nothing here knows tokens or tables.

use crate::estate::word_enum;

word_enum!(
    /// A role in a tenant.
    Role {
        /// Partner: administers customers on their behalf.
        AdminAgent = "adminAgent",
        /// Partner: sells.
        SalesAgent = "salesAgent",
        /// Partner: supports.
        HelpdeskAgent = "helpdeskAgent",
        /// Billing administrator, of a partner or a customer.
        BillingAdmin = "billingAdmin",
        /// Global administrator, of a partner or a customer.
        GlobalAdmin = "globalAdmin",
        /// User administrator.
        UserAdmin = "userAdmin",
        /// License administrator.
        LicenseAdmin = "licenseAdmin",
        /// Reads everything.
        GlobalReader = "globalReader",
        /// Provider: runs the programme (catalogue, partners).
        ProgramAdmin = "programAdmin",
    }
);

word_enum!(
    /// What the caller's tenant is to the thing asked for.
    Relation {
        /// The caller's own tenant.
        Own = "own",
        /// A customer of the caller.
        Customer = "customer",
        /// A customer who granted delegated administration.
        DelegatedCustomer = "delegatedCustomer",
        /// A customer who gave groups of the caller's roles: what is allowed follows from those roles
        /// ([`crate::delegations::roles`]), not from the caller's own.
        GranularCustomer = "granularCustomer",
    }
);

word_enum!(
    /// Something one may or may not do.
    Action {
        /// Read customers and their profiles.
        ReadCustomers = "readCustomers",
        /// Create customers, change their profiles.
        ManageCustomers = "manageCustomers",
        /// Invite customers, remove relationships, consent for applications.
        ManageRelationships = "manageRelationships",
        /// Accept or decline an invitation, revoke a partner.
        DecideRelationships = "decideRelationships",
        /// Read agreements.
        ReadAgreements = "readAgreements",
        /// Confirm agreements.
        ConfirmAgreements = "confirmAgreements",
        /// Read products, prices and promotions.
        ReadCatalogue = "readCatalogue",
        /// Import catalogue files.
        ManageCatalogue = "manageCatalogue",
        /// Read carts and orders.
        ReadOrders = "readOrders",
        /// Fill carts, check out, order.
        PlaceOrders = "placeOrders",
        /// Read subscriptions.
        ReadSubscriptions = "readSubscriptions",
        /// Change subscriptions.
        ManageSubscriptions = "manageSubscriptions",
        /// Offer and reject legacy transfers to other partners.
        OfferTransfers = "offerTransfers",
        /// Ask for transfers, accept, decline and cancel them.
        ManageTransfers = "manageTransfers",
        /// Read users, groups, roles, domains.
        ReadDirectory = "readDirectory",
        /// Give rights in customers' directories to groups.
        ManageDelegations = "manageDelegations",
        /// Create, change, delete users.
        ManageUsers = "manageUsers",
        /// Create, change, delete groups and their memberships.
        ManageGroups = "manageGroups",
        /// Set passwords.
        ResetPasswords = "resetPasswords",
        /// Set administrators' passwords, too.
        ResetAnyPassword = "resetAnyPassword",
        /// Give and take roles.
        ManageRoles = "manageRoles",
        /// Assign and remove licences.
        AssignLicenses = "assignLicenses",
        /// Add, verify and remove domains.
        ManageDomains = "manageDomains",
        /// Register applications, read settings.
        ManageApplications = "manageApplications",
        /// Turn the sandbox's clock, order faults.
        ControlSandbox = "controlSandbox",
        /// Read the partner's own profiles.
        ReadProfile = "readProfile",
        /// Change the partner's legal and organization profiles and its settings.
        ManageProfile = "manageProfile",
        /// Change the partner's billing profile.
        ManageBillingProfile = "manageBillingProfile",
        /// Change the partner's support profile.
        ManageSupportProfile = "manageSupportProfile",
        /// Read service requests and incidents.
        ReadServiceRequests = "readServiceRequests",
        /// File and change service requests.
        ManageServiceRequests = "manageServiceRequests",
        /// Answer partners' service requests.
        AnswerServiceRequests = "answerServiceRequests",
        /// Publish incidents of the services.
        PublishIncidents = "publishIncidents",
        /// Read how far second factors are used.
        ReadSecondFactors = "readSecondFactors",
        /// Read self-serve policies.
        ReadSelfServe = "readSelfServe",
        /// Create, change and delete self-serve policies.
        ManageSelfServe = "manageSelfServe",
        /// Download price files.
        ReadPriceFiles = "readPriceFiles",
        /// Decide on partners' vettings.
        VetPartners = "vetPartners",
        /// Read the audit trail.
        ReadAudit = "readAudit",
        /// See moves of customers, their plans and journals.
        ReadMoves = "readMoves",
        /// Begin, plan, offer and stop moves, and confirm their tasks.
        ManageMoves = "manageMoves",
        /// Say yes to a move's plan, let it go on, give it up.
        ApproveMoves = "approveMoves",
        /// Make, change, test and delete accounts at other services.
        ManageAccounts = "manageAccounts",
        /// See the registration of webhooks and what was delivered.
        ReadWebhooks = "readWebhooks",
        /// Register for webhooks, test them, have them sent again.
        ManageWebhooks = "manageWebhooks",
    }
);

/// Roles that see their own tenant's things.
const OWN_READERS: &[Role] = &[
    Role::GlobalAdmin,
    Role::UserAdmin,
    Role::LicenseAdmin,
    Role::BillingAdmin,
    Role::GlobalReader,
    Role::AdminAgent,
    Role::SalesAgent,
    Role::HelpdeskAgent,
    Role::ProgramAdmin,
];

/// Roles that have an action for a relation. An empty list: nobody.
fn holders(action: Action, relation: Relation) -> &'static [Role] {
    use {Action::*, Relation::*, Role::*};
    const ANY_AGENT: &[Role] = &[
        AdminAgent,
        SalesAgent,
        HelpdeskAgent,
        BillingAdmin,
        GlobalAdmin,
        UserAdmin,
        GlobalReader,
    ];
    const SELLERS: &[Role] = &[AdminAgent, SalesAgent];
    const ADMINS: &[Role] = &[AdminAgent];
    const OWN_ADMINS: &[Role] = &[GlobalAdmin];
    match (action, relation) {
        (_, GranularCustomer) => &[],
        (ReadCatalogue, _) => OWN_READERS,
        (ReadCustomers | ReadOrders | ReadSubscriptions | ReadAgreements, Customer | DelegatedCustomer) => ANY_AGENT,
        (ReadCustomers | ReadOrders | ReadSubscriptions | ReadAgreements, Own) => OWN_READERS,
        (ManageCustomers | PlaceOrders | ManageSubscriptions | ConfirmAgreements, Customer | DelegatedCustomer) => SELLERS,
        (OfferTransfers, Customer | DelegatedCustomer) => SELLERS,
        (ManageTransfers, Customer | DelegatedCustomer) => ADMINS,
        (OfferTransfers | ManageTransfers, Own) => &[],
        (ManageRelationships, Own | Customer | DelegatedCustomer) => &[AdminAgent, SalesAgent, GlobalAdmin],
        (ManageCustomers, Own) => &[AdminAgent, SalesAgent],
        (ConfirmAgreements | PlaceOrders | ManageSubscriptions, Own) => &[],
        (DecideRelationships, Own) => OWN_ADMINS,
        (DecideRelationships, _) => &[],
        (ReadDirectory, Own) => OWN_READERS,
        (ReadDirectory, DelegatedCustomer) => &[AdminAgent, HelpdeskAgent, SalesAgent],
        (ReadDirectory, Customer) => &[],
        (ManageUsers | ManageGroups | ResetPasswords, Own) => &[GlobalAdmin, UserAdmin],
        (ManageUsers | ManageGroups | ResetPasswords, DelegatedCustomer) => &[AdminAgent, HelpdeskAgent],
        (AssignLicenses, Own) => &[GlobalAdmin, UserAdmin, LicenseAdmin],
        (AssignLicenses, DelegatedCustomer) => ADMINS,
        (ManageRoles | ManageDomains | ResetAnyPassword, Own) => OWN_ADMINS,
        (ManageRoles | ManageDomains | ResetAnyPassword, DelegatedCustomer) => ADMINS,
        (ManageUsers | ManageGroups | ResetPasswords | ResetAnyPassword | AssignLicenses | ManageRoles | ManageDomains, Customer) => &[],
        (ManageDelegations, Own) => ADMINS,
        (ManageDelegations, _) => &[],
        (ManageCatalogue, Own) => &[ProgramAdmin],
        (ManageApplications, Own) => &[GlobalAdmin, ProgramAdmin],
        (ControlSandbox, Own) => &[GlobalAdmin, AdminAgent, ProgramAdmin],
        (ManageCatalogue | ManageApplications | ControlSandbox, _) => &[],
        (ReadWebhooks, Own) => &[GlobalAdmin, AdminAgent, SalesAgent, HelpdeskAgent, BillingAdmin],
        (ManageWebhooks, Own) => &[GlobalAdmin, AdminAgent],
        (ReadWebhooks | ManageWebhooks, _) => &[],
        (ReadMoves, Own) => ANY_AGENT,
        (ManageMoves, Own) => SELLERS,
        (ApproveMoves, Own) => &[AdminAgent, GlobalAdmin],
        (ManageAccounts, Own) => &[AdminAgent, GlobalAdmin],
        (ReadMoves | ManageMoves | ApproveMoves | ManageAccounts, _) => &[],
        (ReadServiceRequests, _) => ANY_AGENT,
        (ManageServiceRequests, _) => &[AdminAgent, SalesAgent, HelpdeskAgent, GlobalAdmin],
        (ReadSelfServe | ManageSelfServe, _) => &[AdminAgent, GlobalAdmin],
        (ReadSecondFactors, Own) => &[GlobalAdmin, AdminAgent, GlobalReader],
        (ReadPriceFiles, Own) => SELLERS,
        (AnswerServiceRequests | PublishIncidents, Own) => &[ProgramAdmin],
        (ReadSecondFactors | ReadPriceFiles | AnswerServiceRequests | PublishIncidents, _) => &[],
        (ReadProfile, Own) => OWN_READERS,
        (ManageProfile, Own) => OWN_ADMINS,
        (ManageBillingProfile, Own) => &[GlobalAdmin, BillingAdmin],
        (ManageSupportProfile, Own) => &[GlobalAdmin, AdminAgent],
        (VetPartners, Own) => &[ProgramAdmin],
        (ReadProfile | ManageProfile | ManageBillingProfile | ManageSupportProfile | VetPartners, _) => &[],
        (ReadAudit, Own) => &[GlobalAdmin, AdminAgent, GlobalReader, ProgramAdmin],
        (ReadAudit, _) => &[AdminAgent, GlobalAdmin],
    }
}

/// Whether any of the roles has the action for the relation.
pub fn allows(roles: &[Role], action: Action, relation: Relation) -> bool {
    let holders = holders(action, relation);
    roles.iter().any(|role| holders.contains(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sells_to_themselves_and_strangers_see_no_users() {
        assert!(!allows(Role::ALL, Action::PlaceOrders, Relation::Own));
        assert!(!allows(Role::ALL, Action::ReadDirectory, Relation::Customer));
        assert!(allows(&[Role::SalesAgent], Action::PlaceOrders, Relation::Customer));
        assert!(!allows(&[Role::HelpdeskAgent], Action::PlaceOrders, Relation::DelegatedCustomer));
        assert!(!allows(&[], Action::ReadCatalogue, Relation::Own));
    }
}
