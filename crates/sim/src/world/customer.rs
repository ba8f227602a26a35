//! A customer of the simulation: what stays the same, and what everybody must keep.

use super::{call, catalogue::Range, estate::Drawn};
use nahtlos_engine::call::Call;
use nahtlos_model::{
    estate::Estate,
    ids::{ServicePlanId, SkuId},
    permissions::Role,
    policy::Policy,
};
use std::collections::{BTreeMap, BTreeSet};

/// How licences may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rights {
    /// The older delegated administration comes with the relationship.
    Older,
    /// Rights are asked for and given to a group.
    Granular,
    /// The customer's administrator changes licences by a list.
    ByHand,
}

/// A customer.
#[derive(Debug)]
pub(crate) struct Tenant {
    pub(crate) id: String,
    pub(crate) domain: String,
    pub(crate) estate: Estate,
    pub(crate) policy: Policy,
    pub(crate) rights: Rights,
    /// Its administrator.
    pub(crate) admin: Call,
    /// Everybody does what is asked of them, soon, and nobody touches anything.
    pub(crate) willing: bool,
}

/// What must be, of one customer; a person who does something deliberately by hand changes it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wish {
    /// The plans that users had on at the beginning, without accepted losses.
    pub(crate) needs: BTreeMap<String, BTreeSet<ServicePlanId>>,
    /// Plans that were off for users, and that they do not need.
    pub(crate) off: BTreeMap<String, BTreeSet<ServicePlanId>>,
    /// Seats of a licence that somebody took by hand, of which no plan knew.
    pub(crate) taken: BTreeMap<SkuId, i64>,
    /// Something happened that no plan could know: costs may be others.
    pub(crate) drifted: bool,
    /// Somebody said that they had changed licences, and had not, or had, and did not say so, where nobody else can see it.
    pub(crate) lied: bool,
}

impl Tenant {
    pub(crate) fn new(number: usize, drawn: &Drawn, policy: Policy, rights: Rights, willing: bool) -> Self {
        let customer = &drawn.planned.customer;
        let first = &drawn.held.users[0];
        Self {
            id: customer.id.clone(),
            domain: format!("c{number}.example"),
            admin: call(&customer.id, &first.id, &first.user_principal_name, &[Role::GlobalAdmin]),
            estate: drawn.planned.clone(),
            policy,
            rights,
            willing,
        }
    }

    /// What must be at the beginning.
    pub(crate) fn wish(&self, range: &Range) -> Wish {
        let mut wish = Wish::default();
        for user in &self.estate.users {
            let (mut on, mut off) = (BTreeSet::new(), BTreeSet::new());
            for license in &user.licenses {
                for plan in range.plans(license.sku_id) {
                    match license.disabled_plans.contains(plan) {
                        true => off.insert(*plan),
                        false => on.insert(*plan),
                    };
                }
            }
            off.retain(|plan| !on.contains(plan));
            on.retain(|plan| !self.policy.accept_loss.contains(plan));
            wish.needs.insert(user.id.clone(), on);
            wish.off.insert(user.id.clone(), off);
        }
        wish
    }
}
