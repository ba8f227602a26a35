//! Our own: a granular delegated administration as the customer sees it, who approves, declines or ends it.
//!
//! Used by `/moves/v1/granularAdminRelationships`. The partner's side is Graph's: [`crate::graph::relationships`].

use crate::{graph::relationships::RelationshipStatus, invitations::Party};
use nahtlos_model::instants::Instant;

/// Where they are. One is under its id; `approve`, `decline` and `terminate` are posted below that.
pub const PATH: &str = "/moves/v1/granularAdminRelationships";
/// The page on which a customer's administrator answers; the relationship's id follows.
pub const PAGE: &str = "/partners/invitation/granularAdminRelationships";

shape! {
    pub struct GranularAdminRelationship {
        id: String,
        partner: Party,
        display_name: String,
        duration: String,
        auto_extend_duration: String,
        roles: Vec<GranularRole>,
        status: RelationshipStatus,
        created_date_time: Instant,
        activated_date_time: Instant,
        end_date_time: Instant,
    }

    pub struct GranularRole {
        role_definition_id: String,
        name: String,
    }
}
