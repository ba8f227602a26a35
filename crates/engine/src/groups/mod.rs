//! Groups of a tenant: created, changed, deleted, asked about. Their licences and memberships one by one are in `licenses::groups`.

pub mod create;
pub mod delete;
pub mod read;
pub mod update;

pub use create::CreateGroup;
pub use delete::DeleteGroup;
pub use update::UpdateGroup;
