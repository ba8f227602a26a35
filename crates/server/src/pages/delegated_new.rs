//! A customer is asked for rights: which roles, for how long, and then the link for its administrator.

use super::{
    customers::Known,
    delegated_seen::{API, EXTENDED, NEVER, Wrong, details, is_told, request},
    frame::Trouble,
    inside::Refused,
    show,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::delegations::roles::{self, DEFAULT, GLOBAL_ADMINISTRATOR};
use nahtlos_pages::{Choice, Field, Form, Head, Kind, Link, Menu, Part};
use nahtlos_report::numbers;
use nahtlos_wire::{
    Sent,
    graph::relationships::{DelegatedAdminRelationship, RelationshipCustomer, RelationshipWrite, RequestAction},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}/rights/new", blank),
    page!(Signed, Write, "POST", "/customers/{customer}/rights/new", make),
];

/// Longest name, in letters.
const NAME: usize = 50;
/// Days that can be chosen.
const DAYS: [i64; 4] = [90, 180, 365, 730];
/// What is chosen before anybody chooses.
const USUAL: i64 = 365;
/// What is asked for often besides [`DEFAULT`].
const ALSO: [&str; 4] = [
    "fdd7a751-b60b-444a-984c-02652fe8fa1c", // Groups Administrator
    "8329153b-31d0-4727-b945-745eb3bc5f31", // Domain Name Administrator
    "4a5d8f65-41da-4de4-8968-e035b65339cf", // Reports Reader
    GLOBAL_ADMINISTRATOR,
];

/// The name of a role; its id where it has none.
pub(super) fn role_name(id: &str) -> String {
    roles::name(id).unwrap_or(id).to_owned()
}

/// What a role permits, in a few words; empty: nothing is said of it.
pub(super) fn permits(visit: &Visit, id: &str) -> String {
    let key = format!("desk-delegated-may-{}", show::kebab(&role_name(id).to_ascii_lowercase()));
    if visit.texts().has(&key) { visit.say(&key) } else { String::new() }
}

/// Roles to choose from, with what each permits.
pub(super) fn choices<'a>(visit: &Visit, ids: impl Iterator<Item = &'a str>, chosen: &[String]) -> Kind {
    Kind::Checks(choice_of(visit, ids, chosen))
}

fn choice_of<'a>(visit: &Visit, ids: impl Iterator<Item = &'a str>, chosen: &[String]) -> Vec<Choice> {
    let choice = |id: &str| Choice {
        hint: permits(visit, id),
        ..Choice::new(id, role_name(id), chosen.iter().any(|one| one == id))
    };
    ids.map(choice).collect()
}

/// Roles that were chosen, in small letters.
pub(super) fn chosen(visit: &Visit) -> Vec<String> {
    let all = visit.form.all("roles").chain(visit.form.all("more"));
    all.filter(|id| !id.is_empty()).map(str::to_ascii_lowercase).collect()
}

fn common() -> impl Iterator<Item = &'static str> {
    DEFAULT.into_iter().chain(ALSO)
}

/// The others, by name.
fn others() -> Vec<&'static str> {
    let mut all: Vec<(&str, &str)> = roles::all().filter(|(id, _)| !common().any(|one| one == *id)).collect();
    all.sort_by_key(|(_, name)| *name);
    all.into_iter().map(|(id, _)| id).collect()
}

async fn blank(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    Ok(shown(&visit, &known, &[], 200))
}

/// The customer's name and today, as far as there is room.
fn usual_name(visit: &Visit, known: &Known) -> String {
    let day = numbers::date(visit.lang, visit.center.engine.now().date());
    let room = NAME.saturating_sub(day.chars().count() + 1);
    let name: String = known.name.chars().filter(|letter| !letter.is_control()).take(room).collect();
    format!("{} {day}", name.trim())
}

fn shown(visit: &Visit, known: &Known, wrong: &[Wrong], status: u16) -> Answer {
    let list = format!("/customers/{}/relationships", known.id);
    let mut head = Head::new(visit.say("desk-delegated-new"));
    head.above = Some(Link::new(known.name.clone(), list.clone()));
    head.lead = visit.say_with("desk-delegated-new-lead", "customer", &known.name);
    let whole = wrong.iter().find(|(field, _)| field.is_empty());
    let form = Form {
        id: "rights".to_owned(),
        action: format!("/customers/{}/rights/new", known.id),
        problem: whole.map(|(_, why)| why.clone()).unwrap_or_default(),
        fields: fields(visit, known, wrong),
        submit: visit.say("desk-delegated-new-submit"),
        back: Some(Link::new(visit.say("desk-delegated-new-back"), list)),
        ..Form::default()
    };
    let page = nahtlos_pages::Page {
        head,
        parts: vec![Part::Form(form)],
    };
    visit.page(status, page.render(&visit.shell(Some(Menu::Customers))))
}

fn fields(visit: &Visit, known: &Known, wrong: &[Wrong]) -> Vec<Field> {
    let sent = visit.method == http::Method::POST;
    let chosen = chosen(visit);
    let field = |name: &'static str, kind: Kind| {
        let error = wrong.iter().find(|(field, _)| *field == name).map(|(_, why)| why.clone());
        Field::new(name, visit.say(&format!("desk-delegated-field-{name}")), kind)
            .hint(visit.say(&format!("desk-delegated-field-{name}-hint")))
            .error(error.unwrap_or_default())
    };
    let name = match sent {
        true => visit.form.text("name").to_owned(),
        false => usual_name(visit, known),
    };
    let extends = if visit.form.text("extend") == "true" { "true" } else { "" };
    vec![
        field("name", Kind::Text).value(name).autocomplete("off"),
        field("roles", choices(visit, common(), &chosen)),
        field("more", choices(visit, others().into_iter(), &chosen)).optional(),
        field("days", Kind::Select(lengths(visit))),
        field("extend", Kind::Check).value(extends).optional(),
    ]
}

/// How long it can last, as it was chosen.
pub(super) fn lengths(visit: &Visit) -> Vec<Choice> {
    let chosen = days(visit);
    let of_days = |one: i64| Choice::new(one.to_string(), visit.say_count("desk-delegated-days", one), one == chosen);
    DAYS.map(of_days).to_vec()
}

/// The roles that are asked for most, as they were chosen.
pub(super) fn common_choices(visit: &Visit) -> Vec<Choice> {
    choice_of(visit, common(), &chosen(visit))
}

/// How long it is to last.
fn days(visit: &Visit) -> i64 {
    let sent = visit.form.text("days").parse::<i64>().ok();
    sent.filter(|days| DAYS.contains(days)).unwrap_or(USUAL)
}

/// What can be seen to be wrong before anybody is asked.
fn wrong_in(visit: &Visit, chosen: &[String]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let letters = visit.form.text("name").chars().count();
    if letters == 0 || letters > NAME {
        wrong.push(("name", visit.say("desk-delegated-wrong-name")));
    }
    if chosen.is_empty() {
        wrong.push(("roles", visit.say("desk-delegated-wrong-roles")));
    }
    if visit.form.text("extend") == "true" && chosen.iter().any(|role| role == GLOBAL_ADMINISTRATOR) {
        wrong.push(("extend", visit.say("desk-delegated-wrong-extend")));
    }
    wrong
}

/// A refusal at the field that it is about.
fn at_field(visit: &Visit, refused: &Refused) -> Wrong {
    match (refused.status, refused.field.as_str()) {
        (409, _) => ("name", visit.say("desk-delegated-wrong-taken")),
        (400, "displayName") => ("name", visit.say("desk-delegated-wrong-name")),
        (400, "accessDetails.unifiedRoles") => ("roles", visit.say("desk-delegated-wrong-roles")),
        (400, "autoExtendDuration") => ("extend", visit.say("desk-delegated-wrong-extend")),
        (400, "duration") => ("days", refused.sentence.clone()),
        _ => ("", refused.sentence.clone()),
    }
}

async fn make(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let chosen = chosen(&visit);
    let wrong = wrong_in(&visit, &chosen);
    if !wrong.is_empty() {
        return Ok(shown(&visit, &known, &wrong, 400));
    }
    let extended = if visit.form.text("extend") == "true" { EXTENDED } else { NEVER };
    let wanted = RelationshipWrite {
        display_name: Sent::Value(visit.form.text("name").to_owned()),
        duration: Sent::Value(format!("P{}D", days(&visit))),
        auto_extend_duration: Sent::Value(extended.to_owned()),
        customer: Sent::Value(RelationshipCustomer {
            tenant_id: Some(known.id.clone()),
            display_name: Some(known.name.clone()),
        }),
        access_details: Sent::Value(details(&chosen)),
        ..RelationshipWrite::default()
    };
    let made = match visit.send("POST", API).with(&wanted).read::<DelegatedAdminRelationship>().await {
        Ok(made) => made,
        Err(refused) if is_told(&refused) => {
            let wrong = at_field(&visit, &refused);
            return Ok(shown(&visit, &known, &[wrong], refused.status));
        }
        Err(refused) => return Err(refused.into()),
    };
    let id = made.id.unwrap_or_default();
    // One that could not be sent is there all the same: its page says how to go on.
    let said = match request(&visit, &id, RequestAction::LockForApproval).await {
        Ok(()) => "rights-asked",
        Err(_) => "rights-drafted",
    };
    Ok(visit.saying(see(format!("/customers/{}/rights/{id}", known.id)), said))
}
