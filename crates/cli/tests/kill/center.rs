//! The real program, `nahtlos serve`, started on a database, killed or told to stop.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

/// A center that is running; killed at the end whatever happens.
#[derive(Debug)]
pub(crate) struct Center {
    process: Child,
    out: BufReader<ChildStdout>,
    log: PathBuf,
    pub(crate) address: SocketAddr,
}

impl Drop for Center {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Center {
    /// Starts it as an operator would and waits until it says where it listens. Its log goes to a file of the folder.
    pub(crate) fn start(folder: &Path, database: &str) -> Self {
        Self::start_with(folder, database, &[])
    }

    /// With further settings.
    pub(crate) fn start_with(folder: &Path, database: &str, settings: &[&str]) -> Self {
        let log = folder.join("center.log");
        let file = std::fs::File::options().create(true).append(true).open(&log).expect("a log");
        let mut command = Command::new(env!("CARGO_BIN_EXE_nahtlos"));
        command.args([
            "serve",
            "--sandbox",
            "--listen",
            "127.0.0.1:0",
            "--lang",
            "en",
            "--database",
            database,
        ]);
        command
            .args(["--set", "requests-per-minute=0", "--set", "log=warn"])
            .current_dir(folder);
        for setting in settings {
            command.args(["--set", setting]);
        }
        // What these tests are told is no setting of the center.
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NAHTLOS_")) {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file);
        let mut process = command.spawn().expect("nahtlos starts");
        let mut out = BufReader::new(process.stdout.take().expect("its output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let url = line.split_whitespace().find_map(|word| word.strip_prefix("http://"));
        let address = url.and_then(|host| host.trim_end_matches('.').parse().ok());
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}: {}", read(&log)));
        Self {
            process,
            out,
            log,
            address,
        }
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.process.kill().expect("it can be killed");
        let ended = self.process.wait().expect("it ends");
        assert_eq!(ended.code(), None, "it was killed, it did not end by itself: {}", self.said());
    }

    /// Tells it to stop, as a system does, without waiting.
    pub(crate) fn terminate(&self) {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        assert!(told.expect("kill runs").success());
    }

    /// Waits until it has ended by itself: what it printed last, and its exit code.
    pub(crate) fn ended(mut self) -> (String, i32) {
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("the rest of its output");
        (rest, self.process.wait().expect("it ends").code().unwrap_or(-1))
    }

    /// Whether it is still the same process.
    pub(crate) fn runs(&mut self) -> bool {
        self.process.try_wait().expect("it can be asked").is_none()
    }

    /// What it wrote to its log.
    pub(crate) fn said(&self) -> String {
        read(&self.log)
    }
}

fn read(log: &Path) -> String {
    std::fs::read_to_string(log).unwrap_or_default()
}
