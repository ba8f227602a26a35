//! Makes of what was seen, and of what is left of the plan, the present that the planner's proof looks at.

mod people;

use nahtlos_model::{
    catalogue::Catalogue,
    dates::Date,
    estate::{Estate, License, Subscription, SubscriptionStatus},
    ids::{ServicePlanId, SkuId},
    moves::{
        Move, StepRun,
        deeds::WantedEnd,
        fate::fate,
        sight::{Sight, SubscriptionSeen},
    },
    notice::Value,
    plan::{LicenseChange, Plan, Purchase, Step, StepKind},
    subscriptions::Status,
};
use nahtlos_planner::present::{Ahead, Person, Present, Supply, There};
use people::Origin;
pub(super) use people::{Seen, need, on};
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
    /// Of everybody, by place: the plan's changes of their licences, by place.
    mine: Vec<Vec<usize>>,
    /// SKUs that the plan is about: of subscriptions and purchases.
    skus: BTreeSet<SkuId>,
}

impl Basis {
    pub(super) fn new(version: i64, plan: Plan, estate: Estate, catalogue: Catalogue) -> Self {
        let people = people::origins(&catalogue, &plan, &estate);
        let places: HashMap<String, usize> = people.iter().enumerate().map(|(place, one)| (one.id.clone(), place)).collect();
        let mut mine = vec![Vec::new(); people.len()];
        for (at, change) in plan.license_changes.iter().enumerate() {
            change
                .user_ids
                .iter()
                .filter_map(|id| places.get(id))
                .for_each(|place| mine[*place].push(at));
        }
        let subscriptions = estate.subscriptions.iter().map(|s| s.sku_id);
        Self {
            version,
            skus: subscriptions.chain(plan.purchases.iter().map(|p| p.sku_id)).collect(),
            plan,
            estate,
            catalogue,
            people,
            places,
            mine,
        }
    }

    /// The present, and everybody's id in the tenant by place: those of the estate, and then who joined. Where people may not be seen, they
    /// hold what the changes left them with that are done.
    ///
    /// With `promised`, what is to be bought today counts after today's changes: the proof is for a deed that comes before.
    pub(super) fn present(&self, of: &Move, sight: &Sight, day: Date, promised: bool) -> (Present, Vec<String>) {
        let seen = people::Seen::new(sight);
        let done = self.changes(of, &|_, over| over);
        let (mut people, mut ids) = (Vec::new(), Vec::new());
        for (place, origin) in self.people.iter().enumerate() {
            let found = seen.find(origin);
            let licenses = match (seen.blind(), found) {
                (true, _) => self.expected(place, &done),
                (false, Some(person)) => person.licenses.clone(),
                (false, None) => Vec::new(),
            };
            // Who is gone needs nothing any more.
            let gone = !seen.blind() && found.is_none();
            ids.push(found.map_or_else(|| origin.id.clone(), |person| person.id.clone()));
            people.push(Person {
                id: origin.id.clone(),
                need: if gone { Vec::new() } else { origin.need.clone() },
                began: origin.began.clone(),
                licenses,
            });
        }
        for person in seen.others(&self.people) {
            let licenses = self.of_the_plan(&person.licenses);
            ids.push(person.id.clone());
            people.push(Person {
                id: person.id.clone(),
                need: people::need(&self.catalogue, &self.plan.policy.accept_loss, &licenses),
                began: licenses.clone(),
                licenses,
            });
        }
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
            // What was there before the plan and is renewed by it is what its renewals say from then on.
            let to = match (originals.get(&id), bought.get(&id)) {
                (Some(original), None) => self.planned_end(original),
                (_, purchases) => self.end_of_bought(purchases, one),
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
        let provisioning = seen.iter().filter(|one| one.own && one.status == Status::Pending);
        all.extend(provisioning.map(|one| Supply {
            sku: one.sku,
            seats: one.seats,
            there: if promised { There::Due } else { There::Coming },
            from: one.start.unwrap_or(day),
            to: one.end,
            source: one.id.clone(),
        }));
        all.extend(self.unseen(of, sight, day));
        all.extend(self.coming(of, sight, day, promised));
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
    fn coming(&self, of: &Move, sight: &Sight, day: Date, promised: bool) -> Vec<Supply> {
        // A renewal begins where what it renews really ends.
        let real_end = |purchase: &Purchase| {
            let before = of.bought.get(purchase.renews.as_deref()?)?;
            sight.subscription(&before.subscription)?.end
        };
        let waits = |p: &&Purchase| !of.bought.contains_key(&p.id) || (p.renews.is_some() && p.start > day);
        let supply = |purchase: &Purchase| Supply {
            sku: purchase.sku_id,
            seats: purchase.seats,
            there: if promised { There::Due } else { There::Coming },
            from: real_end(purchase).map_or(purchase.start, |end| end.min(purchase.start)),
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
                let last = purchases.iter().filter_map(of_plan).max_by_key(|p| p.end);
                // What the plan lets go on, and is set to go on, does not stop at the end of its term.
                let goes_on =
                    |p: &Purchase| seen.renews == Some(true) && p.end >= self.plan.horizon && fate(&self.plan, p) == WantedEnd::Renew;
                if last.is_some_and(goes_on) {
                    return None;
                }
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
        // What has begun is made now, also where its day is tomorrow.
        let begun = |step: &Step, over: bool| !over && of.step(&step.id).is_some_and(|run| run.since.is_some());
        let begun = self.changes(of, &begun);
        let changes = self.plan.license_changes.iter().enumerate().filter(|(at, _)| open.contains(at));
        let mut all = Vec::new();
        for (at, change) in changes {
            let date = if begun.contains(&at) { day } else { change.date.max(day) };
            let places = change.user_ids.iter().filter_map(|id| self.places.get(id).copied());
            let waiting: Vec<usize> = places
                .filter(|&place| date > day || !is_made(&people[place].licenses, change))
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
                date,
                remove: change.remove_licenses.clone(),
                add: change.add_licenses.clone(),
                group: change.group_id.clone(),
                people: waiting,
            });
        }
        all
    }

    /// Places of licence changes of whose step something is true: of the step, and whether it is over.
    fn changes(&self, of: &Move, what: &dyn Fn(&Step, bool) -> bool) -> BTreeSet<usize> {
        let over = |id: &str| of.step(id).is_some_and(StepRun::is_over);
        let steps = self.plan.steps.iter();
        let swaps = steps.filter(|step| step.kind == StepKind::SwapLicenses && what(step, over(&step.id)));
        let named = |step: &Step| match step.details.get("changes") {
            Some(Value::Text(text)) => text.split(", ").filter_map(|n| n.parse().ok()).collect::<Vec<usize>>(),
            _ => Vec::new(),
        };
        swaps.flat_map(named).collect()
    }

    /// Places of licence changes that are made.
    pub(super) fn done_changes(&self, of: &Move) -> BTreeSet<usize> {
        self.changes(of, &|_, over| over)
    }

    /// The plan's changes of somebody's licences, in its order.
    pub(super) fn changes_of(&self, place: usize) -> impl Iterator<Item = &LicenseChange> {
        self.mine[place].iter().map(|at| &self.plan.license_changes[*at])
    }

    /// Places of licence changes that are still to be made.
    pub(super) fn open_changes(&self, of: &Move) -> BTreeSet<usize> {
        self.changes(of, &|_, over| !over)
    }
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
