//! What was measured, on the axis of a pool's picture: a dot for every time at which the present was proved, and the bar of cover from the
//! first to the last of them.

use super::{
    axis::{Axis, percent},
    svg::{escape, months},
};
use crate::sentence::Reader;
use nahtlos_model::dates::DayNumber;
use std::fmt::Write;

/// A dot for the legend.
pub fn swatch() -> String {
    "<svg aria-hidden=\"true\" width=\"26\" height=\"14\"><circle class=\"me\" cx=\"13\" cy=\"7\" r=\"4\"/></svg>".to_owned()
}

/// Dots below a pool's picture; days that are the same show once.
pub fn strip(axis: Axis, days: &[DayNumber], title: &str) -> String {
    let mut days = days.to_vec();
    days.sort_unstable();
    days.dedup();
    let mut out = format!(
        "<svg class=\"plot\" role=\"img\" width=\"100%\" height=\"14\"><title>{}</title><line class=\"g\" x1=\"0\" x2=\"100%\" y1=\"7\" y2=\"7\"/>",
        escape(title)
    );
    for day in days {
        let _ = write!(out, "<circle class=\"me\" cx=\"{}\" cy=\"7\" r=\"4\"/>", percent(axis.place(day)));
    }
    out.push_str("</svg>");
    out
}

/// The bar: green between two times at which cover was proved, red after one at which it was not.
pub fn bar(axis: Axis, points: &[(DayNumber, bool)], reader: &Reader, sentence: &str) -> String {
    let mut out = format!(
        "<svg class=\"plot\" role=\"img\" width=\"100%\" height=\"44\"><title>{}</title>",
        escape(sentence)
    );
    for two in points.windows(2) {
        let ((from, holds), (to, _)) = (two[0], two[1]);
        let (from, to) = (axis.place(from), axis.place(to));
        if from < to {
            let class = if holds { "c-ok" } else { "c-bad" };
            let (x, width) = (percent(from), percent(to - from));
            let _ = write!(out, "<rect class=\"{class}\" x=\"{x}\" y=\"2\" width=\"{width}\" height=\"18\"/>");
        }
    }
    for (day, holds) in points {
        let x = percent(axis.place(*day));
        let class = if *holds { "ct" } else { "c-cut" };
        let _ = write!(out, "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"1\" y2=\"21\"/>");
    }
    months(&mut out, axis, reader, 20, 26, false);
    months(&mut out, axis, reader, 26, 26, true);
    out.push_str("</svg>");
    out
}
