//! Requests for a reseller relationship: one or a list of them, what became of each, reminders, withdrawal.

use super::{
    delegated_new,
    form::Form,
    frame::Trouble,
    lists::{self, Table},
    show,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::delegations::roles;
use nahtlos_pages::{Button, Cell, Choice, Confirm, Fact, Head, Link, Menu, NewRequest, Note, Request, RequestForm, Tone, Value, Weight};
use nahtlos_wire::{
    Collection,
    invitations::{Invitation, InvitationRequest, InvitationStatus},
    relationships::PartnerRelationship,
};
use serde_json::json;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/requests", list),
    page!(Signed, Write, "POST", "/customers/requests", create),
    page!(Signed, Read, "GET", "/customers/requests/new", blank),
    page!(Signed, Read, "GET", "/customers/requests/{request}", one),
    page!(Signed, Write, "POST", "/customers/requests/{request}/send", send),
    page!(Signed, Write, "POST", "/customers/requests/{request}/remind", remind),
    page!(Signed, Read, "GET", "/customers/requests/{request}/withdraw", ask),
    page!(Signed, Write, "POST", "/customers/requests/{request}/withdraw", withdraw),
];

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let states = InvitationStatus::ALL
        .iter()
        .map(|status| (status.as_str(), visit.say(&format!("desk-request-state-{status}"))));
    let mut table = Table::new(&visit, "requests", "")
        .text(&visit, "customer")
        .text(&visit, "state")
        .text(&visit, "created")
        .text(&visit, "valid")
        .extra(&visit, "email")
        .select(&visit, "status", &states.collect::<Vec<_>>())
        .empty(
            visit.say("desk-no-requests"),
            Some(Link::new(visit.say("desk-request"), "/customers/requests/new")),
        )
        .ordered();
    let export = lists::export(&visit);
    let whole = lists::whole(&visit);
    let mut before = visit.query.get("after").filter(|_| !whole).map(str::to_owned);
    let size = if whole { 500 } else { lists::PAGE };
    loop {
        let mut query = format!("size={size}");
        for (name, value) in [("before", before.as_deref()), ("status", visit.query.get("status"))] {
            if let Some(value) = value {
                query.push_str(&format!("&{name}={}", super::visit::segment(value)));
            }
        }
        let page: Collection<Invitation> = visit.get(format!("/moves/v1/invitations?{query}")).read().await?;
        page.items.iter().for_each(|one| table.row(row(&visit, one)));
        let more = page.items.len() == size;
        before = page.items.last().and_then(|one| one.id.clone()).filter(|_| more);
        if !whole || before.is_none() || table.rows.len() >= lists::most(&visit) {
            break;
        }
    }
    if let Some(kind) = export {
        return table.file(&visit, kind);
    }
    table.next = before;
    let mut head = Head::new(visit.say("desk-requests"));
    head.above = Some(Link::new(visit.say("pages-menu-customers"), "/customers"));
    head.buttons = vec![Button::page(visit.say("desk-request"), "/customers/requests/new", Weight::Main)];
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Customers)))))
}

fn name(visit: &Visit, one: &Invitation) -> String {
    let name = one.customer_name.clone().filter(|name| !name.is_empty());
    let name = name.or_else(|| one.customer_domain.clone()).or_else(|| one.customer_email.clone());
    name.unwrap_or_else(|| visit.say("desk-unnamed"))
}

fn word(one: &Invitation) -> String {
    one.status.map(|status| status.to_string()).unwrap_or_default()
}

fn row(visit: &Visit, one: &Invitation) -> Vec<Cell> {
    let id = one.id.clone().unwrap_or_default();
    vec![
        Cell::link(name(visit, one), format!("/customers/requests/{id}")).below(one.customer_domain.clone().unwrap_or_default()),
        show::state(visit, "request", &word(one)),
        Cell::new(one.created_at.map_or(Value::Nothing, Value::Moment)),
        show::day_of(one.expires_at),
        show::text(one.customer_email.as_deref()),
    ]
}

/// The form, as it was filled in.
pub(super) async fn form(visit: &Visit, errors: Vec<(String, String)>, rows: Vec<(i64, String)>) -> Result<String, Trouble> {
    let form = &visit.form;
    let chosen = form.text("through");
    let path = "/v1/relationships?relationship_type=IsIndirectResellerOf";
    let providers = match visit.get(path).read::<Collection<PartnerRelationship>>().await {
        Ok(page) => page.items,
        Err(refused) if refused.status < 500 => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    let choice = |provider: &PartnerRelationship| {
        let id = provider.id.clone().unwrap_or_default();
        Choice::new(id.clone(), provider.name.clone().unwrap_or_default(), id == chosen)
    };
    let language = form.some("language").unwrap_or(visit.lang.tag()).to_owned();
    let page = NewRequest {
        form: RequestForm {
            delegated: form.text("relationship") == "delegated",
            name: form.text("name").to_owned(),
            domain: form.text("domain").to_owned(),
            email: form.text("email").to_owned(),
            language,
        },
        providers: providers.iter().map(choice).collect(),
        roles: delegated_new::common_choices(visit),
        days: delegated_new::lengths(visit),
        errors,
        rows,
        upload: true,
    };
    Ok(page.render(&visit.shell(Some(Menu::Customers))))
}

async fn blank(visit: Visit) -> Result<Answer, Trouble> {
    let page = form(&visit, Vec::new(), Vec::new()).await?;
    Ok(visit.page(200, page))
}

/// The name that the form has for a field of the wire.
fn field(wire: &str) -> &'static str {
    match wire.to_ascii_lowercase().as_str() {
        "customername" => "name",
        "customerdomain" => "domain",
        "customeremail" => "email",
        "providerid" => "through",
        "language" => "language",
        "roles" => "roles",
        "rolesduration" => "days",
        _ => "",
    }
}

/// What is asked for, and in which language: the same of one customer and of a list.
pub(super) fn asked(form: &Form) -> InvitationRequest {
    let text = |name: &str| form.some(name).map(str::to_owned);
    let roles: Vec<String> = form.all("roles").map(str::to_owned).collect();
    InvitationRequest {
        delegated_admin: Some(form.text("relationship") == "delegated"),
        roles_duration: text("days").filter(|_| !roles.is_empty()).map(|days| format!("P{days}D")),
        roles: Some(roles).filter(|roles| !roles.is_empty()),
        provider_id: text("through"),
        language: text("language"),
        ..InvitationRequest::default()
    }
}

async fn create(visit: Visit) -> Result<Answer, Trouble> {
    let text = |name: &str| visit.form.some(name).map(str::to_owned);
    let wanted = InvitationRequest {
        customer_name: text("name"),
        customer_domain: text("domain"),
        customer_email: text("email"),
        ..asked(&visit.form)
    };
    let made = visit.send("POST", "/moves/v1/invitations").with(&wanted).read::<Invitation>().await;
    match made {
        Ok(made) => {
            let to = format!("/customers/requests/{}", made.id.unwrap_or_default());
            Ok(visit.saying(see(to), "request-made"))
        }
        Err(refused) if refused.status < 500 => {
            let wrong = vec![(field(&refused.field).to_owned(), refused.sentence.clone())];
            let page = form(&visit, wrong, Vec::new()).await?;
            Ok(visit.page(refused.status, page))
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn read(visit: &Visit) -> Result<Invitation, Trouble> {
    let path = format!("/moves/v1/invitations/{}", visit.segment(0));
    Ok(visit.get(path).read().await?)
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let one = read(&visit).await?;
    let id = one.id.clone().unwrap_or_default();
    let status = word(&one);
    let open = matches!(one.status, Some(InvitationStatus::Sent | InvitationStatus::Opened));
    let drafted = one.status == Some(InvitationStatus::Drafted);
    let mut head = Head::new(name(&visit, &one));
    head.above = Some(Link::new(visit.say("desk-requests"), "/customers/requests"));
    head.badge = Some(show::badge(&visit, "request", &status));
    let post = |key: &str, word: &str, hidden: &[(&str, &str)], weight| {
        Button::post(visit.say(key), format!("/customers/requests/{id}/{word}"), hidden, weight)
    };
    if drafted {
        head.buttons.push(post("desk-send-link", "send", &[("by", "link")], Weight::Main));
        if visit.center.config.smtp.is_some() && one.customer_email.is_some() {
            head.buttons.push(post("desk-send-mail", "send", &[("by", "mail")], Weight::Plain));
        }
    }
    if open {
        head.buttons.push(post("desk-remind", "remind", &[], Weight::Plain));
    }
    if drafted || open {
        let to = format!("/customers/requests/{id}/withdraw");
        head.buttons.push(Button::page(visit.say("desk-withdraw"), to, Weight::Grave));
    }
    let mail = one.mail.clone().unwrap_or_default();
    let usable = drafted || open;
    let note = Note {
        tone: if one.status == Some(InvitationStatus::Accepted) {
            Tone::Good
        } else {
            Tone::Plain
        },
        sentence: visit.say(&format!("desk-request-{status}")),
        link: one
            .customer_id
            .clone()
            .map(|id| Link::new(visit.say("desk-to-customer"), format!("/customers/{id}"))),
    };
    let page = Request {
        head,
        note: Some(note),
        facts: facts(&visit, &one),
        link: one.link.clone().filter(|_| usable).unwrap_or_default(),
        to: one.customer_email.clone().unwrap_or_default(),
        subject: mail.subject.unwrap_or_default(),
        body: mail.text.filter(|_| usable).unwrap_or_default(),
        timeline: timeline(&visit, &one),
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Customers)))))
}

fn facts(visit: &Visit, one: &Invitation) -> Vec<Fact> {
    let fact = |key: &str, cell: Cell| Fact::new(visit.say(&format!("desk-fact-{key}")), cell);
    let provider = one.provider.clone().and_then(|provider| provider.name);
    vec![
        fact("domain", show::text(one.customer_domain.as_deref())),
        fact("email", show::text(one.customer_email.as_deref())),
        fact("delegated", show::yes(visit, one.delegated_admin.unwrap_or(false))),
        fact("asked-roles", show::text(names(one).as_deref())),
        fact("through", show::text(provider.as_deref())),
        fact("valid", Cell::new(one.expires_at.map_or(Value::Nothing, Value::Moment))),
    ]
}

/// The roles that are asked for, by name.
fn names(one: &Invitation) -> Option<String> {
    let names: Vec<&str> = one.roles.iter().flatten().filter_map(|id| roles::name(id)).collect();
    Some(names.join(", ")).filter(|names| !names.is_empty())
}

fn timeline(visit: &Visit, one: &Invitation) -> Vec<nahtlos_pages::Happened> {
    let who = |person: &Option<nahtlos_wire::invitations::Person>| {
        let person = person.clone().unwrap_or_default();
        person.name.or(person.user_principal_name).unwrap_or_default()
    };
    let mut all = vec![
        (one.created_at, "created", who(&one.created_by)),
        (one.sent_at, "sent", String::new()),
        (one.opened_at, "opened", String::new()),
    ];
    match one.status {
        Some(InvitationStatus::Accepted) => all.push((one.decided_at, "accepted", who(&one.accepted_by))),
        Some(InvitationStatus::Declined) => all.push((one.decided_at, "declined", who(&one.declined_by))),
        Some(InvitationStatus::Withdrawn) => all.push((one.decided_at, "withdrawn", String::new())),
        _ => {}
    }
    let happened = |(at, word, by): (Option<_>, &str, String)| {
        Some(nahtlos_pages::Happened {
            at: at?,
            what: Cell::text(visit.say(&format!("desk-happened-{word}"))),
            by,
        })
    };
    let mut all: Vec<_> = all.into_iter().filter_map(happened).collect();
    for reminder in one.reminders.iter().flatten() {
        if let Some(at) = reminder.at {
            let state = reminder
                .state
                .map(|state| visit.say(&format!("desk-mail-{state}")))
                .unwrap_or_default();
            all.push(nahtlos_pages::Happened {
                at,
                what: Cell::text(visit.say("desk-happened-mail")).below(state),
                by: String::new(),
            });
        }
    }
    all.sort_by_key(|event| std::cmp::Reverse(event.at));
    all
}

async fn act(visit: &Visit, word: &str, body: Option<serde_json::Value>) -> Result<Answer, Trouble> {
    let path = format!("/moves/v1/invitations/{}/{word}", visit.segment(0));
    let question = visit.send("POST", path);
    let question = match &body {
        Some(body) => question.with(body),
        None => question,
    };
    question.json().await?;
    Ok(visit.saying(see(format!("/customers/requests/{}", visit.segment(0))), &format!("request-{word}")))
}

async fn send(visit: Visit) -> Result<Answer, Trouble> {
    let by = if visit.form.text("by") == "mail" { "mail" } else { "link" };
    act(&visit, "send", Some(json!({ "by": by }))).await
}

async fn remind(visit: Visit) -> Result<Answer, Trouble> {
    act(&visit, "remind", None).await
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let one = read(&visit).await?;
    let here = format!("/customers/requests/{}", visit.segment(0));
    let confirm = Confirm {
        title: visit.say("desk-ask-withdraw-request"),
        effects: vec![
            visit.say_with("desk-effect-withdraw-request", "customer", &name(&visit, &one)),
            visit.say("desk-effect-link-ends"),
        ],
        action: format!("{here}/withdraw"),
        submit: visit.say("desk-withdraw"),
        weight: Weight::Grave,
        back: Link::new(visit.say("desk-back-request"), here),
        ..Confirm::default()
    };
    Ok(visit.page(200, confirm.render(&visit.shell(Some(Menu::Customers)))))
}

async fn withdraw(visit: Visit) -> Result<Answer, Trouble> {
    act(&visit, "withdraw", None).await
}
