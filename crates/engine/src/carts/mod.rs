//! Carts: filled, priced and checked as they are changed; checked out into orders, one per group.

pub mod checkout;
pub mod fill;
pub mod read;

pub use checkout::{CheckOut, CheckedOut, GroupError};
pub use fill::{CartLineWanted, FillCart, parent_of};
