//! Webhooks of the partner: where they go and which, a test, what was delivered, what was given up and is sent again.

use super::{
    frame::Trouble,
    inside::Refused,
    lists::{Table, only_shown},
    show,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Choice, Field, Form, Head, Kind, Link, Menu, Part, Value, Weight};
use nahtlos_wire::{
    Collection,
    webhooks::{UndeliveredWebhook, WebhookRegistration},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/settings/webhooks", list),
    page!(Signed, Write, "POST", "/settings/webhooks", register),
    page!(Signed, Write, "POST", "/settings/webhooks/test", test),
    page!(Signed, Write, "POST", "/settings/webhooks/replay", replay),
];

const REGISTRATION: &str = "/webhooks/v1/registration";
const DELIVERIES: &str = "/moves/v1/webhooks";
/// Deliveries of a kind that are shown.
const SHOWN: usize = 20;

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    all(&visit, ("", ""), 200).await
}

async fn registration(visit: &Visit) -> Result<Option<WebhookRegistration>, Refused> {
    match visit.get(REGISTRATION).read::<WebhookRegistration>().await {
        Ok(found) => Ok(Some(found).filter(|found| found.webhook_url.is_some())),
        Err(refused) if refused.status == 404 => Ok(None),
        Err(refused) => Err(refused),
    }
}

async fn all(visit: &Visit, wrong: (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let known = registration(visit).await?;
    let events: Vec<String> = visit.get(format!("{REGISTRATION}/events")).read().await?;
    let mut head = Head::new(visit.say("desk-webhooks"));
    head.above = Some(Link::new(visit.say("pages-menu-settings"), "/settings"));
    head.lead = visit.say("desk-webhooks-lead");
    let mut parts = vec![Part::Form(form(visit, known.as_ref(), &events, wrong))];
    if known.is_some() {
        let test = Button::post(
            visit.say("desk-webhook-test"),
            "/settings/webhooks/test".to_owned(),
            &[],
            Weight::Plain,
        );
        parts.push(Part::Buttons(vec![test]));
    }
    let lost = deliveries(visit, "undelivered").await?;
    if !lost.is_empty() {
        parts.push(Part::Form(again(visit, &lost)));
    }
    for kind in ["undelivered", "waiting", "accepted"] {
        let found = if kind == "undelivered" {
            lost.clone()
        } else {
            deliveries(visit, kind).await?
        };
        if !found.is_empty() || kind == "accepted" {
            parts.push(only_shown(table(visit, kind, &found)));
        }
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Settings)))))
}

async fn deliveries(visit: &Visit, status: &str) -> Result<Vec<UndeliveredWebhook>, Refused> {
    let path = format!("{DELIVERIES}/deliveries?status={status}&size={SHOWN}");
    Ok(visit.get(path).read::<Collection<UndeliveredWebhook>>().await?.items)
}

fn form(visit: &Visit, known: Option<&WebhookRegistration>, events: &[String], (field, wrong): (&str, &str)) -> Form {
    let sent: Vec<&str> = visit.form.all("events").collect();
    let registered = known.and_then(|known| known.webhook_events.clone()).unwrap_or_default();
    let is_on = |event: &str| match sent.is_empty() {
        false => sent.contains(&event),
        true => registered.iter().any(|one| one.eq_ignore_ascii_case(event)),
    };
    let choices = events.iter().map(|event| Choice::new(event, event, is_on(event)));
    let url = known.and_then(|known| known.webhook_url.clone()).unwrap_or_default();
    Form {
        id: "webhook".to_owned(),
        action: "/settings/webhooks".to_owned(),
        fields: vec![
            Field::new("url", visit.say("desk-webhook-url"), Kind::Token)
                .hint(visit.say("desk-webhook-url-hint"))
                .value(visit.form.some("url").map_or(url, str::to_owned)),
            Field::new("events", visit.say("desk-webhook-events"), Kind::Checks(choices.collect())).optional(),
        ],
        submit: visit.say(if known.is_some() { "desk-change" } else { "desk-webhook-register" }),
        ..Form::default()
    }
    .refused(
        match field {
            "webhookUrl" | "WebhookUrl" => "url",
            "webhookEvents" | "WebhookEvents" => "events",
            other => other,
        },
        wrong,
    )
}

fn again(visit: &Visit, lost: &[UndeliveredWebhook]) -> Form {
    let choice = |one: &UndeliveredWebhook| {
        let id = one.id.clone().unwrap_or_default();
        let at = one.changed_date_time.map(|at| at.to_string()).unwrap_or_default();
        Choice::new(id, format!("{} {at}", one.event_name.clone().unwrap_or_default()), true)
    };
    Form {
        id: "replay".to_owned(),
        action: "/settings/webhooks/replay".to_owned(),
        title: visit.say("desk-webhook-again-title"),
        fields: vec![Field::new(
            "deliveries",
            visit.say("desk-webhook-undelivered"),
            Kind::Checks(lost.iter().map(choice).collect()),
        )],
        submit: visit.say("desk-webhook-again"),
        ..Form::default()
    }
}

fn table(visit: &Visit, kind: &str, found: &[UndeliveredWebhook]) -> Part {
    let id = match kind {
        "undelivered" => "webhooks-undelivered",
        "waiting" => "webhooks-waiting",
        _ => "webhooks-accepted",
    };
    let mut table = Table::new(visit, id, &format!("desk-webhook-{kind}"))
        .text(visit, "when")
        .text(visit, "what")
        .number(visit, "attempts")
        .text(visit, "answer")
        .empty(visit.say("desk-webhook-none"), None);
    for one in found {
        let last = one.attempts.iter().flatten().last();
        let said = last.map(|last| [last.response_code.clone(), last.response_message.clone()]);
        let said = said.map(|parts| parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        table.row(vec![
            Cell::new(one.changed_date_time.map_or(Value::Nothing, Value::Moment)),
            Cell::text(one.event_name.clone().unwrap_or_default()).below(one.callback_url.clone().unwrap_or_default()),
            Cell::new(Value::Number(
                i64::try_from(one.attempts.as_ref().map_or(0, Vec::len)).unwrap_or_default(),
            )),
            show::text(said.as_deref()),
        ]);
    }
    table.part(visit)
}

async fn register(visit: Visit) -> Result<Answer, Trouble> {
    let known = registration(&visit).await?;
    let method = if known.is_some() { "PUT" } else { "POST" };
    // What this page does not show stays as it is.
    let wanted = WebhookRegistration {
        webhook_url: Some(visit.form.text("url").to_owned()),
        webhook_events: Some(visit.form.all("events").map(str::to_owned).collect()),
        last_modified_timestamp: None,
        ..known.unwrap_or_default()
    };
    match visit.send(method, REGISTRATION).with(&wanted).json().await {
        Ok(_) => Ok(visit.saying(see("/settings/webhooks"), "changed")),
        Err(refused) if refused.status < 500 => all(&visit, (&refused.field, &refused.sentence), refused.status).await,
        Err(refused) => Err(refused.into()),
    }
}

async fn test(visit: Visit) -> Result<Answer, Trouble> {
    match visit.send("POST", format!("{REGISTRATION}/validationEvents")).json().await {
        Ok(_) => Ok(visit.saying(see("/settings/webhooks"), "webhook-test")),
        Err(refused) if refused.status < 500 => all(&visit, (&refused.field, &refused.sentence), refused.status).await,
        Err(refused) => Err(refused.into()),
    }
}

async fn replay(visit: Visit) -> Result<Answer, Trouble> {
    for id in visit.form.all("deliveries") {
        let path = format!("{DELIVERIES}/undelivered/{}/replay", super::visit::segment(id));
        match visit.send("POST", path).json().await {
            Ok(_) => {}
            Err(refused) if refused.status < 500 => return all(&visit, (&refused.field, &refused.sentence), refused.status).await,
            Err(refused) => return Err(refused.into()),
        }
    }
    Ok(visit.saying(see("/settings/webhooks"), "webhooks-again"))
}
