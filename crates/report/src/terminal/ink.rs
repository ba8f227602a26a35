//! Lines for a terminal: colours only when asked, wrapping with a hanging indent, tables whose one
//! flexible column gives way. Called by the other modules here; it knows nothing of plans.

/// What a terminal shows and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ink {
    pub(crate) color: bool,
    pub(crate) width: usize,
}

/// Narrowest width that is taken at its word.
const NARROWEST: usize = 40;
/// Least width of a flexible column before spare ones give way.
const READABLE: usize = 20;

impl Ink {
    pub(crate) fn new(color: bool, width: usize) -> Self {
        Self {
            color,
            width: width.max(NARROWEST),
        }
    }

    /// The text in an SGR style, where there are colours.
    pub(crate) fn paint(self, sgr: &str, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\u{1b}[{sgr}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// A heading with an empty line before it.
    pub(crate) fn heading(self, out: &mut String, text: &str) {
        out.push('\n');
        self.bold(out, text);
    }

    /// A bold text, wrapped.
    pub(crate) fn bold(self, out: &mut String, text: &str) {
        for line in wrap(text, self.width) {
            out.push_str(&self.paint("1", &line));
            out.push('\n');
        }
    }

    /// A text wrapped at the width: the first line begins with `lead`, the others are indented as far.
    pub(crate) fn wrapped(self, out: &mut String, lead: &str, style: &str, text: &str) {
        let indent = " ".repeat(lead.chars().count());
        let room = self.width.saturating_sub(indent.len()).max(20);
        for (at, line) in wrap(text, room).iter().enumerate() {
            let before = if at == 0 { self.paint(style, lead) } else { indent.clone() };
            out.push_str(&before);
            out.push_str(line);
            out.push('\n');
        }
    }

    /// Whether rows stand in columns with at most a few letters cut.
    pub(crate) fn fits(self, rows: &[Vec<String>]) -> bool {
        let columns = rows.first().map_or(0, Vec::len);
        let need: usize = (0..columns)
            .map(|c| 2 + rows.iter().map(|r| r[c].chars().count()).max().unwrap_or(0))
            .sum();
        need <= self.width + 8
    }

    /// Rows in columns, two spaces apart, indented by two. The flexible column is cut where the row is too wide.
    pub(crate) fn table(self, out: &mut String, columns: &[Column], rows: &[Vec<String>]) {
        let mut widths: Vec<usize> = (0..columns.len())
            .map(|c| rows.iter().map(|r| r[c].chars().count()).max().unwrap_or(0))
            .collect();
        let used = |widths: &[usize]| widths.iter().filter(|w| **w > 0).map(|w| w + 2).sum::<usize>();
        if let Some(flexible) = columns.iter().position(|c| *c == Column::Flexible) {
            let cut_to = |widths: &[usize]| widths[flexible].saturating_sub(used(widths).saturating_sub(self.width));
            for spare in columns.iter().enumerate().filter(|(_, c)| **c == Column::Spare).map(|(at, _)| at) {
                if cut_to(&widths) < widths[flexible].min(READABLE) {
                    widths[spare] = 0;
                }
            }
            widths[flexible] = cut_to(&widths).max(6);
        }
        for row in rows {
            let mut line = String::new();
            for ((column, width), cell) in columns.iter().zip(&widths).zip(row).filter(|((_, w), _)| **w > 0) {
                let cell = cut(cell, *width);
                let gap = " ".repeat(width - cell.chars().count());
                line.push_str("  ");
                if *column == Column::Right {
                    line.push_str(&gap);
                    line.push_str(&cell);
                } else {
                    line.push_str(&cell);
                    line.push_str(&gap);
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Left,
    Right,
    /// Left, and cut when there is no room.
    Flexible,
    /// Left, and left out when the flexible column could not be read any more.
    Spare,
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    // From the middle: names of products differ at their ends.
    let (head, tail) = (width / 2, (width - 1) / 2);
    let skipped = text.chars().count() - tail;
    text.chars().take(head).chain(['…']).chain(text.chars().skip(skipped)).collect()
}

/// Breaks at spaces; a word longer than the room stands alone. Spaces that must not break do not.
fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_keep_the_width_and_hang() {
        let mut out = String::new();
        Ink::new(false, 40).wrapped(
            &mut out,
            "! ",
            "33",
            "Prüfen Sie bitte alles, was hier steht, denn es ist wichtig und lang genug.",
        );
        assert!(out.lines().all(|l| l.chars().count() <= 40), "{out}");
        assert!(out.starts_with("! Prüfen") && out.lines().nth(1).unwrap().starts_with("  "));
    }

    #[test]
    fn the_flexible_column_gives_way() {
        let mut out = String::new();
        let rows = vec![vec![
            "p1".to_owned(),
            "A very long name of something that is bought".to_owned(),
            "1.234,00 €".to_owned(),
        ]];
        Ink::new(false, 40).table(&mut out, &[Column::Left, Column::Flexible, Column::Right], &rows);
        assert_eq!(out, "  p1  A very long… is bought  1.234,00 €\n");
    }

    #[test]
    fn no_colour_means_no_escape() {
        assert_eq!(Ink::new(false, 80).paint("31", "x"), "x");
        assert_eq!(Ink::new(true, 80).paint("31", "x"), "\u{1b}[31mx\u{1b}[0m");
    }
}
