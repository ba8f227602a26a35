//! How often a partner may have migrations of a customer validated: the programme's number within its window, per node, since it only
//! guards the processor. Counted by the machine's clock.

use crate::ambient::Machine;
use nahtlos_engine::ambient::Ambient as _;
use nahtlos_model::{
    program::{Numbers, Program},
    refusals::{Code, Refusal},
};
use parking_lot::Mutex;
use std::collections::{HashMap, VecDeque};

/// Pairs of partner and customer that are remembered; beyond, those whose window is over are forgotten.
const REMEMBERED: usize = 10_000;

/// What was asked lately, by partner and customer: instants in milliseconds, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Window {
    lately: Mutex<HashMap<(String, String), VecDeque<i64>>>,
}

impl Window {
    /// Counts one validation.
    pub(crate) fn check(&self, partner: &str, customer: &str) -> Result<(), Refusal> {
        let now = Machine.now();
        self.count((partner, customer), now.0, &Program::bundled().on(now.date()))
    }

    fn count(&self, (partner, customer): (&str, &str), now: i64, numbers: &Numbers) -> Result<(), Refusal> {
        let window = numbers.migration_window_minutes * 60_000;
        let mut all = self.lately.lock();
        if all.len() >= REMEMBERED {
            all.retain(|_, asked| asked.back().is_some_and(|last| now - last < window));
        }
        let asked = all.entry((partner.to_owned(), customer.to_owned())).or_default();
        while asked.front().is_some_and(|first| now - first >= window) {
            asked.pop_front();
        }
        match asked.front().filter(|_| asked.len() as i64 >= numbers.migration_validations) {
            Some(first) => {
                let wait = (first + window - now + 999).div_euclid(1000).max(1);
                Err(Refusal::new(Code::Throttled).with("seconds", wait))
            }
            None => {
                asked.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_within_the_window_for_each_customer() {
        let (window, numbers) = (Window::default(), Program::bundled().on(Machine.now().date()));
        for n in 0..450 {
            assert_eq!(window.count(("p", "c"), n, &numbers), Ok(()), "{n}");
        }
        let refused = window.count(("p", "c"), 450, &numbers).unwrap_err();
        assert_eq!((refused.code, refused.values[0].1.as_ref()), (Code::Throttled, "300"));
        assert_eq!(window.count(("p", "d"), 450, &numbers), Ok(()), "another customer");
        assert_eq!(window.count(("p", "c"), 300_000, &numbers), Ok(()), "the first has left");
        assert!(window.count(("p", "c"), 300_000, &numbers).is_err());
    }
}
