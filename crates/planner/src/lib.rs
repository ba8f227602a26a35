//! Pure algorithms of a move: the exact least-cost plan, its explanation and its proof.
//!
//! Called by the command line and later by the engine. No I/O, no clock, no randomness, no async:
//! the same case gives the same plan, byte for byte.

pub mod verify;
