//! The answers to a transfer: each says first what it means.

use super::{
    frame::Trouble,
    inside::Refused,
    table::page,
    transfers::{Known, api, here, previewed},
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Choice, Confirm, Field, Form, Head, Kind, Link, Menu, Part, Weight};
use serde_json::{Value as Json, json};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/transfers/{customer}/{transfer}/{decision}", ask),
    page!(Signed, Write, "POST", "/transfers/{customer}/{transfer}/{decision}", decide),
];

/// A decision that may be taken now.
fn may(visit: &Visit, known: &Known) -> Result<&'static str, Answer> {
    let found = known.decisions().iter().find(|decision| **decision == visit.param(2));
    found.copied().ok_or_else(|| visit.saying(see(here(visit)), "otherwise"))
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    if !["accept", "reject", "cancel", "withdraw"].contains(&visit.param(2)) {
        return Err(Trouble::Missing);
    }
    let known = Known::of(&visit).await?;
    Ok(match may(&visit, &known) {
        Ok(decision) => asked(&visit, &known, decision, ""),
        Err(answer) => answer,
    })
}

/// The page that says what a decision means.
fn asked(visit: &Visit, known: &Known, decision: &str, wrong: &str) -> Answer {
    let status = if wrong.is_empty() { 200 } else { 400 };
    if decision == "accept" && known.modern {
        return choose(visit, known, wrong, status);
    }
    let count = i64::try_from(known.lines().filter(|line| line.is_eligible == Some(true)).count()).unwrap_or_default();
    let mut effects = vec![visit.say_count(&format!("desk-transfer-{decision}-effect"), count)];
    if decision == "accept" {
        effects.push(visit.say("desk-transfer-users-stay"));
    }
    if !wrong.is_empty() {
        effects.insert(0, wrong.to_owned());
    }
    let confirm = Confirm {
        title: visit.say_with(&format!("desk-transfer-{decision}-title"), "customer", &known.customer(visit)),
        effects,
        action: visit.path.clone(),
        submit: visit.say(&format!("desk-transfer-{decision}")),
        weight: if decision == "accept" { Weight::Main } else { Weight::Grave },
        back: Link::new(visit.say("desk-transfer-back"), here(visit)),
        ..Confirm::default()
    };
    visit.page(status, confirm.render(&visit.shell(Some(Menu::Partners))))
}

/// Which subscriptions go over: all that can, unless somebody chooses otherwise.
fn choose(visit: &Visit, known: &Known, wrong: &str, status: u16) -> Answer {
    let asked: Vec<&str> = visit.form.all("subscription").collect();
    let able = known.lines().filter(|line| line.is_eligible == Some(true));
    let choices = able.map(|line| {
        let id = line.subscription_id.clone().unwrap_or_default();
        // Who chose none is not to have chosen all of them.
        let on = wrong.is_empty() || asked.contains(&id.as_str());
        let hint = nahtlos_report::Args::new()
            .count("count", line.quantity.unwrap_or_default())
            .text("held", line.held.unwrap_or_default().to_string());
        Choice {
            hint: visit.texts().fill("desk-transfer-choice", hint),
            ..Choice::new(id, line.friendly_name.clone().unwrap_or_default(), on)
        }
    });
    let choices: Vec<Choice> = choices.collect();
    let mut head = Head::new(visit.say_with("desk-transfer-accept-title", "customer", &known.customer(visit)));
    head.above = Some(Link::new(visit.say("desk-transfer-back"), here(visit)));
    head.lead = visit.say("desk-transfer-users-stay");
    let mut parts = previewed(visit, known);
    if !choices.is_empty() {
        let field = Field::new("subscription", visit.say("desk-transfer-which"), Kind::Checks(choices));
        let form = Form {
            id: "accept".to_owned(),
            action: visit.path.clone(),
            fields: vec![field],
            submit: visit.say("desk-transfer-accept"),
            back: Some(Link::new(visit.say("desk-transfer-back"), here(visit))),
            ..Form::default()
        };
        parts.push(Part::Form(form.refused(if asked.is_empty() { "subscription" } else { "" }, wrong)));
    }
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Partners))))
}

async fn decide(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let decision = match may(&visit, &known) {
        Ok(decision) => decision,
        Err(answer) => return Ok(answer),
    };
    let chosen: Vec<Json> = visit
        .form
        .all("subscription")
        .map(|id| json!({ "subscriptionId": id, "productType": "OnlineServicesNCE" }))
        .collect();
    if decision == "accept" && known.modern && chosen.is_empty() {
        return Ok(asked(&visit, &known, decision, &visit.say("desk-transfer-none-chosen")));
    }
    match sent(&visit, &known, decision, &chosen).await {
        Ok(()) => {
            // What was withdrawn is gone.
            let to = if decision == "withdraw" {
                "/transfers".to_owned()
            } else {
                here(&visit)
            };
            Ok(visit.saying(see(to), &format!("transfer-{decision}")))
        }
        Err(refused) if refused.status < 500 => Ok(asked(&visit, &known, decision, &refused.sentence)),
        Err(refused) => Err(refused.into()),
    }
}

async fn sent(visit: &Visit, known: &Known, decision: &str, chosen: &[Json]) -> Result<(), Refused> {
    let path = api(visit);
    let question = match (decision, known.modern) {
        ("accept", true) => visit.send("PATCH", path).with(&json!({ "lineItems": chosen })),
        ("accept", false) => visit.send("POST", format!("{path}/accept")),
        ("withdraw", _) => visit.send("DELETE", path),
        ("cancel", _) => visit.send("PATCH", path).with(&json!({ "status": "Cancel" })),
        _ => visit.send("PATCH", path).with(&json!({ "status": "reject" })),
    };
    question.json().await.map(|_| ())
}
