//! A new move: from what the center knows of a customer, or from a file with its estate; then the goal, one question at a time; then the plan.

use super::{accounts, frame::Trouble, inside::Refused, table::page, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::campaigns::assess::RiskCode;
use nahtlos_pages::{Button, Cell, Choice, Fact, Field, Form, Head, Kind, Link, Menu, MoveNew, MoveNewStep, Note, Tone, Value, Weight};
use nahtlos_wire::{
    accounts::Account,
    customers::Customer,
    moves::{Move, MoveEstate, MovePlanRequest, MoveRequest},
};
use serde_json::{Value as Json, json};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/moves/new", first),
    page!(Signed, Write, "POST", "/moves/new", next),
    page!(Signed, Upload, "POST", "/moves/new/estate", uploaded),
];

/// How a planning that found no plan is answered.
pub(super) const NO_PLAN: u16 = 422;
/// Days of lead that the plan has unless others are wanted.
const LEAD: &str = "7";

async fn first(visit: Visit) -> Result<Answer, Trouble> {
    match visit.query.get("customer").map(str::to_owned) {
        Some(customer) => {
            let known = customer_of(&visit, &customer).await?;
            Ok(question(&visit, &known, MoveNewStep::default(), ("", String::new()), 200))
        }
        None => blank(&visit, ("", ""), 200).await,
    }
}

/// What is wanted of a plan, where the request goes to, and, where the partner has accounts, where the move is carried out.
pub(super) fn goal_fields(visit: &Visit, accounts: &[Account]) -> Vec<Field> {
    let form = &visit.form;
    let goal = |value: &str, on: bool| Choice::new(value, visit.say(&format!("pages-new-goal-{value}")), on);
    let cheapest = form.text("goal") == "cheapest";
    let lead = form.some("lead_days").unwrap_or(LEAD).to_owned();
    let mut fields = vec![
        Field::new(
            "goal",
            visit.say("pages-new-goal"),
            Kind::Radios(vec![goal("same", !cheapest), goal("cheapest", cheapest)]),
        ),
        Field::new("lead_days", visit.say("pages-new-lead"), Kind::Number(Some(0), Some(365))).value(lead),
        Field::new("leave_by", visit.say("pages-new-deadline"), Kind::Day)
            .value(form.text("leave_by"))
            .optional(),
        Field::new("co_term", visit.say("pages-new-co-term"), Kind::Day)
            .hint(visit.say("pages-new-co-term-hint"))
            .value(form.text("co_term"))
            .optional(),
        Field::new("email", visit.say("desk-field-email"), Kind::Email)
            .hint(visit.say("desk-field-email-hint"))
            .value(form.text("email"))
            .optional(),
    ];
    if !accounts.is_empty() {
        let label = visit.say("desk-field-account");
        fields.push(Field::new("account", label, accounts::places(visit, accounts)).hint(visit.say("desk-field-account-hint")));
    }
    fields
}

/// Where no customer is chosen yet: a file with an estate, or the list of customers.
async fn blank(visit: &Visit, (field, wrong): (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let mut fields = vec![
        Field::new("estate", visit.say("desk-field-estate"), Kind::File(".json".to_owned())).hint(visit.say("desk-field-estate-hint")),
    ];
    let known = accounts::known(visit).await?;
    fields.extend(goal_fields(visit, &known));
    let upload = Form {
        id: "estate".to_owned(),
        action: "/moves/new/estate".to_owned(),
        title: visit.say("desk-new-upload"),
        fields,
        submit: visit.say("pages-new-begin"),
        upload: true,
        ..Form::default()
    }
    .refused(field, wrong);
    let note = Note {
        tone: Tone::Plain,
        sentence: visit.say("desk-new-from-records"),
        link: Some(Link::new(visit.say("pages-menu-customers"), "/customers")),
    };
    let mut head = Head::new(visit.say("pages-new-move"));
    head.above = Some(Link::new(visit.say("pages-menu-moves"), "/moves"));
    head.buttons = vec![Button::page(visit.say("desk-exports"), "/moves/new/exports", Weight::Plain)];
    head.buttons.extend(known.iter().map(|account| {
        let label = visit.say_with("desk-elsewhere-read", "account", account.name.as_deref().unwrap_or_default());
        let to = format!("/moves/new/accounts/{}", account.id.as_deref().unwrap_or_default());
        Button::page(label, to, Weight::Plain)
    }));
    let page = nahtlos_pages::Page {
        head,
        parts: vec![note.into(), upload.into()],
    };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Moves)))))
}

async fn customer_of(visit: &Visit, id: &str) -> Result<Customer, Refused> {
    visit.get(format!("/v1/customers/{}", super::visit::segment(id))).read().await
}

/// The question that comes next, with what was answered before.
fn question(visit: &Visit, customer: &Customer, step: MoveNewStep, (wrong, error): (&str, String), status: u16) -> Answer {
    let id = customer.id.clone().unwrap_or_default();
    let name = customer.company_profile.clone().and_then(|company| company.company_name);
    let form = &visit.form;
    let mut hidden = vec![("customer".to_owned(), id.clone())];
    let mut answered = Vec::new();
    for (at, name) in [(0, "goal"), (1, "lead_days"), (2, "leave_by"), (2, "co_term")] {
        if at < number(&step) {
            hidden.push((name.to_owned(), form.text(name).to_owned()));
            answered.push(Fact::new(
                visit.say(&format!("desk-answered-{}", name.replace('_', "-"))),
                answer(visit, name),
            ));
        }
    }
    hidden.push(("step".to_owned(), number(&step).to_string()));
    let view = MoveNew {
        customer: name.unwrap_or_default(),
        back: format!("/customers/{id}"),
        action: "/moves/new".to_owned(),
        step,
        error,
        wrong: wrong.to_owned(),
        answered,
        hidden,
    };
    visit.page(status, view.render(&visit.shell(Some(Menu::Moves))))
}

fn answer(visit: &Visit, name: &str) -> Cell {
    let typed = visit.form.text(name);
    match (name, typed) {
        ("goal", goal) => Cell::text(visit.say(&format!("pages-new-goal-{}", if goal == "cheapest" { "cheapest" } else { "same" }))),
        (_, "") => Cell::text(visit.say("desk-answered-open")),
        ("leave_by" | "co_term", day) => Cell::new(day.parse().map_or(Value::Nothing, Value::Day)),
        (_, typed) => Cell::text(typed),
    }
}

fn number(step: &MoveNewStep) -> usize {
    match step {
        MoveNewStep::Goal { .. } => 0,
        MoveNewStep::Lead { .. } => 1,
        MoveNewStep::Deadline { .. } => 2,
        MoveNewStep::Check => 3,
    }
}

async fn next(visit: Visit) -> Result<Answer, Trouble> {
    let form = &visit.form;
    let customer = customer_of(&visit, form.text("customer")).await?;
    let lead = MoveNewStep::Lead {
        days: form.some("lead_days").unwrap_or(LEAD).to_owned(),
    };
    let deadline = MoveNewStep::Deadline {
        day: form.text("leave_by").to_owned(),
        together: form.text("co_term").to_owned(),
    };
    let none = ("", String::new());
    match form.text("step") {
        "0" => Ok(question(&visit, &customer, lead, none, 200)),
        "1" => match lead_days(&visit) {
            Ok(_) => Ok(question(&visit, &customer, deadline, none, 200)),
            Err((field, key)) => Ok(question(&visit, &customer, lead, (field, visit.say(key)), 400)),
        },
        "2" => match policy(&visit) {
            Ok(_) => Ok(question(&visit, &customer, MoveNewStep::Check, none, 200)),
            Err((field, key)) => Ok(question(&visit, &customer, deadline, (field, visit.say(key)), 400)),
        },
        _ => {
            let path = format!("/moves/v1/customers/{}/estate", super::visit::segment(form.text("customer")));
            let estate = visit.get(path).read::<MoveEstate>().await;
            let begun = match estate {
                Ok(found) if is_closed(&found) => {
                    let sentence = visit.say("desk-wrong-closed");
                    return Ok(question(&visit, &customer, MoveNewStep::Check, ("", sentence), 409));
                }
                Ok(found) => begin(&visit, found.estate.unwrap_or(Json::Null)).await?,
                Err(refused) => Err(refused),
            };
            match begun {
                Ok(to) => Ok(to),
                Err(refused) => Ok(question(
                    &visit,
                    &customer,
                    MoveNewStep::Check,
                    ("", refused.sentence),
                    refused.status,
                )),
            }
        }
    }
}

/// Whether the customer's directory may not be read: a plan from what is seen would leave out what the customer has bought elsewhere.
pub(super) fn is_closed(found: &MoveEstate) -> bool {
    let closed = RiskCode::DirectoryClosed.as_str();
    found.lacks.iter().flatten().any(|lack| lack["code"] == closed)
}

/// What cannot be read: the field, and the key of its sentence.
type Wrong = (&'static str, &'static str);

fn lead_days(visit: &Visit) -> Result<u32, Wrong> {
    let days = visit.form.some("lead_days").unwrap_or(LEAD).parse().ok();
    days.filter(|days| (0..=365).contains(days)).ok_or(("lead_days", "desk-wrong-lead"))
}

/// What is wanted of the plan.
fn policy(visit: &Visit) -> Result<Json, Wrong> {
    let form = &visit.form;
    let mode = if form.text("goal") == "cheapest" {
        "cheapest"
    } else {
        "likeForLike"
    };
    let mut policy = json!({ "mode": mode, "leadDays": lead_days(visit)? });
    for (field, name) in [("leave_by", "leaveBy"), ("co_term", "coTerm")] {
        if let Some(day) = form.some(field) {
            let day: nahtlos_model::dates::Date = day.parse().map_err(|_| (field, "desk-wrong-day"))?;
            policy[name] = json!(day);
        }
    }
    Ok(policy)
}

/// Begins a move with an estate and plans it; to its page, or why it was not begun. What cannot be planned yet is begun all the same.
pub(super) async fn begin(visit: &Visit, estate: Json) -> Result<Result<Answer, Refused>, Trouble> {
    let policy = match policy(visit) {
        Ok(policy) => policy,
        Err((field, key)) => return Ok(Err(Refused::told(400, field, visit.say(key)))),
    };
    let request = MoveRequest {
        estate: Some(estate),
        policy: Some(policy),
        account: visit.form.some("account").map(str::to_owned),
        email: visit.form.some("email").map(str::to_owned),
        settings: serde_json::from_value(json!({ "language": visit.lang.tag() })).ok(),
    };
    let made = match visit.send("POST", "/moves/v1/moves").with(&request).read::<Move>().await {
        Ok(made) => made,
        Err(refused) if refused.status < 500 => return Ok(Err(refused)),
        Err(refused) => return Err(refused.into()),
    };
    let id = made.id.unwrap_or_default();
    let planned = visit
        .send("POST", format!("/moves/v1/moves/{id}/plan"))
        .with(&MovePlanRequest::default())
        .json()
        .await;
    match planned {
        Ok(_) => Ok(Ok(visit.saying(see(format!("/moves/{id}")), "move-begun"))),
        // Where no plan keeps every service, it is said which would be lost.
        Err(refused) if refused.status == NO_PLAN => Ok(Ok(see(format!("/moves/{id}/losses")))),
        // The page on which it is planned says why it cannot be.
        Err(refused) if refused.status < 500 => Ok(Ok(see(format!("/moves/{id}/plan?try=1")))),
        Err(refused) => Err(refused.into()),
    }
}

async fn uploaded(visit: Visit) -> Result<Answer, Trouble> {
    let Some(file) = visit.form.files.first() else {
        return blank(&visit, ("estate", &visit.say("desk-list-missing")), 400).await;
    };
    let bytes = file.bytes.clone();
    // Estates may be large: read beside everything else that goes on.
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice::<Json>(&bytes)).await;
    let estate = match read {
        Ok(Ok(estate)) => estate,
        Ok(Err(error)) => {
            let place = nahtlos_report::Args::new()
                .text("line", error.line().to_string())
                .text("column", error.column().to_string());
            let wrong = visit.texts().fill("desk-wrong-estate", place);
            return blank(&visit, ("estate", &wrong), 400).await;
        }
        Err(_) => return blank(&visit, ("estate", &visit.say("desk-away")), 503).await,
    };
    match begin(&visit, estate).await? {
        Ok(to) => Ok(to),
        Err(refused) => blank(&visit, (&refused.field, &refused.sentence), refused.status).await,
    }
}
