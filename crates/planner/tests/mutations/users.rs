//! Damages to who changes when, and to what they hold then.

use super::*;

pub(super) fn changes() -> Vec<Damage> {
    vec![
        damage(
            "a change after the horizon",
            Code::ChangeOutside,
            vec![("change", Value::Count(0))],
            |_, p| {
                p.license_changes[0].date = day("2028-01-01");
            },
        ),
        damage(
            "a change of nothing",
            Code::EmptyChange,
            vec![("change", Value::Count(1))],
            |_, p| {
                p.license_changes[1].remove_licenses.clear();
                p.license_changes[1].add_licenses.clear();
            },
        ),
        damage(
            "a change of nobody",
            Code::EmptyChange,
            vec![("change", Value::Count(0))],
            |_, p| p.license_changes[0].user_ids.clear(),
        ),
        damage("an unknown user", Code::UnknownUser, vec![("user", text("o9"))], |_, p| {
            p.license_changes[0].user_ids[0] = "o9".into()
        }),
        damage("a third of two", Code::UnknownUser, vec![("user", text("o3#3"))], |_, p| {
            p.license_changes[2].user_ids[0] = "o3#3".into()
        }),
        damage("two without number", Code::UnknownUser, vec![("user", text("o3"))], |_, p| {
            p.license_changes[2].user_ids[0] = "o3".into()
        }),
        damage(
            "a change twice",
            Code::DuplicateChange,
            vec![("user", text("o1")), ("day", date("2027-05-01"))],
            |_, p| {
                p.license_changes.push(p.license_changes[0].clone());
            },
        ),
        damage(
            "a user who needs nothing",
            Code::NotPlannedFor,
            vec![("user", text("idle"))],
            |_, p| {
                change_a(p, &["A"], &[]);
                p.license_changes[3].user_ids = vec!["idle".into()];
            },
        ),
        damage(
            "taken though not held",
            Code::RemovesNotHeld,
            vec![("user", text("a#1")), ("sku", Value::Sku(sku("NEW")))],
            |_, p| {
                change_a(p, &["NEW"], &[]);
            },
        ),
        damage(
            "given though held",
            Code::AddsHeld,
            vec![("user", text("a#1")), ("sku", Value::Sku(sku("A")))],
            |_, p| {
                change_a(p, &[], &[("A", &[])]);
            },
        ),
        damage(
            "taken and given at once",
            Code::AddsTwice,
            vec![("sku", Value::Sku(sku("A")))],
            |_, p| change_a(p, &["A"], &[("A", &["desk"])]),
        ),
        damage(
            "off in a SKU without it",
            Code::PlanNotInSku,
            vec![("plan", Value::Plan(support::plan("desk")))],
            |_, p| {
                p.license_changes[0].add_licenses[0].disabled_plans.push(support::plan("desk"));
            },
        ),
    ]
}

pub(super) fn groups() -> Vec<Damage> {
    vec![
        damage("an unknown group", Code::UnknownGroup, vec![("group", text("h"))], |_, p| {
            p.license_changes[2].group_id = Some("h".into())
        }),
        damage(
            "half a group",
            Code::GroupIncomplete,
            vec![("group", text("g")), ("user", text("o3#2"))],
            |_, p| {
                drop(p.license_changes[2].user_ids.pop());
            },
        ),
        damage("no member", Code::NotInGroup, vec![("user", text("o1"))], |_, p| {
            p.license_changes.remove(0);
            p.license_changes[1].user_ids.push("o1".into());
            p.license_changes[1].remove_licenses.clear();
        }),
        damage(
            "not the group's to take",
            Code::NotTheGroups,
            vec![("user", text("o1")), ("sku", Value::Sku(sku("OLD")))],
            |_, p| {
                p.license_changes[0].group_id = Some("g".into());
            },
        ),
    ]
}

pub(super) fn cover() -> Vec<Damage> {
    let first = |user: &'static str| vec![("user", text(user)), ("day", date("2027-05-01"))];
    let june = || vec![("user", text("a#1")), ("day", date("2027-06-01"))];
    vec![
        damage(
            "a user forgotten",
            Code::SeatsShort,
            vec![("sku", Value::Sku(sku("OLD"))), ("short", Value::Count(1)), ("cause", text("s1"))],
            |_, p| {
                p.license_changes.remove(0);
            },
        ),
        damage(
            "a needed plan off",
            Code::UserUncovered,
            [
                first("o1"),
                vec![("plans", Value::Plans(vec![support::plan("mail")])), ("before", skus(&["OLD"]))],
            ]
            .concat(),
            |_, p| {
                p.license_changes[0].add_licenses[0].disabled_plans = vec![support::plan("mailplus")];
            },
        ),
        damage("nothing given", Code::UserUncovered, first("o1"), |_, p| {
            p.license_changes[0].add_licenses.clear()
        }),
        damage(
            "licence not removed",
            Code::ExclusionConflict,
            [first("o1"), vec![("group", text("post"))]].concat(),
            |_, p| {
                p.license_changes[0].remove_licenses.clear();
            },
        ),
        damage(
            "a plan switched on",
            Code::SwitchedOn,
            [first("o2"), vec![("plan", Value::Plan(support::plan("files")))]].concat(),
            |_, p| {
                p.license_changes[1].add_licenses[0].disabled_plans.clear();
            },
        ),
        damage(
            "too many SKUs",
            Code::SetTooLarge,
            [june(), vec![("most", Value::Count(2))]].concat(),
            |_, p| {
                change_a(p, &[], &[("BIG", &[]), ("NEW", &[])]);
            },
        ),
        damage(
            "a SKU not sold",
            Code::SetNotSold,
            [june(), vec![("sku", Value::Sku(sku("GONE")))]].concat(),
            |_, p| {
                change_a(p, &["A"], &[("GONE", &[])]);
            },
        ),
        damage(
            "like for like, but not",
            Code::SetDropsSold,
            [june(), vec![("held", skus(&["BIG"]))]].concat(),
            |_, p| {
                change_a(p, &["A"], &[("BIG", &[])]);
            },
        ),
        damage(
            "one too many",
            Code::SetSuperfluous,
            [june(), vec![("sku", Value::Sku(sku("BIG")))]].concat(),
            |_, p| {
                change_a(p, &[], &[("BIG", &[])]);
            },
        ),
        damage(
            "changed a day early",
            Code::SeatsShort,
            vec![
                ("sku", Value::Sku(sku("NEW"))),
                ("day", date("2027-04-30")),
                ("short", Value::Count(4)),
            ],
            |_, p| {
                p.license_changes.iter_mut().for_each(|c| c.date = day("2027-04-30"));
            },
        ),
    ]
}
