//! What a proof says: the verdict's types, read by the report and the command line.
//! Nothing here decides anything; `verify` fills it in.

use nahtlos_model::{
    dates::Date,
    ids::SkuId,
    money::{Amount, Exact},
    notice::{CounterCode, Notice},
    plan::{Coverage, Method},
};

/// The answer of [`verify`](super::verify).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Cover, prices and total hold at every instant.
    Proved(Certificate),
    /// They do not; the first counter-example.
    Refuted(CounterExample),
}

impl Verdict {
    /// Whether the plan is proved.
    pub fn is_proved(&self) -> bool {
        matches!(self, Self::Proved(_))
    }
}

/// Who loses what, when and why: a code, its values, and the ids it is about (users, purchases, subscriptions).
pub type CounterExample = Notice<CounterCode>;

/// What was checked and how tight it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Every pool with licences or seats, by SKU.
    pub pools: Vec<PoolProof>,
    /// The tightest day of all pools: least slack among the intervals in which licences are held, earliest day first.
    pub tightest: Option<Tightest>,
    /// Users whose cover was checked at every instant (those who need nothing are not counted).
    pub users_checked: u64,
    /// Kinds of users: same licences, same changes.
    pub kinds_checked: u64,
    /// Users who need nothing, are not planned for and take no seat.
    pub users_without_need: u64,
    /// Purchases whose price, term and charge were derived anew.
    pub purchases_checked: u64,
    /// Originals whose end was derived anew.
    pub originals_checked: u64,
    /// Licence changes replayed (entries of the plan, not users).
    pub changes_checked: u64,
    /// The total, derived anew.
    pub total: Amount,
    /// The exact cost, derived anew.
    pub cost: Exact,
    /// How the plan says its minimum was proved.
    pub method: Method,
    /// What the proof says about the minimum.
    pub minimum: Minimum,
}

/// One pool: the seats of a SKU, whatever channel they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolProof {
    /// The SKU.
    pub sku: SkuId,
    /// Maximal intervals of unchanged licences and seats, from `asOf` to the horizon without a hole.
    pub intervals: Vec<Coverage>,
    /// Where slack is smallest while licences are held; `None` when none ever are.
    pub tightest: Option<Tightest>,
}

/// The day on which a pool comes closest to running out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tightest {
    /// The pool.
    pub sku: SkuId,
    /// First day of the interval.
    pub day: Date,
    /// First day after the interval.
    pub until: Date,
    /// Licences held.
    pub held: u32,
    /// Seats.
    pub seats: u32,
    /// Seats without a licence.
    pub slack: u32,
}

/// What the proof says about the minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minimum {
    /// The rents were rechecked: no plan costs less than this, and this plan costs just this.
    Rechecked {
        /// The bound, equal to the cost.
        lower_bound: Exact,
    },
    /// The plan claims to be least, without rents that could be rechecked.
    NotRechecked,
    /// The plan says itself that it is not proved least.
    Gap {
        /// The bound it states.
        lower_bound: Exact,
        /// Its cost.
        cost: Exact,
        /// Whether rents prove the bound.
        rechecked: bool,
    },
}
