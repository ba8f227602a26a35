//! Orders: what is bought, by cart or directly; add-ons and billing cycles of legacy orders; attachments.

pub mod attach;
pub mod change;
mod item;
pub mod place;
pub mod read;
pub(crate) mod shop;

pub use attach::{AttachFiles, NewFile};
pub use change::{BuyAddOn, CancelOrder, ChangeCycle, Target};
pub use place::PlaceOrder;
pub use shop::Line;
