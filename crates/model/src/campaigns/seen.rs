//! What a customer holds, as its own tenant and the partner's account show it: an estate for a campaign, and what nobody could see.
//!
//! Nothing is guessed here. What is not shown stays open in the estate where it has a word for that, and becomes a risk that names it where it
//! has none, so that whoever reads the list of customers knows what to ask before their moves begin.

use super::assess::RiskCode;
use crate::{
    dates::Date,
    estate::{
        Channel, Customer, ESTATE_SCHEMA, Estate, Generation, Group, GroupLicense, Subscription, SubscriptionKind, SubscriptionStatus, User,
    },
    moves::sight::{PersonSeen, Sight, SubscriptionSeen},
    notice::{Notice, Value},
    subscriptions::Status,
};
use std::collections::BTreeMap;

/// The estate of a customer whose seats and people were looked at, and what it lacks.
pub fn estate_seen(customer: Customer, sight: &Sight, day: Date) -> (Estate, Vec<Notice<RiskCode>>) {
    let mut risks = Vec::new();
    let people = sight.people.as_ref().and_then(|seen| seen.value.as_ref());
    if people.is_none() {
        risks.push(Notice::new(RiskCode::DirectoryClosed));
    }
    let shown = sight.subscriptions.as_ref().map(|seen| seen.value.as_slice()).unwrap_or_default();
    let there = shown.iter().filter(|one| one.status != Status::Deleted);
    let subscriptions = there.map(|one| subscription(one, &customer.id, &mut risks)).collect();
    let users: Vec<User> = people.into_iter().flatten().map(user).collect();
    let estate = Estate {
        schema: ESTATE_SCHEMA.to_owned(),
        as_of: day,
        groups: groups(&users),
        customer,
        subscriptions,
        users,
    };
    (estate, risks)
}

fn subscription(one: &SubscriptionSeen, tenant: &str, risks: &mut Vec<Notice<RiskCode>>) -> Subscription {
    let named = |code| Notice::new(code).with("subscription", Value::Text(one.id.clone()));
    let owner = one.owner.as_ref().filter(|owner| !owner.eq_ignore_ascii_case(tenant));
    let channel = match (one.own, &one.owner) {
        (true, _) => Channel::ThisPartner,
        (false, Some(_)) if owner.is_some() => Channel::OtherPartner,
        (false, Some(_)) => Channel::WebDirect,
        // That no seller is named does not mean that there is none.
        (false, None) => {
            risks.push(named(RiskCode::SellerUnknown));
            Channel::WebDirect
        }
    };
    if !one.own && one.end.is_none() && one.status == Status::Active {
        risks.push(named(RiskCode::EndUnknown));
    }
    // Offers of new commerce are a product with a SKU.
    let legacy = one.own && one.offer.as_ref().is_some_and(|offer| !offer.contains(':'));
    Subscription {
        id: one.id.clone(),
        channel,
        owner: owner.filter(|_| !one.own).cloned(),
        wanted_treatment: None,
        sku_id: one.sku,
        quantity: one.seats,
        start: one.start,
        end: one.end,
        auto_renew: one.renews,
        term_duration: one.term.map(|term| term.to_string()),
        billing_cycle: one.billing.map(|plan| plan.to_string()),
        generation: if legacy { Generation::Legacy } else { Generation::NewCommerce },
        kind: if one.trial {
            SubscriptionKind::Trial
        } else {
            SubscriptionKind::Paid
        },
        status: status(one.status),
    }
}

fn status(status: Status) -> SubscriptionStatus {
    match status {
        Status::Pending => SubscriptionStatus::Pending,
        Status::Active => SubscriptionStatus::Active,
        Status::Suspended => SubscriptionStatus::Suspended,
        Status::Expired => SubscriptionStatus::Warning,
        Status::Disabled => SubscriptionStatus::Disabled,
        Status::Deleted => SubscriptionStatus::Deleted,
    }
}

fn user(one: &PersonSeen) -> User {
    User {
        id: one.id.clone(),
        user_principal_name: one.name.clone(),
        usage_location: one.location.clone(),
        count: 1,
        licenses: one.licenses.clone(),
        stays_off: Vec::new(),
    }
}

/// The groups through which licences come, with what their members have of them; their names are not shown.
fn groups(users: &[User]) -> Vec<Group> {
    let mut all: BTreeMap<&str, Vec<GroupLicense>> = BTreeMap::new();
    for license in users.iter().flat_map(|user| &user.licenses) {
        let Some(group) = &license.via_group else { continue };
        let given = all.entry(group).or_default();
        if !given.iter().any(|one| one.sku_id == license.sku_id) {
            given.push(GroupLicense {
                sku_id: license.sku_id,
                disabled_plans: license.disabled_plans.clone(),
            });
        }
    }
    let group = |(id, licenses): (&str, Vec<GroupLicense>)| Group {
        id: id.to_owned(),
        name: id.to_owned(),
        licenses,
    };
    all.into_iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{estate::License, ids::SkuId, instants::Instant, money::Currency, moves::sight::Seen};
    use jiff::civil::date;

    const TENANT: &str = "d0000000-0000-4000-8000-000000000001";

    fn sku() -> SkuId {
        "05e9a617-0261-4cee-bb44-138d3ef5d965".parse().unwrap()
    }

    fn shown(id: &str, own: bool, owner: Option<&str>) -> SubscriptionSeen {
        SubscriptionSeen {
            id: id.to_owned(),
            sku: sku(),
            seats: 3,
            status: Status::Active,
            end: Some(date(2027, 6, 1)),
            start: None,
            own,
            owner: owner.map(str::to_owned),
            trial: false,
            name: String::new(),
            offer: None,
            term: None,
            billing: None,
            renews: None,
            end_action: None,
            next_seats: None,
            next_offer: None,
            next_until: None,
            cancel_until: None,
        }
    }

    fn customer() -> Customer {
        Customer {
            id: TENANT.to_owned(),
            name: "Kunde".to_owned(),
            domain: "kunde.example".to_owned(),
            country: "DE".to_owned(),
            currency: Currency::new("EUR").unwrap(),
            segment: "Commercial".to_owned(),
        }
    }

    fn looked<T>(value: T) -> Option<Seen<T>> {
        Some(Seen { at: Instant(0), value })
    }

    #[test]
    fn what_is_not_shown_is_named_and_not_guessed() {
        let gone = SubscriptionSeen {
            status: Status::Deleted,
            ..shown("gone", false, None)
        };
        let endless = SubscriptionSeen {
            end: None,
            trial: true,
            ..shown("e", false, Some(TENANT))
        };
        let legacy = SubscriptionSeen {
            offer: Some("84A03D81-6B37-4D66-8D4A-FAEA24541538".to_owned()),
            renews: Some(true),
            ..shown("l", true, None)
        };
        let license = License {
            sku_id: sku(),
            disabled_plans: Vec::new(),
            via_group: Some("g".to_owned()),
        };
        let person = PersonSeen {
            id: "u".to_owned(),
            name: "kim@kunde.example".to_owned(),
            location: None,
            licenses: vec![license],
        };
        let all = vec![shown("?", false, None), shown("p", false, Some("other")), endless, legacy, gone];
        let sight = Sight {
            subscriptions: looked(all),
            people: looked(Some(vec![person])),
            ..Sight::default()
        };
        let (estate, risks) = estate_seen(customer(), &sight, date(2026, 12, 7));
        let told: Vec<_> = estate
            .subscriptions
            .iter()
            .map(|s| (s.id.as_str(), s.channel, s.owner.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("?", Channel::WebDirect, None),
                ("p", Channel::OtherPartner, Some("other")),
                ("e", Channel::WebDirect, None),
                ("l", Channel::ThisPartner, None),
            ]
        );
        assert_eq!(estate.subscriptions[2].kind, SubscriptionKind::Trial);
        assert_eq!(
            (estate.subscriptions[3].generation, estate.subscriptions[0].auto_renew),
            (Generation::Legacy, None)
        );
        assert_eq!((estate.groups[0].id.as_str(), estate.groups[0].licenses[0].sku_id), ("g", sku()));
        let codes: Vec<(RiskCode, String)> = risks.iter().map(|risk| (risk.code, format!("{:?}", risk.values))).collect();
        assert_eq!(
            codes.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            [RiskCode::SellerUnknown, RiskCode::EndUnknown]
        );
        assert!(codes[0].1.contains('?') && codes[1].1.contains('e'), "{codes:?}");
    }

    #[test]
    fn whose_people_nobody_sees_cannot_be_moved() {
        let sight = Sight {
            subscriptions: looked(vec![shown("l", true, None)]),
            people: looked(None),
            ..Sight::default()
        };
        let (estate, risks) = estate_seen(customer(), &sight, date(2026, 12, 7));
        assert_eq!((estate.users.len(), risks[0].code), (0, RiskCode::DirectoryClosed));
        assert!(RiskCode::DirectoryClosed.forbids());
    }
}
