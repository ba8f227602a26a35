//! Our own trail: every entry that concerns the caller, with its hash and without a limit of days. A tenant that is no partner sees its
//! own chain whole.

use crate::api::{answer::Answer, ask::Ask, context::hex, problem::Problem, users::seek::Seek};
use nahtlos_engine::{
    Reading,
    activity::{Place, Recorded, Wanted},
    call::Need,
};
use nahtlos_model::{
    instants::Instant,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::audit as wire;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The last instant that a list may end at: 30 December 9999, which continuation tokens can write and read in any zone.
const END: Instant = Instant(253_402_128_000_000);

/// What a list is, and how far it was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct List {
    wanted: Wanted,
    operation: Option<String>,
    actor: Option<String>,
    /// The id of the thing that it is about.
    subject: Option<String>,
    place: Place,
}

/// On whose trail: a customer's, or the caller's own things.
pub(super) fn need(ask: &Ask) -> Need {
    match ask.query.get("customer") {
        Some(customer) => Need::customer(Action::ReadAudit, &customer.to_ascii_lowercase()),
        None => Need::own(Action::ReadAudit),
    }
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    // Our own addresses are given whole.
    let ask = Ask {
        path: wire::PATH.to_owned(),
        ..ask
    };
    let seek = Seek::of(&ask, || first(&ask))?;
    let found = found(&mut reading, &seek.at, seek.limit()).await?;
    let page = seek.page(&ask, &found, entry, |list, shown| List {
        place: shown.place(),
        ..list
    });
    Ok(Answer::ok(&page))
}

fn first(ask: &Ask) -> Result<List, Refusal> {
    let instant = |name: &str| -> Result<Option<Instant>, Refusal> {
        let read = |text: &str| {
            let reason = |e: nahtlos_model::instants::NotAnInstant| Refusal::new(Code::InvalidInput).with("reason", format!("{name}: {e}"));
            text.parse::<Instant>().map_err(|e| reason(e).at(name))
        };
        ask.query.get(name).map(read).transpose()
    };
    let lower = |name: &str| ask.query.get(name).map(str::to_ascii_lowercase);
    Ok(List {
        wanted: Wanted {
            from: instant("from")?.unwrap_or(Instant(0)),
            to: instant("to")?.unwrap_or(END),
            scope: lower("customer"),
            resource: lower("resource"),
            company: None,
            whole: true,
        },
        operation: lower("operation"),
        actor: lower("actor"),
        subject: lower("subject"),
        place: Place::default(),
    })
}

/// Entries that a list's conditions let through, however far they lie apart.
async fn found(reading: &mut Reading, list: &List, limit: i64) -> Result<Vec<Recorded>, Problem> {
    let whole = reading.sees_whole_chain().await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let (mut found, mut place) = (Vec::new(), list.place.clone());
    while found.len() < most {
        let page = match whole {
            true => reading.own_trail(place.at.map(|_| place.seq), limit).await?,
            false => reading.activity(&list.wanted, &place, limit).await?,
        };
        let Some(end) = page.last() else { break };
        place = end.place();
        found.extend(page.into_iter().filter(|one| fits(list, one, whole)));
    }
    found.truncate(most);
    Ok(found)
}

fn fits(list: &List, one: &Recorded, whole: bool) -> bool {
    let (entry, at) = (&one.link.entry, one.link.at);
    let is = |wanted: &Option<String>, value: &str| wanted.as_ref().is_none_or(|w| *w == value.to_ascii_lowercase());
    let actor = list.actor.as_ref().is_none_or(|who| {
        [&entry.user, &entry.user_name, &entry.application, &entry.actor_tenant]
            .iter()
            .any(|a| a.to_ascii_lowercase() == *who)
    });
    let in_time = list.wanted.from <= at && at < list.wanted.to;
    actor
        && is(&list.subject, &entry.resource_id)
        && is(&list.operation, &entry.operation)
        && (!whole || in_time && is(&list.wanted.resource, &entry.resource))
}

fn entry(one: &Recorded) -> wire::TrailEntry {
    let (link, entry) = (&one.link, &one.link.entry);
    let document = |text: &str| serde_json::from_str::<Value>(text).ok();
    wire::TrailEntry {
        scope_id: Some(link.scope.clone()),
        number: Some(link.seq),
        hash: Some(hex(&one.hash)),
        at: Some(link.at),
        partner_id: Some(entry.partner_id.clone()),
        actor_tenant_id: Some(entry.actor_tenant.clone()),
        user_id: Some(entry.user.clone()),
        user_principal_name: Some(entry.user_name.clone()),
        application_id: Some(entry.application.clone()),
        resource_type: Some(entry.resource.clone()),
        resource_id: Some(entry.resource_id.clone()),
        operation_type: Some(entry.operation.clone()),
        status: Some(entry.status.clone()),
        correlation_id: Some(entry.correlation.clone()),
        request_id: Some(entry.request.clone()),
        before: document(&entry.before),
        after: document(&entry.after),
    }
}
