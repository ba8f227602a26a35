//! Domains of a tenant.
