//! The bar "every user covered" under all pools. Drawn on the pools' time axis, with the same style.

use super::{
    axis::{Axis, percent},
    svg::{escape, months},
};
use crate::{sentence::Reader, texts::Args};
use nahtlos_model::dates::{Date, date_of, day_number};
use std::fmt::Write;

/// The bar under all pools: unbroken and green with ticks, or broken where the first user loses something.
pub fn cover_bar(axis: Axis, reader: &Reader, broken: Option<(Option<Date>, &str)>) -> String {
    let texts = reader.texts;
    let mut out = String::new();
    let title = if broken.is_some() {
        texts.say("cover-broken")
    } else {
        texts.say("cover-whole")
    };
    let desc = match broken {
        Some((_, sentence)) => sentence.to_owned(),
        None => texts.fill(
            "cover-desc",
            Args::new()
                .text("from", reader.date(date_of(axis.from)))
                .text("to", reader.date(date_of(axis.to))),
        ),
    };
    let _ = write!(
        out,
        "<svg class=\"plot\" role=\"img\" aria-labelledby=\"cover-t cover-d\" width=\"100%\" height=\"44\"><title id=\"cover-t\">{}</title><desc id=\"cover-d\">{}</desc>",
        escape(&title),
        escape(&desc)
    );
    match broken {
        None => out.push_str("<rect class=\"c-ok\" x=\"0\" y=\"2\" width=\"100%\" height=\"18\"/>"),
        Some((day, _)) => {
            let place = day.map_or(0, |d| axis.place(day_number(d)));
            let (x, rest) = (percent(place), percent(10_000 - place));
            if place > 0 {
                let _ = write!(out, "<rect class=\"c-ok\" x=\"0\" y=\"2\" width=\"{x}\" height=\"18\"/>");
            }
            let _ = write!(out, "<rect class=\"c-bad\" x=\"{x}\" y=\"2\" width=\"{rest}\" height=\"18\"/>");
            let _ = write!(out, "<line class=\"c-cut\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"24\"/>");
        }
    }
    months(&mut out, axis, reader, 20, 26, false);
    months(&mut out, axis, reader, 26, 26, true);
    out.push_str("</svg>");
    out
}
