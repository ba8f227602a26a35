//! What is asked of a center, drawn at random: operations with small numbers in them, so that a failing row of them shrinks.

use super::life::Choice;
use proptest::{collection::vec, option, prelude::*};

/// Users of the tenant.
pub(crate) const USERS: usize = 4;

/// One request, or a turn of the clock. Which subscription is meant is counted among those that there are; a licence beyond the last
/// one is that of such a subscription.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    Buy { item: usize, plan: (i32, i32), seats: i64 },
    AddOn { base: usize, item: usize, seats: i64 },
    Change { which: usize, change: Change },
    Recycle { which: usize, cycle: i32 },
    CancelOrder { which: usize },
    Turn(Turn),
    Assign { user: usize, licence: usize, graph: bool },
    Remove { user: usize, licence: usize, graph: bool },
    Delete { user: usize },
    Restore { user: usize },
}

/// A PATCH of a subscription.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) seats: Option<Seats>,
    pub(crate) status: Option<Wanted>,
    pub(crate) renew: Option<bool>,
    pub(crate) choice: Option<Choice>,
    pub(crate) term: Option<i32>,
    pub(crate) cycle: Option<i32>,
    pub(crate) scheduled: Option<Next>,
    pub(crate) next_cycle: Option<i32>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Seats {
    More(i64),
    Fewer(i64),
    To(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Active,
    Suspended,
    Deleted,
    Expired,
}

/// What is to be at renewal; into the item above it, where there is one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Next {
    pub(crate) upgrade: bool,
    pub(crate) term: i32,
    pub(crate) cycle: i32,
    pub(crate) seats: i64,
}

/// How far the clock is turned.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Turn {
    Seconds(i64),
    Days(i64),
    /// To an edge in a subscription's life, or a second beside it.
    Edge {
        which: usize,
        edge: Edge,
        beside: i64,
    },
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Edge {
    Window,
    Next,
    End,
}

fn months() -> impl Strategy<Value = i32> {
    prop::sample::select(vec![1, 12, 36])
}

fn seats() -> impl Strategy<Value = i64> {
    prop_oneof![4 => 1..4_i64, 2 => 4..12_i64, 1 => Just(150), 1 => 298..303_i64]
}

fn which() -> impl Strategy<Value = usize> {
    0..64_usize
}

fn turn() -> impl Strategy<Value = Turn> {
    let edge = prop::sample::select(vec![Edge::Window, Edge::Next, Edge::End]);
    let edge = (which(), edge, -1..2_i64).prop_map(|(which, edge, beside)| Turn::Edge { which, edge, beside });
    prop_oneof![
        3 => (1..200 * 3600_i64).prop_map(Turn::Seconds),
        3 => (1..45_i64).prop_map(Turn::Days),
        1 => (45..500_i64).prop_map(Turn::Days),
        5 => edge,
    ]
}

fn change() -> impl Strategy<Value = Change> {
    let renew = || prop_oneof![3 => Just(Some(true)), 1 => Just(Some(false)), 1 => Just(None)];
    let more = prop_oneof![
        3 => (1..5_i64).prop_map(Seats::More),
        3 => (1..5_i64).prop_map(Seats::Fewer),
        1 => seats().prop_map(Seats::To),
    ];
    let status = prop::sample::select(vec![
        Wanted::Active,
        Wanted::Active,
        Wanted::Suspended,
        Wanted::Suspended,
        Wanted::Suspended,
        Wanted::Deleted,
        Wanted::Expired,
    ]);
    let choice = prop::sample::select(vec![Choice::Renew, Choice::Extend, Choice::Cancel]);
    let next = (any::<bool>(), months(), months(), seats());
    let next = next
        .prop_map(|(upgrade, term, cycle, seats)| Next {
            upgrade,
            term,
            cycle,
            seats,
        })
        .boxed();
    let what = prop_oneof![
        4 => (more, option::weighted(0.2, next.clone())).prop_map(|(seats, scheduled)| Change {
            seats: Some(seats),
            scheduled,
            ..Change::default()
        }),
        4 => (status, option::weighted(0.1, 1..5_i64)).prop_map(|(status, seats)| Change {
            status: Some(status),
            seats: seats.filter(|_| status == Wanted::Suspended).map(Seats::More),
            ..Change::default()
        }),
        1 => Just(Change::default()),
        2 => choice.prop_map(|choice| Change { choice: Some(choice), ..Change::default() }),
        2 => (option::of(months()), option::of(months())).prop_map(|(term, cycle)| Change { term, cycle, ..Change::default() }),
        2 => next.prop_map(|next| Change { scheduled: Some(next), ..Change::default() }),
        2 => months().prop_map(|cycle| Change { next_cycle: Some(cycle), ..Change::default() }),
    ];
    (what, renew()).prop_map(|(what, renew)| Change { renew, ..what })
}

fn buy() -> impl Strategy<Value = Op> {
    let plan = prop_oneof![
        8 => prop::sample::select(vec![(1, 1), (12, 1), (12, 12), (36, 1), (36, 12), (36, 36)]),
        1 => (months(), months()),
    ];
    let item = prop_oneof![3 => 0..super::shelf::SHELF.len(), 1 => Just(2), 1 => 5..7_usize];
    (item, plan, seats()).prop_map(|(item, plan, seats)| Op::Buy { item, plan, seats })
}

fn op() -> impl Strategy<Value = Op> {
    let user = || 0..USERS;
    let licence = which;
    prop_oneof![
        3 => buy(),
        1 => (which(), prop_oneof![1 => 5..7_usize, 3 => Just(7)], seats()).prop_map(|(base, item, seats)| Op::AddOn { base, item, seats }),
        12 => (which(), change()).prop_map(|(which, change)| Op::Change { which, change }),
        1 => (which(), months()).prop_map(|(which, cycle)| Op::Recycle { which, cycle }),
        1 => which().prop_map(|which| Op::CancelOrder { which }),
        9 => turn().prop_map(Op::Turn),
        5 => (user(), licence(), any::<bool>()).prop_map(|(user, licence, graph)| Op::Assign { user, licence, graph }),
        1 => (user(), licence(), any::<bool>()).prop_map(|(user, licence, graph)| Op::Remove { user, licence, graph }),
        1 => user().prop_map(|user| Op::Delete { user }),
        1 => user().prop_map(|user| Op::Restore { user }),
    ]
}

/// Where a row of operations begins (seconds after the shelf's first day: four years of days and hours), and the operations, something
/// to have first.
pub(crate) fn rows() -> impl Strategy<Value = (i64, Vec<Op>)> {
    let row = (vec(buy(), 1..4), vec(op(), 1..45)).prop_map(|(first, then)| [first, then].concat());
    (0..4 * 365 * 86_400_i64, row)
}
