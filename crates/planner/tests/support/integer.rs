//! The integer programme.
