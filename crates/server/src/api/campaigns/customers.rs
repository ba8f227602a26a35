//! Customers of a campaign.

use super::{
    read::{need, size},
    table,
};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::campaigns::customers::{Candidate, ChangeCustomer, ExcludeCustomer, IncludeCustomer};
use nahtlos_model::{
    campaigns::{MemberState, Wishes},
    estate::{ESTATE_SCHEMA, Estate},
    money::{Amount, Currency},
    policy::Policy,
    refusals::Refusal,
};
use nahtlos_wire::{Collection, Link, campaigns as wire};
use serde::de::DeserializeOwned;
use serde_json::Value;

fn document<T: DeserializeOwned>(value: Value, field: &str) -> Result<T, Refusal> {
    serde_json::from_value(value).map_err(|error| Refusal::property(field.to_owned(), error.to_string()))
}

/// Minor units of a decimal text.
pub(super) fn minor(text: Option<String>, currency: Currency, field: &str) -> Result<Option<i64>, Refusal> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return Ok(None);
    };
    let amount: Amount = document(Value::String(text.trim().to_owned()), field)?;
    let digits = currency.minor_digits();
    let finer = digits.checked_sub(amount.digits);
    let times = finer.and_then(|digits| 10_i64.checked_pow(digits));
    let minor = times.and_then(|times| amount.minor.checked_mul(times));
    let wrong = || {
        Refusal::property(
            field.to_owned(),
            format!("it is an amount in {currency} with at most {digits} decimals"),
        )
    };
    minor.map(Some).ok_or_else(wrong)
}

fn wishes(sent: wire::CampaignWishes, currency: Currency) -> Result<Wishes, Refusal> {
    let not_negative = |minor: Option<i64>, field: &str| match minor {
        Some(minor) if minor < 0 => Err(Refusal::property(field.to_owned(), "costs count from nothing up")),
        minor => Ok(minor),
    };
    Ok(Wishes {
        earliest: sent.earliest,
        deadline: sent.deadline,
        canary: sent.canary,
        per_day_minor: not_negative(minor(sent.per_day, currency, "wishes.perDay")?, "wishes.perDay")?,
        missed_minor: not_negative(minor(sent.missed, currency, "wishes.missed")?, "wishes.missed")?,
    })
}

/// The currency in which a campaign counts.
async fn currency(ask: &Ask) -> Result<Currency, Problem> {
    let found = ask.read(need()).await?.campaign_of(&ask.id(0)).await?;
    Ok(found.settings.currency)
}

/// In the order of ids; `after` is the id of the last of the page before.
pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let size = size(&ask)?;
    let state = ask.query.get("state").map(str::parse::<MemberState>).transpose();
    let state = state.map_err(|error| Refusal::property("state", error))?;
    let after = ask.query.get("after").map(str::to_ascii_lowercase).unwrap_or_default();
    let as_csv = table::is_wanted(&ask)?;
    let id = ask.id(0);
    let mut reading = ask.read(need()).await?;
    let currency = reading.campaign_of(&id).await?.settings.currency;
    let mut found = reading.campaign_customers(&id, &after, size + 1, state).await?;
    drop(reading);
    let more = found.len() as i64 > size;
    found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    let view = ask.view();
    let all: Vec<wire::CampaignCustomer> = found.iter().map(|one| view.campaign_customer(one, currency)).collect();
    let next = found.last().filter(|_| more).map(|last| {
        let state = state.map(|state| format!("&state={state}")).unwrap_or_default();
        format!("{}/{id}/customers?size={size}&after={}{state}", wire::PATH, last.customer_id)
    });
    if as_csv {
        return Ok(table::answer(&all, next.map(|uri| uri + "&format=csv")));
    }
    let page = Collection::of(all);
    Ok(Answer::ok(&match next {
        Some(uri) => page.with_link("next", Link::get(uri)),
        None => page,
    }))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let currency = reading.campaign_of(&ask.id(0)).await?.settings.currency;
    let found = reading.campaign_customer(&ask.id(0), &ask.id(1)).await?;
    Ok(Answer::ok(&ask.view().campaign_customer(&found, currency)))
}

/// Planned once outside of any transaction, to know what it costs; so it is not replayed by a key, and adding it again replaces it.
pub(crate) async fn add(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::CampaignCustomerRequest = ask.read_body()?;
    let currency = currency(&ask).await?;
    let estate = sent.estate.filter(|value| !value.is_null());
    let estate = estate.ok_or_else(|| Refusal::property("estate", "is missing; a customer comes with what it holds"))?;
    let estate: Estate = document(estate, "estate")?;
    if estate.schema != ESTATE_SCHEMA {
        return Err(Refusal::property("estate.schema", format!("is not {ESTATE_SCHEMA}")).into());
    }
    let policy = sent.policy.filter(|value| !value.is_null());
    let policy: Option<Policy> = policy.map(|value| document(value, "policy")).transpose()?;
    let candidate = Candidate {
        estate,
        policy: policy.unwrap_or_default(),
        email: sent.email.map(|email| email.trim().to_owned()).filter(|email| !email.is_empty()),
        wishes: wishes(sent.wishes.unwrap_or_default(), currency)?,
        lacks: Vec::new(),
    };
    let made = ask.center.engine.add_campaign_customer(&ask.call, &ask.id(0), candidate).await?;
    Ok(Answer::created(&ask.view().campaign_customer(&made, currency)))
}

/// Everybody whom the partner has where the campaign is carried out, at once: the service gives its pages one after another. With `q`: those
/// whose name or domain begins so; with `size`: so many of them by id, after `after`. `totalCount` counts all that `q` finds.
pub(crate) async fn candidates(ask: Ask) -> Result<Answer, Problem> {
    let size = ask.query.number("size")?.filter(|n| *n > 0);
    let after = ask.query.get("after").map(str::to_ascii_lowercase);
    let typed = ask.query.get("q").unwrap_or_default().to_lowercase();
    let mut found = ask.center.engine.campaign_candidates(&ask.call, &ask.id(0)).await?;
    if !typed.is_empty() {
        let begins = |text: &str| text.to_lowercase().starts_with(&typed);
        found.retain(|one| begins(&one.customer.name) || begins(&one.customer.domain));
    }
    let total = found.len() as u64;
    found.sort_by(|one, other| one.customer.tenant_id.cmp(&other.customer.tenant_id));
    if let Some(after) = &after {
        found.retain(|one| one.customer.tenant_id > *after);
    }
    let wanted = size.map_or(found.len(), |size| usize::try_from(size).unwrap_or(usize::MAX));
    let more = found.len() > wanted;
    found.truncate(wanted);
    let view = ask.view();
    let mut page = Collection::of(found.iter().map(|one| view.campaign_candidate(one)).collect());
    page.total_count = total;
    if let Some(last) = found.last().filter(|_| more) {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !typed.is_empty() {
            query.append_pair("q", &typed);
        }
        query
            .append_pair("size", &wanted.to_string())
            .append_pair("after", &last.customer.tenant_id);
        let uri = format!("{}/{}/candidates?{}", wire::PATH, ask.id(0), query.finish());
        page = page.with_link("next", Link::get(uri));
    }
    Ok(Answer::ok(&page))
}

/// Read where the campaign is carried out, outside of any transaction; so it is not replayed by a key, and reading it again replaces it.
pub(crate) async fn read(ask: Ask) -> Result<Answer, Problem> {
    let currency = currency(&ask).await?;
    let made = ask.center.engine.read_campaign_customer(&ask.call, &ask.id(0), &ask.id(1)).await?;
    Ok(Answer::created(&ask.view().campaign_customer(&made, currency)))
}

pub(crate) async fn change(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::CampaignCustomerRequest = ask.read_body()?;
    let currency = currency(&ask).await?;
    let command = ChangeCustomer {
        id: ask.id(0),
        customer: ask.id(1),
        wishes: sent.wishes.map(|sent| wishes(sent, currency)).transpose()?,
        email: sent.email.map(|email| email.trim().to_owned()),
    };
    let view = ask.view();
    ask.write(command, move |made| Answer::ok(&view.campaign_customer(made, currency)))
        .await
}

pub(crate) async fn exclude(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::CampaignExclusion = ask.read_body()?;
    let currency = currency(&ask).await?;
    let command = ExcludeCustomer {
        id: ask.id(0),
        customer: ask.id(1),
        abandon: sent.abandon_move.unwrap_or(false),
        note: sent.note.unwrap_or_default(),
    };
    let view = ask.view();
    ask.write(command, move |made| Answer::ok(&view.campaign_customer(made, currency)))
        .await
}

pub(crate) async fn include(ask: Ask) -> Result<Answer, Problem> {
    let currency = currency(&ask).await?;
    let command = IncludeCustomer {
        id: ask.id(0),
        customer: ask.id(1),
    };
    let view = ask.view();
    ask.write(command, move |made| Answer::ok(&view.campaign_customer(made, currency)))
        .await
}
