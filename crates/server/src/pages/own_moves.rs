//! Moves that were offered to the customer: what changes for its users, what it costs, and its answer.

use super::{
    frame::Trouble,
    lists::{self, Table},
    orders_told::duration,
    show,
    visit::Visit,
    written::see,
};
use crate::api::answer::Answer;
use nahtlos_pages::{Button, Cell, Confirm, Fact, Facts, Field, Head, Kind, Link, Menu, Note, Part, Story, Tone, Value, Weight};
use nahtlos_wire::{
    Collection,
    moves::{MoveNote, MoveOffer, MoveOfferYes, MoveState},
};

/// All that were offered.
pub(super) async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let table = table(&visit).await?;
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let page = nahtlos_pages::Page {
        head: Head::new(visit.say("pages-menu-moves")),
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Moves)))))
}

/// The same as a part of other pages.
pub(super) async fn table(visit: &Visit) -> Result<Table, Trouble> {
    let mut table = Table::new(visit, "offers", "desk-offers")
        .text(visit, "partner")
        .text(visit, "state")
        .number(visit, "cost")
        .text(visit, "when")
        .empty(visit.say("desk-no-offers"), None);
    let all = match visit.get("/moves/v1/offeredMoves").read::<Collection<MoveOffer>>().await {
        Ok(page) => page.items,
        Err(refused) if refused.status == 403 => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    for offer in &all {
        let id = offer.id.clone().unwrap_or_default();
        table.row(vec![
            Cell::link(offer.partner_name.clone().unwrap_or_default(), format!("/moves/{id}")),
            Cell::new(Value::Badge(badge(visit, offer))),
            Cell::new(show::money(offer.total.as_deref(), offer.currency.as_deref())),
            Cell::new(offer.offered_time.map_or(Value::Nothing, Value::Moment)),
        ]);
    }
    Ok(table)
}

fn badge(visit: &Visit, offer: &MoveOffer) -> nahtlos_pages::Badge {
    let word = offer.state.map(|state| state.to_string()).unwrap_or_default();
    let badge = show::badge(visit, "move", &word);
    nahtlos_pages::Badge::new(badge.tone, visit.say(&format!("move-state-{word}")))
}

async fn read(visit: &Visit) -> Result<MoveOffer, Trouble> {
    let path = format!("/moves/v1/offeredMoves/{}", visit.segment(0));
    Ok(visit.get(path).read().await?)
}

/// One of them: what it means for the organisation, in words and numbers.
pub(super) async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let offer = read(&visit).await?;
    let here = format!("/moves/{}", visit.segment(0));
    let mut head = Head::new(visit.say_with("desk-offer-of", "partner", offer.partner_name.as_deref().unwrap_or_default()));
    head.above = Some(Link::new(visit.say("pages-menu-moves"), "/moves"));
    head.badge = Some(badge(&visit, &offer));
    head.lead = visit.say("desk-offer-lead");
    if offer.state == Some(MoveState::Offered) {
        head.buttons = vec![
            Button::page(visit.say("desk-decide-approve"), format!("{here}/approve"), Weight::Main),
            Button::page(visit.say("desk-decide-decline"), format!("{here}/decline"), Weight::Plain),
        ];
    }
    let losses = offer.losses.clone().unwrap_or_default();
    let note = match losses.is_empty() {
        true => Note {
            tone: Tone::Good,
            sentence: visit.say("desk-offer-nobody-loses"),
            link: None,
        },
        false => Note {
            tone: Tone::Wait,
            sentence: visit.say_count("desk-offer-losses", i64::try_from(losses.len()).unwrap_or_default()),
            link: None,
        },
    };
    let (purchases, originals) = (purchases(&visit, &offer).beside(), originals(&visit, &offer).beside());
    if let Some(file) = lists::saved(&visit, &[&purchases, &originals]) {
        return file;
    }
    let mut parts = vec![note.into()];
    if !losses.is_empty() {
        parts.push(Part::Story(Story {
            title: visit.say("desk-offer-lost"),
            paragraphs: names(&visit, &losses),
        }));
    }
    parts.extend([Part::Facts(facts(&visit, &offer)), purchases.part(&visit), originals.part(&visit)]);
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Moves)))))
}

/// Services by name.
fn names(visit: &Visit, services: &[String]) -> Vec<String> {
    let known = visit.center.engine.assortment();
    let name = |id: &String| {
        let names = id.parse().ok().and_then(|id| known.plans.get(&id));
        names.map_or_else(|| id.clone(), |names| names.shown().to_owned())
    };
    services.iter().map(name).collect()
}

fn facts(visit: &Visit, offer: &MoveOffer) -> Facts {
    let fact = |key: &str, cell: Cell| Fact::new(visit.say(&format!("desk-fact-{key}")), cell);
    let day = |day: Option<_>| Cell::new(day.map_or(Value::Nothing, Value::Day));
    let (changed, total) = (offer.users_changed.unwrap_or(0), offer.users_total.unwrap_or(0));
    let args = nahtlos_report::Args::new().count("changed", changed).count("total", total);
    let mut facts = vec![
        fact("cost", Cell::new(show::money(offer.total.as_deref(), offer.currency.as_deref()))),
        fact("users-changed", Cell::text(visit.texts().fill("desk-offer-users", args))),
        fact("first-day", day(offer.begins)),
        fact("last-day", day(offer.ends)),
    ];
    if let Some(by) = offer.approval.as_ref().and_then(|yes| yes.by.clone()) {
        facts.push(fact("approved", Cell::text(by)));
    }
    Facts {
        title: String::new(),
        facts,
    }
}

fn purchases(visit: &Visit, offer: &MoveOffer) -> Table {
    let mut table = Table::new(visit, "offer-purchases", "desk-offer-purchases")
        .text(visit, "offer")
        .number(visit, "seats")
        .text(visit, "term")
        .text(visit, "begins")
        .text(visit, "ends")
        .number(visit, "cost")
        .empty(visit.say("desk-offer-nothing-bought"), None);
    let day = |day: Option<_>| Cell::new(day.map_or(Value::Nothing, Value::Day));
    for one in offer.purchases.iter().flatten() {
        table.row(vec![
            Cell::new(Value::Code(one.offer_id.clone().unwrap_or_default())),
            Cell::new(one.seats.map_or(Value::Nothing, Value::Number)),
            Cell::text(duration(visit, one.term_duration.as_deref().unwrap_or_default())),
            day(one.start),
            day(one.end),
            Cell::new(show::money(one.charge.as_deref(), offer.currency.as_deref())),
        ]);
    }
    table
}

fn originals(visit: &Visit, offer: &MoveOffer) -> Table {
    let mut table = Table::new(visit, "offer-originals", "desk-offer-originals")
        .text(visit, "id")
        .number(visit, "seats")
        .text(visit, "ends")
        .text(visit, "what")
        .empty(visit.say("desk-no-own-subscriptions"), None);
    for one in offer.originals.iter().flatten() {
        let key = format!("action-{}", one.action.as_deref().unwrap_or_default());
        let action = match visit.texts().has(&key) {
            true => visit.say(&key),
            false => one.action.clone().unwrap_or_default(),
        };
        table.row(vec![
            Cell::new(Value::Code(one.subscription_id.clone().unwrap_or_default())),
            Cell::new(one.seats.map_or(Value::Nothing, Value::Number)),
            Cell::new(one.end.map_or(Value::Nothing, Value::Day)),
            Cell::text(action),
        ]);
    }
    table
}

/// Asks before the answer is given.
pub(super) async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let offer = read(&visit).await?;
    asked(&visit, &offer, String::new(), 200)
}

fn asked(visit: &Visit, offer: &MoveOffer, wrong: String, status: u16) -> Result<Answer, Trouble> {
    let word = visit.param(1);
    let here = format!("/moves/{}", visit.segment(0));
    let note = Field::new("note", visit.say("desk-field-note"), Kind::Area(3)).optional();
    let (effects, fields, weight) = match word {
        "approve" => {
            let cost = show::money(offer.total.as_deref(), offer.currency.as_deref());
            let cost = match cost {
                Value::Money(currency, amount) => nahtlos_report::numbers::money(visit.lang, currency, amount),
                _ => offer.total.clone().unwrap_or_default(),
            };
            let effects = vec![
                visit.say("desk-effect-own-approve"),
                visit.say_with("desk-effect-cost", "cost", &cost),
                visit.say("desk-effect-own-limits"),
            ];
            (effects, Vec::new(), Weight::Main)
        }
        "decline" => (vec![visit.say("desk-effect-own-decline")], vec![note], Weight::Grave),
        _ => return Err(Trouble::Missing),
    };
    let confirm = Confirm {
        title: visit.say(&format!("desk-ask-{word}")),
        effects: if wrong.is_empty() { effects } else { vec![wrong] },
        action: format!("{here}/{word}"),
        hidden: vec![("digest".to_owned(), offer.digest.clone().unwrap_or_default())],
        submit: visit.say(&format!("desk-decide-{word}")),
        weight,
        fields,
        back: Link::new(visit.say("desk-back-move"), here),
    };
    Ok(visit.page(status, confirm.render(&visit.shell(Some(Menu::Moves)))))
}

/// Gives the answer.
pub(super) async fn decide(visit: Visit) -> Result<Answer, Trouble> {
    let word = visit.param(1).to_owned();
    let path = format!("/moves/v1/offeredMoves/{}/{word}", visit.segment(0));
    let sent = match word.as_str() {
        "approve" => visit.send("POST", path).with(&MoveOfferYes {
            digest: Some(visit.form.text("digest").to_owned()),
        }),
        "decline" => visit.send("POST", path).with(&MoveNote {
            note: visit.form.some("note").map(str::to_owned),
            ..MoveNote::default()
        }),
        _ => return Err(Trouble::Missing),
    };
    match (sent.json().await, word.as_str()) {
        (Ok(_), "decline") => Ok(visit.saying(see("/moves"), "move-declined")),
        (Ok(_), _) => Ok(visit.saying(see(format!("/moves/{}", visit.segment(0))), "move-approve")),
        (Err(refused), _) if refused.status < 500 && refused.status != 404 => {
            let offer = read(&visit).await?;
            asked(&visit, &offer, refused.sentence, refused.status)
        }
        (Err(refused), _) => Err(refused.into()),
    }
}
