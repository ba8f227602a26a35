//! The page of an invitation's link: shows it, and takes the answer of the customer's administrator.

use super::{
    Says, decide,
    form::{self, Form, Wrong},
    sheet::{self, Sheet, State},
    view,
};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    Halt,
    invitations::{Acceptance, Asked, DecideInvitation},
};
use nahtlos_model::{
    invitations::InvitationStatus,
    refusals::{Code, Refusal},
};
use nahtlos_report::Texts;

pub(crate) async fn show(ask: Ask) -> Result<Answer, Problem> {
    let asked = match open(&ask).await? {
        Ok(asked) => asked,
        Err(unknown) => return Ok(unknown),
    };
    let texts = ask.center.texts.of(view::language(&ask, &asked.invitation.language).tag());
    let filled = sheet::Filled {
        email: asked.invitation.customer_email.clone().unwrap_or_default(),
        ..sheet::Filled::default()
    };
    Ok(paper(&ask, texts, &asked, filled, Vec::new()).answer(200))
}

pub(crate) async fn answer(ask: Ask) -> Result<Answer, Problem> {
    let asked = match open(&ask).await? {
        Ok(asked) => asked,
        Err(unknown) => return Ok(unknown),
    };
    let texts = ask.center.texts.of(view::language(&ask, &asked.invitation.language).tag());
    let form = Form::read(&ask);
    let again = |status, wrong| Ok(paper(&ask, texts, &asked, form.filled.clone(), wrong).answer(status));
    let missing = form.missing(texts);
    if !missing.is_empty() {
        return again(400, missing);
    }
    let person = match form.sign_in(&ask, texts).await? {
        Ok(person) => person,
        Err(wrong) => return again(403, vec![wrong]),
    };
    let acceptance = form.accepts.unwrap_or(false).then(|| Acceptance {
        agreement_accepted: form.agreement,
        contact: form.contact(&person),
    });
    let command = DecideInvitation {
        token: ask.param(0).to_owned(),
        acceptance,
    };
    match ask.center.engine.execute(&form::call(&ask, &person), command).await {
        // Seen again by GET: loading the page anew does not answer anew.
        Ok(_) => Ok(Answer {
            status: 303,
            location: Some(format!("?lang={}", texts.lang().tag())),
            ..Answer::default()
        }),
        Err(Halt::Refused(refusal)) => {
            let (status, wrong) = refused(&ask, texts, &person.user.tenant_id, refusal).await?;
            again(status, vec![wrong])
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The invitation of the link, or the page that says there is none.
async fn open(ask: &Ask) -> Result<Result<Asked, Answer>, Problem> {
    match ask.center.engine.open_invitation(ask.param(0)).await {
        Ok(asked) => Ok(Ok(asked)),
        Err(Halt::Refused(refusal)) if refusal.code == Code::NotFound => {
            let language = view::language(ask, &ask.call.locale);
            Ok(Err(sheet::unknown(ask.center.texts.of(language.tag()))))
        }
        Err(other) => Err(other.into()),
    }
}

/// What a refused answer says on the page.
pub(in crate::api) async fn refused(ask: &Ask, texts: &Texts, tenant: &str, refusal: Refusal) -> Result<(u16, Wrong), Problem> {
    if refusal.field.as_deref().is_some_and(|f| f.starts_with("primaryContact.")) {
        return Ok((400, Wrong::new(texts, "first-name", "contact")));
    }
    let Problem::Refused(refusal) = decide::explained(&ask.center, tenant, refusal.into()).await? else {
        return Ok((400, Wrong::new(texts, "name", "sign-in")));
    };
    let wrong = Wrong {
        field: "name",
        sentence: ask.center.texts.refusal(texts.lang().tag(), &refusal),
    };
    Ok((refusal.code.status(), wrong))
}

fn paper<'a>(ask: &Ask, texts: &'a Texts, asked: &'a Asked, filled: sheet::Filled, wrong: Vec<Wrong>) -> Sheet<'a> {
    let says = Says::of(texts, asked);
    let invitation = &asked.invitation;
    let now = ask.center.engine.now();
    let mut sheet = Sheet::new(ask, &says);
    sheet.meta = meta(&says, asked);
    sheet.wrong = wrong;
    if invitation.still_open(now).is_ok() {
        sheet.meta.push(says.with("until", "date", &says.last_day(invitation.expires)));
        if let Some(domain) = &invitation.customer_domain {
            sheet.meta.push(says.with("only-domain", "domain", domain));
        }
        sheet.form = Some(filled);
        sheet.declines = true;
    } else {
        sheet.state = over(&says, asked, invitation.status_at(now));
    }
    sheet
}

fn meta(says: &Says<'_>, asked: &Asked) -> Vec<String> {
    let mut meta = Vec::new();
    if let Some(customer) = &asked.invitation.customer_name {
        meta.push(says.with("for", "customer", customer));
    }
    meta.push(match asked.invitation.created_by.as_ref().filter(|p| !p.name.is_empty()) {
        Some(person) => says.with("from-person", "person", &person.name),
        None => says.say("from"),
    });
    if says.provider.is_some() {
        meta.push(says.say("through"));
    }
    meta
}

/// How it ended.
fn over(says: &Says<'_>, asked: &Asked, status: InvitationStatus) -> State {
    let invitation = &asked.invitation;
    let day = match status {
        InvitationStatus::Expired => says.last_day(invitation.expires),
        _ => invitation.decided.map(|at| says.day(at)).unwrap_or_default(),
    };
    let who = invitation.decided_by.as_ref().filter(|_| status == InvitationStatus::Accepted);
    let sentence = match who.filter(|p| !p.name.is_empty()) {
        Some(person) => says.with_both("over-accepted-by", ("person", &person.name), ("date", &day)),
        None => says.with(&format!("over-{status}"), "date", &day),
    };
    State {
        class: if status == InvitationStatus::Accepted { "good" } else { "over" },
        word: says.say(&format!("state-{status}")),
        sentence,
    }
}
