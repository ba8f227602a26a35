//! Lists: filters, columns, rows, pages, exports. One view for every list of the dashboard. Called by every view that shows a list.
//! Sorting, filtering and paging are links and GET forms; the rows come as they are to be shown, at most a page of them.

use crate::{
    cell::{Cell, Link},
    html::Html,
    part::At,
};
use askama::Template;

/// A list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Its name on the page; ids begin with it. Once per page.
    pub id: String,
    /// Its heading; empty: the page's heading is enough.
    pub title: String,
    /// What the table holds, for those who hear it.
    pub caption: String,
    /// A sentence before it; empty: none.
    pub intro: String,
    /// The path that filters are sent to.
    pub path: String,
    /// What filters keep, such as the order, by name.
    pub keep: Vec<(String, String)>,
    /// Filters.
    pub filters: Vec<Filter>,
    /// The list without its filters, where any is set.
    pub clear: Option<String>,
    /// Columns that are shown.
    pub columns: Vec<Column>,
    /// Rows; each has a cell per column.
    pub rows: Vec<Row>,
    /// Which columns can be shown.
    pub chooser: Option<Chooser>,
    /// The first page, unless this is it.
    pub first: Option<String>,
    /// The next page, if there is one.
    pub next: Option<String>,
    /// How many there are in all; `None`: nobody counted.
    pub total: Option<i64>,
    /// The whole list as CSV; empty: not offered.
    pub csv: String,
    /// The whole list as XLSX; empty: not offered.
    pub xlsx: String,
    /// What is said where there are no rows and no filter is set.
    pub empty: Empty,
}

/// What is said where there is nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Empty {
    /// What is not there, and what to do.
    pub sentence: String,
    /// Where to do it.
    pub link: Option<Link>,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Whether it holds numbers, which stand to the right.
    pub number: bool,
    /// How the list is sorted by it.
    pub sort: Sort,
}

impl Column {
    /// A column of words that the list cannot be sorted by.
    pub fn text(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// A column of numbers that the list cannot be sorted by.
    pub fn number(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            number: true,
            sort: Sort::No,
        }
    }

    /// With its order.
    #[must_use]
    pub fn sort(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }
}

/// How a list is sorted by a column; with the address that the heading leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sort {
    /// It cannot be.
    #[default]
    No,
    /// It is not, and the address sorts by it.
    Can(String),
    /// It is, the least first; the address turns it.
    Up(String),
    /// It is, the greatest first; the address turns it.
    Down(String),
}

/// A row: a cell per column.
pub type Row = Vec<Cell>;

/// A filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Its name, as it is sent.
    pub name: String,
    /// What it filters by.
    pub label: String,
    /// How.
    pub kind: FilterKind,
}

/// How a filter is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterKind {
    /// By text; with what is set.
    Text(String),
    /// By one of several.
    Select(Vec<crate::form::Choice>),
}

impl Default for FilterKind {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// Which columns can be shown. Chosen ones are sent as `column`, once each, by POST.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chooser {
    /// Where the choice is sent to.
    pub action: String,
    /// Values sent along, by name.
    pub hidden: Vec<(String, String)>,
    /// Every column there is.
    pub columns: Vec<Shown>,
}

/// A column that can be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its name, as it is sent.
    pub key: String,
    /// Its heading.
    pub label: String,
    /// Whether it is shown.
    pub on: bool,
}

impl List {
    pub(crate) fn html(&self, at: &At) -> Html {
        Html::of(&ListView { at, list: self })
    }

    fn has_tools(&self) -> bool {
        self.chooser.is_some() || !self.csv.is_empty() || !self.xlsx.is_empty()
    }

    /// `50 shown of 10,000`.
    fn said(&self, at: &At) -> String {
        let shown = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        match self.total {
            Some(total) if total == shown => at.count("pages-list-all", total),
            Some(total) => {
                let args = nahtlos_report::Args::new().count("count", shown).count("total", total);
                at.texts.fill("pages-list-of", args)
            }
            None => at.count("pages-list-shown", shown),
        }
    }

    /// Whether the cell stands to the right.
    fn right(&self, index: &usize) -> bool {
        self.columns.get(*index).is_some_and(|column| column.number)
    }
}

#[derive(Template)]
#[template(path = "list.html", whitespace = "minimize")]
struct ListView<'a> {
    at: &'a At<'a>,
    list: &'a List,
}
