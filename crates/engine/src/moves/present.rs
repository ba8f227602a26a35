//! Makes of what was seen, and of what is left of the plan, the present that the planner's proof looks at.

use nahtlos_model::{catalogue::Catalogue, estate::Estate};
use nahtlos_model::{
    dates::Date,
    estate::{License, Subscription, SubscriptionStatus},
    ids::{ServicePlanId, SkuId},
    moves::{
        Move,
        sight::{PersonSeen, Sight, SubscriptionSeen},
    },
    notice::Value,
    plan::{LicenseChange, Plan, Purchase, StepKind},
};
use nahtlos_planner::present::{Ahead, Person, Present, Supply, There};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a move goes out from, read once.
#[derive(Debug)]
pub(super) struct Basis {
    /// The plan that holds, by its version.
    pub(super) version: i64,
    pub(super) plan: Plan,
    pub(super) estate: Estate,
    pub(super) catalogue: Catalogue,
    /// Everybody of the estate by the plan's ids, with what they need and held.
    people: Vec<Origin>,
    places: HashMap<String, usize>,
}

#[derive(Debug)]
struct Origin {
    id: String,
    /// Id and sign-in name, in lower case, by which they are found in the tenant.
    names: [String; 2],
    need: Vec<ServicePlanId>,
    began: Vec<License>,
}

impl Basis {
    pub(super) fn new(version: i64, plan: Plan, estate: Estate, catalogue: Catalogue) -> Self {
        let mut people = Vec::new();
        for user in &estate.users {
            let need = need(&catalogue, &plan, &user.licenses);
            for n in 1..=user.count {
                let id = if user.count == 1 {
                    user.id.clone()
                } else {
                    format!("{}#{n}", user.id)
                };
                people.push(Origin {
                    names: [id.to_ascii_lowercase(), user.user_principal_name.to_ascii_lowercase()],
                    id,
                    need: need.clone(),
                    began: user.licenses.clone(),
                });
            }
        }
        let places = people.iter().enumerate().map(|(place, one)| (one.id.clone(), place)).collect();
        Self {
            version,
            plan,
            estate,
            catalogue,
            people,
            places,
        }
    }

    /// The present, and everybody's id in the tenant by place. Where people may not be seen, they hold what they held when it began, and what
    /// was changed since by lists of which somebody said that they are done.
    ///
    /// With `promised`, what is to be bought today counts after today's changes: the proof is for a deed that comes before.
    pub(super) fn present(&self, of: &Move, sight: &Sight, day: Date, promised: bool) -> (Present, Vec<String>) {
        let seen = sight.people.as_ref().and_then(|seen| seen.value.as_ref());
        let by_name: HashMap<String, &PersonSeen> = seen
            .into_iter()
            .flatten()
            .flat_map(|person| [(person.id.to_ascii_lowercase(), person), (person.name.to_ascii_lowercase(), person)])
            .collect();
        let by_list = if seen.is_none() { self.made_changes(of) } else { HashMap::new() };
        let person = |origin: &Origin| {
            let found = origin.names.iter().find_map(|name| by_name.get(name));
            let licenses = match (seen, found) {
                (None, _) => after(&origin.began, by_list.get(origin.id.as_str()).map_or(&[], Vec::as_slice)),
                (Some(_), Some(person)) => person.licenses.clone(),
                (Some(_), None) => Vec::new(),
            };
            // Who is gone needs nothing any more.
            let gone = seen.is_some() && found.is_none();
            Person {
                id: origin.id.clone(),
                need: if gone { Vec::new() } else { origin.need.clone() },
                began: origin.began.clone(),
                licenses,
            }
        };
        let people: Vec<Person> = self.people.iter().map(person).collect();
        let id = |origin: &Origin| {
            let found = origin.names.iter().find_map(|name| by_name.get(name));
            found.map_or_else(|| origin.id.clone(), |person| person.id.clone())
        };
        let ids = self.people.iter().map(id).collect();
        let present = Present {
            day,
            horizon: self.plan.horizon,
            ahead: self.ahead(of, &people, day),
            supplies: self.supplies(of, sight, day, promised),
            people,
        };
        (present, ids)
    }

    /// Seats: every subscription that is seen to supply, until the day on which the plan stops counting on it, and what is still to be bought.
    fn supplies(&self, of: &Move, sight: &Sight, day: Date, promised: bool) -> Vec<Supply> {
        let mut all = Vec::new();
        let seen = sight.subscriptions.as_ref().map_or(&[][..], |seen| &seen.value);
        let originals: BTreeMap<String, &str> = self
            .estate
            .subscriptions
            .iter()
            .map(|s| (of.in_tenant(&s.id).to_ascii_lowercase(), s.id.as_str()))
            .collect();
        let bought: BTreeMap<String, Vec<&str>> = of.bought.iter().fold(BTreeMap::new(), |mut all, (purchase, what)| {
            all.entry(what.subscription.to_ascii_lowercase())
                .or_default()
                .push(purchase.as_str());
            all
        });
        for one in seen.iter().filter(|one| one.supplies()) {
            let id = one.id.to_ascii_lowercase();
            let to = match originals.get(&id) {
                Some(original) => self.planned_end(original),
                None => self.end_of_bought(bought.get(&id), one),
            };
            all.push(Supply {
                sku: one.sku,
                seats: one.seats,
                there: There::Seen,
                from: one.start.unwrap_or(day),
                to,
                source: one.id.clone(),
            });
        }
        all.extend(self.unseen(of, sight, day));
        all.extend(self.coming(of, day, promised));
        all
    }

    /// Originals that nobody can see are what the estate says, as long as nobody looked into the tenant.
    fn unseen(&self, of: &Move, sight: &Sight, day: Date) -> Vec<Supply> {
        let seen = sight.subscriptions.as_ref().map_or(&[][..], |seen| &seen.value);
        let blind = sight.people.as_ref().is_none_or(|seen| seen.value.is_none());
        let known = |original: &Subscription| seen.iter().any(|one| one.id.eq_ignore_ascii_case(of.in_tenant(&original.id)));
        let originals = self.estate.subscriptions.iter();
        let unseen = originals.filter(|s| blind && s.status == SubscriptionStatus::Active && !known(s));
        let supply = |original: &Subscription| Supply {
            sku: original.sku_id,
            seats: original.quantity,
            there: There::seen(original.start.is_none_or(|start| start <= day) && original.end.is_none_or(|end| day < end)),
            from: original.start.unwrap_or(day),
            to: self.planned_end(&original.id),
            source: original.id.clone(),
        };
        unseen.map(supply).collect()
    }

    /// What is still to be bought, and terms that are still to begin.
    fn coming(&self, of: &Move, day: Date, promised: bool) -> Vec<Supply> {
        let waits = |p: &&Purchase| !of.bought.contains_key(&p.id) || (p.renews.is_some() && p.start > day);
        let supply = |purchase: &Purchase| Supply {
            sku: purchase.sku_id,
            seats: purchase.seats,
            there: if promised { There::Due } else { There::Coming },
            from: purchase.start,
            to: Some(purchase.end),
            source: purchase.id.clone(),
        };
        self.plan.purchases.iter().filter(waits).map(supply).collect()
    }

    /// The day on which the plan stops counting on an original.
    fn planned_end(&self, original: &str) -> Option<Date> {
        let end = self.plan.originals.iter().find(|end| end.subscription_id == original);
        end.and_then(|end| end.planned_end)
    }

    /// Until when a subscription is counted on that the move bought: the end of the term that runs, where the plan has another behind it.
    fn end_of_bought(&self, purchases: Option<&Vec<&str>>, seen: &SubscriptionSeen) -> Option<Date> {
        let of_plan = |id: &&str| self.plan.purchases.iter().find(|p| p.id == *id);
        match purchases {
            Some(purchases) => {
                let ends = purchases
                    .iter()
                    .filter_map(of_plan)
                    .map(|p| p.end)
                    .filter(|end| seen.end.is_none_or(|seen| *end <= seen))
                    .max();
                ends.or(seen.end)
            }
            // Bought by somebody, before the move or beside it: counted on to its end, unless it is known to renew.
            None => seen.end.filter(|_| seen.renews != Some(true)),
        }
    }

    /// Changes that steps still have to make, for those for whom they are not made.
    fn ahead(&self, of: &Move, people: &[Person], day: Date) -> Vec<Ahead> {
        let open = self.open_changes(of);
        let changes = self.plan.license_changes.iter().enumerate().filter(|(at, _)| open.contains(at));
        let mut all = Vec::new();
        for (_, change) in changes {
            let places = change.user_ids.iter().filter_map(|id| self.places.get(id).copied());
            let waiting: Vec<usize> = places
                .filter(|&place| change.date > day || !is_made(&people[place].licenses, change))
                .collect();
            // Who needs nothing any more is left alone.
            let waiting: Vec<usize> = waiting
                .into_iter()
                .filter(|&place| !people[place].need.is_empty() || change.group_id.is_some())
                .collect();
            if waiting.is_empty() {
                continue;
            }
            all.push(Ahead {
                date: change.date.max(day),
                remove: change.remove_licenses.clone(),
                add: change.add_licenses.clone(),
                group: change.group_id.clone(),
                people: waiting,
            });
        }
        all
    }

    /// Licence changes of steps that are done, by user and in the plan's order.
    fn made_changes(&self, of: &Move) -> HashMap<&str, Vec<&LicenseChange>> {
        let open = self.open_changes(of);
        let mut all: HashMap<&str, Vec<&LicenseChange>> = HashMap::new();
        for (_, change) in self.plan.license_changes.iter().enumerate().filter(|(at, _)| !open.contains(at)) {
            for user in &change.user_ids {
                all.entry(user).or_default().push(change);
            }
        }
        all
    }

    /// Places of licence changes whose step is not over.
    fn open_changes(&self, of: &Move) -> BTreeSet<usize> {
        let open = |id: &str| of.step(id).is_none_or(|run| !run.is_over());
        let swaps = self
            .plan
            .steps
            .iter()
            .filter(|step| step.kind == StepKind::SwapLicenses && open(&step.id));
        let named = |step: &nahtlos_model::plan::Step| match step.details.get("changes") {
            Some(Value::Text(text)) => text.split(", ").filter_map(|n| n.parse().ok()).collect::<Vec<usize>>(),
            _ => Vec::new(),
        };
        swaps.flat_map(named).collect()
    }
}

/// What somebody holds after changes.
fn after(began: &[License], changes: &[&LicenseChange]) -> Vec<License> {
    let mut all = began.to_vec();
    for change in changes {
        let given = |sku: &SkuId| change.add_licenses.iter().any(|add| add.sku_id == *sku);
        all.retain(|license| !change.remove_licenses.contains(&license.sku_id) && !given(&license.sku_id));
        all.extend(change.add_licenses.iter().map(|add| License {
            sku_id: add.sku_id,
            disabled_plans: add.disabled_plans.clone(),
            via_group: change.group_id.clone(),
        }));
    }
    all
}

/// Whether somebody holds what a change gives, and nothing of what it takes.
fn is_made(licenses: &[License], change: &LicenseChange) -> bool {
    let through = |license: &License| change.group_id.is_none() || license.via_group == change.group_id;
    let same = |a: &[ServicePlanId], b: &[ServicePlanId]| {
        let sets = [a, b].map(|plans| plans.iter().copied().collect::<BTreeSet<ServicePlanId>>());
        sets[0] == sets[1]
    };
    let holds = |sku: SkuId| licenses.iter().filter(move |l| l.sku_id == sku && through(l));
    let given = change
        .add_licenses
        .iter()
        .all(|add| holds(add.sku_id).any(|l| same(&l.disabled_plans, &add.disabled_plans)));
    let gone = change.remove_licenses.iter().all(|sku| holds(*sku).next().is_none());
    given && gone
}

/// What somebody must keep: everything on in some licence that they held, but for what may be lost.
fn need(catalogue: &Catalogue, plan: &Plan, licenses: &[License]) -> Vec<ServicePlanId> {
    let mut all = BTreeSet::new();
    for license in licenses {
        let inside = catalogue
            .products
            .get(&license.sku_id)
            .map_or(&[][..], |product| &product.plans[..]);
        all.extend(inside.iter().copied().filter(|plan| !license.disabled_plans.contains(plan)));
    }
    let kept = all.into_iter().filter(|service| !plan.policy.accept_loss.contains(service));
    kept.collect()
}
