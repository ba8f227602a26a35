//! A real mail server in a process of its own, for tests: started, read, killed.
//!
//! It is Python's aiosmtpd, taken from where it is installed, else put below `target` once with pip.

use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

const VERSION: &str = "1.4.6";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/smtp_server.py");

/// A running mail server; killed when dropped.
pub(crate) struct Smtp {
    child: Child,
    pub(crate) port: u16,
    folder: PathBuf,
}

/// Where Python finds aiosmtpd; `None`: by itself.
fn library() -> Option<&'static Path> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOUND
        .get_or_init(|| {
            if works(None) {
                return None;
            }
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("aiosmtpd-{VERSION}"));
            if !works(Some(&folder)) {
                install(&folder);
            }
            Some(folder)
        })
        .as_deref()
}

fn python(library: Option<&Path>) -> Command {
    let mut python = Command::new("python3");
    if let Some(folder) = library {
        python.env("PYTHONPATH", folder);
    }
    python
}

fn works(library: Option<&Path>) -> bool {
    let mut import = python(library);
    let quiet = import
        .args(["-c", "import aiosmtpd.smtp"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn install(folder: &Path) {
    let fresh = folder.with_extension(std::process::id().to_string());
    let mut pip = python(None);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
    let done = pip.arg(&fresh).arg(format!("aiosmtpd=={VERSION}")).output();
    let problem = match done {
        Ok(output) if output.status.success() => {
            // Another process may have been faster: its copy is as good.
            let _ = std::fs::rename(&fresh, folder);
            if works(Some(folder)) {
                return;
            }
            "it was installed and does not run".to_owned()
        }
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    panic!(
        "the tests of mails need Python 3 with aiosmtpd {VERSION}, which could not be installed with pip: {problem}\n\
         Install it so that `python3 -c 'import aiosmtpd'` works (Debian: apt-get install python3-aiosmtpd)."
    );
}

impl Smtp {
    /// Starts one on a port (0: any), writing into a folder, in a mode of the script's.
    pub(crate) fn start(port: u16, folder: &Path, mode: &str) -> Self {
        let mut command = python(library());
        command
            .arg(SCRIPT)
            .arg(port.to_string())
            .arg(folder)
            .arg(mode)
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("python3 starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line
            .trim()
            .parse()
            .unwrap_or_else(|_| panic!("the mail server did not start: {line:?}"));
        Self {
            child,
            port,
            folder: folder.to_owned(),
        }
    }

    /// Its address for the settings.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Kills it.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Mails that arrived in the folder, oldest first.
    pub(crate) fn arrived(&self) -> Vec<Value> {
        let mut names: Vec<PathBuf> = std::fs::read_dir(&self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "json"))
            .collect();
        names.sort();
        names
            .iter()
            .map(|path| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
            .collect()
    }

    /// Waits until so many mails have arrived.
    pub(crate) async fn wait_for(&self, count: usize) -> Vec<Value> {
        wait(&format!("{count} mails"), || {
            let arrived = self.arrived();
            (arrived.len() >= count).then_some(arrived)
        })
        .await
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.end();
    }
}

/// Waits for something, at most half a minute.
pub(crate) async fn wait<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    for _ in 0..300 {
        if let Some(found) = look() {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("waited in vain for {what}");
}
