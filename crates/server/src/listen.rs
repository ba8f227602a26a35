//! Listening: plain or TLS, HTTP/1.1 and 2, until told to stop; then requests under way are finished.

use crate::{
    ambient::Machine,
    api::{dispatch, routes::Route},
    calls::Calls,
    center::Center,
    config::Config,
    faults::{Faults, OfTransfers},
    identity::{Budgets, Identity, Keys, Limits},
    remote::{self, Accounts, Everywhere},
    texts::Texts,
    watch::{self, Front, Peer},
    worker,
};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::{conn::auto, graceful::GracefulShutdown},
};
use nahtlos_engine::Engine;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch as watch_channel,
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;
use tracing::Instrument as _;

/// How long requests under way may still take after the stop.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a TLS handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(15);

/// A running service.
#[derive(Debug)]
pub struct Running {
    /// What it serves.
    pub center: Arc<Center>,
    /// Where it listens.
    pub address: SocketAddr,
    /// The certificate authority made here, for clients to trust.
    pub authority: Option<std::path::PathBuf>,
    front: Arc<Front>,
    stop: watch_channel::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Opens the database and listens.
    ///
    /// # Errors
    /// Says what is wrong with the database, the certificates or the address.
    pub async fn start(config: Config) -> Result<Self, String> {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let (tls, authority) = crate::tls::acceptor(&config)?;
        crate::webhooks::check(&config)?;
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(|e| format!("cannot listen on {}: {e}", config.listen))?;
        let address = listener.local_addr().map_err(|e| e.to_string())?;
        let (stop, stopped) = watch_channel::channel(false);
        // It listens before there is a database: whoever watches over it sees that it lives.
        let front = Arc::new(Front::default());
        let accepting = tokio::spawn(accept(listener, tls, Arc::clone(&front), stopped.clone()));
        let center = match open(config).await {
            Ok(center) => Arc::new(center),
            Err(problem) => {
                accepting.abort();
                return Err(problem);
            }
        };
        front.open(Arc::clone(&center));
        let tasks = vec![accepting, tokio::spawn(worker::run(Arc::clone(&center), stopped))];
        Ok(Self {
            center,
            address,
            authority,
            front,
            stop,
            tasks,
        })
    }

    /// Whether it speaks TLS.
    pub fn is_tls(&self) -> bool {
        self.center.config.tls_self_signed || !self.center.config.tls_cert.is_empty()
    }

    /// Stops: nothing new is accepted, what is under way is finished, the database is closed.
    pub async fn stop(self) {
        self.front.drain();
        tokio::time::sleep(Duration::from_secs(self.center.config.drain_seconds)).await;
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
        let engine = self.center.engine.clone();
        let _ = tokio::task::spawn_blocking(move || engine.close()).await;
    }
}

async fn open(config: Config) -> Result<Center, String> {
    let settings = crate::local::settings(&config);
    // What nobody keeps can be made while the rest begins.
    let coming = config.ephemeral.then(Keys::coming).transpose()?;
    let engine = Engine::open(&settings, Arc::new(Machine)).await;
    let engine = engine.map_err(|e| format!("the database {} cannot be opened: {e}", without_password(&config.database.0)))?;
    let keys = match coming {
        Some(keys) => keys,
        None => kept_keys(&engine).await?,
    };
    let faults = config.sandbox.then(Arc::<Faults>::default);
    if let Some(faults) = &faults {
        engine.let_transfers_fail(Arc::new(OfTransfers::new(Arc::clone(faults))));
    }
    let accounts = Arc::new(Accounts::new(engine.clone(), &config)?);
    let budgets = remote::Budgets::new(config.account_processes, config.account_budgets);
    engine.carry_moves_at(Arc::new(Everywhere::new(engine.clone(), Arc::clone(&accounts), budgets)));
    let provider = crate::identity::provider::Provider::of(&config)?;
    let identity = Identity::new(keys, Limits::new(config.requests_per_minute, config.burst), provider);
    let node = settings.node.clone();
    Ok(Center {
        accounts,
        budgets: config.reference_budgets.then(Budgets::default),
        calls: Calls::default(),
        faults,
        engine,
        config,
        identity,
        meters: watch::Meters::default(),
        texts: Texts::default(),
        requests: crate::request_log::RequestLog::default(),
        planting: tokio::sync::Mutex::default(),
        waiting_files: crate::pages::Kept::default(),
        exports: crate::pages::Kept::default(),
        works: crate::pages::Works::default(),
        node,
    })
}

/// The keys that the database keeps; the first one is made when there is none.
async fn kept_keys(engine: &Engine) -> Result<Keys, String> {
    let mut secrets = engine.signing_keys().await.map_err(|e| e.to_string())?;
    if secrets.is_empty() {
        let secret = crate::identity::generate_key()?;
        secrets = engine.first_signing_key(secret).await.map_err(|e| e.to_string())?;
    }
    Keys::new(&secrets)
}

/// A database's place as it may be shown.
pub(crate) fn without_password(place: &str) -> String {
    let Some((scheme, rest)) = place.split_once("://") else {
        return place.to_owned();
    };
    let Some((who, host)) = rest.rsplit_once('@') else {
        return place.to_owned();
    };
    let user = who.split(':').next().unwrap_or("");
    format!("{scheme}://{user}@{host}")
}

async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, front: Arc<Front>, mut stop: watch_channel::Receiver<bool>) {
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => break,
        };
        match accepted {
            Ok((stream, peer)) => connection(stream, Peer(peer), tls.clone(), Arc::clone(&front), &graceful),
            Err(error) => {
                // Out of file descriptors and the like: others may become free.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    let _ = tokio::time::timeout(PATIENCE, graceful.shutdown()).await;
}

fn connection(stream: TcpStream, peer: Peer, tls: Option<TlsAcceptor>, front: Arc<Front>, graceful: &GracefulShutdown) {
    let _ = stream.set_nodelay(true);
    let watcher = graceful.watcher();
    tokio::spawn(async move {
        let served = match tls {
            None => serve(stream, peer, front, watcher).await,
            // A client that does not finish its handshake holds nobody up but itself.
            Some(tls) => match tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await {
                Ok(Ok(stream)) => serve(stream, peer, front, watcher).await,
                Ok(Err(error)) => Err(error.to_string()),
                Err(_) => Err("the TLS handshake took too long".to_owned()),
            },
        };
        if let Err(error) = served {
            tracing::debug!(error, "a connection ended early");
        }
    });
}

async fn serve<S>(stream: S, peer: Peer, front: Arc<Front>, watcher: hyper_util::server::graceful::Watcher) -> Result<(), String>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let builder = auto::Builder::new(TokioExecutor::new());
    let service = service_fn(move |mut request: Request<Incoming>| {
        let front = Arc::clone(&front);
        request.extensions_mut().insert(peer);
        async move { answer(&front, peer, request).await }
    });
    let serving = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    watcher.watch(serving).await.map_err(|error| error.to_string())
}

/// Answers a request: a watcher's question at once, anything else by its route, counted and written down.
///
/// # Errors
/// Where a sandbox was told to lose the reply.
#[allow(clippy::disallowed_methods)] // how long a request takes is measured; nothing depends on it
async fn answer(front: &Front, peer: Peer, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, dispatch::LostReply> {
    if let Some(answer) = front.answer(&request).await {
        return Ok(answer);
    }
    let Some(center) = front.center() else {
        return Ok(watch::not_yet());
    };
    let begun = std::time::Instant::now();
    let _under_way = center.meters.under_way();
    let method = request.method().clone();
    let span = tracing::info_span!("request", operation = tracing::field::Empty, request = tracing::field::Empty);
    let response = dispatch::handle(Arc::clone(center), peer.0.ip(), request)
        .instrument(span.clone())
        .await?;
    let route = response.extensions().get::<&'static Route>().copied();
    span.in_scope(|| watch::record(center, method.as_str(), route, &response, begun.elapsed()));
    Ok(response)
}
