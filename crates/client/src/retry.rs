//! When a call is sent again, and how long to wait before.
//!
//! Used when sending. The service's own `Retry-After` always goes before our waiting time; without one the time doubles.

use crate::random;
use jiff::fmt::rfc2822;
use std::time::Duration;

/// Bounds of sending again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all, the first one included.
    pub attempts: u32,
    /// Waiting time before the second attempt, where the service names none.
    pub first_wait: Duration,
    /// Longest waiting time; a longer `Retry-After` ends the call with the service's error.
    pub longest_wait: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 5,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(120),
        }
    }
}

impl RetryPolicy {
    /// One attempt, no waiting.
    pub fn none() -> Self {
        Self {
            attempts: 1,
            ..Self::default()
        }
    }

    /// How long to wait after an attempt (counted from 1); `None` if it was the last or the service asks for too long a wait.
    pub(crate) fn wait(&self, attempt: u32, asked: Option<Duration>) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        match asked {
            Some(asked) => (asked <= self.longest_wait).then_some(asked),
            None => {
                let doubled = self.first_wait.saturating_mul(1 << attempt.saturating_sub(1).min(16));
                Some(random::spread(doubled.min(self.longest_wait)))
            }
        }
    }
}

/// `Retry-After`: seconds, or a date as HTTP writes it.
pub(crate) fn retry_after(header: &str) -> Option<Duration> {
    let text = header.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let then = rfc2822::parse(text).ok()?.timestamp();
    #[allow(clippy::disallowed_methods)] // how far off a date is depends on now; nothing is kept of it
    let now = jiff::Timestamp::now();
    Some(Duration::try_from(then.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_within_bounds_and_end() {
        let policy = RetryPolicy {
            attempts: 4,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(3),
        };
        for (attempt, least, most) in [(1, 500, 1000), (2, 1000, 2000), (3, 1500, 3000)] {
            let wait = policy.wait(attempt, None).unwrap().as_millis();
            assert!((least..=most).contains(&wait), "{attempt}: {wait}");
        }
        assert_eq!(policy.wait(4, None), None);
        assert_eq!(policy.wait(1, Some(Duration::from_secs(2))), Some(Duration::from_secs(2)));
        assert_eq!(policy.wait(1, Some(Duration::from_secs(4))), None);
    }

    #[test]
    fn retry_after_reads_seconds_and_dates() {
        assert_eq!(retry_after(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert!(retry_after("Tue, 31 Dec 2999 23:59:59 GMT").is_some_and(|wait| wait > Duration::from_secs(1 << 30)));
        assert_eq!(retry_after("soon"), None);
    }
}
