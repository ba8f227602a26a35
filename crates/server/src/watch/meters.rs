//! The numbers of `/metrics`: requests as they are counted, and what is asked for when somebody looks.
//!
//! Labels are names of operations, kinds and answers: never a tenant, a person or a path.

use super::process;
use crate::{ambient::Machine, center::Center};
use nahtlos_engine::ambient::{Ambient as _, ClockState};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::{ConstCounter, Counter},
        family::Family,
        gauge::{ConstGauge, Gauge},
        histogram::Histogram,
    },
    registry::{Registry, Unit},
};
use std::time::Duration;

/// Borders of the buckets of durations, in seconds.
const BUCKETS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// How long the database may take for what is asked when somebody looks.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    area: &'static str,
    operation: &'static str,
    method: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    area: &'static str,
    operation: &'static str,
}

type Durations = Family<Operation, Histogram, fn() -> Histogram>;

/// What is counted.
#[derive(Debug)]
pub(crate) struct Meters {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Durations,
    under_way: Gauge,
    worked: Counter,
    work_failed: Counter,
    began: f64,
}

fn seconds() -> Histogram {
    Histogram::new(BUCKETS)
}

/// Counts a request as under way until it is dropped.
#[derive(Debug)]
pub(crate) struct UnderWay(Gauge);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Default for Meters {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("nahtlos");
        let meters = Self {
            requests: Family::default(),
            durations: Family::new_with_constructor(seconds as fn() -> Histogram),
            under_way: Gauge::default(),
            worked: Counter::default(),
            work_failed: Counter::default(),
            began: Machine.now().0 as f64 / 1000.0,
            registry: Registry::default(),
        };
        registry.register("requests", "Requests answered", meters.requests.clone());
        let durations = meters.durations.clone();
        registry.register_with_unit("request_duration", "Time from a request to its answer", Unit::Seconds, durations);
        registry.register("requests_under_way", "Requests under way", meters.under_way.clone());
        registry.register("due_work_done", "Pieces of due work done by this process", meters.worked.clone());
        let failed = meters.work_failed.clone();
        registry.register("due_work_failed", "Rounds of due work that failed in this process", failed);
        Self { registry, ..meters }
    }
}

impl Meters {
    /// Counts an answer.
    pub(crate) fn request(&self, area: &'static str, operation: &'static str, method: &str, status: u16, took: Duration) {
        // Anybody may send any method, and each would be a row for ever.
        let method = match method {
            "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => method,
            _ => "other",
        };
        let answered = Answered {
            area,
            operation,
            method: method.to_owned(),
            status,
        };
        self.requests.get_or_create(&answered).inc();
        self.durations
            .get_or_create(&Operation { area, operation })
            .observe(took.as_secs_f64());
    }

    /// Counts a request as under way.
    pub(crate) fn under_way(&self) -> UnderWay {
        self.under_way.inc();
        UnderWay(self.under_way.clone())
    }

    /// Counts a round of due work: pieces done, or that it failed.
    pub(crate) fn worked(&self, done: Option<usize>) {
        match done {
            Some(count) => drop(self.worked.inc_by(count as u64)),
            None => drop(self.work_failed.inc()),
        }
    }

    /// Everything as OpenMetrics text.
    pub(crate) async fn written(&self, center: &Center) -> String {
        let mut text = String::new();
        // Writing into a text does not fail.
        let _ = encode(&mut text, &self.registry);
        let end = "# EOF\n";
        text.truncate(text.len() - if text.ends_with(end) { end.len() } else { 0 });
        let mut now = Registry::with_prefix("nahtlos");
        self.of_database(center, &mut now).await;
        of_clock(center, &mut now);
        let mut process = Registry::with_prefix("process");
        self.of_process(&mut process);
        let _ = encode(&mut text, &now);
        text.truncate(text.len() - if text.ends_with(end) { end.len() } else { 0 });
        let _ = encode(&mut text, &process);
        text
    }

    async fn of_database(&self, center: &Center, now: &mut Registry) {
        let m = center.engine.meter();
        let transactions = Family::<[(&'static str, &'static str); 1], Counter>::default();
        for (how, count) in [
            ("committed", m.committed),
            ("refused", m.refused),
            ("failed", m.failed),
            ("unknown", m.unknown),
        ] {
            transactions.get_or_create(&[("ended", how)]).inc_by(count);
        }
        now.register("transactions", "Transactions by how they ended", transactions);
        now.register(
            "transaction_retries",
            "Attempts made again after a conflict",
            ConstCounter::new(m.retried),
        );
        if m.connections > 0 {
            now.register("connections", "Connections to the database", ConstGauge::new(m.connections as i64));
            now.register("connections_idle", "Of these, unused", ConstGauge::new(m.idle as i64));
            now.register(
                "connections_wanted",
                "Who waits for a connection",
                ConstGauge::new(m.waiting as i64),
            );
        }
        let waiting = tokio::time::timeout(PATIENCE, center.engine.waiting()).await;
        let waiting = match waiting {
            Ok(Ok(waiting)) => Some(waiting),
            Ok(Err(_)) | Err(_) => None,
        };
        let up = ConstGauge::new(i64::from(waiting.is_some()));
        now.register("database_up", "Whether the database answered just now", up);
        let Some(waiting) = waiting else { return };
        now.register(
            "due_work_waiting",
            "Pieces of work that are due and not done",
            ConstGauge::new(waiting.due),
        );
        let lag = ConstGauge::new(waiting.due_lag_ms as f64 / 1000.0);
        now.register_with_unit("due_work_lag", "How long the oldest of them has been due", Unit::Seconds, lag);
        let depth = Family::<[(&'static str, String); 1], Gauge>::default();
        let age = Family::<[(&'static str, String); 1], Gauge<f64, std::sync::atomic::AtomicU64>>::default();
        for (kind, count, age_ms) in waiting.outbox {
            depth.get_or_create(&[("kind", kind.clone())]).set(count);
            age.get_or_create(&[("kind", kind)]).set(age_ms as f64 / 1000.0);
        }
        now.register("outbox_messages", "Messages that wait to leave", depth);
        now.register_with_unit("outbox_age", "How long the oldest of them has waited", Unit::Seconds, age);
    }

    fn of_process(&self, process: &mut Registry) {
        let began = ConstGauge::new(self.began);
        process.register_with_unit("start_time", "When the process began, in seconds since 1970", Unit::Seconds, began);
        let Some(p) = process::ask() else { return };
        let cpu = ConstCounter::new(p.cpu_hundredths as f64 / 100.0);
        process.register_with_unit("cpu", "Processor time used", Unit::Seconds, cpu);
        process.register_with_unit("resident_memory", "Memory in use", Unit::Bytes, ConstGauge::new(p.resident));
        process.register_with_unit("virtual_memory", "Memory asked for", Unit::Bytes, ConstGauge::new(p.virtually));
        process.register("open_fds", "Files and sockets open", ConstGauge::new(p.files));
        process.register("threads", "Threads", ConstGauge::new(p.threads));
    }
}

fn of_clock(center: &Center, now: &mut Registry) {
    let time = center.engine.now().0 as f64 / 1000.0;
    let text = "The program's clock, in seconds since 1970; in a sandbox it can be turned";
    now.register_with_unit("clock", text, Unit::Seconds, ConstGauge::new(time));
    let running = matches!(center.engine.clock(), ClockState::Running { .. });
    now.register(
        "clock_running",
        "Whether the program's clock runs",
        ConstGauge::new(i64::from(running)),
    );
}
