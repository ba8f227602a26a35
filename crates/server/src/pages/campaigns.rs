//! Campaigns: the list, and one with its figures, waves, days, customers and risks.

use super::{
    accounts, campaigns_customers, campaigns_decide,
    campaigns_told::{self as told, here},
    frame::Trouble,
    lists::{self, Table},
    show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::dates::Date;
use nahtlos_pages::{Button, Cell, Fact, Facts, Head, Link, List, Menu, Note, Part, Tone, Value, Weight};
use nahtlos_report::{Args, numbers};
use nahtlos_wire::{
    Collection,
    campaigns::{Campaign, CampaignCustomer, CampaignState, CampaignWave, PATH},
};
use std::collections::BTreeMap;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/campaigns", list),
    page!(Signed, Read, "GET", "/campaigns/{campaign}", one),
];

/// Campaigns of a page: each is read with all of its customers.
const CAMPAIGNS: usize = 20;

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let make = Link::new(visit.say("desk-campaign-new"), "/campaigns/new");
    let mut table = Table::new(&visit, "campaigns", "")
        .text(&visit, "name")
        .text(&visit, "state")
        .text(&visit, "customers")
        .text(&visit, "next")
        .number(&visit, "cost")
        .number(&visit, "charged")
        .extra(&visit, "created")
        .empty(visit.say("desk-campaign-none"), Some(make))
        .ordered();
    let export = lists::export(&visit);
    let all = lists::whole(&visit);
    let mut before = visit.query.get("after").filter(|_| !all).map(str::to_owned);
    loop {
        let from = before.iter().map(|id| format!("&before={}", super::visit::segment(id)));
        let path = format!("{PATH}?size={CAMPAIGNS}{}", from.collect::<String>());
        let page: Collection<Campaign> = visit.get(path).read().await?;
        for of in &page.items {
            let id = super::visit::segment(of.id.as_deref().unwrap_or_default());
            let whole: Campaign = visit.get(format!("{PATH}/{id}")).read().await?;
            table.row(row(&visit, &whole));
        }
        let more = page.items.len() == CAMPAIGNS;
        before = page.items.last().and_then(|of| of.id.clone()).filter(|_| more);
        if !all || before.is_none() || table.rows.len() >= lists::most(&visit) {
            break;
        }
    }
    if let Some(kind) = export {
        return table.file(&visit, kind);
    }
    table.next = before;
    let mut head = Head::new(visit.say("desk-campaigns"));
    head.above = Some(Link::new(visit.say("pages-menu-moves"), "/moves"));
    head.buttons = vec![Button::page(visit.say("desk-campaign-new"), "/campaigns/new", Weight::Main)];
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Moves)))))
}

fn row(visit: &Visit, of: &Campaign) -> Vec<Cell> {
    let progress = of.progress.clone().unwrap_or_default();
    let money = |text: &Option<String>| Cell::new(show::money(text.as_deref(), told::currency(of)));
    vec![
        Cell::link(
            of.name.clone().unwrap_or_default(),
            format!("/campaigns/{}", of.id.clone().unwrap_or_default()),
        ),
        Cell::new(Value::Badge(told::badge(visit, of))),
        show::text(Some(&told::counted(visit, &of.customers.clone().unwrap_or_default()))),
        show::text(Some(&told::next(visit, of))),
        money(&progress.planned),
        money(&progress.charged),
        Cell::new(of.created_time.map_or(Value::Nothing, Value::Moment)),
    ]
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let of = told::read(&visit).await?;
    let all = told::everybody(&visit).await?;
    let place = accounts::place(&visit, of.settings.as_ref().and_then(|settings| settings.account.as_deref())).await?;
    let customers = campaigns_customers::table(&visit, &of, &all);
    if let Some(kind) = lists::export(&visit) {
        return customers.file(&visit, kind);
    }
    let mut parts = Vec::new();
    if let Some(stop) = &of.stopped {
        parts.push(Part::Note(Note {
            tone: Tone::Bad,
            sentence: told::stopped(&visit, stop, &all),
            link: None,
        }));
    }
    parts.push(Part::Facts(Facts {
        title: visit.say("desk-campaign-figures"),
        facts: figures(&visit, &of),
    }));
    if of.waves.as_ref().is_some_and(|waves| !waves.is_empty()) {
        parts.push(bare(waves(&visit, &of).list(&visit)));
    }
    parts.push(customers.part(&visit));
    if all.iter().any(|one| one.day.is_some()) {
        parts.push(bare(days(&visit, &of, &all).list(&visit)));
    }
    let risks = risks(&visit, &all);
    if !risks.rows.is_empty() {
        parts.push(bare(risks.list(&visit)));
    }
    parts.push(Part::Facts(Facts {
        title: visit.say("desk-campaign-conditions"),
        facts: conditions(&visit, &of, place),
    }));
    let page = nahtlos_pages::Page {
        head: head(&visit, &of),
        parts,
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Moves)))))
}

/// A list beside the list of customers: it is short, and no file of its own.
fn bare(list: List) -> Part {
    Part::List(Box::new(List {
        csv: String::new(),
        xlsx: String::new(),
        chooser: None,
        filters: Vec::new(),
        first: None,
        ..list
    }))
}

fn head(visit: &Visit, of: &Campaign) -> Head {
    let mut head = Head::new(of.name.clone().unwrap_or_default());
    head.above = Some(Link::new(visit.say("desk-campaigns"), "/campaigns"));
    head.badge = Some(told::badge(visit, of));
    head.lead = told::lead(visit, of);
    let to = |word: &str| format!("{}/{word}", here(visit));
    let open = of.customers.as_ref().and_then(|counts| counts.open).unwrap_or(0);
    let fills = !matches!(
        of.state,
        Some(CampaignState::Running | CampaignState::Completed | CampaignState::Abandoned) | None
    );
    if fills {
        let first = of.state == Some(CampaignState::Drafted) && open == 0;
        let weight = if first { Weight::Main } else { Weight::Plain };
        head.buttons
            .push(Button::page(visit.say("desk-campaign-add"), to("candidates"), weight));
    }
    for (word, weight) in campaigns_decide::decisions(of) {
        let label = visit.say(campaigns_decide::verb(word));
        head.buttons.push(Button::page(label, to(word), weight));
    }
    // What most will want stands first.
    head.buttons.sort_by_key(|button| button.weight != Weight::Main);
    head
}

/// A fact of a campaign.
pub(super) fn fact(visit: &Visit, key: &str, cell: impl Into<Cell>) -> Fact {
    Fact::new(visit.say(&format!("desk-campaign-fact-{key}")), cell)
}

fn figures(visit: &Visit, of: &Campaign) -> Vec<Fact> {
    let progress = of.progress.clone().unwrap_or_default();
    let counts = of.customers.clone().unwrap_or_default();
    let n = |count: Option<i64>| count.unwrap_or(0);
    let number = |count: i64| Value::Number(count);
    let money = |text: Option<&str>| show::money(text, told::currency(of));
    let of_all = Args::new()
        .count("done", n(progress.completed))
        .count("total", n(progress.customers));
    let begun = n(progress.begun) - n(progress.completed) - n(progress.halted);
    let mut all = vec![
        fact(visit, "moved", Value::Figure(visit.texts().fill("desk-steps", of_all))),
        fact(visit, "underway", number(begun.max(0))),
        fact(visit, "proved", number(n(progress.proved))),
        fact(visit, "halted", number(n(progress.halted))),
        fact(visit, "waits", number(n(progress.waits))),
        fact(visit, "excluded", number(n(counts.excluded))),
        fact(visit, "ineligible", number(n(counts.ineligible))),
        fact(visit, "users", number(n(progress.users))),
        fact(visit, "planned", money(progress.planned.as_deref())),
        fact(visit, "charged", money(progress.charged.as_deref())),
    ];
    if let Some(schedule) = &of.schedule {
        all.push(fact(visit, "scheduled", number(n(schedule.customers))));
        all.push(fact(visit, "late", number(n(schedule.late))));
        all.push(fact(visit, "left-out", number(n(schedule.left_out))));
        all.push(fact(visit, "estimate", money(schedule.cost.as_deref())));
    }
    all
}

/// What the campaign is carried out by: days, limits, who said yes.
fn conditions(visit: &Visit, of: &Campaign, place: Cell) -> Vec<Fact> {
    let settings = of.settings.clone().unwrap_or_default();
    let day = |day: Option<Date>| day.map_or(Value::Nothing, Value::Day);
    let mut all = vec![
        Fact::new(visit.say("desk-fact-account"), place),
        fact(visit, "first-day", day(settings.first_day)),
        fact(visit, "last-day", day(settings.last_day)),
        fact(visit, "deadline", day(settings.deadline)),
    ];
    if let Some(yes) = &of.approval {
        let limits = yes.limits.clone().unwrap_or_default();
        let money = |text: &Option<String>| show::money(text.as_deref(), told::currency(of));
        let number = |count: Option<i64>| count.map_or(Value::Nothing, Value::Number);
        all.push(Fact::new(visit.say("desk-fact-approved"), show::text(yes.by.as_deref())));
        all.push(Fact::new(
            visit.say("desk-fact-approved-at"),
            yes.time.map_or(Value::Nothing, Value::Moment),
        ));
        all.push(fact(visit, "each", money(&limits.each)));
        all.push(fact(visit, "all", money(&limits.all)));
        all.push(fact(visit, "covered", money(&of.covered)));
        all.push(fact(visit, "limit-days", number(limits.days)));
        all.push(fact(visit, "limit-users", number(limits.users)));
    }
    all
}

fn waves(visit: &Visit, of: &Campaign) -> Table {
    let mut table = Table::new(visit, "waves", "desk-campaign-waves")
        .text(visit, "wave")
        .text(visit, "state")
        .text(visit, "from")
        .text(visit, "until")
        .number(visit, "customers")
        .number(visit, "begun")
        .number(visit, "proved")
        .number(visit, "halted")
        .number(visit, "cost")
        .number(visit, "charged")
        .paged();
    let day = |day: Option<Date>| Cell::new(day.map_or(Value::Nothing, Value::Day));
    for wave in of.waves.iter().flatten() {
        let progress = wave.progress.clone().unwrap_or_default();
        let number = |count: Option<i64>| Cell::new(Value::Number(count.unwrap_or(0)));
        let money = |text: &Option<String>| Cell::new(show::money(text.as_deref(), told::currency(of)));
        table.row(vec![
            wave_name(visit, wave),
            Cell::new(Value::Badge(told::wave_badge(visit, wave))),
            day(wave.first_day),
            day(wave.last_day),
            number(progress.customers),
            number(progress.begun),
            number(progress.proved),
            number(progress.halted),
            money(&progress.planned),
            money(&progress.charged),
        ]);
    }
    table
}

fn wave_name(visit: &Visit, wave: &CampaignWave) -> Cell {
    let canary = wave.canary.unwrap_or(false);
    let below = if canary {
        visit.say("desk-campaign-canaries")
    } else {
        String::new()
    };
    Cell::text(wave.number.unwrap_or(0).to_string()).below(below)
}

/// The days on which somebody begins, against how many could.
fn days(visit: &Visit, of: &Campaign, all: &[CampaignCustomer]) -> Table {
    let mut table = Table::new(visit, "days", "desk-campaign-days")
        .text(visit, "day")
        .number(visit, "wave")
        .number(visit, "customers")
        .number(visit, "capacity")
        .number(visit, "free")
        .paged();
    let mut by_day: BTreeMap<Date, (Option<u32>, i64)> = BTreeMap::new();
    for one in all {
        if let Some(day) = one.day {
            let entry = by_day.entry(day).or_default();
            entry.0 = entry.0.or(one.wave);
            entry.1 += 1;
        }
    }
    let capacity = of.settings.as_ref().and_then(told::capacity);
    for (day, (wave, count)) in by_day {
        let slots = capacity.as_ref().map(|slots| i64::from(slots(day)));
        let number = |count: Option<i64>| Cell::new(count.map_or(Value::Nothing, Value::Number));
        table.row(vec![
            Cell::new(Value::Day(day)).below(numbers::weekday(visit.lang, day)),
            number(wave.map(i64::from)),
            number(Some(count)),
            number(slots),
            number(slots.map(|slots| (slots - count).max(0))),
        ]);
    }
    table
}

fn risks(visit: &Visit, all: &[CampaignCustomer]) -> Table {
    let mut table = Table::new(visit, "risks", "desk-campaign-risks")
        .text(visit, "what")
        .number(visit, "customers")
        .paged();
    let mut counted: Vec<(String, i64)> = told::risks_of_all(all).into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (code, count) in counted {
        let what = visit.say(&format!("desk-campaign-risk-{}", show::kebab(&code)));
        table.row(vec![Cell::text(what), Cell::new(Value::Number(count))]);
    }
    table
}
