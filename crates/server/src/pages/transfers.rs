//! Transfers between partners: those of all customers, and one of them with what it would hand over.

use super::{
    frame::Trouble,
    lists::{self, PAGE, Table, only_shown},
    show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::dates::{Date, date_of, day_number};
use nahtlos_pages::{Button, Cell, Fact, Facts, Head, Link, Menu, Note, Part, Tone, Value, Weight};
use nahtlos_wire::{
    Collection,
    transfers::{PartnerTransfer, TransferEntity, TransferPreview, TransferPreviewLine},
};
use serde_json::Value as Json;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/transfers", list),
    page!(Signed, Read, "GET", "/transfers/{customer}/{transfer}", one),
];

/// The address of a transfer's page.
pub(super) fn address(customer: &str, transfer: &str) -> String {
    let part = super::visit::segment;
    format!("/transfers/{}/{}", part(customer), part(transfer))
}

/// The columns of a list of transfers.
pub(super) fn columns(visit: &Visit, title: &str) -> Table {
    Table::new(visit, "transfers", title)
        .text(visit, "customer")
        .text(visit, "direction")
        .text(visit, "counterpart")
        .text(visit, "generation")
        .number(visit, "subscriptions")
        .text(visit, "state")
        .text(visit, "since")
        .text(visit, "answer-until")
        .empty(visit.say("desk-no-transfers"), None)
}

/// A row of it.
pub(super) fn row(visit: &Visit, one: &PartnerTransfer) -> Vec<Cell> {
    let counterpart = one.counterpart.clone().unwrap_or_default();
    let customer = one.customer_id.clone().unwrap_or_default();
    let name = one
        .customer_name
        .clone()
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| customer.clone());
    let word = |kind: &str, word: &Option<String>| {
        let word = word.as_deref().map(show::kebab).unwrap_or_default();
        Cell::text(visit.say(&format!("desk-transfer-{kind}-{word}")))
    };
    vec![
        Cell::link(name, address(&customer, one.id.as_deref().unwrap_or_default())),
        word("direction", &one.direction),
        show::text(counterpart.name.as_deref()).below(counterpart.tenant_id.unwrap_or_default()),
        word("generation", &one.generation),
        Cell::new(one.lines.filter(|n| *n > 0).map_or(Value::Nothing, |n| Value::Number(i64::from(n)))),
        show::state(visit, "transfer", one.status.as_deref().unwrap_or_default()),
        show::day_of(one.created_time),
        show::day_of(one.expiration_time),
    ]
}

/// The address of a page of those that the filters let through.
fn asked_for(visit: &Visit, size: usize, after: Option<&str>) -> String {
    let mut path = format!("/moves/v1/transfers?size={size}");
    let filters = ["direction", "open"].map(|name| (name, visit.query.get(name)));
    for (name, value) in filters.into_iter().chain([("before", after)]) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            path.push_str(&format!("&{name}={}", super::visit::segment(value)));
        }
    }
    path
}

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let words = |kind: &str, all: &[&'static str]| -> Vec<(&'static str, String)> {
        all.iter()
            .map(|word| (*word, visit.say(&format!("desk-transfer-{kind}-{word}"))))
            .collect()
    };
    let mut table = columns(&visit, "")
        .select(&visit, "direction", &words("direction", &["incoming", "outgoing"]))
        .select(&visit, "open", &words("open", &["true", "false"]))
        .ordered();
    let (kind, whole) = (lists::export(&visit), lists::whole(&visit));
    let size = if whole { 1000 } else { PAGE };
    let mut after = visit.query.get("after").filter(|_| !whole).map(str::to_owned);
    loop {
        let page: Collection<PartnerTransfer> = visit.get(asked_for(&visit, size, after.as_deref())).read().await?;
        page.items.iter().for_each(|one| table.row(row(&visit, one)));
        let more = page.links.get("next").is_some();
        after = page.items.last().and_then(|one| one.id.clone()).filter(|_| more);
        if !whole || after.is_none() || table.rows.len() >= lists::most(&visit) {
            break;
        }
    }
    table.next = after;
    if let Some(kind) = kind {
        return table.file(&visit, kind);
    }
    let mut head = Head::new(visit.say("desk-transfers"));
    head.above = Some(Link::new(visit.say("pages-menu-partners"), "/partners"));
    head.lead = visit.say("desk-transfers-lead");
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Partners)))))
}

/// A transfer as its page needs it.
pub(super) struct Known {
    entity: TransferEntity,
    /// What a hand-over today would do; `None`: that is not for this side to see.
    preview: Option<TransferPreview>,
    pub(super) modern: bool,
    incoming: bool,
}

pub(super) fn api(visit: &Visit) -> String {
    format!("/v1/customers/{}/transfers/{}", visit.segment(0), visit.segment(1))
}

pub(super) fn here(visit: &Visit) -> String {
    address(visit.param(0), visit.param(1))
}

impl Known {
    pub(super) async fn of(visit: &Visit) -> Result<Self, Trouble> {
        let entity: TransferEntity = visit.get(api(visit)).read().await?;
        let preview = visit.get(format!("/moves{}/preview", api(visit))).read::<TransferPreview>().await;
        let preview = match preview {
            Ok(preview) => Some(preview),
            Err(refused) if refused.status < 500 => None,
            Err(refused) => return Err(refused.into()),
        };
        Ok(Self {
            modern: entity.transfer_type.is_some(),
            incoming: entity.transfer_direction == Some(1),
            preview,
            entity,
        })
    }

    /// The last day of a term, as its subscription shows it: of the older generation the day of the end itself.
    pub(super) fn last_day(&self, end: Date) -> Date {
        if self.modern { date_of(day_number(end) - 1) } else { end }
    }

    /// What may be decided now, the main thing first.
    pub(super) fn decisions(&self) -> &'static [&'static str] {
        match (self.entity.status.as_deref().unwrap_or_default(), self.modern, self.incoming) {
            ("Active", false, true) => &["accept", "reject"],
            ("Active", false, false) => &["withdraw"],
            ("Created", true, false) => &["accept", "reject"],
            ("Created", true, true) => &["cancel"],
            _ => &[],
        }
    }

    pub(super) fn customer(&self, visit: &Visit) -> String {
        let name = self.entity.customer_name.clone().filter(|name| !name.is_empty());
        name.unwrap_or_else(|| visit.param(0).to_owned())
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &TransferPreviewLine> {
        self.preview.iter().flat_map(|preview| preview.lines.iter().flatten())
    }

    fn facts(&self, visit: &Visit) -> Facts {
        let e = &self.entity;
        let partner = |name: &Option<String>, id: &Option<String>| show::text(name.as_deref()).below(id.clone().unwrap_or_default());
        let generation = if self.modern { "new-commerce" } else { "legacy" };
        let mut facts = vec![
            Fact::new(
                visit.say("desk-column-state"),
                show::state(visit, "transfer", e.status.as_deref().unwrap_or_default()),
            ),
            Fact::new(
                visit.say("desk-column-customer"),
                Cell::link(self.customer(visit), format!("/customers/{}", visit.segment(0))),
            ),
            Fact::new(
                visit.say("desk-transfer-source"),
                partner(&e.source_partner_name, &e.source_partner_tenant_id),
            ),
            Fact::new(
                visit.say("desk-transfer-target"),
                partner(&e.target_partner_name, &e.target_partner_tenant_id),
            ),
            Fact::new(
                visit.say("desk-column-generation"),
                Cell::text(visit.say(&format!("desk-transfer-generation-{generation}"))),
            ),
            Fact::new(
                visit.say("desk-column-since"),
                Cell::new(e.created_time.map_or(Value::Nothing, Value::Moment)),
            ),
        ];
        if !self.decisions().is_empty() && e.expiration_time.is_some() {
            facts.push(Fact::new(visit.say("desk-column-answer-until"), show::day_of(e.expiration_time)));
        }
        if let Some(at) = e.completed_time {
            facts.push(Fact::new(visit.say("desk-transfer-completed"), Value::Moment(at)));
        }
        Facts {
            title: String::new(),
            facts,
        }
    }
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let mut head = Head::new(visit.say_with("desk-transfer-of", "customer", &known.customer(&visit)));
    head.above = Some(Link::new(visit.say("desk-transfers"), "/transfers"));
    for (at, decision) in known.decisions().iter().enumerate() {
        let weight = if at == 0 && *decision == "accept" {
            Weight::Main
        } else {
            Weight::Plain
        };
        let label = visit.say(&format!("desk-transfer-{decision}"));
        head.buttons
            .push(Button::page(label, format!("{}/{decision}", here(&visit)), weight));
    }
    let mut parts = vec![Part::Facts(known.facts(&visit))];
    parts.extend(handed_over(&visit, &known.entity));
    if known.decisions().first() == Some(&"accept") {
        parts.extend(previewed(&visit, &known));
    } else if known.modern && known.incoming && !known.decisions().is_empty() {
        parts.push(Part::Note(Note {
            tone: Tone::Plain,
            sentence: visit.say("desk-transfer-blind"),
            link: None,
        }));
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Partners)))))
}

/// The lines that are named, with what became of each.
fn handed_over(visit: &Visit, entity: &TransferEntity) -> Option<Part> {
    let lines = entity.line_items.as_ref().filter(|lines| !lines.is_empty())?;
    let mut table = Table::new(visit, "transfer-lines", "desk-transfer-lines")
        .text(visit, "offer")
        .number(visit, "seats")
        .text(visit, "state")
        .text(visit, "why");
    for line in lines {
        let name = line.friendly_name.clone().unwrap_or_default();
        table.row(vec![
            Cell::text(name).below(line.subscription_id.clone().unwrap_or_default()),
            Cell::new(line.quantity.map_or(Value::Nothing, |n| Value::Number(i64::from(n)))),
            show::state(visit, "transfer", line.status.as_deref().unwrap_or_default()),
            show::text(line.transfer_error.as_deref()),
        ]);
    }
    Some(only_shown(table.part(visit)))
}

/// Why a subscription does not go over.
fn reason(visit: &Visit, line: &TransferPreviewLine) -> String {
    let code = line.reason.as_ref().and_then(|reason| reason.code.as_deref());
    code.map(|code| visit.say(&format!("desk-transfer-not-{}", show::kebab(code))))
        .unwrap_or_default()
}

/// What a hand-over today would do.
pub(super) fn previewed(visit: &Visit, known: &Known) -> Vec<Part> {
    let mut table = Table::new(visit, "transfer-preview", "desk-transfer-preview")
        .text(visit, "offer")
        .number(visit, "seats")
        .number(visit, "held")
        .text(visit, "ends")
        .number(visit, "money")
        .text(visit, "why")
        .empty(visit.say("desk-transfer-nothing"), None);
    let preview = known.preview.clone().unwrap_or_default();
    let money = |amount: &Option<String>| Cell::new(show::money(amount.as_deref(), preview.currency.as_deref()));
    for line in known.lines() {
        let name = line.friendly_name.clone().unwrap_or_default();
        let number = |n: Option<i64>| Cell::new(n.map_or(Value::Nothing, Value::Number));
        table.row(vec![
            Cell::text(name).below(line.subscription_id.clone().unwrap_or_default()),
            number(line.quantity),
            number(line.held),
            Cell::new(line.term_end.map_or(Value::Nothing, |end| Value::Day(known.last_day(end)))),
            money(&line.amount),
            show::text(Some(&reason(visit, line))),
        ]);
    }
    let mut parts = vec![only_shown(table.part(visit))];
    for warning in preview.warnings.iter().flatten() {
        let code = warning.code.as_deref().unwrap_or_default();
        let id = warning
            .values
            .as_ref()
            .and_then(|values| values.get("subscriptionId"))
            .and_then(Json::as_str);
        let named = known.lines().find(|line| line.subscription_id.as_deref() == id);
        let name = named.and_then(|line| line.friendly_name.clone()).unwrap_or_default();
        let key = format!("desk-transfer-warns-{}", show::kebab(code));
        parts.push(Part::Note(Note {
            tone: Tone::Wait,
            sentence: visit.say_with(&key, "name", &name),
            link: None,
        }));
    }
    parts
}
