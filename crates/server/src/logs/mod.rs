//! Log lines on standard error, as text or as JSON; and, where the program was built with the feature `otel`, traces to a collector.
//!
//! Called once, by the command line, before a center starts. What is logged: ids, operations, answers, durations, faults. Never what was sent,
//! names of people, addresses, secrets or tokens; `harmless` takes them out of other programs' sentences.

#[cfg(feature = "otel")]
mod traces;

use crate::{Config, config::LogFormat};
use tracing_subscriber::{EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// What has to be kept while the program runs: dropped, it sends the last traces.
#[derive(Debug, Default)]
pub struct Guard {
    #[cfg(feature = "otel")]
    _traces: Option<traces::Traces>,
}

/// Whether this program was built with traces.
pub const TRACES: bool = cfg!(feature = "otel");

/// Begins to log as the settings say.
///
/// # Errors
/// When traces are wanted, and the program was built without them or the collector's address does not read.
pub fn install(config: &Config) -> Result<Guard, String> {
    let filter = || EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match config.log_format {
        LogFormat::Text => lines.with_filter(filter()).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_filter(filter()).boxed(),
    };
    let Some(collector) = &config.otlp_endpoint else {
        let _ = tracing_subscriber::registry().with(lines).try_init();
        return Ok(Guard::default());
    };
    traced(collector, lines)
}

type Lines = Box<dyn tracing_subscriber::Layer<tracing_subscriber::Registry> + Send + Sync>;

#[cfg(feature = "otel")]
fn traced(collector: &str, lines: Lines) -> Result<Guard, String> {
    let (traces, layer) = traces::Traces::to(collector)?;
    let _ = tracing_subscriber::registry().with(lines).with(layer).try_init();
    Ok(Guard { _traces: Some(traces) })
}

#[cfg(not(feature = "otel"))]
fn traced(_: &str, _: Lines) -> Result<Guard, String> {
    Err("otlp-endpoint: this program was built without traces; build it with `--features otel`, or take the setting out".to_owned())
}

/// Another program's sentence without what it quotes and without mail addresses: what it says went wrong stays.
pub(crate) fn harmless(text: &str) -> String {
    let mut parts = text.split('"');
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        // Every other part stands in quotes; an open one counts as quoted to the end.
        bare.push_str(if at % 2 == 0 { "\"…\"" } else { part });
    }
    let words = bare.split(' ').map(|word| if word.contains('@') { "…@…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_and_who_is_addressed_is_taken_out() {
        for (text, bare) in [
            ("disk full", "disk full"),
            (
                "invalid type: string \"Kim Kunde\", expected i64",
                "invalid type: string \"…\", expected i64",
            ),
            ("550 <kim@kunde.example>: no such user", "550 …@… no such user"),
            ("open \"quote and no end", "open \"…\""),
            ("a \"b\" c \"d\"", "a \"…\" c \"…\""),
        ] {
            assert_eq!(harmless(text), bare);
        }
    }
}
