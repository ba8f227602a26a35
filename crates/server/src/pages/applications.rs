//! Applications of the tenant and their secrets: registered, changed, a secret added and shown once, an old one taken away.

use super::{frame::Trouble, inside::Refused, lists::Table, show, table::page, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::permissions::Role;
use nahtlos_pages::{Button, Cell, Choice, Copy, Fact, Facts, Field, Form, Head, Kind, Link, Menu, Note, Part, Tone, Value, Weight};
use nahtlos_wire::{
    Collection,
    applications::{Application, ApplicationRequest, ApplicationSecret, PATH},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/settings/applications", list),
    page!(Signed, Write, "POST", "/settings/applications", register),
    page!(Signed, Read, "GET", "/settings/applications/{application}", one),
    page!(Signed, Write, "POST", "/settings/applications/{application}", change),
    page!(Signed, Write, "POST", "/settings/applications/{application}/secrets", add_secret),
    page!(
        Signed,
        Write,
        "POST",
        "/settings/applications/{application}/secrets/remove",
        remove_secret
    ),
];

/// Roles that an application of this tenant may have here.
const ROLES: [Role; 6] = [
    Role::AdminAgent,
    Role::SalesAgent,
    Role::HelpdeskAgent,
    Role::GlobalAdmin,
    Role::UserAdmin,
    Role::GlobalReader,
];

fn framed(visit: &Visit, mut head: Head, parts: Vec<Part>, status: u16) -> Answer {
    if head.above.is_none() {
        head.above = Some(Link::new(visit.say("pages-menu-settings"), "/settings"));
    }
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Settings))))
}

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    all(&visit, ("", ""), 200).await
}

/// Every application, and the form for a new one.
async fn all(visit: &Visit, wrong: (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let found: Collection<Application> = visit.get(PATH).read().await?;
    let mut table = Table::new(visit, "applications", "")
        .text(visit, "name")
        .text(visit, "roles")
        .number(visit, "secrets")
        .text(visit, "id")
        .empty(visit.say("desk-no-applications"), None);
    for one in &found.items {
        let id = one.app_id.clone().unwrap_or_default();
        table.row(vec![
            Cell::link(one.display_name.clone().unwrap_or_default(), format!("/settings/applications/{id}")),
            Cell::text(roles_of(visit, one)),
            Cell::new(Value::Number(
                i64::try_from(one.secrets.as_ref().map_or(0, Vec::len)).unwrap_or_default(),
            )),
            Cell::new(Value::Code(id)),
        ]);
    }
    if let Some(kind) = super::lists::export(visit) {
        return table.file(visit, kind);
    }
    let mut form = fields(visit, &Application::default(), wrong);
    (form.id, form.title) = ("register".to_owned(), visit.say("desk-application-register"));
    (form.action, form.submit) = ("/settings/applications".to_owned(), visit.say("desk-application-register"));
    let head = Head::new(visit.say("desk-applications"));
    Ok(framed(visit, head, vec![table.part(visit), Part::Form(form)], status))
}

fn roles_of(visit: &Visit, one: &Application) -> String {
    let roles = one
        .roles
        .iter()
        .flatten()
        .map(|role| visit.say(&format!("desk-role-{}", show::kebab(role))));
    roles.collect::<Vec<_>>().join(", ")
}

fn fields(visit: &Visit, of: &Application, (wrong, why): (&str, &str)) -> Form {
    let sent = visit.method == http::Method::POST;
    let error = |name: &str| if wrong == name { why.to_owned() } else { String::new() };
    let chosen: Vec<&str> = visit.form.all("roles").collect();
    let has = |role: &str| match sent {
        true => chosen.contains(&role),
        false => of.roles.iter().flatten().any(|own| own == role),
    };
    let roles = ROLES.map(|role| {
        Choice::new(
            role.as_str(),
            visit.say(&format!("desk-role-{}", show::kebab(role.as_str()))),
            has(role.as_str()),
        )
    });
    let typed = |name: &str, now: String| if sent { visit.form.text(name).to_owned() } else { now };
    let addresses = of.redirect_uris.iter().flatten().cloned().collect::<Vec<_>>().join("\n");
    Form {
        problem: if ["displayName", "redirectUris", "roles"].contains(&wrong) {
            String::new()
        } else {
            why.to_owned()
        },
        fields: vec![
            Field::new("name", visit.say("desk-column-name"), Kind::Text)
                .value(typed("name", of.display_name.clone().unwrap_or_default()))
                .error(error("displayName")),
            Field::new("roles", visit.say("desk-fact-roles"), Kind::Checks(roles.to_vec()))
                .optional()
                .error(error("roles")),
            Field::new("redirects", visit.say("desk-application-redirects"), Kind::Area(3))
                .optional()
                .hint(visit.say("desk-application-redirects-hint"))
                .value(typed("redirects", addresses))
                .error(error("redirectUris")),
        ],
        ..Form::default()
    }
}

fn request(visit: &Visit) -> ApplicationRequest {
    let lines = visit.form.text("redirects").lines().map(str::trim).filter(|line| !line.is_empty());
    ApplicationRequest {
        display_name: Some(visit.form.text("name").to_owned()),
        redirect_uris: Some(lines.map(str::to_owned).collect()),
        roles: Some(visit.form.all("roles").map(str::to_owned).collect()),
        ..ApplicationRequest::default()
    }
}

async fn register(visit: Visit) -> Result<Answer, Trouble> {
    match visit.send("POST", PATH).with(&request(&visit)).read::<Application>().await {
        Ok(made) => {
            // Its first secret is shown here and never again.
            let secret = made.secrets.iter().flatten().find_map(|one| one.secret.clone());
            shown(&visit, &made, secret, ("", ""), 200)
        }
        Err(Refused {
            status, sentence, field, ..
        }) if status < 500 => all(&visit, (&field, &sentence), status).await,
        Err(refused) => Err(refused.into()),
    }
}

fn address(visit: &Visit) -> String {
    format!("{PATH}/{}", visit.segment(0))
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let found: Application = visit.get(address(&visit)).read().await?;
    shown(&visit, &found, None, ("", ""), 200)
}

fn shown(visit: &Visit, of: &Application, secret: Option<String>, wrong: (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let id = of.app_id.clone().unwrap_or_default();
    let here = format!("/settings/applications/{id}");
    let mut head = Head::new(of.display_name.clone().unwrap_or_default());
    head.above = Some(Link::new(visit.say("desk-applications"), "/settings/applications"));
    let fact = |key: &str, cell: Cell| Fact::new(visit.say(&format!("desk-fact-{key}")), cell);
    let mut parts = Vec::new();
    if let Some(secret) = secret {
        parts.push(Part::Note(Note {
            tone: Tone::Wait,
            sentence: visit.say("desk-secret-once"),
            link: None,
        }));
        parts.push(Part::Copy(Copy {
            id: "secret".to_owned(),
            label: visit.say("desk-secret"),
            text: secret,
            lines: false,
        }));
    }
    parts.push(Part::Facts(Facts {
        title: String::new(),
        facts: vec![
            fact("id", Cell::new(Value::Code(id))),
            fact("tenant", Cell::new(Value::Code(of.tenant_id.clone().unwrap_or_default()))),
        ],
    }));
    let secrets: Vec<&str> = of.secrets.iter().flatten().filter_map(|one| one.id.as_deref()).collect();
    let choices: Vec<Choice> = secrets.iter().map(|id| Choice::new(*id, *id, secrets.len() == 1)).collect();
    let add = Button::post(visit.say("desk-secret-add"), format!("{here}/secrets"), &[], Weight::Plain);
    parts.push(Part::Buttons(vec![add]));
    if !secrets.is_empty() {
        parts.push(Part::Form(Form {
            id: "remove".to_owned(),
            action: format!("{here}/secrets/remove"),
            title: visit.say("desk-secrets"),
            intro: visit.say("desk-secret-remove-intro"),
            fields: vec![Field::new("secret", visit.say("desk-secret"), Kind::Radios(choices))],
            submit: visit.say("desk-secret-remove"),
            weight: Weight::Grave,
            ..Form::default()
        }));
    }
    let mut form = fields(visit, of, wrong);
    (form.id, form.title) = ("change".to_owned(), visit.say("desk-application-change"));
    (form.action, form.submit) = (here, visit.say("desk-change"));
    parts.push(Part::Form(form));
    Ok(framed(visit, head, parts, status))
}

async fn change(visit: Visit) -> Result<Answer, Trouble> {
    let known: Application = visit.get(address(&visit)).read().await?;
    let mut wanted = request(&visit);
    // Roles that this page does not offer stay as they are.
    let is_offered = |role: &String| ROLES.iter().any(|offered| offered.as_str() == role);
    let kept = known.roles.into_iter().flatten().filter(|role| !is_offered(role));
    wanted.roles.get_or_insert_default().extend(kept);
    match visit.send("PATCH", address(&visit)).with(&wanted).json().await {
        Ok(_) => Ok(visit.saying(see(visit.path.clone()), "changed")),
        Err(Refused {
            status, sentence, field, ..
        }) if status < 500 && status != 404 => {
            let found: Application = visit.get(address(&visit)).read().await?;
            shown(&visit, &found, None, (&field, &sentence), status)
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn add_secret(visit: Visit) -> Result<Answer, Trouble> {
    let made: ApplicationSecret = visit.send("POST", format!("{}/secrets", address(&visit))).read().await?;
    let found: Application = visit.get(address(&visit)).read().await?;
    let mut quiet = visit.clone();
    quiet.method = http::Method::GET;
    shown(&quiet, &found, made.secret, ("", ""), 200)
}

async fn remove_secret(visit: Visit) -> Result<Answer, Trouble> {
    let secret = super::visit::segment(visit.form.text("secret"));
    let to = see(format!("/settings/applications/{}", visit.segment(0)));
    match visit.send("DELETE", format!("{}/secrets/{secret}", address(&visit))).json().await {
        Ok(_) => Ok(visit.saying(to, "secret-removed")),
        Err(refused) if refused.status < 500 && refused.status != 404 => {
            let found: Application = visit.get(address(&visit)).read().await?;
            let mut quiet = visit.clone();
            quiet.method = http::Method::GET;
            shown(&quiet, &found, None, ("", &refused.sentence), refused.status)
        }
        Err(refused) => Err(refused.into()),
    }
}
