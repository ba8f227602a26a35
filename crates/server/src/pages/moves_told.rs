//! What pages say of moves: the names that people know things by, tasks, halts, how far it is.

use super::{inside::Refused, visit::Visit};
use nahtlos_model::{
    case::Case,
    catalogue::{Catalogue, Product},
    estate::Estate,
    money::{Amount, Currency},
    moves::tasks::TaskKind,
    policy::Policy,
};
use nahtlos_report::{Args, Reader, moves, numbers};
use nahtlos_wire::{
    Collection,
    invitations::{Invitation, InvitationStatus},
    licenses::SubscribedSku,
    moves::{Move, MoveHalt, MovePlan, MoveState, MoveStepStatus, MoveTask},
};
use serde_json::json;
use std::sync::Arc;

/// The names that a move's estate has for things, those of the customer's licences for who may see them, and the link that a task hands over.
pub(super) struct Names {
    case: Case,
    link: Option<String>,
}

impl Names {
    pub(super) async fn of(visit: &Visit, of: &Move) -> Result<Self, Refused> {
        let id = super::visit::segment(of.id.as_deref().unwrap_or_default());
        let estate: Estate = visit.get(format!("/moves/v1/moves/{id}/estate")).read().await?;
        let path = format!("/v1/customers/{}/subscribedskus", super::visit::segment(&estate.customer.id));
        // Before there is a relationship the center refuses; then licences are shown by their ids.
        let pools = visit.get(path).read::<Collection<SubscribedSku>>().await;
        let pools = pools.map(|pools| pools.items).unwrap_or_default();
        let named = pools.into_iter().filter_map(|pool| {
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
        let case = Case {
            estate,
            catalogue: Arc::new(catalogue),
            policy: Policy::default(),
            inputs: Vec::new(),
        };
        let link = link_of(visit, of).await?;
        Ok(Self { case, link })
    }

    fn reader<'a>(&'a self, visit: &'a Visit) -> Reader<'a> {
        Reader::of_case(visit.texts(), &self.case)
    }

    /// What somebody has to do.
    pub(super) fn task(&self, visit: &Visit, task: &MoveTask) -> String {
        let kind = task.kind.as_deref().unwrap_or_default();
        let link = self.link.as_ref().filter(|_| kind == TaskKind::HandLinkOver.as_str());
        let values = link.map(|link| json!({ "link": { "text": link } })).or_else(|| task.values.clone());
        let values = values.and_then(|values| serde_json::from_value(values).ok());
        moves::task(&self.reader(visit), kind, values.unwrap_or_default())
    }

    /// Why a move stands still.
    pub(super) fn halted(&self, visit: &Visit, of: &Move, halted: &MoveHalt) -> String {
        moves::halted(&self.reader(visit), &told(visit, of, halted))
    }

    /// What does not hold.
    pub(super) fn counter(&self, visit: &Visit, of: &Move, halted: &MoveHalt) -> String {
        moves::counter(&self.reader(visit), &told(visit, of, halted))
    }
}

/// The link of the open request, where a task asks to hand it over. Whoever may not see requests reads the task without it.
async fn link_of(visit: &Visit, of: &Move) -> Result<Option<String>, Refused> {
    let hands_over = |task: &MoveTask| is_open(of, task) && task.kind.as_deref() == Some(TaskKind::HandLinkOver.as_str());
    if !of.tasks.iter().flatten().any(hands_over) {
        return Ok(None);
    }
    let domain = of.customer_domain.as_deref().unwrap_or_default();
    for status in [InvitationStatus::Sent, InvitationStatus::Opened] {
        let path = format!("/moves/v1/invitations?size=500&status={status}");
        let found = match visit.get(path).read::<Collection<Invitation>>().await {
            Ok(page) => page.items,
            Err(refused) if refused.status < 500 => Vec::new(),
            Err(refused) => return Err(refused),
        };
        let of_customer = |one: &Invitation| one.customer_domain.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(domain));
        let link = found.into_iter().find(of_customer).and_then(|one| one.link);
        if link.is_some() {
            return Ok(link);
        }
    }
    Ok(None)
}

fn told<'a>(visit: &Visit, of: &Move, halted: &'a MoveHalt) -> moves::Halted<'a> {
    let text = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
    let id = text(&halted.step_id);
    let known = of.steps.iter().flatten().find(|step| step.id.as_deref() == Some(id));
    let step = match known.and_then(|step| step.kind.as_deref()) {
        Some(kind) => format!("{id} ({})", visit.say(&format!("step-{kind}"))),
        None => id.to_owned(),
    };
    let counter = halted.counter_example.clone();
    moves::Halted {
        kind: text(&halted.kind),
        step,
        by: text(&halted.by),
        note: text(&halted.note),
        code: text(&halted.code),
        message: text(&halted.message),
        subject: text(&halted.subject),
        counter: counter.and_then(|counter| serde_json::from_value(counter).ok()),
    }
}

/// Whether a task is still to be done.
pub(super) fn is_open(of: &Move, task: &MoveTask) -> bool {
    let over = of
        .steps
        .iter()
        .flatten()
        .filter(|step| matches!(step.status, Some(MoveStepStatus::Done | MoveStepStatus::Skipped)));
    let over = over.into_iter().any(|step| step.id == task.step_id);
    task.done_time.is_none() && task.closed_time.is_none() && !over
}

/// How many steps are done.
pub(super) fn progress(visit: &Visit, of: &Move) -> String {
    match (of.steps_done, of.steps_total) {
        (Some(done), Some(total)) if total > 0 => visit
            .texts()
            .fill("desk-steps", Args::new().count("done", done).count("total", total)),
        _ => String::new(),
    }
}

/// What a plan costs, for a sentence.
pub(super) fn amount(visit: &Visit, plan: &MovePlan) -> String {
    let total = plan.total.clone().unwrap_or_default();
    let amount: Option<Amount> = serde_json::from_value(total.clone().into()).ok();
    match (amount, plan.currency.as_deref().and_then(Currency::new)) {
        (Some(amount), Some(currency)) => numbers::money(visit.lang, currency, amount),
        _ => total,
    }
}

/// What comes next, in a sentence.
pub(super) fn lead(visit: &Visit, of: &Move) -> String {
    let Some(state) = of.state else { return String::new() };
    let key = match state {
        MoveState::Halted if of.proposal.is_some() => "desk-lead-proposal".to_owned(),
        state => format!("desk-lead-{}", super::show::kebab(state.as_str())),
    };
    match of.next_time {
        Some(time) if state == MoveState::Waiting => {
            let day = numbers::date(visit.lang, time.date());
            visit.say_with("desk-lead-waiting-until", "day", &day)
        }
        _ => visit.say(&key),
    }
}
