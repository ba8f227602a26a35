//! What pages say of campaigns: how they stand, what comes next, what may go wrong with whom. They only read what the API tells.

use super::{frame::Trouble, inside::Refused, show, visit::Visit};
use nahtlos_model::{
    campaigns::{Budget, Settings, Span, assess::RiskCode},
    dates::Date,
    money::{Amount, Currency},
    notice::{Notice, Value as Filled},
};
use nahtlos_pages::{Badge, Tone, Value};
use nahtlos_report::{Args, numbers};
use nahtlos_wire::{
    Collection,
    campaigns::{
        Campaign, CampaignCounts, CampaignCustomer, CampaignCustomerState, CampaignSettings, CampaignState, CampaignStop, CampaignWave,
        PATH, WaveState,
    },
};
use std::collections::BTreeMap;

/// Customers that are asked for at once.
const SIZE: usize = 1000;

/// The campaign of the path at the API.
pub(super) fn api(visit: &Visit) -> String {
    format!("{PATH}/{}", visit.segment(0))
}

/// The campaign of the path on the dashboard.
pub(super) fn here(visit: &Visit) -> String {
    format!("/campaigns/{}", visit.segment(0))
}

/// The campaign of the path, with how all of it stands.
pub(super) async fn read(visit: &Visit) -> Result<Campaign, Refused> {
    visit.get(api(visit)).read().await
}

/// Everybody who is in it, by id.
pub(super) async fn everybody(visit: &Visit) -> Result<Vec<CampaignCustomer>, Trouble> {
    let (mut all, mut after) = (Vec::<CampaignCustomer>::new(), String::new());
    loop {
        let path = format!("{}/customers?size={SIZE}&after={after}", api(visit));
        let page: Collection<CampaignCustomer> = visit.get(path).read().await?;
        let more = page.items.len() == SIZE;
        all.extend(page.items);
        match all.last().and_then(|one| one.customer_id.clone()).filter(|_| more) {
            Some(last) => after = super::visit::segment(&last),
            None => return Ok(all),
        }
    }
}

/// The state of a campaign.
pub(super) fn badge(visit: &Visit, of: &Campaign) -> Badge {
    let Some(state) = of.state else { return Badge::default() };
    let tone = match state {
        CampaignState::Drafted | CampaignState::Scheduled | CampaignState::Paused => Tone::Wait,
        CampaignState::Running => Tone::Busy,
        CampaignState::Stopped => Tone::Bad,
        CampaignState::Completed => Tone::Good,
        CampaignState::Abandoned => Tone::Over,
    };
    Badge::new(tone, visit.say(&format!("campaign-state-{state}")))
}

/// The state of a wave.
pub(super) fn wave_badge(visit: &Visit, wave: &CampaignWave) -> Badge {
    let Some(state) = wave.state else { return Badge::default() };
    let tone = match state {
        WaveState::Planned => Tone::Plain,
        WaveState::Open => Tone::Busy,
        WaveState::Proved => Tone::Good,
        WaveState::Failed => Tone::Bad,
    };
    Badge::new(tone, visit.say(&format!("wave-{state}")))
}

/// The state of a customer in a campaign.
pub(super) fn member_badge(visit: &Visit, state: Option<CampaignCustomerState>) -> Value {
    let Some(state) = state else { return Value::Nothing };
    let tone = match state {
        CampaignCustomerState::Open => Tone::Plain,
        CampaignCustomerState::Begun => Tone::Busy,
        CampaignCustomerState::Excluded => Tone::Over,
        CampaignCustomerState::Ineligible => Tone::Wait,
        CampaignCustomerState::Failed => Tone::Bad,
    };
    Value::Badge(Badge::new(tone, visit.say(&format!("member-{state}"))))
}

/// Customers by state, those states that there are.
pub(super) fn counted(visit: &Visit, counts: &CampaignCounts) -> String {
    let all = [
        (counts.open, "open"),
        (counts.begun, "begun"),
        (counts.excluded, "excluded"),
        (counts.ineligible, "ineligible"),
        (counts.failed, "failed"),
    ];
    let told = all.into_iter().filter_map(|(count, word)| {
        let count = count.filter(|count| *count > 0)?;
        Some(format!(
            "{} {}",
            numbers::count(visit.lang, count),
            visit.say(&format!("member-{word}"))
        ))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The wave that is under way, or comes next.
fn next_wave(of: &Campaign) -> Option<&CampaignWave> {
    let open = |wave: &&CampaignWave| matches!(wave.state, Some(WaveState::Open | WaveState::Planned));
    of.waves.iter().flatten().find(open)
}

/// The next wave with its first day; empty: none comes.
pub(super) fn next(visit: &Visit, of: &Campaign) -> String {
    let over = matches!(of.state, Some(CampaignState::Completed | CampaignState::Abandoned));
    let Some((wave, first)) = next_wave(of).filter(|_| !over).and_then(|wave| Some((wave, wave.first_day?))) else {
        return String::new();
    };
    let values = Args::new()
        .count("wave", wave.number.unwrap_or(0))
        .text("day", numbers::date(visit.lang, first));
    visit.texts().fill("desk-campaign-next", values)
}

/// What comes next, in a sentence.
pub(super) fn lead(visit: &Visit, of: &Campaign) -> String {
    let progress = of.progress.clone().unwrap_or_default();
    let open = of.customers.clone().unwrap_or_default().open.unwrap_or(0);
    let waits = progress.waits.unwrap_or(0);
    match of.state {
        None => String::new(),
        Some(CampaignState::Drafted) if open == 0 => visit.say("desk-campaign-lead-empty"),
        Some(CampaignState::Drafted) => visit.say_count("desk-campaign-lead-drafted", open),
        Some(CampaignState::Running) if waits > 0 => visit.say_count("desk-campaign-lead-waits", waits),
        Some(CampaignState::Running) => match next(visit, of) {
            next if next.is_empty() => visit.say("desk-campaign-lead-last"),
            next => visit.say_with("desk-campaign-lead-running", "next", &next),
        },
        Some(state) => visit.say(&format!("desk-campaign-lead-{state}")),
    }
}

/// Why a campaign stopped itself, with customers by their names.
pub(super) fn stopped(visit: &Visit, stopped: &CampaignStop, all: &[CampaignCustomer]) -> String {
    let kind = stopped.kind.as_deref().unwrap_or("wave");
    let name = |id: &String| {
        let known = all.iter().find(|one| one.customer_id.as_ref() == Some(id));
        known.and_then(|one| one.customer_name.clone()).unwrap_or_else(|| id.clone())
    };
    let names: Vec<String> = stopped.customer_ids.iter().flatten().map(name).collect();
    let values = Args::new()
        .count("wave", stopped.wave.unwrap_or(0))
        .count("halted", stopped.halted.unwrap_or(0))
        .count("allowed", stopped.allowed.unwrap_or(0))
        .text("customers", names.join(", "))
        .text("name", stopped.name.clone().unwrap_or_default());
    visit.texts().fill(&format!("campaign-stopped-{kind}"), values)
}

/// A customer's risks, as their codes came.
fn notices(one: &CampaignCustomer) -> impl Iterator<Item = Notice<String>> {
    let all = one.risks.iter().flatten();
    all.filter_map(|value| serde_json::from_value(value.clone()).ok())
}

/// Whether its directory could not be read.
pub(super) fn is_closed(one: &CampaignCustomer) -> bool {
    notices(one).any(|notice| notice.code == RiskCode::DirectoryClosed.as_str())
}

/// What may go wrong with a customer, a sentence each.
pub(super) fn risks(visit: &Visit, one: &CampaignCustomer) -> Vec<String> {
    let sentence = |notice: Notice<String>| {
        let fill = |values: Args, (name, value): (&String, &Filled)| match value {
            Filled::Count(count) => values.count(name, *count),
            Filled::Date(day) => values.text(name, numbers::date(visit.lang, *day)),
            Filled::Text(text) => values.text(name, text.clone()),
            _ => values,
        };
        let values = notice.values.iter().fold(Args::new(), fill);
        visit.texts().fill(&format!("risk-{}", notice.code), values)
    };
    notices(one).map(sentence).collect()
}

/// How many customers have each risk.
pub(super) fn risks_of_all(all: &[CampaignCustomer]) -> BTreeMap<String, i64> {
    let mut counted = BTreeMap::new();
    let inside = |one: &&CampaignCustomer| one.state != Some(CampaignCustomerState::Excluded);
    for one in all.iter().filter(inside) {
        let codes: std::collections::BTreeSet<String> = notices(one).map(|notice| notice.code).collect();
        codes.into_iter().for_each(|code| *counted.entry(code).or_default() += 1);
    }
    counted
}

/// What people should know of a customer: a note, or the limit that its plan goes beyond.
pub(super) fn note(visit: &Visit, one: &CampaignCustomer, currency: Option<&str>) -> String {
    let beyond = one.beyond.as_ref().map(|beyond| {
        let limit = beyond.limit.as_deref().unwrap_or("each");
        let figure = |text: &Option<String>| match limit {
            "each" | "all" => amount(visit, text.as_deref(), currency),
            _ => text.clone().unwrap_or_default(),
        };
        let values = Args::new()
            .text("found", figure(&beyond.found))
            .text("allowed", figure(&beyond.allowed));
        visit.texts().fill(&format!("beyond-{limit}"), values)
    });
    [one.note.clone(), beyond].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The currency in which a campaign counts.
pub(super) fn currency(of: &Campaign) -> Option<&str> {
    of.settings.as_ref().and_then(|settings| settings.currency.as_deref())
}

/// An amount for a sentence.
pub(super) fn amount(visit: &Visit, text: Option<&str>, currency: Option<&str>) -> String {
    match show::money(text, currency) {
        Value::Money(currency, amount) => numbers::money(visit.lang, currency, amount),
        _ => text.unwrap_or_default().to_owned(),
    }
}

/// The sum of amounts in a campaign's currency, for a sentence.
pub(super) fn sum<'a>(visit: &Visit, of: &Campaign, amounts: impl Iterator<Item = &'a str>) -> String {
    let Some(currency) = currency(of).and_then(Currency::new) else {
        return String::new();
    };
    let mut all = Amount::zero(currency);
    for text in amounts {
        if let Ok(one) = serde_json::from_value::<Amount>(text.into())
            && one.digits == all.digits
        {
            all.minor = all.minor.saturating_add(one.minor);
        }
    }
    numbers::money(visit.lang, currency, all)
}

/// How many customers may begin on days, by a campaign's settings; `None`: as many as want to.
pub(super) fn capacity(settings: &CampaignSettings) -> Option<impl Fn(Date) -> u32> {
    if settings.tasks_per_customer == Some(0) && settings.requests_per_customer == Some(0) {
        return None;
    }
    let days = Span {
        first: settings.first_day?,
        last: settings.last_day?,
    };
    let span = |span: &nahtlos_wire::campaigns::DaySpan| {
        Some(Span {
            first: span.first?,
            last: span.last?,
        })
    };
    let mut known = Settings::usual(Currency::new(settings.currency.as_deref()?)?, days);
    known.tasks = Budget {
        per_day: settings.tasks_per_day?,
        per_customer: settings.tasks_per_customer?,
    };
    known.requests = Budget {
        per_day: settings.requests_per_day?,
        per_customer: settings.requests_per_customer?,
    };
    known.weekends = settings.weekends.unwrap_or(false);
    known.blackouts = settings.blackouts.iter().flatten().filter_map(span).collect();
    Some(move |day: Date| known.slots(day))
}
