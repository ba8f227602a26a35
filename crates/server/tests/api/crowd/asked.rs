//! What the crowd does, drawn at random, with small numbers, so that a failing row of it shrinks.

use proptest::{collection::vec, prelude::*};

/// Something one partner asks for. Which thing is meant is counted among those that there are when it is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Deed {
    /// Buys a new-commerce offer.
    Buy { item: usize, seats: i64, monthly: bool },
    /// Buys a legacy offer.
    BuyOld { item: usize, seats: i64 },
    /// More seats.
    More { which: usize, by: i64 },
    /// Gives a user a licence.
    Assign { user: usize, which: usize },
    /// Moves seats, all or some, to the offer above, with their licences.
    Rise { which: usize, some: i64, into: bool },
    /// A legacy subscription goes to new commerce.
    Migrate { which: usize },
    /// Asks the other partner for its new-commerce subscriptions.
    Ask,
    /// Offers legacy subscriptions to the other partner.
    Offer { which: usize },
    /// Says yes to what the other partner wants, with some of the subscriptions.
    Accept { which: usize, mask: u8 },
    /// Takes back, or says no.
    Refuse { which: usize, back: bool },
}

/// Two deeds at once, and the days that pass afterwards.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Round {
    pub(crate) first: Deed,
    pub(crate) second: Deed,
    pub(crate) days: i64,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..3_usize, 1..8_i64, any::<bool>()).prop_map(|(item, seats, monthly)| Deed::Buy { item, seats, monthly }),
        2 => (0..2_usize, 1..8_i64).prop_map(|(item, seats)| Deed::BuyOld { item, seats }),
        2 => (0..9_usize, 1..4_i64).prop_map(|(which, by)| Deed::More { which, by }),
        4 => (0..3_usize, 0..9_usize).prop_map(|(user, which)| Deed::Assign { user, which }),
        4 => (0..9_usize, 0..5_i64, any::<bool>()).prop_map(|(which, some, into)| Deed::Rise { which, some, into }),
        3 => (0..9_usize).prop_map(|which| Deed::Migrate { which }),
        2 => Just(Deed::Ask),
        2 => (0..9_usize).prop_map(|which| Deed::Offer { which }),
        4 => (0..9_usize, any::<u8>()).prop_map(|(which, mask)| Deed::Accept { which, mask }),
        1 => (0..9_usize, any::<bool>()).prop_map(|(which, back)| Deed::Refuse { which, back }),
    ]
}

/// Rows of rounds. The first buys, so that there is something to do.
pub(crate) fn rows() -> impl Strategy<Value = Vec<Round>> {
    let days = prop_oneof![3 => Just(0), 2 => 1..20_i64];
    let round = (deed(), deed(), days).prop_map(|(first, second, days)| Round { first, second, days });
    let begin = (0..3_usize, 2..8_i64, 0..2_usize, 2..8_i64, 0..9_i64).prop_map(|(new, n, old, o, days)| Round {
        first: Deed::Buy {
            item: new,
            seats: n,
            monthly: true,
        },
        second: Deed::BuyOld { item: old, seats: o },
        days,
    });
    (begin, vec(round, 3..12)).prop_map(|(begin, mut rest)| {
        rest.insert(0, begin);
        rest
    })
}
