//! Relationships between partners, and the request with which a partner asks a customer for one.
//!
//! Used by the relationship operations. The request's address carries no state; acceptance is seen elsewhere (`invitations`).

use crate::{Attributes, enums::PartnerRelationshipType};

shape! {
    pub struct RelationshipRequest {
        url: String,
        attributes: Attributes,
    }

    pub struct PartnerRelationship {
        id: String,
        name: String,
        relationship_type: PartnerRelationshipType,
        mpn_id: String,
        location: String,
        state: String,
        attributes: Attributes,
    }
}
