//! The page that the partner's link leads to: who asks for which roles, and the form for the answer of a global administrator. One file
//! of HTML that loads nothing and needs no script. The link decides nothing: whoever answers signs in first.

use crate::api::{
    answer::Answer,
    ask::Ask,
    invitations::{
        form::{self, Form, Wrong},
        page::refused,
        sheet::{self, Language},
        view,
    },
    problem::Problem,
};
use askama::Template;
use nahtlos_engine::{
    Halt,
    delegations::{DecideDelegation, Decision, Shown},
};
use nahtlos_model::{
    delegations::{DelegationStatus, roles},
    refusals::Code,
};
use nahtlos_report::{Args, Texts};

#[derive(Template)]
#[template(path = "delegation.html")]
struct Sheet<'a> {
    t: &'a Texts,
    style: &'static str,
    heading: String,
    /// `open`, `good` or `over`.
    class: &'static str,
    state: String,
    meta: Vec<String>,
    roles: Vec<&'static str>,
    /// The sign-in name that was filled in; `None`: nothing is to be answered.
    name: Option<String>,
    wrong: Vec<Wrong>,
    languages: Vec<Language>,
}

pub(crate) async fn show(ask: Ask) -> Result<Answer, Problem> {
    let texts = texts(&ask);
    Ok(match find(&ask).await? {
        Some(shown) => paper(&ask, texts, &shown, String::new(), Vec::new(), 200),
        None => sheet::unknown(texts),
    })
}

pub(crate) async fn answer(ask: Ask) -> Result<Answer, Problem> {
    let texts = texts(&ask);
    let Some(shown) = find(&ask).await? else {
        return Ok(sheet::unknown(texts));
    };
    let mut form = Form::read(&ask);
    // There is no agreement to accept here.
    form.agreement = true;
    let again = |status, wrong| Ok(paper(&ask, texts, &shown, form.filled.name.clone(), wrong, status));
    let missing = form.missing(texts);
    if !missing.is_empty() {
        return again(400, missing);
    }
    let person = match form.sign_in(&ask, texts).await? {
        Ok(person) => person,
        Err(wrong) => return again(403, vec![wrong]),
    };
    let command = DecideDelegation {
        id: shown.delegation.id.clone(),
        decision: match form.accepts {
            Some(true) => Decision::Approve,
            _ => Decision::Decline,
        },
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

fn texts(ask: &Ask) -> &Texts {
    ask.center.texts.of(view::language(ask, &ask.call.locale).tag())
}

/// The relationship of the link; `None`: there is none, or it is a draft.
async fn find(ask: &Ask) -> Result<Option<Shown>, Problem> {
    match ask.center.engine.asked_delegation(&ask.id(0)).await {
        Ok(shown) => Ok(Some(shown)),
        Err(Halt::Refused(refusal)) if refusal.code == Code::NotFound => Ok(None),
        Err(other) => Err(other.into()),
    }
}

fn paper(ask: &Ask, texts: &Texts, shown: &Shown, name: String, wrong: Vec<Wrong>, status: u16) -> Answer {
    use DelegationStatus::*;
    let (d, partner) = (&shown.delegation, &shown.partner);
    let days = |key: &str, days: i64| texts.fill(key, Args::new().count("days", days));
    let from = Args::new()
        .text("partner", &partner.name)
        .text("domain", &partner.domain)
        .text("name", &d.display_name);
    let (class, state) = match d.status {
        Created | ApprovalPending => ("open", "delegation-state-approvalPending"),
        Approved | Activating | Active => ("good", "delegation-state-active"),
        Expiring | Expired | TerminationRequested | Terminating | Terminated => ("over", "delegation-state-over"),
    };
    let sheet = Sheet {
        t: texts,
        style: sheet::STYLE,
        heading: texts.fill("delegation-heading", Args::new().text("partner", &partner.name)),
        class,
        state: texts.say(state),
        meta: vec![
            texts.fill("delegation-from", from),
            days("delegation-lasts", d.days),
            match d.extends() {
                true => days("delegation-extends", d.extend_days),
                false => texts.say("delegation-ends"),
            },
        ],
        roles: d.roles.iter().filter_map(|id| roles::name(id)).collect(),
        name: (d.status == ApprovalPending).then_some(name),
        wrong,
        languages: sheet::languages(ask, texts.lang()),
    };
    let body = sheet
        .render()
        .unwrap_or_else(|error| format!("<!doctype html><title>{error}</title>"));
    sheet::html(status, body)
}
