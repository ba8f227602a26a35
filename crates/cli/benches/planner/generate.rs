//! Customers of any size, from a seed: licence sets as a real-sized reference customer has them, end-of-sale ones included,
//! users drawn among them, and originals with scattered ends that together hold the seats.

use nahtlos_files::{case::read_case, estate::write_estate};
use nahtlos_model::{
    case::Case,
    dates::{date_of, day_number},
    estate::{Channel, Estate, Generation, License, Subscription, SubscriptionKind, SubscriptionStatus, User},
    ids::SkuId,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// How big a customer shall be.
pub(crate) struct Customer {
    pub(crate) users: usize,
    pub(crate) originals: usize,
    pub(crate) sets: usize,
    pub(crate) seed: u64,
}

/// What customers are made from: a reference customer's files and its licence sets, the most frequent first.
pub(crate) struct Template {
    folder: PathBuf,
    case: Case,
    sets: Vec<Vec<License>>,
}

/// Files of a case besides the estate.
const OTHERS: [&str; 6] = [
    "products.csv",
    "pricelist.csv",
    "offermatrix.csv",
    "plan-equivalents.csv",
    "exclusions.csv",
    "policy.toml",
];

impl Template {
    /// Reads the reference customer.
    pub(crate) fn read(folder: &Path) -> Self {
        let read = read_case(folder).unwrap_or_else(|problems| panic!("{}: {:?}", folder.display(), problems.first()));
        let mut counted: BTreeMap<Vec<SkuId>, (u64, Vec<License>)> = BTreeMap::new();
        for user in &read.value.estate.users {
            let mut skus: Vec<SkuId> = user.licenses.iter().map(|license| license.sku_id).collect();
            skus.sort_unstable();
            let licenses = user
                .licenses
                .iter()
                .cloned()
                .map(|license| License {
                    via_group: None,
                    ..license
                })
                .collect();
            counted.entry(skus).or_insert((0, licenses)).0 += u64::from(user.count);
        }
        let mut counted: Vec<(u64, Vec<License>)> = counted.into_values().filter(|(_, licenses)| !licenses.is_empty()).collect();
        counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        Self {
            folder: folder.to_owned(),
            case: read.value,
            sets: counted.into_iter().map(|(_, licenses)| licenses).collect(),
        }
    }

    /// Writes a whole case; the folder.
    pub(crate) fn write(&self, folder: &Path, customer: &Customer) -> PathBuf {
        self.write_shared(folder);
        self.write_estate(folder, customer);
        folder.to_owned()
    }

    /// Writes the files that customers share.
    pub(crate) fn write_shared(&self, folder: &Path) {
        fs::create_dir_all(folder).expect("a folder");
        for name in OTHERS.iter().filter(|name| self.folder.join(name).exists()) {
            fs::copy(self.folder.join(name), folder.join(name)).expect("copied");
        }
    }

    /// Writes a customer's estate.
    pub(crate) fn write_estate(&self, folder: &Path, customer: &Customer) {
        fs::create_dir_all(folder).expect("a folder");
        write_estate(&folder.join("estate.json"), &self.estate(customer)).expect("written");
    }

    fn estate(&self, customer: &Customer) -> Estate {
        let mut chance = Chance(customer.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        // A SKU of which one customer may have 300 seats is none for thousands of users.
        let limited = |sku: SkuId| {
            self.case
                .catalogue
                .offers
                .iter()
                .any(|offer| offer.sku == sku && offer.max_licenses.is_some())
        };
        let sold_freely = |set: &&Vec<License>| customer.users <= 300 || !set.iter().any(|license| limited(license.sku_id));
        let fit: Vec<&Vec<License>> = self.sets.iter().filter(sold_freely).collect();
        // A campaign's customers begin at different places in the list, so that they differ from each other.
        let first = if customer.sets < fit.len() / 4 {
            chance.below(fit.len() / 2)
        } else {
            0
        };
        let sets: Vec<&Vec<License>> = fit.iter().copied().cycle().skip(first).take(customer.sets.min(fit.len())).collect();
        let mut users = Vec::with_capacity(customer.users);
        let mut demand: BTreeMap<SkuId, u32> = BTreeMap::new();
        for n in 0..customer.users {
            // The first sets are the most frequent: the smaller of two draws.
            let licenses = sets[chance.below(sets.len()).min(chance.below(sets.len()))].clone();
            for license in &licenses {
                *demand.entry(license.sku_id).or_default() += 1;
            }
            users.push(User {
                id: format!("u{n:06}"),
                user_principal_name: format!("user{n}@generated.example"),
                usage_location: Some("DE".to_owned()),
                count: 1,
                licenses,
                stays_off: Vec::new(),
            });
        }
        Estate {
            users,
            groups: Vec::new(),
            subscriptions: self.originals(customer, &demand, &mut chance),
            ..self.case.estate.clone()
        }
    }

    /// Splits the pools' seats into as many originals as asked for (one a pool at least), larger pools into more.
    fn originals(&self, customer: &Customer, demand: &BTreeMap<SkuId, u32>, chance: &mut Chance) -> Vec<Subscription> {
        let as_of = day_number(self.case.estate.as_of);
        let mut parts: BTreeMap<SkuId, u32> = demand.keys().map(|sku| (*sku, 1)).collect();
        for _ in parts.len()..customer.originals {
            // To the pool whose originals are the largest on average; the first of equals.
            let largest = demand
                .iter()
                .max_by_key(|(sku, seats)| (*seats / parts[*sku], std::cmp::Reverse(**sku)));
            if let Some((sku, _)) = largest {
                *parts.entry(*sku).or_default() += 1;
            }
        }
        let mut all = Vec::new();
        for (&sku, &seats) in demand {
            let parts = parts[&sku].min(seats);
            for part in 0..parts {
                let quantity = seats / parts + u32::from(part < seats % parts);
                let end = as_of + 20 + chance.below(360) as i32;
                let channels = [Channel::WebDirect, Channel::VolumeLicense, Channel::OtherPartner];
                all.push(Subscription {
                    id: format!("s{:04}", all.len()),
                    channel: channels[chance.below(channels.len())],
                    owner: None,
                    wanted_treatment: None,
                    sku_id: sku,
                    quantity,
                    start: Some(date_of(end - 365)),
                    end: Some(date_of(end)),
                    auto_renew: Some(chance.below(2) == 0),
                    term_duration: Some("P1Y".to_owned()),
                    billing_cycle: None,
                    generation: Generation::NewCommerce,
                    kind: SubscriptionKind::Paid,
                    status: SubscriptionStatus::Active,
                });
            }
        }
        all
    }
}

/// Numbers that look drawn and are the same for the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}
