//! Creates, changes and deletes groups.

use super::props::{GROUP, Seen};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        body,
        odata::{self, Options, kind::Schema as _},
        prefer, said,
    },
    problem::Problem,
};
use nahtlos_engine::groups::{CreateGroup, DeleteGroup, UpdateGroup};
use nahtlos_model::groups::{GroupChange, NewGroup};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const RESOURCE: &str = "Group";
/// References in one request (Graph documentation, group).
const BOUND_MOST: usize = 20;
/// Texts that are kept as they are.
const TEXTS: [&str; 4] = ["classification", "preferredDataLocation", "preferredLanguage", "theme"];

/// A body: what it names is `Some`.
#[derive(Default)]
struct Sent {
    display_name: Option<String>,
    description: Option<Option<String>>,
    mail_nickname: Option<String>,
    mail_enabled: Option<bool>,
    security_enabled: Option<bool>,
    kinds: Option<Vec<String>>,
    owners: Vec<String>,
    members: Vec<String>,
    more: BTreeMap<String, Option<String>>,
}

fn read(properties: Map<String, Value>) -> Result<Sent, Problem> {
    let mut sent = Sent::default();
    for (name, value) in properties {
        let bound = |value| {
            let references = body::texts(&name, value, RESOURCE)?;
            references.iter().map(|r| body::referred(r)).collect::<Result<Vec<_>, _>>()
        };
        if name.eq_ignore_ascii_case("members@odata.bind") {
            sent.members = bound(value)?;
        } else if name.eq_ignore_ascii_case("owners@odata.bind") {
            sent.owners = bound(value)?;
        } else if !body::is_annotation(&name) {
            let found = GROUP.find(&name);
            let (property, _) = found.ok_or_else(|| said::unknown_property(&name, RESOURCE))?;
            one(&mut sent, property, value)?;
        }
    }
    if sent.members.len() + sent.owners.len() > BOUND_MOST {
        return Err(said::bad(format!(
            "At most {BOUND_MOST} owners and members can be given in one request."
        )));
    }
    Ok(sent)
}

fn one(sent: &mut Sent, name: &'static str, value: Value) -> Result<(), Problem> {
    let invalid = || said::invalid_value(name, RESOURCE);
    match name {
        "displayName" => sent.display_name = Some(body::must(name, value, RESOURCE)?),
        "mailNickname" => sent.mail_nickname = Some(body::must(name, value, RESOURCE)?),
        "description" => sent.description = Some(body::text(name, value, RESOURCE)?),
        "mailEnabled" => sent.mail_enabled = Some(body::flag(name, &value, RESOURCE)?.ok_or_else(invalid)?),
        "securityEnabled" => sent.security_enabled = Some(body::flag(name, &value, RESOURCE)?.ok_or_else(invalid)?),
        "groupTypes" => sent.kinds = Some(body::texts(name, value, RESOURCE)?),
        "isAssignableToRole" => {
            if body::flag(name, &value, RESOURCE)? == Some(true) {
                return Err(said::bad(
                    "Groups cannot be assigned to roles here: isAssignableToRole must be false.",
                ));
            }
        }
        "membershipRule" | "membershipRuleProcessingState" => {
            if !value.is_null() {
                return Err(said::bad(
                    "Groups with rules for their members are not supported here; add members one by one.",
                ));
            }
        }
        "visibility" => {
            let text = body::text(name, value, RESOURCE)?;
            let known = |t: &String| ["Private", "Public", "HiddenMembership"].contains(&t.as_str());
            if !text.as_ref().is_none_or(known) {
                return Err(invalid());
            }
            sent.more.insert(name.to_owned(), text);
        }
        name if TEXTS.contains(&name) => {
            let text = body::text(name, value, RESOURCE)?;
            if text.as_ref().is_some_and(|t| t.chars().count() > 256) {
                return Err(invalid());
            }
            sent.more.insert(name.to_owned(), text);
        }
        name => return Err(said::read_only(name, RESOURCE)),
    }
    Ok(())
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &GROUP, &[])?;
    let sent = read(body::read(&ask)?)?;
    let required = |name| said::value_required(name, RESOURCE);
    let command = CreateGroup {
        tenant_id: ask.call.actor.directory_id.clone(),
        group: NewGroup {
            display_name: sent.display_name.ok_or_else(|| required("displayName"))?,
            mail_nickname: sent.mail_nickname.ok_or_else(|| required("mailNickname"))?,
            mail_enabled: sent.mail_enabled.ok_or_else(|| required("mailEnabled"))?,
            security_enabled: sent.security_enabled.ok_or_else(|| required("securityEnabled"))?,
            description: sent.description.flatten(),
            kinds: sent.kinds.unwrap_or_default(),
            more: sent.more.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
        },
        owners: sent.owners,
        members: sent.members,
    };
    let (view, minimal) = (ask.view(), prefer::minimal(&ask));
    let (context, base) = (options.context(&ask, "groups", true), ask.base.clone());
    let done = ask.write(command, move |group| {
        let seen = Seen::of(group.clone());
        let answer = match minimal {
            true => Answer::nothing(),
            false => odata::entity(201, context.clone(), GROUP.show(&seen, &view, &options.properties)),
        };
        Answer {
            location: Some(format!("{base}/v1.0/groups/{}", group.id)),
            ..answer
        }
    });
    Ok(prefer::applied(done.await?, minimal, "return=minimal"))
}

pub(crate) async fn update(ask: Ask) -> Result<Answer, Problem> {
    let sent = read(body::read(&ask)?)?;
    let fixed = [
        ("mailEnabled", sent.mail_enabled.is_some()),
        ("groupTypes", sent.kinds.is_some()),
        ("owners@odata.bind", !sent.owners.is_empty()),
    ];
    if let Some((name, _)) = fixed.iter().find(|(_, given)| *given) {
        return Err(said::read_only(name, RESOURCE));
    }
    let command = UpdateGroup {
        tenant_id: ask.call.actor.directory_id.clone(),
        group_id: ask.id(0),
        change: GroupChange {
            display_name: sent.display_name,
            description: sent.description,
            mail_nickname: sent.mail_nickname,
            security_enabled: sent.security_enabled,
            more: sent.more,
        },
        members: sent.members,
    };
    ask.write(command, |_| Answer::nothing()).await
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let command = DeleteGroup {
        tenant_id: ask.call.actor.directory_id.clone(),
        group_id: ask.id(0),
    };
    ask.write(command, |_| Answer::nothing()).await
}
