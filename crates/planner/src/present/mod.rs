//! The proof at the present: what is there now, as it was seen, and what is still to come of a plan. It answers whether everybody stays
//! covered, and every pool has its seats, from now until the horizon.
//!
//! Called by whoever carries a plan out: in full ([`Standing::prove`]) before anything that cannot be taken back, and after each batch of
//! licence changes for those whom it touched ([`Standing::switch`]). It knows no prices and no search, and what it is told of the present
//! must have been seen, never assumed: seats that were bought and not seen are not there.
//!
//! What will be held after today's changes is held against the seats that are seen and go on being counted on, on later days against what is
//! to supply then. Each batch of today's is held against the seats seen now. Seats that are missing now, before any change, are no
//! counter-example: the changes mend it, or the plan was refused long ago. Users who need nothing are not planned for and take no seat.

mod ground;
mod order;
mod pools;
mod standing;

pub use order::{Order, Turn};
pub use standing::{Standing, Tight};

use nahtlos_model::{
    dates::Date,
    estate::License,
    ids::{ServicePlanId, SkuId},
    plan::AddLicense,
};

/// What is there, and what is still to come.
#[derive(Debug, Clone)]
pub struct Present {
    /// Today.
    pub day: Date,
    /// First day that is not looked at.
    pub horizon: Date,
    /// Everybody.
    pub people: Vec<Person>,
    /// Seats: those seen, from today on, and those still to come.
    pub supplies: Vec<Supply>,
    /// Licence changes still to come, those of today included.
    pub ahead: Vec<Ahead>,
}

/// A user with what they must have and what they hold now.
#[derive(Debug, Clone)]
pub struct Person {
    /// Id, as the plan has it.
    pub id: String,
    /// Service plans that they must have at every instant; those they had when the move began, without what may be lost.
    pub need: Vec<ServicePlanId>,
    /// Licences held when the move began: who holds just these again may, even if something in them excludes another (move model §5 d).
    pub began: Vec<License>,
    /// Licences held now.
    pub licenses: Vec<License>,
}

/// Seats of a SKU from one day to another.
#[derive(Debug, Clone)]
pub struct Supply {
    /// The SKU.
    pub sku: SkuId,
    /// Seats.
    pub seats: u32,
    /// Whether they are there.
    pub there: There,
    /// First day with them, where they are still to come. A day that has come although they were neither seen nor are about to be had: they
    /// are not counted.
    pub from: Date,
    /// First day on which they are not counted on any more. It may have come while they are still seen (the lead of an original): then
    /// they count now, until today's changes are made, and not after.
    pub to: Option<Date>,
    /// What supplies them: a subscription's or a purchase's id.
    pub source: String,
}

/// Whether seats are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// They were seen.
    Seen,
    /// What is about to be done brings them today: after today's changes they count, and not before.
    Due,
    /// They are still to come.
    Coming,
}

impl There {
    /// Seen, or still to come.
    pub fn seen(seen: bool) -> Self {
        if seen { Self::Seen } else { Self::Coming }
    }
}

/// A change of licences, the same for all its people.
#[derive(Debug, Clone)]
pub struct Ahead {
    /// The day.
    pub date: Date,
    /// SKUs taken away.
    pub remove: Vec<SkuId>,
    /// SKUs given, or held already with other plans switched off.
    pub add: Vec<AddLicense>,
    /// The group whose assignment changes, where it is a whole group's.
    pub group: Option<String>,
    /// Who: places in [`Present::people`].
    pub people: Vec<usize>,
}
