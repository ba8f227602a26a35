//! Topics of service requests: dated data in `rules/support.toml`.

use crate::{dates::Date, refusals::Refusal, rules::Certainty};
use serde::Deserialize;
use std::sync::LazyLock;

/// A topic. Its name stands in the locales.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Topic {
    /// Id.
    pub id: i64,
    /// First day it holds; absent: always before.
    pub valid_from: Option<Date>,
    /// Last day it holds; absent: until further notice.
    pub valid_until: Option<Date>,
    /// How firm it is.
    pub certainty: Certainty,
    /// The document that says so.
    pub source: String,
}

/// The pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topics {
    /// In the order in which they are listed.
    pub topics: Vec<Topic>,
}

static BUNDLED: LazyLock<Topics> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/support.toml")).expect("the bundled pack parses: a test sees to it"));

impl Topics {
    /// The topics that come with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Those of a day.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Topic> {
        let holds = move |t: &&Topic| t.valid_from.is_none_or(|from| from <= day) && t.valid_until.is_none_or(|until| day <= until);
        self.topics.iter().filter(holds)
    }

    /// That there is such a topic on a day.
    ///
    /// # Errors
    /// `InvalidProperty`, with the ids that there are.
    pub fn check(&self, id: i64, day: Date) -> Result<(), Refusal> {
        if self.on(day).any(|topic| topic.id == id) {
            return Ok(());
        }
        let known: Vec<String> = self.on(day).map(|topic| topic.id.to_string()).collect();
        Err(Refusal::property(
            "supportTopicId",
            format!("{id} is no topic; there are {}", known.join(", ")),
        ))
    }
}
