//! Licences of many users changed at once: who is chosen, what it means for each of them, and what came of it.

use super::{
    customers::Known,
    frame::Trouble,
    inside::Refused,
    licences_ground::{self, FIELDS, Ground, person},
    licences_told::{Fate, Person, Wanted, fate},
    lists::{Table, only_shown},
    table::page,
    visit::{Visit, segment},
    work::{self, Work},
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Cell, Choice, Field, Form, Kind, Link, Note, Part, Tone, Weight};
use nahtlos_report::Args;
use nahtlos_wire::{
    graph::{GraphCollection, users::User},
    licenses::{LicenseAssignment, LicenseUpdate},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}/licences", choose),
    page!(Signed, Write, "POST", "/customers/{customer}/licences/preview", preview),
    page!(Signed, Write, "POST", "/customers/{customer}/licences/change", change),
];

/// Most users of one change.
const MOST: usize = 500;
/// Users among whom one chooses.
const SHOWN: usize = 100;
fn address(known: &Known) -> String {
    format!("/customers/{}/licences", known.id)
}

async fn choose(visit: Visit) -> Result<Answer, Trouble> {
    let ground = match Ground::of(&visit).await {
        Ok(ground) => ground,
        Err(Trouble::Refused(refused)) if refused.status == 403 => return licences_ground::closed(&visit, refused).await,
        Err(trouble) => return Err(trouble),
    };
    asked(&visit, &ground, (String::new(), String::new()), 200).await
}

/// The form, with what is wrong with one of its fields.
async fn asked(visit: &Visit, ground: &Ground, (wrong, why): (String, String), status: u16) -> Result<Answer, Trouble> {
    let search = visit.form.some("q").or_else(|| visit.query.get("q")).unwrap_or_default().to_owned();
    let filter = match search.as_str() {
        "" => String::new(),
        text => {
            let filter = format!("startswith(userPrincipalName,'{}')", text.replace('\'', "''"));
            format!("&$filter={}", segment(&filter))
        }
    };
    let path = format!("/v1.0/users?$select={FIELDS}&$top={SHOWN}{filter}");
    let found: GraphCollection<User> = visit.get(path).of(&ground.known.id).read().await?;
    let mut people: Vec<Person> = found.value.into_iter().map(person).collect();
    people.sort_by(|a, b| (&a.name, &a.user).cmp(&(&b.name, &b.user)));
    let chosen: Vec<&str> = visit.form.all("users").collect();
    let choices = people.iter().map(|one| {
        let held: Vec<String> = one.held.iter().map(|held| ground.name(Some(&held.sku))).collect();
        Choice {
            value: one.id.clone(),
            label: format!("{} ({})", one.name, one.user),
            hint: held.join(", "),
            on: chosen.contains(&one.id.as_str()),
        }
    });
    let error = |name: &str| if wrong == name { why.clone() } else { String::new() };
    let which = |name: &str, free: bool| {
        let set = visit.form.text(name).to_ascii_lowercase();
        let nothing = Choice::new("", visit.say("desk-licences-nothing"), set.is_empty());
        let others = ground.licences.iter().map(|one| {
            let label = match free {
                true => visit
                    .texts()
                    .fill("desk-licences-free", Args::new().text("name", &one.name).count("count", one.free)),
                false => one.name.clone(),
            };
            Choice::new(&one.sku, label, one.sku == set)
        });
        Kind::Select(std::iter::once(nothing).chain(others).collect())
    };
    let form = Form {
        id: "licences".to_owned(),
        action: format!("{}/preview", address(&ground.known)),
        title: visit.say("desk-licences-change"),
        intro: visit.say("desk-licences-intro"),
        fields: vec![
            Field::new("add", visit.say("desk-licences-add"), which("add", true))
                .optional()
                .error(error("add")),
            Field::new("remove", visit.say("desk-licences-remove"), which("remove", false))
                .optional()
                .error(error("remove")),
            Field::new("users", visit.say("desk-licences-users"), Kind::Checks(choices.collect()))
                .optional()
                .error(error("users")),
            Field::new("names", visit.say("desk-licences-names"), Kind::Area(4))
                .hint(visit.say_count("desk-licences-names-hint", SHOWN as i64))
                .optional()
                .value(visit.form.text("names"))
                .error(error("names")),
        ],
        hidden: vec![("q".to_owned(), search)],
        submit: visit.say("desk-licences-preview"),
        back: Some(Link::new(visit.say("desk-users"), format!("/customers/{}/users", ground.known.id))),
        ..Form::default()
    };
    Ok(ground.page(visit, status, vec![Part::Form(form)]))
}

/// Those who were chosen, by id or name; or the names that nobody has.
async fn chosen(visit: &Visit, ground: &Ground) -> Result<Result<Vec<Person>, Vec<String>>, Refused> {
    let names = visit.form.text("names").split(['\n', ',', ';']).map(str::trim);
    let wanted = visit.form.all("users").chain(names).filter(|one| !one.is_empty());
    let (mut people, mut unknown): (Vec<Person>, Vec<String>) = (Vec::new(), Vec::new());
    for one in wanted.take(MOST + 1) {
        let path = format!("/v1.0/users/{}?$select={FIELDS}", segment(one));
        match visit.get(path).of(&ground.known.id).read::<User>().await {
            Ok(user) => {
                let user = person(user);
                if !people.iter().any(|other| other.id == user.id) {
                    people.push(user);
                }
            }
            Err(refused) if refused.status == 404 || refused.status == 400 => unknown.push(one.to_owned()),
            Err(refused) => return Err(refused),
        }
    }
    people.sort_by(|a, b| (&a.name, &a.user).cmp(&(&b.name, &b.user)));
    Ok(if unknown.is_empty() { Ok(people) } else { Err(unknown) })
}

/// What was asked for, or the field that is wrong and why.
async fn wanted(visit: &Visit, ground: &Ground) -> Result<Result<(Wanted, Vec<Person>), (String, String)>, Refused> {
    let licence = |name: &str| visit.form.some(name).map(str::to_ascii_lowercase);
    let wanted = Wanted {
        add: licence("add"),
        remove: licence("remove"),
    };
    let wrong = |field: &str, key: &str| Ok(Err((field.to_owned(), visit.say(key))));
    let known = |sku: &Option<String>| sku.as_ref().is_none_or(|sku| ground.licences.iter().any(|one| one.sku == *sku));
    if (wanted.add.is_none() && wanted.remove.is_none()) || wanted.add == wanted.remove {
        return wrong("add", "desk-licences-wrong-nothing");
    }
    if !known(&wanted.add) || !known(&wanted.remove) {
        return wrong("add", "desk-licences-wrong-unknown");
    }
    let people = match chosen(visit, ground).await? {
        Ok(people) => people,
        Err(unknown) => {
            let why = visit.say_with("desk-licences-wrong-names", "names", &unknown.join(", "));
            return Ok(Err(("names".to_owned(), why)));
        }
    };
    match people.len() {
        0 => wrong("users", "desk-licences-wrong-nobody"),
        1..=MOST => Ok(Ok((wanted, people))),
        _ => wrong("names", "desk-licences-wrong-many"),
    }
}

async fn preview(visit: Visit) -> Result<Answer, Trouble> {
    let ground = Ground::of(&visit).await?;
    let (wanted, people) = match wanted(&visit, &ground).await? {
        Ok(found) => found,
        Err(wrong) => return asked(&visit, &ground, wrong, 400).await,
    };
    let fates: Vec<(&Person, Fate)> = people.iter().map(|one| (one, fate(one, &wanted, &ground.licences))).collect();
    let meaning = ground.meaning(&visit, &wanted, &fates);
    let mut parts = meaning.parts;
    if !meaning.short && meaning.changes > 0 {
        parts.push(Part::Form(confirm(
            &visit,
            &ground,
            &wanted,
            (&fates, meaning.changes, meaning.losers),
        )));
    }
    Ok(ground.page(&visit, 200, parts))
}

fn confirm(visit: &Visit, ground: &Ground, wanted: &Wanted, (fates, changes, losers): (&[(&Person, Fate)], i64, i64)) -> Form {
    let sku = |name: &str, sku: &Option<String>| (name.to_owned(), sku.clone().unwrap_or_default());
    let ids = fates.iter().filter(|(_, fate)| matches!(fate, Fate::Changes { .. }));
    let ids = ids.map(|(one, _)| ("users".to_owned(), one.id.clone()));
    Form {
        id: "change".to_owned(),
        action: format!("{}/change", address(&ground.known)),
        hidden: [sku("add", &wanted.add), sku("remove", &wanted.remove)]
            .into_iter()
            .chain(ids)
            .collect(),
        submit: visit.say_count("desk-licences-do", changes),
        weight: if losers > 0 { Weight::Grave } else { Weight::Main },
        back: Some(Link::new(visit.say("desk-licences-change"), address(&ground.known))),
        ..Form::default()
    }
}

/// What is done for a user: what they have already is not given again, what they do not have is not taken.
fn update(wanted: &Wanted, fate: &Fate) -> Option<LicenseUpdate> {
    let Fate::Changes { adds, removes, .. } = fate else { return None };
    let assign = wanted.add.clone().filter(|_| *adds).map(|sku| LicenseAssignment {
        sku_id: Some(sku),
        ..LicenseAssignment::default()
    });
    Some(LicenseUpdate {
        licenses_to_assign: Some(assign.into_iter().collect()),
        licenses_to_remove: Some(wanted.remove.clone().filter(|_| *removes).into_iter().collect()),
        ..LicenseUpdate::default()
    })
}

async fn change(visit: Visit) -> Result<Answer, Trouble> {
    let ground = Ground::of(&visit).await?;
    let (wanted, people) = match wanted(&visit, &ground).await? {
        Ok(found) => found,
        Err(wrong) => return asked(&visit, &ground, wrong, 400).await,
    };
    let count = i64::try_from(people.len()).ok();
    work::run(&visit, "desk-work-licences", count, |visit, work| async move {
        carried_out(&visit, &ground, &wanted, people, &work).await
    })
    .await
}

/// Changes the licences of one after the other.
async fn carried_out(visit: &Visit, ground: &Ground, wanted: &Wanted, people: Vec<Person>, work: &Work) -> Result<Answer, Trouble> {
    let (mut done, mut failed) = (0_i64, Vec::new());
    for one in &people {
        work.step();
        // As it is now, whatever was shown before.
        let Some(update) = update(wanted, &fate(one, wanted, &ground.licences)) else {
            continue;
        };
        let path = format!("/v1/customers/{}/users/{}/licenseupdates", ground.known.id, segment(&one.id));
        match visit.send("POST", path).with(&update).json().await {
            Ok(_) => done += 1,
            Err(refused) if refused.status < 500 => failed.push((one, refused.sentence)),
            Err(refused) => return Err(refused.into()),
        }
    }
    if failed.is_empty() {
        let to = see(format!("/customers/{}/users", ground.known.id));
        return Ok(visit.saying(to, "licences-changed"));
    }
    let mut table = Table::new(visit, "licences-failed", "desk-licences-failed")
        .text(visit, "user")
        .text(visit, "why");
    let args = Args::new()
        .count("done", done)
        .count("count", i64::try_from(failed.len()).unwrap_or_default());
    for (one, why) in failed {
        table.row(vec![Cell::text(&one.name).below(&one.user), Cell::text(why)]);
    }
    let note = Note {
        tone: Tone::Bad,
        sentence: visit.texts().fill("desk-licences-some-failed", args),
        link: Some(Link::new(visit.say("desk-licences-change"), address(&ground.known))),
    };
    Ok(ground.page(visit, 409, vec![Part::Note(note), only_shown(table.part(visit))]))
}
