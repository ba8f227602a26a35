//! The kinds of events: one table that names each, says what raises it, what it points at and whom it is for.
//!
//! Asked when events are spread, when a registration is read, and for the list of supported events. Whoever adds an area adds its lines
//! here: the change itself only says what it did (resource and operation of its audit entry).
//! Names are those of the reference's list of events (docs/wire/webhooks.md, section 4); areas that are ours alone have names like those.

/// What a change must be besides, to raise an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Nothing more.
    Always,
    /// It changes what is bought or how it goes on: seats, state, term, billing, renewal.
    Commerce,
    /// It gives delegated administration.
    Gains,
    /// It takes delegated administration away.
    Loses,
    /// A customer accepted it, for the first time or once more.
    Accepted,
    /// The same, and it is an indirect reseller's through its provider.
    AcceptedThrough,
}

/// Whom an event is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// The partner of the entry, and others that the change names.
    Partner,
    /// These, and the reseller or provider with whom the partner sells to the customer.
    Pair,
}

/// A kind of event.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// `ResourceName`; none for what the reference leaves it out of.
    pub resource_name: Option<&'static str>,
    /// `ResourceUri` after scheme and host: `{customer}` is the scope, `{id}` the resource; any other name is a member of the resource.
    /// Empty: none.
    pub address: &'static str,
    /// Resources and operations of audit entries that raise it; an empty operation: all of the resource's.
    pub raised_by: &'static [(&'static str, &'static str)],
    /// What the change must be besides.
    pub when: When,
    /// Whom it is for.
    pub to: To,
}

/// The event that is asked for.
pub const TEST: &str = "test-created";

const SUBSCRIPTION: &str = "subscription";
const RELATIONSHIP: &str = "partner_customer_relationship";
const ACCEPTED: &[(&str, &str)] = &[
    (RELATIONSHIP, "reseller_relationship_accepted_by_customer"),
    (RELATIONSHIP, "extend_relationship"),
];

/// A line of the table.
const fn kind(
    name: &'static str,
    resource_name: Option<&'static str>,
    address: &'static str,
    raised_by: &'static [(&'static str, &'static str)],
) -> Kind {
    Kind {
        name,
        resource_name,
        address,
        raised_by,
        when: When::Always,
        to: To::Partner,
    }
}

impl Kind {
    const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    const fn to(mut self, to: To) -> Self {
        self.to = to;
        self
    }
}

/// Every kind that this center raises, by name.
pub const ALL: &[Kind] = &[
    kind(
        "close-departure",
        Some("Departure"),
        "/moves/v1/customers/{customer}/departures/{id}",
        &[("departure", "close_departure")],
    ),
    kind(
        "complete-transfer",
        Some("Transfer"),
        "/v1/customers/{customer}",
        &[("transfer", "complete_transfer")],
    ),
    kind(
        "create-channel-transfer",
        Some("ChannelTransfer"),
        "/moves/v1/customers/{customer}/channelTransfers/{id}",
        &[("channel_transfer", "create_channel_transfer")],
    ),
    kind(
        "create-departure",
        Some("Departure"),
        "/moves/v1/customers/{customer}/departures/{id}",
        &[("departure", "create_departure")],
    ),
    kind(
        "create-transfer",
        Some("Transfer"),
        "/v1/customers/{customer}",
        &[("transfer", "create_transfer")],
    ),
    kind(
        "dap-admin-relationship-approved",
        Some("PartnerCustomerDap"),
        "",
        &[(RELATIONSHIP, "dap_admin_relationship_approved")],
    )
    .when(When::Gains),
    kind(
        "dap-admin-relationship-terminated",
        Some("PartnerCustomerDap"),
        "",
        &[(RELATIONSHIP, "dap_admin_relationship_terminated")],
    )
    .when(When::Loses),
    kind(
        "fail-channel-transfer",
        Some("ChannelTransfer"),
        "/moves/v1/customers/{customer}/channelTransfers/{id}",
        &[("channel_transfer", "fail_channel_transfer")],
    ),
    kind(
        "fail-transfer",
        Some("Transfer"),
        "/v1/customers/{customer}",
        &[("transfer", "fail_transfer")],
    ),
    kind(
        "granular-admin-access-assignment-activated",
        Some("GranularAdminAccessAssignment"),
        "/granularAdminRelationships/{delegatedAdminRelationshipId}/accessAssignments/{id}",
        &[("granular_admin_access_assignment", "granular_admin_access_assignment_activated")],
    ),
    kind(
        "granular-admin-access-assignment-created",
        Some("GranularAdminAccessAssignment"),
        "/granularAdminRelationships/{delegatedAdminRelationshipId}/accessAssignments/{id}",
        &[("granular_admin_access_assignment", "granular_admin_access_assignment_created")],
    ),
    kind(
        "granular-admin-access-assignment-deleted",
        Some("GranularAdminAccessAssignment"),
        "/granularAdminRelationships/{delegatedAdminRelationshipId}/accessAssignments/{id}",
        &[("granular_admin_access_assignment", "granular_admin_access_assignment_deleted")],
    ),
    kind(
        "granular-admin-access-assignment-updated",
        Some("GranularAdminAccessAssignment"),
        "/granularAdminRelationships/{delegatedAdminRelationshipId}/accessAssignments/{id}",
        &[("granular_admin_access_assignment", "granular_admin_access_assignment_updated")],
    ),
    kind(
        "granular-admin-relationship-activated",
        Some("GranularAdminRelationship"),
        "/granularAdminRelationships/{id}",
        &[("granular_admin_relationship", "granular_admin_relationship_activated")],
    ),
    kind(
        "granular-admin-relationship-approved",
        Some("GranularAdminRelationship"),
        "/granularAdminRelationships/{id}",
        &[("granular_admin_relationship", "granular_admin_relationship_approved")],
    ),
    kind(
        "granular-admin-relationship-expired",
        Some("GranularAdminRelationship"),
        "/granularAdminRelationships/{id}",
        &[("granular_admin_relationship", "granular_admin_relationship_expired")],
    ),
    kind(
        "granular-admin-relationship-terminated",
        Some("GranularAdminRelationship"),
        "/granularAdminRelationships/{id}",
        &[("granular_admin_relationship", "granular_admin_relationship_terminated")],
    ),
    kind(
        "indirect-reseller-relationship-accepted-by-customer",
        Some("Customer"),
        "/v1/customers/{customer}",
        ACCEPTED,
    )
    .when(When::AcceptedThrough),
    kind(
        "new-commerce-migration-completed",
        Some("NewCommerceMigration"),
        "/v1/customers/{customer}/migrations/newcommerce/{id}",
        &[("new_commerce_migration", "complete_new_commerce_migration")],
    ),
    kind(
        "new-commerce-migration-created",
        Some("NewCommerceMigration"),
        "/v1/customers/{customer}/migrations/newcommerce/{id}",
        &[("new_commerce_migration", "create_new_commerce_migration")],
    ),
    kind(
        "new-commerce-migration-failed",
        Some("NewCommerceMigration"),
        "/v1/customers/{customer}/migrations/newcommerce/{id}",
        &[("new_commerce_migration", "fail_new_commerce_migration")],
    ),
    kind(
        "new-commerce-migration-schedule-failed",
        Some("NewCommerceMigrationSchedule"),
        "/v1/customers/{customer}/migrations/newcommerce/schedules/{id}",
        &[("new_commerce_migration_schedule", "fail_new_commerce_migration_schedule")],
    ),
    kind(
        "reseller-relationship-accepted-by-customer",
        Some("Customer"),
        "/v1/customers/{customer}",
        ACCEPTED,
    )
    .when(When::Accepted),
    kind(
        "subscription-updated",
        Some("subscription"),
        "/webhooks/v1/customers/{customer}/subscriptions/{id}",
        &[
            (SUBSCRIPTION, "update_subscription"),
            (SUBSCRIPTION, "upgrade_subscription"),
            (SUBSCRIPTION, "convert_trial_subscription"),
            (SUBSCRIPTION, "provision_subscription"),
            (SUBSCRIPTION, "renew_subscription"),
            (SUBSCRIPTION, "expire_subscription"),
        ],
    )
    .when(When::Commerce)
    .to(To::Pair),
    kind(TEST, Some("test"), "/webhooks/v1/registration/validationEvents/{id}", &[]),
    kind(
        "update-channel-transfer",
        Some("ChannelTransfer"),
        "/moves/v1/customers/{customer}/channelTransfers/{id}",
        &[("channel_transfer", "update_channel_transfer")],
    ),
    kind(
        "update-departure",
        Some("Departure"),
        "/moves/v1/customers/{customer}/departures/{id}",
        &[("departure", "update_departure")],
    ),
    kind(
        "update-transfer",
        Some("Transfer"),
        "/v1/customers/{customer}",
        &[("transfer", "update_transfer")],
    ),
    kind(
        "withdraw-departure",
        Some("Departure"),
        "/moves/v1/customers/{customer}/departures/{id}",
        &[("departure", "withdraw_departure")],
    ),
];

/// The kind of a name, in any letter case.
pub fn find(name: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.name.eq_ignore_ascii_case(name.trim()))
}

/// Every name, in order.
pub fn names() -> Vec<&'static str> {
    ALL.iter().map(|kind| kind.name).collect()
}

/// The kinds that an audit entry of a resource and operation may raise.
pub fn raised_by<'a>(resource: &'a str, operation: &'a str) -> impl Iterator<Item = &'static Kind> + 'a {
    let fits = move |(of, by): &(&str, &str)| *of == resource && (by.is_empty() || *by == operation);
    ALL.iter().filter(move |kind| kind.raised_by.iter().any(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_a_change_finds_its_kinds() {
        assert!(names().is_sorted());
        let of = |resource, operation| raised_by(resource, operation).map(|kind| kind.name).collect::<Vec<_>>();
        assert_eq!(of("subscription", "renew_subscription"), ["subscription-updated"]);
        assert_eq!(of("subscription", "bill_subscription"), Vec::<&str>::new());
        assert_eq!(of("subscription", "create_subscription"), Vec::<&str>::new());
        assert_eq!(of("departure", "close_departure"), ["close-departure"]);
        assert_eq!(of("channel_transfer", "fail_channel_transfer"), ["fail-channel-transfer"]);
        assert_eq!(of(RELATIONSHIP, "remove_partner_customer_relationship").len(), 0);
        assert_eq!(of(RELATIONSHIP, "reseller_relationship_accepted_by_customer").len(), 2);
        assert_eq!(find(" Test-Created ").map(|kind| kind.name), Some(TEST));
    }
}
