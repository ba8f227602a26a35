//! Decides on new groups and on changes of groups.
//!
//! Used by the use cases of groups. Members and licences are not decided here: see `licenses`.

use crate::{directory::Group, instants::Instant, refusals::Refusal};
use std::collections::BTreeMap;

/// Longest display name (Graph documentation, group).
const NAME_MAXIMUM: usize = 256;
/// Longest mail nickname (the same).
const NICKNAME_MAXIMUM: usize = 64;
/// Longest description (the same).
const DESCRIPTION_MAXIMUM: usize = 1024;

/// A group to create.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewGroup {
    /// Display name.
    pub display_name: String,
    /// Description.
    pub description: Option<String>,
    /// Mail nickname.
    pub mail_nickname: String,
    /// Has a mailbox.
    pub mail_enabled: bool,
    /// Is for permissions.
    pub security_enabled: bool,
    /// `Unified`, or nothing.
    pub kinds: Vec<String>,
    /// Other attributes of Graph, as sent.
    pub more: BTreeMap<String, String>,
}

/// A change of a group; `None` leaves a field as it is, `Some(None)` empties it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupChange {
    /// Display name.
    pub display_name: Option<String>,
    /// Description.
    pub description: Option<Option<String>>,
    /// Mail nickname.
    pub mail_nickname: Option<String>,
    /// Is for permissions.
    pub security_enabled: Option<bool>,
    /// Other attributes of Graph; `None` as value removes one.
    pub more: BTreeMap<String, Option<String>>,
}

/// Makes a group of what was asked for.
///
/// # Errors
/// `InvalidProperty`.
pub fn create(new: &NewGroup, tenant_id: &str, id: &str, now: Instant) -> Result<Group, Refusal> {
    let group = Group {
        id: id.to_owned(),
        tenant_id: tenant_id.to_owned(),
        display_name: new.display_name.trim().to_owned(),
        description: new.description.clone().filter(|d| !d.is_empty()),
        mail_nickname: new.mail_nickname.trim().to_owned(),
        mail_enabled: new.mail_enabled,
        security_enabled: new.security_enabled,
        kinds: new.kinds.clone(),
        more: new.more.clone(),
        owners: Vec::new(),
        licences: Vec::new(),
        processing: None,
        created: now,
        version: 1,
    };
    check(&group)?;
    Ok(group)
}

/// Makes the changed group. Where nothing differs, the version stays too.
///
/// # Errors
/// `InvalidProperty`.
pub fn change(before: &Group, change: &GroupChange) -> Result<Group, Refusal> {
    let mut after = before.clone();
    if let Some(name) = &change.display_name {
        name.trim().clone_into(&mut after.display_name);
    }
    if let Some(description) = &change.description {
        after.description = description.clone().filter(|d| !d.is_empty());
    }
    if let Some(nickname) = &change.mail_nickname {
        nickname.trim().clone_into(&mut after.mail_nickname);
    }
    after.security_enabled = change.security_enabled.unwrap_or(after.security_enabled);
    for (key, value) in &change.more {
        match value {
            Some(value) => after.more.insert(key.clone(), value.clone()),
            None => after.more.remove(key),
        };
    }
    check(&after)?;
    if after != *before {
        after.version += 1;
    }
    Ok(after)
}

fn check(group: &Group) -> Result<(), Refusal> {
    let bounded = |field: &str, text: &str, most: usize| match text.chars().count() > most {
        true => Err(Refusal::property(field, format!("is longer than {most} characters"))),
        false => Ok(()),
    };
    if group.display_name.is_empty() {
        return Err(Refusal::property("displayName", "must be given"));
    }
    bounded("displayName", &group.display_name, NAME_MAXIMUM)?;
    bounded("description", group.description.as_deref().unwrap_or(""), DESCRIPTION_MAXIMUM)?;
    let nickname = &group.mail_nickname;
    if nickname.is_empty()
        || nickname
            .chars()
            .any(|c| !c.is_ascii() || c.is_ascii_whitespace() || "@()\\[]\";:<>,".contains(c))
    {
        let reason = "must be given, in ASCII without spaces and any of @()\\[]\";:<>,";
        return Err(Refusal::property("mailNickname", reason));
    }
    bounded("mailNickname", nickname, NICKNAME_MAXIMUM)?;
    if let Some(kind) = group.kinds.iter().find(|k| *k != UNIFIED) {
        let reason = format!("may be empty or [\"Unified\"], but has {kind:?}");
        return Err(Refusal::property("groupTypes", reason));
    }
    let unified = !group.kinds.is_empty();
    if unified != group.mail_enabled {
        let reason = "must be true for a group of the type Unified, and false for others";
        return Err(Refusal::property("mailEnabled", reason));
    }
    if !unified && !group.security_enabled {
        return Err(Refusal::property("securityEnabled", "must be true for a group without a mailbox"));
    }
    Ok(())
}

/// The type of groups with a mailbox.
pub const UNIFIED: &str = "Unified";

#[cfg(test)]
mod tests {
    use super::*;

    fn new() -> NewGroup {
        NewGroup {
            display_name: " Vertrieb ".into(),
            mail_nickname: "vertrieb".into(),
            security_enabled: true,
            ..NewGroup::default()
        }
    }

    #[test]
    fn a_group_is_a_security_group_or_unified() {
        let group = create(&new(), "t", "g", Instant(1)).unwrap();
        assert_eq!((group.display_name.as_str(), group.version), ("Vertrieb", 1));
        let unified = NewGroup {
            kinds: vec![UNIFIED.into()],
            mail_enabled: true,
            ..new()
        };
        assert!(create(&unified, "t", "g", Instant(1)).is_ok());
        for bad in [
            NewGroup {
                mail_enabled: true,
                ..new()
            },
            NewGroup {
                security_enabled: false,
                ..new()
            },
            NewGroup {
                kinds: vec!["DynamicMembership".into()],
                ..new()
            },
            NewGroup {
                display_name: " ".into(),
                ..new()
            },
            NewGroup {
                mail_nickname: "a b".into(),
                ..new()
            },
        ] {
            assert!(create(&bad, "t", "g", Instant(1)).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_change_that_changes_nothing_keeps_the_version() {
        let group = create(&new(), "t", "g", Instant(1)).unwrap();
        assert_eq!(change(&group, &GroupChange::default()).unwrap(), group);
        let renamed = GroupChange {
            display_name: Some("Einkauf".into()),
            description: Some(Some("x".into())),
            ..GroupChange::default()
        };
        let after = change(&group, &renamed).unwrap();
        assert_eq!((after.version, after.display_name.as_str()), (2, "Einkauf"));
    }
}
