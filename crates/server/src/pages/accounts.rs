//! Accounts at other services, where moves are carried out: added, tested, changed, removed. What opens one is typed in and never shown again.

use super::{
    accounts_told::{facts, form, found, request, state, tested_at},
    frame::Trouble,
    inside::Refused,
    lists::{self, Table},
    show,
    table::page,
    visit::{Visit, segment},
    work,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::moves::LOCAL;
use nahtlos_pages::{Button, Cell, Choice, Confirm, Head, Kind, Link, Menu, Note, Part, Tone, Value, Weight};
use nahtlos_wire::{
    Collection,
    accounts::{Account, PATH},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/settings/accounts", list),
    page!(Signed, Read, "GET", "/settings/accounts/new", blank),
    page!(Signed, Write, "POST", "/settings/accounts/new", make),
    page!(Signed, Read, "GET", "/settings/accounts/{account}", one),
    page!(Signed, Write, "POST", "/settings/accounts/{account}", change),
    page!(Signed, Write, "POST", "/settings/accounts/{account}/test", test),
    page!(Signed, Read, "GET", "/settings/accounts/{account}/remove", ask),
    page!(Signed, Write, "POST", "/settings/accounts/{account}/remove", remove),
];

/// Where the list is.
pub(super) const LIST: &str = "/settings/accounts";
/// Where one is added.
pub(super) const NEW: &str = "/settings/accounts/new";

/// The partner's accounts, at which moves may be carried out. Who may not see accounts has moves carried out here.
pub(super) async fn known(visit: &Visit) -> Result<Vec<Account>, Refused> {
    match visit.get(PATH).read::<Collection<Account>>().await {
        Ok(found) => Ok(found.items),
        Err(refused) if refused.status < 500 => Ok(Vec::new()),
        Err(refused) => Err(refused),
    }
}

/// Here, or one of the accounts, to choose from.
pub(super) fn places(visit: &Visit, accounts: &[Account]) -> Kind {
    let chosen = visit.form.text("account");
    let here = Choice::new(LOCAL, visit.say("desk-campaign-here"), chosen.is_empty() || chosen == LOCAL);
    let others = accounts.iter().map(|account| {
        let id = account.id.clone().unwrap_or_default();
        let on = id == chosen;
        Choice::new(id, account.name.clone().unwrap_or_default(), on)
    });
    Kind::Select(std::iter::once(here).chain(others).collect())
}

/// Where something is carried out: here, or an account by its name.
pub(super) async fn place(visit: &Visit, account: Option<&str>) -> Result<Cell, Trouble> {
    let id = match account {
        None | Some("" | LOCAL) => return Ok(Cell::text(visit.say("desk-campaign-here"))),
        Some(id) => id,
    };
    match visit.get(format!("{PATH}/{}", segment(id))).read::<Account>().await {
        Ok(found) => Ok(Cell::link(found.name.unwrap_or_default(), format!("{LIST}/{id}"))),
        // It was removed since then, or it may not be seen.
        Err(refused) if refused.status < 500 => Ok(Cell::text(id)),
        Err(refused) => Err(refused.into()),
    }
}

fn framed(visit: &Visit, head: Head, parts: Vec<Part>, status: u16) -> Answer {
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Settings))))
}

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let found: Collection<Account> = visit.get(PATH).read().await?;
    let mut table = Table::new(&visit, "accounts", "")
        .text(&visit, "name")
        .text(&visit, "service")
        .text(&visit, "tenant")
        .text(&visit, "test")
        .text(&visit, "tested")
        .extra(&visit, "id")
        .empty(visit.say("desk-no-accounts"), Some(Link::new(visit.say("desk-account-add"), NEW)));
    found.items.iter().for_each(|one| table.row(row(&visit, one)));
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let mut head = Head::new(visit.say("desk-accounts"));
    head.above = Some(Link::new(visit.say("pages-menu-settings"), "/settings"));
    head.lead = visit.say("desk-accounts-lead");
    head.buttons = vec![Button::page(visit.say("desk-account-add"), NEW, Weight::Main)];
    Ok(framed(&visit, head, vec![table.part(&visit)], 200))
}

fn row(visit: &Visit, one: &Account) -> Vec<Cell> {
    let kind = one.kind.map(|kind| visit.say(&format!("desk-account-kind-{kind}")));
    let problem = one.tested.as_ref().and_then(|tested| tested.problem.clone());
    vec![
        Cell::link(one.name.clone().unwrap_or_default(), here(one)).below(kind.unwrap_or_default()),
        show::text(one.partner_center.as_deref()),
        show::text(one.tenant.as_deref()),
        Cell::new(Value::Badge(state(visit, one))).below(problem.unwrap_or_default()),
        Cell::new(tested_at(one)),
        Cell::new(Value::Code(one.id.clone().unwrap_or_default())),
    ]
}

/// The account's page.
fn here(one: &Account) -> String {
    format!("{LIST}/{}", one.id.clone().unwrap_or_default())
}

async fn blank(visit: Visit) -> Result<Answer, Trouble> {
    Ok(adding(&visit, None, 200))
}

/// The page on which one is added, with what was refused.
fn adding(visit: &Visit, refused: Option<&Refused>, status: u16) -> Answer {
    let mut form = form(visit, None, refused.is_some());
    if let Some(refused) = refused {
        form = form.refused(&show::kebab(&refused.field), refused.sentence.as_str());
    }
    let mut head = Head::new(visit.say("desk-account-add"));
    head.above = Some(Link::new(visit.say("desk-accounts"), LIST));
    framed(visit, head, vec![form.into()], status)
}

async fn make(visit: Visit) -> Result<Answer, Trouble> {
    match visit.send("POST", PATH).with(&request(&visit, true)).read::<Account>().await {
        Ok(made) => Ok(visit.saying(see(here(&made)), "account-made")),
        Err(refused) if refused.status < 500 => Ok(adding(&visit, Some(&refused), refused.status)),
        Err(refused) => Err(refused.into()),
    }
}

fn address(visit: &Visit) -> String {
    format!("{PATH}/{}", visit.segment(0))
}

async fn read(visit: &Visit) -> Result<Account, Refused> {
    visit.get(address(visit)).read().await
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let of = read(&visit).await?;
    Ok(shown(&visit, &of, found(&visit, &of), None, 200))
}

/// The account with what is to be said of it first, and what was refused of a change.
fn shown(visit: &Visit, of: &Account, note: Note, refused: Option<&Refused>, status: u16) -> Answer {
    let here = here(of);
    let mut head = Head::new(of.name.clone().unwrap_or_default());
    head.above = Some(Link::new(visit.say("desk-accounts"), LIST));
    head.badge = Some(state(visit, of));
    head.buttons = vec![
        Button::post(visit.say("desk-account-test"), format!("{here}/test"), &[], Weight::Main),
        Button::page(visit.say("desk-account-remove"), format!("{here}/remove"), Weight::Grave),
    ];
    let mut form = form(visit, Some(of), refused.is_some());
    if let Some(refused) = refused {
        form = form.refused(&show::kebab(&refused.field), refused.sentence.as_str());
    }
    framed(visit, head, vec![note.into(), facts(visit, of).into(), form.into()], status)
}

async fn change(visit: Visit) -> Result<Answer, Trouble> {
    match visit.send("PATCH", address(&visit)).with(&request(&visit, false)).json().await {
        Ok(_) => Ok(visit.saying(see(visit.path.clone()), "changed")),
        Err(refused) if refused.status < 500 && refused.status != 404 => {
            let of = read(&visit).await?;
            Ok(shown(&visit, &of, found(&visit, &of), Some(&refused), refused.status))
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Services may be slow to answer: it goes on by itself.
async fn test(visit: Visit) -> Result<Answer, Trouble> {
    work::run(&visit, "desk-work-account", None, |visit, _| async move {
        match visit.send("POST", format!("{}/test", address(&visit))).read::<Account>().await {
            Ok(of) => Ok(shown(&visit, &of, found(&visit, &of), None, 200)),
            Err(refused) => not_done(&visit, refused).await,
        }
    })
    .await
}

/// The account as it is, and why something was not done with it.
async fn not_done(visit: &Visit, refused: Refused) -> Result<Answer, Trouble> {
    if refused.status >= 500 || refused.status == 404 {
        return Err(refused.into());
    }
    let of = read(visit).await?;
    let note = Note {
        tone: Tone::Bad,
        sentence: refused.sentence,
        link: None,
    };
    Ok(shown(visit, &of, note, None, refused.status))
}

async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let of = read(&visit).await?;
    let name = of.name.clone().unwrap_or_default();
    let confirm = Confirm {
        title: visit.say_with("desk-ask-account-remove", "name", &name),
        effects: vec![
            visit.say("desk-effect-account-gone"),
            visit.say("desk-effect-account-moves"),
            visit.say("desk-effect-account-there"),
        ],
        action: format!("{}/remove", here(&of)),
        submit: visit.say("desk-account-remove"),
        weight: Weight::Grave,
        back: Link::new(visit.say("desk-account-back"), here(&of)),
        ..Confirm::default()
    };
    Ok(visit.page(200, confirm.render(&visit.shell(Some(Menu::Settings)))))
}

async fn remove(visit: Visit) -> Result<Answer, Trouble> {
    match visit.send("DELETE", address(&visit)).json().await {
        Ok(_) => Ok(visit.saying(see(LIST), "account-removed")),
        Err(refused) => not_done(&visit, refused).await,
    }
}
