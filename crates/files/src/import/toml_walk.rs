//! Walks a TOML file value by value and refuses what does not belong, with line and column. Used
//! by `answers`. An empty text counts as "not answered", so that a template may be kept as it is.

use super::values::{self, When};
use crate::{
    nearest::nearest,
    problem::{Problem, quoted},
};
use nahtlos_model::{ids::SkuId, money::Currency};
use std::{borrow::Cow, fmt::Display, ops::Range};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The file being walked.
pub(crate) struct Walk<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
}

type Key<'a> = Spanned<Cow<'a, str>>;
type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Walk<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { file, text, lines }
    }

    /// Line and column of a byte, from 1.
    pub(crate) fn at(&self, byte: usize) -> (u64, u64) {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let before = self
            .text
            .as_bytes()
            .get(self.lines[line - 1]..byte.min(self.text.len()))
            .unwrap_or_default();
        (line as u64, String::from_utf8_lossy(before).chars().count() as u64 + 1)
    }

    /// An error at a place of the file.
    pub(crate) fn error(&self, span: Range<usize>, code: &'static str, message: String, mend: &str) -> Problem {
        let (line, column) = self.at(span.start);
        let found = self.text.get(span).unwrap_or_default();
        Problem::error(self.file, code, message, mend).at(line, column).found(found)
    }

    /// What the TOML parser refuses.
    pub(crate) fn syntax(&self, error: &toml::de::Error) -> Problem {
        let message = format!("This is not TOML: {}.", error.message().trim_end_matches('.').replace('\n', "; "));
        let code = if error.message().contains("duplicate") {
            "duplicateKey"
        } else {
            "badToml"
        };
        self.error(
            error.span().unwrap_or(0..0),
            code,
            message,
            "Write key = \"value\" under a [table], each key once.",
        )
    }

    /// Refuses a key that is none of `known`.
    pub(crate) fn known(&self, key: &Key<'_>, known: &[&str]) -> Result<(), Problem> {
        if known.contains(&key.get_ref().as_ref()) {
            Ok(())
        } else {
            Err(self.unknown_key(key, known))
        }
    }

    /// The refusal of a key.
    pub(crate) fn unknown_key(&self, key: &Key<'_>, known: &[&str]) -> Problem {
        let message = format!("The key {} is not known here.", quoted(key.get_ref()));
        let mend = match nearest(key.get_ref(), known.iter().copied()) {
            Some(near) => format!("Write {near}, if that is meant; possible are {}.", known.join(", ")),
            None => format!("Possible are {}.", known.join(", ")),
        };
        self.error(key.span(), "unknownKey", message, &mend)
    }

    /// A value that must be a table.
    pub(crate) fn table<'v>(&self, name: &str, value: &'v Value<'v>, known: &[&str], key: &Key<'_>) -> Result<&'v DeTable<'v>, Problem> {
        value.get_ref().as_table().ok_or_else(|| {
            let message = format!("{} must be a table, not {}.", quoted(name), value.get_ref().type_str());
            self.error(
                key.span(),
                "unknownKey",
                message,
                &format!("Write it as a [table]; possible are {}.", known.join(", ")),
            )
        })
    }

    fn wrong(&self, value: &Value<'_>, name: &str, mend: &str) -> Problem {
        let text = self.text.get(value.span()).unwrap_or_default();
        self.error(value.span(), "badValue", format!("{} is no value for {name}.", quoted(text)), mend)
    }

    /// A text; `None` if empty.
    pub(crate) fn text(&self, value: &Value<'_>, name: &str) -> Result<Option<String>, Problem> {
        let text = value
            .get_ref()
            .as_str()
            .ok_or_else(|| self.wrong(value, name, "Write a text in quotation marks."))?;
        Ok(Some(text.trim().to_owned()).filter(|t| !t.is_empty()))
    }

    /// One of several words; `None` if empty.
    pub(crate) fn word<T: Copy + Display>(&self, value: &Value<'_>, name: &str, all: &[T]) -> Result<Option<T>, Problem> {
        let words = || all.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
        let Some(text) = value.get_ref().as_str() else {
            return Err(self.wrong(value, name, &format!("Possible are {}.", words())));
        };
        if text.is_empty() {
            return Ok(None);
        }
        let found = all.iter().find(|w| w.to_string() == text);
        found
            .copied()
            .map(Some)
            .ok_or_else(|| self.wrong(value, name, &format!("Possible are {}.", words())))
    }

    /// A SKU id.
    pub(crate) fn sku(&self, value: &Value<'_>, text: &str) -> Result<SkuId, Problem> {
        values::guid(text)
            .map(SkuId)
            .map_err(|fault| self.error(value.span(), fault.code, fault.message, fault.mend))
    }

    /// A date, or `"none"` for no end; `None` if empty.
    pub(crate) fn day(&self, value: &Value<'_>, name: &str) -> Result<Option<When>, Problem> {
        let mend = if name == "end" {
            "Write a date such as 2027-01-31, or \"none\" for a subscription without end."
        } else {
            "Write a date such as 2027-01-31."
        };
        let text = match value.get_ref() {
            DeValue::Datetime(moment) => moment.to_string(),
            other => other.as_str().ok_or_else(|| self.wrong(value, name, mend))?.to_owned(),
        };
        match text.trim() {
            "" => Ok(None),
            "none" if name == "end" => Ok(Some(When::Never)),
            text => When::parse(text)
                .map(Some)
                .map_err(|_| self.error(value.span(), "badDate", format!("{} is not a date.", quoted(text)), mend)),
        }
    }

    /// A number of seats above zero, in quotation marks or bare; `None` if empty.
    pub(crate) fn seats(&self, value: &Value<'_>) -> Result<Option<u32>, Problem> {
        let mend = "Write the number of seats, 1 or more; for a subscription that is not there, status = \"deleted\".";
        let (text, seats) = match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => return Ok(None),
            DeValue::String(text) => (text.trim(), text.trim().parse::<u32>().ok()),
            DeValue::Integer(n) => (n.as_str(), u32::from_str_radix(&n.as_str().replace('_', ""), n.radix()).ok()),
            _ => return Err(self.wrong(value, "quantity", mend)),
        };
        let refused = || {
            self.error(
                value.span(),
                "badQuantity",
                format!("{} is no number of seats.", quoted(text)),
                mend,
            )
        };
        seats.filter(|seats| *seats > 0).map(Some).ok_or_else(refused)
    }

    /// `true`, `false` or `"unknown"`, in quotation marks or bare; `None` if empty.
    pub(crate) fn auto_renew(&self, value: &Value<'_>) -> Result<Option<Option<bool>>, Problem> {
        match value.get_ref() {
            DeValue::Boolean(renews) => Ok(Some(Some(*renews))),
            DeValue::String(text) if text.is_empty() => Ok(None),
            DeValue::String(text) if text == "unknown" => Ok(Some(None)),
            DeValue::String(text) if text == "true" || text == "false" => Ok(Some(Some(text == "true"))),
            _ => Err(self.wrong(value, "autoRenew", "Possible are true, false and \"unknown\".")),
        }
    }

    /// An ISO 8601 period of months or years; `None` if empty.
    pub(crate) fn term(&self, value: &Value<'_>) -> Result<Option<String>, Problem> {
        let Some(text) = self.text(value, "termDuration")? else {
            return Ok(None);
        };
        let number = text.strip_prefix('P').and_then(|t| t.strip_suffix(['M', 'Y']));
        match number {
            Some(n) if !n.is_empty() && n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit()) && n.bytes().any(|b| b != b'0') => {
                Ok(Some(text))
            }
            _ => Err(self.wrong(value, "termDuration", "Write a period such as \"P1M\", \"P1Y\" or \"P3Y\".")),
        }
    }

    /// A two-letter country; `None` if empty.
    pub(crate) fn country(&self, value: &Value<'_>) -> Result<Option<String>, Problem> {
        let Some(text) = self.text(value, "country")? else {
            return Ok(None);
        };
        if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Ok(Some(text.to_ascii_uppercase()));
        }
        Err(self.wrong(value, "country", "Write the two letters of the country, such as \"DE\"."))
    }

    /// A currency; `None` if empty.
    pub(crate) fn currency(&self, value: &Value<'_>) -> Result<Option<Currency>, Problem> {
        let Some(text) = self.text(value, "currency")? else {
            return Ok(None);
        };
        Currency::new(&text)
            .map(Some)
            .ok_or_else(|| self.wrong(value, "currency", "Write the three letters of the currency, such as \"EUR\"."))
    }
}
