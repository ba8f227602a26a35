//! A connection of a client: sends a request and says exactly how much of a reply came, which is what a kill is about.
//! Speaks just enough HTTP/1.1; it must never send anything a second time by itself.

use std::{fmt, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A center that says nothing for so long is stuck.
const STUCK: Duration = Duration::from_secs(60);

/// A request, as it is sent and sent again.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) token: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {:?} {}", self.method, self.path, self.headers, self.body)
    }
}

impl Request {
    /// A question.
    pub(crate) fn get(token: &str, path: String) -> Self {
        Self {
            method: "GET",
            path,
            token: token.to_owned(),
            headers: Vec::new(),
            body: String::new(),
        }
    }

    /// A write without a key.
    pub(crate) fn write(token: &str, method: &'static str, path: String, body: &serde_json::Value) -> Self {
        Self {
            method,
            path,
            token: token.to_owned(),
            headers: Vec::new(),
            body: if body.is_null() { String::new() } else { body.to_string() },
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut text = format!(
            "{} {} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n",
            self.method, self.path, self.token
        );
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.method != "GET" {
            text.push_str(&format!(
                "content-type: application/json\r\ncontent-length: {}\r\n",
                self.body.len()
            ));
        }
        format!("{text}\r\n{}", self.body).into_bytes()
    }
}

/// A whole reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn is_done(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; null where there is none.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

/// How much of a reply came.
#[derive(Debug)]
pub(crate) enum Heard {
    /// All of it.
    Whole(Reply),
    /// Not a byte: nobody listens, or the connection ended.
    Nothing,
    /// Some of it.
    Torn(String),
}

/// A connection that is kept open.
#[derive(Debug)]
pub(crate) struct Wire {
    address: SocketAddr,
    stream: Option<TcpStream>,
}

impl Wire {
    pub(crate) fn to(address: SocketAddr) -> Self {
        Self { address, stream: None }
    }

    /// Sends a request once.
    pub(crate) async fn ask(&mut self, request: &Request) -> Heard {
        let asking = self.ask_in_time(request);
        let heard = tokio::time::timeout(STUCK, asking).await;
        heard.unwrap_or_else(|_| panic!("no answer for a minute to {} {}", request.method, request.path))
    }

    /// A reply that must come.
    pub(crate) async fn reply(&mut self, request: &Request) -> Reply {
        match self.ask(request).await {
            Heard::Whole(reply) => reply,
            heard => panic!("{} {}: {heard:?}", request.method, request.path),
        }
    }

    /// A reply that must come and be good; its body.
    pub(crate) async fn done(&mut self, request: &Request) -> serde_json::Value {
        let reply = self.reply(request).await;
        assert!(reply.is_done(), "{} {}: {}", request.method, request.path, reply.text());
        reply.json()
    }

    async fn ask_in_time(&mut self, request: &Request) -> Heard {
        let open = match self.stream.take() {
            Some(stream) => Ok(stream),
            None => TcpStream::connect(self.address).await,
        };
        let Ok(mut stream) = open else { return Heard::Nothing };
        let _ = stream.set_nodelay(true);
        if stream.write_all(&request.bytes()).await.is_err() {
            return Heard::Nothing;
        }
        let mut buffer = Vec::with_capacity(16 * 1024);
        loop {
            // An error of the connection ends it as its end does.
            let read = stream.read_buf(&mut buffer).await.unwrap_or(0);
            if let Some(reply) = whole(&buffer) {
                self.stream = Some(stream);
                return Heard::Whole(reply);
            }
            match (read, buffer.is_empty()) {
                (0, true) => return Heard::Nothing,
                (0, false) => return Heard::Torn(String::from_utf8_lossy(&buffer).into_owned()),
                _ => {}
            }
        }
    }
}

/// The reply, if all of it is there.
fn whole(bytes: &[u8]) -> Option<Reply> {
    let head = bytes.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    let status: u16 = text.get(9..12)?.parse().ok()?;
    assert!(!text.contains("transfer-encoding"), "a reply without a length: {text}");
    let length = text.split("content-length:").nth(1).and_then(|rest| rest.split("\r\n").next());
    let length: usize = length.map_or(0, |n| n.trim().parse().expect("a length"));
    assert!(
        bytes.len() <= head + length,
        "more than one reply: {}",
        String::from_utf8_lossy(bytes)
    );
    (bytes.len() == head + length).then(|| Reply {
        status,
        body: bytes[head..].to_vec(),
    })
}

#[test]
fn a_reply_is_whole_when_its_last_byte_came() {
    let bytes = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";
    for length in 0..bytes.len() {
        assert_eq!(whole(&bytes[..length]), None);
    }
    let reply = whole(bytes).expect("it is whole");
    assert_eq!((reply.status, reply.body.as_slice()), (201, &b"{}"[..]));
    let empty = whole(b"HTTP/1.1 204 No Content\r\ndate: x\r\n\r\n").expect("it is whole");
    assert_eq!((empty.status, empty.body.len()), (204, 0));
}
