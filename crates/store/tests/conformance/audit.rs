//! Not yet.
pub(crate) const ALL: &[fn()] = &[];
