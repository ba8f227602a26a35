//! Services that a plan would take away: said one by one, with how many users have each and what they would have instead; nothing is lost
//! that somebody did not say yes to here.

use super::{frame::Trouble, moves::read, table::page, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Choice, Field, Form, Head, Kind, Link, Menu, Note, Part, Story, Tone, Weight};
use nahtlos_wire::moves::{Move, MoveLoss, MoveLosses, MovePlanRequest, NO_LOSS};
use serde_json::json;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/moves/{move}/losses", show),
    page!(Signed, Write, "POST", "/moves/{move}/losses", accept),
];

/// What is lost with what is accepted now, or would be with what is chosen.
async fn losses(visit: &Visit, accept: Option<&[&str]>) -> Result<MoveLosses, Trouble> {
    let of = visit.segment(0);
    let path = match accept {
        Some([]) => format!("/moves/v1/moves/{of}/losses?accept={NO_LOSS}"),
        Some(services) => format!("/moves/v1/moves/{of}/losses?accept={}", super::visit::segment(&services.join(","))),
        None => format!("/moves/v1/moves/{of}/losses"),
    };
    Ok(visit.get(path).read().await?)
}

async fn show(visit: Visit) -> Result<Answer, Trouble> {
    let of = read(&visit).await?;
    let found = losses(&visit, None).await?;
    Ok(page_of(&visit, &of, &found, "", 200))
}

/// Plans it with what may be lost, where there is a plan; otherwise says what else would be.
async fn accept(visit: Visit) -> Result<Answer, Trouble> {
    let of = read(&visit).await?;
    let chosen: Vec<&str> = visit.form.all("lose").collect();
    let found = losses(&visit, Some(&chosen)).await?;
    if found.planned != Some(true) {
        let wrong = visit.say("desk-losses-not-enough");
        return Ok(page_of(&visit, &of, &found, &wrong, 422));
    }
    let mut policy = found.policy.clone().unwrap_or_else(|| json!({}));
    policy["acceptLoss"] = json!(chosen);
    let wanted = MovePlanRequest {
        policy: Some(policy),
        ..MovePlanRequest::default()
    };
    let path = format!("/moves/v1/moves/{}/plan", visit.segment(0));
    match visit.send("POST", path).with(&wanted).json().await {
        Ok(_) => Ok(visit.saying(see(format!("/moves/{}", visit.segment(0))), "move-plan")),
        Err(refused) if refused.status < 500 => Ok(page_of(&visit, &of, &found, &refused.sentence, refused.status)),
        Err(refused) => Err(refused.into()),
    }
}

fn page_of(visit: &Visit, of: &Move, found: &MoveLosses, wrong: &str, status: u16) -> Answer {
    let id = of.id.clone().unwrap_or_default();
    let back = format!("/moves/{id}");
    let mut head = Head::new(visit.say("desk-losses"));
    head.above = Some(Link::new(of.customer_name.clone().unwrap_or_default(), back.as_str()));
    head.lead = visit.say("desk-losses-lead");
    let planned = found.planned == Some(true);
    let all = found.losses.as_deref().unwrap_or_default();
    let accepted = all.iter().filter(|loss| loss.accepted == Some(true)).count();
    let sentence = match (planned, accepted) {
        (true, 0) => visit.say("desk-losses-none"),
        (true, some) => visit.say_count("desk-losses-accepted", i64::try_from(some).unwrap_or_default()),
        (false, _) => visit.say("desk-losses-no-plan"),
    };
    let mut parts = vec![Part::Note(Note {
        tone: if planned { Tone::Good } else { Tone::Bad },
        sentence,
        link: planned.then(|| Link::new(visit.say("desk-back-move"), back.as_str())),
    })];
    let reasons = found.reasons.clone().unwrap_or_default();
    if !reasons.is_empty() {
        parts.push(Part::Story(Story {
            title: visit.say("desk-losses-reasons"),
            paragraphs: reasons,
        }));
    }
    if !all.is_empty() {
        parts.push(Part::Form(form(visit, &back, all, wrong)));
    }
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Moves))))
}

fn form(visit: &Visit, back: &str, all: &[MoveLoss], wrong: &str) -> Form {
    let choices = all.iter().map(|loss| {
        let service = loss.service_plan_id.as_deref().unwrap_or_default();
        let name = loss.name.as_deref().unwrap_or(service);
        let mut choice = Choice::new(service, name, loss.accepted == Some(true));
        choice.hint = told(visit, loss);
        choice
    });
    Form {
        id: "losses".to_owned(),
        action: format!("{back}/losses"),
        title: visit.say("desk-losses-which"),
        problem: wrong.to_owned(),
        fields: vec![
            Field::new("lose", visit.say("desk-losses-accept"), Kind::Checks(choices.collect()))
                .hint(visit.say("desk-losses-accept-hint"))
                .optional(),
        ],
        submit: visit.say("desk-losses-plan"),
        weight: Weight::Grave,
        back: Some(Link::new(visit.say("desk-back-move"), back)),
        ..Form::default()
    }
}

/// Who would lose it, and what comes nearest.
fn told(visit: &Visit, loss: &MoveLoss) -> String {
    let count = loss.user_count.unwrap_or_default();
    let mut told = visit.say_count("desk-losses-users", count);
    let users = loss.users.as_deref().unwrap_or_default();
    if !users.is_empty() {
        let more = if i64::try_from(users.len()).unwrap_or_default() < count {
            ", …"
        } else {
            ""
        };
        told.push_str(&format!(" {}{more}.", users.join(", ")));
    }
    let instead = loss.instead.as_deref().unwrap_or_default();
    if !instead.is_empty() {
        told.push(' ');
        told.push_str(&visit.say_with("desk-losses-instead", "what", &instead.join(", ")));
    }
    told
}
