//! A customer of a seed as the estate that it stands for, checked by the same rules as an `estate.json`.

use super::shape;
use crate::{
    estate::{parse_estate, to_json},
    json::Step,
    problem::Problem,
};
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    dates::{Date, plus_months},
    estate::{Channel, Customer, ESTATE_SCHEMA, Estate, License, Subscription, SubscriptionKind, User},
};

/// A problem with the path of the value below the customer.
type Found = (Vec<Step>, Problem);

/// The estate, or what is wrong with it.
pub(super) fn of(customer: shape::Customer, today: Date) -> Result<Estate, Vec<Found>> {
    let ours = customer.partner.is_some();
    let subscriptions = (1..)
        .zip(customer.subscriptions)
        .map(|(n, s)| subscription(n, s, ours, today))
        .collect();
    let users = customer.users.into_iter().map(user).collect();
    let estate = Estate {
        schema: ESTATE_SCHEMA.to_owned(),
        customer: Customer {
            id: customer.id.trim().to_ascii_lowercase(),
            name: customer.name,
            domain: customer.domain.trim().to_lowercase(),
            country: customer.country.trim().to_ascii_uppercase(),
            currency: customer.currency,
            segment: customer.segment.unwrap_or_else(|| "Commercial".to_owned()),
        },
        as_of: today,
        subscriptions,
        groups: Vec::new(),
        users,
    };
    match parse_estate("", to_json(&estate).as_bytes()) {
        Ok(read) => Ok(read.value.estate),
        Err(problems) => Err(problems
            .into_iter()
            .filter(Problem::is_error)
            .map(|p| (path(&p.message), p))
            .collect()),
    }
}

fn subscription(n: usize, s: shape::Subscription, ours: bool, today: Date) -> Subscription {
    let start = s.start.unwrap_or(today);
    let channel = if ours { Channel::ThisPartner } else { Channel::WebDirect };
    let cycle = s.billing_cycle.unwrap_or(match s.term_duration {
        Term::P1M => BillingPlan::Monthly,
        _ => BillingPlan::Annual,
    });
    Subscription {
        id: s.id.unwrap_or_else(|| format!("subscription-{n}")),
        channel: s.channel.unwrap_or(channel),
        owner: s.owner,
        wanted_treatment: None,
        sku_id: s.sku_id,
        quantity: s.quantity,
        start: Some(start),
        end: Some(s.end.unwrap_or_else(|| plus_months(start, s.term_duration.months()))),
        auto_renew: Some(s.auto_renew),
        term_duration: Some(s.term_duration.to_string()),
        billing_cycle: Some(cycle.as_str().to_ascii_lowercase()),
        generation: s.generation,
        kind: SubscriptionKind::Paid,
        status: s.status,
    }
}

fn user(u: shape::User) -> User {
    let licence = |sku_id| License {
        sku_id,
        disabled_plans: Vec::new(),
        via_group: None,
    };
    User {
        id: u.id.unwrap_or_else(|| u.user_principal_name.to_lowercase()),
        user_principal_name: u.user_principal_name,
        usage_location: u.usage_location,
        count: u.count,
        licenses: u.licenses.into_iter().map(licence).collect(),
        stays_off: Vec::new(),
    }
}

/// The path that a problem of an estate begins with, such as `users[3].userPrincipalName`; `customer.country` is the seed's `country`.
fn path(message: &str) -> Vec<Step> {
    let word = message.split_whitespace().next().unwrap_or_default();
    let mut steps = Vec::new();
    for part in word.trim_end_matches([',', '.']).split('.') {
        let (name, index) = part.split_once('[').unwrap_or((part, ""));
        if name != "customer" {
            steps.push(Step::key(name));
        }
        if let Ok(index) = index.trim_end_matches(']').parse() {
            steps.push(Step::Index(index));
        }
    }
    steps
}
