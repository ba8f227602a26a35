//! Signing in as applications and people do it: forms, pages, redirects, tokens; and what is refused on the way.

mod admin;
mod alone;
mod browser;
mod directory;
mod people;
mod setting;
