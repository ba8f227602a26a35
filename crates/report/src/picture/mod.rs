//! Pictures of a move: a step curve of seats per pool and the bar "every user covered", as inline SVG.
//! Called by the report page (and later by the dashboard). A picture decides nothing and is never the
//! only place of a number: the same figures stand in a table beside it.

pub mod axis;
pub mod bands;
pub mod cover;
pub mod legend;
pub mod marks;
pub mod measured;
pub mod paid;
pub mod stack;
pub mod svg;

pub use axis::Axis;
pub use bands::{Band, BandKind, Pool};
pub use marks::{Mark, MarkKind};
pub use paid::Paid;
pub use stack::Piece;
