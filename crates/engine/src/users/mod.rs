//! Users of a tenant's directory: created, changed, deleted and restored, with the roles they have there.

pub mod create;
pub mod delete;
mod guard;
pub mod manager;
pub mod password;
pub mod purge;
pub mod read;
pub mod roles;
pub mod update;

pub use create::CreateUser;
pub use delete::{DeleteUser, RestoreUser};
pub use manager::SetManager;
pub use purge::PurgeUser;
pub use read::{UserOrder, UserPlace};
pub use roles::{GiveRole, TakeRole};
pub use update::UpdateUser;
