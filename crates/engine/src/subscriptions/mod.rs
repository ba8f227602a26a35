//! Subscriptions: reading, changing, and what time does to them.

pub mod change;
pub mod coming;
pub(crate) mod due;
pub mod read;
pub(crate) mod save;

pub use change::ChangeSubscription;
