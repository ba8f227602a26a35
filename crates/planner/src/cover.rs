//! Whether a licence set covers a need once plans are switched off in it so that no exclusion is
//! broken. Called by the enumeration of sets and when a plan says which plans to switch off.

use nahtlos_model::{
    catalogue::Catalogue,
    ids::{ServicePlanId, SkuId},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Facts of the catalogue, indexed for cover questions.
#[derive(Debug)]
pub(crate) struct CoverFacts<'a> {
    pub(crate) catalogue: &'a Catalogue,
    /// Plans that satisfy a plan besides itself.
    pub(crate) satisfiers: HashMap<ServicePlanId, Vec<ServicePlanId>>,
    /// Exclusion groups a plan belongs to.
    groups_of: HashMap<ServicePlanId, Vec<u16>>,
}

/// A need seen through SKUs: bit `i` is the `i`-th needed plan.
#[derive(Debug)]
pub(crate) struct NeedView {
    words: usize,
    full: Vec<u64>,
    skus: Vec<SkuView>,
    groups: usize,
    place: HashMap<SkuId, usize>,
}

#[derive(Debug)]
struct SkuView {
    sku: SkuId,
    /// Needs met through some plan, whatever the exclusions.
    any: Vec<u64>,
    /// Needs met through plans of no exclusion group.
    free: Vec<u64>,
    /// Plans of exclusion groups that meet needs.
    bound: Vec<BoundPlan>,
}

#[derive(Debug)]
struct BoundPlan {
    plan: ServicePlanId,
    groups: Vec<u16>,
    meets: Vec<u64>,
}

/// What an exclusion group is allowed to enable: every plan of one SKU, or one plan through any SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Sku(SkuId),
    Plan(ServicePlanId),
}

impl<'a> CoverFacts<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue) -> Self {
        let mut satisfiers: HashMap<ServicePlanId, Vec<ServicePlanId>> = HashMap::new();
        for pair in &catalogue.equivalents {
            satisfiers.entry(pair.plan).or_default().push(pair.satisfied_by);
        }
        let mut names: BTreeMap<&str, u16> = BTreeMap::new();
        let mut groups_of: HashMap<ServicePlanId, Vec<u16>> = HashMap::new();
        for exclusion in &catalogue.exclusions {
            let next = names.len() as u16;
            let group = *names.entry(&exclusion.group).or_insert(next);
            let of_plan = groups_of.entry(exclusion.plan).or_default();
            if !of_plan.contains(&group) {
                of_plan.push(group);
            }
        }
        Self {
            catalogue,
            satisfiers,
            groups_of,
        }
    }

    /// Plans that would meet a needed plan: itself and its equivalents.
    pub(crate) fn meeting(&self, plan: ServicePlanId) -> impl Iterator<Item = ServicePlanId> + '_ {
        std::iter::once(plan).chain(self.satisfiers.get(&plan).into_iter().flatten().copied())
    }

    /// The need through the given SKUs; SKUs that meet nothing stay in, with empty masks.
    pub(crate) fn view(&self, need: &[ServicePlanId], skus: impl IntoIterator<Item = SkuId>) -> NeedView {
        let words = need.len().div_ceil(64).max(1);
        let mut meets_of: HashMap<ServicePlanId, Vec<u64>> = HashMap::new();
        for (bit, &plan) in need.iter().enumerate() {
            for meeting in self.meeting(plan) {
                meets_of.entry(meeting).or_insert_with(|| vec![0; words])[bit / 64] |= 1 << (bit % 64);
            }
        }
        let mut full = vec![0u64; words];
        for bit in 0..need.len() {
            full[bit / 64] |= 1 << (bit % 64);
        }
        let mut seen: HashSet<u16> = HashSet::new();
        let skus: Vec<SkuView> = skus
            .into_iter()
            .map(|sku| self.sku_view(sku, &meets_of, words, &mut seen))
            .collect();
        let place = skus.iter().enumerate().map(|(i, view)| (view.sku, i)).collect();
        NeedView {
            words,
            full,
            skus,
            groups: seen.iter().max().map_or(0, |&g| usize::from(g) + 1),
            place,
        }
    }

    fn sku_view(&self, sku: SkuId, meets_of: &HashMap<ServicePlanId, Vec<u64>>, words: usize, seen: &mut HashSet<u16>) -> SkuView {
        let mut view = SkuView {
            sku,
            any: vec![0; words],
            free: vec![0; words],
            bound: Vec::new(),
        };
        for plan in self.catalogue.products.get(&sku).map_or(&[][..], |p| &p.plans) {
            let Some(meets) = meets_of.get(plan) else { continue };
            union(&mut view.any, meets);
            match self.groups_of.get(plan) {
                None => union(&mut view.free, meets),
                Some(groups) => {
                    seen.extend(groups);
                    view.bound.push(BoundPlan {
                        plan: *plan,
                        groups: groups.clone(),
                        meets: meets.clone(),
                    });
                }
            }
        }
        view
    }

    /// Which plans of a set may be enabled together so that the need is met: per SKU of the set the plans to switch off.
    /// `wished` plans are enabled where nothing forbids it, others stay off unless the need rests on them.
    /// `None` when the set cannot cover.
    pub(crate) fn switched_off(
        &self,
        need: &[ServicePlanId],
        set: &[SkuId],
        wished: impl Fn(SkuId, ServicePlanId) -> bool,
    ) -> Option<Vec<(SkuId, Vec<ServicePlanId>)>> {
        let view = self.view(need, set.iter().copied());
        let members: Vec<usize> = (0..set.len()).collect();
        let chosen = view.choices(&members)?;
        let mut choices: BTreeMap<u16, Choice> = chosen.iter().enumerate().filter_map(|(g, c)| Some((g as u16, (*c)?))).collect();
        let mut on: HashSet<(SkuId, ServicePlanId)> = HashSet::new();
        for &plan in need {
            let ways: Vec<(SkuId, ServicePlanId)> = self.meeting(plan).flat_map(|m| set.iter().map(move |&sku| (sku, m))).collect();
            if ways.iter().any(|way| on.contains(way)) {
                continue;
            }
            let open = |&(sku, m): &(SkuId, ServicePlanId)| self.plans_of(sku).contains(&m) && self.allowed(&choices, sku, m);
            let way = ways
                .iter()
                .find(|w| open(w) && wished(w.0, w.1))
                .or_else(|| ways.iter().find(|w| open(w)))?;
            on.insert(*way);
        }
        self.complete(&mut choices, set, &on, &wished);
        for &sku in set {
            on.extend(
                self.plans_of(sku)
                    .iter()
                    .filter(|&&plan| self.allowed(&choices, sku, plan) && wished(sku, plan))
                    .map(|&plan| (sku, plan)),
            );
        }
        Some(
            set.iter()
                .map(|&sku| {
                    (
                        sku,
                        self.plans_of(sku)
                            .iter()
                            .copied()
                            .filter(|&plan| !on.contains(&(sku, plan)))
                            .collect(),
                    )
                })
                .collect(),
        )
    }

    fn plans_of(&self, sku: SkuId) -> &'a [ServicePlanId] {
        self.catalogue.products.get(&sku).map_or(&[][..], |p| &p.plans)
    }

    fn allowed(&self, choices: &BTreeMap<u16, Choice>, sku: SkuId, plan: ServicePlanId) -> bool {
        self.groups_of.get(&plan).is_none_or(|groups| {
            groups.iter().all(|g| match choices.get(g) {
                Some(Choice::Sku(s)) => *s == sku,
                Some(Choice::Plan(p)) => *p == plan,
                None => true,
            })
        })
    }

    /// Choices for the groups that the need leaves open: of those that keep what the need rests on, the one that enables most wished plans.
    fn complete(
        &self,
        choices: &mut BTreeMap<u16, Choice>,
        set: &[SkuId],
        on: &HashSet<(SkuId, ServicePlanId)>,
        wished: &impl Fn(SkuId, ServicePlanId) -> bool,
    ) {
        let mut members: BTreeMap<u16, Vec<(SkuId, ServicePlanId)>> = BTreeMap::new();
        for &sku in set {
            for &plan in self.plans_of(sku) {
                for &group in self.groups_of.get(&plan).into_iter().flatten() {
                    members.entry(group).or_default().push((sku, plan));
                }
            }
        }
        for (group, pairs) in members {
            let wanted =
                |pair: &(SkuId, ServicePlanId)| on.contains(pair) || wished(pair.0, pair.1) && self.allowed(choices, pair.0, pair.1);
            let wanted: Vec<(SkuId, ServicePlanId)> = pairs.into_iter().filter(|pair| wanted(pair)).collect();
            let clash = wanted.iter().any(|a| wanted.iter().any(|b| a.0 != b.0 && a.1 != b.1));
            if choices.contains_key(&group) || !clash {
                continue;
            }
            let fits = |choice: Choice, pair: &(SkuId, ServicePlanId)| match choice {
                Choice::Sku(sku) => pair.0 == sku,
                Choice::Plan(plan) => pair.1 == plan,
            };
            let options = wanted.iter().flat_map(|&(sku, plan)| [Choice::Sku(sku), Choice::Plan(plan)]);
            let keeps = |choice: &Choice| wanted.iter().filter(|pair| on.contains(pair)).all(|pair| fits(*choice, pair));
            let mut best: Option<(usize, Choice)> = None;
            for choice in options.filter(keeps) {
                let enabled = wanted.iter().filter(|pair| fits(choice, pair)).count();
                if best.is_none_or(|(most, _)| enabled > most) {
                    best = Some((enabled, choice));
                }
            }
            choices.extend(best.map(|(_, choice)| (group, choice)));
        }
    }
}

impl NeedView {
    /// The place of a SKU in the view.
    pub(crate) fn place(&self, sku: SkuId) -> Option<usize> {
        self.place.get(&sku).copied()
    }

    /// SKUs in the view.
    pub(crate) fn len(&self) -> usize {
        self.skus.len()
    }

    /// The SKU at a place.
    pub(crate) fn sku(&self, place: usize) -> SkuId {
        self.skus[place].sku
    }

    /// Whether the SKU meets any needed plan at all.
    pub(crate) fn is_useful(&self, place: usize) -> bool {
        self.skus[place].any.iter().any(|&w| w != 0)
    }

    /// Whether the SKU at `place` meets needed plan `bit`.
    pub(crate) fn meets(&self, place: usize, bit: usize) -> bool {
        self.skus[place].any[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Needed plans that no SKU of the set contains or satisfies, exclusions aside.
    pub(crate) fn unmet(&self, set: &[usize]) -> Vec<usize> {
        let mut left = self.full.clone();
        for &place in set {
            remove(&mut left, &self.skus[place].any);
        }
        bits(&left)
    }

    /// Whether every needed plan is contained or satisfied in some SKU of the set, exclusions aside.
    pub(crate) fn meets_all(&self, set: &[usize]) -> bool {
        (0..self.words).all(|w| set.iter().fold(self.full[w], |left, &p| left & !self.skus[p].any[w]) == 0)
    }

    /// Whether plans can be switched off in the set so that it covers the need.
    pub(crate) fn covers(&self, set: &[usize]) -> bool {
        self.meets_all(set) && self.choices(set).is_some()
    }

    /// For each exclusion group a choice that, all together, lets the set cover the need; `None` for groups that do not matter.
    fn choices(&self, set: &[usize]) -> Option<Vec<Option<Choice>>> {
        let mut left = self.full.clone();
        for &place in set {
            remove(&mut left, &self.skus[place].free);
        }
        let mut chosen = vec![None; self.groups];
        if left.iter().all(|&w| w == 0) {
            return Some(chosen);
        }
        let options = self.options(set);
        self.choose(set, &left, &options, 0, &mut chosen).then_some(chosen)
    }

    /// Per exclusion group with two different useful plans through two SKUs: what it may be narrowed to.
    fn options(&self, set: &[usize]) -> Vec<(usize, Vec<Choice>)> {
        let mut result = Vec::new();
        for group in 0..self.groups {
            let pairs: Vec<(SkuId, ServicePlanId)> = set
                .iter()
                .flat_map(|&p| {
                    self.skus[p]
                        .bound
                        .iter()
                        .filter(|b| b.groups.contains(&(group as u16)))
                        .map(move |b| (self.skus[p].sku, b.plan))
                })
                .collect();
            let conflict = pairs.iter().any(|a| pairs.iter().any(|b| a.0 != b.0 && a.1 != b.1));
            if conflict {
                let mut options: Vec<Choice> = Vec::new();
                for &(sku, plan) in &pairs {
                    for choice in [Choice::Sku(sku), Choice::Plan(plan)] {
                        if !options.contains(&choice) {
                            options.push(choice);
                        }
                    }
                }
                result.push((group, options));
            }
        }
        result
    }

    fn choose(
        &self,
        set: &[usize],
        left: &[u64],
        options: &[(usize, Vec<Choice>)],
        depth: usize,
        chosen: &mut Vec<Option<Choice>>,
    ) -> bool {
        let mut reach = left.to_vec();
        for &place in set {
            let view = &self.skus[place];
            for bound in &view.bound {
                let open = bound.groups.iter().all(|&g| match chosen[usize::from(g)] {
                    Some(Choice::Sku(s)) => s == view.sku,
                    Some(Choice::Plan(p)) => p == bound.plan,
                    None => true,
                });
                if open {
                    remove(&mut reach, &bound.meets);
                }
            }
        }
        if reach.iter().any(|&w| w != 0) {
            return false;
        }
        let Some((group, choices)) = options.get(depth) else { return true };
        for &choice in choices {
            chosen[*group] = Some(choice);
            if self.choose(set, left, options, depth + 1, chosen) {
                return true;
            }
        }
        chosen[*group] = None;
        false
    }
}

fn union(into: &mut [u64], from: &[u64]) {
    into.iter_mut().zip(from).for_each(|(a, b)| *a |= b);
}

fn remove(from: &mut [u64], what: &[u64]) {
    from.iter_mut().zip(what).for_each(|(a, b)| *a &= !b);
}

fn bits(words: &[u64]) -> Vec<usize> {
    words
        .iter()
        .enumerate()
        .flat_map(|(w, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros() as usize;
                    left &= left - 1;
                    w * 64 + bit
                })
            })
        })
        .collect()
}
