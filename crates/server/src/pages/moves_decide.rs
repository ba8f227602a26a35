//! What people decide about a move: each decision says first, in numbers, what it means.

use super::{frame::Trouble, moves::read, moves_new::NO_PLAN, moves_told, own_moves, table::page, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Confirm, Field, Kind, Link, Menu, Weight};
use nahtlos_wire::moves::{Move, MoveNote, MovePlanRequest, MoveState, MoveYes};
use serde_json::json;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/moves/{move}/{decision}", ask),
    page!(Signed, Write, "POST", "/moves/{move}/{decision}", decide),
    page!(Signed, Write, "POST", "/moves/{move}/tasks/{task}", confirm),
];

/// What can be decided about a move as it stands, each with its weight.
pub(super) fn decisions(of: &Move) -> Vec<(&'static str, Weight)> {
    use MoveState::{Abandoned, Approved, Completed, Drafted, Halted, NeedsPerson, Offered, Planned, Running, Waiting};
    match of.state {
        Some(Drafted) => vec![("plan", Weight::Main), ("abandon", Weight::Grave)],
        Some(Planned) => vec![
            ("approve", Weight::Main),
            ("offer", Weight::Plain),
            ("plan", Weight::Plain),
            ("abandon", Weight::Grave),
        ],
        Some(Offered) => vec![("approve", Weight::Main), ("withdraw", Weight::Plain), ("abandon", Weight::Grave)],
        Some(Approved | Running | Waiting | NeedsPerson) => vec![("halt", Weight::Grave), ("plan", Weight::Plain)],
        Some(Halted) if of.proposal.is_some() => vec![
            ("approve", Weight::Main),
            ("resume", Weight::Plain),
            ("plan", Weight::Plain),
            ("abandon", Weight::Grave),
        ],
        Some(Halted) => vec![("resume", Weight::Main), ("plan", Weight::Plain), ("abandon", Weight::Grave)],
        Some(Completed | Abandoned) | None => Vec::new(),
    }
}

/// Whether nobody has been asked yet: what may be lost can still be said.
pub(super) fn is_undecided(of: &Move) -> bool {
    matches!(of.state, Some(MoveState::Drafted | MoveState::Planned))
}

/// Asks before something is decided: what it means, and what has to be said with it.
async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    if !visit.is_partner() {
        return own_moves::ask(visit).await;
    }
    let of = read(&visit).await?;
    let word = visit.param(1);
    let Some((word, weight)) = decisions(&of).into_iter().find(|(known, _)| *known == word) else {
        return Err(Trouble::Missing);
    };
    Ok(asked(&visit, &of, word, weight, "", 200))
}

fn asked(visit: &Visit, of: &Move, word: &str, weight: Weight, wrong: &str, status: u16) -> Answer {
    let id = of.id.clone().unwrap_or_default();
    let newest = of.proposal.as_ref().or(of.plan.as_ref());
    let fields = fields(visit, word, wrong);
    let mut effects = effects(visit, of, word);
    if fields.is_empty() && !wrong.is_empty() {
        effects = vec![wrong.to_owned()];
    }
    let confirm = Confirm {
        title: visit.say(&format!("desk-ask-{word}")),
        effects,
        action: format!("/moves/{id}/{word}"),
        hidden: match newest.and_then(|plan| plan.digest.clone()) {
            Some(digest) => vec![("digest".to_owned(), digest)],
            None => Vec::new(),
        },
        submit: visit.say(&format!("desk-decide-{word}")),
        weight,
        fields,
        back: Link::new(visit.say("desk-back-move"), format!("/moves/{id}")),
    };
    visit.page(status, confirm.render(&visit.shell(Some(Menu::Moves))))
}

/// What a decision means, in sentences with its numbers.
fn effects(visit: &Visit, of: &Move, word: &str) -> Vec<String> {
    let mut all = vec![visit.say(&format!("desk-effect-{word}"))];
    let open = of.steps_total.unwrap_or(0) - of.steps_done.unwrap_or(0);
    match word {
        "approve" => {
            if let Some(plan) = of.proposal.as_ref().or(of.plan.as_ref()) {
                all.push(visit.say_with("desk-effect-cost", "cost", &moves_told::amount(visit, plan)));
            }
            all.push(visit.say("desk-effect-limits"));
        }
        "halt" | "abandon" | "resume" => all.push(visit.say_count("desk-effect-open", open)),
        _ => {}
    }
    if matches!(word, "halt" | "abandon") && of.purchases.as_ref().is_some_and(|bought| !bought.is_empty()) {
        let bought = of.purchases.as_ref().map_or(0, Vec::len);
        all.push(visit.say_count("desk-effect-bought", i64::try_from(bought).unwrap_or_default()));
    }
    all
}

fn fields(visit: &Visit, word: &str, wrong: &str) -> Vec<Field> {
    let typed = |name: &str| visit.form.text(name).to_owned();
    let field = |name: &str, kind: Kind| {
        Field::new(name, visit.say(&format!("desk-field-{name}")), kind)
            .value(typed(name))
            .optional()
    };
    match word {
        "approve" => vec![
            field("more", Kind::Token).hint(visit.say("desk-field-more-hint")).error(wrong),
            field("days", Kind::Number(Some(0), Some(365))),
            field("users", Kind::Number(Some(0), None)),
        ],
        "halt" | "abandon" => vec![field("note", Kind::Area(3)).error(wrong)],
        _ => Vec::new(),
    }
}

/// Does what was decided.
async fn decide(visit: Visit) -> Result<Answer, Trouble> {
    if !visit.is_partner() {
        return own_moves::decide(visit).await;
    }
    let word = visit.param(1).to_owned();
    let of = read(&visit).await?;
    let Some((_, weight)) = decisions(&of).into_iter().find(|(known, _)| *known == word) else {
        // Somebody else was quicker: the page shows how it stands.
        return Ok(visit.saying(see(format!("/moves/{}", visit.segment(0))), "otherwise"));
    };
    let path = format!("/moves/v1/moves/{}/{word}", visit.segment(0));
    let form = &visit.form;
    let note = MoveNote {
        note: form.some("note").map(str::to_owned),
        ..MoveNote::default()
    };
    let sent = match word.as_str() {
        "approve" => {
            let number = |name: &str| form.some(name).and_then(|text| text.parse().ok());
            let limits = json!({ "more": form.some("more"), "laterDays": number("days").unwrap_or(0_i64), "users": number("users").unwrap_or(0_i64) });
            let yes = MoveYes {
                digest: form.some("digest").map(str::to_owned),
                limits: serde_json::from_value(limits).ok(),
            };
            visit.send("POST", path).with(&yes)
        }
        "halt" | "abandon" => visit.send("POST", path).with(&note),
        "plan" => visit.send("POST", path).with(&MovePlanRequest::default()),
        _ => visit.send("POST", path),
    };
    match sent.json().await {
        Ok(_) => Ok(visit.saying(see(format!("/moves/{}", visit.segment(0))), &format!("move-{word}"))),
        // What would be lost is asked one by one.
        Err(refused) if word == "plan" && refused.status == NO_PLAN && is_undecided(&of) => {
            Ok(see(format!("/moves/{}/losses", visit.segment(0))))
        }
        Err(refused) if refused.status < 500 => {
            let answer = asked(&visit, &of, &word, weight, &refused.sentence, refused.status);
            Ok(answer)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Somebody says that their task is done.
async fn confirm(visit: Visit) -> Result<Answer, Trouble> {
    let path = format!("/moves/v1/moves/{}/tasks/{}/confirm", visit.segment(0), visit.segment(1));
    visit.send("POST", path).with(&MoveNote::default()).json().await?;
    Ok(visit.saying(see(format!("/moves/{}", visit.segment(0))), "task-done"))
}
