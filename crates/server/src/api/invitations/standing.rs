//! The page of a partner's standing link, the one that the reference's relationship request leads to: the same for every customer, so
//! it says nothing of any, and asks for no delegated rights.

use super::{
    Says,
    form::{self, Form, Wrong},
    page::refused,
    sheet::{self, Sheet, State},
    view,
};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    Halt,
    relationships::{JoinPartner, Pair},
};
use nahtlos_model::refusals::Code;
use nahtlos_report::Texts;

pub(crate) async fn show(ask: Ask) -> Result<Answer, Problem> {
    let texts = texts(&ask);
    match pair(&ask).await? {
        Some(pair) => Ok(paper(&ask, texts, &pair, sheet::Filled::default(), Vec::new()).answer(200)),
        None => Ok(sheet::unknown(texts)),
    }
}

pub(crate) async fn answer(ask: Ask) -> Result<Answer, Problem> {
    let texts = texts(&ask);
    let Some(pair) = pair(&ask).await? else {
        return Ok(sheet::unknown(texts));
    };
    let mut form = Form::read(&ask);
    form.accepts = form.accepts.filter(|accepts| *accepts);
    let again = |status, wrong| Ok(paper(&ask, texts, &pair, form.filled.clone(), wrong).answer(status));
    let missing = form.missing(texts);
    if !missing.is_empty() {
        return again(400, missing);
    }
    let person = match form.sign_in(&ask, texts).await? {
        Ok(person) => person,
        Err(wrong) => return again(403, vec![wrong]),
    };
    let command = JoinPartner {
        partner_id: pair.partner.id.clone(),
        provider_id: pair.provider.as_ref().map(|p| p.id.clone()),
        agreement_accepted: form.agreement,
        contact: form.contact(&person),
    };
    match ask.center.engine.execute(&form::call(&ask, &person), command).await {
        Ok(relationship) => {
            let says = says(texts, &pair);
            let day = says.day(relationship.since);
            let mut sheet = Sheet::new(&ask, &says);
            sheet.state = State {
                class: "good",
                word: says.say("state-accepted"),
                sentence: says.with_both("over-accepted-by", ("person", &person.user.display_name), ("date", &day)),
            };
            Ok(sheet.answer(200))
        }
        Err(Halt::Refused(refusal)) => {
            let (status, wrong) = refused(&ask, texts, &person.user.tenant_id, refusal).await?;
            again(status, vec![wrong])
        }
        Err(fault) => Err(fault.into()),
    }
}

fn texts(ask: &Ask) -> &Texts {
    ask.center.texts.of(view::language(ask, "en").tag())
}

/// Who asks; `None`: no such partner, or no such pair.
async fn pair(ask: &Ask) -> Result<Option<Pair>, Problem> {
    let (partner, provider) = (ask.id(0), ask.query.get("msppId").filter(|id| *id != "0"));
    // Nobody is called so, and PostgreSQL keeps it in no text.
    if [Some(partner.as_str()), provider].into_iter().flatten().any(|id| id.contains('\0')) {
        return Ok(None);
    }
    match ask.center.engine.standing_link(&partner, provider).await {
        Ok(pair) => Ok(Some(pair)),
        Err(Halt::Refused(refusal)) if refusal.code == Code::NotFound => Ok(None),
        Err(other) => Err(other.into()),
    }
}

fn says<'a>(texts: &'a Texts, pair: &'a Pair) -> Says<'a> {
    Says {
        texts,
        partner: &pair.partner.name,
        domain: &pair.partner.domain,
        provider: pair.provider.as_ref().map(|p| p.name.as_str()),
        delegated: false,
        roles: (&[], 0),
    }
}

fn paper<'a>(ask: &Ask, texts: &'a Texts, pair: &'a Pair, filled: sheet::Filled, wrong: Vec<Wrong>) -> Sheet<'a> {
    let says = says(texts, pair);
    let mut sheet = Sheet::new(ask, &says);
    sheet.meta.push(says.say("from"));
    if says.provider.is_some() {
        sheet.meta.push(says.say("through"));
    }
    sheet.form = Some(filled);
    sheet.wrong = wrong;
    sheet
}
