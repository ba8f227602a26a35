//! The texts of an invitation's mail: kept with a mark where the link goes, so that the link stays in them and no copy of its secret
//! is kept twice.
//!
//! Used when texts are written and when a mail goes out. What nobody wrote is empty here; its sentences are the locales'.

use crate::refusals::{Code, Refusal};
use serde::{Deserialize, Serialize};

/// Where the link goes.
pub const MARK: &str = "{link}";
/// The path of a link, before its secret.
pub const PATH: &str = "/invitations/";

/// Longest subject, in characters.
const SUBJECT: usize = 200;
/// Longest plain text, in characters.
const TEXT: usize = 20_000;
/// Longest HTML, in characters.
const HTML: usize = 100_000;

/// A mail's texts; empty ones are the standard texts of the invitation's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MailText {
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML; empty beside a plain text of its own: made from that text.
    pub html: String,
}

/// New texts; absent ones stay, empty ones become the standard texts again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailChange {
    /// Subject.
    pub subject: Option<String>,
    /// Plain text.
    pub text: Option<String>,
    /// HTML.
    pub html: Option<String>,
}

impl MailText {
    /// With new texts. The link may stand in them as it is or as its mark; it is kept as the mark.
    ///
    /// # Errors
    /// `LinkMissing` for a text without the link; a text that is too long, or a subject of several lines.
    pub fn changed(&self, change: &MailChange, token: &str) -> Result<Self, Refusal> {
        let mut after = self.clone();
        if let Some(subject) = &change.subject {
            after.subject = fitting(subject.trim(), SUBJECT, "mail.subject")?;
            if after.subject.chars().any(char::is_control) {
                return Err(Refusal::property("mail.subject", "it is one line"));
            }
        }
        if let Some(text) = &change.text {
            after.text = linked(text, token, TEXT, "mail.text")?;
            if change.html.is_none() {
                // HTML written for another text would say something else than this one.
                after.html = String::new();
            }
        }
        if let Some(html) = &change.html {
            after.html = linked(html, token, HTML, "mail.html")?;
        }
        Ok(after)
    }
}

fn fitting(text: &str, most: usize, field: &str) -> Result<String, Refusal> {
    if text.chars().count() > most {
        return Err(Refusal::property(field, format!("it has more than {most} characters")));
    }
    Ok(text.to_owned())
}

fn linked(text: &str, token: &str, most: usize, field: &str) -> Result<String, Refusal> {
    let text = fitting(text, most, field)?;
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    let kept = marked(&text, token);
    if !kept.contains(MARK) || kept.contains(token) {
        return Err(Refusal::new(Code::LinkMissing).with("field", field).at(field));
    }
    Ok(kept)
}

/// A text with every address of the link replaced by the mark.
fn marked(text: &str, token: &str) -> String {
    let path = format!("{PATH}{token}");
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&path) {
        let before = &rest[..at];
        let start = before.rfind("https://").max(before.rfind("http://"));
        let inside = |from: &usize| !before[*from..].contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>'));
        kept.push_str(&before[..start.filter(inside).unwrap_or(at)]);
        kept.push_str(MARK);
        rest = &rest[at + path.len()..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> MailChange {
        MailChange {
            text: Some(text.to_owned()),
            ..MailChange::default()
        }
    }

    #[test]
    fn the_link_is_kept_as_its_mark_and_must_stay() {
        let before = MailText {
            html: "<a href=\"{link}\">x</a>".to_owned(),
            ..MailText::default()
        };
        for sent in [
            "See https://a.example/invitations/SECRET today",
            "See {link} today",
            "See http://localhost:1/x/invitations/SECRET today",
        ] {
            let after = before.changed(&text(sent), "SECRET").unwrap();
            assert_eq!(after.text, "See {link} today", "{sent}");
            assert_eq!(after.html, "", "HTML of the text before does not stay");
        }
        let twice = before
            .changed(&text("https://a/invitations/S, http://b/invitations/S"), "S")
            .unwrap();
        assert_eq!(twice.text, "{link}, {link}");
        let bare = before
            .changed(&text("https://a.example is ours; go to /invitations/S"), "S")
            .unwrap();
        assert_eq!(bare.text, "https://a.example is ours; go to {link}");
        for sent in [
            "See our page",
            "https://a.example/invitations/OTHER",
            "The secret is SECRET: {link}",
        ] {
            assert_eq!(before.changed(&text(sent), "SECRET").unwrap_err().code, Code::LinkMissing, "{sent}");
        }
        assert_eq!(before.changed(&text("  "), "SECRET").unwrap().text, "", "empty: the standard text");
    }

    #[test]
    fn a_subject_is_one_short_line() {
        let subject = |s: &str| MailChange {
            subject: Some(s.to_owned()),
            ..MailChange::default()
        };
        let change = |s: &str| MailText::default().changed(&subject(s), "S");
        assert_eq!(change(" Hello ").unwrap().subject, "Hello");
        assert!(change("a\r\nBcc: b@c.example").is_err());
        assert!(change(&"a".repeat(201)).is_err());
    }
}
