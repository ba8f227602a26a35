//! Going from one offer to another: transitions of new commerce, upgrades and conversions of legacy.
//!
//! Seats come before seats go: the subscription that takes them is saved first, then holders move, then the source is saved, all in one
//! transaction, so that nobody loses a licence in between.

pub mod convert;
pub mod create;
mod order;
pub mod read;
pub mod upgrade;

pub use convert::ConvertTrial;
pub use create::CreateTransition;
pub use upgrade::{UpgradeSubscription, UpgradeTaken};

use crate::{act::Act, halt::Halt, licenses::transfer::NotMoved, subscriptions::change::is_sandbox};
use nahtlos_model::{
    instants::Instant,
    program::Numbers,
    subscriptions::Subscription,
    transitions::{
        Around,
        record::{Event, Step, StepStatus},
    },
};
use nahtlos_store::subscriptions;

/// Users named at most where licences could not be moved.
const MOST_NAMED: usize = 50;

/// What a decision has to know, loaded once.
struct Facts {
    others: Vec<Subscription>,
    sandbox: bool,
    numbers: Numbers,
    now: Instant,
    assortment: std::sync::Arc<nahtlos_model::assortment::Assortment>,
}

impl Facts {
    async fn load(act: &mut Act<'_>, source: &Subscription) -> Result<Self, Halt> {
        let mut others = subscriptions::list(act.tx, &source.customer_id).await?;
        others.retain(|s| s.id != source.id);
        Ok(Self {
            others,
            sandbox: is_sandbox(act).await?,
            numbers: act.numbers(),
            now: act.now,
            assortment: act.assortment.clone(),
        })
    }

    fn around(&self) -> Around<'_> {
        Around {
            now: self.now,
            numbers: &self.numbers,
            assortment: &self.assortment,
            others: &self.others,
            sandbox: self.sandbox,
        }
    }
}

/// What happened: the conversion, and the licences where they were to be moved.
fn events(at: Instant, licences: Option<&[NotMoved]>) -> Vec<Event> {
    let event = |step, status, users| Event { step, status, at, users };
    let mut all = vec![
        event(Step::Conversion, StepStatus::Started, Vec::new()),
        event(Step::Conversion, StepStatus::Completed, Vec::new()),
    ];
    if let Some(failed) = licences {
        let names: Vec<String> = failed.iter().map(|f| f.user.user_principal_name.clone()).take(MOST_NAMED).collect();
        let status = if names.is_empty() {
            StepStatus::Completed
        } else {
            StepStatus::Failed
        };
        all.push(event(Step::LicenseReassignment, StepStatus::Started, Vec::new()));
        all.push(event(Step::LicenseReassignment, status, names));
    }
    all
}
