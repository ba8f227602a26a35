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
        /// Create, change, delete users and groups.
        ManageUsers = "manageUsers",
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
        /// Read the audit trail.
        ReadAudit = "readAudit",
    }
);

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
    const OWN_READERS: &[Role] = &[
        GlobalAdmin,
        UserAdmin,
        LicenseAdmin,
        BillingAdmin,
        GlobalReader,
        AdminAgent,
        SalesAgent,
        HelpdeskAgent,
        ProgramAdmin,
    ];
    match (action, relation) {
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
        (ManageUsers, Own) => &[GlobalAdmin, UserAdmin],
        (ManageUsers, DelegatedCustomer) => &[AdminAgent, HelpdeskAgent],
        (AssignLicenses, Own) => &[GlobalAdmin, UserAdmin, LicenseAdmin],
        (AssignLicenses, DelegatedCustomer) => ADMINS,
        (ManageRoles | ManageDomains, Own) => OWN_ADMINS,
        (ManageRoles | ManageDomains, DelegatedCustomer) => ADMINS,
        (ManageUsers | AssignLicenses | ManageRoles | ManageDomains, Customer) => &[],
        (ManageCatalogue, Own) => &[ProgramAdmin],
        (ManageApplications, Own) => &[GlobalAdmin, ProgramAdmin],
        (ControlSandbox, Own) => &[GlobalAdmin, AdminAgent, ProgramAdmin],
        (ManageCatalogue | ManageApplications | ControlSandbox, _) => &[],
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
