//! One attempt: posts a delivery's bytes to its receiver, signed, and keeps what it answers.

use super::{reach::Reach, sign::Signer};
use crate::config::Config;
use nahtlos_engine::webhooks::Outgoing;
use nahtlos_model::{instants::Instant, webhooks::Attempt};
use reqwest::{Client, Url, redirect};
use std::{error::Error, sync::Arc, time::Duration};

/// How long one attempt may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// Most bytes of an answer that are read.
const ANSWER: usize = 64 << 10;
/// Most characters of an answer, or of why there is none, that are kept.
const MESSAGE: usize = 1024;

/// Posts deliveries.
pub(super) struct Poster {
    http: Client,
    reach: Arc<Reach>,
}

impl Poster {
    pub(super) fn of(config: &Config) -> Result<Self, String> {
        let reach = Arc::new(Reach::of(config));
        let http = Client::builder()
            .dns_resolver(Arc::clone(&reach))
            .redirect(redirect::Policy::none())
            // A proxy would resolve names itself.
            .no_proxy()
            .timeout(PATIENCE)
            .build()
            .map_err(|error| told(&error))?;
        Ok(Self { http, reach })
    }

    /// Makes an attempt; whatever goes wrong is its result.
    pub(super) async fn post(&self, outgoing: &Outgoing, signer: &Signer, at: Instant) -> Attempt {
        let (status, message) = match self.send(outgoing, signer).await {
            Ok((status, body)) => (status, String::from_utf8_lossy(&body).into_owned()),
            Err(problem) => (0, problem),
        };
        Attempt {
            at,
            status,
            message: message.chars().filter(|c| *c != '\0').take(MESSAGE).collect(),
        }
    }

    async fn send(&self, outgoing: &Outgoing, signer: &Signer) -> Result<(u16, Vec<u8>), String> {
        let (to, payload) = (&outgoing.to, &outgoing.delivery.payload);
        let url = Url::parse(&to.url).map_err(|error| format!("the registered address does not read: {error}"))?;
        self.reach.may_go_to(&url)?;
        let signature = format!("Signature {}", signer.sign(payload.as_bytes())?);
        let header = if to.own_header { "x-ms-signature" } else { "authorization" };
        let request = self
            .http
            .post(url)
            .header("content-type", "application/json")
            .header(header, signature)
            .header("x-ms-certificate-url", signer.certificate_url(&to.base))
            .header("x-ms-signature-algorithm", "rsa-sha256")
            .header("accept-encoding", "gzip, deflate")
            .header("ms-correlationid", &outgoing.delivery.correlation)
            .body(payload.clone());
        let mut answer = request.send().await.map_err(|error| told(&error))?;
        let (status, mut body) = (answer.status().as_u16(), Vec::new());
        // What the answer says besides its status is an account for people: where it breaks off, it ends.
        while let Ok(Some(part)) = answer.chunk().await {
            body.extend_from_slice(&part[..part.len().min(ANSWER - body.len())]);
            if body.len() == ANSWER {
                break;
            }
        }
        Ok((status, body))
    }
}

/// An error with its causes, without the address, whose query may hold a receiver's secret.
fn told(error: &reqwest::Error) -> String {
    let mut text = match error {
        e if e.is_timeout() => "no answer in time".to_owned(),
        e if e.is_connect() => "no connection".to_owned(),
        _ => "no answer".to_owned(),
    };
    let mut cause = error.source();
    while let Some(one) = cause {
        text.push_str(": ");
        text.push_str(&one.to_string());
        cause = one.source();
    }
    text
}
