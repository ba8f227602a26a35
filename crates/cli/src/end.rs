//! How a command ends: the exit codes, and the failures that lead to them. Used by every command.

use nahtlos_files::problem::Problem;
use std::fmt;

/// A command that ran to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// 0: done.
    Done,
    /// 1: refused or not proved; what and why has been said already.
    Refused,
}

/// A command that could not run to its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// 1: files that cannot be read or written, each with its place.
    Files(Vec<Problem>),
    /// 1: refused for a reason said here.
    Refused(String),
    /// 2: the command line asks for something that does not exist.
    Usage(String),
    /// 3: a mistake in the program.
    Bug(String),
}

impl Failure {
    /// A file that could not be written.
    pub(crate) fn writing(path: &std::path::Path, error: &std::io::Error) -> Self {
        let problem = Problem::error(
            path.display().to_string(),
            "cannotWrite",
            format!("The file could not be written: {error}."),
            "Choose another place with -o, or see that the folder may be written and the disk has room.",
        );
        Self::Files(vec![problem])
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Files(_) | Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Bug(_) => 3,
        }
    }
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Files(problems)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Files(vec![problem])
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(problems) => {
                for (at, problem) in problems.iter().enumerate() {
                    write!(f, "{}{problem}", if at == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
            Self::Refused(text) | Self::Usage(text) | Self::Bug(text) => f.write_str(text),
        }
    }
}

/// What a command returns.
pub(crate) type Ended = Result<End, Failure>;
