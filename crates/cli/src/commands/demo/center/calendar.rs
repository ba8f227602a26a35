//! The days of the demo's center: the sandbox's clock is turned to each, and the center is asked what the customer has then.

use super::{CUSTOMER, Old, SKU};
use crate::{
    end::Failure,
    remote::Stop,
    screen::Screen,
    table::{self, Column},
};
use nahtlos_client::{Client, collect, graph::Query};
use nahtlos_model::{
    dates::{Date, plus_months},
    instants::Instant,
};
use nahtlos_report::{numbers, texts::Args as Values};
use nahtlos_wire::graph::{licenses::CapabilityStatus, subscriptions::CompanySubscription, users::User};
use std::collections::{BTreeMap, BTreeSet};

/// Days from the old seats' end: the last day, the end, the last day on which they still work, the first on which they do not, and the
/// day on which they are gone.
const DAYS: [i64; 5] = [-1, 0, 29, 30, 120];

/// Licences by user.
type Held = BTreeMap<String, BTreeSet<String>>;

/// Turns the clock from day to day and prints what there is; whether nobody's licences changed on any of them.
/// They begin on the day on which the new seats were bought and end on the day on which those renew.
pub(super) async fn show(partner: &Client, customer: &Client, old: &Old, bought: Date, screen: &Screen) -> Result<bool, Stop> {
    let before = held(customer).await?;
    let between = DAYS.map(|days| Instant::start_of(old.end).plus_days(days).date());
    let days = [&[bought], &between[..], &[plus_months(bought, 12)]].concat();
    let mut rows = Vec::new();
    let mut kept = true;
    for day in days {
        partner.clock().set(Instant::start_of(day).plus_hours(12)).await?;
        let subscriptions: Vec<CompanySubscription> = collect(customer.graph().directory().subscriptions(&Query::all())).await?;
        let (olds, news): (Vec<_>, Vec<_>) = subscriptions
            .iter()
            .filter(|one| one.sku_id.as_deref() == Some(SKU))
            .partition(|one| one.id.as_deref() == Some(old.id.as_str()));
        let covered = covered(customer, &before).await?;
        kept &= covered == before.len();
        let of = Values::new().count("covered", covered).count("users", before.len());
        rows.push(vec![
            numbers::date(screen.lang(), day),
            seats(&olds, screen),
            seats(&news, screen),
            screen.text("cli-demo-center-covered", of),
        ]);
    }
    screen.line("");
    let columns = [
        Column::Left("day"),
        Column::Left("old-seats"),
        Column::Left("new-seats"),
        Column::Left("covered"),
    ];
    table::print_indented(screen, &columns, &rows);
    let (key, sgr) = match kept {
        true => ("cli-demo-center-kept", "32"),
        false => ("cli-demo-center-lost", "31"),
    };
    let said = screen.text(key, Values::new().text("customer", CUSTOMER.1).count("users", before.len()));
    screen.line(&format!("  {}", screen.paint(sgr, &said)));
    Ok(kept)
}

/// Seats with the state they are in; a dash where there are none.
fn seats(all: &[&CompanySubscription], screen: &Screen) -> String {
    let shown: Vec<String> = all
        .iter()
        .map(|one| {
            let state = one.status.as_ref().and_then(|status| status.known());
            let state = match state {
                Some(CapabilityStatus::Enabled) => "enabled",
                Some(CapabilityStatus::Warning) => "warning",
                Some(CapabilityStatus::Suspended | CapabilityStatus::LockedOut) => "suspended",
                _ => "other",
            };
            let values = Values::new().count("seats", one.total_licenses.unwrap_or_default());
            screen.text("cli-demo-center-seats", values.text("state", state))
        })
        .collect();
    if shown.is_empty() { "–".to_owned() } else { shown.join(", ") }
}

/// Who holds which licences.
async fn held(customer: &Client) -> Result<Held, Stop> {
    let query = Query::all().select(&["id", "assignedLicenses"]);
    let users: Vec<User> = collect(customer.graph().users().list(&query)).await?;
    let mut held = Held::new();
    for user in users {
        let licences: BTreeSet<String> = user
            .assigned_licenses
            .into_iter()
            .flatten()
            .filter_map(|licence| licence.sku_id)
            .collect();
        if !licences.is_empty() {
            held.insert(user.id.unwrap_or_default(), licences);
        }
    }
    match held.is_empty() {
        true => Err(Failure::Bug("nobody of the sandbox's customer holds a licence".to_owned()).into()),
        false => Ok(held),
    }
}

/// Users whose licences are those they had and all stand on usable seats.
async fn covered(customer: &Client, before: &Held) -> Result<usize, Stop> {
    let now = held(customer).await?;
    let skus = customer.graph().directory().subscribed_skus().await?;
    let usable = |id: &String| {
        skus.iter().filter(|sku| sku.sku_id.as_ref() == Some(id)).any(|sku| {
            let seats = sku.prepaid_units.as_ref();
            let seats = seats.map_or(0, |units| units.enabled.unwrap_or_default() + units.warning.unwrap_or_default());
            seats >= sku.consumed_units.unwrap_or_default()
        })
    };
    let keeps = |(user, had): &(&String, &BTreeSet<String>)| now.get(*user) == Some(*had) && had.iter().all(usable);
    Ok(before.iter().filter(keeps).count())
}
