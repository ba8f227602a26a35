//! Lists of the dashboard: which columns are shown, in which order rows stand, how the list goes on, and the whole of it as a file.
//!
//! A page says what its columns and rows are; everything else is the same for every list. Columns are remembered by the browser.

use super::{
    cookies::{YEAR, read, write},
    frame::Trouble,
    lists_plain::{compared, line, plain},
    preferences::back,
    visit::Visit,
    written::{file, see},
};
use crate::api::{answer::Answer, problem::Problem};
use nahtlos_pages::{Cell, Chooser, Column, Empty, Filter, FilterKind, List, Part, Row, Shown, Sort};

/// A column of a list.
#[derive(Debug, Clone)]
pub(super) struct Col {
    key: &'static str,
    label: String,
    number: bool,
    /// Shown only to who chooses it.
    extra: bool,
}

/// A list as a page describes it.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) id: &'static str,
    title: String,
    columns: Vec<Col>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) filters: Vec<Filter>,
    empty: Empty,
    /// Rows can be put in order here, because all of them are.
    whole: bool,
    /// Columns by which a list that is read page by page comes in order.
    sorts: &'static [&'static str],
    /// Where an order is wished, all of it was read, as far as [`ORDERED`] rows, to be put in order here.
    ordered: bool,
    /// Others stand on the same page: its file is asked for by its name.
    beside: bool,
    /// Where it goes on; `None`: here it ends.
    pub(super) next: Option<String>,
    pub(super) total: Option<i64>,
}

/// A list that is no list to be kept: nothing of it is saved or chosen.
pub(super) fn only_shown(part: Part) -> Part {
    match part {
        Part::List(list) => Part::List(Box::new(List {
            csv: String::new(),
            xlsx: String::new(),
            chooser: None,
            filters: Vec::new(),
            ..*list
        })),
        other => other,
    }
}

/// What is asked for instead of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Export {
    Csv,
    Xlsx,
}

/// Most rows of a file.
pub(super) const MOST: usize = 50_000;
/// Rows of a page.
pub(super) const PAGE: usize = 50;
/// Most rows that are read to be put in order.
const ORDERED: usize = 5_000;

/// Whether more than a page is read: for a file, or because another order is wished than the list comes in.
pub(super) fn whole(visit: &Visit) -> bool {
    export(visit).is_some() || visit.query.get("sort").is_some_and(|sort| !sort.is_empty())
}

/// As many rows are read at most.
pub(super) fn most(visit: &Visit) -> usize {
    if export(visit).is_some() { MOST } else { ORDERED }
}

impl Table {
    /// A list of which all rows are here.
    pub(super) fn new(visit: &Visit, id: &'static str, title: &str) -> Self {
        Self {
            id,
            title: if title.is_empty() { String::new() } else { visit.say(title) },
            columns: Vec::new(),
            rows: Vec::new(),
            filters: Vec::new(),
            empty: Empty::default(),
            whole: true,
            sorts: &[],
            ordered: false,
            beside: false,
            next: None,
            total: None,
        }
    }

    /// Others stand on the same page: its file is asked for by its name.
    pub(super) fn beside(self) -> Self {
        Self { beside: true, ..self }
    }

    /// A list that is read page by page, in the order that it comes in.
    pub(super) fn paged(self) -> Self {
        Self { whole: false, ..self }
    }

    /// Read page by page, or, where another order is wished, as far as [`most`] says.
    pub(super) fn ordered(self) -> Self {
        Self {
            whole: false,
            ordered: true,
            ..self
        }
    }

    /// It comes in the order of one of these columns, if that is wished.
    pub(super) fn sorted_by(self, sorts: &'static [&'static str]) -> Self {
        Self { sorts, ..self }
    }

    /// A column of words.
    pub(super) fn text(self, visit: &Visit, key: &'static str) -> Self {
        self.column(visit, key, false, false)
    }

    /// A column of numbers.
    pub(super) fn number(self, visit: &Visit, key: &'static str) -> Self {
        self.column(visit, key, true, false)
    }

    /// A column of words that is shown to who chooses it.
    pub(super) fn extra(self, visit: &Visit, key: &'static str) -> Self {
        self.column(visit, key, false, true)
    }

    fn column(mut self, visit: &Visit, key: &'static str, number: bool, extra: bool) -> Self {
        let label = visit.say(&format!("desk-column-{key}"));
        self.columns.push(Col { key, label, number, extra });
        self
    }

    /// A filter by text.
    pub(super) fn search(mut self, visit: &Visit, name: &str) -> Self {
        self.filters.push(Filter {
            name: name.to_owned(),
            label: visit.say(&format!("desk-filter-{name}")),
            kind: FilterKind::Text(visit.query.get(name).unwrap_or_default().to_owned()),
        });
        self
    }

    /// A filter by one of several; each with its word.
    pub(super) fn select(mut self, visit: &Visit, name: &str, all: &[(&str, String)]) -> Self {
        let set = visit.query.get(name).unwrap_or_default();
        let any = nahtlos_pages::Choice::new("", visit.say("desk-filter-any"), set.is_empty());
        let others = all
            .iter()
            .map(|(value, word)| nahtlos_pages::Choice::new(*value, word.clone(), *value == set));
        self.filters.push(Filter {
            name: name.to_owned(),
            label: visit.say(&format!("desk-filter-{name}")),
            kind: FilterKind::Select(std::iter::once(any).chain(others).collect()),
        });
        self
    }

    /// What is said where there is nothing.
    pub(super) fn empty(mut self, sentence: String, link: Option<nahtlos_pages::Link>) -> Self {
        self.empty = Empty { sentence, link };
        self
    }

    /// A row; a cell per column.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{}", self.id);
        self.rows.push(cells);
    }

    /// Whether all of it is here, and its page has no filter for it.
    pub(super) fn is_unfiltered(&self) -> bool {
        self.whole && self.filters.is_empty()
    }

    /// The list as a part of a page.
    pub(super) fn list(mut self, visit: &Visit) -> List {
        self.filtered(visit);
        let sort = visit.query.get("sort").unwrap_or_default().to_owned();
        if self.whole {
            self.order(&sort);
        } else if self.ordered && !sort.is_empty() {
            self.page_in_order(visit, &sort);
        }
        let chosen = chosen(visit, self.id);
        let shown: Vec<bool> = self.columns.iter().map(|col| is_shown(col, chosen.as_deref())).collect();
        let set = self.filters.iter().any(|filter| visit.query.get(&filter.name).is_some());
        // What answers a form has no address that it could come from again in another order.
        let is_page = visit.method == http::Method::GET;
        let columns = self.columns.iter().zip(&shown).filter(|(_, on)| **on).map(|(col, _)| Column {
            label: col.label.clone(),
            number: col.number,
            sort: match is_page && (self.whole || self.ordered || self.sorts.contains(&col.key)) {
                true => sorting(visit, col.key, &sort),
                false => Sort::No,
            },
        });
        let chooser = Chooser {
            action: "/columns".to_owned(),
            hidden: vec![("list".to_owned(), self.id.to_owned()), ("back".to_owned(), visit.address())],
            columns: self.columns.iter().zip(&shown).map(|(col, on)| offered(col, *on)).collect(),
        };
        let columns: Vec<Column> = columns.collect();
        // What else the address says stays; only where the list begins does not.
        let names: Vec<&str> = self.filters.iter().map(|filter| filter.name.as_str()).collect();
        let kept = url::form_urlencoded::parse(visit.query.raw.as_bytes()).into_owned();
        let keep = kept.filter(|(name, value)| {
            !value.is_empty() && !["after", "as", "list"].contains(&name.as_str()) && !names.contains(&name.as_str())
        });
        let keep: Vec<(String, String)> = keep.collect();
        let without: Vec<(&str, Option<&str>)> = names.iter().map(|name| (*name, None)).chain([("after", None)]).collect();
        let clear = set.then(|| with(visit, &without));
        let next = self.next.take();
        let list = self.beside.then_some(self.id);
        let saved = |kind: &str| with(visit, &[("as", Some(kind)), ("list", list), ("after", None)]);
        List {
            id: self.id.to_owned(),
            caption: self.title.clone(),
            title: self.title,
            path: visit.path.clone(),
            keep,
            clear,
            filters: self.filters,
            columns,
            rows: self.rows.into_iter().map(|cells| visible(cells, &shown)).collect(),
            chooser: Some(chooser),
            first: visit.query.get("after").map(|_| with(visit, &[("after", None)])),
            next: next.map(|key| with(visit, &[("after", Some(&key))])),
            total: self.total,
            csv: saved("csv"),
            xlsx: saved("xlsx"),
            empty: self.empty,
            ..List::default()
        }
    }

    /// The same, ready to stand on a page.
    pub(super) fn part(self, visit: &Visit) -> Part {
        Part::List(Box::new(self.list(visit)))
    }

    /// The list as a file.
    pub(super) fn file(mut self, visit: &Visit, kind: Export) -> Result<Answer, Trouble> {
        self.filtered(visit);
        if self.whole || self.ordered {
            self.order(visit.query.get("sort").unwrap_or_default());
        }
        let header: Vec<&str> = self.columns.iter().map(|col| col.label.as_str()).collect();
        let rows = self
            .rows
            .iter()
            .map(|cells| cells.iter().map(|cell| plain(&cell.value)).collect::<Vec<_>>());
        let name = format!("{}.{}", self.id, if kind == Export::Csv { "csv" } else { "xlsx" });
        match kind {
            Export::Csv => {
                let mut text = line(header.iter().map(|text| (*text).to_owned()));
                rows.for_each(|row| text.push_str(&line(row.into_iter())));
                Ok(file("text/csv; charset=utf-8", &name, text.into_bytes()))
            }
            Export::Xlsx => {
                let book = nahtlos_files::sheet::write_sheet(self.id, &header, rows).map_err(Problem::Fault)?;
                let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                Ok(file(media, &name, book))
            }
        }
    }

    /// Of everything that was read, in order, one page: its place is a number. Where there is more than can be put in order, the title says so.
    fn page_in_order(&mut self, visit: &Visit, sort: &str) {
        self.order(sort);
        let all = self.rows.len();
        if self.next.is_some() {
            self.title = visit.say_count("desk-sorted-first", i64::try_from(all).unwrap_or(i64::MAX));
        }
        let from = visit.query.get("after").and_then(|after| after.parse().ok()).unwrap_or(0).min(all);
        let to = (from + PAGE).min(all);
        self.next = (to < all).then(|| to.to_string());
        self.rows = std::mem::take(&mut self.rows).drain(from..to).collect();
    }

    fn order(&mut self, sort: &str) {
        let (key, down) = match sort.strip_prefix('-') {
            Some(key) => (key, true),
            None => (sort, false),
        };
        let Some(at) = self.columns.iter().position(|col| col.key == key) else {
            return;
        };
        self.rows.sort_by(|a, b| {
            let order = compared(&a[at].value, &b[at].value);
            if down { order.reverse() } else { order }
        });
    }
}

/// What a query asks for instead of a page.
pub(super) fn export(visit: &Visit) -> Option<Export> {
    match visit.query.get("as")? {
        "csv" => Some(Export::Csv),
        "xlsx" => Some(Export::Xlsx),
        _ => None,
    }
}

/// The file that is asked for of a page's lists: of the one that is named, else of the first.
pub(super) fn saved(visit: &Visit, tables: &[&Table]) -> Option<Result<Answer, Trouble>> {
    let kind = export(visit)?;
    let named = visit.query.get("list");
    let table = tables.iter().find(|table| named == Some(table.id)).or(tables.first())?;
    Some((*table).clone().file(visit, kind))
}

/// The page's address with some of its query otherwise.
pub(super) fn with(visit: &Visit, changes: &[(&str, Option<&str>)]) -> String {
    let kept = url::form_urlencoded::parse(visit.query.raw.as_bytes())
        .into_owned()
        .filter(|(name, value)| !value.is_empty() && changes.iter().all(|(changed, _)| changed != name));
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(kept);
    for (name, value) in changes {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    match query.finish().as_str() {
        "" => visit.path.clone(),
        query => format!("{}?{query}", visit.path),
    }
}

fn sorting(visit: &Visit, key: &str, sort: &str) -> Sort {
    let to = |sort: &str| with(visit, &[("sort", Some(sort)), ("after", None)]);
    match sort {
        up if up == key => Sort::Up(to(&format!("-{key}"))),
        down if down.strip_prefix('-') == Some(key) => Sort::Down(to(key)),
        _ => Sort::Can(to(key)),
    }
}

fn offered(col: &Col, on: bool) -> Shown {
    Shown {
        key: col.key.to_owned(),
        label: col.label.clone(),
        on,
    }
}

fn is_shown(col: &Col, chosen: Option<&str>) -> bool {
    match chosen {
        Some(keys) => keys.split('.').any(|key| key == col.key),
        None => !col.extra,
    }
}

fn visible(cells: Vec<Cell>, shown: &[bool]) -> Row {
    cells.into_iter().zip(shown).filter(|(_, on)| **on).map(|(cell, _)| cell).collect()
}

fn cookie(id: &str) -> String {
    format!("nahtlos-columns-{id}")
}

fn chosen(visit: &Visit, id: &str) -> Option<String> {
    read(&visit.headers, &cookie(id), visit.is_tls())
}

/// Remembers which columns of a list are shown.
pub(super) async fn choose(visit: Visit) -> Result<Answer, Trouble> {
    let id = visit.form.text("list");
    let is_name = |text: &str| !text.is_empty() && text.len() <= 40 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if !is_name(id) {
        return Ok(see(back(&visit)));
    }
    let columns: Vec<&str> = visit.form.all("column").filter(|key| is_name(key)).take(30).collect();
    let (value, life) = match columns.is_empty() {
        true => (String::new(), 0),
        false => (columns.join("."), YEAR),
    };
    Ok(see(back(&visit)).with("set-cookie", write(&cookie(id), &value, visit.is_tls(), Some(life))))
}
