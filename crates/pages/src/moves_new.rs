//! The first steps of a new move, one question a page: the goal, the lead, the deadline. Called by the server's pages of moves.
//! What was answered goes along in hidden fields; nothing begins before the last answer.

use crate::{
    form::{Choice, Field, Form, Kind},
    page::{Head, Page},
    part::{At, Fact, Facts, Part},
    shell::Shell,
};

/// A question about a new move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoveNew {
    /// Whose move.
    pub customer: String,
    /// Where the customer's page is.
    pub back: String,
    /// Where answers are sent to.
    pub action: String,
    /// The question.
    pub step: MoveNewStep,
    /// What is wrong with the answer; empty: nothing.
    pub error: String,
    /// The field that it is wrong in; empty: the first.
    pub wrong: String,
    /// What was answered before, in words.
    pub answered: Vec<Fact>,
    /// What was answered before, by name.
    pub hidden: Vec<(String, String)>,
}

/// The questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveNewStep {
    /// The same offers, or the cheapest that cover everybody (`goal`: `same` or `cheapest`).
    Goal {
        /// Whether the cheapest is chosen.
        cheapest: bool,
    },
    /// How many days before an end its replacement has to stand ready (`lead_days`).
    Lead {
        /// The days, as they were typed.
        days: String,
    },
    /// By when the old subscriptions have to be left (`leave_by`), and the day on which one-year terms shall end together (`co_term`); both may
    /// be left open.
    Deadline {
        /// The day, as it was typed.
        day: String,
        /// The day of the terms' ends, as it was typed.
        together: String,
    },
    /// Whether all is right; then the move is begun.
    Check,
}

impl Default for MoveNewStep {
    fn default() -> Self {
        Self::Goal { cheapest: false }
    }
}

impl MoveNewStep {
    /// Its number, and of how many.
    fn number(&self) -> i64 {
        match self {
            Self::Goal { .. } => 1,
            Self::Lead { .. } => 2,
            Self::Deadline { .. } => 3,
            Self::Check => 4,
        }
    }

    fn fields(&self, at: &At) -> Vec<Field> {
        match self {
            Self::Goal { cheapest } => {
                let choice = |value: &str, on: bool| {
                    let mut choice = Choice::new(value, at.say(&format!("pages-new-goal-{value}")), on);
                    choice.hint = at.say(&format!("pages-new-goal-{value}-hint"));
                    choice
                };
                let choices = vec![choice("same", !cheapest), choice("cheapest", *cheapest)];
                vec![Field::new("goal", at.say("pages-new-goal"), Kind::Radios(choices))]
            }
            Self::Lead { days } => vec![
                Field::new("lead_days", at.say("pages-new-lead"), Kind::Number(Some(0), Some(365)))
                    .hint(at.say("pages-new-lead-hint"))
                    .value(days),
            ],
            Self::Deadline { day, together } => vec![
                Field::new("leave_by", at.say("pages-new-deadline"), Kind::Day)
                    .hint(at.say("pages-new-deadline-hint"))
                    .value(day)
                    .optional(),
                Field::new("co_term", at.say("pages-new-co-term"), Kind::Day)
                    .hint(at.say("pages-new-co-term-hint"))
                    .value(together)
                    .optional(),
            ],
            Self::Check => Vec::new(),
        }
    }
}

impl MoveNew {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = &shell.at();
        let mut fields = self.step.fields(at);
        let wrong = fields.iter().position(|field| field.name == self.wrong).unwrap_or(0);
        if let Some(field) = fields.get_mut(wrong) {
            field.error.clone_from(&self.error);
        }
        let is_last = self.step == MoveNewStep::Check;
        let form = Form {
            id: "new-move".to_owned(),
            action: self.action.clone(),
            problem: if is_last { self.error.clone() } else { String::new() },
            fields,
            hidden: self.hidden.clone(),
            submit: at.say(if is_last { "pages-new-begin" } else { "pages-new-next" }),
            back: Some(crate::cell::Link::new(at.say("pages-new-leave"), &self.back)),
            ..Form::default()
        };
        let mut head = Head::new(at.say("pages-new-move"));
        head.above = Some(crate::cell::Link::new(&self.customer, &self.back));
        head.lead = if is_last {
            at.say("pages-new-check-lead")
        } else {
            at.count("pages-new-step", self.step.number())
        };
        let mut parts = vec![Part::Form(form)];
        if !self.answered.is_empty() {
            let facts = Facts {
                title: at.say("pages-new-answered"),
                facts: self.answered.clone(),
            };
            parts.insert(if is_last { 0 } else { 1 }, Part::Facts(facts));
        }
        Page { head, parts }.render(shell)
    }
}
