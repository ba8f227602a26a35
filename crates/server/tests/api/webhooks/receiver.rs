//! A receiver in the test: takes deliveries, checks their signature with the certificate it downloads, by its own code.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use parking_lot::Mutex;
use rustls::pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// What arrived.
#[derive(Debug, Clone)]
pub(crate) struct Arrived {
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) bytes: Vec<u8>,
    /// What was answered.
    pub(crate) status: u16,
}

impl Arrived {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn event(&self) -> String {
        self.json()["EventName"].as_str().unwrap().to_owned()
    }
}

#[derive(Default)]
struct State {
    arrived: Vec<Arrived>,
    /// Answers to come, the last one for good.
    answers: Vec<u16>,
    wait: Duration,
}

/// A running receiver.
#[derive(Clone)]
pub(crate) struct Receiver {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

impl Receiver {
    /// One that answers so, the last answer for good.
    pub(crate) async fn start(answers: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook?CIPPID=1&Type=PartnerCenter", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            answers: answers.to_vec(),
            ..State::default()
        }));
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { url, state }
    }

    /// From now on it answers so.
    pub(crate) fn answer(&self, status: u16) {
        self.state.lock().answers = vec![status];
    }

    /// From now on it takes so long for each.
    pub(crate) fn take(&self, wait: Duration) {
        self.state.lock().wait = wait;
    }

    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.state.lock().arrived.clone()
    }

    /// What it took.
    pub(crate) fn taken(&self) -> Vec<Arrived> {
        let mut all = self.arrived();
        all.retain(|one| (200..300).contains(&one.status));
        all
    }

    /// Waits until so much was taken.
    pub(crate) async fn wait_for(&self, count: usize) -> Vec<Arrived> {
        for _ in 0..600 {
            let taken = self.taken();
            if taken.len() >= count {
                return taken;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("waited in vain for {count} deliveries: {:#?}", self.arrived());
    }
}

async fn serve(mut stream: TcpStream, state: Arc<Mutex<State>>) {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") else {
            match stream.read(&mut part).await {
                Ok(n) if n > 0 => bytes.extend_from_slice(&part[..n]),
                _ => return,
            }
            continue;
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.split("\r\n");
        let path = lines.next().unwrap().split(' ').nth(1).unwrap().to_owned();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let length = headers.iter().find(|(n, _)| n.eq_ignore_ascii_case("content-length"));
        let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap());
        while bytes.len() < end + 4 + length {
            match stream.read(&mut part).await {
                Ok(n) if n > 0 => bytes.extend_from_slice(&part[..n]),
                _ => return,
            }
        }
        let body = bytes[end + 4..end + 4 + length].to_vec();
        bytes.drain(..end + 4 + length);
        let (status, wait) = {
            let mut state = state.lock();
            let status = if state.answers.len() > 1 {
                state.answers.remove(0)
            } else {
                state.answers[0]
            };
            let arrived = Arrived {
                path,
                headers,
                bytes: body,
                status,
            };
            state.arrived.push(arrived);
            (status, state.wait)
        };
        tokio::time::sleep(wait).await;
        let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 5\r\n\r\nheard");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Checks a delivery as a receiver does: certificate by its address, its chain up to the authority, the signature over the bytes.
pub(crate) async fn check(arrived: &Arrived, authority: &[u8]) -> Result<(), String> {
    assert_eq!(arrived.header("X-MS-Signature-Algorithm"), Some("rsa-sha256"));
    assert_eq!(arrived.header("Content-Type"), Some("application/json"));
    let own = arrived.header("x-ms-signature");
    let signature = arrived.header("Authorization").or(own).ok_or("no signature")?;
    let (scheme, signature) = signature.split_once(' ').ok_or("no scheme")?;
    assert!(scheme.eq_ignore_ascii_case("signature"), "{scheme}");
    let signature = STANDARD.decode(signature).map_err(|e| e.to_string())?;
    assert_eq!(signature.len(), 256);
    let url = arrived.header("X-MS-Certificate-Url").ok_or("no certificate")?;
    let reply = reqwest::get(url).await.unwrap();
    assert_eq!(
        (reply.status().as_u16(), reply.headers()["content-type"].to_str().unwrap()),
        (200, "application/pkix-cert")
    );
    let certificate = CertificateDer::from(reply.bytes().await.unwrap().to_vec());
    let leaf = webpki::EndEntityCert::try_from(&certificate).map_err(|e| e.to_string())?;
    let authority = CertificateDer::from(authority.to_vec());
    let root = webpki::anchor_from_trusted_cert(&authority).map_err(|e| e.to_string())?;
    let algorithms: &[&dyn SignatureVerificationAlgorithm] =
        rustls::crypto::aws_lc_rs::default_provider().signature_verification_algorithms.all;
    let usage = webpki::KeyUsage::server_auth();
    leaf.verify_for_usage(algorithms, &[root], &[], UnixTime::now(), usage, None, None)
        .map_err(|e| e.to_string())?;
    let fits = |algorithm: &&dyn SignatureVerificationAlgorithm| leaf.verify_signature(*algorithm, &arrived.bytes, &signature).is_ok();
    match algorithms.iter().any(fits) {
        true => Ok(()),
        false => Err("the signature does not fit".to_owned()),
    }
}
