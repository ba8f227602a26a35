//! Upgrades a legacy subscription to another offer. That it cannot be is an answer, not an error: nothing has changed then.

use super::{Facts, order};
use crate::{
    act::Act,
    call::Need,
    door::UseCase,
    halt::Halt,
    licenses::transfer::{Holders, NotMoved, transfer},
    permit::Permit,
    subscriptions::{change::load, save::save},
};
use nahtlos_model::{
    licenses::Replacement,
    permissions::{Action, Relation},
    subscriptions::Subscription,
    transitions::{
        Kind, Reason, conflicts,
        legacy::{Hands, Upgraded, upgrade, upgrades},
    },
};

/// An upgrade as asked for.
#[derive(Debug, Clone)]
pub struct UpgradeSubscription {
    /// Customer.
    pub customer_id: String,
    /// The source.
    pub subscription_id: String,
    /// Legacy offer, lower case.
    pub offer_id: String,
    /// With licences or without.
    pub kind: Kind,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct UpgradeTaken {
    /// The source before.
    pub source: Subscription,
    /// The subscription in its place; `None`: refused.
    pub target: Option<Subscription>,
    /// Why it was refused.
    pub reasons: Vec<Reason>,
    /// Users whose licence did not move.
    pub not_moved: Vec<NotMoved>,
}

/// Whose hands act, as the transfer of licences asks in this generation.
pub(super) fn hands(act: &Act<'_>, permit: &Permit) -> Hands {
    Hands {
        delegated: matches!(permit.relation(), Relation::DelegatedCustomer | Relation::Own),
        user: act.call.actor.user.is_some(),
    }
}

impl UseCase for UpgradeSubscription {
    type Out = UpgradeTaken;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<UpgradeTaken, Halt> {
        let source = load(act, &self.customer_id, &self.subscription_id).await?;
        let refused = |source: Subscription, reasons: Vec<Reason>| {
            Ok(UpgradeTaken {
                source,
                target: None,
                reasons,
                not_moved: Vec::new(),
            })
        };
        let facts = Facts::load(act, &source).await?;
        let assortment = facts.assortment.clone();
        let paths = upgrades(&source, &assortment);
        let Some(target) = paths.iter().find(|offer| offer.id == self.offer_id) else {
            let reason = if paths.is_empty() { Reason::NoPath } else { Reason::TargetNotFound };
            return refused(source, vec![reason]);
        };
        let ids = (act.guid(), act.guid());
        let by = (self.kind, hands(act, &permit));
        match upgrade(&source, target, by, (&ids.0, &ids.1), &facts.around()) {
            Err(reasons) => refused(source, reasons),
            Ok(upgraded) => {
                let not_moved = carry_out(act, &source, &upgraded, &facts).await?.unwrap_or_default();
                Ok(UpgradeTaken {
                    source,
                    target: Some(upgraded.target.after),
                    reasons: Vec::new(),
                    not_moved,
                })
            }
        }
    }
}

/// Saves the new subscription, moves holders where it is clear whose licences they are, and saves the source.
pub(super) async fn carry_out(
    act: &mut Act<'_>,
    source: &Subscription,
    upgraded: &Upgraded,
    facts: &Facts,
) -> Result<Option<Vec<NotMoved>>, Halt> {
    const OPERATION: &str = "upgrade_subscription";
    let target = &upgraded.target;
    order::insert(act, &target.after, &target.charges).await?;
    save(act, None, &target.after, target.charges.clone(), OPERATION).await?;
    let what = Replacement {
        from: source.licence,
        to: target.after.licence,
    };
    let failed = match conflicts(source, what.to, &facts.others, &facts.assortment) {
        true => None,
        false => Some(transfer(act, &source.customer_id, what, Holders::All).await?),
    };
    let left = &upgraded.source;
    save(act, Some(source), &left.after, left.charges.clone(), OPERATION).await?;
    Ok(failed)
}
