//! The mails about moves: what somebody is asked for, until when, why a move stands still, that it is complete.

use super::write::Part;
use nahtlos_model::{
    catalogue::Catalogue,
    moves::{Halted, Move, notices::Notice, tasks::Task},
    notice::Notice as Sentence,
};
use nahtlos_report::{Args, Texts, numbers, sentence::Reader};

/// What a mail is written from.
pub(super) struct OfMove<'a> {
    pub(super) texts: &'a Texts,
    pub(super) of: &'a Move,
    pub(super) catalogue: &'a Catalogue,
    pub(super) task: Option<&'a str>,
}

impl OfMove<'_> {
    fn task(&self) -> Option<&Task> {
        self.of.tasks.iter().find(|one| Some(one.id.as_str()) == self.task)
    }

    /// Before it is planned nobody is asked for anything, and nothing stands still.
    fn reader(&self) -> Option<Reader<'_>> {
        let currency = self.of.plan.as_ref()?.currency;
        Some(Reader::of_catalogue(self.texts, self.catalogue, currency))
    }

    fn args(&self) -> Args {
        let args = Args::new().text("customer", &self.of.customer.name).text("id", &self.of.id);
        match self.task().and_then(|task| task.deadline) {
            Some(day) => args.text("has-day", "yes").text("day", numbers::date(self.texts.lang(), day)),
            None => args.text("has-day", "no").text("day", ""),
        }
    }

    pub(super) fn subject(&self, notice: Notice) -> String {
        self.texts.fill(&format!("move-mail-{notice}-subject"), self.args())
    }

    pub(super) fn parts(&self, notice: Notice) -> Vec<Part> {
        let mut parts = vec![Part::Text(self.texts.fill(&format!("move-mail-{notice}"), self.args()))];
        let reader = self.reader();
        match notice {
            Notice::Asked | Notice::Reminder => {
                if let Some((task, reader)) = self.task().zip(reader) {
                    let values = task.values.clone();
                    let wanted = Sentence {
                        values,
                        ..Sentence::new(task.kind)
                    };
                    parts.push(Part::Text(reader.notice(&wanted)));
                    let party = Args::new().text("party", reader.word(task.party));
                    parts.push(Part::Text(self.texts.fill("move-mail-party", party)));
                }
            }
            Notice::Halted => parts.extend(reader.and_then(|reader| self.why(&reader)).map(Part::Text)),
            Notice::Completed => {}
        }
        parts.push(Part::Text(self.texts.fill(&format!("move-mail-{notice}-how"), self.args())));
        parts
    }

    /// Why it stands still.
    fn why(&self, reader: &Reader<'_>) -> Option<String> {
        Some(match self.of.halt.as_ref()? {
            Halted::Person { by, note } => {
                let args = Args::new().text("by", by).text("note", note);
                let said = if note.is_empty() { "no" } else { "yes" };
                self.texts.fill("move-mail-stopped", args.text("has-note", said))
            }
            Halted::Refuted { counter, .. } => reader.notice(counter),
            Halted::Refused { message, .. } => message.clone(),
            Halted::Drift { what, subject, .. } => {
                let args = Args::new().text("subject", reader.subject(subject));
                self.texts.fill(&format!("drift-{what}"), args)
            }
        })
    }
}
