//! The catalogue: imported in versions, loaded into an assortment that decisions read.

pub mod load;
pub mod rows;
