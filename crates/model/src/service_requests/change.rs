//! Changes of a service request, by either side: what is not given stays as it is.

use super::{DESCRIPTION, NOTES, Note, Person, RequestStatus, ServiceRequest, Severity, TITLE, Topics, checks, long, note, too_many};
use crate::{instants::Instant, refusals::Refusal};

/// Who writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The partner.
    Partner(Person),
    /// The programme's administrators.
    Programme(Person),
}

/// What is to change; `None`, and empty texts, mean "as it is".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Title.
    pub title: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// How bad it is.
    pub severity: Option<Severity>,
    /// Where it is to stand.
    pub status: Option<RequestStatus>,
    /// Topic.
    pub topic: Option<i64>,
    /// A new note.
    pub note: Option<String>,
    /// For whom it was filed, which cannot change.
    pub organization: Option<String>,
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

impl ServiceRequest {
    /// What it becomes, with the note that is new; `None`: nothing was to change.
    ///
    /// # Errors
    /// `InvalidProperty` with the field.
    pub fn change(&self, change: &Change, side: &Side, now: Instant) -> Result<Option<(Self, Option<Note>)>, Refusal> {
        let (Side::Partner(by) | Side::Programme(by)) = side;
        self.keeps(change, side)?;
        let said = given(change.note.as_ref())
            .map(|text| note("newNote.text", text, by, now))
            .transpose()?;
        if said.is_some() && self.notes >= NOTES {
            return Err(too_many());
        }
        let mut after = Self {
            status: self.next_status(change.status, side, said.is_some())?,
            severity: change.severity.unwrap_or(self.severity),
            notes: self.notes + i64::from(said.is_some()),
            ..self.clone()
        };
        if let Some(title) = given(change.title.as_ref()) {
            after.title = checks(now).text("title", title, TITLE)?;
        }
        if let Some(description) = given(change.description.as_ref()) {
            after.description = long("description", description, DESCRIPTION)?;
        }
        if let Some(topic) = change.topic.filter(|topic| *topic != self.topic) {
            if self.status == RequestStatus::Closed {
                return Err(Refusal::property(
                    "supportTopicId",
                    "the topic of a closed request stays; open it first",
                ));
            }
            Topics::bundled().check(topic, now.date())?;
            after.topic = topic;
        }
        if after == *self {
            return Ok(None);
        }
        let waits = after.status == RequestStatus::AttentionNeeded;
        after.silent_since = match self.silent_since {
            _ if !waits => None,
            // Whoever is asked again has all the days again.
            Some(since) if !(said.is_some() && matches!(side, Side::Programme(_))) => Some(since),
            _ => Some(now),
        };
        if after.status == RequestStatus::Closed && self.status != RequestStatus::Closed {
            after.closed = Some(now);
        }
        after.updated_by = by.clone();
        after.modified = now;
        after.version += 1;
        Ok(Some((after, said)))
    }

    /// That nothing is to change which cannot. What is sent back as it was read is no change.
    fn keeps(&self, change: &Change, side: &Side) -> Result<(), Refusal> {
        if given(change.organization.as_ref()).is_some_and(|id| !id.eq_ignore_ascii_case(&self.organization.id)) {
            let reason = format!("the request was filed for {}; file another for somebody else", self.organization.id);
            return Err(Refusal::property("organization.id", reason));
        }
        if matches!(side, Side::Partner(_)) {
            return Ok(());
        }
        let other = |sent: Option<&String>, now: &str| given(sent).is_some_and(|text| text != now);
        let fields = [
            ("title", other(change.title.as_ref(), &self.title)),
            ("description", other(change.description.as_ref(), &self.description)),
            ("severity", change.severity.is_some_and(|severity| severity != self.severity)),
            ("supportTopicId", change.topic.is_some_and(|topic| topic != self.topic)),
        ];
        match fields.into_iter().find(|(_, changes)| *changes) {
            Some((field, _)) => Err(Refusal::property(
                field,
                "the partner alone changes it; answer with status and newNote",
            )),
            None => Ok(()),
        }
    }

    /// The state that is asked for; a note of the partner answers what it was asked.
    fn next_status(&self, asked: Option<RequestStatus>, side: &Side, says: bool) -> Result<RequestStatus, Refusal> {
        use RequestStatus::{AttentionNeeded, Closed, Open};
        let answers = says && matches!(side, Side::Partner(_));
        match (self.status, asked) {
            (Closed, Some(AttentionNeeded)) => Err(Refusal::property(
                "status",
                "a closed request is opened before it can need attention",
            )),
            // Clients send the state that they read along with the note.
            (AttentionNeeded, None | Some(AttentionNeeded)) if answers => Ok(Open),
            (now, asked) => Ok(asked.unwrap_or(now)),
        }
    }
}
