//! Forms with files (`multipart/form-data`), read from a body that is already whole and limited in size.
//!
//! Names of files are people's: they are cut to a bare name before anybody sees them. A part without a file name is a field.

use bytes::Bytes;
use futures_util::stream;
use nahtlos_model::refusals::{Code, Refusal};
use std::convert::Infallible;

/// Parts of one form.
const MOST_PARTS: usize = 30;
/// Characters of a file's name.
const NAME_LENGTH: usize = 200;

/// A form.
#[derive(Debug)]
pub(super) struct Form {
    pub parts: Vec<Part>,
}

/// A part of it.
#[derive(Debug)]
pub(super) struct Part {
    pub name: String,
    pub file_name: String,
    pub media_type: String,
    pub content: Bytes,
}

impl Form {
    pub(super) async fn read(content_type: &str, body: Bytes) -> Result<Self, Refusal> {
        let bad = |reason: String| Refusal::new(Code::InvalidInput).with("reason", reason);
        let boundary =
            multer::parse_boundary(content_type).map_err(|_| bad("Send the files as multipart/form-data with a boundary.".into()))?;
        let mut form = multer::Multipart::new(stream::iter([Ok::<_, Infallible>(body)]), boundary);
        let mut parts = Vec::new();
        while let Some(field) = form.next_field().await.map_err(|error| bad(format!("{error}.")))? {
            if parts.len() == MOST_PARTS {
                return Err(bad(format!("The form has more than {MOST_PARTS} parts.")));
            }
            let media = field.content_type().map(|media| media.essence_str().to_ascii_lowercase());
            let (name, file_name) = (field.name().unwrap_or("").to_owned(), bare_name(field.file_name().unwrap_or("")));
            let content = field.bytes().await.map_err(|error| bad(format!("{error}.")))?;
            parts.push(Part {
                name,
                file_name,
                media_type: media.unwrap_or_else(|| "application/octet-stream".to_owned()),
                content,
            });
        }
        Ok(Self { parts })
    }
}

/// The last part of a path, without characters that file systems or headers take for something else.
fn bare_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or("");
    let harmless = |c: &char| !c.is_control() && !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*');
    let name: String = last.chars().filter(harmless).collect();
    let name = name.trim_matches([' ', '.']);
    if name.is_empty() {
        return "file".to_owned();
    }
    if name.chars().count() <= NAME_LENGTH {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, e)| e).filter(|e| e.chars().count() <= 10);
    let cut = |length: usize| name.chars().take(length).collect::<String>();
    match ending {
        Some(ending) => format!("{}.{ending}", cut(NAME_LENGTH - 11)),
        None => cut(NAME_LENGTH),
    }
}

#[cfg(test)]
mod tests {
    use super::bare_name;

    #[test]
    fn names_lose_their_folders_and_keep_their_endings() {
        for (sent, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ada\\Bestellung 1.pdf", "Bestellung 1.pdf"),
            ("..", "file"),
            ("", "file"),
            ("a\r\nb\".pdf", "ab.pdf"),
        ] {
            assert_eq!(bare_name(sent), kept);
        }
        let long = bare_name(&format!("{}.pdf", "ä".repeat(300)));
        assert!(long.ends_with(".pdf") && long.chars().count() <= 200, "{long}");
    }
}
