//! Groups of a tenant.
