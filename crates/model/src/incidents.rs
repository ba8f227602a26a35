//! Incidents of the services that are sold, as the programme's administrators publish them.
//!
//! A center of one's own runs no services, so that nothing is found out by itself. Nothing here knows whose customers are concerned.

use crate::{customers::services, estate::word_enum, instants::Instant, refusals::Refusal};
use serde::{Deserialize, Serialize};

/// Longest text (own choice).
const TEXT: usize = 4_000;
/// Most messages of an incident (own choice).
const MESSAGES: usize = 100;

word_enum!(
    /// How bad it is, from the least.
    IncidentSeverity {
        /// Nothing is wrong.
        Normal = "normal",
        /// To know.
        Information = "information",
        /// Something is slow or fails at times.
        Warning = "warning",
        /// Something does not work.
        Critical = "critical",
    }
);

/// What was said of it, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// When.
    pub at: Instant,
    /// Text.
    pub text: String,
}

/// An incident, or a message of the message center.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Incident {
    /// Id.
    pub id: String,
    /// Name of the service.
    pub workload: String,
    /// It is a message, no incident.
    pub is_message: bool,
    /// How bad it is.
    pub status: IncidentSeverity,
    /// What is concerned.
    pub area: String,
    /// Begin.
    pub start: Instant,
    /// End; `None`: it goes on.
    pub end: Option<Instant>,
    /// Over.
    pub resolved: bool,
    /// What was said, oldest first.
    pub messages: Vec<Message>,
    /// Counted up with every change.
    pub version: i64,
}

/// What is published or changed; what is `None` stays, or is as usual.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Name or id of the service.
    pub workload: Option<String>,
    /// It is a message, no incident.
    pub is_message: Option<bool>,
    /// How bad it is.
    pub status: Option<IncidentSeverity>,
    /// What is concerned.
    pub area: Option<String>,
    /// Begin.
    pub start: Option<Instant>,
    /// Over.
    pub resolved: Option<bool>,
    /// What is said now.
    pub messages: Vec<String>,
}

fn text(field: &str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if length > TEXT {
        return Err(Refusal::property(field, format!("it has {length} characters, {TEXT} are allowed")));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::property(field, "it has control characters"));
    }
    Ok(text.to_owned())
}

impl Incident {
    /// A new one.
    ///
    /// # Errors
    /// `InvalidProperty` with the field.
    pub fn publish(told: &Told, id: String, now: Instant) -> Result<Self, Refusal> {
        let workload = told.workload.as_deref().unwrap_or("");
        if !told.messages.iter().any(|text| !text.trim().is_empty()) {
            return Err(Refusal::property("messages", "at least one must be given"));
        }
        let new = Self {
            id,
            workload: service(workload)?,
            is_message: told.is_message.unwrap_or(false),
            status: IncidentSeverity::Information,
            area: String::new(),
            start: told.start.unwrap_or(now),
            end: None,
            resolved: false,
            messages: Vec::new(),
            version: 0,
        };
        new.changed(told, now)
    }

    /// What it becomes.
    ///
    /// # Errors
    /// `InvalidProperty` with the field.
    pub fn changed(&self, told: &Told, now: Instant) -> Result<Self, Refusal> {
        let mut after = self.clone();
        if let Some(workload) = &told.workload {
            after.workload = service(workload)?;
        }
        if let Some(area) = &told.area {
            after.area = text("impactedArea", area)?;
        }
        after.is_message = told.is_message.unwrap_or(self.is_message);
        after.status = told.status.unwrap_or(self.status);
        after.start = told.start.unwrap_or(self.start);
        after.resolved = told.resolved.unwrap_or(self.resolved);
        after.end = match (after.resolved, self.end) {
            (true, None) => Some(now.max(after.start)),
            (true, end) => end,
            (false, _) => None,
        };
        for (at, said) in told.messages.iter().enumerate() {
            let said = text(&format!("messages[{at}].messageText"), said)?;
            if !said.is_empty() {
                after.messages.push(Message { at: now, text: said });
            }
        }
        if after.messages.len() > MESSAGES {
            return Err(Refusal::property("messages", format!("an incident has at most {MESSAGES}")));
        }
        after.version += 1;
        Ok(after)
    }
}

/// A service by its id or its name, in any letter case; its name.
fn service(text: &str) -> Result<String, Refusal> {
    services::named(text).map(|service| service.name.to_owned()).ok_or_else(|| {
        let known = services::names().collect::<Vec<_>>().join(", ");
        Refusal::property("workload", format!("{text:?} is none of the services; there are {known}"))
    })
}

/// The worst of what is not over; normal where there is nothing.
pub fn worst<'a>(all: impl IntoIterator<Item = &'a Incident>) -> IncidentSeverity {
    let open = all.into_iter().filter(|i| !i.resolved && !i.is_message);
    let rank = |severity: &IncidentSeverity| IncidentSeverity::ALL.iter().position(|s| s == severity);
    open.map(|i| i.status).max_by_key(rank).unwrap_or(IncidentSeverity::Normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_is_published_goes_on_and_ends() {
        let now: Instant = "2027-01-10T10:00:00Z".parse().unwrap();
        let told = Told {
            workload: Some("exchange".into()),
            status: Some(IncidentSeverity::Critical),
            messages: vec!["Mail is late".into()],
            ..Told::default()
        };
        let begun = Incident::publish(&told, "i".into(), now).unwrap();
        assert_eq!((begun.workload.as_str(), begun.version, begun.end), ("Exchange", 1, None));
        assert_eq!(worst([&begun]), IncidentSeverity::Critical);
        let over = Told {
            resolved: Some(true),
            messages: vec!["Mended".into()],
            ..Told::default()
        };
        let ended = begun.changed(&over, now.plus_hours(2)).unwrap();
        assert_eq!((ended.end, ended.messages.len()), (Some(now.plus_hours(2)), 2));
        assert_eq!(worst([&ended]), IncidentSeverity::Normal);
        let again = Told {
            resolved: Some(false),
            ..Told::default()
        };
        assert_eq!(ended.changed(&again, now).unwrap().end, None);
        for (wrong, field) in [
            (
                Told {
                    workload: Some("Garden".into()),
                    ..told.clone()
                },
                "workload",
            ),
            (
                Told {
                    messages: vec![" ".into()],
                    ..told.clone()
                },
                "messages",
            ),
            (
                Told {
                    messages: vec!["x".repeat(4001)],
                    ..told.clone()
                },
                "messages[0].messageText",
            ),
        ] {
            let refused = Incident::publish(&wrong, "i".into(), now).unwrap_err();
            assert_eq!(refused.field.as_deref(), Some(field));
        }
    }
}
