//! Service requests: what a partner asks the programme for, and the talk about it (`docs/states/service_requests.md`).
//!
//! Used by the use cases of service requests and by due work. Every step is a pure decision on the request as it stood; nothing is ever
//! deleted.

mod change;
mod topics;

pub use change::{Change, Side};
pub use topics::{Topic, Topics};

use crate::{
    customers::{Contact, country_rules::CountryRules, profile::Checks},
    estate::word_enum,
    instants::Instant,
    program::Program,
    refusals::Refusal,
};
use serde::{Deserialize, Serialize};

/// Longest title. Source: the reference's generated documentation.
const TITLE: usize = 255;
/// Longest description (own choice).
const DESCRIPTION: usize = 20_000;
/// Longest note (own choice).
const NOTE: usize = 4_000;
/// Most notes of a request (own choice).
const NOTES: i64 = 1_000;

word_enum!(
    /// How bad it is.
    Severity {
        /// Nothing works.
        Critical = "critical",
        /// Something does not work.
        Moderate = "moderate",
        /// A question.
        Minimal = "minimal",
    }
);

word_enum!(
    /// Where a request stands.
    RequestStatus {
        /// The programme is asked.
        Open = "open",
        /// Done.
        Closed = "closed",
        /// The partner is asked.
        AttentionNeeded = "attention_needed",
    }
);

/// For whom a request was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// Tenant.
    pub id: String,
    /// Name.
    pub name: String,
    /// Phone; empty: not known.
    pub phone: String,
}

/// Somebody who files or answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// User id.
    pub user_id: String,
    /// Names, mail, phone.
    pub contact: Contact,
}

impl Person {
    /// A user by sign-in name and name; the last word of the name is the last name.
    pub fn of(user_id: &str, sign_in: &str, name: &str) -> Self {
        let name = name.trim();
        let (first, last) = name.rsplit_once(' ').unwrap_or(("", name));
        Self {
            user_id: user_id.to_owned(),
            contact: Contact {
                first_name: first.trim().to_owned(),
                last_name: last.to_owned(),
                email: sign_in.to_owned(),
                phone: None,
            },
        }
    }

    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.contact.first_name, self.contact.last_name).trim().to_owned()
    }
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceRequest {
    /// Fifteen digits: 6, the day, and eight by chance.
    pub id: String,
    /// The partner who asks.
    pub partner_id: String,
    /// The customer it is about; `None`: the partner itself.
    pub customer_id: Option<String>,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// How bad it is.
    pub severity: Severity,
    /// Topic.
    pub topic: i64,
    /// Where it stands.
    pub status: RequestStatus,
    /// For whom it was filed.
    pub organization: Organization,
    /// Who filed it.
    pub primary_contact: Person,
    /// Who wrote last.
    pub updated_by: Person,
    /// Country of the organization.
    pub country: String,
    /// The language it was filed in, such as `en-US`.
    pub locale: String,
    /// Filed.
    pub created: Instant,
    /// Last changed.
    pub modified: Instant,
    /// Last closed; `None`: never.
    pub closed: Option<Instant>,
    /// Since when the partner is asked and silent.
    pub silent_since: Option<Instant>,
    /// How many notes there are.
    pub notes: i64,
    /// Counted up with every change.
    pub version: i64,
}

/// A part of the talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Name of who wrote it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Text.
    pub text: String,
}

/// A request as it is filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// How bad it is.
    pub severity: Severity,
    /// Topic; `None`: none was sent.
    pub topic: Option<i64>,
    /// Texts of first notes.
    pub notes: Vec<String>,
    /// The language it is filed in.
    pub locale: String,
}

/// What a filing is told by its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The request's id.
    pub id: String,
    /// The partner.
    pub partner_id: String,
    /// The customer it is about.
    pub customer_id: Option<String>,
    /// For whom.
    pub organization: Organization,
    /// Country of the organization.
    pub country: String,
    /// Who files it.
    pub by: Person,
}

/// An id of the day it is made on, with eight digits by chance.
pub fn id_of(now: Instant, chance: [u8; 16]) -> String {
    let day = now.date();
    let number = chance
        .iter()
        .fold(0_u64, |n, byte| n.wrapping_mul(257).wrapping_add(u64::from(*byte)))
        % 100_000_000;
    format!("6{:02}{:02}{:02}{number:08}", day.year().rem_euclid(100), day.month(), day.day())
}

fn checks(now: Instant) -> Checks<'static> {
    Checks {
        rules: CountryRules::bundled(),
        now,
        at: "",
    }
}

/// A text of several lines.
fn long(field: &str, text: &str, maximum: usize) -> Result<String, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if length > maximum {
        return Err(Refusal::property(
            field,
            format!("it has {length} characters, {maximum} are allowed"),
        ));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::property(field, "it has control characters"));
    }
    Ok(text.to_owned())
}

fn note(field: &str, text: &str, by: &Person, now: Instant) -> Result<Note, Refusal> {
    Ok(Note {
        by: by.name(),
        at: now,
        text: long(field, text, NOTE)?,
    })
}

impl ServiceRequest {
    /// A new one, with its first notes.
    ///
    /// # Errors
    /// `InvalidProperty` with the field.
    pub fn file(filing: &Filing, origin: Origin, now: Instant) -> Result<(Self, Vec<Note>), Refusal> {
        let description = long("description", &filing.description, DESCRIPTION)?;
        if description.is_empty() {
            return Err(Refusal::property("description", "it must be given"));
        }
        let topic = filing
            .topic
            .ok_or_else(|| Refusal::property("supportTopicId", "it must be given"))?;
        Topics::bundled().check(topic, now.date())?;
        let texts = filing.notes.iter().enumerate();
        let notes: Result<Vec<Note>, Refusal> = texts
            .map(|(at, text)| note(&format!("notes[{at}].text"), text, &origin.by, now))
            .collect();
        let mut notes = notes?;
        notes.retain(|note| !note.text.is_empty());
        let count = notes.len() as i64;
        if count > NOTES {
            return Err(too_many());
        }
        let request = Self {
            id: origin.id,
            partner_id: origin.partner_id,
            customer_id: origin.customer_id,
            title: checks(now).needed("title", &filing.title, TITLE)?,
            description,
            severity: filing.severity,
            topic,
            status: RequestStatus::Open,
            organization: origin.organization,
            primary_contact: origin.by.clone(),
            updated_by: origin.by,
            country: origin.country,
            locale: filing.locale.clone(),
            created: now,
            modified: now,
            closed: None,
            silent_since: None,
            notes: count,
            version: 1,
        };
        Ok((request, notes))
    }

    /// When it is closed because nobody answers; `None`: nobody waits for the partner.
    pub fn next_due(&self, program: &Program) -> Option<Instant> {
        let since = self.silent_since?;
        Some(since.plus_days(program.on(since.date()).support_silence_days))
    }

    /// Closed because nobody answered, at the time it was due.
    #[must_use]
    pub fn fall_silent(&self, at: Instant) -> Self {
        Self {
            status: RequestStatus::Closed,
            closed: Some(at),
            silent_since: None,
            modified: at,
            version: self.version + 1,
            ..self.clone()
        }
    }
}

fn too_many() -> Refusal {
    Refusal::property(
        "newNote",
        format!("the request has {NOTES} notes, which is as many as one may have; file another request"),
    )
}

#[cfg(test)]
mod tests;
