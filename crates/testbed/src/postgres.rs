//! A PostgreSQL cluster of a test's own, in a temporary folder, on a socket and a free port. Called by tests.
//!
//! It must never outlive the test process: a [`Watcher`] stops it when the process ends without saying so.

use crate::{account::Account, programs::Programs, watcher::Watcher};
use std::{
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio_postgres::{Client, NoTls};

/// The account that owns everything inside.
const USER: &str = "nahtlos";
/// Between two looks at a server that starts or ends.
const LOOK: Duration = Duration::from_millis(20);
/// Looks at a server that starts or ends before it counts as stuck: a minute.
const LOOKS: u32 = 3000;

/// How a cluster runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Commits wait for the disk, as they do in earnest.
    pub fsync: bool,
    /// Most connections at a time.
    pub max_connections: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            fsync: true,
            max_connections: 100,
        }
    }
}

/// A database of a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database {
    /// Its name.
    pub name: String,
    /// `postgres://` URL over 127.0.0.1.
    pub url: String,
    /// `postgres://` URL over the unix socket.
    pub socket_url: String,
}

/// A running cluster. Stopped and removed when dropped, and when the process ends.
#[derive(Debug)]
pub struct Postgres {
    folder: PathBuf,
    programs: Programs,
    account: Account,
    settings: Settings,
    running: Mutex<Running>,
    databases: AtomicU32,
}

#[derive(Debug)]
struct Running {
    watcher: Watcher,
    server: Option<Child>,
    port: u16,
}

impl Postgres {
    /// A cluster with the usual settings: durable, 100 connections, C collation, UTF-8, no passwords.
    ///
    /// # Panics
    /// When there is no PostgreSQL, with what to install; when it does not start, with what it says.
    pub fn start() -> Self {
        Self::start_with(Settings::default())
    }

    /// A cluster with settings.
    ///
    /// # Panics
    /// As [`Postgres::start`].
    pub fn start_with(settings: Settings) -> Self {
        let (programs, account) = (Programs::find(), Account::find());
        let folder = cluster_folder();
        // From here on the watcher removes it.
        let mut watcher = Watcher::start(&folder);
        account.own(&folder);
        make(&programs, account, &folder);
        let (server, port) = serve(&programs, account, settings, &folder, &mut watcher);
        Self {
            folder,
            programs,
            account,
            settings,
            running: Mutex::new(Running {
                watcher,
                server: Some(server),
                port,
            }),
            databases: AtomicU32::new(0),
        }
    }

    /// The cluster that all tests of this process share, started when first asked for.
    ///
    /// # Panics
    /// As [`Postgres::start`].
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// A new empty database. It goes with the cluster.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn fresh_database(&self) -> Database {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed) + 1);
        let port = self.lock().port;
        let text = format!("CREATE DATABASE {name} TEMPLATE template0");
        let made = blocking(async {
            let client = connect(&self.folder, port).await?;
            client.batch_execute(&text).await
        });
        made.unwrap_or_else(|error| panic!("no database {name}: {error}\n{}", log(&self.folder)));
        let socket = self.folder.to_string_lossy().replace('/', "%2F");
        Database {
            url: format!("postgres://{USER}@127.0.0.1:{port}/{name}"),
            socket_url: format!("postgres://{USER}@{socket}:{port}/{name}"),
            name,
        }
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.lock().port
    }

    /// Process id of the server; `None` after [`Postgres::kill`].
    pub fn pid(&self) -> Option<u32> {
        self.lock().server.as_ref().map(Child::id)
    }

    /// The folder with data, socket and log.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Kills the server and all its processes at one blow, as a crash of the machine would.
    ///
    /// # Panics
    /// When it does not run, and when it does not end.
    pub fn kill(&self) {
        let mut running = self.lock();
        let mut server = running.server.take().expect("the server runs");
        let server_id = [server.id()];
        // Stopped first, so that it starts no process that the list does not have.
        signal("STOP", &server_id);
        let all = [&server_id[..], &children(server.id())].concat();
        running.watcher.tell(None);
        signal("KILL", &all);
        server.wait().expect("a child can be waited for");
        // A new server refuses to start while an old process still uses its memory.
        wait_until("its processes end", || !all.iter().any(|pid| is_alive(*pid)));
    }

    /// Starts the server again after [`Postgres::kill`], on the same port; it recovers what was committed.
    ///
    /// # Panics
    /// When it runs already, and when it does not start.
    pub fn restart(&self) {
        let mut running = self.lock();
        assert!(running.server.is_none(), "the server runs already");
        let port = running.port;
        let mut server = spawn(&self.programs, self.account, self.settings, &self.folder, port);
        running.watcher.tell(Some(server.id()));
        assert!(
            answers(&mut server, &self.folder, port),
            "PostgreSQL does not start again:\n{}",
            log(&self.folder)
        );
        running.server = Some(server);
    }

    fn lock(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let running = self.running.get_mut().unwrap_or_else(PoisonError::into_inner);
        running.watcher.end(running.server.as_mut());
    }
}

/// Under `/tmp` where there is one: a socket's path must be short, and another account must be able to get there.
fn cluster_folder() -> PathBuf {
    let root = Path::new("/tmp");
    let root = if root.is_dir() { root.to_path_buf() } else { std::env::temp_dir() };
    let made = tempfile::Builder::new().prefix("nahtlos-pg-").tempdir_in(root);
    made.expect("a temporary folder can be made").keep()
}

fn make(programs: &Programs, account: Account, folder: &Path) {
    let mut command = Command::new(&programs.initdb);
    command.arg("--pgdata").arg(folder.join("data")).arg(format!("--username={USER}"));
    command.args(["--auth=trust", "--locale=C", "--encoding=UTF8", "--no-sync", "--no-instructions"]);
    command.current_dir(folder).stdin(Stdio::null());
    account.lend(&mut command);
    let made = command.output().expect("`initdb` can be started");
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "initdb ended with {}: {said}", made.status);
}

/// Starts the server on a free port; on another one where somebody was quicker.
fn serve(programs: &Programs, account: Account, settings: Settings, folder: &Path, watcher: &mut Watcher) -> (Child, u16) {
    for _ in 0..5 {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.expect("there is a free port").port();
        let mut server = spawn(programs, account, settings, folder, port);
        watcher.tell(Some(server.id()));
        if answers(&mut server, folder, port) {
            return (server, port);
        }
        watcher.tell(None);
    }
    panic!("PostgreSQL does not start:\n{}", log(folder));
}

fn spawn(programs: &Programs, account: Account, settings: Settings, folder: &Path, port: u16) -> Child {
    let log = std::fs::File::options().create(true).append(true).open(folder.join("log"));
    let log = log.expect("the server's log can be written");
    let mut command = Command::new(&programs.postgres);
    command.arg("-D").arg(folder.join("data")).current_dir(folder);
    for setting in [
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={port}"),
        format!("unix_socket_directories={}", folder.display()),
        format!("max_connections={}", settings.max_connections),
        format!("fsync={}", if settings.fsync { "on" } else { "off" }),
        "shared_buffers=64MB".to_owned(),
        "logging_collector=off".to_owned(),
        // Tests provoke deadlocks; in earnest each is waited for a second.
        "deadlock_timeout=50ms".to_owned(),
    ] {
        command.args(["-c", &setting]);
    }
    command
        .stdin(Stdio::null())
        .stderr(log.try_clone().expect("a handle can be copied"))
        .stdout(log);
    account.lend(&mut command);
    command.spawn().expect("`postgres` can be started")
}

/// Waits until the server answers; `false`: it ended instead.
fn answers(server: &mut Child, folder: &Path, port: u16) -> bool {
    let mut ended = false;
    wait_until("PostgreSQL answers", || {
        ended = server.try_wait().expect("a child can be asked").is_some();
        ended || blocking(async { connect(folder, port).await.is_ok() })
    });
    !ended
}

#[allow(clippy::disallowed_methods)] // another program's start and end can only be looked for
fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    for _ in 0..LOOKS {
        if done() {
            return;
        }
        std::thread::sleep(LOOK);
    }
    panic!("waited a minute until {what}");
}

async fn connect(folder: &Path, port: u16) -> Result<Client, tokio_postgres::Error> {
    let mut config = tokio_postgres::Config::new();
    config.host_path(folder).port(port).user(USER).dbname("postgres");
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Runs a future to its end, inside or outside of a runtime.
fn blocking<T: Send>(work: impl Future<Output = T> + Send) -> T {
    let run = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime can be made").block_on(work)
    };
    let result = std::thread::scope(|scope| scope.spawn(run).join());
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn log(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

fn signal(name: &str, pids: &[u32]) {
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill -s \"$@\"", "kill", name])
        .args(pids.iter().map(u32::to_string));
    let _ = kill.stderr(Stdio::null()).status().expect("`sh` can be started");
}

/// Processes whose parent is this one.
fn children(parent: u32) -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter(|pid: &u32| stat(*pid).is_some_and(|(_, of)| of == parent)).collect()
}

fn is_alive(pid: u32) -> bool {
    stat(pid).is_some_and(|(state, _)| state != "Z" && state != "X")
}

/// State and parent of a process.
fn stat(pid: u32) -> Option<(String, u32)> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in between stands in brackets and may hold anything.
    let mut rest = text.rsplit_once(") ")?.1.split(' ');
    Some((rest.next()?.to_owned(), rest.next()?.parse().ok()?))
}
