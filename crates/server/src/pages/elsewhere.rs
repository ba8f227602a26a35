//! A new move of a customer who is read at another service, by one of the partner's accounts there: who there is, then the goal, then the plan.

use super::{
    accounts::LIST,
    frame::Trouble,
    inside::Refused,
    lists::{self, Table},
    moves_new::{self, goal_fields, is_closed},
    table::page,
    visit::{Visit, segment},
    work,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Cell, Field, Form, Head, Kind, Link, Menu, Note, Part, Tone, Value};
use nahtlos_wire::{
    Collection,
    accounts::{Account, AccountCustomer, PATH},
    moves::MoveEstate,
};
use serde_json::Value as Json;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/moves/new/accounts/{account}", customers),
    page!(Signed, Read, "GET", "/moves/new/accounts/{account}/{customer}", blank),
    page!(Signed, Write, "POST", "/moves/new/accounts/{account}/{customer}", begin),
];

async fn account(visit: &Visit) -> Result<Account, Refused> {
    visit.get(format!("{PATH}/{}", visit.segment(0))).read().await
}

fn framed(visit: &Visit, account: &Account, parts: Vec<Part>, status: u16) -> Answer {
    let mut head = Head::new(visit.say("pages-new-move"));
    let name = account.name.clone().unwrap_or_default();
    head.above = Some(Link::new(name, format!("{LIST}/{}", account.id.as_deref().unwrap_or_default())));
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Moves))))
}

fn told(sentence: String) -> Part {
    Part::Note(Note {
        tone: Tone::Bad,
        sentence,
        link: None,
    })
}

async fn customers(visit: Visit) -> Result<Answer, Trouble> {
    let account = account(&visit).await?;
    let path = format!("{PATH}/{}/customers", visit.segment(0));
    let found = match visit.get(path).read::<Collection<AccountCustomer>>().await {
        Ok(found) => found.items,
        Err(refused) if refused.status < 500 => return Ok(framed(&visit, &account, vec![told(refused.sentence)], refused.status)),
        Err(refused) => return Err(refused.into()),
    };
    let mut table = Table::new(&visit, "there", "desk-elsewhere-customers")
        .text(&visit, "customer")
        .text(&visit, "domain")
        .text(&visit, "id")
        .empty(visit.say("desk-elsewhere-none"), None);
    for one in found {
        let id = one.customer_id.unwrap_or_default();
        let to = format!("/moves/new/accounts/{}/{}", visit.segment(0), segment(&id));
        table.row(vec![
            Cell::link(one.customer_name.unwrap_or_default(), to),
            Cell::text(one.customer_domain.unwrap_or_default()),
            Cell::new(Value::Code(id)),
        ]);
    }
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    Ok(framed(&visit, &account, vec![table.part(&visit)], 200))
}

fn form(visit: &Visit, account: &Account, refused: (&str, &str)) -> Form {
    let own = visit.signed.as_ref().and_then(|signed| {
        let assortment = visit.center.engine.assortment();
        Some(assortment.markets.get(&signed.tenant.country)?.currency.to_string())
    });
    let mut fields = goal_fields(visit, &[]);
    fields.push(
        Field::new("currency", visit.say("desk-elsewhere-currency"), Kind::Token)
            .hint(visit.say("desk-elsewhere-currency-hint"))
            .value(visit.form.some("currency").map(str::to_owned).or(own).unwrap_or_default()),
    );
    Form {
        id: "elsewhere".to_owned(),
        action: visit.path.clone(),
        title: visit.say_with("desk-elsewhere-title", "account", account.name.as_deref().unwrap_or_default()),
        intro: visit.say("desk-elsewhere-intro"),
        fields,
        hidden: vec![("account".to_owned(), account.id.clone().unwrap_or_default())],
        submit: visit.say("pages-new-begin"),
        back: Some(Link::new(
            visit.say("desk-elsewhere-customers"),
            format!("/moves/new/accounts/{}", visit.segment(0)),
        )),
        ..Form::default()
    }
    .refused(refused.0, refused.1)
}

async fn blank(visit: Visit) -> Result<Answer, Trouble> {
    let account = account(&visit).await?;
    Ok(framed(&visit, &account, vec![Part::Form(form(&visit, &account, ("", "")))], 200))
}

/// Reads the customer there and begins. Services may be slow to answer: it goes on by itself.
async fn begin(visit: Visit) -> Result<Answer, Trouble> {
    work::run(&visit, "desk-work-elsewhere", None, |visit, _| async move { begun(&visit).await }).await
}

async fn begun(visit: &Visit) -> Result<Answer, Trouble> {
    let account = account(visit).await?;
    let again = |status: u16, field: &str, sentence: &str| {
        let parts = vec![Part::Form(form(visit, &account, (field, sentence)))];
        Ok(framed(visit, &account, parts, status))
    };
    let (of, customer) = (visit.segment(0), visit.segment(1));
    let currency = segment(visit.form.text("currency").trim());
    let path = format!("{PATH}/{of}/customers/{customer}/estate?currency={currency}");
    let estate = match visit.get(path).read::<MoveEstate>().await {
        Ok(found) if is_closed(&found) => return again(409, "", &visit.say("desk-wrong-closed")),
        Ok(found) => found.estate.unwrap_or(Json::Null),
        Err(refused) if refused.status < 500 => return again(refused.status, &refused.field, &refused.sentence),
        Err(refused) => return Err(refused.into()),
    };
    match moves_new::begin(visit, estate).await? {
        Ok(to) => Ok(to),
        Err(refused) => again(refused.status, &refused.field, &refused.sentence),
    }
}
