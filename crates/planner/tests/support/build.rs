//! Small cases in a few words. SKUs and service plans are named by short texts, which become their GUIDs.

use nahtlos_model::{
    case::{Case, Input},
    catalogue::{BillingPlan, Catalogue, Equivalent, Exclusion, OfferRow, PriceRow, Product, Term},
    dates::Date,
    estate::{
        Channel, Customer, ESTATE_SCHEMA, Estate, Generation, Group, GroupLicense, License, Subscription, SubscriptionKind,
        SubscriptionStatus, User,
    },
    ids::{OfferId, ServicePlanId, SkuId},
    money::{Currency, Price},
    policy::Policy,
};
use std::sync::Arc;

/// A day from a text.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn guid(kind: &str, name: &str) -> String {
    let hash = format!("{kind}/{name}")
        .bytes()
        .fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58du128, |h, b| {
            (h ^ u128::from(b)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        });
    format!("{hash:032x}")
}

/// The SKU of a name.
pub fn sku(name: &str) -> SkuId {
    guid("sku", name).parse().unwrap()
}

/// The service plan of a name.
pub fn plan(name: &str) -> ServicePlanId {
    guid("plan", name).parse().unwrap()
}

/// The offer of a SKU's name.
pub fn offer(name: &str) -> OfferId {
    OfferId::new(&format!("CFQ7{name}"), "0001")
}

/// A case in the making: customer in Germany, euros, likeForLike, lead 7.
pub struct Build {
    estate: Estate,
    catalogue: Catalogue,
    policy: Policy,
}

impl Build {
    /// Starts on a day, planning until another.
    pub fn new(as_of: &str, horizon: &str) -> Self {
        let customer = Customer {
            id: "00000000-0000-4000-8000-0000000000c1".to_owned(),
            name: "Muster".to_owned(),
            domain: "muster.example".to_owned(),
            country: "DE".to_owned(),
            currency: Currency::new("EUR").unwrap(),
            segment: "Commercial".to_owned(),
        };
        Self {
            estate: Estate {
                schema: ESTATE_SCHEMA.to_owned(),
                customer,
                as_of: day(as_of),
                subscriptions: Vec::new(),
                groups: Vec::new(),
                users: Vec::new(),
            },
            catalogue: Catalogue::default(),
            policy: Policy {
                horizon: Some(day(horizon)),
                ..Policy::default()
            },
        }
    }

    /// A SKU with its service plans.
    pub fn product(mut self, name: &str, plans: &[&str]) -> Self {
        let mut plans: Vec<_> = plans.iter().map(|p| plan(p)).collect();
        plans.sort_unstable();
        self.catalogue.products.insert(
            sku(name),
            Product {
                name: name.to_owned(),
                string_id: name.to_owned(),
                plans,
            },
        );
        self
    }

    /// A price row that applies always; also makes the offer.
    pub fn price(self, name: &str, term: Term, billing: BillingPlan, price: &str) -> Self {
        self.price_between(name, term, billing, price, "2020-01-01", "9999-12-30")
    }

    /// A year for so much, paid at once.
    pub fn year(self, name: &str, price: &str) -> Self {
        self.price(name, Term::P1Y, BillingPlan::Annual, price)
    }

    /// A month for so much.
    pub fn month(self, name: &str, price: &str) -> Self {
        self.price(name, Term::P1M, BillingPlan::Monthly, price)
    }

    /// A price row with first and last day.
    pub fn price_between(mut self, name: &str, term: Term, billing: BillingPlan, price: &str, from: &str, until: &str) -> Self {
        let erp: Price = price.parse().unwrap();
        if !self.catalogue.offers.iter().any(|o| o.sku == sku(name)) {
            self.catalogue.offers.push(OfferRow {
                offer: offer(name),
                sku: sku(name),
                title: name.to_owned(),
                min_licenses: None,
                max_licenses: None,
                prerequisites: String::new(),
                allowed_countries: vec!["DE".to_owned(), "AT".to_owned()],
                line: self.catalogue.offers.len() as u32 + 2,
            });
        }
        self.catalogue.prices.push(PriceRow {
            offer: offer(name),
            title: name.to_owned(),
            term,
            billing,
            market: "DE".to_owned(),
            currency: Currency::new("EUR").unwrap(),
            unit_price: Some(Price {
                micros: erp.micros / 10 * 8,
            }),
            erp_price: Some(erp),
            tier_min: None,
            from: day(from),
            until: day(until),
            segment: "Commercial".to_owned(),
            line: self.catalogue.prices.len() as u32 + 2,
        });
        self
    }

    /// The most seats of a SKU.
    pub fn limit(mut self, name: &str, most: u32) -> Self {
        self.catalogue
            .offers
            .iter_mut()
            .filter(|o| o.sku == sku(name))
            .for_each(|o| o.max_licenses = Some(most));
        self
    }

    /// A plan is satisfied by another.
    pub fn equivalent(mut self, needed: &str, by: &str) -> Self {
        self.catalogue.equivalents.push(Equivalent {
            plan: plan(needed),
            satisfied_by: plan(by),
        });
        self
    }

    /// Plans that exclude each other.
    pub fn exclusion(mut self, group: &str, plans: &[&str]) -> Self {
        self.catalogue.exclusions.extend(plans.iter().map(|p| Exclusion {
            group: group.to_owned(),
            plan: plan(p),
        }));
        self
    }

    /// A subscription bought directly, to be replaced, with auto-renew off.
    pub fn original(self, id: &str, name: &str, seats: u32, end: &str) -> Self {
        self.original_as(id, name, seats, Some(end), |_| ())
    }

    /// A subscription with something particular.
    pub fn original_as(mut self, id: &str, name: &str, seats: u32, end: Option<&str>, adapt: impl FnOnce(&mut Subscription)) -> Self {
        let mut original = Subscription {
            id: id.to_owned(),
            channel: Channel::WebDirect,
            owner: None,
            wanted_treatment: None,
            sku_id: sku(name),
            quantity: seats,
            start: None,
            end: end.map(day),
            auto_renew: Some(false),
            term_duration: Some("P1Y".to_owned()),
            billing_cycle: None,
            generation: Generation::NewCommerce,
            kind: SubscriptionKind::Paid,
            status: SubscriptionStatus::Active,
        };
        adapt(&mut original);
        self.estate.subscriptions.push(original);
        self
    }

    /// Users of one kind: one entry for each, `prefix1`, `prefix2`, …
    pub fn users(mut self, prefix: &str, count: u32, skus: &[&str]) -> Self {
        for n in 1..=count {
            self = self.user(&format!("{prefix}{n}"), 1, &skus.iter().map(|s| (*s, &[][..])).collect::<Vec<_>>());
        }
        self
    }

    /// An entry for `count` users with licences and what is off in each.
    pub fn user(mut self, id: &str, count: u32, licenses: &[(&str, &[&str])]) -> Self {
        let license = |(name, off): &(&str, &[&str])| License {
            sku_id: sku(name),
            disabled_plans: off.iter().map(|p| plan(p)).collect(),
            via_group: None,
        };
        self.estate.users.push(User {
            id: id.to_owned(),
            user_principal_name: format!("{id}@muster.example"),
            usage_location: Some("DE".to_owned()),
            count,
            licenses: licenses.iter().map(license).collect(),
            stays_off: Vec::new(),
        });
        self
    }

    /// A group that gives SKUs, and its members; members exist already.
    pub fn group(mut self, id: &str, skus: &[&str], members: &[&str]) -> Self {
        let licenses = skus
            .iter()
            .map(|s| GroupLicense {
                sku_id: sku(s),
                disabled_plans: Vec::new(),
            })
            .collect();
        self.estate.groups.push(Group {
            id: id.to_owned(),
            name: id.to_owned(),
            licenses,
        });
        for user in self.estate.users.iter_mut().filter(|u| members.contains(&u.id.as_str())) {
            for name in skus {
                user.licenses.retain(|l| l.sku_id != sku(name));
                user.licenses.push(License {
                    sku_id: sku(name),
                    disabled_plans: Vec::new(),
                    via_group: Some(id.to_owned()),
                });
            }
        }
        self
    }

    /// Changes the policy.
    pub fn policy(mut self, change: impl FnOnce(&mut Policy)) -> Self {
        change(&mut self.policy);
        self
    }

    /// Changes the catalogue.
    pub fn catalogue(mut self, change: impl FnOnce(&mut Catalogue)) -> Self {
        change(&mut self.catalogue);
        self
    }

    /// The case.
    pub fn case(self) -> Case {
        let inputs = vec![Input {
            file: "estate.json".to_owned(),
            sha256: "0".repeat(64),
        }];
        Case {
            estate: self.estate,
            catalogue: Arc::new(self.catalogue),
            policy: self.policy,
            inputs,
        }
    }
}
