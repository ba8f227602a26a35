//! What a page's form sent: fields by name, and files. Values may be secrets: nothing here is ever printed.

use bytes::Bytes;
use futures_util::stream;
use std::{convert::Infallible, fmt};

/// Most files of a form.
const FILES: usize = 20;

/// A file that was sent.
#[derive(Clone)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Bytes,
}

/// A form as it was sent.
#[derive(Clone, Default)]
pub(super) struct Form {
    fields: Vec<(String, String)>,
    pub(super) files: Vec<File>,
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.fields.iter().map(|(name, _)| name)).finish()
    }
}

impl Form {
    /// Reads a body; `None`: it is no form.
    pub(super) async fn read(media: &str, body: &Bytes) -> Option<Self> {
        if !media.trim().to_ascii_lowercase().starts_with("multipart/form-data") {
            let text = std::str::from_utf8(body).ok().filter(|text| !text.contains("%00"))?;
            return Some(Self {
                fields: url::form_urlencoded::parse(text.as_bytes()).into_owned().collect(),
                files: Vec::new(),
            });
        }
        let boundary = multer::parse_boundary(media).ok()?;
        let mut parts = multer::Multipart::new(stream::iter([Ok::<_, Infallible>(body.clone())]), boundary);
        let mut form = Self::default();
        while let Some(part) = parts.next_field().await.ok()? {
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(name) => {
                    let bytes = part.bytes().await.ok()?;
                    // A field for a file that was left empty comes as a file without a name.
                    if !name.is_empty() && form.files.len() < FILES {
                        form.files.push(File { name, bytes });
                    }
                }
                None => form.fields.push((field, part.text().await.ok()?)),
            }
        }
        Some(form)
    }

    /// A value, without spaces around it; empty: it is not there.
    pub(super) fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// A value as it was typed, such as a password.
    pub(super) fn raw(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// A value that is not empty.
    pub(super) fn some(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// Every value of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn both_kinds_of_forms_are_read() {
        let plain = Form::read(
            "application/x-www-form-urlencoded",
            &Bytes::from_static(b"name=+Ada+%C3%A4&box=on&box=2"),
        )
        .await
        .expect("it is a form");
        assert_eq!((plain.text("name"), plain.raw("name")), ("Ada ä", " Ada ä"));
        assert_eq!(plain.all("box").collect::<Vec<_>>(), ["on", "2"]);
        let body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"l.csv\"\r\n\r\nrow\r\n--x--\r\n";
        let parts = Form::read("multipart/form-data; boundary=x", &Bytes::from_static(body.as_bytes()))
            .await
            .expect("it is a form");
        assert_eq!(
            (parts.text("a"), parts.files.len(), parts.files[0].bytes.as_ref()),
            ("one", 1, b"row".as_slice())
        );
        assert!(Form::read("multipart/form-data", &Bytes::new()).await.is_none());
    }
}
