//! Estates: what a customer holds in every channel, loaded from a document, so that subscriptions bought elsewhere are first-class.

pub mod load;
mod people;
pub(crate) mod things;

pub use load::{LoadEstate, Loaded, Without};
