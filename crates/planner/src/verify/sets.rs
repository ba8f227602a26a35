//! Which licence sets a user may hold (move-model §5): what can cover a need, and what the policy's mode admits.
//! Called for every set that a plan gives somebody; `enumerate` lists all of them for the lower bound.

use super::{
    bits::Bits,
    world::{Sku, World},
};
use nahtlos_model::policy::Mode;

/// Why a user may not hold a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SetFault {
    /// More SKUs than allowed; the most.
    TooLarge(usize),
    /// A SKU that can be bought on no day.
    NotSold(Sku),
    /// Like for like, a SKU was dropped that can be bought on every day.
    DropsSold(Sku),
    /// A SKU that could be left out.
    Superfluous(Sku),
}

/// Whether plans can be switched off in a set so that no exclusion is broken and the rest includes the need.
/// Plans in `never` must be off.
pub(crate) fn can_cover(world: &World, set: &[Sku], need: &Bits, never: &Bits) -> bool {
    let mut union = world.no_plans();
    set.iter().for_each(|&sku| union.add(&world.contents[sku]));
    let union = union.minus(never);
    if !world.uncovered(need, &union).is_empty() {
        return false;
    }
    if set.len() < 2 || world.groups.is_empty() {
        return true;
    }
    // A need with a way outside every exclusion group is no matter; the others choose plan and SKU.
    let mut choices: Vec<Vec<(usize, Sku)>> = Vec::new();
    for n in need.iter() {
        let ways = world.satisfied_by[n].and(&union);
        if ways.within(&world.grouped) {
            let of_plan = |plan| {
                set.iter()
                    .filter(move |&&sku| world.contents[sku].has(plan))
                    .map(move |&sku| (plan, sku))
            };
            choices.push(ways.iter().flat_map(of_plan).collect());
        }
    }
    choices.sort_by_key(Vec::len);
    resolve(world, &choices, &mut vec![None; world.groups.len()])
}

/// Gives each group one SKU through which its plans are on, so that every need finds a way. Enough, because two plans of
/// a group may be on together only through one SKU, and a single plan need be on through one SKU only.
fn resolve(world: &World, needs: &[Vec<(usize, Sku)>], through: &mut Vec<Option<Sku>>) -> bool {
    let Some((ways, rest)) = needs.split_first() else { return true };
    for &(plan, sku) in ways {
        let groups: Vec<usize> = (0..world.groups.len()).filter(|&g| world.groups[g].1.has(plan)).collect();
        if groups.iter().all(|&g| through[g].is_none_or(|chosen| chosen == sku)) {
            let fresh: Vec<usize> = groups.into_iter().filter(|&g| through[g].is_none()).collect();
            fresh.iter().for_each(|&g| through[g] = Some(sku));
            if resolve(world, rest, through) {
                return true;
            }
            fresh.iter().for_each(|&g| through[g] = None);
        }
    }
    false
}

/// Most SKUs in a set of a user who held `held` of them.
pub(crate) fn most(world: &World, held: usize) -> usize {
    (world.case.policy.max_bundle as usize).max(held)
}

/// Whether a user who needs `need` and held `held` on `asOf` may hold `set`, which covers (both ascending).
pub(crate) fn admitted(world: &World, need: &Bits, held: &[Sku], set: &[Sku]) -> Result<(), SetFault> {
    if set == held {
        return Ok(());
    }
    let most = most(world, held.len());
    if set.len() > most {
        return Err(SetFault::TooLarge(most));
    }
    let added: Vec<Sku> = set.iter().copied().filter(|sku| !held.contains(sku)).collect();
    if let Some(&sku) = added.iter().find(|&&sku| !world.tariffs[sku].is_sold()) {
        return Err(SetFault::NotSold(sku));
    }
    let questioned = match world.case.policy.mode {
        Mode::Cheapest => set,
        Mode::LikeForLike => {
            let mut dropped = held.iter().copied().filter(|sku| !set.contains(sku)).peekable();
            if let (None, Some(&sku)) = (dropped.peek(), added.first()) {
                return Err(SetFault::Superfluous(sku));
            }
            if let Some(sku) = dropped.find(|&sku| world.tariffs[sku].throughout) {
                return Err(SetFault::DropsSold(sku));
            }
            &added
        }
    };
    let nothing = world.no_plans();
    let superfluous = questioned.iter().find(|&&sku| {
        let rest: Vec<Sku> = set.iter().copied().filter(|&other| other != sku).collect();
        can_cover(world, &rest, need, &nothing)
    });
    superfluous.map_or(Ok(()), |&sku| Err(SetFault::Superfluous(sku)))
}
