//! A new campaign: how it is carried out. Whatever is usual stands in the form already; customers come in afterwards.

use super::{accounts, frame::Trouble, show, table::page, visit::Visit, written::see};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::{
    campaigns::{Settings, Span},
    dates::{Date, date_of, day_number},
    money::Currency,
};
use nahtlos_pages::{Field, Form, Head, Kind, Link, Menu};
use nahtlos_wire::{
    accounts::Account,
    campaigns::{Campaign, CampaignRequest, CampaignSettings, DaySpan, PATH},
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/campaigns/new", blank),
    page!(Signed, Write, "POST", "/campaigns/new", make),
];

/// Days of a campaign unless others are wanted: the first one and so many more.
const LENGTH: i32 = 249;
/// Days of the form; as every field, by the wire's names with hyphens.
const DAYS: [&str; 3] = ["first-day", "last-day", "deadline"];

/// A field that is wrong, and how.
type Wrong = (String, String);

async fn blank(visit: Visit) -> Result<Answer, Trouble> {
    shown(&visit, ("", ""), 200).await
}

async fn shown(visit: &Visit, (field, wrong): (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let accounts = accounts::known(visit).await?;
    let form = Form {
        id: "campaign".to_owned(),
        action: "/campaigns/new".to_owned(),
        intro: visit.say("desk-campaign-new-intro"),
        fields: fields(visit, &accounts),
        submit: visit.say("desk-campaign-make"),
        back: Some(Link::new(visit.say("desk-campaigns"), "/campaigns")),
        ..Form::default()
    }
    .refused(field, wrong);
    let mut head = Head::new(visit.say("desk-campaign-new"));
    head.above = Some(Link::new(visit.say("desk-campaigns"), "/campaigns"));
    let page = nahtlos_pages::Page {
        head,
        parts: vec![form.into()],
    };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Moves)))))
}

/// What is usual from today on.
fn usual(visit: &Visit) -> Option<Settings> {
    let first = visit.center.engine.now().date();
    let days = Span {
        first,
        last: date_of(day_number(first) + LENGTH),
    };
    // The currency is asked for; nothing that is usual depends on it.
    Some(Settings::usual(Currency::new("EUR")?, days))
}

/// A whole number of the form, and what is usual.
type Number = (&'static str, fn(&Settings) -> i64);

/// Whole numbers of the form.
const NUMBERS: [Number; 10] = [
    ("tasks-per-day", |usual| usual.tasks.per_day.into()),
    ("tasks-per-customer", |usual| usual.tasks.per_customer.into()),
    ("canaries", |usual| usual.canaries.into()),
    ("canary-days", |usual| usual.canary_days.into()),
    ("most-canary-halts", |usual| usual.most_canary_halts.into()),
    ("wave-days", |usual| usual.wave_days.into()),
    ("proof-days", |usual| usual.proof_days.into()),
    ("most-halts", |usual| usual.most_halts.into()),
    ("need-days", |usual| usual.need_days),
    ("leave-after-days", |usual| usual.leave_after_days.unwrap_or(0)),
];

fn fields(visit: &Visit, accounts: &[Account]) -> Vec<Field> {
    let sent = !visit.form.text("proof").is_empty();
    let usual = usual(visit);
    let before = |of: &dyn Fn(&Settings) -> String| usual.as_ref().map(of).unwrap_or_default();
    let field = |name: &str, kind: Kind, before: String| {
        let value = if sent { visit.form.text(name).to_owned() } else { before };
        let field = Field::new(name, visit.say(&format!("desk-campaign-field-{name}")), kind).value(value);
        let hint = format!("desk-campaign-hint-{name}");
        if visit.texts().has(&hint) {
            field.hint(visit.say(&hint))
        } else {
            field
        }
    };
    let mut all = vec![
        field("name", Kind::Text, String::new()),
        field("currency", Kind::Token, String::new()),
        field("first-day", Kind::Day, before(&|usual| usual.days.first.to_string())),
        field("last-day", Kind::Day, before(&|usual| usual.days.last.to_string())),
        field("deadline", Kind::Day, String::new()).optional(),
    ];
    if !accounts.is_empty() {
        all.push(field("account", accounts::places(visit, accounts), String::new()));
    }
    for (name, number) in NUMBERS {
        all.push(field(name, Kind::Number(Some(0), None), before(&|usual| number(usual).to_string())));
    }
    all.push(field("weekends", Kind::Check, String::new()).optional());
    all.push(field("blackouts", Kind::Area(4), String::new()).optional());
    all.push(field("offer", Kind::Check, String::new()).optional());
    all.push(field("delegated-admin", Kind::Check, String::new()).optional());
    all.push(field("request-rights", Kind::Check, String::new()).optional());
    all
}

/// Days on which none begins: a line each, a day or a first and a last one.
fn blackouts(text: &str) -> Result<Vec<DaySpan>, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let span = |line: &str| {
        let mut days = line.split_whitespace().map(str::parse::<Date>);
        let first = days.next()?.ok()?;
        let last = days.next().unwrap_or(Ok(first)).ok()?;
        (days.next().is_none() && first <= last).then_some(DaySpan {
            first: Some(first),
            last: Some(last),
        })
    };
    lines.map(|line| span(line).ok_or_else(|| line.to_owned())).collect()
}

/// The campaign of the form, or the field that is wrong.
fn wanted(visit: &Visit) -> Result<CampaignRequest, Wrong> {
    let form = &visit.form;
    for name in DAYS {
        if form.some(name).is_some_and(|text| text.parse::<Date>().is_err()) {
            return Err((name.to_owned(), visit.say("desk-wrong-day")));
        }
    }
    let day = |name: &str| form.some(name).and_then(|text| text.parse().ok());
    for (name, _) in NUMBERS {
        if form.some(name).is_some_and(|text| text.parse::<u32>().is_err()) {
            return Err((name.to_owned(), visit.say("desk-campaign-wrong-number")));
        }
    }
    let number = |name: &str| form.some(name).and_then(|text| text.parse::<u32>().ok());
    let blackouts = blackouts(form.text("blackouts"));
    let blackouts = blackouts.map_err(|line| {
        let wrong = visit.say_with("desk-campaign-wrong-blackout", "line", &line);
        ("blackouts".to_owned(), wrong)
    })?;
    if form.some("currency").is_none_or(|code| Currency::new(code.trim()).is_none()) {
        return Err(("currency".to_owned(), visit.say("desk-campaign-wrong-currency")));
    }
    let (first, last) = (day("first-day"), day("last-day"));
    let begins: Date = first.unwrap_or_else(|| visit.center.engine.now().date());
    if last.is_some_and(|last: Date| last < begins) {
        return Err(("last-day".to_owned(), visit.say("desk-campaign-wrong-days")));
    }
    let text = |name: &str| form.some(name).map(str::to_owned);
    let checked = |name: &str| Some(form.text(name) == "true");
    let settings = CampaignSettings {
        account: text("account"),
        currency: text("currency"),
        first_day: first,
        last_day: last,
        deadline: day("deadline"),
        need_days: number("need-days").map(i64::from),
        leave_after_days: number("leave-after-days").map(i64::from),
        tasks_per_day: number("tasks-per-day"),
        tasks_per_customer: number("tasks-per-customer"),
        weekends: checked("weekends"),
        blackouts: Some(blackouts),
        canaries: number("canaries"),
        canary_days: number("canary-days"),
        wave_days: number("wave-days"),
        proof_days: number("proof-days"),
        most_halts: number("most-halts"),
        most_canary_halts: number("most-canary-halts"),
        offer: checked("offer"),
        moves: Some(nahtlos_wire::moves::MoveSettings {
            language: Some(visit.lang.tag().to_owned()),
            delegated_admin: checked("delegated-admin"),
            request_rights: checked("request-rights"),
            ..nahtlos_wire::moves::MoveSettings::default()
        }),
        ..CampaignSettings::default()
    };
    Ok(CampaignRequest {
        name: text("name"),
        settings: Some(settings),
    })
}

/// The form's name of a field of the wire.
fn field(wire: &str) -> String {
    match wire.rsplit('.').next().unwrap_or_default() {
        "days" => "last-day".to_owned(),
        name => show::kebab(name),
    }
}

async fn make(visit: Visit) -> Result<Answer, Trouble> {
    let wanted = match wanted(&visit) {
        Ok(wanted) => wanted,
        Err((field, wrong)) => return shown(&visit, (&field, &wrong), 400).await,
    };
    match visit.send("POST", PATH).with(&wanted).read::<Campaign>().await {
        Ok(made) => {
            let id = made.id.unwrap_or_default();
            Ok(visit.saying(see(format!("/campaigns/{id}/candidates")), "campaign-made"))
        }
        Err(refused) if refused.status < 500 => shown(&visit, (&field(&refused.field), &refused.sentence), refused.status).await,
        Err(refused) => Err(refused.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::blackouts;

    #[test]
    fn days_on_which_none_begins_stand_a_line_each() {
        let told = |text: &str| {
            blackouts(text).map(|spans| {
                let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
                spans
                    .iter()
                    .map(|span| format!("{} {}", day(span.first), day(span.last)))
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(
            told("2026-12-24 2027-01-02\n\n 2027-05-01 \n"),
            Ok(vec!["2026-12-24 2027-01-02".to_owned(), "2027-05-01 2027-05-01".to_owned()])
        );
        for wrong in ["tomorrow", "2027-01-02 2026-12-24", "2027-01-01 2027-01-02 2027-01-03"] {
            assert_eq!(told(wrong), Err(wrong.to_owned()));
        }
        assert_eq!(told(""), Ok(Vec::new()));
    }
}
