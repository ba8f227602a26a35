//! A relationship between partners as the wire shows it: its type says what the asking partner is to the other.

use nahtlos_model::partners::Partner;
use nahtlos_wire::{Attributes, enums::PartnerRelationshipType, relationships::PartnerRelationship};

/// Another partner, without place and state: as one of a customer's.
pub(super) fn of_customer(other: &Partner, kind: PartnerRelationshipType) -> PartnerRelationship {
    PartnerRelationship {
        id: Some(other.id.clone()),
        name: Some(other.name.clone()),
        relationship_type: Some(kind),
        mpn_id: Some(other.mpn_id.clone()),
        attributes: Some(Attributes::of("PartnerRelationship")),
        ..PartnerRelationship::default()
    }
}
