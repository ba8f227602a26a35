//! Moves of the caller: all, one with its steps, its plan, its estate, its journal.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, moves::read::Summary};
use nahtlos_model::{
    estate::Estate,
    money::{Amount, Currency},
    moves::{state::State, tasks::TaskKind},
    permissions::Action,
    plan::Plan,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{Collection, Link, moves as wire};
use serde_json::Value;

/// Moves of a page, and entries of a journal's, when the caller names no size.
const SIZE: i64 = 100;
/// Most of one page.
const MOST: i64 = 1000;

pub(super) fn need() -> Need {
    Need::own(Action::ReadMoves)
}

fn size(ask: &Ask) -> Result<i64, Refusal> {
    Ok(ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(SIZE).min(MOST))
}

/// Which moves are asked for.
enum Which {
    All,
    Of(State),
    Attention,
    Customer(String),
    Sought(String),
}

fn which(ask: &Ask) -> Result<Which, Refusal> {
    let names = ["state", "attention", "customer", "q"];
    let given: Vec<&str> = names.into_iter().filter(|name| ask.query.get(name).is_some()).collect();
    let value = |name: &str| ask.query.get(name).unwrap_or_default();
    match given.as_slice() {
        [] => Ok(Which::All),
        ["state"] => match value("state").parse::<State>() {
            Ok(state) => Ok(Which::Of(state)),
            Err(error) => Err(Refusal::property("state", error)),
        },
        ["attention"] if ask.query.flag("attention") => Ok(Which::Attention),
        ["attention"] => Ok(Which::All),
        ["customer"] => Ok(Which::Customer(value("customer").to_ascii_lowercase())),
        ["q"] => Ok(Which::Sought(value("q").to_owned())),
        [first, .., last] => Err(Refusal::property((*last).to_owned(), format!("does not go together with {first}"))),
        [other] => Err(Refusal::property((*other).to_owned(), "is not known")),
    }
}

/// Newest first; `before` is the id of the last of the page before. Besides all: those in a `state`, those that need somebody (`attention`),
/// those of a `customer`, those whose customer's name or domain has `q` in it.
pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let size = size(&ask)?;
    let which = which(&ask)?;
    let before = ask.query.get("before").map(str::to_ascii_lowercase);
    let mut reading = ask.read(need()).await?;
    let before = before.as_deref();
    let mut found = match &which {
        Which::All => reading.moves(before, size + 1, None).await?,
        Which::Of(state) => reading.moves(before, size + 1, Some(*state)).await?,
        Which::Attention => reading.moves_of_attention(before, size + 1).await?,
        Which::Customer(id) => reading.moves_of_customer(before, size + 1, id).await?,
        Which::Sought(text) => reading.moves_sought(before, size + 1, text).await?,
    };
    let more = found.len() as i64 > size;
    found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    let view = ask.view();
    let mut page = Collection::of(found.iter().map(|of| view.moved(of, None)).collect());
    if let Some(last) = found.last().filter(|_| more) {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("size", &size.to_string()).append_pair("before", &last.id);
        match &which {
            Which::All => &mut query,
            Which::Of(state) => query.append_pair("state", state.as_str()),
            Which::Attention => query.append_pair("attention", "true"),
            Which::Customer(id) => query.append_pair("customer", id),
            Which::Sought(text) => query.append_pair("q", text),
        };
        page = page.with_link("next", Link::get(format!("{}?{}", wire::PATH, query.finish())));
    }
    Ok(Answer::ok(&page))
}

/// All of them in numbers.
pub(crate) async fn summary(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(need()).await?.move_summary().await?;
    let count = |one: &Summary| {
        let currency = Currency::new(&one.currency);
        let total = currency.map(|currency| Amount {
            minor: one.total,
            ..Amount::zero(currency)
        });
        wire::MoveCount {
            state: one.state.parse().ok(),
            count: Some(one.count),
            currency: currency.map(|currency| currency.to_string()),
            seats: Some(one.seats),
            total: total.map(|total| total.to_string()),
        }
    };
    Ok(Answer::ok(&Collection::of(found.iter().map(count).collect())))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let of = reading.move_of(&ask.id(0)).await?;
    let plan = match &of.plan {
        Some(plan) => {
            let text = reading.move_document(&of.id, "plan", plan.version).await?;
            Some(read::<Plan>(&text)?)
        }
        None => None,
    };
    Ok(Answer::ok(&ask.view().moved(&of, plan.as_ref())))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|error| nahtlos_engine::Halt::from(nahtlos_engine::StoreError::from(error)).into())
}

/// The plan that holds, or another by its version.
pub(crate) async fn plan(ask: Ask) -> Result<Answer, Problem> {
    let wanted = ask.query.number("version")?;
    let mut reading = ask.read(need()).await?;
    let of = reading.move_of(&ask.id(0)).await?;
    let version = wanted.or(of.plan.as_ref().map(|plan| plan.version));
    let version = version.ok_or_else(|| Refusal::new(Code::NotFound).with("id", "plan"))?;
    let text = reading.move_document(&of.id, "plan", version).await?;
    Ok(Answer::ok(&read::<Value>(&text)?))
}

/// What the plan that holds was made from, or the plan of another version.
pub(crate) async fn estate(ask: Ask) -> Result<Answer, Problem> {
    let wanted = ask.query.number("version")?;
    let mut reading = ask.read(need()).await?;
    let of = reading.move_of(&ask.id(0)).await?;
    let version = wanted.or(of.plan.as_ref().map(|plan| plan.version)).unwrap_or(1);
    let text = reading.move_document_to(&of.id, "estate", version).await?;
    Ok(Answer::ok(&read::<Value>(&text)?))
}

/// What a customer of this center holds in every channel: what a move of it begins with.
pub(crate) async fn estate_of(ask: Ask) -> Result<Answer, Problem> {
    let (estate, lacks) = ask.center.engine.estate_of(&ask.call, &ask.id(0)).await?;
    Ok(Answer::ok(&wire::MoveEstate {
        estate: Some(serde_json::json!(estate)),
        lacks: Some(lacks.iter().map(|notice| serde_json::json!(notice)).collect()),
    }))
}

/// In order; `after` is the number of the last entry of the page before.
pub(crate) async fn journal(ask: Ask) -> Result<Answer, Problem> {
    let (size, after) = (size(&ask)?, ask.query.number("after")?.unwrap_or(0));
    let id = ask.id(0);
    let mut found = ask.read(need()).await?.journal(&id, after, size + 1).await?;
    let more = found.len() as i64 > size;
    found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    let view = ask.view();
    let mut page = Collection::of(found.iter().map(|entry| view.journal_entry(entry)).collect());
    if let Some(last) = found.last().filter(|_| more) {
        let uri = format!("{}/{id}/journal?size={size}&after={}", wire::PATH, last.number);
        page = page.with_link("next", Link::get(uri));
    }
    Ok(Answer::ok(&page))
}

/// What is to be changed by hand: of a task that asks for it, what its step changes.
pub(crate) async fn swaps(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let of = reading.move_of(&ask.id(0)).await?;
    let unknown = |id: &str| Refusal::new(Code::NotFound).with("id", id);
    let task = of
        .tasks
        .iter()
        .find(|task| task.id == ask.id(1) && task.kind == TaskKind::SwapByHand);
    let task = task.ok_or_else(|| unknown(&ask.id(1)))?;
    let version = of.plan.as_ref().map_or(1, |plan| plan.version);
    let plan: Plan = read(&reading.move_document(&of.id, "plan", version).await?)?;
    let estate: Estate = read(&reading.move_document_to(&of.id, "estate", version).await?)?;
    let step = plan
        .steps
        .iter()
        .find(|step| step.id == task.step)
        .ok_or_else(|| unknown(&task.step))?;
    let swaps = nahtlos_files::swaps::swaps(&plan, &estate, &step.changes());
    let csv = nahtlos_files::swaps::csv(&swaps)
        .map_err(|error| nahtlos_engine::Halt::from(nahtlos_engine::StoreError::other(error.to_string())))?;
    Ok(Answer::ok(&wire::MoveSwapList {
        count: Some(i64::try_from(swaps.len()).unwrap_or(i64::MAX)),
        csv: Some(csv),
        script: Some(nahtlos_files::swaps::script(&of.customer.tenant_id, &swaps)),
    }))
}
