//! What a customer holds now, as an estate that a plan can be made from. What everybody must keep stays what it was when the move began: a
//! licence that the move gave counts only for the services that its holder had before, whatever else is in it.

use crate::moves::present::{Basis, Seen, need, on};
use nahtlos_model::{
    dates::Date,
    estate::{
        Channel, ESTATE_SCHEMA, Estate, Generation, GroupLicense, License, Subscription, SubscriptionKind, SubscriptionStatus, Treatment,
        User,
    },
    ids::{ServicePlanId, SkuId},
    moves::{
        Move,
        sight::{PersonSeen, Sight, SubscriptionSeen, TransferState},
    },
    plan::LicenseChange,
    subscriptions::Status,
};
use std::collections::{BTreeMap, BTreeSet};

/// The present, to be planned from.
#[derive(Debug)]
pub(super) struct Now {
    pub(super) estate: Estate,
    /// Users who lack services that they had, with what they lack: somebody took it from them.
    pub(super) lacking: Vec<(String, Vec<ServicePlanId>)>,
}

impl Basis {
    /// The present. With `as_they_are`, what somebody lacks is not needed any more.
    pub(super) fn now(&self, of: &Move, sight: &Sight, day: Date, as_they_are: bool) -> Now {
        let (users, lacking) = self.users(of, sight, as_they_are);
        let groups = self.groups(sight);
        let estate = Estate {
            schema: ESTATE_SCHEMA.to_owned(),
            customer: self.estate.customer.clone(),
            as_of: day,
            subscriptions: self.subscriptions(of, sight, day),
            groups,
            users,
        };
        Now { estate, lacking }
    }

    fn users(&self, of: &Move, sight: &Sight, as_they_are: bool) -> (Vec<User>, Vec<(String, Vec<ServicePlanId>)>) {
        let seen = Seen::new(sight);
        let done = self.done_changes(of);
        let made = self.given();
        let (mut users, mut lacking) = (Vec::new(), Vec::new());
        for (place, origin) in self.people().iter().enumerate() {
            let found = seen.find(origin);
            let held = match (seen.blind(), found) {
                (true, _) => self.expected(place, &done),
                (false, Some(person)) => person.licenses.clone(),
                (false, None) => continue,
            };
            let row = &self.estate.users[origin.user];
            let mine = made.get(&place);
            let ours = |license: &License| {
                let given = mine.is_some_and(|given| given.contains(&(license.sku_id, license.via_group.as_deref())));
                given || of.given.contains(&license.sku_id)
            };
            let by_hand: BTreeSet<ServicePlanId> = held
                .iter()
                .filter(|license| !ours(license))
                .flat_map(|license| on(&self.catalogue, license))
                .collect();
            let needed: BTreeSet<ServicePlanId> = origin.need.iter().copied().chain(by_hand).collect();
            let has: BTreeSet<ServicePlanId> = held.iter().flat_map(|license| on(&self.catalogue, license)).collect();
            let lost = self.lost(&origin.need, &has);
            if !lost.is_empty() && !as_they_are {
                lacking.push((origin.id.clone(), lost));
            }
            let licenses = held.into_iter().map(|license| match ours(&license) {
                true => self.masked(license, &needed),
                false => license,
            });
            let stays_off = self.stays_off(row, &has);
            users.push(User {
                stays_off,
                id: origin.id.clone(),
                user_principal_name: found.map_or_else(|| row.user_principal_name.clone(), |person| person.name.clone()),
                usage_location: row.usage_location.clone(),
                count: 1,
                licenses: licenses.collect(),
            });
        }
        let joined = seen.others(self.people());
        users.extend(joined.into_iter().filter_map(|person| self.joined(person)));
        (users, lacking)
    }

    /// Somebody who was not there, or held nothing that the plan is about.
    fn joined(&self, person: &PersonSeen) -> Option<User> {
        let licenses = self.of_the_plan(&person.licenses);
        (!need(&self.catalogue, &self.plan.policy.accept_loss, &licenses).is_empty()).then(|| User {
            id: person.id.clone(),
            user_principal_name: person.name.clone(),
            usage_location: Some(self.estate.customer.country.clone()),
            count: 1,
            licenses,
            stays_off: Vec::new(),
        })
    }

    /// What was off for somebody when the move began, and is on in nothing that they hold now: the licence that had it off may be gone.
    fn stays_off(&self, row: &User, has: &BTreeSet<ServicePlanId>) -> Vec<ServicePlanId> {
        let on_then: BTreeSet<ServicePlanId> = row.licenses.iter().flat_map(|license| on(&self.catalogue, license)).collect();
        let off = row
            .licenses
            .iter()
            .flat_map(|license| &license.disabled_plans)
            .chain(&row.stays_off);
        let off: BTreeSet<ServicePlanId> = off.copied().filter(|plan| !on_then.contains(plan) && !has.contains(plan)).collect();
        off.into_iter().collect()
    }

    /// What of a need nothing satisfies that is on.
    fn lost(&self, need: &[ServicePlanId], has: &BTreeSet<ServicePlanId>) -> Vec<ServicePlanId> {
        let pairs = &self.catalogue.equivalents;
        let satisfied = |plan: &ServicePlanId| has.contains(plan) || pairs.iter().any(|p| p.plan == *plan && has.contains(&p.satisfied_by));
        need.iter().filter(|plan| !satisfied(plan)).copied().collect()
    }

    /// A licence with everything off that its holder does not need.
    fn masked(&self, license: License, needed: &BTreeSet<ServicePlanId>) -> License {
        let pairs = &self.catalogue.equivalents;
        let serves =
            |plan: &ServicePlanId| needed.contains(plan) || pairs.iter().any(|p| p.satisfied_by == *plan && needed.contains(&p.plan));
        let off: Vec<ServicePlanId> = on(&self.catalogue, &license).filter(|plan| !serves(plan)).collect();
        let mut disabled = license.disabled_plans;
        disabled.extend(off);
        License {
            disabled_plans: disabled,
            ..license
        }
    }

    /// What the plan gives to whom, by place.
    fn given(&self) -> BTreeMap<usize, BTreeSet<(SkuId, Option<&str>)>> {
        let mut all: BTreeMap<usize, BTreeSet<(SkuId, Option<&str>)>> = BTreeMap::new();
        for place in 0..self.people().len() {
            for change in self.changes_of(place) {
                let LicenseChange {
                    add_licenses, group_id, ..
                } = change;
                let given = add_licenses.iter().map(|add| (add.sku_id, group_id.as_deref()));
                all.entry(place).or_default().extend(given);
            }
        }
        all
    }

    /// Groups, with what their members hold through them now; where nobody is seen who does, with what they gave.
    fn groups(&self, sight: &Sight) -> Vec<nahtlos_model::estate::Group> {
        let people = sight.people.as_ref().and_then(|seen| seen.value.as_ref());
        let mut through: BTreeMap<&str, BTreeMap<SkuId, &License>> = BTreeMap::new();
        for license in people.into_iter().flatten().flat_map(|person| &person.licenses) {
            if let Some(group) = &license.via_group {
                through.entry(group).or_default().insert(license.sku_id, license);
            }
        }
        let group = |group: &nahtlos_model::estate::Group| {
            let mut group = group.clone();
            if let Some(held) = through.get(group.id.as_str()) {
                let licenses = held.values().map(|license| GroupLicense {
                    sku_id: license.sku_id,
                    disabled_plans: license.disabled_plans.clone(),
                });
                group.licenses = licenses.collect();
            }
            group
        };
        self.estate.groups.iter().map(group).collect()
    }

    fn subscriptions(&self, of: &Move, sight: &Sight, day: Date) -> Vec<Subscription> {
        let seen = sight.subscriptions.as_ref().map_or(&[][..], |seen| &seen.value);
        let known = |one: &SubscriptionSeen| {
            let same = |s: &&Subscription| one.id.eq_ignore_ascii_case(of.in_tenant(&s.id));
            self.estate.subscriptions.iter().find(same)
        };
        let there = |one: &&SubscriptionSeen| one.supplies() || (one.own && one.status == Status::Pending);
        let mut all: Vec<Subscription> = seen
            .iter()
            .filter(there)
            .map(|one| self.subscription(of, sight, one, known(one), day))
            .collect();
        // What nobody may see is what was known of it, until its end.
        let blind = sight.people.as_ref().is_none_or(|seen| seen.value.is_none());
        let unseen = self.estate.subscriptions.iter().filter(|s| {
            let lasts = s.end.is_none_or(|end| end > day);
            blind && s.is_active() && lasts && !seen.iter().any(|one| one.id.eq_ignore_ascii_case(of.in_tenant(&s.id)))
        });
        all.extend(unseen.map(|s| Subscription {
            wanted_treatment: treatment(sight, s, of.in_tenant(&s.id)),
            ..s.clone()
        }));
        all
    }

    fn subscription(&self, of: &Move, sight: &Sight, one: &SubscriptionSeen, known: Option<&Subscription>, day: Date) -> Subscription {
        let bought = of.bought.values().chain(of.earlier.values());
        let ours = one.own && (of.marked(&one.name) || bought.into_iter().any(|b| b.subscription.eq_ignore_ascii_case(&one.id)));
        let base = known.cloned().unwrap_or_else(|| elsewhere(one));
        let treatment = if ours {
            Some(Treatment::CarryOn)
        } else {
            treatment(sight, &base, &one.id)
        };
        Subscription {
            id: if ours { one.id.clone() } else { base.id.clone() },
            channel: if one.own { Channel::ThisPartner } else { base.channel },
            wanted_treatment: treatment,
            sku_id: one.sku,
            quantity: one.seats,
            start: one.start.filter(|start| *start <= day).or(base.start),
            end: one.end.or(base.end),
            auto_renew: if ours { Some(false) } else { one.renews.or(base.auto_renew) },
            status: SubscriptionStatus::Active,
            ..base
        }
    }
}

/// Somebody's subscription that the plan knew nothing of.
fn elsewhere(one: &SubscriptionSeen) -> Subscription {
    Subscription {
        id: one.id.clone(),
        channel: if one.own { Channel::ThisPartner } else { Channel::WebDirect },
        owner: None,
        wanted_treatment: Some(Treatment::Keep),
        sku_id: one.sku,
        quantity: one.seats,
        start: one.start,
        end: one.end,
        auto_renew: one.renews,
        term_duration: one.term.map(|term| term.to_string()),
        billing_cycle: None,
        generation: Generation::NewCommerce,
        kind: SubscriptionKind::Paid,
        status: SubscriptionStatus::Active,
    }
}

/// What is to become of an original: what another partner does not let go is replaced.
fn treatment(sight: &Sight, original: &Subscription, id: &str) -> Option<Treatment> {
    match original.wanted_treatment {
        Some(Treatment::Transfer) if refused(sight, original, id) => Some(Treatment::Replace),
        wanted => wanted,
    }
}

/// Its transfer was refused or has expired, and none is open.
fn refused(sight: &Sight, original: &Subscription, id: &str) -> bool {
    let transfers = sight.transfers.as_ref().map_or(&[][..], |seen| &seen.value);
    let owner = original.owner.as_deref().unwrap_or_default();
    let mut about = transfers.iter().filter(|t| t.is_about(id, owner)).peekable();
    about.peek().is_some() && about.all(|t| t.state == TransferState::Failed)
}
