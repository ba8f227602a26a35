//! Relationships and assignments as the audit trail has them: members as the API names them, and what receivers of events read out of
//! records (`id`, `customer.organizationDisplayName`).

use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::{
    delegations::{Delegation, assignments::Assignment, duration},
    instants::Instant,
};
use serde::Serialize;

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Partner<'a> {
    tenant_id: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Customer<'a> {
    tenant_id: &'a str,
    display_name: &'a str,
    organization_display_name: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Role<'a> {
    role_definition_id: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AccessDetails<'a> {
    unified_roles: Vec<Role<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Relationship<'a> {
    id: &'a str,
    display_name: &'a str,
    partner: Partner<'a>,
    customer: Option<Customer<'a>>,
    access_details: AccessDetails<'a>,
    duration: String,
    auto_extend_duration: String,
    status: &'a str,
    created_date_time: Instant,
    activated_date_time: Option<Instant>,
    end_date_time: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indirect_provider_tenant_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_partner_consent_pending: Option<bool>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Container<'a> {
    access_container_id: &'a str,
    access_container_type: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AccessAssignment<'a> {
    id: &'a str,
    delegated_admin_relationship_id: &'a str,
    access_container: Container<'a>,
    access_details: AccessDetails<'a>,
    status: &'a str,
}

fn details(roles: &[String]) -> AccessDetails<'_> {
    let of = |role_definition_id| Role { role_definition_id };
    AccessDetails {
        unified_roles: roles.iter().map(String::as_str).map(of).collect(),
    }
}

fn relationship(d: &Delegation) -> Relationship<'_> {
    Relationship {
        id: &d.id,
        display_name: &d.display_name,
        partner: Partner { tenant_id: &d.partner_id },
        customer: d.customer.as_ref().map(|c| Customer {
            tenant_id: &c.tenant_id,
            display_name: &c.display_name,
            organization_display_name: &c.display_name,
        }),
        access_details: details(&d.roles),
        duration: duration::text(d.days),
        auto_extend_duration: duration::text(d.extend_days),
        status: d.status.as_str(),
        created_date_time: d.created,
        activated_date_time: d.activated,
        end_date_time: d.ends,
        indirect_provider_tenant_id: d.provider_id(),
        is_partner_consent_pending: d.proposal.is_some().then(|| d.awaits_consent()),
    }
}

fn assignment(a: &Assignment) -> AccessAssignment<'_> {
    AccessAssignment {
        id: &a.id,
        delegated_admin_relationship_id: &a.delegation_id,
        access_container: Container {
            access_container_id: &a.group_id,
            access_container_type: "securityGroup",
        },
        access_details: details(&a.roles),
        status: a.status.as_str(),
    }
}

/// Records a change of a relationship.
pub(super) fn delegation_changed(
    act: &mut Act<'_>,
    before: Option<&Delegation>,
    after: Option<&Delegation>,
    operation: &'static str,
) -> Result<(), Halt> {
    let Some(shown) = after.or(before) else { return Ok(()) };
    act.changed(Changed {
        scope: shown.scope(),
        partner: &shown.partner_id,
        resource: "granular_admin_relationship",
        id: &shown.id,
        operation,
        before: before.map(relationship).as_ref(),
        after: after.map(relationship).as_ref(),
    })?;
    if let Some(provider) = shown.provider_id() {
        act.concerns(provider);
    }
    Ok(())
}

/// Records a change of an assignment.
pub(super) fn assignment_changed(
    act: &mut Act<'_>,
    delegation: &Delegation,
    before: Option<&Assignment>,
    after: &Assignment,
    operation: &'static str,
) -> Result<(), Halt> {
    act.changed(Changed {
        scope: delegation.scope(),
        partner: &delegation.partner_id,
        resource: "granular_admin_access_assignment",
        id: &after.id,
        operation,
        before: before.map(assignment).as_ref(),
        after: Some(&assignment(after)),
    })
}
