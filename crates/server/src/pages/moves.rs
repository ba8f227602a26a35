//! Moves: the list, and one with its steps, its cover, what people have to do, and what can be decided.

use super::{
    accounts,
    frame::Trouble,
    inside::Refused,
    lists::{self, Table},
    moves_decide::{decisions, is_undecided},
    moves_told::{self, Names},
    own_moves, show,
    table::page,
    visit::Visit,
    written::file,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::instants::Instant;
use nahtlos_pages::{Button, Cell, Cover, Fact, Halt, Head, Link, Menu, Step, Task, Value, Weight};
use nahtlos_wire::{
    Collection,
    moves::{Move, MoveJournalEntry, MovePlan, MoveState},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/moves", list),
    page!(Signed, Read, "GET", "/moves/{move}", one),
    page!(Signed, Read, "GET", "/moves/{move}/journal", journal),
    page!(Signed, Read, "GET", "/moves/{move}/evidence", evidence),
];

/// Among the states of the list: moves that need somebody.
pub(super) const ATTENTION: &str = "attention";

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
    if !visit.is_partner() {
        return own_moves::list(visit).await;
    }
    let states = MoveState::ALL
        .iter()
        .map(|state| (state.as_str(), visit.say(&format!("move-state-{state}"))));
    let attention = std::iter::once((ATTENTION, visit.say("desk-moves-attention")));
    let mut table = table(&visit, "moves", "")
        .select(&visit, "state", &attention.chain(states).collect::<Vec<_>>())
        .ordered();
    let export = lists::export(&visit);
    let whole = lists::whole(&visit);
    let mut before = visit.query.get("after").filter(|_| !whole).map(str::to_owned);
    let size = if whole { 1000 } else { lists::PAGE };
    loop {
        let mut query = format!("size={size}");
        let (state, attention) = match visit.query.get("state") {
            Some(ATTENTION) => (None, Some("true")),
            state => (state, None),
        };
        for (name, value) in [("before", before.as_deref()), ("state", state), ("attention", attention)] {
            if let Some(value) = value {
                query.push_str(&format!("&{name}={}", super::visit::segment(value)));
            }
        }
        let page: Collection<Move> = visit.get(format!("/moves/v1/moves?{query}")).read().await?;
        page.items.iter().for_each(|of| table.row(row(&visit, of)));
        let more = page.items.len() == size;
        before = page.items.last().and_then(|of| of.id.clone()).filter(|_| more);
        if !whole || before.is_none() || table.rows.len() >= lists::most(&visit) {
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

/// The move of the path.
pub(super) async fn read(visit: &Visit) -> Result<Move, Refused> {
    visit.get(format!("/moves/v1/moves/{}", visit.segment(0))).read().await
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    if !visit.is_partner() {
        return own_moves::one(visit).await;
    }
    let of = read(&visit).await?;
    // The estate is read for names, where there is something to say.
    let says = of.halted.is_some() || of.tasks.iter().flatten().any(|task| moves_told::is_open(&of, task));
    let names = match says {
        true => Some(Names::of(&visit, &of).await?),
        false => None,
    };
    let live = matches!(
        of.state,
        Some(MoveState::Approved | MoveState::Running | MoveState::Waiting | MoveState::NeedsPerson)
    );
    let (now, end) = cover(&visit, names.as_ref(), &of);
    let view = nahtlos_pages::Move {
        head: head(&visit, &of),
        cover_now: now,
        cover_end: end,
        halts: halts(&visit, names.as_ref(), &of).await?,
        tasks: tasks(&visit, names.as_ref(), &of),
        money: None,
        facts: facts(&visit, &of, accounts::place(&visit, of.account.as_deref()).await?),
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

fn head(visit: &Visit, of: &Move) -> Head {
    let mut head = Head::new(of.customer_name.clone().unwrap_or_default());
    head.above = Some(Link::new(visit.say("pages-menu-moves"), "/moves"));
    head.badge = Some(badge(visit, of));
    head.lead = moves_told::lead(visit, of);
    head.buttons = decisions(of)
        .into_iter()
        .map(|(word, weight)| Button::page(visit.say(&format!("desk-decide-{word}")), format!("{}/{word}", visit.path), weight))
        .collect();
    if of.plan.is_some() && matches!(of.state, Some(MoveState::Planned | MoveState::Offered)) {
        let to = format!("{}/what-if", visit.path);
        head.buttons.insert(1, Button::page(visit.say("desk-what-if"), to, Weight::Plain));
    }
    if is_undecided(of) {
        let to = format!("{}/losses", visit.path);
        head.buttons.insert(1, Button::page(visit.say("desk-losses"), to, Weight::Plain));
    }
    head
}

/// The cover now, by the last proof of the present, and to the end, by that proof or the plan's own: what nobody proved is not known.
pub(super) fn cover(visit: &Visit, names: Option<&Names>, of: &Move) -> (Cover, Cover) {
    let planned = of.plan.as_ref().and_then(|plan| plan.created_time);
    let by_plan = planned.map_or(Cover::Unknown, |proved| Cover::Whole { proved, until: None });
    let (Some(last), Some(proved)) = (&of.cover, of.cover.as_ref().and_then(|last| last.checked_time)) else {
        return (Cover::Unknown, by_plan);
    };
    let now = Cover::Whole { proved, until: None };
    // A plan that was made since then was proved from the present that it was made from.
    let newer = planned.is_some_and(|planned| planned > proved);
    match (last.covered == Some(true), newer) {
        (true, true) => return (now, by_plan),
        (false, true) => return (Cover::Unknown, by_plan),
        (true, false) => return (now, Cover::Whole { proved, until: last.until }),
        (false, false) => {}
    }
    let told = of
        .halted
        .as_ref()
        .filter(|halted| halted.kind.as_deref() == Some("refuted"))
        .zip(names);
    let sentence = told.map_or_else(
        || visit.say("desk-cover-refuted"),
        |(halted, names)| names.counter(visit, of, halted),
    );
    let later = last.fails_on.is_some_and(|day| day > proved.date());
    let now = if later { now } else { Cover::Broken(0, sentence.clone()) };
    (now, Cover::Broken(0, sentence))
}

async fn halts(visit: &Visit, names: Option<&Names>, of: &Move) -> Result<Vec<Halt>, Refused> {
    let (Some(halted), Some(names)) = (&of.halted, names) else {
        return Ok(Vec::new());
    };
    Ok(vec![Halt {
        at: halted_at(visit, of).await?,
        why: names.halted(visit, of, halted),
        counter: String::new(),
        buttons: Vec::new(),
    }])
}

/// When it stopped, as its journal says near its end.
async fn halted_at(visit: &Visit, of: &Move) -> Result<Instant, Refused> {
    let after = (of.journal_entries.unwrap_or(0) - 50).max(0);
    let path = format!("/moves/v1/moves/{}/journal?size=50&after={after}", visit.segment(0));
    let page: Collection<MoveJournalEntry> = visit.get(path).read().await?;
    let entry = page.items.iter().rev().find(|entry| entry.kind.as_deref() == Some("halted"));
    let last = entry.or(page.items.last()).and_then(|entry| entry.time);
    Ok(last.unwrap_or_else(|| visit.center.engine.now()))
}

fn tasks(visit: &Visit, names: Option<&Names>, of: &Move) -> Vec<Task> {
    let Some(names) = names else { return Vec::new() };
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

fn facts(visit: &Visit, of: &Move, place: Cell) -> Vec<Fact> {
    let fact = |key: &str, cell: Cell| Fact::new(visit.say(&format!("desk-fact-{key}")), cell);
    let yes = of.approval.clone().unwrap_or_default();
    let mut costs = fact("cost", Cell::new(of.plan.as_ref().map_or(Value::Nothing, cost)));
    costs.link = of.plan.as_ref().map(|_| {
        let id = of.id.clone().unwrap_or_default();
        Link::new(visit.say("desk-report"), format!("/moves/{id}/report"))
    });
    let mut facts = vec![
        costs,
        fact("account", place),
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
                Cell::text(happening(&visit, entry)),
                step_of(&visit, &of, entry),
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

/// What an entry says happened.
fn happening(visit: &Visit, entry: &MoveJournalEntry) -> String {
    let word = show::kebab(entry.kind.as_deref().unwrap_or_default());
    let key = format!("desk-journal-{word}");
    if visit.texts().has(&key) {
        visit.say(&key)
    } else {
        word.replace('-', " ")
    }
}

/// The step that an entry is about, by its words where the plan that holds has it.
fn step_of(visit: &Visit, of: &Move, entry: &MoveJournalEntry) -> Cell {
    let Some(id) = entry.step_id.as_deref() else {
        return Cell::new(Value::Nothing);
    };
    let step = of.steps.iter().flatten().find(|step| step.id.as_deref() == Some(id));
    let key = step.and_then(|step| step.kind.as_deref()).map(|kind| format!("step-{kind}"));
    match key.filter(|key| visit.texts().has(key)) {
        Some(key) => Cell::text(visit.say(&key)).below(id),
        None => Cell::text(id),
    }
}

async fn evidence(visit: Visit) -> Result<Answer, Trouble> {
    let path = format!("/moves/v1/moves/{}/evidence", visit.segment(0));
    let (media, bytes) = visit.get(path).bytes().await?;
    Ok(file(&media, &format!("evidence-{}.zip", visit.param(0)), bytes))
}
