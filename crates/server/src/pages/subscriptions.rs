//! One subscription: seats with the windows in which they can be given back, what happens at the end of the term, and what can be changed.

use super::{
    activity,
    frame::Trouble,
    inside::Refused,
    orders_told::{billing, duration},
    show, subscription_ways,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::instants::Instant;
use nahtlos_pages::{AddOn, Button, Cell, Choice, Fact, Field, Form, Head, Kind, Link, Menu, Scheduled, Tranche, Value, Weight};
use nahtlos_wire::{
    Collection,
    subscriptions::{Subscription, SubscriptionPatch},
};
use serde_json::{Value as Json, json};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}/subscriptions/{subscription}", one),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/subscriptions/{subscription}/seats",
        seats
    ),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/subscriptions/{subscription}/renewal",
        renewal
    ),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/subscriptions/{subscription}/name",
        rename
    ),
    page!(
        Signed,
        Read,
        "GET",
        "/customers/{customer}/subscriptions/{subscription}/cancel",
        ask
    ),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/subscriptions/{subscription}/cancel",
        cancel
    ),
];

pub(super) fn api(visit: &Visit) -> String {
    format!("/v1/customers/{}/subscriptions/{}", visit.segment(0), visit.segment(1))
}

pub(super) fn here(visit: &Visit) -> String {
    format!("/customers/{}/subscriptions/{}", visit.segment(0), visit.segment(1))
}

pub(super) async fn read(visit: &Visit) -> Result<Subscription, Trouble> {
    Ok(visit.get(api(visit)).read().await?)
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let s = read(&visit).await?;
    shown(&visit, &s, ("", ""), 200).await
}

/// The page, with what is wrong with one of its forms.
async fn shown(visit: &Visit, s: &Subscription, wrong: (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let customer: nahtlos_wire::customers::Customer = visit.get(format!("/v1/customers/{}", visit.segment(0))).read().await?;
    let addons: Collection<Subscription> = visit.get(format!("{}/addons", api(visit))).read().await?;
    let name = s.friendly_name.clone().or_else(|| s.offer_name.clone()).unwrap_or_default();
    let company = customer
        .company_profile
        .and_then(|company| company.company_name)
        .unwrap_or_default();
    let status_word = s.status.map(|status| status.to_string()).unwrap_or_default();
    let mut head = Head::new(name);
    head.above = Some(Link::new(company, format!("/customers/{}/subscriptions", visit.segment(0))));
    head.badge = Some(show::badge(visit, "subscription", &status_word));
    head.lead = s.offer_name.clone().unwrap_or_default();
    let cancellable = s.refund_options.as_ref().is_some_and(|options| !options.is_empty());
    if status_word == "active" && cancellable {
        let to = format!("{}/cancel", here(visit));
        head.buttons
            .push(Button::page(visit.say("desk-cancel-subscription"), to, Weight::Grave));
    }
    if status_word == "active" {
        head.buttons.extend(subscription_ways::buttons(visit));
    }
    let view = nahtlos_pages::Subscription {
        head,
        facts: facts(visit, s),
        tranches: tranches(s),
        renewal: at_the_end(visit, s),
        scheduled: scheduled(visit, s),
        add_ons: addons.items.iter().map(|addon| add_on(visit, addon)).collect(),
        transitions: subscription_ways::happened(visit).await?,
        history: activity::of_subject(visit, visit.param(0), visit.param(1)).await?,
        forms: match status_word.as_str() {
            "active" => forms(visit, s, wrong),
            _ => Vec::new(),
        },
    };
    Ok(visit.page(status, view.render(&visit.shell(Some(Menu::Customers)))))
}

fn facts(visit: &Visit, s: &Subscription) -> Vec<Fact> {
    let fact = |key: &str, value: Value| Fact::new(visit.say(&format!("desk-fact-{key}")), value);
    let day = |at: Option<Instant>| at.map_or(Value::Nothing, |at| Value::Day(at.date()));
    vec![
        fact("seats", s.quantity.map_or(Value::Nothing, |n| Value::Number(i64::from(n)))),
        fact("term", Value::Text(duration(visit, s.term_duration.as_deref().unwrap_or_default()))),
        fact("billing", Value::Text(billing(visit, s.billing_cycle))),
        fact("begins", day(s.effective_start_date)),
        fact("ends", day(s.commitment_end_date)),
        fact("id", Value::Code(s.id.clone().unwrap_or_default())),
        fact("offer", Value::Code(s.offer_id.clone().unwrap_or_default())),
    ]
}

/// Seats that can still be given back, each with its last instant, and the others.
fn tranches(s: &Subscription) -> Vec<Tranche> {
    let details = s.refundable_quantity.as_ref().and_then(|quantity| quantity.details.as_ref());
    let tranche = |detail: &nahtlos_wire::subscriptions::RefundableTranche| {
        let until = detail.allowed_until_date_time?;
        Some(Tranche {
            seats: i64::from(detail.quantity.unwrap_or(0)),
            cancel_until: Some(until),
        })
    };
    let mut all: Vec<Tranche> = details.into_iter().flatten().filter_map(tranche).collect();
    let rest = i64::from(s.quantity.unwrap_or(0)) - all.iter().map(|one| one.seats).sum::<i64>();
    if rest > 0 {
        all.push(Tranche {
            seats: rest,
            cancel_until: None,
        });
    }
    all
}

fn at_the_end(visit: &Visit, s: &Subscription) -> Vec<Fact> {
    let renews = s.auto_renew_enabled.unwrap_or(false);
    let next = duration(visit, s.renewal_term_duration.as_deref().unwrap_or_default());
    let mut all = vec![Fact::new(
        visit.say("desk-column-at-end"),
        Cell::text(visit.say(if renews { "desk-renews" } else { "desk-ends" })),
    )];
    if renews && !next.is_empty() {
        all.push(Fact::new(visit.say("desk-fact-next-term"), Cell::text(next)));
    }
    all
}

fn scheduled(visit: &Visit, s: &Subscription) -> Vec<Scheduled> {
    let (Some(next), Some(end)) = (&s.scheduled_next_term_instructions, s.commitment_end_date) else {
        return Vec::new();
    };
    let product = next.product.clone().unwrap_or_default();
    let seats = i64::from(next.quantity.unwrap_or(0));
    let term = duration(visit, product.term_duration.as_deref().unwrap_or_default());
    let mut what = format!(
        "{}, {}, {}",
        visit.say_count("desk-seats", seats),
        term,
        billing(visit, product.billing_cycle)
    );
    if let Some(last) = next.custom_term_end_date {
        let day = nahtlos_report::numbers::date(visit.lang, last.date());
        what = format!("{what}, {}", visit.say_with("desk-scheduled-until", "day", &day));
    }
    vec![Scheduled { what, day: end.date() }]
}

fn add_on(visit: &Visit, s: &Subscription) -> AddOn {
    let status = s.status.map(|status| status.to_string()).unwrap_or_default();
    let name = s.friendly_name.clone().or_else(|| s.offer_name.clone()).unwrap_or_default();
    let id = s.id.clone().unwrap_or_default();
    AddOn {
        link: Link::new(name, format!("/customers/{}/subscriptions/{id}", visit.segment(0))),
        seats: i64::from(s.quantity.unwrap_or(0)),
        badge: show::badge(visit, "subscription", &status),
    }
}

fn forms(visit: &Visit, s: &Subscription, (wrong_form, wrong): (&str, &str)) -> Vec<Form> {
    let error = |form: &str| if form == wrong_form { wrong.to_owned() } else { String::new() };
    let typed = |name: &str, usual: String| visit.form.some(name).map_or(usual, str::to_owned);
    let form = |id: &str, title: &str, field: Field| Form {
        id: id.to_owned(),
        action: format!("{}/{id}", here(visit)),
        title: visit.say(title),
        fields: vec![field.error(error(id))],
        submit: visit.say("desk-change"),
        weight: Weight::Plain,
        ..Form::default()
    };
    let quantity = s.quantity.unwrap_or(0).to_string();
    let seats = Field::new("quantity", visit.say("desk-fact-seats"), Kind::Number(Some(1), None))
        .hint(match s.scheduled_next_term_instructions {
            Some(_) => format!("{} {}", visit.say("desk-seats-hint"), visit.say("desk-seats-unplans")),
            None => visit.say("desk-seats-hint"),
        })
        .value(typed("quantity", quantity));
    let renews = s.auto_renew_enabled.unwrap_or(false);
    let choices = vec![
        Choice::new("true", visit.say("desk-renews"), renews),
        Choice::new("false", visit.say("desk-ends"), !renews),
    ];
    let renewal = Field::new("renews", visit.say("desk-column-at-end"), Kind::Radios(choices));
    let name =
        Field::new("name", visit.say("desk-column-name"), Kind::Text).value(typed("name", s.friendly_name.clone().unwrap_or_default()));
    vec![
        form("seats", "desk-change-seats", seats),
        form("renewal", "desk-change-renewal", renewal),
        form("name", "desk-change-name", name),
    ]
}

/// Sends a change of some fields. What a PATCH leaves out is switched off (renewal, what is scheduled): everything else is sent as it is.
pub(super) async fn send(visit: &Visit, change: serde_json::Value) -> Result<Result<(), Refused>, Trouble> {
    let mut whole = visit.get(api(visit)).json().await?;
    if let (Some(whole), Json::Object(change)) = (whole.as_object_mut(), change) {
        if change.get("autoRenewEnabled") == Some(&Json::Bool(false)) {
            whole.remove("scheduledNextTermInstructions");
        }
        for (name, value) in change {
            match value {
                Json::Null => drop(whole.remove(&name)),
                value => drop(whole.insert(name, value)),
            }
        }
    }
    let patch: SubscriptionPatch = serde_json::from_value(whole).map_err(|_| Trouble::NoForm)?;
    Ok(visit.send("PATCH", api(visit)).with(&patch).json().await.map(drop))
}

/// Sends a change; the page again with what is wrong with it.
async fn change(visit: &Visit, form: &str, body: serde_json::Value) -> Result<Answer, Trouble> {
    match send(visit, body).await? {
        Ok(()) => Ok(visit.saying(see(here(visit)), "changed")),
        Err(refused) if refused.status < 500 => {
            let s = read(visit).await?;
            shown(visit, &s, (form, &refused.sentence), refused.status).await
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn seats(visit: Visit) -> Result<Answer, Trouble> {
    match visit.form.text("quantity").parse::<u32>() {
        Ok(quantity) => change(&visit, "seats", json!({ "quantity": quantity })).await,
        Err(_) => {
            let s = read(&visit).await?;
            let wrong = visit.say("desk-wrong-seats");
            shown(&visit, &s, ("seats", &wrong), 400).await
        }
    }
}

async fn renewal(visit: Visit) -> Result<Answer, Trouble> {
    let renews = visit.form.text("renews") == "true";
    change(&visit, "renewal", json!({ "autoRenewEnabled": renews })).await
}

async fn rename(visit: Visit) -> Result<Answer, Trouble> {
    let name = visit.form.text("name").to_owned();
    change(&visit, "name", json!({ "friendlyName": name })).await
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let s = read(&visit).await?;
    Ok(asked(&visit, &s, "", 200))
}

fn asked(visit: &Visit, s: &Subscription, wrong: &str, status: u16) -> Answer {
    let name = s.friendly_name.clone().or_else(|| s.offer_name.clone()).unwrap_or_default();
    let mut effects = vec![
        visit.say_with("desk-effect-cancel", "name", &name),
        visit.say_count("desk-effect-cancel-seats", i64::from(s.quantity.unwrap_or(0))),
    ];
    if !wrong.is_empty() {
        effects = vec![wrong.to_owned()];
    }
    let confirm = nahtlos_pages::Confirm {
        title: visit.say("desk-ask-cancel"),
        effects,
        action: format!("{}/cancel", here(visit)),
        submit: visit.say("desk-cancel-subscription"),
        weight: Weight::Grave,
        back: Link::new(visit.say("desk-back-subscription"), here(visit)),
        ..nahtlos_pages::Confirm::default()
    };
    visit.page(status, confirm.render(&visit.shell(Some(Menu::Customers))))
}

async fn cancel(visit: Visit) -> Result<Answer, Trouble> {
    let patch: SubscriptionPatch = serde_json::from_value(json!({ "status": "deleted" })).map_err(|_| Trouble::NoForm)?;
    match visit.send("PATCH", api(&visit)).with(&patch).json().await {
        Ok(_) => Ok(visit.saying(see(here(&visit)), "changed")),
        Err(refused) if refused.status < 500 => {
            let s = read(&visit).await?;
            Ok(asked(&visit, &s, &refused.sentence, refused.status))
        }
        Err(refused) => Err(refused.into()),
    }
}
