//! Licence sets a kind of users may hold (move model §5). Called by the search and by refusals.
//! Every minimal cover is found once: branch on a plan still unmet, and never again use a SKU that
//! an earlier branch has tried.

use crate::{cover::NeedView, kinds::Kind};
use nahtlos_model::{ids::SkuId, policy::Mode};

/// Up to so many held SKUs that cannot always be bought, each choice of what to drop is tried.
const DROPPABLE: usize = 8;

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
    let found: Vec<Vec<usize>>;
    match mode {
        Mode::Cheapest => {
            let mut search = Search::new(view, limit, |p| view.is_useful(p));
            search.extend(&mut Vec::new());
            found = search.found;
        }
        Mode::LikeForLike => {
            let droppable: Vec<usize> = held
                .iter()
                .copied()
                .filter(|&p| market.always.binary_search(&view.sku(p)).is_err())
                .collect();
            let may_add = |p: usize| view.is_useful(p) && market.sold.binary_search(&view.sku(p)).is_ok() && !held.contains(&p);
            if droppable.len() > DROPPABLE {
                // Only what is necessary is kept of so many: whatever else a set holds makes it no cheaper.
                let mut search = Search::new(view, limit, |p| may_add(p) || droppable.contains(&p));
                let mut set: Vec<usize> = held.iter().copied().filter(|p| !droppable.contains(p)).collect();
                search.kept = set.len();
                search.extend(&mut set);
                return in_order(search.found, kind, view);
            }
            let mut search = Search::new(view, limit, may_add);
            for choice in 1..1usize << droppable.len() {
                let dropped: Vec<usize> = (0..droppable.len())
                    .filter(|i| choice >> i & 1 == 1)
                    .map(|i| droppable[i])
                    .collect();
                let mut set: Vec<usize> = held.iter().copied().filter(|p| !dropped.contains(p)).collect();
                search.kept = set.len();
                search.extend(&mut set);
            }
            found = search.found;
        }
    }
    in_order(found, kind, view)
}

fn in_order(found: Vec<Vec<usize>>, kind: &Kind, view: &NeedView) -> Vec<Vec<SkuId>> {
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
    /// Places that may be added, as bits.
    open: Vec<u64>,
    /// For each needed plan the places that meet it, as bits.
    providers: Vec<Vec<u64>>,
    found: Vec<Vec<usize>>,
}

impl<'a> Search<'a> {
    fn new(view: &'a NeedView, limit: usize, may_add: impl Fn(usize) -> bool) -> Self {
        let mask = |holds: &dyn Fn(usize) -> bool| {
            let mut words = vec![0u64; view.len().div_ceil(64)];
            for place in (0..view.len()).filter(|&p| holds(p)) {
                words[place / 64] |= 1 << (place % 64);
            }
            words
        };
        let needed = view.unmet(&[]).last().map_or(0, |last| last + 1);
        Self {
            view,
            limit,
            kept: 0,
            open: mask(&may_add),
            providers: (0..needed).map(|bit| mask(&|p| view.meets(p, bit))).collect(),
            found: Vec::new(),
        }
    }

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
        let open_of = |bit: &usize| {
            self.providers[*bit]
                .iter()
                .zip(&self.open)
                .map(|(p, o)| (p & o).count_ones())
                .sum::<u32>()
        };
        let words: Vec<u64> = match unmet.iter().min_by_key(|bit| open_of(bit)) {
            Some(&bit) => self.providers[bit].iter().zip(&self.open).map(|(p, o)| p & o).collect(),
            None => self.open.clone(),
        };
        let branch: Vec<usize> = (0..self.view.len()).filter(|p| words[p / 64] >> (p % 64) & 1 == 1).collect();
        for &place in &branch {
            self.open[place / 64] &= !(1 << (place % 64));
            set.push(place);
            if set.len() < self.limit || self.view.meets_all(set) {
                self.extend(set);
            }
            set.pop();
        }
        for place in branch {
            self.open[place / 64] |= 1 << (place % 64);
        }
    }
}

fn without(set: &[usize], index: usize) -> Vec<usize> {
    set.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, &p)| p).collect()
}
