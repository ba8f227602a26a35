//! Customers of a campaign: the list, and one with what may go wrong, what people want for it, and whether it is in or out.

use super::{
    campaigns::fact,
    campaigns_told::{self as told, api, here},
    frame::Trouble,
    lists::{self, PAGE, Table},
    show,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::dates::Date;
use nahtlos_pages::{Button, Cell, Confirm, Fact, Facts, Field, Form, Head, Kind, Link, Menu, Note, Part, Story, Tone, Value, Weight};
use nahtlos_wire::{
    campaigns::{
        Campaign, CampaignCustomer, CampaignCustomerRequest, CampaignCustomerState, CampaignExclusion, CampaignState, CampaignWishes,
    },
    customers::Customer,
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/campaigns/{campaign}/customers/{customer}", one),
    page!(Signed, Write, "POST", "/campaigns/{campaign}/customers/{customer}/wishes", wish),
    page!(Signed, Read, "GET", "/campaigns/{campaign}/customers/{customer}/{decision}", ask),
    page!(
        Signed,
        Write,
        "POST",
        "/campaigns/{campaign}/customers/{customer}/{decision}",
        decide
    ),
];

/// Everybody in the campaign, by state and by what a name or domain begins with; each leads to its page and its move.
pub(super) fn table(visit: &Visit, of: &Campaign, all: &[CampaignCustomer]) -> Table {
    let states = CampaignCustomerState::ALL
        .iter()
        .map(|state| (state.as_str(), visit.say(&format!("member-{state}"))));
    let mut table = Table::new(visit, "campaign-customers", "pages-menu-customers")
        .text(visit, "customer")
        .text(visit, "state")
        .number(visit, "wave")
        .text(visit, "day")
        .number(visit, "users")
        .number(visit, "cost")
        .number(visit, "risks")
        .text(visit, "move")
        .extra(visit, "renews")
        .extra(visit, "risk-texts")
        .extra(visit, "email")
        .extra(visit, "id")
        .search(visit, "q")
        .select(visit, "state", &states.collect::<Vec<_>>())
        .empty(visit.say("desk-campaign-nobody"), None);
    let typed = visit.query.get("q").unwrap_or_default().to_lowercase();
    let state = visit.query.get("state").unwrap_or_default();
    let begins = |text: &Option<String>| text.as_ref().is_some_and(|text| text.to_lowercase().starts_with(&typed));
    let fits = |one: &&CampaignCustomer| {
        let stands = one.state.is_some_and(|one| one.as_str() == state);
        (state.is_empty() || stands) && (typed.is_empty() || begins(&one.customer_name) || begins(&one.customer_domain))
    };
    let found: Vec<&CampaignCustomer> = all.iter().filter(fits).collect();
    table.total = i64::try_from(found.len()).ok();
    let whole = lists::whole(visit);
    if found.len() > PAGE && lists::export(visit).is_none() {
        table = table.ordered();
    }
    let after = visit.query.get("after").filter(|_| !whole).unwrap_or_default();
    let mut rest = found.iter().filter(|one| one.customer_id.as_deref().unwrap_or_default() > after);
    let size = if whole { lists::most(visit) } else { PAGE };
    let mut last = None;
    for one in rest.by_ref().take(size) {
        table.row(row(visit, of, one));
        last = one.customer_id.clone();
    }
    table.next = rest.next().and(last);
    table
}

fn row(visit: &Visit, of: &Campaign, one: &CampaignCustomer) -> Vec<Cell> {
    let id = one.customer_id.clone().unwrap_or_default();
    let number = |count: Option<i64>| Cell::new(count.map_or(Value::Nothing, Value::Number));
    let day = |day: Option<Date>| day.map_or(Value::Nothing, Value::Day);
    let late = one.day.is_some() && one.in_time == Some(false);
    let late = if late { visit.say("desk-campaign-late") } else { String::new() };
    // Of a directory that nobody may read nothing is known.
    let closed = told::is_closed(one);
    let estimated = one.estimated.as_deref().filter(|_| !closed);
    let cost = one.planned.as_deref().or(estimated);
    let estimate = one.planned.is_none() && estimated.is_some();
    let estimate = if estimate {
        visit.say("desk-campaign-estimated")
    } else {
        String::new()
    };
    let risks = told::risks(visit, one);
    let to_move = one
        .move_id
        .as_ref()
        .map(|id| Link::new(visit.say("desk-campaign-to-move"), format!("/moves/{id}")));
    vec![
        Cell::link(
            one.customer_name.clone().unwrap_or_default(),
            format!("{}/customers/{id}", here(visit)),
        )
        .below(one.customer_domain.clone().unwrap_or_default()),
        Cell::new(told::member_badge(visit, one.state)).below(told::note(visit, one, told::currency(of))),
        number(one.wave.map(i64::from)),
        Cell::new(day(one.day)).below(late),
        number(one.users.filter(|_| !closed)),
        Cell::new(show::money(cost, told::currency(of))).below(estimate),
        number(i64::try_from(risks.len()).ok()),
        Cell::new(to_move.map_or(Value::Nothing, Value::Link)),
        Cell::new(day(one.renews)),
        Cell::text(risks.join(" ")),
        show::text(one.email.as_deref()),
        Cell::new(Value::Code(id)),
    ]
}

/// The customer of the path at the API.
fn of_api(visit: &Visit) -> String {
    format!("{}/customers/{}", api(visit), visit.segment(1))
}

fn of_here(visit: &Visit) -> String {
    format!("{}/customers/{}", here(visit), visit.segment(1))
}

async fn read(visit: &Visit) -> Result<(Campaign, CampaignCustomer), Trouble> {
    let of: Campaign = told::read(visit).await?;
    Ok((of, visit.get(of_api(visit)).read().await?))
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let (of, one) = read(&visit).await?;
    shown(&visit, &of, &one, ("", ""), 200).await
}

/// The page, with what is wrong with a field of what people want.
async fn shown(visit: &Visit, of: &Campaign, one: &CampaignCustomer, wrong: (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let mut head = Head::new(one.customer_name.clone().unwrap_or_default());
    head.above = Some(Link::new(of.name.clone().unwrap_or_default(), here(visit)));
    head.badge = match told::member_badge(visit, one.state) {
        Value::Badge(badge) => Some(badge),
        _ => None,
    };
    head.lead = one.customer_domain.clone().unwrap_or_default();
    if let Some((word, weight)) = decision(of, one) {
        let label = visit.say(&format!("desk-campaign-decide-{word}"));
        head.buttons.push(Button::page(label, format!("{}/{word}", of_here(visit)), weight));
    }
    let mut parts = Vec::new();
    let note = told::note(visit, one, told::currency(of));
    if !note.is_empty() {
        let tone = if one.beyond.is_some() { Tone::Wait } else { Tone::Plain };
        parts.push(Part::Note(Note {
            tone,
            sentence: note,
            link: None,
        }));
    }
    parts.push(Part::Facts(Facts {
        title: String::new(),
        facts: facts(visit, of, one).await?,
    }));
    let risks = told::risks(visit, one);
    if !risks.is_empty() {
        parts.push(Part::Story(Story {
            title: visit.say("desk-campaign-risks"),
            paragraphs: risks,
        }));
    }
    if fillable(of) && one.move_id.is_none() && one.state != Some(CampaignCustomerState::Excluded) {
        parts.push(Part::Form(wishes(visit, one, wrong)));
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Moves)))))
}

/// Whether customers of a campaign may be changed as it stands.
pub(super) fn fillable(of: &Campaign) -> bool {
    use CampaignState::{Drafted, Paused, Scheduled, Stopped};
    matches!(of.state, Some(Drafted | Scheduled | Paused | Stopped))
}

/// What can be decided about a customer.
fn decision(of: &Campaign, one: &CampaignCustomer) -> Option<(&'static str, Weight)> {
    let over = matches!(of.state, Some(CampaignState::Completed | CampaignState::Abandoned) | None);
    match one.state? {
        _ if over => None,
        CampaignCustomerState::Excluded | CampaignCustomerState::Failed if one.move_id.is_none() && fillable(of) => {
            Some(("include", Weight::Main))
        }
        CampaignCustomerState::Excluded => None,
        _ => Some(("exclude", Weight::Grave)),
    }
}

async fn facts(visit: &Visit, of: &Campaign, one: &CampaignCustomer) -> Result<Vec<Fact>, Trouble> {
    let number = |count: Option<i64>| count.map_or(Value::Nothing, Value::Number);
    let day = |day: Option<Date>| day.map_or(Value::Nothing, Value::Day);
    let money = |text: &Option<String>| show::money(text.as_deref(), told::currency(of));
    let id = one.customer_id.clone().unwrap_or_default();
    let mut tenant = Fact::new(visit.say("desk-fact-tenant"), Value::Code(id.clone()));
    // Who is a customer of this partner here already has a page of its own.
    match visit.get(format!("/v1/customers/{}", visit.segment(1))).read::<Customer>().await {
        Ok(_) => tenant.link = Some(Link::new(visit.say("desk-to-customer"), format!("/customers/{id}"))),
        Err(refused) if refused.status < 500 => {}
        Err(refused) => return Err(refused.into()),
    }
    let mut all = vec![
        tenant,
        fact(visit, "wave", number(one.wave.map(i64::from))),
        fact(visit, "day", day(one.day)),
        fact(visit, "users", number(one.users)),
        fact(visit, "originals", number(one.originals)),
        fact(visit, "renews", day(one.renews)),
        fact(visit, "estimated", money(&one.estimated)),
        fact(visit, "per-day", money(&one.per_day)),
        fact(visit, "missed", money(&one.missed)),
    ];
    if let Some(id) = &one.move_id {
        let mut planned = fact(visit, "planned", money(&one.planned));
        planned.link = Some(Link::new(visit.say("desk-campaign-to-move"), format!("/moves/{id}")));
        all.push(planned);
    }
    Ok(all)
}

/// Fields of what people want for a customer; each with the name that the wire has for it.
fn wishes(visit: &Visit, one: &CampaignCustomer, (wrong_field, wrong): (&str, &str)) -> Form {
    let wanted = one.wishes.clone().unwrap_or_default();
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let sent = !visit.form.text("proof").is_empty();
    let field = |name: &str, kind: Kind, before: String| {
        let value = if sent { visit.form.text(name).to_owned() } else { before };
        Field::new(name, visit.say(&format!("desk-campaign-field-{name}")), kind)
            .value(value)
            .error(if name == wrong_field { wrong } else { "" })
            .optional()
    };
    let canary = match (sent, wanted.canary) {
        (true, _) => visit.form.text("canary").to_owned(),
        (false, Some(canary)) => canary.to_string(),
        (false, None) => String::new(),
    };
    let choice = |value: &str, word: &str| nahtlos_pages::Choice::new(value, visit.say(&format!("desk-{word}")), value == canary);
    let canaries = vec![choice("", "campaign-as-usual"), choice("true", "yes"), choice("false", "no")];
    let fields = vec![
        field("email", Kind::Email, one.email.clone().unwrap_or_default()),
        field("earliest", Kind::Day, text(wanted.earliest)),
        field("deadline", Kind::Day, text(wanted.deadline)),
        field("canary", Kind::Select(canaries), String::new()),
        field("per-day", Kind::Token, wanted.per_day.clone().unwrap_or_default()),
        field("missed", Kind::Token, wanted.missed.clone().unwrap_or_default()),
    ];
    let known = fields.iter().any(|field| field.name == wrong_field);
    Form {
        id: "wishes".to_owned(),
        action: format!("{}/wishes", of_here(visit)),
        title: visit.say("desk-campaign-wishes"),
        intro: visit.say("desk-campaign-wishes-intro"),
        problem: if known { String::new() } else { wrong.to_owned() },
        fields,
        submit: visit.say("desk-change"),
        weight: Weight::Plain,
        ..Form::default()
    }
}

async fn wish(visit: Visit) -> Result<Answer, Trouble> {
    let (of, before) = read(&visit).await?;
    let form = &visit.form;
    for name in ["earliest", "deadline"] {
        if form.some(name).is_some_and(|text| text.parse::<Date>().is_err()) {
            return shown(&visit, &of, &before, (name, &visit.say("desk-wrong-day")), 400).await;
        }
    }
    let day = |name: &str| form.some(name).and_then(|text| text.parse().ok());
    let wanted = CampaignCustomerRequest {
        email: Some(form.text("email").to_owned()),
        wishes: Some(CampaignWishes {
            earliest: day("earliest"),
            deadline: day("deadline"),
            canary: form.some("canary").map(|text| text == "true"),
            per_day: form.some("per-day").map(str::to_owned),
            missed: form.some("missed").map(str::to_owned),
        }),
        ..CampaignCustomerRequest::default()
    };
    match visit.send("PATCH", of_api(&visit)).with(&wanted).json().await {
        Ok(_) => Ok(visit.saying(see(of_here(&visit)), "changed")),
        Err(refused) if refused.status < 500 => {
            let field = show::kebab(refused.field.rsplit('.').next().unwrap_or_default());
            shown(&visit, &of, &before, (&field, &refused.sentence), refused.status).await
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Asks before a customer is taken out or put in again.
async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let (of, one) = read(&visit).await?;
    match decision(&of, &one).filter(|(word, _)| *word == visit.param(2)) {
        Some(found) => Ok(asked(&visit, &one, found, "", 200)),
        None => Err(Trouble::Missing),
    }
}

fn asked(visit: &Visit, one: &CampaignCustomer, (word, weight): (&str, Weight), wrong: &str, status: u16) -> Answer {
    let name = one.customer_name.clone().unwrap_or_default();
    let mut effects = vec![visit.say_with(&format!("desk-campaign-effect-{word}"), "customer", &name)];
    let mut fields = Vec::new();
    if word == "exclude" {
        let users = one.users.unwrap_or(0);
        effects.push(visit.say_count("desk-campaign-effect-exclude-users", users));
        let note = Field::new("note", visit.say("desk-field-note"), Kind::Area(3)).value(visit.form.text("note"));
        fields.push(note.error(wrong).optional());
        if one.move_id.is_some() {
            effects.push(visit.say("desk-campaign-effect-exclude-move"));
            let abandon = Field::new("abandon", visit.say("desk-campaign-field-abandon"), Kind::Check);
            fields.push(abandon.value(visit.form.text("abandon")).optional());
        }
    } else if !wrong.is_empty() {
        effects = vec![wrong.to_owned()];
    }
    let confirm = Confirm {
        title: visit.say(&format!("desk-campaign-ask-{word}")),
        effects,
        action: format!("{}/{word}", of_here(visit)),
        submit: visit.say(&format!("desk-campaign-decide-{word}")),
        weight,
        fields,
        back: Link::new(visit.say("desk-campaign-back-customer"), of_here(visit)),
        ..Confirm::default()
    };
    visit.page(status, confirm.render(&visit.shell(Some(Menu::Moves))))
}

async fn decide(visit: Visit) -> Result<Answer, Trouble> {
    let (of, one) = read(&visit).await?;
    let Some(found) = decision(&of, &one).filter(|(word, _)| *word == visit.param(2)) else {
        // Somebody else was quicker: the page shows how it stands.
        return Ok(visit.saying(see(of_here(&visit)), "otherwise"));
    };
    let question = visit.send("POST", format!("{}/{}", of_api(&visit), found.0));
    let exclusion = CampaignExclusion {
        note: Some(visit.form.text("note").to_owned()),
        abandon_move: Some(visit.form.text("abandon") == "true"),
    };
    let question = if found.0 == "exclude" {
        question.with(&exclusion)
    } else {
        question
    };
    match question.json().await {
        Ok(_) => Ok(visit.saying(see(of_here(&visit)), &format!("campaign-{}", found.0))),
        Err(refused) if refused.status < 500 => Ok(asked(&visit, &one, found, &refused.sentence, refused.status)),
        Err(refused) => Err(refused.into()),
    }
}
