//! What people decide about a campaign: each decision is asked for on a page of its own, which says in numbers what will happen.

use super::{
    campaigns_told::{self as told, api, here},
    frame::Trouble,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Confirm, Field, Kind, Link, Menu, Weight};
use nahtlos_report::{Args, numbers};
use nahtlos_wire::campaigns::{Campaign, CampaignCustomer, CampaignCustomerState, CampaignLimits, CampaignState, CampaignYes};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/campaigns/{campaign}/{decision}", ask),
    page!(Signed, Write, "POST", "/campaigns/{campaign}/{decision}", decide),
];

/// Limits of money, in the order of the form; the wire's names with a hyphen.
const AMOUNTS: [&str; 3] = ["each", "all", "more"];
/// Limits that are counted.
const COUNTS: [&str; 4] = ["days", "users", "later-days", "other-users"];
/// One of these has to be given, or no limit at all has to be wanted.
const FIRST: [&str; 4] = ["each", "all", "days", "users"];

/// What can be decided about a campaign as it stands, each with its weight.
pub(super) fn decisions(of: &Campaign) -> Vec<(&'static str, Weight)> {
    use CampaignState::{Abandoned, Completed, Drafted, Paused, Running, Scheduled, Stopped};
    let open = of.customers.as_ref().and_then(|counts| counts.open).unwrap_or(0);
    let mut all = match of.state {
        Some(Drafted) if open == 0 => Vec::new(),
        Some(Drafted) => vec![("schedule", Weight::Main)],
        Some(Scheduled) => vec![("approve", Weight::Main), ("schedule", Weight::Plain)],
        Some(Running) => vec![("pause", Weight::Plain), ("schedule", Weight::Plain)],
        Some(Paused | Stopped) => vec![("resume", Weight::Main), ("schedule", Weight::Plain)],
        Some(Completed | Abandoned) | None => return Vec::new(),
    };
    all.push(("abandon", Weight::Grave));
    all
}

/// The key of a decision's verb.
pub(super) fn verb(word: &str) -> &'static str {
    match word {
        "schedule" => "desk-campaign-decide-schedule",
        "pause" => "desk-campaign-decide-pause",
        "approve" => "desk-decide-approve",
        "resume" => "desk-decide-resume",
        _ => "desk-decide-abandon",
    }
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let of = told::read(&visit).await?;
    let found = decisions(&of).into_iter().find(|(word, _)| *word == visit.param(1));
    match found {
        Some(found) => asked(&visit, &of, found, ("", ""), 200).await,
        None => Err(Trouble::Missing),
    }
}

async fn asked(
    visit: &Visit,
    of: &Campaign,
    (word, weight): (&str, Weight),
    (field, wrong): (&str, &str),
    status: u16,
) -> Result<Answer, Trouble> {
    let all = told::everybody(visit).await?;
    let fields = match word {
        "approve" => limits(visit, field, wrong),
        _ => Vec::new(),
    };
    let shown = fields.iter().any(|field| !field.error.is_empty());
    let effects = match wrong {
        wrong if !wrong.is_empty() && !shown => vec![wrong.to_owned()],
        _ => effects(visit, of, &all, word),
    };
    let digest = of.schedule.as_ref().and_then(|schedule| schedule.digest.clone());
    let confirm = Confirm {
        title: visit.say(&format!("desk-campaign-ask-{word}")),
        effects,
        action: format!("{}/{word}", here(visit)),
        hidden: digest.into_iter().map(|digest| ("digest".to_owned(), digest)).collect(),
        submit: visit.say(verb(word)),
        weight,
        fields,
        back: Link::new(visit.say("desk-campaign-back"), here(visit)),
    };
    Ok(visit.page(status, confirm.render(&visit.shell(Some(Menu::Moves)))))
}

fn limits(visit: &Visit, wrong_field: &str, wrong: &str) -> Vec<Field> {
    let field = |name: &str, kind: Kind| {
        Field::new(name, visit.say(&format!("desk-campaign-limit-{name}")), kind)
            .value(visit.form.text(name))
            .error(if name == wrong_field { wrong } else { "" })
            .optional()
    };
    let mut all = vec![
        field("each", Kind::Token).hint(visit.say("desk-campaign-limit-hint")),
        field("all", Kind::Token),
        field("days", Kind::Number(Some(0), None)),
        field("users", Kind::Number(Some(0), None)),
        field("unlimited", Kind::Check),
    ];
    all.push(field("more", Kind::Token).hint(visit.say("desk-campaign-limit-later-hint")));
    all.push(field("later-days", Kind::Number(Some(0), None)));
    all.push(field("other-users", Kind::Number(Some(0), None)));
    all
}

/// What a decision means, in sentences with its numbers.
fn effects(visit: &Visit, of: &Campaign, all: &[CampaignCustomer], word: &str) -> Vec<String> {
    let n = |count: Option<i64>| count.unwrap_or(0);
    let counts = of.customers.clone().unwrap_or_default();
    let progress = of.progress.clone().unwrap_or_default();
    let (open, begun) = (n(counts.open), n(progress.begun) - n(progress.completed));
    let running = of.state == Some(CampaignState::Running);
    let mut told = match word {
        "schedule" => vec![
            visit.say_count("desk-campaign-effect-schedule", open),
            visit.say(match running {
                true => "desk-campaign-effect-schedule-running",
                false => "desk-campaign-effect-schedule-waits",
            }),
        ],
        "approve" => approves(visit, of, all),
        "resume" => vec![
            visit.say_count("desk-campaign-effect-resume", open),
            visit.say("desk-campaign-effect-passed"),
        ],
        other => vec![visit.say_count(&format!("desk-campaign-effect-{other}"), open)],
    };
    if word == "resume" && of.state == Some(CampaignState::Stopped) {
        told.push(visit.say("desk-campaign-effect-judged"));
    }
    if matches!(word, "pause" | "abandon") {
        told.push(visit.say_count("desk-campaign-effect-goes-on", begun.max(0)));
    }
    told
}

fn approves(visit: &Visit, of: &Campaign, all: &[CampaignCustomer]) -> Vec<String> {
    let schedule = of.schedule.clone().unwrap_or_default();
    let first = all
        .iter()
        .filter(|one| one.state == Some(CampaignCustomerState::Open))
        .filter_map(|one| one.day)
        .min();
    let values = Args::new()
        .count("count", schedule.customers.unwrap_or(0))
        .text("day", first.map(|day| numbers::date(visit.lang, day)).unwrap_or_default());
    let mut told = vec![visit.texts().fill("desk-campaign-effect-approve", values)];
    let estimated = all
        .iter()
        .filter(|one| one.day.is_some())
        .filter_map(|one| one.estimated.as_deref());
    told.push(visit.say_with("desk-campaign-effect-plans", "cost", &told::sum(visit, of, estimated)));
    let cost = told::amount(visit, schedule.cost.as_deref(), told::currency(of));
    told.push(visit.say_with("desk-campaign-effect-estimate", "cost", &cost));
    for (count, key) in [(schedule.late, "late"), (schedule.left_out, "left-out")] {
        if let Some(count) = count.filter(|count| *count > 0) {
            told.push(visit.say_count(&format!("desk-campaign-effect-{key}"), count));
        }
    }
    told.push(visit.say("desk-campaign-effect-limits"));
    told
}

/// The yes of the form; or the field that is wrong, and how.
fn yes(visit: &Visit) -> Result<CampaignYes, (&'static str, String)> {
    let form = &visit.form;
    let unlimited = form.text("unlimited") == "true";
    if !unlimited && FIRST.iter().all(|name| form.some(name).is_none()) {
        return Err(("each", visit.say("desk-campaign-wrong-limits")));
    }
    let mut counts = [None; COUNTS.len()];
    for (name, count) in COUNTS.into_iter().zip(&mut counts) {
        if let Some(text) = form.some(name) {
            let number = text.parse::<i64>().ok().filter(|number| *number >= 0);
            *count = Some(number.ok_or_else(|| (name, visit.say("desk-campaign-wrong-number")))?);
        }
    }
    let [days, users, later_days, other_users] = counts;
    let [each, all, more] = AMOUNTS.map(|name| form.some(name).map(str::to_owned));
    Ok(CampaignYes {
        digest: form.some("digest").map(str::to_owned),
        limits: Some(CampaignLimits {
            each,
            all,
            days,
            users,
            more,
            later_days,
            other_users,
        }),
    })
}

/// Does what was decided.
async fn decide(visit: Visit) -> Result<Answer, Trouble> {
    let of = told::read(&visit).await?;
    let Some(found) = decisions(&of).into_iter().find(|(word, _)| *word == visit.param(1)) else {
        // Somebody else was quicker: the page shows how it stands.
        return Ok(visit.saying(see(here(&visit)), "otherwise"));
    };
    let question = visit.send("POST", format!("{}/{}", api(&visit), found.0));
    let question = match found.0 {
        "approve" => match yes(&visit) {
            Ok(yes) => question.with(&yes),
            Err((field, wrong)) => return asked(&visit, &of, found, (field, &wrong), 400).await,
        },
        _ => question,
    };
    match question.json().await {
        Ok(_) => Ok(visit.saying(see(here(&visit)), &format!("campaign-{}", found.0))),
        Err(refused) if refused.status < 500 => {
            let field = super::show::kebab(refused.field.rsplit('.').next().unwrap_or_default());
            asked(&visit, &of, found, (&field, &refused.sentence), refused.status).await
        }
        Err(refused) => Err(refused.into()),
    }
}
