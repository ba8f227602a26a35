//! How often a partner may create migrations: at most so many within a window that slides.
//!
//! Asked by the engine in the transaction of a creation, so that two of them never take the last place together.

use crate::{instants::Instant, program::Numbers};
use serde::{Deserialize, Serialize};

/// The instants of what was done lately, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lately(pub Vec<Instant>);

impl Lately {
    /// Adds one creation at an instant of the machine's clock.
    ///
    /// # Errors
    /// Seconds until the next one may be, where the window is full.
    pub fn admit(&self, now: Instant, numbers: &Numbers) -> Result<Self, i64> {
        let window = numbers.migration_window_minutes * 60_000;
        let mut recent: Vec<Instant> = self.0.iter().copied().filter(|at| now.0 - at.0 < window).collect();
        let most = usize::try_from(numbers.migration_creations).unwrap_or(0);
        match recent.len().checked_sub(most).and_then(|first| recent.get(first)) {
            Some(blocks) => Err(((blocks.0 + window - now.0) + 999).div_euclid(1000).max(1)),
            None => {
                recent.push(now);
                recent.sort_unstable();
                Ok(Self(recent))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Program;

    #[test]
    fn the_window_slides() {
        let day = "2027-01-01T00:00:00Z".parse::<Instant>().unwrap();
        let numbers = Program::bundled().on(day.date());
        let mut lately = Lately::default();
        // One a second: the last at 99 s.
        for n in 0..100 {
            lately = lately.admit(day.plus_ms(n * 1000), &numbers).unwrap();
        }
        assert_eq!(lately.admit(day.plus_ms(99_500), &numbers), Err(201), "the first leaves at 300 s");
        assert_eq!(lately.admit(day.plus_ms(299_999), &numbers), Err(1));
        let next = lately.admit(day.plus_ms(300_000), &numbers).unwrap();
        assert_eq!(next.0.len(), 100);
        assert_eq!(next.admit(day.plus_ms(300_001), &numbers), Err(1), "the second leaves at 301 s");
        assert_eq!(next.admit(day.plus_ms(400_000), &numbers).map(|all| all.0.len()), Ok(2));
    }
}
