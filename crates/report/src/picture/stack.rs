//! Stacks a pool's bands: every band by itself while they can be told apart, else one area for all that come from the same
//! place. Called by `bands`. Seats are never lost or counted twice by stacking.

use super::{
    axis::Axis,
    bands::{Band, BandKind},
};
use nahtlos_model::dates::DayNumber;
use std::collections::BTreeSet;

/// Most bands drawn one by one.
const APART: usize = 24;

/// A part of the stack on which what lies under it stays the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where its seats come from.
    pub kind: BandKind,
    /// The subscription or purchase; empty when the piece stands for all of its kind.
    pub id: String,
    /// First day.
    pub from: DayNumber,
    /// First day after.
    pub to: DayNumber,
    /// Seats below.
    pub base: u32,
    /// Seats.
    pub seats: u32,
}

/// Cuts the bands where any of them begins or ends, stacks them, and joins neighbours of equal height again.
pub(crate) fn pieces(bands: &[Band], axis: Axis) -> Vec<Piece> {
    let apart = bands.len() <= APART;
    // What is drawn as one: a band, or all bands of a kind (they stand next to each other).
    let mut lanes: Vec<usize> = Vec::with_capacity(bands.len());
    for (at, band) in bands.iter().enumerate() {
        let same = !apart && at > 0 && bands[at - 1].kind == band.kind;
        lanes.push(match lanes.last() {
            Some(lane) if same => *lane,
            Some(lane) => lane + 1,
            None => 0,
        });
    }
    let cuts: BTreeSet<DayNumber> = bands.iter().flat_map(|b| [b.from, b.to]).chain([axis.from, axis.to]).collect();
    let cuts: Vec<DayNumber> = cuts.into_iter().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Vec<Option<usize>> = vec![None; lanes.last().map_or(0, |lane| lane + 1)];
    for span in cuts.windows(2) {
        let active: Vec<usize> = (0..bands.len())
            .filter(|i| bands[*i].from <= span[0] && span[0] < bands[*i].to)
            .collect();
        let mut base = 0;
        for lane in active.chunk_by(|a, b| lanes[*a] == lanes[*b]) {
            let band = &bands[lane[0]];
            let seats = lane.iter().map(|i| bands[*i].seats).sum();
            let lane = lanes[lane[0]];
            match last[lane].map(|at| &mut pieces[at]) {
                Some(piece) if (piece.to, piece.base, piece.seats) == (span[0], base, seats) => piece.to = span[1],
                _ => {
                    last[lane] = Some(pieces.len());
                    pieces.push(Piece {
                        kind: band.kind,
                        id: if apart { band.id.clone() } else { String::new() },
                        from: span[0],
                        to: span[1],
                        base,
                        seats,
                    });
                }
            }
            base += seats;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(kind: BandKind, at: usize, from: DayNumber, to: DayNumber) -> Band {
        Band {
            kind,
            id: format!("p{at}"),
            from,
            to,
            seats: 2,
        }
    }

    /// Seats drawn on a day.
    fn drawn(pieces: &[Piece], day: DayNumber) -> u32 {
        pieces.iter().filter(|p| p.from <= day && day < p.to).map(|p| p.seats).sum()
    }

    #[test]
    fn few_bands_stay_apart_and_many_join_without_losing_a_seat() {
        let axis = Axis { from: 0, to: 100 };
        for many in [3, 40] {
            let first = (0..many).map(|n| band(BandKind::Purchase, n, n as DayNumber, n as DayNumber + 30));
            let then = (0..many).map(|n| band(BandKind::Renewal, many + n, n as DayNumber + 30, n as DayNumber + 60));
            let bands: Vec<Band> = first.chain(then).collect();
            let pieces = pieces(&bands, axis);
            for day in 0..100 {
                let seats: u32 = bands.iter().filter(|b| b.from <= day && day < b.to).map(|b| b.seats).sum();
                assert_eq!(drawn(&pieces, day), seats, "day {day}");
                let mut tops: Vec<(u32, u32)> = Vec::new();
                for piece in pieces.iter().filter(|p| p.from <= day && day < p.to) {
                    assert!(tops.iter().all(|t| t.1 <= piece.base || piece.base + piece.seats <= t.0));
                    tops.push((piece.base, piece.base + piece.seats));
                }
                assert!(many == 3 || tops.len() <= 2);
            }
            assert_eq!(pieces.iter().all(|p| p.id.is_empty()), many == 40);
        }
    }
}
