//! What people are told by mail of a move, so that nobody has to watch it: that somebody is needed, and again before the day by which they
//! are, that it stands still, that it is complete.

use super::{Move, state::State, tasks::Task};
use crate::{estate::word_enum, instants::Instant};

word_enum!(
    /// What is told.
    Notice {
        /// A person is asked.
        Asked = "asked",
        /// The last day of what a person is asked for comes near.
        Reminder = "reminder",
        /// It stands still.
        Halted = "halted",
        /// It is complete.
        Completed = "completed",
    }
);

/// Days before the last day of a task on which it is reminded of.
const REMIND_DAYS: [i64; 3] = [7, 2, 0];
/// Milliseconds for which a move must stand still before anybody is told: most of what is otherwise than planned is answered at once.
const HALT_MS: i64 = 300_000;

impl Move {
    /// The tasks that a change asks people for.
    pub fn asked_since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = &'a Task> {
        let known = |task: &Task| before.tasks.iter().any(|one| one.id == task.id);
        self.tasks.iter().filter(move |task| task.is_open() && !known(task))
    }

    /// When people are to be told that a change made it stand still; `None`: it did not.
    pub fn halt_told_at(&self, before: &Self, now: Instant) -> Option<Instant> {
        (self.state == State::Halted && before.state != State::Halted).then(|| now.plus_ms(HALT_MS))
    }

    /// Whether a notice that waited can still be told; with the task that it is about.
    pub fn still_says(&self, notice: Notice, task: Option<&str>) -> bool {
        match notice {
            Notice::Halted => self.state == State::Halted,
            Notice::Completed => self.state == State::Completed,
            Notice::Asked | Notice::Reminder => {
                let open = self.tasks.iter().any(|one| Some(one.id.as_str()) == task && one.is_open());
                open && !self.state.is_over()
            }
        }
    }
}

impl Task {
    /// When it is reminded of next; never on the day on which it was asked.
    pub fn next_reminder(&self, after: Instant) -> Option<Instant> {
        let last = Instant::start_of(self.deadline?);
        let from = after.max(Instant::start_of(self.asked.date()).plus_days(1).plus_ms(-1));
        let times = REMIND_DAYS.iter().map(|days| last.plus_days(-days));
        times.filter(|time| *time > from).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moves::tasks::{Party, TaskKind};
    use std::collections::BTreeMap;

    #[test]
    fn a_task_is_reminded_of_before_its_last_day_and_on_it() {
        let at = |text: &str| -> Instant { format!("{text}T00:00:00Z").parse().unwrap() };
        let mut task = Task {
            id: "t1".to_owned(),
            step: "s".to_owned(),
            kind: TaskKind::ConfirmAgreement,
            party: Party::Partner,
            values: BTreeMap::new(),
            deadline: Some(at("2027-01-20").date()),
            asked: at("2027-01-01").plus_hours(9),
            done: None,
            closed: None,
        };
        let mut told = Vec::new();
        let mut now = task.asked;
        while let Some(next) = task.next_reminder(now) {
            told.push(next);
            now = next;
        }
        assert_eq!(told, [at("2027-01-13"), at("2027-01-18"), at("2027-01-20")]);
        task.asked = at("2027-01-18").plus_hours(9);
        assert_eq!(task.next_reminder(task.asked), Some(at("2027-01-20")));
        task.asked = at("2027-01-20").plus_hours(9);
        assert_eq!(task.next_reminder(task.asked), None);
        task.deadline = None;
        assert_eq!(task.next_reminder(task.asked), None);
    }
}
