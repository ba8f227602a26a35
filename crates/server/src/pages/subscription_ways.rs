//! What can become of a subscription: another offer at once, or another offer, term or number of seats with the next term.

use super::{
    frame::Trouble,
    inside::Refused,
    orders_new,
    orders_told::{billing, duration},
    subscriptions::{api, here, read, send},
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Choice, Confirm, Field, Form, Happened, Head, Kind, Link, Menu, Note, Part, Tone, Weight};
use nahtlos_report::Args;
use nahtlos_wire::{
    Collection,
    enums::{BillingCycleType, TransitionType},
    subscriptions::Subscription,
    transitions::{Transition, TransitionEligibility},
};
use serde_json::json;

pub(super) const PAGES: &[Page] = &[
    page!(
        Signed,
        Read,
        "GET",
        "/customers/{customer}/subscriptions/{subscription}/transition",
        transition
    ),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/subscriptions/{subscription}/transition",
        go
    ),
    page!(
        Signed,
        Read,
        "GET",
        "/customers/{customer}/subscriptions/{subscription}/next-term",
        next_term
    ),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/subscriptions/{subscription}/next-term",
        plan
    ),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/subscriptions/{subscription}/next-term/remove",
        unplan
    ),
];

/// Terms that something may have.
const TERMS: [&str; 3] = ["P1M", "P1Y", "P3Y"];
/// How often may be billed.
const CYCLES: [BillingCycleType; 3] = [BillingCycleType::Monthly, BillingCycleType::Annual, BillingCycleType::Triennial];

/// What leads here from the subscription's page.
pub(super) fn buttons(visit: &Visit) -> Vec<Button> {
    let button = |word: &str| Button::page(visit.say(&format!("desk-{word}")), format!("{}/{word}", here(visit)), Weight::Plain);
    vec![button("transition"), button("next-term")]
}

/// Transitions that it was part of, the latest first.
pub(super) async fn happened(visit: &Visit) -> Result<Vec<Happened>, Refused> {
    let all = match visit
        .get(format!("{}/transitions", api(visit)))
        .read::<Collection<Transition>>()
        .await
    {
        Ok(page) => page.items,
        // Legacy ones have no history of transitions.
        Err(refused) if refused.status < 500 => Vec::new(),
        Err(refused) => return Err(refused),
    };
    let told = |one: &Transition| {
        let last = one.events.iter().flatten().last()?;
        let args = Args::new()
            .count("count", i64::from(one.quantity.unwrap_or(0)))
            .text("from", one.from_catalog_item_id.clone().unwrap_or_default())
            .text("to", one.to_catalog_item_id.clone().unwrap_or_default());
        Some(Happened {
            at: last.timestamp?,
            what: Cell::text(visit.texts().fill("desk-transition-told", args)).below(last.status.clone().unwrap_or_default()),
            by: String::new(),
        })
    };
    Ok(all.iter().filter_map(told).collect())
}

async fn targets(visit: &Visit, kind: &str) -> Result<Vec<TransitionEligibility>, Refused> {
    let path = format!("{}/transitioneligibilities?eligibilityType={kind}", api(visit));
    match visit.get(path).read::<Collection<TransitionEligibility>>().await {
        Ok(page) => Ok(page.items),
        Err(refused) if refused.status == 403 => Ok(Vec::new()),
        Err(refused) => Err(refused),
    }
}

fn name(s: &Subscription) -> String {
    s.friendly_name.clone().or_else(|| s.offer_name.clone()).unwrap_or_default()
}

fn framed(visit: &Visit, s: &Subscription, (title, status): (&str, u16), parts: Vec<Part>) -> Answer {
    let mut head = Head::new(visit.say(title));
    head.above = Some(Link::new(name(s), here(visit)));
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Customers))))
}

fn note(tone: Tone, sentence: String) -> Part {
    Part::Note(Note {
        tone,
        sentence,
        link: None,
    })
}

async fn transition(visit: Visit) -> Result<Answer, Trouble> {
    let s = read(&visit).await?;
    to_another(&visit, &s, "", 200).await
}

/// The form for another offer; what is not possible now stands below with its reasons.
async fn to_another(visit: &Visit, s: &Subscription, wrong: &str, status: u16) -> Result<Answer, Trouble> {
    let all = targets(visit, "immediate").await?;
    let may = |one: &TransitionEligibility| one.eligibilities.iter().flatten().any(|way| way.is_eligible == Some(true));
    let chosen = visit.form.text("target").to_owned();
    let choices: Vec<Choice> = all.iter().filter(|one| may(one)).map(|one| choice(one, &chosen)).collect();
    let mut parts = Vec::new();
    if choices.is_empty() {
        parts.push(note(Tone::Plain, visit.say("desk-transition-none")));
    } else {
        parts.push(Part::Form(another(visit, s, choices, wrong)));
    }
    for one in all.iter().filter(|one| !may(one)) {
        let errors = one.eligibilities.iter().flatten().flat_map(|way| way.errors.iter().flatten());
        let mut why: Vec<&str> = errors.filter_map(|error| error.description.as_deref()).collect();
        why.dedup();
        let args = Args::new()
            .text("name", one.title.clone().unwrap_or_default())
            .text("why", why.join(" "));
        parts.push(note(Tone::Plain, visit.texts().fill("desk-transition-not", args)));
    }
    Ok(framed(visit, s, ("desk-transition", status), parts))
}

fn another(visit: &Visit, s: &Subscription, choices: Vec<Choice>, wrong: &str) -> Form {
    let quantity = visit
        .form
        .some("quantity")
        .map_or_else(|| s.quantity.unwrap_or(0).to_string(), str::to_owned);
    let moves = visit.form.text("kind") != TransitionType::TransitionOnly.as_str();
    let kinds = [
        (
            TransitionType::TransitionWithLicenseTransfer,
            "desk-transition-with-licences",
            moves,
        ),
        (TransitionType::TransitionOnly, "desk-transition-only", !moves),
    ];
    let kinds = kinds.map(|(kind, key, on)| Choice::new(kind.as_str(), visit.say(key), on));
    Form {
        id: "transition".to_owned(),
        action: format!("{}/transition", here(visit)),
        intro: visit.say("desk-transition-intro"),
        problem: wrong.to_owned(),
        fields: vec![
            Field::new("target", visit.say("desk-transition-target"), Kind::Radios(choices)),
            Field::new(
                "quantity",
                visit.say("desk-fact-seats"),
                Kind::Number(Some(1), s.quantity.map(i64::from)),
            )
            .value(quantity),
            Field::new("kind", visit.say("desk-transition-kind"), Kind::Radios(kinds.to_vec())),
        ],
        submit: visit.say("desk-transition-ask"),
        back: Some(Link::new(visit.say("desk-back-subscription"), here(visit))),
        ..Form::default()
    }
}

fn choice(one: &TransitionEligibility, chosen: &str) -> Choice {
    let item = one.catalog_item_id.clone().unwrap_or_default();
    let on = item == chosen;
    Choice {
        hint: one.description.clone().unwrap_or_default(),
        ..Choice::new(item, one.title.clone().unwrap_or_default(), on)
    }
}

/// First what it means, then what was decided.
async fn go(visit: Visit) -> Result<Answer, Trouble> {
    let s = read(&visit).await?;
    let target = visit.form.text("target").to_owned();
    let all = targets(&visit, "immediate").await?;
    let named = all.iter().find(|one| one.catalog_item_id.as_deref() == Some(target.as_str()));
    let quantity = visit
        .form
        .text("quantity")
        .parse::<u32>()
        .ok()
        .filter(|n| (1..=s.quantity.unwrap_or(0)).contains(n));
    let kind = [TransitionType::TransitionOnly, TransitionType::TransitionWithLicenseTransfer]
        .into_iter()
        .find(|kind| kind.as_str() == visit.form.text("kind"));
    let (Some(named), Some(quantity), Some(kind)) = (named, quantity, kind) else {
        let wrong = visit.say("desk-transition-wrong");
        return to_another(&visit, &s, &wrong, 400).await;
    };
    if visit.form.text("yes") != "true" {
        return Ok(ask(&visit, &s, (named, quantity, kind)));
    }
    let wanted = Transition {
        to_catalog_item_id: Some(target),
        quantity: Some(quantity),
        transition_type: Some(kind),
        ..Transition::default()
    };
    let path = format!("{}/transitions", api(&visit));
    match visit.send("POST", path).with(&wanted).read::<Transition>().await {
        Ok(_) => {
            let to = format!("/customers/{}/subscriptions", visit.segment(0));
            Ok(visit.saying(see(to), "transition"))
        }
        Err(refused) if refused.status < 500 => to_another(&visit, &s, &refused.sentence, refused.status).await,
        Err(refused) => Err(refused.into()),
    }
}

fn ask(visit: &Visit, s: &Subscription, (to, quantity, kind): (&TransitionEligibility, u32, TransitionType)) -> Answer {
    let args = Args::new()
        .count("count", i64::from(quantity))
        .count("all", i64::from(s.quantity.unwrap_or(0)))
        .text("from", s.offer_name.clone().unwrap_or_default())
        .text("to", to.title.clone().unwrap_or_default());
    let with = kind == TransitionType::TransitionWithLicenseTransfer;
    let hidden = ["target", "quantity", "kind"].map(|name| (name.to_owned(), visit.form.text(name).to_owned()));
    let confirm = Confirm {
        title: visit.say("desk-transition-title"),
        effects: vec![
            visit.texts().fill("desk-transition-effect", args),
            visit.say("desk-transition-effect-money"),
            visit.say(if with {
                "desk-transition-effect-with"
            } else {
                "desk-transition-effect-only"
            }),
        ],
        action: format!("{}/transition", here(visit)),
        hidden: hidden.into_iter().chain([("yes".to_owned(), "true".to_owned())]).collect(),
        submit: visit.say("desk-transition"),
        weight: Weight::Grave,
        back: Link::new(visit.say("desk-back-subscription"), here(visit)),
        ..Confirm::default()
    };
    visit.page(200, confirm.render(&visit.shell(Some(Menu::Customers))))
}

async fn next_term(visit: Visit) -> Result<Answer, Trouble> {
    let s = read(&visit).await?;
    to_come(&visit, &s, "", 200).await
}

/// Takes back what is planned.
fn unplanning(visit: &Visit) -> Part {
    let (label, to) = (visit.say("desk-next-term-remove"), format!("{}/next-term/remove", here(visit)));
    Part::Buttons(vec![Button::post(label, to, &[], Weight::Plain)])
}

/// The form for the next term.
async fn to_come(visit: &Visit, s: &Subscription, wrong: &str, status: u16) -> Result<Answer, Trouble> {
    let planned = s.scheduled_next_term_instructions.clone();
    let product = planned.as_ref().and_then(|next| next.product.clone()).unwrap_or_default();
    let of_product = [&product.product_id, &product.sku_id, &product.availability_id].map(|id| id.clone().unwrap_or_default());
    let own = s.offer_id.clone().unwrap_or_default();
    let usual = if planned.is_some() { of_product.join(":") } else { own.clone() };
    let set = visit.form.some("target").map_or(usual, str::to_owned);
    let same = Choice::new(&own, s.offer_name.clone().unwrap_or_default(), set == own);
    let others = targets(visit, "scheduled").await?;
    let others = others.iter().map(|one| choice(one, &set));
    let or = |name: &str, planned: Option<String>, now: Option<String>| {
        let known = planned.into_iter().chain(now).find(|text| !text.is_empty());
        visit.form.some(name).map(str::to_owned).or(known).unwrap_or_default()
    };
    let quantity = planned.as_ref().and_then(|next| next.quantity);
    let seats = or("quantity", quantity.map(|n| n.to_string()), s.quantity.map(|n| n.to_string()));
    let term = or(
        "term",
        product.term_duration.clone(),
        s.renewal_term_duration
            .clone()
            .filter(|term| !term.is_empty())
            .or_else(|| s.term_duration.clone()),
    );
    let word = |cycle: BillingCycleType| cycle.to_string().to_ascii_lowercase();
    let cycle = or("billing", product.billing_cycle.map(word), s.billing_cycle.map(word));
    let terms = TERMS.map(|one| Choice::new(one, duration(visit, one), one == term));
    let cycles = CYCLES.map(|one| Choice::new(word(one), billing(visit, Some(one)), word(one) == cycle));
    let planned_end = planned
        .as_ref()
        .and_then(|next| next.custom_term_end_date)
        .map(|at| at.date().to_string());
    let set = or("end", planned_end, None);
    // The next term begins on the day after this one's last.
    let begins = s.commitment_end_date.and_then(|last| last.date().tomorrow().ok());
    let ends = orders_new::ends(visit, &term, begins, &set).await?;
    let form = Form {
        id: "next-term".to_owned(),
        action: format!("{}/next-term", here(visit)),
        intro: visit.say("desk-next-term-intro"),
        problem: wrong.to_owned(),
        fields: vec![
            Field::new(
                "target",
                visit.say("desk-transition-target"),
                Kind::Select(std::iter::once(same).chain(others).collect()),
            ),
            Field::new("quantity", visit.say("desk-fact-seats"), Kind::Number(Some(1), None)).value(seats),
            Field::new("term", visit.say("desk-fact-term"), Kind::Select(terms.to_vec())),
            Field::new("billing", visit.say("desk-fact-billing"), Kind::Select(cycles.to_vec())),
            Field::new("end", visit.say("desk-next-term-end"), Kind::Select(ends))
                .hint(visit.say("desk-cart-end-hint"))
                .optional(),
        ],
        submit: visit.say("desk-next-term-submit"),
        back: Some(Link::new(visit.say("desk-back-subscription"), here(visit))),
        ..Form::default()
    };
    let mut parts = Vec::new();
    if s.auto_renew_enabled != Some(true) {
        parts.push(note(Tone::Wait, visit.say("desk-next-term-renewal")));
    }
    parts.push(Part::Form(form));
    if planned.is_some() {
        parts.push(unplanning(visit));
    }
    Ok(framed(visit, s, ("desk-next-term", status), parts))
}

async fn plan(visit: Visit) -> Result<Answer, Trouble> {
    let form = &visit.form;
    let parts: Vec<&str> = form.text("target").split(':').collect();
    let (&[product, sku, availability], Ok(quantity)) = (parts.as_slice(), form.text("quantity").parse::<u32>()) else {
        let (s, wrong) = (read(&visit).await?, visit.say("desk-next-term-wrong"));
        return to_come(&visit, &s, &wrong, 400).await;
    };
    let mut next = json!({
        "product": { "productId": product, "skuId": sku, "availabilityId": availability,
            "billingCycle": form.text("billing"), "termDuration": form.text("term") },
        "quantity": quantity,
    });
    if let Some(end) = form.some("end") {
        next["customTermEndDate"] = json!(end);
    }
    // What is planned for the next term needs one.
    let change = json!({ "autoRenewEnabled": true, "scheduledNextTermInstructions": next });
    decided(&visit, change).await
}

async fn unplan(visit: Visit) -> Result<Answer, Trouble> {
    decided(&visit, json!({ "scheduledNextTermInstructions": null })).await
}

async fn decided(visit: &Visit, change: serde_json::Value) -> Result<Answer, Trouble> {
    match send(visit, change).await? {
        Ok(()) => Ok(visit.saying(see(here(visit)), "changed")),
        Err(refused) if refused.status < 500 => {
            let s = read(visit).await?;
            to_come(visit, &s, &refused.sentence, refused.status).await
        }
        Err(refused) => Err(refused.into()),
    }
}
