//! Licence sets a kind of users may hold (move model §5). Called by the search and by refusals.
//! Every minimal cover is found once: branch on a plan still unmet, and never again use a SKU that
//! an earlier branch has tried.

use crate::{cover::NeedView, kinds::Kind};
use nahtlos_model::{ids::SkuId, policy::Mode};

/// What may be bought, as the enumeration needs it.
#[derive(Debug)]
pub(crate) struct Market {
    /// SKUs with a price on some day, ascending.
    pub(crate) sold: Vec<SkuId>,
    /// SKUs with a price on every day, ascending.
    pub(crate) always: Vec<SkuId>,
}

/// The sets of one kind: today's first, then the others, each ascending, ordered, without repetition.
pub(crate) fn admissible(kind: &Kind, view: &NeedView, market: &Market, mode: Mode, max_bundle: u32) -> Vec<Vec<SkuId>> {
    let limit = kind.held.len().max(max_bundle as usize);
    let held: Vec<usize> = kind.held.iter().filter_map(|&sku| view.place(sku)).collect();
    let mut found: Vec<Vec<usize>> = Vec::new();
    match mode {
        Mode::Cheapest => {
            let candidates: Vec<bool> = (0..view.len()).map(|p| view.is_useful(p)).collect();
            Search {
                view,
                limit,
                kept: 0,
                banned: candidates.iter().map(|useful| !useful).collect(),
                found: &mut found,
            }
            .extend(&mut Vec::new());
        }
        Mode::LikeForLike => {
            let droppable: Vec<usize> = held
                .iter()
                .copied()
                .filter(|&p| market.always.binary_search(&view.sku(p)).is_err())
                .collect();
            for choice in 1..1usize << droppable.len().min(20) {
                let dropped: Vec<usize> = (0..droppable.len())
                    .filter(|i| choice >> i & 1 == 1)
                    .map(|i| droppable[i])
                    .collect();
                let mut set: Vec<usize> = held.iter().copied().filter(|p| !dropped.contains(p)).collect();
                let may_add = |p: usize| view.is_useful(p) && market.sold.binary_search(&view.sku(p)).is_ok() && !held.contains(&p);
                let banned = (0..view.len()).map(|p| !may_add(p)).collect();
                Search {
                    view,
                    limit,
                    kept: set.len(),
                    banned,
                    found: &mut found,
                }
                .extend(&mut set);
            }
        }
    }
    let mut sets: Vec<Vec<SkuId>> = found
        .into_iter()
        .map(|set| {
            let mut skus: Vec<SkuId> = set.into_iter().map(|p| view.sku(p)).collect();
            skus.sort_unstable();
            skus
        })
        .filter(|set| *set != kind.held)
        .collect();
    sets.sort_unstable();
    sets.dedup();
    sets.insert(0, kind.held.clone());
    sets
}

struct Search<'a> {
    view: &'a NeedView,
    limit: usize,
    /// The first so many of the set are kept SKUs, which need not be necessary.
    kept: usize,
    banned: Vec<bool>,
    found: &'a mut Vec<Vec<usize>>,
}

impl Search<'_> {
    fn extend(&mut self, set: &mut Vec<usize>) {
        let unmet = self.view.unmet(set);
        if unmet.is_empty() && self.view.covers(set) {
            if (self.kept..set.len()).all(|i| !self.view.covers(&without(set, i))) {
                self.found.push(set.clone());
            }
            return;
        }
        if set.len() >= self.limit {
            return;
        }
        // All met but for exclusions: any further SKU may help. Otherwise the plan with the fewest SKUs left.
        let open = |p: &usize| !self.banned[*p] && !set.contains(p);
        let providers = |bit: usize| {
            (0..self.view.len())
                .filter(|p| open(p) && self.view.meets(*p, bit))
                .collect::<Vec<_>>()
        };
        let branch: Vec<usize> = match unmet.iter().map(|&bit| providers(bit)).min_by_key(Vec::len) {
            Some(fewest) => fewest,
            None => (0..self.view.len()).filter(open).collect(),
        };
        for &place in &branch {
            set.push(place);
            if set.len() < self.limit || self.view.unmet(set).is_empty() {
                self.extend(set);
            }
            set.pop();
            self.banned[place] = true;
        }
        for place in branch {
            self.banned[place] = false;
        }
    }
}

fn without(set: &[usize], index: usize) -> Vec<usize> {
    set.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, &p)| p).collect()
}
