//! Templates: what there is, where a text is to be had, and the text itself.

use super::view::{address, kinds, metadata, named};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    agreements::{ENGLISH, Templates},
    instants::Instant,
    permissions::Action,
    refusals::Refusal,
};
use nahtlos_report::Args;
use nahtlos_wire::{Collection, Link, agreements as wire};

/// Milliseconds of a minute.
const MINUTE_MS: i64 = 60_000;

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let reading = ask.read(Need::own(Action::ReadAgreements)).await?;
    let kind = kinds(&ask)?;
    let all = Templates::bundled().on(kind, reading.now.date());
    let items: Vec<wire::AgreementMetaData> = all.map(|t| metadata(&ask, t)).collect();
    Ok(Answer::ok(&Collection::of(items)))
}

/// The same by a path of an older configuration, in the shape that it names.
pub(crate) async fn by_type(ask: Ask) -> Result<Answer, Problem> {
    let reading = ask.read(Need::own(Action::ReadAgreements)).await?;
    let kind = named(ask.param(0), "agreementType")?;
    let all = Templates::bundled().on(Some(kind), reading.now.date());
    let items = all.map(|t| wire::Agreement {
        template_id: Some(t.id.clone()),
        kind: Some(super::view::kind(t.kind)),
        agreement_link: Some(address(&ask, &t.id)),
        ..wire::Agreement::default()
    });
    Ok(Answer::ok(
        &Collection::of(items.collect()).with_link("self", Link::get(ask.path.clone())),
    ))
}

/// Where a text is to be had, in a language and for a country. The address is another one every time and works for some minutes.
pub(crate) async fn document(ask: Ask) -> Result<Answer, Problem> {
    let reading = ask.read(Need::own(Action::ReadAgreements)).await?;
    let template = Templates::bundled().find(ask.param(0));
    let template = template.ok_or_else(|| ask.not_found(ask.param(0)))?;
    let country = ask.query.get("country").unwrap_or("US");
    if !reading.assortment.markets.is_empty() && !reading.assortment.markets.contains_key(country) {
        return Err(Refusal::property(
            "country",
            format!("{country:?} is no country's two letters, in capitals, where something is sold"),
        )
        .into());
    }
    let language = Templates::bundled().language(ask.query.get("language").unwrap_or(ENGLISH), country);
    let until = reading.now.plus_ms(reading.numbers().agreement_link_minutes * MINUTE_MS);
    let base = address(&ask, &template.id);
    let once = crate::ambient::guid();
    let display = format!("{base}?language={language}&country={country}&until={until}&link={once}");
    Ok(Answer::ok(&wire::AgreementDocument {
        download_uri: Some(format!("{display}&download=true")),
        display_uri: Some(display),
        language: Some(language.to_owned()),
        country: Some(country.to_owned()),
        version_rank: Some(template.version_rank),
    }))
}

/// The text of a template, for anybody: it is no secret.
pub(crate) async fn file(ask: Ask) -> Result<Answer, Problem> {
    let name = ask.param(0);
    let template = name.strip_suffix(".txt").and_then(|id| Templates::bundled().find(id));
    let template = template.ok_or_else(|| ask.not_found(name))?;
    if let Some(until) = ask.query.get("until") {
        let until: Option<Instant> = until.parse().ok();
        if until.is_none_or(|until| until < ask.center.engine.now()) {
            return Err(ask.not_found(name));
        }
    }
    let language = ask.query.get("language").unwrap_or(&ask.call.locale);
    let args = Args::new()
        .text("template", template.id.as_str())
        .text("country", ask.query.get("country").unwrap_or("-"))
        .text("version", template.version_rank.to_string());
    let key = format!("agreement-{}", template.kind.as_str().to_ascii_lowercase());
    let text = ask.center.texts.of(language).fill(&key, args) + "\n";
    let answer = Answer::bytes("text/plain; charset=utf-8", text.into_bytes());
    if !ask.query.flag("download") {
        return Ok(answer);
    }
    Ok(answer.with("content-disposition", format!("attachment; filename=\"{}.txt\"", template.id)))
}
