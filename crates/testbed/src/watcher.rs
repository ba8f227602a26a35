//! A small process beside a cluster: it learns from a closed pipe that the test process is gone, however that ended, and then
//! stops the server and removes its folder. Called by the cluster alone; it must never hold the test's output open.

use std::{
    io::Write as _,
    os::unix::process::CommandExt as _,
    path::Path,
    process::{Child, Command, Stdio},
};

/// Reads the server's process id, line by line as it changes (empty: none runs), until the pipe closes.
const SCRIPT: &str = r#"
trap '' INT TERM HUP
pid=
while read -r line; do pid=$line; done
if [ -n "$pid" ]; then
  kill -QUIT "$pid"
  n=0
  while [ -e "$1/data/postmaster.pid" ] && [ "$n" -lt 100 ]; do sleep 0.05; n=$((n + 1)); done
  [ -e "$1/data/postmaster.pid" ] && kill -KILL "$pid"
fi
rm -rf "$1"
"#;

/// The process.
#[derive(Debug)]
pub(crate) struct Watcher {
    shell: Child,
}

impl Watcher {
    /// Starts it for a cluster's folder.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "nahtlos-watcher"]).arg(folder).current_dir("/");
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        Self {
            shell: command.spawn().expect("`sh` can be started"),
        }
    }

    /// Says which process to stop; `None`: none runs.
    pub(crate) fn tell(&mut self, server: Option<u32>) {
        let line = server.map_or_else(|| "\n".to_owned(), |pid| format!("{pid}\n"));
        let pipe = self.shell.stdin.as_mut().expect("closed only at the end");
        pipe.write_all(line.as_bytes()).expect("the watcher listens");
    }

    /// Lets it stop the server and remove the folder now; `server` is waited for in between.
    pub(crate) fn end(&mut self, server: Option<&mut Child>) {
        drop(self.shell.stdin.take());
        if let Some(server) = server {
            let _ = server.wait();
        }
        let _ = self.shell.wait();
    }
}
