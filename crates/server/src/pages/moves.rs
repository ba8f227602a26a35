//! Moves: the list, and one with its steps, its cover, what people have to do, and what can be decided.

use super::{
    frame::Trouble,
    inside::Refused,
    lists::{self, Table},
    moves_told::{self, Names},
    show,
    table::page,
    visit::Visit,
    written::{file, see},
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Confirm, Cover, Fact, Field, Halt, Head, Kind, Link, Menu, Step, Task, Value, Weight};
use nahtlos_wire::{
    Collection,
    moves::{Move, MoveJournalEntry, MoveNote, MovePlan, MovePlanRequest, MoveState, MoveYes},
};
use serde_json::json;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/moves", list),
    page!(Signed, Read, "GET", "/moves/{move}", one),
    page!(Signed, Read, "GET", "/moves/{move}/journal", journal),
    page!(Signed, Read, "GET", "/moves/{move}/evidence", evidence),
    page!(Signed, Read, "GET", "/moves/{move}/{decision}", ask),
    page!(Signed, Write, "POST", "/moves/{move}/{decision}", decide),
    page!(Signed, Write, "POST", "/moves/{move}/tasks/{task}", confirm),
];

/// A list of moves.
pub(super) fn table(visit: &Visit, id: &'static str, title: &str) -> Table {
    Table::new(visit, id, title)
        .text(visit, "customer")
        .text(visit, "state")
        .text(visit, "steps")
        .number(visit, "cost")
        .text(visit, "next")
        .extra(visit, "created")
        .empty(
            visit.say("desk-no-moves"),
            Some(Link::new(visit.say("desk-new-move"), "/moves/new")),
        )
}

/// A move in a list.
pub(super) fn row(visit: &Visit, of: &Move) -> Vec<Cell> {
    let id = of.id.clone().unwrap_or_default();
    let plan = of.plan.as_ref();
    vec![
        Cell::link(of.customer_name.clone().unwrap_or_default(), format!("/moves/{id}"))
            .below(of.customer_domain.clone().unwrap_or_default()),
        Cell::new(Value::Badge(badge(visit, of))),
        Cell::text(moves_told::progress(visit, of)),
        Cell::new(plan.map_or(Value::Nothing, cost)),
        Cell::new(of.next_time.map_or(Value::Nothing, Value::Moment)),
        Cell::new(of.created_time.map_or(Value::Nothing, Value::Moment)),
    ]
}

/// The state of a move.
pub(super) fn badge(visit: &Visit, of: &Move) -> nahtlos_pages::Badge {
    let word = of.state.map(|state| state.to_string()).unwrap_or_default();
    let badge = show::badge(visit, "move", &word);
    nahtlos_pages::Badge::new(badge.tone, visit.say(&format!("move-state-{word}")))
}

fn cost(plan: &MovePlan) -> Value {
    show::money(plan.total.as_deref(), plan.currency.as_deref())
}

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let states = MoveState::ALL
        .iter()
        .map(|state| (state.as_str(), visit.say(&format!("move-state-{state}"))));
    let mut table = table(&visit, "moves", "")
        .select(&visit, "state", &states.collect::<Vec<_>>())
        .paged();
    let export = lists::export(&visit);
    let mut before = visit.query.get("after").filter(|_| export.is_none()).map(str::to_owned);
    let size = if export.is_some() { 1000 } else { lists::PAGE };
    loop {
        let mut query = format!("size={size}");
        for (name, value) in [("before", before.as_deref()), ("state", visit.query.get("state"))] {
            if let Some(value) = value {
                query.push_str(&format!("&{name}={}", super::visit::segment(value)));
            }
        }
        let page: Collection<Move> = visit.get(format!("/moves/v1/moves?{query}")).read().await?;
        page.items.iter().for_each(|of| table.row(row(&visit, of)));
        let more = page.items.len() == size;
        before = page.items.last().and_then(|of| of.id.clone()).filter(|_| more);
        if export.is_none() || before.is_none() || table.rows.len() >= lists::MOST {
            break;
        }
    }
    if let Some(kind) = export {
        return table.file(&visit, kind);
    }
    table.next = before;
    let mut head = Head::new(visit.say("pages-menu-moves"));
    head.buttons = vec![
        Button::page(visit.say("desk-new-move"), "/moves/new", Weight::Main),
        Button::page(visit.say("desk-campaigns"), "/campaigns", Weight::Plain),
    ];
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Moves)))))
}

async fn read(visit: &Visit) -> Result<Move, Refused> {
    visit.get(format!("/moves/v1/moves/{}", visit.segment(0))).read().await
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let of = read(&visit).await?;
    let names = Names::of(&visit, &of).await?;
    let live = matches!(
        of.state,
        Some(MoveState::Approved | MoveState::Running | MoveState::Waiting | MoveState::NeedsPerson)
    );
    let (now, end) = cover(&visit, &names, &of);
    let view = nahtlos_pages::Move {
        head: head(&visit, &of),
        cover_now: now,
        cover_end: end,
        halts: halts(&visit, &names, &of),
        tasks: tasks(&visit, &names, &of),
        money: None,
        facts: facts(&visit, &of),
        picture: None,
        steps: steps(&visit, &of),
        journal: Some(Link::new(visit.say("desk-journal"), format!("{}/journal", visit.path))),
        evidence: match of.approval {
            Some(_) => vec![Link::new(visit.say("desk-evidence"), format!("{}/evidence", visit.path))],
            None => Vec::new(),
        },
        live: if live { visit.path.clone() } else { String::new() },
    };
    Ok(visit.page(200, view.render(&visit.shell(Some(Menu::Moves)))))
}

/// What can be decided about a move as it stands, each with its weight.
fn decisions(of: &Move) -> Vec<(&'static str, Weight)> {
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

fn head(visit: &Visit, of: &Move) -> Head {
    let mut head = Head::new(of.customer_name.clone().unwrap_or_default());
    head.above = Some(Link::new(visit.say("pages-menu-moves"), "/moves"));
    head.badge = Some(badge(visit, of));
    head.lead = moves_told::lead(visit, of);
    head.buttons = decisions(of)
        .into_iter()
        .map(|(word, weight)| Button::page(visit.say(&format!("desk-decide-{word}")), format!("{}/{word}", visit.path), weight))
        .collect();
    head
}

/// The cover now, by the last proof, and to the end, by the plan's: what stands still because somebody would lose something says so.
fn cover(visit: &Visit, names: &Names, of: &Move) -> (Cover, Cover) {
    let refuted = of.halted.as_ref().filter(|halted| halted.kind.as_deref() == Some("refuted"));
    match (refuted, &of.plan) {
        (Some(halted), _) => {
            let broken = Cover::Broken(0, names.counter(visit, of, halted));
            (Cover::Whole, broken)
        }
        (None, Some(_)) => (Cover::Whole, Cover::Whole),
        (None, None) => (Cover::Unknown, Cover::Unknown),
    }
}

fn halts(visit: &Visit, names: &Names, of: &Move) -> Vec<Halt> {
    let Some(halted) = &of.halted else { return Vec::new() };
    vec![Halt {
        at: visit.center.engine.now(),
        why: names.halted(visit, of, halted),
        counter: String::new(),
        buttons: Vec::new(),
    }]
}

fn tasks(visit: &Visit, names: &Names, of: &Move) -> Vec<Task> {
    let open = of.tasks.iter().flatten().filter(|task| moves_told::is_open(of, task));
    let shown = |task: &nahtlos_wire::moves::MoveTask| {
        let id = task.id.clone().unwrap_or_default();
        let party = task.party.map(|party| visit.say(&format!("party-{party}")));
        Task {
            text: names.task(visit, task),
            who: party.unwrap_or_default(),
            due: task.deadline.map_or(Value::Nothing, Value::Day),
            done: Some(Button::post(
                visit.say("desk-task-done"),
                format!("{}/tasks/{id}", visit.path),
                &[],
                Weight::Plain,
            )),
            id,
        }
    };
    open.map(shown).collect()
}

fn facts(visit: &Visit, of: &Move) -> Vec<Fact> {
    let fact = |key: &str, cell: Cell| Fact::new(visit.say(&format!("desk-fact-{key}")), cell);
    let yes = of.approval.clone().unwrap_or_default();
    let mut costs = fact("cost", Cell::new(of.plan.as_ref().map_or(Value::Nothing, cost)));
    costs.link = of.plan.as_ref().map(|_| {
        let id = of.id.clone().unwrap_or_default();
        Link::new(visit.say("desk-report"), format!("/moves/{id}/report"))
    });
    let mut facts = vec![
        costs,
        fact("account", Cell::text(of.account.clone().unwrap_or_default())),
        fact("created", Cell::new(of.created_time.map_or(Value::Nothing, Value::Moment))),
        fact("steps", Cell::text(moves_told::progress(visit, of))),
        fact("next", Cell::new(of.next_time.map_or(Value::Nothing, Value::Moment))),
    ];
    if let Some(by) = yes.by {
        facts.push(fact("approved", Cell::text(by)));
        facts.push(fact("approved-at", Cell::new(yes.time.map_or(Value::Nothing, Value::Moment))));
    }
    if let Some(closed) = of.closed_time {
        facts.push(fact("closed", Cell::new(Value::Moment(closed))));
    }
    facts
}

fn steps(visit: &Visit, of: &Move) -> Vec<Step> {
    let step = |(at, step): (usize, &nahtlos_wire::moves::MoveStep)| {
        let kind = step.kind.clone().unwrap_or_default();
        let status = step.status.map(|status| status.to_string()).unwrap_or_default();
        let back = step
            .way_back
            .map(|way| visit.say(&format!("desk-way-back-{}", show::kebab(&way.to_string()))));
        let shown = show::badge(visit, "step", &status);
        let shown = nahtlos_pages::Badge::new(shown.tone, visit.say(&format!("run-status-{status}")));
        let what = visit.texts().has(&format!("step-{kind}"));
        Step {
            number: i64::try_from(at).unwrap_or_default() + 1,
            what: Cell::text(if what { visit.say(&format!("step-{kind}")) } else { kind }).below(back.unwrap_or_default()),
            due: step.due.map_or(Value::Nothing, Value::Day),
            state: Cell::new(Value::Badge(shown)),
            link: None,
        }
    };
    of.steps.iter().flatten().enumerate().map(step).collect()
}

/// Asks before something is decided: what it means, and what has to be said with it.
async fn ask(visit: Visit) -> Result<Answer, Trouble> {
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

async fn journal(visit: Visit) -> Result<Answer, Trouble> {
    let of = read(&visit).await?;
    let mut table = Table::new(&visit, "journal", "")
        .number(&visit, "number")
        .text(&visit, "when")
        .text(&visit, "what")
        .text(&visit, "step")
        .extra(&visit, "hash")
        .empty(visit.say("desk-no-activity"), None)
        .paged();
    let export = lists::export(&visit);
    let mut after = visit.query.number("after").ok().flatten().filter(|_| export.is_none()).unwrap_or(0);
    let size = if export.is_some() { 1000 } else { lists::PAGE };
    loop {
        let path = format!("/moves/v1/moves/{}/journal?size={size}&after={after}", visit.segment(0));
        let page: Collection<MoveJournalEntry> = visit.get(path).read().await?;
        for entry in &page.items {
            table.row(vec![
                Cell::new(entry.number.map_or(Value::Nothing, Value::Number)),
                Cell::new(entry.time.map_or(Value::Nothing, Value::Moment)),
                Cell::text(show::kebab(&entry.kind.clone().unwrap_or_default()).replace('-', " ")),
                show::text(entry.step_id.as_deref()),
                Cell::new(Value::Code(entry.hash.clone().unwrap_or_default())),
            ]);
        }
        let more = page.items.len() == size;
        after = page.items.last().and_then(|entry| entry.number).unwrap_or(after);
        table.next = more.then(|| after.to_string());
        if export.is_none() || !more || table.rows.len() >= lists::MOST {
            break;
        }
    }
    if let Some(kind) = export {
        return table.file(&visit, kind);
    }
    let mut head = Head::new(visit.say("desk-journal"));
    let name = of.customer_name.unwrap_or_default();
    head.above = Some(Link::new(name, format!("/moves/{}", visit.segment(0))));
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Moves)))))
}

async fn evidence(visit: Visit) -> Result<Answer, Trouble> {
    let path = format!("/moves/v1/moves/{}/evidence", visit.segment(0));
    let (media, bytes) = visit.get(path).bytes().await?;
    Ok(file(&media, &format!("evidence-{}.zip", visit.param(0)), bytes))
}
