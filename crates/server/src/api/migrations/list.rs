//! Events of a customer's migrations, and what a partner asks over all customers: migrations and schedules by customer, subscription
//! or batch. Bare lists; a next page is named in the header `MS-ContinuationToken` and asked for with it.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_engine::{
    call::Need,
    migrations::{Place, Query},
};
use nahtlos_model::{
    instants::Instant,
    permissions::Action,
    refusals::{Code, Refusal},
};

/// The header of a next page, asked with and answered with.
const HEADER: &str = "ms-continuationtoken";

fn missing(names: &str) -> Refusal {
    let reason = format!("one of the query parameters {names} must be given");
    Refusal::new(Code::InvalidInput).with("reason", reason)
}

pub(crate) async fn events(ask: Ask) -> Result<Answer, Problem> {
    let customer = ask.id(0);
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &customer)).await?;
    let (migration, subscription) = (ask.query.get("migration_id"), ask.query.get("current_subscription_id"));
    if migration.is_none() && subscription.is_none() {
        return Err(missing("migration_id, current_subscription_id").into());
    }
    let found = reading.migration_events(migration, subscription).await?;
    let shown: Vec<_> = found.iter().map(|event| view::event(&customer, event)).collect();
    Ok(Answer::ok(&shown))
}

/// What is asked for; `None`: nothing is like that.
fn query(ask: &Ask) -> Result<Option<Query>, Refusal> {
    let text = |name: &str| ask.query.get(name).map(|text| text.trim().to_owned());
    let most = ask.center.engine.numbers().migration_page_size;
    let size = match ask.query.get("PageSize").map(|size| (size, size.parse::<i64>())) {
        None => most,
        Some((_, Ok(size))) if (1..=most).contains(&size) => size,
        Some((size, _)) => {
            let reason = format!("PageSize is {size:?}; it can be a number from 1 to {most}");
            return Err(Refusal::new(Code::InvalidInput).with("reason", reason).at("PageSize"));
        }
    };
    let query = Query {
        customer_id: text("CustomerTenantId"),
        subscription_id: text("CurrentSubscriptionId"),
        reference: text("ExternalReferenceId"),
        after: ask.header(HEADER).map(place).transpose()?,
        size,
    };
    if query.customer_id.is_none() && query.subscription_id.is_none() && query.reference.is_none() {
        return Err(missing("CustomerTenantId, CurrentSubscriptionId, ExternalReferenceId"));
    }
    Ok(Some(query).filter(|_| !ask.query.flag("IsMicrosoftLed")))
}

fn place(token: &str) -> Result<Place, Refusal> {
    let read = || {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
        let (at, id) = text.split_once(' ')?;
        Some((Instant(at.parse().ok()?), id.to_owned()))
    };
    let reason = "the token in MS-ContinuationToken is none of ours; take it from the answer of the page before";
    read().ok_or_else(|| Refusal::new(Code::InvalidInput).with("reason", reason).at("MS-ContinuationToken"))
}

fn page(items: &impl serde::Serialize, next: Option<Place>) -> Answer {
    let answer = Answer::ok(items);
    match next {
        Some((at, id)) => answer.with(HEADER, URL_SAFE_NO_PAD.encode(format!("{} {id}", at.0))),
        None => answer,
    }
}

pub(crate) async fn migrations(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadSubscriptions)).await?;
    let (found, next) = match query(&ask)? {
        Some(query) => reading.migrations(&query).await?,
        None => (Vec::new(), None),
    };
    Ok(page(&found.iter().map(view::migration).collect::<Vec<_>>(), next))
}

pub(crate) async fn schedules(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadSubscriptions)).await?;
    let (found, next) = match query(&ask)? {
        Some(query) => reading.migration_schedules(&query).await?,
        None => (Vec::new(), None),
    };
    let shown = ask.view();
    Ok(page(&found.iter().map(|s| view::schedule(&shown, s)).collect::<Vec<_>>(), next))
}
