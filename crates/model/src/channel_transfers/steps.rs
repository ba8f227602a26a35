//! What time does to a channel transfer: which lines are to be bought on a day, what became of them, and when it looks again.

use super::{ChannelTransfer, Line, LineStatus, Status};
use crate::{
    dates::{Date, date_of, day_number},
    instants::Instant,
    orders::LineError,
    refusals::Refusal,
    subscriptions::{Status as State, Subscription},
};

impl Line {
    /// Whether it is to be bought on a day.
    pub fn is_due(&self, today: Date) -> bool {
        match self.status {
            LineStatus::Planned => self.start <= today,
            LineStatus::Failed => self.again.is_some_and(|again| again <= today),
            _ => false,
        }
    }

    /// Bought: the order and its subscription.
    pub fn was_bought(&mut self, order_id: &str, s: &Subscription) {
        self.order_id = Some(order_id.to_owned());
        self.subscription_id = Some(s.id.clone());
        self.unit_price = s.unit_price;
        self.problem = None;
        self.again = None;
        self.status = if s.status == State::Pending {
            LineStatus::Bought
        } else {
            LineStatus::Live
        };
    }

    /// Refused: tried again tomorrow, until the day before its source ends.
    pub fn was_refused(&mut self, refusal: &Refusal, today: Date) {
        self.status = LineStatus::Failed;
        self.problem = Some(LineError::from(refusal));
        let tomorrow = date_of(day_number(today) + 1);
        self.again = Some(tomorrow).filter(|day| self.retry_until().is_none_or(|last| *day <= last));
    }

    /// What became of its subscription and of its source.
    pub fn look(&mut self, bought: Option<&Subscription>, source: Option<&Subscription>, today: Date) {
        if self.status == LineStatus::Bought && bought.is_some_and(|s| s.status != State::Pending) {
            self.status = LineStatus::Live;
        }
        let gone = source.is_none_or(|s| s.status != State::Active || s.end.is_some_and(|end| end <= today && !s.auto_renew));
        if self.status == LineStatus::Live && gone {
            self.status = LineStatus::Replaced;
        }
    }

    /// Its source's end, where that has moved: a line that names no day moves with it.
    pub fn follow(&mut self, end: Option<Date>, lead_days: i64, today: Date) {
        if self.source_end == end || self.status != LineStatus::Planned {
            return;
        }
        self.source_end = end;
        if let Some(end) = end.filter(|_| !self.own_start) {
            self.start = date_of(day_number(end) - i32::try_from(lead_days).unwrap_or(0)).max(today);
        }
    }

    fn next_look(&self, today: Date) -> Option<Date> {
        let tomorrow = date_of(day_number(today) + 1);
        match self.status {
            LineStatus::Planned => Some(self.start.max(today)),
            LineStatus::Failed => self.again,
            LineStatus::Bought => Some(tomorrow),
            LineStatus::Live => self.source_end.map(|end| end.max(tomorrow)),
            LineStatus::Replaced => None,
        }
    }
}

impl ChannelTransfer {
    /// When it looks next, after what was done on a day.
    pub fn next_due(&self, today: Date) -> Option<Instant> {
        let days = self.lines.iter().filter_map(|l| l.next_look(today));
        days.min().map(Instant::start_of).filter(|_| self.is_open())
    }

    /// The state that its lines make, once it has begun.
    #[must_use]
    pub fn summed(mut self) -> Self {
        let bought = self.lines.iter().filter(|l| l.subscription_id.is_some()).count();
        let done = self.lines.iter().all(Line::is_done);
        let untouched = self.lines.iter().all(|l| l.status == LineStatus::Planned);
        self.status = match (done, bought) {
            _ if untouched => Status::Scheduled,
            (false, _) => Status::Running,
            (true, 0) => Status::Failed,
            (true, n) if n == self.lines.len() => Status::Complete,
            (true, _) => Status::PartiallyComplete,
        };
        self
    }

    /// On its day the partner might not sell to the customer any more; what it has not bought, it never will.
    #[must_use]
    pub fn lapse(mut self, refusal: &Refusal) -> Self {
        for line in self
            .lines
            .iter_mut()
            .filter(|l| matches!(l.status, LineStatus::Planned | LineStatus::Failed))
        {
            line.status = LineStatus::Failed;
            line.problem = Some(LineError::from(refusal));
            line.again = None;
        }
        let nothing = self.lines.iter().all(|l| l.subscription_id.is_none());
        let mut summed = self.summed();
        if nothing {
            summed.status = Status::Lapsed;
        }
        summed
    }
}
