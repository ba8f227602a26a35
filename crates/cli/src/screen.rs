//! What a person sees: language, colours, width, standard output and error. Given to every command.
//! Output is buffered and written once; a reader who goes away (`| head`) is no error.

use crate::{
    args::{Color, Common, Language},
    end::{End, Ended, Failure},
};
use nahtlos_files::problem::{Problem, Severity};
use nahtlos_report::{Lang, Texts, texts::Args};
use std::{
    borrow::Cow,
    cell::{OnceCell, RefCell},
    ffi::OsString,
    io::{self, BufWriter, ErrorKind, IsTerminal, Stdout, Write},
    process::ExitCode,
};

/// How many problems of files are shown at most.
const SHOWN: usize = 20;

/// The person's screen.
pub(crate) struct Screen {
    lang: Lang,
    color: bool,
    width: usize,
    texts: OnceCell<Texts>,
    out: RefCell<BufWriter<Stdout>>,
    broken: RefCell<Option<io::Error>>,
}

impl Screen {
    /// As the command line and the surroundings say.
    pub(crate) fn new(common: &Common) -> Self {
        let terminal = io::stdout().is_terminal();
        let color = match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => colors_wanted(terminal, |name| std::env::var_os(name)),
        };
        let width = terminal_size::terminal_size()
            .map_or(100, |(width, _)| usize::from(width.0))
            .clamp(60, 140);
        Self {
            lang: common.lang.map_or_else(surroundings, |language| match language {
                Language::De => Lang::De,
                Language::En => Lang::En,
            }),
            color,
            width,
            texts: OnceCell::new(),
            out: RefCell::new(BufWriter::new(io::stdout())),
            broken: RefCell::new(None),
        }
    }

    /// The person's language.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether to use colours.
    pub(crate) fn color(&self) -> bool {
        self.color
    }

    /// Columns of the terminal.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The texts of the language, loaded when first needed.
    pub(crate) fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::new(self.lang))
    }

    /// A text of `locales/*/cli.ftl`.
    pub(crate) fn text(&self, key: &str, args: Args) -> String {
        self.texts().fill(key, args)
    }

    /// Writes a line.
    pub(crate) fn line(&self, text: &str) {
        let written = writeln!(self.out.borrow_mut(), "{}", harmless(text));
        self.note(written);
    }

    /// Writes a text of `locales/*/cli.ftl` as a line.
    pub(crate) fn say(&self, key: &str, args: Args) {
        self.line(&self.text(key, args));
    }

    /// Writes a text as it is.
    pub(crate) fn write(&self, text: &str) {
        let written = self.out.borrow_mut().write_all(harmless(text).as_bytes());
        self.note(written);
    }

    /// A heading, bold where there are colours.
    pub(crate) fn heading(&self, text: &str) {
        self.line(&self.paint("1", text));
    }

    /// A text in bold or colour (an SGR code), where there are colours.
    pub(crate) fn paint(&self, sgr: &str, text: &str) -> String {
        if self.color {
            format!("\u{1b}[{sgr}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// Problems of files on standard error, the first of many.
    pub(crate) fn problems(&self, problems: &[Problem]) {
        self.flush();
        let mut shown = 0;
        for problem in problems.iter().take(SHOWN) {
            shown += 1;
            let mark = match problem.severity {
                Severity::Error => self.text("cli-error", Args::new()),
                Severity::Warning => self.text("cli-warning", Args::new()),
            };
            eprintln!("{mark} {problem} [{}]", problem.code);
        }
        if problems.len() > shown {
            eprintln!(
                "{}",
                self.text("cli-more-problems", Args::new().count("count", problems.len() - shown))
            );
        }
    }

    /// Something to know, on standard error.
    pub(crate) fn warn(&self, text: &str) {
        self.flush();
        eprintln!("{} {text}", self.text("cli-warning", Args::new()));
    }

    /// Says how a command ended and gives its exit code.
    pub(crate) fn finish(self, ended: Ended) -> ExitCode {
        self.flush();
        let lost = self.broken.borrow_mut().take();
        let ended = match lost {
            Some(error) => Err(Failure::Refused(
                self.text("cli-output-lost", Args::new().text("error", error.to_string())),
            )),
            None => ended,
        };
        match ended {
            Ok(End::Done) => ExitCode::SUCCESS,
            Ok(End::Refused) => ExitCode::from(1),
            Err(failure) => {
                match &failure {
                    Failure::Files(problems) => self.problems(problems),
                    Failure::Bug(what) => eprintln!("{}", self.text("cli-bug", Args::new().text("what", what.clone()))),
                    Failure::Refused(text) | Failure::Usage(text) => eprintln!("{} {text}", self.text("cli-error", Args::new())),
                }
                ExitCode::from(failure.code())
            }
        }
    }

    /// Writes what is buffered, so that both streams come in order.
    pub(crate) fn flush(&self) {
        let flushed = self.out.borrow_mut().flush();
        self.note(flushed);
    }

    fn note(&self, written: io::Result<()>) {
        if let Err(error) = written
            && error.kind() != ErrorKind::BrokenPipe
        {
            self.broken.borrow_mut().get_or_insert(error);
        }
    }
}

/// A text without control characters but line ends, tabs and colours: names come out of files, and a name must not
/// move the cursor, change the window or ring.
fn harmless(text: &str) -> Cow<'_, str> {
    let kept = |c: char| !c.is_control() || c == '\n' || c == '\t';
    if text.chars().all(kept) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| !kept(c)) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let color = from.strip_prefix("\u{1b}[").and_then(|codes| {
            let end = codes.find(|c: char| !(c.is_ascii_digit() || c == ';'))?;
            codes[end..].starts_with('m').then_some(end + 3)
        });
        let (taken, shown) = match color {
            Some(length) => (length, &from[..length]),
            None => (from.chars().next().map_or(1, char::len_utf8), "\u{fffd}"),
        };
        out.push_str(shown);
        rest = &from[taken..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether colours fit: on a terminal that shows them, unless NO_COLOR is set.
fn colors_wanted(terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let unwanted = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let plain = variable("TERM").is_some_and(|value| value == "dumb");
    terminal && !unwanted && !plain
}

/// The language of the surroundings: German where the locale says so, else English.
fn surroundings() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if locale.is_some_and(|value| value.to_ascii_lowercase().starts_with("de")) {
        Lang::De
    } else {
        Lang::En
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_only_on_a_terminal_that_shows_them() {
        let of = |terminal, name: &'static str, value: &'static str| colors_wanted(terminal, |asked| (asked == name).then(|| value.into()));
        assert!(of(true, "TERM", "xterm-256color") && of(true, "NO_COLOR", ""));
        assert!(!of(false, "TERM", "xterm-256color") && !of(true, "TERM", "dumb") && !of(true, "NO_COLOR", "1"));
    }

    #[test]
    fn control_characters_of_files_do_not_reach_the_terminal() {
        assert!(matches!(harmless("A\tb\nÄ"), Cow::Borrowed(_)));
        assert_eq!(harmless("\u{1b}[1;32mgood\u{1b}[0m"), "\u{1b}[1;32mgood\u{1b}[0m");
        assert_eq!(
            harmless("a\u{1b}[2Jb\u{1b}]0;t\u{7}\rc\u{9b}d\u{1b}["),
            "a\u{fffd}[2Jb\u{fffd}]0;t\u{fffd}\u{fffd}c\u{fffd}d\u{fffd}["
        );
    }
}
