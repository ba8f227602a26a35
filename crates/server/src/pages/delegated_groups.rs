//! Groups of the partner's own directory that have roles of a relationship: given, changed, taken away.

use super::{
    customer_tabs::next_of,
    delegated::shown,
    delegated_new::{choices, chosen, role_name},
    delegated_seen::{API, Seen, Wrong, count, details, group_of, is_live, is_told, roles_of, status, word},
    frame::Trouble,
    inside::Refused,
    lists::{Table, only_shown},
    show,
    table::page,
    visit::{Visit, segment},
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Choice, Confirm, Field, Form, Head, Kind, Link, Menu, Note, Part, Tone, Weight};
use nahtlos_report::Args;
use nahtlos_wire::{
    Sent,
    graph::{
        GraphCollection,
        groups::Group,
        relationships::{AccessAssignment, AccessContainer, AssignmentStatus, AssignmentWrite, ContainerType},
    },
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Write, "POST", "/customers/{customer}/rights/{relationship}/groups", give),
    page!(
        Signed,
        Read,
        "GET",
        "/customers/{customer}/rights/{relationship}/groups/{assignment}",
        one
    ),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/rights/{relationship}/groups/{assignment}",
        change
    ),
    page!(
        Signed,
        Read,
        "GET",
        "/customers/{customer}/rights/{relationship}/groups/{assignment}/remove",
        ask
    ),
    page!(
        Signed,
        Write,
        "POST",
        "/customers/{customer}/rights/{relationship}/groups/{assignment}/remove",
        remove
    ),
];

/// Most groups of a directory that are offered.
const GROUPS: usize = 5_000;

fn path(seen: &Seen) -> String {
    format!("{API}/{}/accessAssignments", seen.id)
}

/// Every assignment of a relationship.
pub(super) async fn given(visit: &Visit, seen: &Seen) -> Result<Vec<AccessAssignment>, Refused> {
    let (mut all, mut after) = (Vec::new(), None::<String>);
    loop {
        let place = after.map(|token| format!("?$skiptoken={}", segment(&token))).unwrap_or_default();
        let asked = visit.get(format!("{}{place}", path(seen)));
        let page: GraphCollection<AccessAssignment> = asked.read().await?;
        all.extend(page.value);
        after = next_of(page.next_link.as_deref());
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// Security groups of the partner's own directory, id and name, by name; none where nobody may look.
async fn own(visit: &Visit) -> Result<Vec<(String, String)>, Refused> {
    let (mut all, mut after) = (Vec::new(), None::<String>);
    loop {
        let place = after.map(|token| format!("&$skiptoken={}", segment(&token))).unwrap_or_default();
        let asked = visit.get(format!("/v1.0/groups?$select=id,displayName,securityEnabled&$top=999{place}"));
        let page = match asked.read::<GraphCollection<Group>>().await {
            Ok(page) => page,
            Err(refused) if refused.status == 403 => return Ok(all),
            Err(refused) => return Err(refused),
        };
        let secure = page.value.into_iter().filter(|group| group.security_enabled == Some(true));
        all.extend(secure.map(|group| {
            let id = group.id.unwrap_or_default().to_ascii_lowercase();
            let name = group.display_name.unwrap_or_else(|| id.clone());
            (id, name)
        }));
        after = next_of(page.next_link.as_deref());
        if after.is_none() || all.len() >= GROUPS {
            all.sort_by(|a, b| a.1.cmp(&b.1));
            return Ok(all);
        }
    }
}

/// The name of a group; its id where it is gone.
fn name_of(own: &[(String, String)], id: &str) -> String {
    let found = own.iter().find(|(one, _)| one == id);
    found.map_or(id, |(_, name)| name.as_str()).to_owned()
}

/// Who has the roles, and the form that gives them to another group.
pub(super) async fn parts(visit: &Visit, seen: &Seen, given: &[AccessAssignment], wrong: &Wrong) -> Result<Vec<Part>, Trouble> {
    if given.is_empty() && !seen.may_give() {
        return Ok(Vec::new());
    }
    let own = own(visit).await?;
    let mut table = Table::new(visit, "rights-groups", "desk-delegated-groups")
        .text(visit, "group")
        .text(visit, "roles")
        .text(visit, "state")
        .empty(visit.say("desk-delegated-no-groups"), None);
    let mut ordered: Vec<&AccessAssignment> = given.iter().collect();
    ordered.sort_by_key(|one| !is_live(one));
    for one in ordered {
        let name = name_of(&own, &group_of(one));
        let to = format!("{}/groups/{}", seen.here(), one.id.as_deref().unwrap_or_default());
        let names: Vec<String> = roles_of(one.access_details.as_ref()).iter().map(|id| role_name(id)).collect();
        table.row(vec![
            if seen.may_give() && is_live(one) {
                Cell::link(name, to)
            } else {
                Cell::text(name)
            },
            Cell::text(names.join(", ")),
            show::state(visit, "access", &word(one)),
        ]);
    }
    let mut parts = vec![only_shown(table.part(visit))];
    if seen.may_give() {
        parts.push(to_give(visit, seen, given, &own, wrong));
    }
    Ok(parts)
}

fn to_give(visit: &Visit, seen: &Seen, given: &[AccessAssignment], own: &[(String, String)], wrong: &Wrong) -> Part {
    // A group whose assignment is being taken away can have none yet, either.
    let is_taken = |id: &str| {
        let mut taken = given
            .iter()
            .filter(|one| is_live(one) || status(one) == Some(AssignmentStatus::Deleting));
        taken.any(|one| group_of(one) == id)
    };
    let set = visit.form.text("group");
    let free = own.iter().filter(|(id, _)| !is_taken(id));
    let choices_of: Vec<Choice> = free.map(|(id, name)| Choice::new(id, name, id == set)).collect();
    if choices_of.is_empty() {
        let (tone, sentence) = match wrong.0 {
            "" => (Tone::Plain, visit.say("desk-delegated-no-group")),
            _ => (Tone::Bad, wrong.1.clone()),
        };
        return Part::Note(Note {
            tone,
            sentence,
            link: None,
        });
    }
    let nothing = Choice::new("", visit.say("desk-delegated-choose-group"), set.is_empty());
    let error = |name: &str| if wrong.0 == name { wrong.1.clone() } else { String::new() };
    let groups = Kind::Select(std::iter::once(nothing).chain(choices_of).collect());
    Part::Form(Form {
        id: "give".to_owned(),
        action: format!("{}/groups", seen.here()),
        title: visit.say("desk-delegated-give"),
        intro: visit.say("desk-delegated-give-intro"),
        fields: vec![
            Field::new("group", visit.say("desk-column-group"), groups)
                .hint(visit.say("desk-delegated-group-hint"))
                .error(error("group")),
            roles_field(visit, seen, &chosen(visit), error("roles")),
        ],
        submit: visit.say("desk-delegated-give"),
        weight: Weight::Plain,
        ..Form::default()
    })
}

fn roles_field(visit: &Visit, seen: &Seen, on: &[String], error: String) -> Field {
    let all = seen.roles();
    let kind = choices(visit, all.iter().map(String::as_str), on);
    Field::new("roles", visit.say("desk-column-roles"), kind).error(error)
}

/// A refusal at the field that it is about.
fn at_field(visit: &Visit, refused: Refused) -> Wrong {
    match (refused.status, refused.field.as_str()) {
        (409, _) => ("group", visit.say("desk-delegated-wrong-group-has")),
        (400, "accessContainer.accessContainerId") => ("group", visit.say("desk-delegated-wrong-group")),
        (400, "accessDetails.unifiedRoles") => ("roles", visit.say("desk-delegated-wrong-roles")),
        _ => ("", refused.sentence),
    }
}

async fn give(visit: Visit) -> Result<Answer, Trouble> {
    let seen = Seen::of(&visit).await?;
    let chosen = chosen(&visit);
    let Some(group) = visit.form.some("group") else {
        let wrong = ("group", visit.say("desk-delegated-wrong-group"));
        return shown(&visit, &seen, &wrong, 400).await;
    };
    if chosen.is_empty() {
        let wrong = ("roles", visit.say("desk-delegated-wrong-roles"));
        return shown(&visit, &seen, &wrong, 400).await;
    }
    let wanted = AssignmentWrite {
        access_container: Sent::Value(AccessContainer {
            access_container_id: Some(group.to_owned()),
            access_container_type: Some(ContainerType::SecurityGroup),
        }),
        access_details: Sent::Value(details(&chosen)),
    };
    match visit.send("POST", path(&seen)).with(&wanted).json().await {
        Ok(_) => Ok(visit.saying(see(seen.here()), "access-given")),
        Err(refused) if is_told(&refused) => {
            let status = refused.status;
            shown(&visit, &seen, &at_field(&visit, refused), status).await
        }
        Err(refused) => Err(refused.into()),
    }
}

/// An assignment of the path, with its relationship.
struct Here {
    seen: Seen,
    one: AccessAssignment,
    name: String,
}

impl Here {
    async fn of(visit: &Visit) -> Result<Self, Trouble> {
        let seen = Seen::of(visit).await?;
        let asked = visit.get(format!("{}/{}", path(&seen), visit.segment(2)));
        let one: AccessAssignment = asked.read().await?;
        let name = name_of(&own(visit).await?, &group_of(&one));
        Ok(Self { seen, one, name })
    }

    fn id(&self) -> &str {
        self.one.id.as_deref().unwrap_or_default()
    }

    fn api(&self) -> String {
        format!("{}/{}", path(&self.seen), self.id())
    }

    fn address(&self) -> String {
        format!("{}/groups/{}", self.seen.here(), self.id())
    }

    /// Whether anything of it can still be done.
    fn is_open(&self) -> bool {
        self.seen.may_give() && is_live(&self.one)
    }

    /// What was wanted came too late.
    fn otherwise(&self, visit: &Visit) -> Answer {
        visit.saying(see(self.seen.here()), "otherwise")
    }

    /// The page, with what is wrong with what was tried.
    fn page(&self, visit: &Visit, wrong: &Wrong, answer: u16) -> Answer {
        let mut head = Head::new(self.name.clone());
        head.above = Some(Link::new(self.seen.name(), self.seen.here()));
        head.lead = visit.say_with("desk-delegated-lead", "customer", &self.seen.known.name);
        head.badge = Some(show::badge(visit, "access", &word(&self.one)));
        let to = format!("{}/remove", self.address());
        head.buttons = vec![Button::page(visit.say("desk-delegated-remove"), to, Weight::Grave)];
        let part = match status(&self.one) {
            Some(AssignmentStatus::Active) => Part::Form(self.form(visit, wrong)),
            _ => Part::Note(Note {
                tone: Tone::Busy,
                sentence: visit.say("desk-delegated-being-set-up"),
                link: None,
            }),
        };
        let page = nahtlos_pages::Page { head, parts: vec![part] };
        visit.page(answer, page.render(&visit.shell(Some(Menu::Customers))))
    }

    fn form(&self, visit: &Visit, wrong: &Wrong) -> Form {
        let on = match visit.method == http::Method::POST {
            true => chosen(visit),
            false => roles_of(self.one.access_details.as_ref()),
        };
        let (whole, of_roles) = match wrong.0 {
            "roles" => (String::new(), wrong.1.clone()),
            _ => (wrong.1.clone(), String::new()),
        };
        Form {
            id: "change".to_owned(),
            action: self.address(),
            title: visit.say("desk-delegated-change"),
            intro: visit.say("desk-delegated-change-intro"),
            problem: whole,
            hidden: vec![("etag".to_owned(), self.one.etag.clone().unwrap_or_default())],
            fields: vec![roles_field(visit, &self.seen, &on, of_roles)],
            submit: visit.say("desk-change"),
            back: Some(Link::new(visit.say("desk-delegated-back"), self.seen.here())),
            ..Form::default()
        }
    }
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let here = Here::of(&visit).await?;
    if !here.is_open() {
        return Ok(see(here.seen.here()));
    }
    Ok(here.page(&visit, &("", String::new()), 200))
}

async fn change(visit: Visit) -> Result<Answer, Trouble> {
    let here = Here::of(&visit).await?;
    if !here.is_open() {
        return Ok(here.otherwise(&visit));
    }
    let chosen = chosen(&visit);
    if chosen.is_empty() {
        let wrong = ("roles", visit.say("desk-delegated-wrong-roles"));
        return Ok(here.page(&visit, &wrong, 400));
    }
    let wanted = AssignmentWrite {
        access_details: Sent::Value(details(&chosen)),
        ..AssignmentWrite::default()
    };
    let asked = visit.send("PATCH", here.api()).with(&wanted);
    // Who saw other roles than there are now is not to take any away unseen.
    let asked = match visit.form.some("etag") {
        Some(etag) => asked.header("if-match", etag),
        None => asked,
    };
    match asked.json().await {
        Ok(_) => Ok(visit.saying(see(here.seen.here()), "access-changed")),
        Err(refused) if matches!(refused.status, 404 | 412) => Ok(here.otherwise(&visit)),
        Err(refused) if is_told(&refused) => {
            let status = refused.status;
            Ok(here.page(&visit, &at_field(&visit, refused), status))
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let here = Here::of(&visit).await?;
    if !here.is_open() {
        return Ok(here.otherwise(&visit));
    }
    let lost = Args::new()
        .text("group", here.name.as_str())
        .text("customer", here.seen.known.name.as_str())
        .count("count", count(roles_of(here.one.access_details.as_ref()).len()));
    let confirm = Confirm {
        title: visit.say_with("desk-delegated-remove-title", "group", &here.name),
        effects: vec![
            visit.texts().fill("desk-delegated-remove-effect", lost),
            visit.say("desk-delegated-remove-stays"),
        ],
        action: format!("{}/remove", here.address()),
        submit: visit.say("desk-delegated-remove"),
        weight: Weight::Grave,
        back: Link::new(visit.say("desk-delegated-back"), here.seen.here()),
        ..Confirm::default()
    };
    Ok(visit.page(200, confirm.render(&visit.shell(Some(Menu::Customers)))))
}

async fn remove(visit: Visit) -> Result<Answer, Trouble> {
    let here = Here::of(&visit).await?;
    match visit.send("DELETE", here.api()).json().await {
        Ok(_) => Ok(visit.saying(see(here.seen.here()), "access-removed")),
        Err(refused) if refused.status == 404 => Ok(here.otherwise(&visit)),
        Err(refused) if is_told(&refused) => shown(&visit, &here.seen, &("", refused.sentence), refused.status).await,
        Err(refused) => Err(refused.into()),
    }
}
