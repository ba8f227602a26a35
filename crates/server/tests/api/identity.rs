//! Signing in as applications and people do it: forms, pages, redirects, tokens; and what is refused on the way.

mod admin;
mod alone;
pub(crate) mod browser;
mod directory;
mod people;
pub(crate) mod setting;
