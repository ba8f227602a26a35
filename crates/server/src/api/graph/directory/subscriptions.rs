//! Subscriptions of the tenant as its directory shows them, from whatever channel.

use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        licenses::plans,
        odata::{
            self, Options, Takes,
            kind::{Can, Kind, Property, shown},
        },
        said,
        users::list::need,
    },
    problem::Problem,
};
use nahtlos_model::{
    instants::Instant,
    subscriptions::{Status, Subscription},
};
use serde_json::json;

static SUBSCRIPTION: Kind<Subscription> = Kind {
    name: "microsoft.graph.companySubscription",
    resource: "CompanySubscription",
    properties: PROPERTIES,
};

static PROPERTIES: &[Property<Subscription>] = &[
    shown("id", Can::Text, |s, _, _| json!(s.id)),
    shown("commerceSubscriptionId", Can::Text, |s, _, _| json!(s.id)),
    shown("createdDateTime", Can::Time, |s, _, _| json!(s.created)),
    shown("isTrial", Can::Flag, |s, _, _| json!(s.trial)),
    shown("nextLifecycleDateTime", Can::Time, |s, _, _| json!(next_change(s))),
    shown("ownerId", Can::Text, |_, _, _| json!(null)),
    shown("ownerTenantId", Can::Text, |s, _, _| json!(owner(s))),
    shown("ownerType", Can::Text, |_, _, _| json!(null)),
    shown("serviceStatus", Can::Nothing, |s, v, _| {
        plans::of_sku(s.licence, &[], &v.assortment)
    }),
    shown("skuId", Can::Text, |s, _, _| json!(s.licence)),
    shown("skuPartNumber", Can::Text, |s, v, _| {
        json!(v.assortment.licence_string_id(s.licence))
    }),
    shown("status", Can::Text, |s, _, _| json!(status(s))),
    shown("totalLicenses", Can::Number, |s, _, _| json!(s.quantity)),
];

/// The partner's tenant; of sellers elsewhere only where it is known.
fn owner(s: &Subscription) -> Option<&str> {
    let elsewhere = s.owner.as_deref().filter(|owner| uuid::Uuid::try_parse(owner).is_ok());
    s.partner_id.as_deref().or(elsewhere)
}

/// When the present stage ends: by itself, or with the term.
fn next_change(s: &Subscription) -> Option<Instant> {
    match s.status {
        Status::Deleted => None,
        _ => s.stage_ends.or_else(|| s.end.map(Instant::start_of)),
    }
}

fn status(s: &Subscription) -> &'static str {
    match s.status {
        Status::Active | Status::Pending => "Enabled",
        Status::Expired => "Warning",
        Status::Suspended => "Suspended",
        Status::Disabled => "LockedOut",
        Status::Deleted => "Deleted",
    }
}

async fn all(ask: &Ask) -> Result<Vec<Subscription>, Problem> {
    let mut all = ask.read(need(ask)).await?.all_subscriptions().await?;
    // One that is being provisioned is not there yet.
    all.retain(|s| s.status != Status::Pending);
    Ok(all)
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::list(&ask, &SUBSCRIPTION, Takes::default())?;
    let view = ask.view();
    let mut found = all(&ask).await?;
    found.retain(|s| SUBSCRIPTION.fits(s, &view, options.filter.as_ref()));
    let count = (options.count && options.after.is_none()).then_some(found.len() as i64);
    let after = options.after.as_ref().and_then(|place| place.first()).map_or("", String::as_str);
    found.retain(|s| s.id.as_str() > after);
    let more = found.len() > options.top;
    found.truncate(options.top);
    let next = found.last().filter(|_| more).map(|last| vec![last.id.clone()]);
    let things = found.iter().map(|s| SUBSCRIPTION.show(s, &view, &options.properties)).collect();
    let context = options.context(&ask, "directory/subscriptions", false);
    Ok(odata::collection(&ask, context, count, next.as_deref(), things))
}

/// By its id, or as `commerceSubscriptionId='{id}'`.
pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &SUBSCRIPTION, &[])?;
    let asked = ask.param(0);
    let id = match asked.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("commerceSubscriptionId") => value.trim().trim_matches('\''),
        Some(_) => return Err(said::missing(asked)),
        None => asked,
    };
    let found = all(&ask).await?.into_iter().find(|s| s.id.eq_ignore_ascii_case(id));
    let subscription = found.ok_or_else(|| said::missing(id))?;
    let context = options.context(&ask, "directory/subscriptions", true);
    let thing = SUBSCRIPTION.show(&subscription, &ask.view(), &options.properties);
    Ok(odata::entity(200, context, thing))
}
