//! Draws a pool as SVG. Horizontal positions are percentages and
//! vertical ones pixels, so a picture fits any width while text, hatching and lines keep their size.
//! Colours and hatches are classes and patterns of the page's style; every text is escaped here.

use super::{
    axis::{Axis, percent},
    bands::{BandKind, Pool},
    marks::MarkKind,
};
use crate::{sentence::Reader, texts::Args};
use nahtlos_model::{
    dates::{DayNumber, date_of},
    estate::Channel,
};
use std::fmt::Write;

/// Height of the lane of marks above the plot.
const LANE: i64 = 15;
/// Room between the lane and the highest seat: a row for what is paid twice, one for the tightest day.
const HEAD: i64 = 32;
/// Height of the highest seat.
const PLOT: i64 = 84;
/// Height of the months below.
const AXIS: i64 = 18;
/// Height of a pool's picture.
pub const HEIGHT: i64 = LANE + HEAD + PLOT + AXIS;
const BASE: i64 = LANE + HEAD + PLOT;
/// Most hairlines of one kind.
const HAIRLINES: usize = 8;

/// Text made safe for HTML and SVG.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// The class of a band: one hatch per channel, the accent colour for purchases.
pub fn band_class(kind: BandKind) -> &'static str {
    match kind {
        BandKind::Original(Channel::WebDirect) => "b-web",
        BandKind::Original(Channel::VolumeLicense) => "b-vol",
        BandKind::Original(Channel::OtherPartner) => "b-oth",
        BandKind::Original(Channel::ThisPartner) => "b-own",
        BandKind::Purchase => "b-buy",
        BandKind::Renewal => "b-ren",
    }
}

struct Canvas<'a, 'r> {
    pool: &'a Pool,
    reader: &'a Reader<'r>,
    out: String,
}

/// A pool's step curve. `id` must be unique on the page.
pub fn pool(pool: &Pool, reader: &Reader, id: &str) -> String {
    let mut canvas = Canvas {
        pool,
        reader,
        out: String::new(),
    };
    let (title, desc) = canvas.words();
    let _ = write!(
        canvas.out,
        "<svg class=\"plot\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" width=\"100%\" height=\"{HEIGHT}\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(&title),
        escape(&desc)
    );
    canvas.months();
    canvas.stack();
    canvas.paid_twice();
    canvas.held();
    canvas.marks();
    canvas.seats();
    canvas.tightest();
    canvas.paid_label();
    canvas.out.push_str("</svg>");
    canvas.out
}

/// The scale of a pool's picture, to stand left of it.
pub fn scale(pool: &Pool, reader: &Reader) -> String {
    let peak = pool.peak();
    let top = LANE + HEAD;
    format!(
        "<svg class=\"scale\" aria-hidden=\"true\" width=\"44\" height=\"{HEIGHT}\"><text x=\"38\" y=\"{}\">{}</text><text x=\"38\" y=\"{BASE}\">0</text><path d=\"M40.5 {top}.5h3.5M40.5 {BASE}.5h3.5\"/></svg>",
        top + 5,
        reader.count(peak)
    )
}

impl Canvas<'_, '_> {
    fn words(&self) -> (String, String) {
        let texts = self.reader.texts;
        let pool = self.pool;
        let sku = self.reader.sku(pool.sku);
        let mut desc = texts.fill(
            "picture-desc",
            Args::new()
                .text("sku", &sku)
                .text("from", self.reader.date(date_of(pool.axis.from)))
                .text("to", self.reader.date(date_of(pool.axis.to)))
                .count("peak", pool.peak())
                .count("held", pool.most_held())
                .count(
                    "originals",
                    pool.bands.iter().filter(|b| matches!(b.kind, BandKind::Original(_))).count(),
                )
                .count(
                    "purchases",
                    pool.bands.iter().filter(|b| !matches!(b.kind, BandKind::Original(_))).count(),
                ),
        );
        if let Some(level) = pool.tightest() {
            desc.push(' ');
            let args = Args::new()
                .text("day", self.reader.date(date_of(level.from)))
                .count("slack", level.slack);
            desc.push_str(&texts.fill("picture-desc-tightest", args));
        }
        (texts.fill("picture-title", Args::new().text("sku", sku)), desc)
    }

    fn x(&self, day: DayNumber) -> String {
        percent(self.pool.axis.place(day))
    }

    fn width(&self, from: DayNumber, to: DayNumber) -> String {
        percent(self.pool.axis.place(to) - self.pool.axis.place(from))
    }

    fn y(&self, seats: u32) -> i64 {
        let peak = i64::from(self.pool.peak().max(1));
        BASE - (i64::from(seats) * PLOT + peak / 2) / peak
    }

    fn months(&mut self) {
        months(&mut self.out, self.pool.axis, self.reader, LANE, BASE, true);
        let _ = write!(self.out, "<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"{BASE}\" y2=\"{BASE}\"/>");
    }

    fn stack(&mut self) {
        for piece in &self.pool.pieces {
            let (top, bottom) = (self.y(piece.base + piece.seats), self.y(piece.base));
            let _ = write!(
                self.out,
                "<rect class=\"{}{}\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{}\"/>",
                band_class(piece.kind),
                if piece.id.is_empty() { " flat" } else { "" },
                self.x(piece.from),
                self.width(piece.from, piece.to),
                (bottom - top).max(1)
            );
        }
    }

    /// How many seats a piece has, and which purchase it is, where there is room to write it.
    fn seats(&mut self) {
        for piece in self.pool.pieces.iter().filter(|p| !p.id.is_empty()) {
            let (top, bottom) = (self.y(piece.base + piece.seats), self.y(piece.base));
            let seats = self.reader.count(piece.seats);
            let (class, text) = match piece.kind {
                BandKind::Original(_) => ("in-old", seats),
                BandKind::Purchase => ("in-buy", format!("{}: {seats}", piece.id)),
                BandKind::Renewal => ("in-ren", format!("{}: {seats}", piece.id)),
            };
            let (from, to) = (self.pool.axis.place(piece.from), self.pool.axis.place(piece.to));
            let need = i32::try_from(text.chars().count()).unwrap_or(0) * 7 + 8;
            // Room in pixels on a page of paper, then on a narrow screen.
            let room = |plot: i32| (to - from) * plot / 10_000;
            if bottom - top < 14 || room(600) < need {
                continue;
            }
            let narrow = if room(290) < need { " wide" } else { "" };
            let _ = write!(
                self.out,
                "<text class=\"in {class}{narrow}\" x=\"{}\" y=\"{}\">{}</text>",
                percent(from + (to - from) / 2),
                (top + bottom) / 2 + 4,
                escape(&text)
            );
        }
    }

    fn paid_twice(&mut self) {
        for paid in &self.pool.paid_twice {
            let (top, bottom) = (self.y(paid.top), self.y(paid.top - paid.seats));
            let _ = write!(
                self.out,
                "<rect class=\"twice\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{}\"/>",
                self.x(paid.from),
                self.width(paid.from, paid.to),
                (bottom - top).max(2)
            );
        }
    }

    /// The line of licences held: once broad in the paper's colour, then in ink over it.
    fn held(&mut self) {
        for class in ["halo", "held"] {
            let mut before: Option<i64> = None;
            for (at, level) in self.pool.levels.iter().enumerate() {
                let y = self.y(level.held);
                let joined = self.pool.levels[at + 1..].iter().take_while(|l| l.held == level.held).last();
                if before == Some(y) && at > 0 && self.pool.levels[at - 1].held == level.held {
                    continue;
                }
                let x = self.x(level.from);
                if let Some(before) = before {
                    let _ = write!(
                        self.out,
                        "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{before}\" y2=\"{y}\"/>"
                    );
                }
                let end = self.x(joined.map_or(level.to, |l| l.to));
                let _ = write!(self.out, "<line class=\"{class}\" x1=\"{x}\" x2=\"{end}\" y1=\"{y}\" y2=\"{y}\"/>");
                before = Some(y);
            }
        }
    }

    /// A flag for a deadline, a triangle for seats that start, a diamond for a price change, a dash for any other step; with
    /// hairlines down to the days while they are few enough to tell apart.
    fn marks(&mut self) {
        let mut drawn: Vec<(DayNumber, MarkKind)> = Vec::new();
        let days = |kind| {
            let mut days: Vec<DayNumber> = self.pool.marks.iter().filter(|m| m.kind == kind).map(|m| m.day).collect();
            days.dedup();
            days.len()
        };
        let crowded = [MarkKind::Deadline, MarkKind::Start, MarkKind::Price].map(|kind| (kind, days(kind) > HAIRLINES));
        for mark in &self.pool.marks {
            let stronger = |(day, kind): &(DayNumber, MarkKind)| *day == mark.day && (*kind == mark.kind || mark.kind == MarkKind::Step);
            if drawn.iter().any(stronger) {
                continue;
            }
            drawn.push((mark.day, mark.kind));
            let x = self.x(mark.day);
            let (class, from, glyph) = match mark.kind {
                MarkKind::Deadline => ("m-dead", 1, "M0 1H8L5.5 4.5L8 8H0Z"),
                MarkKind::Start => ("m-buy", 7, "M-4 1H4L0 8Z"),
                MarkKind::Price => ("m-price", 9, "M0 1L4 5L0 9L-4 5Z"),
                MarkKind::Step => ("m-step", 10, "M-1 7H1V13H-1Z"),
            };
            let short = mark.kind == MarkKind::Step || crowded.contains(&(mark.kind, true));
            let end = if short { LANE } else { BASE };
            let _ = write!(
                self.out,
                "<g class=\"{class}\"><line x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{end}\"/><svg x=\"{x}\" y=\"0\" overflow=\"visible\"><path d=\"{glyph}\"/></svg></g>"
            );
        }
    }

    fn tightest(&mut self) {
        let Some(level) = self.pool.tightest() else { return };
        let y = self.y(level.held);
        let text_y = self.free_above(level.from) - 6;
        let (day, slack) = (self.reader.date(date_of(level.from)), level.slack);
        let label = self
            .reader
            .texts
            .fill("picture-tightest", Args::new().text("day", day).count("slack", slack));
        let class = if slack < 0 { "tight short" } else { "tight" };
        let _ = write!(
            self.out,
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{y}\" r=\"3.5\"/>",
            self.x(level.from)
        );
        if text_y < y - 8 {
            let x = self.x(level.from);
            let _ = write!(
                self.out,
                "<line class=\"lead\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"/>",
                text_y - 4,
                y - 4
            );
        }
        self.label(level.from, text_y, "t-tight", &label, "");
    }

    /// The top of stack and line around a day, as far as a label beside it reaches on a wide page.
    fn free_above(&self, day: DayNumber) -> i64 {
        let place = self.pool.axis.place(day);
        let reach = if place > 5_500 {
            place - 2_200..=place
        } else {
            place..=place + 2_200
        };
        let near = |l: &&super::bands::Level| self.pool.axis.place(l.from) <= *reach.end() && self.pool.axis.place(l.to) > *reach.start();
        let top = self.pool.levels.iter().filter(near).map(|l| l.seats.max(l.held)).max().unwrap_or(0);
        self.y(top)
    }

    fn paid_label(&mut self) {
        let Some(cost) = self.pool.paid_twice_cost.filter(|c| c.minor > 0) else {
            return;
        };
        let Some(widest) = self
            .pool
            .paid_twice
            .iter()
            .max_by_key(|p| (i64::from(p.seats) * i64::from(p.to - p.from), -p.from))
        else {
            return;
        };
        let spells = self.pool.paid_spells();
        let label = self
            .reader
            .texts
            .fill("picture-paid-twice", Args::new().text("cost", self.reader.money(cost)));
        let more = if spells > 1 {
            self.reader.texts.say_count("picture-paid-times", spells)
        } else {
            String::new()
        };
        let middle = widest.from + (widest.to - widest.from) / 2;
        let x = self.x(middle);
        let _ = write!(
            self.out,
            "<line class=\"lead\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"/>",
            LANE + 14,
            self.y(widest.top) + 3
        );
        self.label(middle, LANE + 11, "t-paid", &label, &more);
    }

    /// A label beside a day, on the side that has room even on a narrow screen; `more` shows on a wide one only.
    fn label(&mut self, day: DayNumber, y: i64, class: &str, text: &str, more: &str) {
        let place = self.pool.axis.place(day);
        // About 7 pixels a letter of some 275 pixels, in hundredths of a percent.
        let need = i32::try_from(text.chars().count()).unwrap_or(0) * 250;
        let (anchor, shift) = match () {
            () if place + need <= 10_000 => ("start", 7),
            () if place >= need => ("end", -7),
            () => ("middle", 0),
        };
        let more = if more.is_empty() {
            String::new()
        } else {
            format!("<tspan class=\"wide\"> {}</tspan>", escape(more))
        };
        let _ = write!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" dx=\"{shift}\" y=\"{y}\" text-anchor=\"{anchor}\">{}{more}</text>",
            percent(place),
            escape(text)
        );
    }
}

/// Hairlines at the beginnings of months and, if wanted, their names.
pub(crate) fn months(out: &mut String, axis: Axis, reader: &Reader, top: i64, bottom: i64, names: bool) {
    for tick in axis.ticks(reader.texts.lang()) {
        let place = axis.place(tick.day);
        let x = percent(place);
        let _ = write!(out, "<line class=\"g\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\"/>");
        if names && tick.rank < 2 {
            let class = if tick.rank == 0 { "mo" } else { "mo wide" };
            let anchor = if place > 8_400 { " text-anchor=\"end\"" } else { "" };
            let _ = write!(
                out,
                "<text class=\"{class}\" x=\"{x}\" y=\"{}\"{anchor}>{}</text>",
                bottom + 13,
                escape(&tick.label)
            );
        }
    }
}
