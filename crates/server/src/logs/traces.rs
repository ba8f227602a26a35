//! Traces by OpenTelemetry: one span per request, sent to a collector by OTLP over HTTP. Only in a program built with the feature `otel`.
//!
//! Spans carry what log lines carry, and no more. They leave in the background; a collector that is away costs nothing but them.

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tokio::runtime::Handle;
use tracing_subscriber::{Layer, Registry, filter::LevelFilter};

/// What sends traces; dropped, it sends the last ones.
#[derive(Debug)]
pub(super) struct Traces {
    provider: SdkTracerProvider,
}

impl Drop for Traces {
    fn drop(&mut self) {
        let _ = self.provider.shutdown();
    }
}

impl Traces {
    /// Sends to a collector, such as `http://127.0.0.1:4318/v1/traces`. Called inside of the runtime that is to send.
    pub(super) fn to(collector: &str) -> Result<(Self, Box<dyn Layer<Layered> + Send + Sync>), String> {
        let wrong = |error: &dyn std::fmt::Display| format!("otlp-endpoint: {error}");
        let client = Ours {
            client: reqwest::Client::new(),
            runtime: Handle::current(),
        };
        let exporter = opentelemetry_otlp::SpanExporter::builder()
            .with_http()
            .with_http_client(client)
            .with_endpoint(collector)
            .build()
            .map_err(|error| wrong(&error))?;
        let provider = SdkTracerProvider::builder()
            .with_resource(Resource::builder().with_service_name("nahtlos").build())
            .with_batch_exporter(exporter)
            .build();
        let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("nahtlos"));
        // Spans of requests are made at this level; other crates' finer ones stay here.
        Ok((Self { provider }, layer.with_filter(LevelFilter::INFO).boxed()))
    }
}

/// What the layer stands on.
type Layered = tracing_subscriber::layer::Layered<super::Lines, Registry>;

/// The client that the rest of the program uses, run where its sockets live.
#[derive(Debug, Clone)]
struct Ours {
    client: reqwest::Client,
    runtime: Handle,
}

#[async_trait::async_trait]
impl HttpClient for Ours {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let sent = self.runtime.spawn(async move {
            let response = client.execute(request.try_into()?).await?;
            let status = response.status();
            let mut answer = Response::new(response.bytes().await?);
            *answer.status_mut() = status;
            Ok::<_, HttpError>(answer)
        });
        sent.await?
    }
}
