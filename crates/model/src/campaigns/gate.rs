//! When a wave may begin: only when the one before it is proved. And when one has failed.

use super::MemberState;
use crate::moves::state::State as MoveState;
use serde::{Deserialize, Serialize};

/// How a customer of a wave stands, as far as its wave is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its move is not begun, or not past its cover proof.
    Unproved,
    /// Its move is past its cover proof, and goes on.
    Proved,
    /// Its move stands still, was given up, or could not be made.
    Halted,
    /// It is not in the wave any more.
    Out,
}

/// How a customer stands by its own state and that of its move.
pub fn standing(state: MemberState, of: Option<MoveState>, proved: bool) -> Standing {
    match (state, of) {
        (MemberState::Excluded | MemberState::Ineligible, _) => Standing::Out,
        (MemberState::Failed, _) | (_, Some(MoveState::Halted | MoveState::Abandoned)) => Standing::Halted,
        (_, Some(MoveState::Completed)) => Standing::Proved,
        (MemberState::Begun, Some(_)) if proved => Standing::Proved,
        (MemberState::Begun | MemberState::Open, _) => Standing::Unproved,
    }
}

/// Why a wave failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failed {
    /// Customers whose move stands still or failed.
    pub halted: u32,
    /// How many were allowed.
    pub allowed: u32,
    /// Who, the first few by id.
    pub customers: Vec<String>,
}

/// What is to be said of a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// Not all of its moves are past their cover proof.
    Open,
    /// All are, but for no more halts than allowed.
    Proved,
    /// More halts than allowed.
    Failed(Failed),
}

/// Most customers named when a wave fails.
const NAMED: usize = 10;

/// Judges a wave by its customers.
pub fn judge<'a>(customers: impl Iterator<Item = (&'a str, Standing)>, allowed: u32) -> Judged {
    let (mut halted, mut unproved) = (Vec::new(), false);
    for (id, standing) in customers {
        match standing {
            Standing::Halted => halted.push(id.to_owned()),
            Standing::Unproved => unproved = true,
            Standing::Proved | Standing::Out => {}
        }
    }
    let count = u32::try_from(halted.len()).unwrap_or(u32::MAX);
    if count > allowed {
        halted.truncate(NAMED);
        return Judged::Failed(Failed {
            halted: count,
            allowed,
            customers: halted,
        });
    }
    if unproved { Judged::Open } else { Judged::Proved }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_is_proved_when_all_are_but_for_the_halts_allowed() {
        use Standing::{Halted, Out, Proved, Unproved};
        let judged = |all: &[Standing], allowed| judge(all.iter().map(|one| ("c", *one)), allowed);
        assert_eq!(judged(&[], 0), Judged::Proved);
        assert_eq!(judged(&[Proved, Out], 0), Judged::Proved);
        assert_eq!(judged(&[Proved, Unproved], 0), Judged::Open);
        assert_eq!(judged(&[Proved, Halted], 1), Judged::Proved);
        assert_eq!(judged(&[Unproved, Halted], 1), Judged::Open);
        // A wave that has failed is not waited for.
        let failed = Failed {
            halted: 2,
            allowed: 1,
            customers: vec!["c".to_owned(), "c".to_owned()],
        };
        assert_eq!(judged(&[Halted, Unproved, Halted], 1), Judged::Failed(failed));
    }

    #[test]
    fn a_customer_stands_as_its_move_does() {
        let begun = |of, proved| standing(MemberState::Begun, Some(of), proved);
        assert_eq!(standing(MemberState::Open, None, false), Standing::Unproved);
        assert_eq!(standing(MemberState::Failed, None, false), Standing::Halted);
        assert_eq!(begun(MoveState::Planned, false), Standing::Unproved);
        assert_eq!(begun(MoveState::Waiting, true), Standing::Proved);
        // Standing still outweighs an earlier proof.
        assert_eq!(begun(MoveState::Halted, true), Standing::Halted);
        assert_eq!(begun(MoveState::Completed, false), Standing::Proved);
        // Who was excluded is out, whatever comes of the move.
        assert_eq!(standing(MemberState::Excluded, Some(MoveState::Halted), false), Standing::Out);
    }
}
