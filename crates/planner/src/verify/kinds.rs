//! Users in kinds: those who hold the very same licences, with the same plans staying off. A kind's need, what was off for it, and what it holds.
//! Read by the replay of changes, the pools and the lower bound, so that 100,000 users cost no more than their kinds.

use super::{
    bits::Bits,
    counter::{Check, counter, text},
    world::{Sku, World},
};
use nahtlos_model::{
    estate::User,
    ids::SkuId,
    notice::{CounterCode, Value},
};
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

/// What users hold: SKU by SKU, with the plans that are on in it. Ascending, each SKU once.
pub(crate) type Holding = Vec<(Sku, Bits)>;

/// Users with the very same licences.
#[derive(Debug)]
pub(crate) struct Kind<'a> {
    /// The first of them.
    pub(crate) first: &'a User,
    /// How many.
    pub(crate) count: u64,
    /// What they hold on `asOf`.
    pub(crate) holding: Holding,
    /// Plans that must stay covered.
    pub(crate) need: Bits,
    /// Plans on in some licence, needed or not.
    pub(crate) on: Bits,
    /// Plans off in some licence and on in none.
    pub(crate) off: Bits,
}

impl Kind<'_> {
    /// SKUs held on `asOf`, ascending.
    pub(crate) fn held(&self) -> Vec<Sku> {
        self.holding.iter().map(|(sku, _)| *sku).collect()
    }
}

/// Users grouped by equal licence lists, before anything is numbered.
pub(crate) struct Alike<'a> {
    /// The first user of each kind and how many users it has.
    pub(crate) kinds: Vec<(&'a User, u64)>,
    /// The kind of each user of the estate.
    pub(crate) kind_of: Vec<u32>,
}

impl<'a> Alike<'a> {
    /// Groups users.
    pub(crate) fn of(users: &'a [User]) -> Self {
        let mut kinds: Vec<(&User, u64)> = Vec::new();
        let mut buckets: HashMap<u64, Vec<u32>> = HashMap::new();
        let mut kind_of = Vec::with_capacity(users.len());
        for user in users {
            let bucket = buckets.entry(fingerprint(user)).or_default();
            let same = |other: &User| other.licenses == user.licenses && other.stays_off == user.stays_off;
            let known = bucket.iter().copied().find(|&k| same(kinds[k as usize].0));
            let kind = known.unwrap_or_else(|| {
                bucket.push(kinds.len() as u32);
                kinds.push((user, 0));
                kinds.len() as u32 - 1
            });
            kinds[kind as usize].1 += u64::from(user.count);
            kind_of.push(kind);
        }
        Self { kinds, kind_of }
    }

    /// Every SKU somebody holds.
    pub(crate) fn skus(&self) -> impl Iterator<Item = SkuId> + '_ {
        self.kinds.iter().flat_map(|(user, _)| user.licenses.iter().map(|l| l.sku_id))
    }
}

fn fingerprint(user: &User) -> u64 {
    let mut hasher = DefaultHasher::new();
    for license in &user.licenses {
        (license.sku_id, &license.disabled_plans, &license.via_group).hash(&mut hasher);
    }
    user.stays_off.hash(&mut hasher);
    hasher.finish()
}

/// Numbers the kinds' licences and derives their needs; refutes a SKU that the products file lacks.
pub(crate) fn kinds<'a>(world: &World, alike: &Alike<'a>) -> Check<Vec<Kind<'a>>> {
    alike.kinds.iter().map(|&(first, count)| kind(world, first, count)).collect()
}

fn kind<'a>(world: &World, first: &'a User, count: u64) -> Check<Kind<'a>> {
    let mut holding: Holding = Vec::new();
    let (mut on, mut off) = (world.no_plans(), world.no_plans());
    for license in &first.licenses {
        let sku = world.sku(license.sku_id).filter(|&sku| world.known[sku]).ok_or_else(|| {
            counter(CounterCode::UnknownSku)
                .with("sku", Value::Sku(license.sku_id))
                .with("user", text(&first.user_principal_name))
                .about([&first.id])
        })?;
        let enabled = world.enabled(sku, &license.disabled_plans);
        on.add(&enabled);
        off.add(&world.contents[sku].minus(&enabled));
        match holding.iter_mut().find(|(held, _)| *held == sku) {
            Some((_, already)) => already.add(&enabled),
            None => holding.push((sku, enabled)),
        }
    }
    first
        .stays_off
        .iter()
        .filter_map(|plan| world.plans.binary_search(plan).ok())
        .for_each(|plan| off.insert(plan));
    holding.sort_unstable_by_key(|(sku, _)| *sku);
    Ok(Kind {
        first,
        count,
        holding,
        need: on.minus(&world.accepted),
        off: off.minus(&on),
        on,
    })
}
