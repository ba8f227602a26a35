//! Single values as pages show them: text, link, money, number, date, instant, state. Called by every part of a page.
//! A value is written as the reader's language writes it; nothing is rounded or converted here.

use crate::{html::Html, part::At};
use askama::Template;
use nahtlos_model::{
    dates::Date,
    instants::Instant,
    money::{Amount, Currency},
};
use nahtlos_report::{Lang, numbers};

/// A link with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Its address, a path of ours.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// How something stands: shown by a sign and by colour, and always beside a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As it should be, or done.
    Good,
    /// Under way without anybody.
    Busy,
    /// Somebody should look, or is waited for.
    Wait,
    /// Wrong, halted, refused.
    Bad,
    /// Ended; nothing is to be done.
    Over,
    /// Says nothing about right or wrong.
    #[default]
    Plain,
}

impl Tone {
    /// The class of the style.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Busy => "busy",
            Self::Wait => "wait",
            Self::Bad => "bad",
            Self::Over => "over",
            Self::Plain => "plain",
        }
    }

    /// The sign that is seen without colour.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Good => "✓",
            Self::Busy => "▸",
            Self::Wait => "!",
            Self::Bad => "✕",
            Self::Over => "–",
            Self::Plain => "○",
        }
    }
}

/// A state: a sign and a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Badge {
    /// How it stands.
    pub tone: Tone,
    /// The state's word.
    pub word: String,
}

impl Badge {
    /// A state.
    pub fn new(tone: Tone, word: impl Into<String>) -> Self {
        Self { tone, word: word.into() }
    }
}

/// What a cell or fact shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing: a dash.
    #[default]
    Nothing,
    /// Text.
    Text(String),
    /// A link.
    Link(Link),
    /// Something to be read letter by letter: an id, a domain's record. Has a button that copies it, where there is a script.
    Code(String),
    /// An amount of money.
    Money(Currency, Amount),
    /// A number.
    Number(i64),
    /// A figure that is already written for people.
    Figure(String),
    /// A day.
    Day(Date),
    /// An instant; shown in the reader's zone where there is a script, otherwise in UTC.
    Moment(Instant),
    /// A state.
    Badge(Badge),
}

/// A value with a smaller line below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// The smaller line; empty: none.
    pub below: String,
}

impl Cell {
    /// A value with nothing below.
    pub fn new(value: Value) -> Self {
        Self {
            value,
            below: String::new(),
        }
    }

    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Value::Text(text.into()))
    }

    /// A link.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(Value::Link(Link::new(label, href)))
    }

    /// A state.
    pub fn badge(tone: Tone, word: impl Into<String>) -> Self {
        Self::new(Value::Badge(Badge::new(tone, word)))
    }

    /// The same with a smaller line below.
    #[must_use]
    pub fn below(mut self, below: impl Into<String>) -> Self {
        self.below = below.into();
        self
    }

    /// Whether it must not break into lines.
    pub(crate) fn is_whole(&self) -> bool {
        use Value::{Badge, Day, Figure, Moment, Money, Number};
        matches!(self.value, Money(..) | Number(_) | Figure(_) | Day(_) | Moment(_) | Badge(_))
    }

    pub(crate) fn html(&self, at: &At) -> Html {
        Html::of(&CellView { at, cell: self })
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self::new(value)
    }
}

#[derive(Template)]
#[template(path = "cell.html", whitespace = "suppress")]
struct CellView<'a> {
    at: &'a At<'a>,
    cell: &'a Cell,
}

/// An instant for people: `31 Jan 2027, 14:05 UTC`.
pub(crate) fn moment(lang: Lang, instant: Instant) -> String {
    let minutes = instant.0.rem_euclid(86_400_000) / 60_000;
    format!(
        "{}, {:02}:{:02} UTC",
        numbers::date(lang, instant.date()),
        minutes / 60,
        minutes % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_to_the_minute_in_utc() {
        let instant = Instant::start_of(Date::constant(2027, 1, 31)).plus_ms(50_759_999);
        assert_eq!(moment(Lang::De, instant), "31.01.2027, 14:05 UTC");
        assert_eq!(moment(Lang::En, instant), "31 Jan 2027, 14:05 UTC");
        assert_eq!(moment(Lang::En, Instant(-1)), "31 Dec 1969, 23:59 UTC");
    }
}
