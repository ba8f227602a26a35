//! The load generator: many clients on connections kept open, each sending its next request when the reply has come. Speaks just
//! enough HTTP/1.1 to cost little beside the server, and is the same for the center and its baseline.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// What a run of load gave.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    pub requests: u64,
    pub errors: u64,
}

/// Makes the request of a client's n-th turn.
pub(crate) type Make = Arc<dyn Fn(usize, u64) -> Vec<u8> + Send + Sync>;

/// A request as bytes.
pub(crate) fn request(method: &str, path: &str, token: &str, body: &str) -> Vec<u8> {
    let length = if method == "GET" {
        String::new()
    } else {
        format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len())
    };
    format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n{length}\r\n{body}").into_bytes()
}

/// Loads a server for a time.
#[allow(clippy::disallowed_methods)] // a benchmark measures time
pub(crate) async fn run(address: SocketAddr, clients: usize, time: Duration, make: Make) -> Figures {
    let stop = Arc::new(AtomicBool::new(false));
    let errors = Arc::new(AtomicU64::new(0));
    let begin = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let (stop, errors, make) = (Arc::clone(&stop), Arc::clone(&errors), Arc::clone(&make));
            tokio::spawn(async move { one_client(address, client, &stop, &errors, &make).await })
        })
        .collect();
    tokio::time::sleep(time).await;
    stop.store(true, Ordering::Relaxed);
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap_or_default());
    }
    let seconds = begin.elapsed().as_secs_f64();
    all.sort_unstable();
    let at = |share: f64| {
        all.get(((all.len() as f64) * share) as usize)
            .map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    };
    Figures {
        per_second: all.len() as f64 / seconds,
        p50_ms: at(0.5),
        p99_ms: at(0.99),
        requests: all.len() as u64,
        errors: errors.load(Ordering::Relaxed),
    }
}

/// Sends one request; its status, and all of the reply.
pub(crate) async fn once(address: SocketAddr, bytes: &[u8]) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    stream.write_all(bytes).await.expect("the server reads");
    let mut buffer = Vec::new();
    let status = reply(&mut stream, &mut buffer).await;
    (status, buffer)
}

#[allow(clippy::disallowed_methods)] // a benchmark measures time
async fn one_client(address: SocketAddr, client: usize, stop: &AtomicBool, errors: &AtomicU64, make: &Make) -> Vec<u32> {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    stream.set_nodelay(true).expect("a socket");
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut times = Vec::new();
    let mut n = 0;
    while !stop.load(Ordering::Relaxed) {
        let bytes = make(client, n);
        n += 1;
        let begin = Instant::now();
        stream.write_all(&bytes).await.expect("the server reads");
        let status = reply(&mut stream, &mut buffer).await;
        times.push(u32::try_from(begin.elapsed().as_micros()).unwrap_or(u32::MAX));
        if !(200..400).contains(&status) && errors.fetch_add(1, Ordering::Relaxed) == 0 {
            eprintln!(
                "first error {status}: {}",
                String::from_utf8_lossy(&buffer[..buffer.len().min(1500)])
            );
        }
    }
    times
}

/// Reads one reply; its status. The buffer holds what was read.
async fn reply(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> u16 {
    buffer.clear();
    let head = loop {
        let read = stream.read_buf(buffer).await.expect("the server answers");
        assert!(read > 0, "the server closed the connection: {}", String::from_utf8_lossy(buffer));
        if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
    let status = text.get(9..12).and_then(|s| s.parse().ok()).unwrap_or(0);
    let length: usize = text
        .split("content-length:")
        .nth(1)
        .and_then(|rest| rest.split("\r\n").next()?.trim().parse().ok())
        .unwrap_or(0);
    while buffer.len() < head + length {
        let read = stream.read_buf(buffer).await.expect("the server answers");
        assert!(read > 0, "the server closed the connection in a reply");
    }
    status
}
