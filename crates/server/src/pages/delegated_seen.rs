//! A granular relationship of a customer, read for the partner's pages, and the words in which the wire has it.

use super::{customers::Known, frame::Trouble, inside::Refused, visit::Visit};
use nahtlos_model::delegations::{Delegation, duration, roles::GLOBAL_ADMINISTRATOR};
use nahtlos_wire::graph::relationships::{
    AccessAssignment, AccessDetails, AssignmentStatus, DelegatedAdminRelationship, RelationshipStatus, RequestAction, RequestWrite,
    UnifiedRole,
};

/// Where relationships are.
pub(super) const API: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships";
/// That a relationship is extended by itself.
pub(super) const EXTENDED: &str = "P180D";
/// That it is not.
pub(super) const NEVER: &str = "PT0S";

/// What is wrong: the field's name, empty for the whole, and the sentence, empty for nothing.
pub(super) type Wrong = (&'static str, String);

/// Roles as the wire has them.
pub(super) fn details(roles: &[String]) -> AccessDetails {
    let one = |id: &String| UnifiedRole {
        role_definition_id: Some(id.clone()),
    };
    AccessDetails {
        unified_roles: Some(roles.iter().map(one).collect()),
    }
}

/// Template ids of roles, in small letters.
pub(super) fn roles_of(details: Option<&AccessDetails>) -> Vec<String> {
    let roles = details.and_then(|details| details.unified_roles.as_ref()).into_iter().flatten();
    roles
        .filter_map(|role| role.role_definition_id.as_deref())
        .map(str::to_ascii_lowercase)
        .collect()
}

/// Whether a refusal is told on the page on which something was tried.
pub(super) fn is_told(refused: &Refused) -> bool {
    matches!(refused.status, 400 | 403 | 409)
}

/// As many, for a text.
pub(super) fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or_default()
}

/// Asks something of a relationship.
pub(super) async fn request(visit: &Visit, id: &str, action: RequestAction) -> Result<(), Refused> {
    let body = RequestWrite { action: Some(action) };
    let asked = visit.send("POST", format!("{API}/{id}/requests")).with(&body);
    asked.json().await.map(|_| ())
}

/// A customer and a relationship with it.
pub(super) struct Seen {
    pub(super) known: Known,
    pub(super) id: String,
    pub(super) one: DelegatedAdminRelationship,
    /// Whether it is this partner's own; a provider only reads what it made for its reseller.
    pub(super) ours: bool,
}

impl Seen {
    /// Those of the path; a relationship with somebody else is not there.
    pub(super) async fn of(visit: &Visit) -> Result<Self, Trouble> {
        let known = Known::of(visit).await?;
        let asked = visit.get(format!("{API}/{}", visit.segment(1)));
        let one = match asked.read::<DelegatedAdminRelationship>().await {
            Ok(one) => one,
            Err(refused) if matches!(refused.status, 400 | 404) => return Err(Trouble::Missing),
            Err(refused) => return Err(refused.into()),
        };
        let tenant = one.customer.as_ref().and_then(|customer| customer.tenant_id.as_deref());
        if !tenant.is_some_and(|tenant| tenant.eq_ignore_ascii_case(&known.id)) {
            return Err(Trouble::Missing);
        }
        let id = one.id.clone().unwrap_or_default();
        let mine = visit.whole().map(|signed| signed.tenant.id.as_str());
        Ok(Self {
            ours: mine.is_some() && Delegation::partner_in(&id) == mine,
            known,
            id,
            one,
        })
    }

    /// Where it is shown.
    pub(super) fn here(&self) -> String {
        format!("/customers/{}/rights/{}", self.known.id, self.id)
    }

    /// Where all of the customer are shown.
    pub(super) fn list(&self) -> String {
        format!("/customers/{}/relationships", self.known.id)
    }

    pub(super) fn name(&self) -> String {
        self.one.display_name.clone().unwrap_or_default()
    }

    pub(super) fn roles(&self) -> Vec<String> {
        roles_of(self.one.access_details.as_ref())
    }

    /// Whether groups can be given its roles.
    pub(super) fn may_give(&self) -> bool {
        self.ours && self.status() == Some(RelationshipStatus::Active)
    }

    pub(super) fn status(&self) -> Option<RelationshipStatus> {
        self.one.status.as_ref().and_then(|status| status.known())
    }

    pub(super) fn word(&self) -> String {
        self.one.status.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    pub(super) fn extends(&self) -> bool {
        let days = self.one.auto_extend_duration.as_deref().and_then(duration::days);
        days.is_some_and(|days| days > 0)
    }

    /// Whether it has the role of the global administrator.
    pub(super) fn has_everything(&self) -> bool {
        self.roles().iter().any(|role| role == GLOBAL_ADMINISTRATOR)
    }

    /// Whether the provider made it, and this partner has to say something first.
    pub(super) fn waits_for_us(&self) -> bool {
        self.one.is_partner_consent_pending == Some(true)
    }

    /// Whether something can be decided now.
    pub(super) fn may(&self, decision: &str) -> bool {
        use RelationshipStatus::{Active, ApprovalPending, Created};
        self.ours
            && match (decision, self.status()) {
                ("delete", Some(Created)) | ("withdraw", Some(ApprovalPending)) | ("end", Some(Active)) => true,
                ("reject", Some(Created)) => self.waits_for_us(),
                // One without any role there is not.
                ("reduce", Some(Active)) => self.has_everything() && self.roles().len() > 1,
                _ => false,
            }
    }
}

/// How an assignment stands.
pub(super) fn status(one: &AccessAssignment) -> Option<AssignmentStatus> {
    one.status.as_ref().and_then(|status| status.known())
}

pub(super) fn word(one: &AccessAssignment) -> String {
    one.status.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// Whether an assignment gives roles, or is about to.
pub(super) fn is_live(one: &AccessAssignment) -> bool {
    matches!(status(one), Some(AssignmentStatus::Pending | AssignmentStatus::Active))
}

/// The id of its group.
pub(super) fn group_of(one: &AccessAssignment) -> String {
    let container = one.access_container.as_ref();
    let id = container.and_then(|container| container.access_container_id.as_deref());
    id.unwrap_or_default().to_ascii_lowercase()
}
