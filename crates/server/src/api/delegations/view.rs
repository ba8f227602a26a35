//! A relationship as the customer sees it.

use nahtlos_engine::{delegations::Shown, invitations::Party};
use nahtlos_model::delegations::{DelegationStatus, duration, roles};
use nahtlos_wire::{delegations as wire, graph::relationships::RelationshipStatus, invitations};

pub(super) fn shown(shown: &Shown) -> wire::GranularAdminRelationship {
    let d = &shown.delegation;
    let role = |id: &String| wire::GranularRole {
        role_definition_id: Some(id.clone()),
        name: roles::name(id).map(str::to_owned),
    };
    wire::GranularAdminRelationship {
        id: Some(d.id.clone()),
        partner: Some(party(&shown.partner)),
        display_name: Some(d.display_name.clone()),
        duration: Some(duration::text(d.days)),
        auto_extend_duration: Some(duration::text(d.extend_days)),
        roles: Some(d.roles.iter().map(role).collect()),
        status: Some(status(d.status)),
        created_date_time: Some(d.created),
        activated_date_time: d.activated,
        end_date_time: d.ends,
    }
}

fn party(party: &Party) -> invitations::Party {
    invitations::Party {
        id: Some(party.id.clone()),
        name: Some(party.name.clone()),
        domain: Some(party.domain.clone()),
        country: Some(party.country.clone()),
    }
}

fn status(status: DelegationStatus) -> RelationshipStatus {
    match status {
        DelegationStatus::Created => RelationshipStatus::Created,
        DelegationStatus::ApprovalPending => RelationshipStatus::ApprovalPending,
        DelegationStatus::Approved => RelationshipStatus::Approved,
        DelegationStatus::Activating => RelationshipStatus::Activating,
        DelegationStatus::Active => RelationshipStatus::Active,
        DelegationStatus::Expiring => RelationshipStatus::Expiring,
        DelegationStatus::Expired => RelationshipStatus::Expired,
        DelegationStatus::TerminationRequested => RelationshipStatus::TerminationRequested,
        DelegationStatus::Terminating => RelationshipStatus::Terminating,
        DelegationStatus::Terminated => RelationshipStatus::Terminated,
    }
}
