//! What the report's template shows: parts made of blocks, with finished texts.

/// A figure that matters, with what it means.
pub(super) struct Figure {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) note: String,
    pub(super) href: &'static str,
}

/// A section.
pub(super) struct Part {
    pub(super) id: &'static str,
    pub(super) heading: String,
    pub(super) note: String,
    pub(super) toc: String,
    pub(super) blocks: Vec<Block>,
}

/// Something in a section.
pub(super) enum Block {
    /// A paragraph.
    Text(String),
    /// Nothing is there, and why.
    None(String),
    /// A picture, escaped already.
    Picture(Picture),
    /// A legend: swatches with what they mean.
    Legend(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// A table that is folded on a screen.
    Folded(String, Table),
    /// Names with values.
    Facts(Vec<(String, String)>),
    /// Days with what happened on them.
    Days(Vec<Day>),
    /// Points that were looked at.
    Points(Vec<PointView>),
}

/// A pool's picture.
pub(super) struct Picture {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) facts: String,
    pub(super) scale: String,
    pub(super) svg: String,
}

/// A table.
#[derive(Default)]
pub(super) struct Table {
    pub(super) label: String,
    pub(super) head: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) foot: Vec<Cell>,
    pub(super) more: String,
}

/// A cell, with a smaller line below its text where there is one.
#[derive(Default, Clone)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) below: String,
    /// `n`, `d`, `mono`, or nothing.
    pub(super) class: &'static str,
}

/// A day of the story.
pub(super) struct Day {
    pub(super) iso: String,
    pub(super) weekday: String,
    pub(super) day: String,
    pub(super) lines: Vec<Happened>,
}

/// Something that happened.
pub(super) struct Happened {
    pub(super) time: String,
    pub(super) what: String,
    pub(super) below: String,
    /// `ok`, `bad`, or nothing.
    pub(super) class: &'static str,
}

/// A point that was looked at.
pub(super) struct PointView {
    /// `ok`, `bad`, or `later`.
    pub(super) state: &'static str,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) found: String,
}

/// A text.
pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell {
        text: text.into(),
        ..Cell::default()
    }
}

/// A number.
pub(super) fn number(text: impl Into<String>) -> Cell {
    Cell {
        text: text.into(),
        class: "n",
        ..Cell::default()
    }
}

/// A day.
pub(super) fn day(text: impl Into<String>) -> Cell {
    Cell {
        text: text.into(),
        class: "d",
        ..Cell::default()
    }
}

/// A text with a smaller one below.
pub(super) fn over(text: impl Into<String>, below: impl Into<String>) -> Cell {
    Cell {
        text: text.into(),
        below: below.into(),
        class: "",
    }
}
