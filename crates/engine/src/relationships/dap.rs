//! Delegated administration of the older kind, as a part of a relationship that comes and goes: an entry of its own in the trail, since
//! receivers of events are told of it apart from the relationship.
//!
//! Called wherever a relationship is written, next to its own entry.

use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::customers::Relationship;

/// Records that a relationship gained delegated administration or lost it; nothing, where it did neither.
pub(crate) fn changed(act: &mut Act<'_>, before: Option<&Relationship>, after: &Relationship) -> Result<(), Halt> {
    let has = |r: &Relationship| r.is_active() && r.delegated;
    let operation = match (before.is_some_and(has), has(after)) {
        (false, true) => "dap_admin_relationship_approved",
        (true, false) => "dap_admin_relationship_terminated",
        _ => return Ok(()),
    };
    act.changed(Changed {
        scope: &after.customer_id,
        partner: &after.partner_id,
        resource: "partner_customer_relationship",
        id: &after.partner_id,
        operation,
        before,
        after: Some(after),
    })
}
