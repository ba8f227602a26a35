//! What the pictures' hatches and marks mean: swatches for the legend, words for tables and hover.

use super::{Pool, marks::MarkKind};
use crate::{
    sentence::{Reader, Worded},
    texts::Args,
};

/// A swatch of the legend.
pub fn swatch(class: &str) -> String {
    let shape = match class {
        "held" => "<line class=\"held\" x1=\"0\" x2=\"26\" y1=\"7\" y2=\"7\"/>".to_owned(),
        "tight" => "<circle class=\"tight\" cx=\"13\" cy=\"7\" r=\"3.5\"/>".to_owned(),
        "m-dead" => "<g class=\"m-dead\"><line x1=\"9\" x2=\"9\" y1=\"1\" y2=\"14\"/><path d=\"M9 1H17L14.5 4.5L17 8H9Z\"/></g>".to_owned(),
        "m-buy" => "<g class=\"m-buy\"><path d=\"M9 3H17L13 10Z\"/></g>".to_owned(),
        "m-step" => "<g class=\"m-step\"><path d=\"M12 3H14V11H12Z\"/></g>".to_owned(),
        "m-price" => "<g class=\"m-price\"><path d=\"M13 3L17 7L13 11L9 7Z\"/></g>".to_owned(),
        "twice" => "<rect class=\"b-buy\" x=\"0\" y=\"0\" width=\"26\" height=\"14\"/><rect class=\"twice\" x=\"0\" y=\"0\" width=\"26\" height=\"14\"/>".to_owned(),
        class => format!("<rect class=\"{class}\" x=\"0\" y=\"0\" width=\"26\" height=\"14\"/>"),
    };
    format!("<svg aria-hidden=\"true\" width=\"26\" height=\"14\">{shape}</svg>")
}

/// A mark's meaning in words, for tables and for what is shown on hover.
pub fn mark_words(pool: &Pool, reader: &Reader, index: usize) -> String {
    let mark = &pool.marks[index];
    let texts = reader.texts;
    let subject = if mark.subject.is_empty() {
        String::new()
    } else {
        crate::sentence::short_id(&mark.subject).to_owned()
    };
    let words = match (mark.kind, mark.step, mark.prices) {
        (MarkKind::Deadline, ..) => texts.say("mark-deadline"),
        (MarkKind::Price, _, Some((before, after))) => texts.fill(
            "mark-price",
            Args::new()
                .text("before", crate::numbers::price(texts.lang(), reader.currency, before))
                .text("after", crate::numbers::price(texts.lang(), reader.currency, after)),
        ),
        (_, Some(step), _) => texts.say(&step.key()),
        _ => String::new(),
    };
    if subject.is_empty() {
        words
    } else {
        format!("{words} ({subject})")
    }
}
