//! `nahtlos completions`: a script that completes commands and options in a shell.

use crate::{
    args::Cli,
    end::{End, Ended},
    screen::Screen,
};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Options of `nahtlos completions`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nahtlos completions bash > ~/.local/share/bash-completion/completions/nahtlos")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(command: &Completions, screen: &Screen) -> Ended {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Cli::command(), "nahtlos", &mut script);
    screen.write(&String::from_utf8_lossy(&script));
    Ok(End::Done)
}
