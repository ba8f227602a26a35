//! What a change of licences means for each user, before anybody decides it: who gains and loses which services, and how many seats it takes.

use std::collections::BTreeSet;

/// A licence that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    /// SKU, in small letters.
    pub(super) sku: String,
    /// Service plans that are switched off.
    pub(super) disabled: Vec<String>,
    /// It was given to the user themselves.
    pub(super) direct: bool,
    /// Groups through which it comes, each in small letters: from them it goes only with the group.
    pub(super) groups: Vec<String>,
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) user: String,
    pub(super) name: String,
    /// Whether it is known in which country they use it: without, nobody gets a licence.
    pub(super) located: bool,
    pub(super) held: Vec<Held>,
}

/// A licence of the tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Licence {
    /// SKU, in small letters.
    pub(super) sku: String,
    pub(super) name: String,
    pub(super) free: i64,
    /// Service plans by id, each with its name.
    pub(super) plans: Vec<(String, String)>,
}

/// What is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) add: Option<String>,
    pub(super) remove: Option<String>,
}

/// What it means for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// Something changes.
    Changes {
        gains: Vec<String>,
        loses: Vec<String>,
        /// Which of the two is done for this user.
        adds: bool,
        removes: bool,
    },
    /// They have what is given, and do not have what is taken.
    Nothing,
    /// What is taken comes through a group.
    ByGroup,
    /// Nobody knows in which country they use it.
    NoPlace,
}

/// What a change means for a user.
pub(super) fn fate(person: &Person, wanted: &Wanted, all: &[Licence]) -> Fate {
    let holds = |sku: &str| person.held.iter().any(|held| held.sku == sku);
    let direct = |sku: &str| person.held.iter().any(|held| held.sku == sku && held.direct);
    let add = wanted.add.as_deref().filter(|sku| !holds(sku));
    let remove = wanted.remove.as_deref().filter(|sku| holds(sku));
    if remove.is_some_and(|sku| !direct(sku)) {
        return Fate::ByGroup;
    }
    if add.is_none() && remove.is_none() {
        return Fate::Nothing;
    }
    if add.is_some() && !person.located {
        return Fate::NoPlace;
    }
    let mut held = person.held.clone();
    held.retain(|held| !held.groups.is_empty() || Some(held.sku.as_str()) != remove);
    held.extend(add.map(|sku| Held {
        sku: sku.to_owned(),
        disabled: Vec::new(),
        direct: true,
        groups: Vec::new(),
    }));
    changes(person, &held, (add.is_some(), remove.is_some()), all)
}

/// What a change of a group's licences means for one of its members: what they have besides stays.
pub(super) fn fate_in_group(person: &Person, wanted: &Wanted, group: &str, all: &[Licence]) -> Fate {
    let holds = |sku: &str| person.held.iter().any(|held| held.sku == sku);
    let only_here = |held: &Held| !held.direct && held.groups.iter().all(|one| one == group) && !held.groups.is_empty();
    let add = wanted.add.as_deref().filter(|sku| !holds(sku));
    let remove = wanted
        .remove
        .as_deref()
        .filter(|sku| person.held.iter().any(|held| held.sku == *sku && only_here(held)));
    if add.is_none() && remove.is_none() {
        return Fate::Nothing;
    }
    let mut held = person.held.clone();
    held.retain(|held| Some(held.sku.as_str()) != remove);
    held.extend(add.map(|sku| Held {
        sku: sku.to_owned(),
        disabled: Vec::new(),
        direct: false,
        groups: vec![group.to_owned()],
    }));
    changes(person, &held, (add.is_some(), remove.is_some()), all)
}

/// From what somebody holds to what they will.
fn changes(person: &Person, held: &[Held], (adds, removes): (bool, bool), all: &[Licence]) -> Fate {
    let (before, after) = (services(&person.held, all), services(held, all));
    let names = |ids: Vec<&&str>| {
        let mut names: Vec<String> = ids.into_iter().map(|id| name_of(id, all)).collect();
        names.sort_unstable();
        names
    };
    Fate::Changes {
        gains: names(after.difference(&before).collect()),
        loses: names(before.difference(&after).collect()),
        adds,
        removes,
    }
}

/// Service plans that somebody has by what they hold.
fn services<'a>(held: &[Held], all: &'a [Licence]) -> BTreeSet<&'a str> {
    let mut services = BTreeSet::new();
    for held in held {
        let plans = all.iter().filter(|one| one.sku == held.sku).flat_map(|one| &one.plans);
        services.extend(
            plans
                .map(|(id, _)| id.as_str())
                .filter(|id| !held.disabled.iter().any(|off| off == id)),
        );
    }
    services
}

fn name_of(plan: &str, all: &[Licence]) -> String {
    let found = all.iter().flat_map(|one| &one.plans).find(|(id, _)| id == plan);
    found.map_or_else(|| plan.to_owned(), |(_, name)| name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Licence> {
        let licence = |sku: &str, plans: &[&str]| Licence {
            sku: sku.to_owned(),
            name: sku.to_uppercase(),
            free: 5,
            plans: plans.iter().map(|id| ((*id).to_owned(), format!("Plan {id}"))).collect(),
        };
        vec![licence("small", &["mail", "files"]), licence("large", &["mail", "office"])]
    }

    fn person(held: &[(&str, bool)]) -> Person {
        Person {
            id: "1".to_owned(),
            user: "ada@x.example".to_owned(),
            name: "Ada".to_owned(),
            located: true,
            held: held
                .iter()
                .map(|(sku, by_group)| Held {
                    sku: (*sku).to_owned(),
                    disabled: Vec::new(),
                    direct: !*by_group,
                    groups: by_group.then(|| "sales".to_owned()).into_iter().collect(),
                })
                .collect(),
        }
    }

    fn wanted(add: Option<&str>, remove: Option<&str>) -> Wanted {
        Wanted {
            add: add.map(str::to_owned),
            remove: remove.map(str::to_owned),
        }
    }

    #[test]
    fn what_both_licences_have_is_neither_gained_nor_lost() {
        let found = fate(&person(&[("small", false)]), &wanted(Some("large"), Some("small")), &all());
        let changes = Fate::Changes {
            gains: vec!["Plan office".to_owned()],
            loses: vec!["Plan files".to_owned()],
            adds: true,
            removes: true,
        };
        assert_eq!(found, changes);
    }

    #[test]
    fn a_service_that_was_switched_off_is_gained_and_not_lost() {
        let mut ada = person(&[("small", false)]);
        ada.held[0].disabled = vec!["mail".to_owned(), "files".to_owned()];
        let Fate::Changes { gains, loses, .. } = fate(&ada, &wanted(Some("large"), Some("small")), &all()) else {
            panic!("it changes")
        };
        assert_eq!((gains, loses), (vec!["Plan mail".to_owned(), "Plan office".to_owned()], Vec::new()));
    }

    #[test]
    fn what_cannot_be_is_said() {
        let swap = wanted(Some("large"), Some("small"));
        assert_eq!(fate(&person(&[("small", true)]), &swap, &all()), Fate::ByGroup);
        assert_eq!(fate(&person(&[("large", false)]), &swap, &all()), Fate::Nothing);
        let away = Person {
            located: false,
            ..person(&[])
        };
        assert_eq!(fate(&away, &swap, &all()), Fate::NoPlace);
        assert_eq!(fate(&away, &wanted(None, Some("small")), &all()), Fate::Nothing);
    }

    #[test]
    fn what_a_member_has_besides_the_group_stays() {
        let take = wanted(None, Some("small"));
        let Fate::Changes { loses, removes: true, .. } = fate_in_group(&person(&[("small", true)]), &take, "sales", &all()) else {
            panic!("it goes")
        };
        assert_eq!(loses, ["Plan files", "Plan mail"]);
        let mut besides = person(&[("small", true)]);
        besides.held[0].direct = true;
        assert_eq!(fate_in_group(&besides, &take, "sales", &all()), Fate::Nothing);
        let mut twice = person(&[("small", true)]);
        twice.held[0].groups.push("board".to_owned());
        assert_eq!(fate_in_group(&twice, &take, "sales", &all()), Fate::Nothing);
        // Who has the new licence already loses only what goes.
        let swap = wanted(Some("large"), Some("small"));
        let both = person(&[("small", true), ("large", false)]);
        let Fate::Changes {
            gains, loses, adds: false, ..
        } = fate_in_group(&both, &swap, "sales", &all())
        else {
            panic!("it changes")
        };
        assert_eq!((gains, loses), (Vec::new(), vec!["Plan files".to_owned()]));
    }
}
