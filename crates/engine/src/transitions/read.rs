//! Questions about transitions: what a subscription can become, and what it went through.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    permissions::Relation,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
    transitions::{legacy::Hands, record::Transition},
};
use nahtlos_store::{subscriptions, transitions};

/// Transitions of one answer.
const MOST: i64 = 1000;

/// A subscription and everything else of its tenant that speaks for or against a change of offer.
#[derive(Debug, Clone)]
pub struct Surveyed {
    /// The subscription.
    pub source: Subscription,
    /// The tenant's others, of any seller and state.
    pub others: Vec<Subscription>,
    /// Whether the caller has delegated administration.
    pub delegated: bool,
    /// Limits of the sandbox apply.
    pub sandbox: bool,
}

impl Surveyed {
    /// Whose hands would act.
    pub fn hands(&self, user: bool) -> Hands {
        Hands {
            delegated: self.delegated,
            user,
        }
    }
}

impl Reading {
    /// A subscription of the caller's with what is around it.
    ///
    /// # Errors
    /// `SubscriptionUnknown`, also for another partner's.
    pub async fn surveyed(&mut self, id: &str) -> Result<Surveyed, Halt> {
        let source = self.subscription(id).await?;
        let mut others = subscriptions::list(&mut self.tx, &source.customer_id).await?;
        others.retain(|s| s.id != source.id);
        Ok(Surveyed {
            source,
            others,
            delegated: matches!(self.permit.relation(), Relation::DelegatedCustomer | Relation::Own),
            sandbox: self.own_partner().await?.is_some_and(|p| p.sandbox),
        })
    }

    /// What a new-commerce subscription went through, newest first.
    ///
    /// # Errors
    /// `SubscriptionUnknown`; `LegacyUnsupported` for the older generation.
    pub async fn transitions(&mut self, id: &str, operation: Option<&str>) -> Result<Vec<Transition>, Halt> {
        let source = self.subscription(id).await?;
        if !source.is_new_commerce() {
            return Err(Refusal::new(Code::LegacyUnsupported).into());
        }
        let partner = source.partner_id.clone().unwrap_or_default();
        let mut found = transitions::of(&mut self.tx, &source.customer_id, &partner, &source.id, MOST).await?;
        found.retain(|t| operation.is_none_or(|id| t.id.eq_ignore_ascii_case(id)));
        Ok(found)
    }
}
