//! Invitations: from draft to decision.

pub(crate) mod due;
