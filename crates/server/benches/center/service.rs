//! Services in processes of their own: this program again, told to serve.

use nahtlos_model::instants::Instant;
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

/// A service in a process of its own, until dropped.
pub(crate) struct Service {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) said: Value,
}

impl Service {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a child");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("a line");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("the child said {line:?}"));
        let address = said["address"].as_str().and_then(|a| a.parse().ok()).expect("an address");
        Self { child, address, said }
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap_or_default()
    }

    /// Largest resident memory so far, in MiB.
    pub(crate) fn peak_mib(&self) -> u64 {
        let text = self.proc("status");
        let line = text.lines().find(|l| l.starts_with("VmHWM"));
        line.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
    }

    /// Processor time used so far, in user and kernel, in microseconds; the kernel counts in hundredths of a second.
    pub(crate) fn cpu_micros(&self) -> f64 {
        let text = self.proc("stat");
        let after_name = text.rsplit(')').next().unwrap_or("");
        let ticks = |place: usize| {
            after_name
                .split_whitespace()
                .nth(place)
                .and_then(|t| t.parse::<f64>().ok())
                .unwrap_or(0.0)
        };
        (ticks(11) + ticks(12)) * 10_000.0
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// A center, with tokens for it.
pub(crate) struct Center {
    pub(crate) service: Service,
    pub(crate) token: String,
    pub(crate) graph: Vec<String>,
    /// What the browsers of the partner's, the customer's, the provider's and the programme's person keep.
    pub(crate) sessions: Vec<String>,
    pub(crate) now: Instant,
}

impl Center {
    pub(crate) fn start(location: &str, graph: usize) -> Self {
        let service = Service::start(&["--serve", location, &graph.to_string()]);
        let said = &service.said;
        let texts = |name: &str| {
            let all = said[name].as_array().into_iter().flatten();
            all.filter_map(|t| t.as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let graph = texts("graph");
        Self {
            token: said["token"].as_str().expect("a token").to_owned(),
            graph,
            sessions: texts("sessions"),
            now: said["now"].as_str().and_then(|n| n.parse().ok()).expect("a time"),
            service,
        }
    }
}
