//! A move's plan beside what it would be with another lead, by another day or goal, and beside the naive way; and planned so, when wanted.

use super::{
    frame::Trouble,
    inside::Refused,
    moves_decide::is_undecided,
    report::{call, drawn},
    table::page,
    visit::Visit,
    written::see,
};
use crate::{
    api::{answer::Answer, problem::Problem},
    pages::Page,
};
use nahtlos_engine::{Halt, call::Need};
use nahtlos_model::{
    case::Case,
    dates::Date,
    permissions::Action,
    plan::Plan,
    policy::{Mode, Policy},
};
use nahtlos_pages::{Cell, Choice, Field, Form, Head, Kind, Link, Menu, Note, Part, Tone, Value, Weight};
use nahtlos_wire::moves::{Move, MovePlanRequest};
use serde_json::json;
use std::sync::Arc;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/moves/{move}/what-if", show),
    page!(Signed, Write, "POST", "/moves/{move}/what-if", ask),
    page!(Signed, Write, "POST", "/moves/{move}/what-if/plan", plan),
];

/// What is wanted of it, as far as this page changes it.
fn wanted(visit: &Visit, held: &Policy) -> Result<Policy, String> {
    let form = &visit.form;
    let mut policy = held.clone();
    if let Some(goal) = form.some("goal") {
        policy.mode = if goal == "cheapest" { Mode::Cheapest } else { Mode::LikeForLike };
    }
    if let Some(days) = form.some("lead_days") {
        let days = days.parse::<u32>().ok().filter(|days| (1..=365).contains(days));
        policy.lead_days = days.ok_or_else(|| visit.say("desk-wrong-lead"))?;
    }
    if form.some("goal").is_some() {
        let day = form.some("leave_by").map(str::parse::<Date>).transpose();
        policy.leave_by = day.map_err(|_| visit.say("desk-wrong-day"))?;
        let together = form.some("co_term").map(str::parse::<Date>).transpose();
        policy.co_term = together.map_err(|_| visit.say("desk-wrong-day"))?;
    }
    Ok(policy)
}

/// The move, its case and its plan.
async fn held(visit: &Visit) -> Result<(Move, Case, Plan), Trouble> {
    let of: Move = visit.get(format!("/moves/v1/moves/{}", visit.segment(0))).read().await?;
    let id = of.id.clone().unwrap_or_default();
    let call = call(visit).ok_or(Trouble::Missing)?;
    let need = Need::own(Action::ReadMoves);
    let found = visit.center.engine.read(&call, need).await?.move_case(&id, None).await?;
    let (case, plan) = found.ok_or(Trouble::Missing)?;
    Ok((of, case, plan))
}

async fn show(visit: Visit) -> Result<Answer, Trouble> {
    let (of, case, plan) = held(&visit).await?;
    page_of(&visit, &of, (&case, &plan), None, "", 200).await
}

/// What a plan would be, or why there is none.
async fn tried(visit: &Visit, id: &str, policy: Policy) -> Result<Result<(Case, Plan), String>, Trouble> {
    let call = call(visit).ok_or(Trouble::Missing)?;
    match visit.center.engine.what_if(&call, id, policy.clone()).await {
        Ok(found) => Ok(Ok(found)),
        // The API says why, in the reader's language.
        Err(Halt::Refused(_)) => match visit
            .send("POST", format!("/moves/v1/moves/{id}/whatIf"))
            .with(&request(&policy))
            .json()
            .await
        {
            Err(refused) if refused.status < 500 => Ok(Err(refused.sentence)),
            Err(refused) => Err(refused.into()),
            Ok(_) => Ok(Err(visit.say("desk-away"))),
        },
        Err(halt) => Err(Trouble::from(Problem::from(halt))),
    }
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let (of, case, plan) = held(&visit).await?;
    let id = of.id.clone().unwrap_or_default();
    let policy = match wanted(&visit, &plan.policy) {
        Ok(policy) => policy,
        Err(wrong) => return page_of(&visit, &of, (&case, &plan), None, &wrong, 400).await,
    };
    match tried(&visit, &id, policy).await? {
        Ok((case_if, plan_if)) => page_of(&visit, &of, (&case, &plan), Some((case_if, plan_if)), "", 200).await,
        Err(wrong) => page_of(&visit, &of, (&case, &plan), None, &wrong, 422).await,
    }
}

async fn page_of(
    visit: &Visit,
    of: &Move,
    (case, plan): (&Case, &Plan),
    found: Option<(Case, Plan)>,
    wrong: &str,
    status: u16,
) -> Result<Answer, Trouble> {
    let id = of.id.clone().unwrap_or_default();
    let naive = match call(visit) {
        Some(call) => visit.center.engine.naive_way(&call, &id, &plan.policy, &case.estate).await.ok(),
        None => None,
    };
    let mut head = Head::new(visit.say("desk-what-if"));
    head.above = Some(Link::new(of.customer_name.clone().unwrap_or_default(), format!("/moves/{id}")));
    head.lead = visit.say("desk-what-if-lead");
    let shown = found.as_ref().map_or(&plan.policy, |(_, plan)| &plan.policy);
    let mut parts = vec![
        Part::Form(form(visit, &id, shown, wrong)),
        compared(visit, plan, found.as_ref().map(|(_, plan)| plan), naive.as_ref()),
    ];
    if let Some((case_if, plan_if)) = found {
        parts.push(match is_undecided(of) {
            true => Part::Form(decide(visit, &id)),
            false => offered(visit, &id),
        });
        parts.push(Part::Made(drawn(visit, Arc::new(case_if), Arc::new(plan_if)).await?));
    } else if naive.is_none() {
        let sentence = visit.say("desk-what-if-no-naive");
        parts.push(Part::Note(Note {
            tone: Tone::Plain,
            sentence,
            link: None,
        }));
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Moves)))))
}

fn form(visit: &Visit, id: &str, policy: &Policy, wrong: &str) -> Form {
    let typed = |name: &str, now: String| visit.form.some(name).map_or(now, str::to_owned);
    let cheapest = typed("goal", policy.mode.to_string()) == Mode::Cheapest.to_string();
    let goals = [
        ("likeForLike", "pages-new-goal-same", !cheapest),
        ("cheapest", "pages-new-goal-cheapest", cheapest),
    ];
    let goals = goals.map(|(value, key, on)| Choice::new(value, visit.say(key), on));
    let leave_by = policy.leave_by.map(|day| day.to_string()).unwrap_or_default();
    let co_term = policy.co_term.map(|day| day.to_string()).unwrap_or_default();
    Form {
        id: "what-if".to_owned(),
        action: format!("/moves/{id}/what-if"),
        problem: wrong.to_owned(),
        fields: vec![
            Field::new("goal", visit.say("desk-what-if-goal"), Kind::Radios(goals.to_vec())),
            Field::new("lead_days", visit.say("desk-what-if-days"), Kind::Drag(1, 365))
                .value(typed("lead_days", policy.lead_days.to_string())),
            Field::new("leave_by", visit.say("desk-what-if-leave-by"), Kind::Day)
                .value(typed("leave_by", leave_by))
                .optional(),
            Field::new("co_term", visit.say("desk-what-if-co-term"), Kind::Day)
                .value(typed("co_term", co_term))
                .optional(),
        ],
        submit: visit.say("desk-what-if-ask"),
        back: Some(Link::new(visit.say("desk-back-move"), format!("/moves/{id}"))),
        ..Form::default()
    }
}

/// To plan it so: what was asked for is sent along.
fn decide(visit: &Visit, id: &str) -> Form {
    let hidden = ["goal", "lead_days", "leave_by", "co_term"].map(|name| (name.to_owned(), visit.form.text(name).to_owned()));
    Form {
        id: "plan-so".to_owned(),
        action: format!("/moves/{id}/what-if/plan"),
        hidden: hidden.to_vec(),
        submit: visit.say("desk-what-if-plan"),
        weight: Weight::Main,
        ..Form::default()
    }
}

/// What the customer has before them is not planned anew behind their back.
fn offered(visit: &Visit, id: &str) -> Part {
    Part::Note(Note {
        tone: Tone::Plain,
        sentence: visit.say("desk-what-if-offered"),
        link: Some(Link::new(visit.say("desk-decide-withdraw"), format!("/moves/{id}/withdraw"))),
    })
}

/// What each costs, side by side.
fn compared(visit: &Visit, plan: &Plan, found: Option<&Plan>, naive: Option<&Plan>) -> Part {
    let mut table = super::lists::Table::new(visit, "what-if", "desk-what-if-compared")
        .text(visit, "way")
        .number(visit, "total")
        .number(visit, "overlap")
        .number(visit, "beyond")
        .number(visit, "purchases")
        .number(visit, "changed-users");
    let mut row = |key: &str, plan: &Plan| {
        let money = |amount| Cell::new(Value::Money(plan.cost.currency, amount));
        let count = |n: usize| Cell::new(Value::Number(i64::try_from(n).unwrap_or_default()));
        let mut users: Vec<&str> = plan
            .license_changes
            .iter()
            .flat_map(|change| &change.user_ids)
            .map(String::as_str)
            .collect();
        users.sort_unstable();
        users.dedup();
        table.row(vec![
            Cell::text(visit.say(key)),
            money(plan.cost.total),
            money(plan.cost.overlap),
            money(plan.cost.committed_beyond_horizon),
            count(plan.purchases.len()),
            count(users.len()),
        ]);
    };
    row("desk-what-if-held", plan);
    if let Some(found) = found {
        row("desk-what-if-found", found);
    }
    if let Some(naive) = naive {
        row("desk-what-if-naive", naive);
    }
    super::lists::only_shown(table.part(visit))
}

fn request(policy: &Policy) -> MovePlanRequest {
    MovePlanRequest {
        policy: Some(json!(policy)),
        ..MovePlanRequest::default()
    }
}

/// Plans it so.
async fn plan(visit: Visit) -> Result<Answer, Trouble> {
    let (of, case, plan) = held(&visit).await?;
    let policy = match wanted(&visit, &plan.policy) {
        Ok(policy) => policy,
        Err(wrong) => return page_of(&visit, &of, (&case, &plan), None, &wrong, 400).await,
    };
    let path = format!("/moves/v1/moves/{}/plan", visit.segment(0));
    match visit.send("POST", path).with(&request(&policy)).json().await {
        Ok(_) => Ok(visit.saying(see(format!("/moves/{}", visit.segment(0))), "move-plan")),
        Err(Refused { status, sentence, .. }) if status < 500 => page_of(&visit, &of, (&case, &plan), None, &sentence, status).await,
        Err(refused) => Err(refused.into()),
    }
}
