//! Sending a call: token, ids, attempts, and what an answer means for the next attempt.
//!
//! Used by `Call`'s readers. A call is repeated only if the service surely did not do it, or if doing it twice is the same as once: it asks,
//! it sets, or it carries the same `MS-RequestId` again.

use crate::{
    Error, random,
    reply::{self, Reply},
    request::Call,
};
use nahtlos_wire::headers;
use reqwest::{Method, StatusCode, header};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use tokio::time::sleep;
use uuid::Uuid;

impl Call {
    /// Sends it and reads the answer.
    pub(crate) async fn read<T: DeserializeOwned>(self) -> Result<T, Error> {
        self.reply().await?.read()
    }

    /// Sends it; what the answer says is of no interest.
    pub(crate) async fn done(self) -> Result<(), Error> {
        self.reply().await.map(|_| ())
    }

    /// Sends it until there is an answer, an error that stays, or no attempt left.
    pub(crate) async fn reply(mut self) -> Result<Reply, Error> {
        if let Some(refused) = self.refused.take() {
            return Err(refused);
        }
        let core = self.client.core.clone();
        // A key is for the one change it was made for; pages and looks have ids of their own.
        let key = self.client.key.filter(|_| !matches!(self.method, Method::GET | Method::HEAD));
        let request_id = key.unwrap_or_else(random::guid);
        let (mut attempt, mut renewed) = (1, false);
        loop {
            let token = core.tokens.token(&core, &self.audience).await?;
            let error = match self.attempt(&token, request_id).await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            if error.status() == Some(401) && !renewed {
                renewed = true;
                core.tokens.forget(&self.audience, &token).await;
                continue;
            }
            let asked = error.api().and_then(|error| error.retry_after);
            match core.retry.wait(attempt, asked).filter(|_| self.may_repeat(&error)) {
                Some(wait) => sleep(wait).await,
                None => return Err(error),
            }
            attempt += 1;
        }
    }

    fn may_repeat(&self, error: &Error) -> bool {
        match error {
            // Throttled: surely not done.
            Error::Api(error) if error.status == 429 => true,
            // Being worked on: surely not done either.
            Error::Api(_) if error.is_not_ready() => true,
            Error::Api(error) => matches!(error.status, 502..=504) && self.repeatable(),
            Error::Unreachable { sent, .. } => !sent || self.repeatable(),
            _ => false,
        }
    }

    /// True if doing it twice is the same as once. Graph has no request id that it would recognise.
    fn repeatable(&self) -> bool {
        self.audience.is_partner() || matches!(self.method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
    }

    async fn attempt(&self, token: &Arc<str>, request_id: Uuid) -> Result<Reply, Error> {
        let core = &self.client.core;
        let request_id = request_id.to_string();
        let unreachable = |error: reqwest::Error| Error::Unreachable {
            sent: !error.is_connect() && !error.is_builder(),
            what: cause(&error.without_url()),
            request_id: request_id.clone(),
        };
        let sent = self.request(token, &request_id).send().await.map_err(unreachable)?;
        let reply = Reply::receive(sent, &request_id, core.most_bytes).await?;
        match StatusCode::from_u16(reply.status) {
            Ok(status) if status.is_success() => Ok(reply),
            _ => Err(reply::refusal(&reply).into()),
        }
    }

    fn request(&self, token: &str, request_id: &str) -> reqwest::RequestBuilder {
        let core = &self.client.core;
        let mut request = core.http.request(self.method.clone(), &self.address).bearer_auth(token);
        request = request.header(header::ACCEPT, self.audience.accepts());
        if !self.audience.is_partner() {
            request = request.header(headers::GRAPH_CLIENT_REQUEST_ID, request_id);
        } else {
            request = request
                .header(headers::REQUEST_ID, request_id)
                .header(headers::CORRELATION_ID, random::guid().to_string())
                .header(headers::CONTRACT_VERSION, "v1");
            if let Some(application) = &core.application {
                request = request.header(headers::APPLICATION, application);
            }
            if let Some(locale) = &self.client.locale {
                request = request.header(headers::LOCALE, locale);
            }
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        match &self.body {
            Some(body) => request.header(header::CONTENT_TYPE, &body.content_type).body(body.bytes.clone()),
            // Some proxies refuse a POST that says nothing about its length.
            None if self.method == Method::POST => request.header(header::CONTENT_LENGTH, 0),
            None => request,
        }
    }
}

/// An error with what caused it, since the outer ones say little.
fn cause(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut inner = std::error::Error::source(error);
    while let Some(error) = inner {
        text.push_str(&format!(": {error}"));
        inner = error.source();
    }
    text
}
