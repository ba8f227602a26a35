//! What an estate says about itself: unique ids, seats, days, groups. Called when one is read.
//! Whether an estate can be planned for is not decided here but by the planner.

use super::EstateFile;
use crate::{
    cell::country,
    json::Step,
    problem::{Problem, Problems, Severity, quoted},
};
use nahtlos_model::estate::{Group, License, Subscription, User};
use std::collections::{HashMap, HashSet};

/// Most users an estate may stand for, `count` multiplied out.
const MAX_USERS: u64 = 5_000_000;

/// Checks an estate by itself.
pub(super) fn check(read: &EstateFile, problems: &mut Problems) {
    let customer = &read.estate.customer;
    if country(&customer.country).is_none() {
        let message = format!("customer.country is {}, which is not a country.", quoted(&customer.country));
        let steps = [Step::key("customer"), Step::key("country")];
        problems.push(
            read.problem(&steps, "badCountry", message, "Write its two letters, for example \"DE\".")
                .found(&customer.country),
        );
    }
    subscriptions(read, problems);
    let groups = groups(read, problems);
    users(read, &groups, problems);
}

fn at(list: &str, index: usize, key: &str) -> [Step; 3] {
    [Step::key(list), Step::Index(index), Step::key(key)]
}

/// An id given a second time.
fn twice(read: &EstateFile, list: &str, index: usize, key: &str, value: &str, first: usize) -> Problem {
    let message = format!("{list}[{index}].{key} is {}, as is that of {list}[{first}].", quoted(value));
    read.problem(
        &at(list, index, key),
        "duplicateId",
        message,
        "Remove one of the two, or correct it.",
    )
    .found(value)
}

fn subscriptions(read: &EstateFile, problems: &mut Problems) {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (i, subscription) in read.estate.subscriptions.iter().enumerate() {
        if let Some(first) = ids.insert(&subscription.id, i) {
            problems.push(twice(read, "subscriptions", i, "id", &subscription.id, first));
            ids.insert(&subscription.id, first);
        }
        if subscription.quantity == 0 {
            let message = format!("subscriptions[{i}].quantity is 0, of subscription {}.", quoted(&subscription.id));
            let problem = read.problem(
                &at("subscriptions", i, "quantity"),
                "badQuantity",
                message,
                "Write a whole number of at least 1, or remove the subscription.",
            );
            let severity = if subscription.is_active() {
                Severity::Error
            } else {
                Severity::Warning
            };
            problems.push(Problem { severity, ..problem }.found("0"));
        }
        days(read, i, subscription, problems);
    }
}

fn days(read: &EstateFile, i: usize, subscription: &Subscription, problems: &mut Problems) {
    let Some(end) = subscription.end else { return };
    let place = at("subscriptions", i, "end");
    if let Some(start) = subscription.start.filter(|start| *start >= end) {
        let message = format!("subscriptions[{i}] ends on {end}, which is not after its start on {start}.");
        problems.push(
            read.problem(
                &place,
                "endBeforeStart",
                message,
                "Correct start or end; end is the first day without the subscription.",
            )
            .found(&end.to_string()),
        );
    } else if subscription.is_active() && end <= read.estate.as_of {
        let message = format!(
            "subscriptions[{i}] is active but ended on {end}, not after asOf {}; it supplies no seats.",
            read.estate.as_of
        );
        let problem = read.problem(
            &place,
            "endedBeforeAsOf",
            message,
            "Correct its end or its status, or export again.",
        );
        problems.push(
            Problem {
                severity: Severity::Warning,
                ..problem
            }
            .found(&end.to_string()),
        );
    } else if end.year() > read.estate.as_of.year() + 50 {
        let message = format!("subscriptions[{i}] ends on {end}, in more than 50 years.");
        let problem = read.problem(
            &place,
            "farEnd",
            message,
            "If it has no end, write null, so that the plan does not reach so far.",
        );
        problems.push(
            Problem {
                severity: Severity::Warning,
                ..problem
            }
            .found(&end.to_string()),
        );
    }
}

fn groups<'e>(read: &'e EstateFile, problems: &mut Problems) -> HashMap<&'e str, &'e Group> {
    let mut groups: HashMap<&str, &Group> = HashMap::new();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (i, group) in read.estate.groups.iter().enumerate() {
        match first.get(group.id.as_str()) {
            Some(first) => problems.push(twice(read, "groups", i, "id", &group.id, *first)),
            None => {
                first.insert(&group.id, i);
                groups.insert(&group.id, group);
            }
        }
    }
    groups
}

fn users(read: &EstateFile, groups: &HashMap<&str, &Group>, problems: &mut Problems) {
    let users = &read.estate.users;
    let mut ids: HashMap<&str, usize> = HashMap::with_capacity(users.len());
    let mut names: HashMap<String, usize> = HashMap::with_capacity(users.len());
    let mut total = 0u64;
    for (i, user) in users.iter().enumerate() {
        if let Some(first) = ids.get(user.id.as_str()) {
            problems.push(twice(read, "users", i, "id", &user.id, *first));
        } else {
            ids.insert(&user.id, i);
        }
        let name = user.user_principal_name.to_lowercase();
        match names.get(&name) {
            Some(first) => problems.push(twice(read, "users", i, "userPrincipalName", &user.user_principal_name, *first)),
            None => drop(names.insert(name, i)),
        }
        if user.count == 0 {
            let message = format!("users[{i}].count is 0, of user {}.", quoted(&user.user_principal_name));
            let problem = read.problem(
                &at("users", i, "count"),
                "badQuantity",
                message,
                "Write a whole number of at least 1, or remove the user.",
            );
            problems.push(problem.found("0"));
        }
        total += u64::from(user.count);
        licenses(read, i, user, groups, problems);
    }
    copies(read, &ids, problems);
    if total > MAX_USERS {
        let message = format!("The estate stands for {total} users; at most {MAX_USERS} are planned for at once.");
        problems.push(read.problem(
            &[Step::key("users")],
            "tooManyUsers",
            message,
            "Correct count, or split the estate.",
        ));
    }
}

/// A user may not have an id that a plan gives to one of several identical users.
fn copies(read: &EstateFile, ids: &HashMap<&str, usize>, problems: &mut Problems) {
    for (i, user) in read.estate.users.iter().enumerate() {
        let Some((stem, number)) = user.id.rsplit_once('#') else { continue };
        let copy = ids.get(stem).map(|first| (*first, read.estate.users[*first].count));
        if let (Some((first, count)), Ok(number)) = (copy, number.parse::<u32>())
            && count > 1
            && (1..=count).contains(&number)
        {
            problems.push(twice(read, "users", i, "id", &user.id, first));
        }
    }
}

fn licenses(read: &EstateFile, i: usize, user: &User, groups: &HashMap<&str, &Group>, problems: &mut Problems) {
    let mut seen = HashSet::with_capacity(user.licenses.len());
    for (j, license) in user.licenses.iter().enumerate() {
        let steps = |key: &str| {
            [
                Step::key("users"),
                Step::Index(i),
                Step::key("licenses"),
                Step::Index(j),
                Step::key(key),
            ]
        };
        if !seen.insert((license.sku_id, license.via_group.as_deref())) {
            let message = format!(
                "users[{i}].licenses[{j}] repeats SKU {} for user {}.",
                license.sku_id,
                quoted(&user.user_principal_name)
            );
            problems.push(
                read.problem(&steps("skuId"), "duplicateLicense", message, "Remove one of the two.")
                    .found(&license.sku_id.to_string()),
            );
        }
        if let Some(problem) = via_group(read, i, j, license, groups) {
            problems.push(problem);
        }
    }
}

fn via_group(read: &EstateFile, i: usize, j: usize, license: &License, groups: &HashMap<&str, &Group>) -> Option<Problem> {
    let id = license.via_group.as_deref()?;
    let steps = [
        Step::key("users"),
        Step::Index(i),
        Step::key("licenses"),
        Step::Index(j),
        Step::key("viaGroup"),
    ];
    let Some(group) = groups.get(id) else {
        let message = format!(
            "users[{i}].licenses[{j}].viaGroup is {}, which is no group of the estate.",
            quoted(id)
        );
        return Some(
            read.problem(&steps, "unknownGroup", message, "Add the group to groups, or correct its id.")
                .found(id),
        );
    };
    if group.licenses.iter().any(|of| of.sku_id == license.sku_id) {
        return None;
    }
    let message = format!(
        "users[{i}].licenses[{j}] comes through group {}, which does not assign SKU {}.",
        quoted(&group.name),
        license.sku_id
    );
    let problem = read.problem(
        &steps,
        "groupWithoutLicense",
        message,
        "Add the licence to the group, or correct viaGroup.",
    );
    Some(
        Problem {
            severity: Severity::Warning,
            ..problem
        }
        .found(id),
    )
}
