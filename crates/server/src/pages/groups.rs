//! Groups of a customer's tenant, and the licences that everybody gets who is a member: what a change means for the members is shown first.

use super::{
    customer_tabs::next_of,
    frame::Trouble,
    licences_ground::{FIELDS, Ground, closed, person},
    licences_told::{Fate, Person, Wanted, fate_in_group},
    lists::{self, MOST, PAGE, Table, only_shown},
    show,
    table::page,
    visit::{Visit, segment},
    work,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Cell, Choice, Fact, Facts, Field, Form, Kind, Link, Note, Part, Tone, Value, Weight};
use nahtlos_wire::graph::{
    GraphCollection,
    groups::Group,
    licenses::{AssignLicenseRequest, AssignedLicense},
    users::User,
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}/groups", list),
    page!(Signed, Read, "GET", "/customers/{customer}/groups/{group}", group),
    page!(Signed, Write, "POST", "/customers/{customer}/groups/{group}/preview", preview),
    page!(Signed, Write, "POST", "/customers/{customer}/groups/{group}/change", change),
];

/// What is read of a group.
const OF_GROUP: &str = "id,displayName,description,assignedLicenses,hasMembersWithLicenseErrors";
/// Most members of a group whose licences are changed here.
const MEMBERS: usize = 10_000;

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let ground = match Ground::of(&visit).await {
        Ok(ground) => ground,
        Err(Trouble::Refused(refused)) if refused.status == 403 => return closed(&visit, refused).await,
        Err(trouble) => return Err(trouble),
    };
    let mut table = Table::new(&visit, "groups", "desk-groups")
        .text(&visit, "group")
        .text(&visit, "licences")
        .text(&visit, "state")
        .search(&visit, "q")
        .empty(visit.say("desk-no-groups"), None)
        .paged();
    let export = lists::export(&visit).is_some();
    let mut after = visit.query.get("after").filter(|_| !export).map(str::to_owned);
    let filter = match visit.query.get("q").unwrap_or_default() {
        "" => String::new(),
        text => {
            let filter = format!("startswith(displayName,'{}')", text.replace('\'', "''"));
            format!("&$filter={}", segment(&filter))
        }
    };
    loop {
        let place = after.map(|token| format!("&$skiptoken={}", segment(&token))).unwrap_or_default();
        let size = if export { 999 } else { PAGE };
        let path = format!("/v1.0/groups?$select={OF_GROUP}&$top={size}{filter}{place}");
        let found: GraphCollection<Group> = visit.get(path).of(&ground.known.id).read().await?;
        for group in &found.value {
            table.row(row(&visit, &ground, group));
        }
        after = next_of(found.next_link.as_deref());
        if !export || after.is_none() || table.rows.len() >= MOST {
            table.next = after;
            break;
        }
    }
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let users = Link::new(visit.say("desk-users"), format!("/customers/{}/users", ground.known.id));
    let note = Note {
        tone: Tone::Plain,
        sentence: visit.say("desk-groups-lead"),
        link: Some(users),
    };
    Ok(ground.page(&visit, 200, vec![Part::Note(note), table.part(&visit)]))
}

/// SKUs that a group gives, in small letters.
fn given(group: &Group) -> Vec<String> {
    let all = group.assigned_licenses.iter().flatten();
    all.filter_map(|one| one.sku_id.as_deref()).map(str::to_ascii_lowercase).collect()
}

fn row(visit: &Visit, ground: &Ground, group: &Group) -> Vec<Cell> {
    let id = group.id.clone().unwrap_or_default();
    let to = format!("/customers/{}/groups/{}", ground.known.id, segment(&id));
    let names: Vec<String> = given(group).iter().map(|sku| ground.name(Some(sku))).collect();
    vec![
        Cell::link(group.display_name.clone().unwrap_or_default(), to).below(group.description.clone().unwrap_or_default()),
        show::text(Some(names.join(", ")).as_deref().filter(|names| !names.is_empty())),
        state(visit, group),
    ]
}

fn state(visit: &Visit, group: &Group) -> Cell {
    let word = match group.has_members_with_license_errors {
        Some(true) => "some-without",
        _ if given(group).is_empty() => "",
        _ => "all-have",
    };
    show::state(visit, "group", word)
}

/// The customer, its group, and who is in it: licences of a group come to its own members, not to those of groups within it.
struct Here {
    ground: Ground,
    group: Group,
    id: String,
    members: Vec<Person>,
}

impl Here {
    async fn of(visit: &Visit) -> Result<Self, Trouble> {
        let ground = Ground::of(visit).await?;
        let path = format!("/v1.0/groups/{}", visit.segment(1));
        let group: Group = visit.get(format!("{path}?$select={OF_GROUP}")).of(&ground.known.id).read().await?;
        let (mut members, mut after) = (Vec::new(), None::<String>);
        loop {
            let place = after.map(|token| format!("&$skiptoken={}", segment(&token))).unwrap_or_default();
            let of = format!("{path}/members/microsoft.graph.user?$select={FIELDS}&$top=999{place}");
            let page: GraphCollection<User> = visit.get(of).of(&ground.known.id).read().await?;
            members.extend(page.value.into_iter().map(person));
            after = next_of(page.next_link.as_deref());
            if after.is_none() || members.len() > MEMBERS {
                break;
            }
        }
        members.sort_by(|a, b| (&a.name, &a.user).cmp(&(&b.name, &b.user)));
        Ok(Self {
            id: group.id.clone().unwrap_or_default().to_ascii_lowercase(),
            ground,
            group,
            members,
        })
    }

    fn address(&self) -> String {
        format!("/customers/{}/groups/{}", self.ground.known.id, segment(&self.id))
    }

    fn name(&self) -> String {
        self.group.display_name.clone().unwrap_or_default()
    }

    /// Above what is told of the group: whose it is.
    fn page(&self, visit: &Visit, status: u16, parts: Vec<Part>) -> Answer {
        let facts = vec![
            Fact::new(visit.say("desk-column-group"), Cell::text(self.name())),
            Fact::new(
                visit.say("desk-group-members"),
                Value::Number(i64::try_from(self.members.len()).unwrap_or_default()),
            ),
            Fact::new(visit.say("desk-column-state"), state(visit, &self.group)),
            Fact::new(visit.say("desk-column-id"), Value::Code(self.id.clone())),
        ];
        let mut all = vec![Part::Facts(Facts {
            title: String::new(),
            facts,
        })];
        all.extend(parts);
        self.ground.page(visit, status, all)
    }

    fn form(&self, visit: &Visit, (wrong, why): (&str, String)) -> Form {
        let given = given(&self.group);
        let which = |name: &str| {
            let set = visit.form.text(name).to_ascii_lowercase();
            let nothing = Choice::new("", visit.say("desk-licences-nothing"), set.is_empty());
            let all = self.ground.licences.iter();
            let of = all.filter(|one| given.contains(&one.sku) == (name == "remove"));
            let others = of.map(|one| {
                let label = visit.texts().fill(
                    "desk-licences-free",
                    nahtlos_report::Args::new().text("name", &one.name).count("count", one.free),
                );
                let label = if name == "add" { label } else { one.name.clone() };
                Choice::new(&one.sku, label, one.sku == set)
            });
            Kind::Select(std::iter::once(nothing).chain(others).collect())
        };
        let field = |name: &'static str, key: &str| {
            let error = if wrong == name { why.clone() } else { String::new() };
            Field::new(name, visit.say(key), which(name)).optional().error(error)
        };
        Form {
            id: "licences".to_owned(),
            action: format!("{}/preview", self.address()),
            title: visit.say("desk-licences-change"),
            intro: visit.say("desk-group-intro"),
            fields: vec![field("add", "desk-licences-add"), field("remove", "desk-licences-remove")],
            submit: visit.say("desk-licences-preview"),
            back: Some(Link::new(
                visit.say("desk-groups"),
                format!("/customers/{}/groups", self.ground.known.id),
            )),
            ..Form::default()
        }
    }

    /// What is wanted, or the field that is wrong and why.
    fn wanted(&self, visit: &Visit) -> Result<Wanted, (&'static str, String)> {
        let licence = |name: &str| visit.form.some(name).map(str::to_ascii_lowercase);
        let (add, remove) = (licence("add"), licence("remove"));
        let given = given(&self.group);
        let of_tenant = |sku: &String| self.ground.licences.iter().any(|one| one.sku == *sku);
        if add.is_none() && remove.is_none() {
            return Err(("add", visit.say("desk-licences-wrong-nothing")));
        }
        if add.as_ref().is_some_and(|sku| !of_tenant(sku) || given.contains(sku)) {
            return Err(("add", visit.say("desk-group-wrong-add")));
        }
        if remove.as_ref().is_some_and(|sku| !given.contains(sku)) {
            return Err(("remove", visit.say("desk-group-wrong-remove")));
        }
        if self.members.len() > MEMBERS {
            return Err(("add", visit.say_count("desk-group-wrong-many", MEMBERS as i64)));
        }
        Ok(Wanted { add, remove })
    }
}

async fn group(visit: Visit) -> Result<Answer, Trouble> {
    let here = match Here::of(&visit).await {
        Ok(here) => here,
        Err(Trouble::Refused(refused)) if refused.status == 403 => return closed(&visit, refused).await,
        Err(trouble) => return Err(trouble),
    };
    shown(&visit, &here, ("", String::new()), 200).await
}

async fn shown(visit: &Visit, here: &Here, wrong: (&str, String), status: u16) -> Result<Answer, Trouble> {
    let mut gives = Table::new(visit, "group-licences", "desk-group-licences")
        .text(visit, "licence")
        .number(visit, "held")
        .number(visit, "free")
        .empty(visit.say("desk-group-gives-nothing"), None);
    for sku in given(&here.group) {
        let held = |one: &&Person| one.held.iter().any(|held| held.sku == sku && held.groups.contains(&here.id));
        let through = here.members.iter().filter(held).count();
        let free = here.ground.licences.iter().find(|one| one.sku == sku).map_or(0, |one| one.free);
        gives.row(vec![
            Cell::text(here.ground.name(Some(&sku))),
            Cell::new(Value::Number(i64::try_from(through).unwrap_or_default())),
            Cell::new(Value::Number(free)),
        ]);
    }
    let mut parts = vec![only_shown(gives.part(visit))];
    parts.extend(at_fault(visit, here).await?);
    parts.push(Part::Form(here.form(visit, wrong)));
    Ok(here.page(visit, status, parts))
}

/// Members whose licence does not work, and why.
async fn at_fault(visit: &Visit, here: &Here) -> Result<Option<Part>, Trouble> {
    if here.group.has_members_with_license_errors != Some(true) {
        return Ok(None);
    }
    let path = format!(
        "/v1.0/groups/{}/membersWithLicenseErrors?$select={FIELDS}&$top=999",
        segment(&here.id)
    );
    let found: GraphCollection<User> = visit.get(path).of(&here.ground.known.id).read().await?;
    let mut table = Table::new(visit, "group-faults", "desk-group-faults")
        .text(visit, "user")
        .text(visit, "licence")
        .text(visit, "why");
    for user in found.value {
        let who = Cell::text(user.display_name.unwrap_or_default()).below(user.user_principal_name.unwrap_or_default());
        let states = user.license_assignment_states.unwrap_or_default();
        let here_only = states.into_iter().filter(|state| {
            state
                .assigned_by_group
                .as_deref()
                .is_some_and(|id| id.eq_ignore_ascii_case(&here.id))
        });
        for state in here_only {
            let word = state.error.as_ref().map(ToString::to_string).unwrap_or_default();
            let why = match word.as_str() {
                "" | "None" => continue,
                "CountViolation" => "desk-group-fault-count",
                "MutuallyExclusiveViolation" => "desk-group-fault-exclusive",
                "DependencyViolation" => "desk-group-fault-dependency",
                _ => "desk-group-fault-other",
            };
            let sku = state.sku_id.map(|sku| sku.to_ascii_lowercase());
            table.row(vec![
                who.clone(),
                Cell::text(here.ground.name(sku.as_deref())),
                Cell::text(visit.say(why)),
            ]);
        }
    }
    Ok(Some(only_shown(table.part(visit))))
}

async fn preview(visit: Visit) -> Result<Answer, Trouble> {
    let here = Here::of(&visit).await?;
    let wanted = match here.wanted(&visit) {
        Ok(wanted) => wanted,
        Err(wrong) => return shown(&visit, &here, wrong, 400).await,
    };
    let all = here.members.iter();
    let fates: Vec<(&Person, Fate)> = all
        .map(|one| (one, fate_in_group(one, &wanted, &here.id, &here.ground.licences)))
        .collect();
    let meaning = here.ground.meaning(&visit, &wanted, &fates);
    let mut parts = meaning.parts;
    if !meaning.short {
        let sku = |name: &str, sku: &Option<String>| (name.to_owned(), sku.clone().unwrap_or_default());
        parts.push(Part::Form(Form {
            id: "change".to_owned(),
            action: format!("{}/change", here.address()),
            hidden: vec![sku("add", &wanted.add), sku("remove", &wanted.remove)],
            submit: visit.say_count("desk-group-do", meaning.changes),
            weight: if meaning.losers > 0 { Weight::Grave } else { Weight::Main },
            back: Some(Link::new(visit.say("desk-licences-change"), here.address())),
            ..Form::default()
        }));
    }
    Ok(here.page(&visit, 200, parts))
}

async fn change(visit: Visit) -> Result<Answer, Trouble> {
    let here = Here::of(&visit).await?;
    let wanted = match here.wanted(&visit) {
        Ok(wanted) => wanted,
        Err(wrong) => return shown(&visit, &here, wrong, 400).await,
    };
    work::run(&visit, "desk-work-group", None, |visit, _| async move {
        let add = wanted.add.map(|sku| AssignedLicense {
            sku_id: Some(sku),
            ..AssignedLicense::default()
        });
        let change = AssignLicenseRequest::new(add.into_iter().collect(), wanted.remove.into_iter().collect());
        let path = format!("/v1.0/groups/{}/assignLicense", segment(&here.id));
        match visit.send("POST", path).of(&here.ground.known.id).with(&change).json().await {
            Ok(_) => Ok(visit.saying(see(here.address()), "licences-changed")),
            Err(refused) if refused.status < 500 => shown(&visit, &here, ("add", refused.sentence), 422).await,
            Err(refused) => Err(refused.into()),
        }
    })
    .await
}
