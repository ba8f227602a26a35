//! What the commands about a move that is carried out print: the move in short, its steps, its tasks, and why it stands still. Users and
//! subscriptions are shown as people know them, by the estate that the move began with.

use crate::{
    end::Failure,
    remote::Stop,
    screen::Screen,
    table::{self, Column, cell},
};
use nahtlos_client::{Client, collect};
use nahtlos_model::{
    case::Case,
    catalogue::{Catalogue, Product},
    estate::Estate,
    money::{Amount, Currency},
    moves::tasks::TaskKind,
    notice::Value as Filled,
    policy::Policy,
};
use nahtlos_report::{Reader, moves, numbers, texts::Args as Values};
use nahtlos_wire::{
    enums::LicenseGroupId,
    invitations::InvitationStatus,
    moves::{Move, MoveHalt, MovePlan, MoveState, MoveStep, MoveStepStatus, MoveTask},
};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};

/// Groups of licences whose names are asked for.
const GROUPS: [LicenseGroupId; 2] = [LicenseGroupId::Group1, LicenseGroupId::Group2];

/// The names that a move's estate has for things, and those of the customer's SKUs for those who may see them.
pub(super) async fn names(client: &Client, id: &str) -> Result<Case, Stop> {
    let document = client.moves().estate(id).await?;
    let estate: Estate = serde_json::from_value(document).map_err(|error| Failure::Refused(format!("nahtlos.estate/1: {error}")))?;
    // Before there is a relationship the center refuses; then SKUs are shown by their ids.
    let pools = client.licenses().subscribed_skus(&estate.customer.id, &GROUPS).await;
    let named = pools.unwrap_or_default().into_iter().filter_map(|pool| {
        let sku = pool.product_sku?;
        let product = Product {
            name: sku.name?,
            string_id: sku.sku_part_number.unwrap_or_default(),
            plans: Vec::new(),
        };
        Some((sku.id?.parse().ok()?, product))
    });
    let catalogue = Catalogue {
        products: named.collect(),
        ..Catalogue::default()
    };
    Ok(Case {
        estate,
        catalogue: Arc::new(catalogue),
        policy: Policy::default(),
        inputs: Vec::new(),
    })
}

/// A word of the wire in the person's language; one that is not known here stays as it came.
pub(super) fn word(screen: &Screen, prefix: &str, word: impl ToString) -> String {
    let word = word.to_string();
    let key = format!("{prefix}-{word}");
    if screen.texts().has(&key) {
        screen.text(&key, Values::new())
    } else {
        word
    }
}

/// What a plan costs.
pub(super) fn money(screen: &Screen, plan: &MovePlan) -> String {
    let total = cell(plan.total.as_ref());
    let currency = cell(plan.currency.as_ref());
    let amount: Result<Amount, _> = serde_json::from_value(Value::String(total.clone()));
    match (amount, Currency::new(&currency)) {
        (Ok(amount), Some(currency)) => numbers::money(screen.lang(), currency, amount),
        _ => format!("{total} {currency}").trim().to_owned(),
    }
}

fn plan(screen: &Screen, plan: &MovePlan) -> String {
    let values = Values::new()
        .text("total", money(screen, plan))
        .text("version", cell(plan.version))
        .text("why", word(screen, "plan-why", cell(plan.why.as_ref())));
    screen.text("cli-move-plan", values)
}

fn digest(plan: &MovePlan) -> String {
    cell(plan.digest.as_ref())
}

/// The plan that can be said yes to: one from the present, where there is one.
pub(super) fn newest(of: &Move) -> Option<&MovePlan> {
    of.proposal.as_ref().or(of.plan.as_ref())
}

/// How many steps are done; empty before somebody said yes.
pub(super) fn progress(screen: &Screen, of: &Move) -> String {
    match (of.steps_done, of.steps_total) {
        (Some(done), Some(total)) if total > 0 => screen.text("cli-move-steps", Values::new().count("done", done).count("total", total)),
        _ => String::new(),
    }
}

/// How long the rest of today's work takes that a service's budget holds up; empty where nothing is.
fn expected(screen: &Screen, of: &Move) -> String {
    match (of.users_left, of.expected_time) {
        (Some(left), Some(time)) => screen.text(
            "cli-move-expected",
            Values::new().count("left", left).text("time", time.to_string()),
        ),
        _ => String::new(),
    }
}

/// Whose move it is.
pub(super) fn customer(of: &Move) -> String {
    let (name, domain) = (cell(of.customer_name.as_ref()), cell(of.customer_domain.as_ref()));
    if domain.is_empty() { name } else { format!("{name} ({domain})") }
}

/// The move in short.
pub(super) fn print_move(screen: &Screen, of: &Move) {
    let yes = of.approval.as_ref();
    let approved = yes.map(|yes| {
        let values = Values::new().text("by", cell(yes.by.as_ref())).text("time", cell(yes.time));
        screen.text("cli-move-approved", values)
    });
    let limits = yes.and_then(|yes| yes.limits.as_ref()).map(|limits| {
        let more = cell(limits.more.as_ref());
        limits_text(screen, &more, limits.later_days.unwrap_or(0), limits.users.unwrap_or(0))
    });
    let held = of.plan.as_ref();
    table::print_one(
        screen,
        &[
            ("id", cell(of.id.as_ref())),
            ("customer", customer(of)),
            ("account", cell(of.account.as_ref())),
            ("state", cell(of.state.map(|state| word(screen, "move-state", state)))),
            ("plan", cell(held.map(|held| plan(screen, held)))),
            ("digest", cell(held.map(digest))),
            ("proposal", cell(of.proposal.as_ref().map(|proposed| plan(screen, proposed)))),
            ("proposalDigest", cell(of.proposal.as_ref().map(digest))),
            ("approval", cell(approved)),
            ("limits", cell(limits)),
            ("steps", progress(screen, of)),
            ("expected", expected(screen, of)),
            ("next", cell(of.next_time)),
            ("closed", cell(of.closed_time)),
        ],
    );
}

/// How far later plans may differ.
pub(super) fn limits_text(screen: &Screen, more: &str, days: i64, users: i64) -> String {
    let values = Values::new()
        .text("more", if more.is_empty() { "0" } else { more })
        .count("days", days)
        .count("users", users);
    screen.text("cli-move-limits", values)
}

/// Steps, each with its day and how it stands.
pub(super) fn print_steps(screen: &Screen, steps: &[MoveStep]) {
    let row = |step: &MoveStep| {
        vec![
            cell(step.id.as_ref()),
            cell(step.due.map(|day| numbers::date(screen.lang(), day))),
            word(screen, "step", cell(step.kind.as_ref())),
            cell(step.status.map(|status| word(screen, "run-status", status))),
        ]
    };
    let rows: Vec<Vec<String>> = steps.iter().map(row).collect();
    table::print(screen, &["step", "day", "what", "status"].map(Column::Left), &rows);
}

/// Whether a task is still to be done: nobody confirmed it, and its step is not over.
fn is_open(of: &Move, task: &MoveTask) -> bool {
    let over = |step: &&MoveStep| matches!(step.status, Some(MoveStepStatus::Done | MoveStepStatus::Skipped));
    let mut over = of.steps.iter().flatten().filter(over);
    task.done_time.is_none() && task.closed_time.is_none() && !over.any(|step| step.id == task.step_id)
}

/// What is not done yet.
pub(super) fn open_tasks(of: &Move) -> Vec<MoveTask> {
    let tasks = of.tasks.iter().flatten();
    tasks.filter(|task| is_open(of, task)).cloned().collect()
}

/// Tasks, each as a sentence with who has to do it and until when.
pub(super) fn print_tasks(screen: &Screen, names: &Case, of: &Move, tasks: &[MoveTask]) {
    let reader = Reader::of_case(screen.texts(), names);
    let row = |task: &MoveTask| {
        let key = match task.done_time {
            Some(_) => "cli-move-task-done",
            None if is_open(of, task) => "cli-move-task-open",
            None => "cli-move-task-over",
        };
        let values = Values::new()
            .text("by", cell(task.done_by.as_ref()))
            .text("time", cell(task.done_time));
        vec![
            cell(task.id.as_ref()),
            cell(task.party.map(|party| word(screen, "party", party))),
            cell(task.deadline.map(|day| numbers::date(screen.lang(), day))),
            screen.text(key, values),
            sentence(&reader, task),
        ]
    };
    let rows: Vec<Vec<String>> = tasks.iter().map(row).collect();
    table::print(screen, &["id", "who", "deadline", "status", "what"].map(Column::Left), &rows);
}

fn sentence(reader: &Reader, task: &MoveTask) -> String {
    let values: Option<BTreeMap<String, Filled>> = task.values.clone().and_then(|values| serde_json::from_value(values).ok());
    moves::task(reader, &cell(task.kind.as_ref()), values.unwrap_or_default())
}

/// Puts the link of the open request into the tasks that hand it over, for those who may see it.
pub(super) async fn with_link(client: &Client, of: &Move, mut tasks: Vec<MoveTask>) -> Vec<MoveTask> {
    let hands_over = |task: &MoveTask| is_open(of, task) && task.kind.as_deref() == Some(TaskKind::HandLinkOver.as_str());
    if !tasks.iter().any(hands_over) {
        return tasks;
    }
    // Without it the task still says what is to be done.
    let all = collect(client.invitations().list()).await.unwrap_or_default();
    let domain = cell(of.customer_domain.as_ref());
    let open = all.into_iter().find(|one| {
        let waits = matches!(one.status, Some(InvitationStatus::Sent | InvitationStatus::Opened));
        waits && cell(one.customer_domain.as_ref()).eq_ignore_ascii_case(&domain)
    });
    if let Some(link) = open.and_then(|one| one.link) {
        for task in tasks.iter_mut().filter(|task| hands_over(task)) {
            task.values = Some(serde_json::json!({ "link": { "text": link } }));
        }
    }
    tasks
}

/// Why nothing is being done now; `None` where there is nothing to say.
pub(super) fn why(screen: &Screen, names: &Case, of: &Move) -> Option<String> {
    let id = cell(of.id.as_ref());
    match (of.state?, of.next_time) {
        (MoveState::Halted, _) => {
            let next = match &of.proposal {
                Some(proposed) => {
                    let values = Values::new().text("id", id).text("digest", digest(proposed));
                    screen.text("cli-move-halt-proposal", values)
                }
                None => screen.text("cli-move-halt-next", Values::new().text("id", id)),
            };
            let halted = of.halted.as_ref().map(|halted| halt(screen, names, of, halted));
            Some(halted.map_or_else(|| next.clone(), |halted| format!("{halted}\n{next}")))
        }
        (MoveState::Waiting, Some(time)) => Some(screen.text("cli-move-waits-until", Values::new().text("time", time.to_string()))),
        (MoveState::Waiting, None) => Some(screen.text("cli-move-waits", Values::new())),
        _ => None,
    }
}

fn halt(screen: &Screen, names: &Case, of: &Move, halted: &MoveHalt) -> String {
    let reader = Reader::of_case(screen.texts(), names);
    let step = cell(halted.step_id.as_ref());
    let known = of.steps.iter().flatten().find(|known| known.id.as_ref() == Some(&step));
    let step = known.map_or_else(
        || step.clone(),
        |known| format!("{step} ({})", word(screen, "step", cell(known.kind.as_ref()))),
    );
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (kind, by, note) = (text(&halted.kind), text(&halted.by), text(&halted.note));
    let (code, message, subject) = (text(&halted.code), text(&halted.message), text(&halted.subject));
    let counter = halted.counter_example.clone();
    moves::halted(
        &reader,
        &moves::Halted {
            kind: &kind,
            step,
            by: &by,
            note: &note,
            code: &code,
            message: &message,
            subject: &subject,
            counter: counter.and_then(|counter| serde_json::from_value(counter).ok()),
        },
    )
}
