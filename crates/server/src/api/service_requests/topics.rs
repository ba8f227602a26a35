//! Topics that a request can be about, by the caller's language.

use super::reads;
use crate::api::{answer::Answer, ask::Ask, context::View, problem::Problem};
use nahtlos_model::service_requests::Topics;
use nahtlos_wire::{Attributes, Collection, service_requests as wire};

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let day = ask.read(reads(None)).await?.now.date();
    let view = ask.view();
    let texts = view.center.texts.of(&view.locale);
    let topics = Topics::bundled().on(day).map(|topic| wire::SupportTopic {
        name: Some(name(&view, topic.id)),
        description: Some(texts.say(&format!("support-about-{}", topic.id))),
        id: Some(topic.id),
        attributes: Some(Attributes::of("SupportTopic")),
    });
    Ok(Answer::ok(&Collection::of(topics.collect())))
}

/// A topic's name.
pub(super) fn name(view: &View, id: i64) -> String {
    view.center.texts.of(&view.locale).say(&format!("support-topic-{id}"))
}
