//! Setting up partners, applications and sandboxes.
