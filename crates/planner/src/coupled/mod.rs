//! Pools tied together by users who may choose between licence sets, by seat limits, or by a
//! deficit that shrinks. A linear programme over a coarse grid of days bounds the cost from below;
//! days are refined where a purchase is used in part, until the bound is the programme's true value.
//! Called by `plan`; docs/planner.md has the argument.

pub(crate) mod branch;
mod certificate;
mod crash;
mod greedy;
mod grid;
mod integral;
mod layout;
mod master;
mod pricing;
mod refinement;
mod solving;
mod steady;
mod tail;

pub(crate) use master::Component;
