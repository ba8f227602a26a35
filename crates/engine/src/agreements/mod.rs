//! Customer agreements: templates and confirmations.
