//! Every licence set that users of one need and one held set may hold, for the lower bound. A search for covers that
//! branches on an uncovered need and never visits a set twice; with real catalogues far below all pairs and triples.

use super::{
    bits::Bits,
    sets::{can_cover, most},
    world::{Sku, World},
};
use nahtlos_model::policy::Mode;

/// Search nodes after which the listing gives up; the minimum is then not rechecked.
const MOST_NODES: u32 = 2_000_000;
/// Held SKUs that can no longer be bought, beyond which their choices are not listed.
const MOST_DROPPED: usize = 12;

/// The admissible sets, each ascending; `None` when there are too many to list.
pub(crate) fn admissible_sets(world: &World, need: &Bits, held: &[Sku]) -> Option<Vec<Vec<Sku>>> {
    let mut sets = vec![held.to_vec()];
    let most = most(world, held.len());
    let sold = |sku: &Sku| world.tariffs[*sku].is_sold();
    let mut nodes = 0;
    match world.case.policy.mode {
        Mode::Cheapest => {
            let candidates = (0..world.skus.len()).filter(|sku| sold(sku) || held.contains(sku)).collect();
            Covers::new(world, need, Vec::new(), candidates, most)?.list(&mut sets, &mut nodes)?;
        }
        Mode::LikeForLike => {
            let gone: Vec<Sku> = held.iter().copied().filter(|&sku| !world.tariffs[sku].throughout).collect();
            if gone.len() > MOST_DROPPED {
                return None;
            }
            let candidates: Vec<Sku> = (0..world.skus.len()).filter(|sku| sold(sku) && !held.contains(sku)).collect();
            for choice in 1u32..1 << gone.len() {
                let dropped = |sku: &Sku| gone.iter().position(|g| g == sku).is_some_and(|i| choice >> i & 1 == 1);
                let kept: Vec<Sku> = held.iter().copied().filter(|sku| !dropped(sku)).collect();
                Covers::new(world, need, kept, candidates.clone(), most)?.list(&mut sets, &mut nodes)?;
            }
        }
    }
    sets.sort_unstable();
    sets.dedup();
    Some(sets)
}

/// Minimal ways to add candidates to kept SKUs so that the whole can cover.
struct Covers<'w, 'a> {
    world: &'w World<'a>,
    need: &'w Bits,
    kept: Vec<Sku>,
    candidates: Vec<Sku>,
    most: usize,
    /// For each uncovered need that counts: the candidates that satisfy it. No need's list contains another's.
    rows: Vec<Vec<usize>>,
    /// For each candidate: the rows it satisfies.
    masks: Vec<Bits>,
    /// For each kept SKU, then each candidate: needed plans that stand in exclusion groups.
    clashing: Clashes,
}

impl<'w, 'a> Covers<'w, 'a> {
    fn new(world: &'w World<'a>, need: &'w Bits, kept: Vec<Sku>, mut candidates: Vec<Sku>, most: usize) -> Option<Self> {
        let mut relevant = world.no_plans();
        need.iter().for_each(|n| relevant.add(&world.satisfied_by[n]));
        candidates.retain(|&sku| world.contents[sku].meets(&relevant));
        let mut union = world.no_plans();
        kept.iter().for_each(|&sku| union.add(&world.contents[sku]));
        let column = |n: usize| {
            let ways = &world.satisfied_by[n];
            (0..candidates.len())
                .filter(|&c| world.contents[candidates[c]].meets(ways))
                .collect::<Vec<usize>>()
        };
        let mut all: Vec<Vec<usize>> = world.uncovered(need, &union).iter().map(column).collect();
        all.sort_unstable_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        all.dedup();
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for row in all {
            if !rows.iter().any(|smaller| smaller.iter().all(|c| row.binary_search(c).is_ok())) {
                rows.push(row);
            }
        }
        let mut masks = vec![Bits::empty(rows.len()); candidates.len()];
        rows.iter()
            .enumerate()
            .for_each(|(r, row)| row.iter().for_each(|&c| masks[c].insert(r)));
        let clashing = Clashes::new(world, &relevant, kept.iter().chain(&candidates).copied());
        Some(Self {
            world,
            need,
            kept,
            candidates,
            most,
            rows,
            masks,
            clashing,
        })
    }

    fn list(&self, sets: &mut Vec<Vec<Sku>>, nodes: &mut u32) -> Option<()> {
        let mut banned = vec![false; self.candidates.len()];
        self.extend(&mut Vec::new(), &Bits::empty(self.rows.len()), &mut banned, sets, nodes)
    }

    fn extend(
        &self,
        chosen: &mut Vec<usize>,
        covered: &Bits,
        banned: &mut [bool],
        sets: &mut Vec<Vec<Sku>>,
        nodes: &mut u32,
    ) -> Option<()> {
        *nodes += 1;
        if *nodes > MOST_NODES {
            return None;
        }
        let open = (0..self.rows.len()).find(|&r| !covered.has(r));
        let room = self.most.saturating_sub(self.kept.len() + chosen.len());
        let everyone: Vec<usize>;
        let branches: &[usize] = match open {
            _ if open.is_none() && self.resolvable(chosen) => {
                if self.is_minimal(chosen) {
                    let mut set: Vec<Sku> = self
                        .kept
                        .iter()
                        .copied()
                        .chain(chosen.iter().map(|&c| self.candidates[c]))
                        .collect();
                    set.sort_unstable();
                    if set.len() <= self.most {
                        sets.push(set);
                    }
                }
                return Some(());
            }
            _ if room == 0 => return Some(()),
            Some(row) => &self.rows[row],
            None => {
                everyone = (0..self.candidates.len()).collect();
                &everyone
            }
        };
        let mut mine = Vec::new();
        for &c in branches {
            if banned[c] || chosen.contains(&c) {
                continue;
            }
            let mut now = covered.clone();
            now.add(&self.masks[c]);
            if room > 1 || now.len() == self.rows.len() {
                chosen.push(c);
                let done = self.extend(chosen, &now, banned, sets, nodes);
                chosen.pop();
                done?;
            }
            banned[c] = true;
            mine.push(c);
        }
        mine.into_iter().for_each(|c| banned[c] = false);
        Some(())
    }

    /// Whether kept and chosen SKUs, which have every needed plan, can do without breaking an exclusion.
    fn resolvable(&self, chosen: &[usize]) -> bool {
        let places: Vec<usize> = (0..self.kept.len()).chain(chosen.iter().map(|c| c + self.kept.len())).collect();
        let clash = |i: usize| places[..i].iter().any(|&a| self.clashing.may_clash(a, places[i]));
        if !(1..places.len()).any(clash) {
            return true;
        }
        let set: Vec<Sku> = self
            .kept
            .iter()
            .copied()
            .chain(chosen.iter().map(|&c| self.candidates[c]))
            .collect();
        can_cover(self.world, &set, self.need, &self.world.no_plans())
    }

    /// Whether no chosen SKU could be left out.
    fn is_minimal(&self, chosen: &[usize]) -> bool {
        (0..chosen.len()).all(|left_out| {
            let rest: Vec<usize> = chosen.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, c)| *c).collect();
            let mut covered = Bits::empty(self.rows.len());
            rest.iter().for_each(|&c| covered.add(&self.masks[c]));
            covered.len() < self.rows.len() || !self.resolvable(&rest)
        })
    }
}

/// Which pairs of SKUs might break an exclusion over needed plans; a quick sieve before the exact question.
struct Clashes {
    plans: Vec<u128>,
    groups: Vec<u128>,
    always: bool,
}

impl Clashes {
    fn new(world: &World, relevant: &Bits, skus: impl Iterator<Item = Sku>) -> Self {
        let local: Vec<usize> = relevant.and(&world.grouped).iter().collect();
        let mask = |set: &Bits| {
            local
                .iter()
                .take(128)
                .enumerate()
                .filter(|(_, p)| set.has(**p))
                .fold(0u128, |m, (i, _)| m | 1 << i)
        };
        Self {
            plans: skus.map(|sku| mask(&world.contents[sku])).collect(),
            groups: world
                .groups
                .iter()
                .map(|(_, set)| mask(set))
                .filter(|m| m.count_ones() > 1)
                .collect(),
            always: local.len() > 128,
        }
    }

    fn may_clash(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.plans[a], self.plans[b]);
        let meet = |g: &u128| a & g != 0 && b & g != 0 && ((a | b) & g).count_ones() > 1;
        self.always || self.groups.iter().any(meet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::{
        kinds::{Alike, kinds},
        sales::Sales,
        sets::admitted,
        support::{
            self,
            brute::{Market, admissible},
            random::{self, TINY},
        },
    };
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #![proptest_config(support::tries(200))]

        /// The listing, and the judgement of single sets, agree with the definition tried out on every subset of SKUs.
        #[test]
        fn sets_are_those_of_the_definition(case in random::cases(TINY)) {
            let (sales, alike) = (Sales::of(&case), Alike::of(&case.estate.users));
            let world = World::new(&case, &sales, alike.skus());
            let market = Market::of(&case);
            for kind in kinds(&world, &alike).unwrap() {
                let Some(defined) = admissible(&case, &market, kind.first) else {
                    prop_assert!(kind.need.is_empty());
                    continue;
                };
                let ids = |set: &Vec<Sku>| set.iter().map(|&sku| world.skus[sku]).collect::<BTreeSet<_>>();
                let held = kind.held();
                let listed = admissible_sets(&world, &kind.need, &held).unwrap();
                let defined: BTreeSet<_> = defined.into_iter().collect();
                prop_assert_eq!(listed.iter().map(ids).collect::<BTreeSet<_>>(), defined.clone());
                for choice in 1u32..1 << world.skus.len() {
                    let set: Vec<Sku> = (0..world.skus.len()).filter(|i| choice >> i & 1 == 1).collect();
                    let covers = set == held || can_cover(&world, &set, &kind.need, &world.no_plans());
                    let fits = covers && admitted(&world, &kind.need, &held, &set).is_ok();
                    prop_assert_eq!(fits, defined.contains(&ids(&set)), "{:?}", set);
                }
            }
        }
    }
}
