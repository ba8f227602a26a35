//! What people are told by mail of a transfer. Of legacy ones nobody is: there the two partners tell each other.

use super::{Status, Transfer};
use crate::estate::{Generation, word_enum};

word_enum!(
    /// What is told.
    Notice {
        /// The target asks.
        Asked = "asked",
        /// The source accepted.
        Accepted = "accepted",
        /// The source declined.
        Refused = "refused",
        /// The target took it back.
        Cancelled = "cancelled",
        /// Nobody answered.
        Expired = "expired",
    }
);

impl Notice {
    /// Whether the partner who sells is told: of all but its own refusal.
    pub fn tells_source(self) -> bool {
        self != Self::Refused
    }

    /// Whether the partner who asks is told: of what it did not do itself.
    pub fn tells_target(self) -> bool {
        !matches!(self, Self::Asked | Self::Cancelled)
    }
}

impl Transfer {
    /// What a change tells people; `before`: `None` for a new one.
    pub fn notice_since(&self, before: Option<&Self>) -> Option<Notice> {
        if self.flow != Generation::NewCommerce || before.is_some_and(|before| before.status == self.status) {
            return None;
        }
        match self.status {
            Status::Created => Some(Notice::Asked),
            Status::InProgress => Some(Notice::Accepted),
            Status::Reject => Some(Notice::Refused),
            Status::Cancelled => Some(Notice::Cancelled),
            Status::Expired => Some(Notice::Expired),
            _ => None,
        }
    }

    /// Whether a notice that waited can still be told: that somebody asks, only while they do.
    pub fn still_says(&self, notice: Notice) -> bool {
        notice != Notice::Asked || self.status == Status::Created
    }
}
