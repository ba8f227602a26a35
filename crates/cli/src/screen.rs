//! What a person sees: language, colours, width, standard output and error. Given to every command.
//! Output is buffered and written once; a reader who goes away (`| head`) is no error.

use crate::{
    args::{Color, Common, Language},
    end::{End, Ended, Failure},
};
use nahtlos_files::problem::{Problem, Severity};
use nahtlos_report::{Lang, Texts, texts::Args};
use std::{
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
        let written = writeln!(self.out.borrow_mut(), "{text}");
        self.note(written);
    }

    /// Writes a text of `locales/*/cli.ftl` as a line.
    pub(crate) fn say(&self, key: &str, args: Args) {
        self.line(&self.text(key, args));
    }

    /// Writes a text as it is.
    pub(crate) fn write(&self, text: &str) {
        let written = self.out.borrow_mut().write_all(text.as_bytes());
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
}
