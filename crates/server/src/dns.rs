//! Asks the domain name system for TXT and MX records: the only place that does.
//!
//! Used when a tenant proves that a domain is its own. Nothing here is trusted: a reply that does not read, or answers another
//! question, is none. It must never be asked inside of a transaction.

use crate::ambient::Machine;
use nahtlos_engine::ambient::Ambient as _;
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpStream, UdpSocket},
    time::timeout,
};

/// How long one server may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// Attempts at one server.
const ATTEMPTS: usize = 2;
/// Largest reply by UDP that is asked for (RFC 9715).
const UDP_MOST: u16 = 1232;
/// Most jumps inside of a name.
const JUMPS: usize = 32;

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Texts.
    Txt = 16,
    /// Mail exchanges.
    Mx = 15,
}

/// Texts of a name's TXT records, or hosts of its MX records in lower case. What cannot be found out is empty.
pub(crate) async fn look_up(server: Option<SocketAddr>, name: &str, kind: Kind) -> Vec<String> {
    let servers = match server {
        Some(server) => vec![server],
        None => of_system().await,
    };
    for server in servers {
        for _ in 0..ATTEMPTS {
            match timeout(PATIENCE, ask(server, name, kind)).await {
                Ok(Ok(found)) => return found,
                Ok(Err(error)) => tracing::debug!(%server, %error, "no answer from the domain name system"),
                Err(_) => tracing::debug!(%server, "the domain name system took too long"),
            }
        }
    }
    Vec::new()
}

/// The system's servers.
async fn of_system() -> Vec<SocketAddr> {
    let text = tokio::fs::read_to_string("/etc/resolv.conf").await.unwrap_or_default();
    let address = |line: &str| line.strip_prefix("nameserver")?.trim().parse().ok();
    text.lines().filter_map(address).map(|ip| SocketAddr::new(ip, 53)).collect()
}

async fn ask(server: SocketAddr, name: &str, kind: Kind) -> Result<Vec<String>, String> {
    let random = Machine.random();
    let question = question([random[0], random[1]], name, kind)?;
    let local = if server.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let socket = UdpSocket::bind(local).await.map_err(|e| e.to_string())?;
    socket.connect(server).await.map_err(|e| e.to_string())?;
    socket.send(&question).await.map_err(|e| e.to_string())?;
    let mut reply = vec![0; usize::from(UDP_MOST)];
    loop {
        let size = socket.recv(&mut reply).await.map_err(|e| e.to_string())?;
        let reply = &reply[..size];
        // Whatever is no answer to this question is passed over until the patience ends.
        if !answers(reply, &question) {
            continue;
        }
        let cut_off = reply[2] & 0x02 != 0;
        return match cut_off {
            true => by_tcp(server, &question, kind).await,
            false => read(reply, kind),
        };
    }
}

async fn by_tcp(server: SocketAddr, question: &[u8], kind: Kind) -> Result<Vec<String>, String> {
    let failed = |e: std::io::Error| e.to_string();
    let mut stream = TcpStream::connect(server).await.map_err(failed)?;
    let length = u16::try_from(question.len()).map_err(|e| e.to_string())?;
    stream.write_all(&length.to_be_bytes()).await.map_err(failed)?;
    stream.write_all(question).await.map_err(failed)?;
    let mut reply = vec![0; usize::from(stream.read_u16().await.map_err(failed)?)];
    stream.read_exact(&mut reply).await.map_err(failed)?;
    match answers(&reply, question) {
        true => read(&reply, kind),
        false => Err("the reply answers another question".to_owned()),
    }
}

/// A question with recursion, and the size of replies that can be taken.
fn question(id: [u8; 2], name: &str, kind: Kind) -> Result<Vec<u8>, String> {
    let mut bytes = vec![id[0], id[1], 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 1];
    for label in name.split('.') {
        let length = u8::try_from(label.len()).ok().filter(|n| (1..=63).contains(n));
        bytes.push(length.ok_or("the name cannot be asked for")?);
        bytes.extend_from_slice(label.as_bytes());
    }
    bytes.extend_from_slice(&[0, 0, kind as u8, 0, 1]);
    bytes.extend_from_slice(&[0, 0, 41]);
    bytes.extend_from_slice(&UDP_MOST.to_be_bytes());
    bytes.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    Ok(bytes)
}

/// Whether a reply belongs to a question: same id, same question.
fn answers(reply: &[u8], question: &[u8]) -> bool {
    // Everything between the header and the record that says the size.
    let asked = &question[12..question.len() - 11];
    let same = |reply: &[u8]| reply.eq_ignore_ascii_case(asked);
    reply.len() >= 12 + asked.len()
        && reply[..2] == question[..2]
        && reply[2] & 0x80 != 0
        && reply[4..6] == [0, 1]
        && same(&reply[12..12 + asked.len()])
}

/// What the answers of a reply say.
fn read(reply: &[u8], kind: Kind) -> Result<Vec<String>, String> {
    match reply[3] & 0x0f {
        0 => {}
        3 => return Ok(Vec::new()),
        code => return Err(format!("the server answers with code {code}")),
    }
    records(reply, kind).ok_or_else(|| "the reply does not read".to_owned())
}

fn records(reply: &[u8], kind: Kind) -> Option<Vec<String>> {
    let count = u16::from_be_bytes([reply[6], reply[7]]);
    let (_, mut at) = name(reply, 12)?;
    at += 4;
    let mut found = Vec::new();
    for _ in 0..count {
        let (_, next) = name(reply, at)?;
        let head = reply.get(next..next + 10)?;
        let (of, length) = (
            u16::from_be_bytes([head[0], head[1]]),
            usize::from(u16::from_be_bytes([head[8], head[9]])),
        );
        let start = next + 10;
        let data = reply.get(start..start + length)?;
        if of == kind as u16 {
            found.push(match kind {
                Kind::Txt => texts(data)?,
                Kind::Mx => name(reply, start + 2)?.0.to_ascii_lowercase(),
            });
        }
        at = start + length;
    }
    Some(found)
}

/// The texts of a TXT record, one after the other.
fn texts(mut data: &[u8]) -> Option<String> {
    let mut all = Vec::new();
    while let Some((length, rest)) = data.split_first() {
        let length = usize::from(*length);
        all.extend_from_slice(rest.get(..length)?);
        data = &rest[length..];
    }
    Some(String::from_utf8_lossy(&all).into_owned())
}

/// A name that may jump, and where the next thing begins.
fn name(reply: &[u8], mut at: usize) -> Option<(String, usize)> {
    let (mut labels, mut end, mut jumps) = (Vec::new(), None, 0);
    loop {
        let length = *reply.get(at)?;
        if length & 0xc0 == 0xc0 {
            let low = *reply.get(at + 1)?;
            end = end.or(Some(at + 2));
            at = usize::from(length & 0x3f) << 8 | usize::from(low);
            jumps += 1;
            if jumps > JUMPS {
                return None;
            }
        } else if length == 0 {
            return Some((labels.join("."), end.unwrap_or(at + 1)));
        } else {
            let label = reply.get(at + 1..at + 1 + usize::from(length))?;
            labels.push(String::from_utf8_lossy(label).into_owned());
            at += 1 + usize::from(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(question: &[u8], answers: &[&[u8]]) -> Vec<u8> {
        let mut bytes = question[..question.len() - 11].to_vec();
        (bytes[2], bytes[3], bytes[7], bytes[11]) = (0x81, 0x80, u8::try_from(answers.len()).unwrap(), 0);
        for answer in answers {
            bytes.extend_from_slice(answer);
        }
        bytes
    }

    #[test]
    fn records_read_and_nonsense_does_not() {
        let asked = question([7, 9], "contoso.example", Kind::Txt).unwrap();
        let txt = b"\xc0\x0c\0\x10\0\x01\0\0\x0e\x10\0\x08\x07MS=ms12";
        let other = b"\xc0\x0c\0\x05\0\x01\0\0\x0e\x10\0\x02\xc0\x0c";
        let good = reply(&asked, &[other, txt]);
        assert!(answers(&good, &asked));
        assert_eq!(read(&good, Kind::Txt).unwrap(), ["MS=ms12"]);
        for cut in 12..good.len() {
            let _ = read(&good[..cut], Kind::Txt);
        }
        assert!(!answers(&good, &question([7, 8], "contoso.example", Kind::Txt).unwrap()));
        assert!(!answers(&good, &question([7, 9], "fabrikam.example", Kind::Txt).unwrap()));
        let mx = b"\xc0\x0c\0\x0f\0\x01\0\0\x0e\x10\0\x07\0\x0a\x02MX\xc0\x0c";
        let asked = question([7, 9], "contoso.example", Kind::Mx).unwrap();
        assert_eq!(read(&reply(&asked, &[mx]), Kind::Mx).unwrap(), ["mx.contoso.example"]);
        let endless = b"\xc0\x21\0\x0f\0\x01\0\0\x0e\x10\0\x04\0\x0a\xc0\x21";
        let _ = read(&reply(&asked, &[endless]), Kind::Mx);
    }
}
