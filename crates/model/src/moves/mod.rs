//! A move, carried out: a plan that somebody said yes to becomes deeds, one recorded step at a time.
//!
//! Everything here is pure. [`next::next`] says what is to be done now, from the move as it stands, its plan, and what was seen; whoever
//! carries it out records what it attempts, does it, records what came of it, and asks again. A step is done when its effect was *seen*:
//! a reply that was lost, a crash, a hand that did it before us, all end in the same look. The proof is the planner's
//! (`nahtlos_planner::present`); here stands only when it is asked for.

mod accepted;
pub mod adopt;
pub mod course;
pub mod cover;
pub mod deeds;
pub mod distance;
pub mod evidence;
pub mod fate;
mod guard;
mod halted;
pub mod journal;
pub mod next;
pub mod notices;
pub mod redact;
pub mod sight;
pub mod state;
mod steps;
pub mod tasks;
mod wanted;
mod yes;

pub use accepted::Accepted;
pub use halted::{Drift, Halted};
pub use steps::{Expected, Status, StepRun};
pub use yes::{Acting, Approval, Limits, PlanRef, Why};

use crate::{ids::SkuId, instants::Instant, refusals::Refusal};
use deeds::{Contact, Deed};
use serde::{Deserialize, Serialize};
use state::{Happening, State};
use std::collections::{BTreeMap, BTreeSet};
use tasks::Task;

/// A customer's move to a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Move {
    /// Id, ordered by time.
    pub id: String,
    /// The partner who carries it out.
    pub partner_id: String,
    /// Where it is carried out: [`LOCAL`], or the id of an account of the partner at another service.
    pub account: String,
    /// The customer.
    pub customer: Customer,
    /// The address by which customers reach this center, for links.
    pub base: String,
    /// State.
    pub state: State,
    /// How it is carried out.
    pub settings: Settings,
    /// The newest plan; from a yes on, the one that holds.
    pub plan: Option<PlanRef>,
    /// A plan from the present that waits for a yes, while it stands still.
    #[serde(default)]
    pub proposal: Option<PlanRef>,
    /// The yes.
    pub approval: Option<Approval>,
    /// On whose behalf deeds are done: who said yes, or resumed it last.
    pub acting: Option<Acting>,
    /// Ids of what deeds made, by name.
    pub ids: BTreeMap<String, String>,
    /// Steps of the plan that holds, in its order.
    pub steps: Vec<StepRun>,
    /// What was bought, by purchase of the plan that holds; and what originals became that were transferred, by their id.
    pub bought: BTreeMap<String, Bought>,
    /// What was bought by plans before it, by the plan's version and the purchase: `1.p2`.
    #[serde(default)]
    pub earlier: BTreeMap<String, Bought>,
    /// SKUs that plans before it gave to somebody.
    #[serde(default)]
    pub given: BTreeSet<SkuId>,
    /// Ids of originals in the tenant, by their id in the estate, where they differ.
    pub originals: BTreeMap<String, String>,
    /// Tasks of people.
    pub tasks: Vec<Task>,
    /// The deed whose outcome is not known yet.
    pub attempt: Option<Attempt>,
    /// Why it is halted.
    pub halt: Option<Halted>,
    /// What the last proof of the present said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<cover::Cover>,
    /// Deeds attempted so far.
    pub attempts: i64,
    /// Length of the journal.
    pub entries: i64,
    /// Hash of the journal's last entry, in hexadecimal.
    pub head: String,
    /// When it is to be looked at next; `None`: only when something happens.
    pub next: Option<Instant>,
    /// When it began.
    pub created: Instant,
    /// When it was offered to the customer, who sees it from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<Instant>,
    /// When it was completed or given up.
    pub closed: Option<Instant>,
    /// Counted up with every change.
    pub version: i64,
}

/// The account of moves that are carried out in this center itself.
pub const LOCAL: &str = "local";

/// Whose move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Tenant id.
    pub tenant_id: String,
    /// Name.
    pub name: String,
    /// Default domain.
    pub domain: String,
    /// Country.
    pub country: String,
    /// Where requests are mailed to.
    pub email: Option<String>,
}

/// How a move is carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Language of mails and tasks.
    pub language: String,
    /// Ask for the older kind of delegated administration together with the relationship.
    pub delegated: bool,
    /// Ask for rights in the customer's directory; otherwise licences are changed by the customer's administrator, by a list.
    pub rights: bool,
    /// Who accepted the customer agreement, where the partner confirms it.
    pub contact: Option<Contact>,
    /// Users in one batch of licence changes; at most 20.
    pub batch: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: "en".to_owned(),
            delegated: false,
            rights: true,
            contact: None,
            batch: MOST_IN_BATCH,
        }
    }
}

/// Most users of one batch.
pub const MOST_IN_BATCH: u32 = 20;

/// What came of a purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bought {
    /// The subscription.
    pub subscription: String,
    /// The order, where it is known.
    pub order: Option<String>,
    /// Until when it can be cancelled with a refund: the last cheap way back.
    pub cancel_until: Option<Instant>,
}

/// A deed under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// Its number, from 1.
    pub number: i64,
    /// The step.
    pub step: String,
    /// Its key: the same whenever the same thing is tried again after an answer that never came.
    pub key: String,
    /// SHA-256 of the deed, in hexadecimal: whether it is the same thing.
    pub digest: String,
    /// Its kind.
    pub kind: String,
    /// When it was recorded.
    pub at: Instant,
    /// The deed itself, but for licence changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<Deed>,
    /// It was sent, and its answer never came.
    pub unsure: bool,
}

/// What a move begins with.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Id, ordered by time.
    pub id: String,
    /// The partner who carries it out.
    pub partner_id: String,
    /// Where.
    pub account: String,
    /// Whose.
    pub customer: Customer,
    /// The address by which customers reach this center.
    pub base: String,
    /// How.
    pub settings: Settings,
    /// When.
    pub at: Instant,
}

impl Move {
    /// A move that has just begun.
    pub fn begun(with: Beginning) -> Self {
        Self {
            id: with.id,
            partner_id: with.partner_id,
            account: with.account,
            customer: with.customer,
            base: with.base,
            state: State::Drafted,
            settings: with.settings,
            plan: None,
            proposal: None,
            approval: None,
            acting: None,
            ids: BTreeMap::new(),
            steps: Vec::new(),
            bought: BTreeMap::new(),
            earlier: BTreeMap::new(),
            given: BTreeSet::new(),
            originals: BTreeMap::new(),
            tasks: Vec::new(),
            attempt: None,
            halt: None,
            cover: None,
            attempts: 0,
            entries: 0,
            head: String::new(),
            next: None,
            created: with.at,
            offered: None,
            closed: None,
            version: 1,
        }
    }

    /// A move that is none: it only says whom to look at, on whose behalf. It is never kept.
    pub fn to_look(partner: &str, account: &str, tenant: &str, at: Instant) -> Self {
        Self::begun(Beginning {
            id: String::new(),
            partner_id: partner.to_owned(),
            account: account.to_owned(),
            customer: Customer {
                tenant_id: tenant.to_ascii_lowercase(),
                name: String::new(),
                domain: String::new(),
                country: String::new(),
                email: None,
            },
            base: String::new(),
            settings: Settings::default(),
            at,
        })
    }

    /// Something happens to it.
    ///
    /// # Errors
    /// `MoveState`.
    pub fn happen(&mut self, happening: Happening) -> Result<(), Refusal> {
        self.state = self.state.try_after(happening)?;
        Ok(())
    }

    /// A step by its id.
    pub fn step(&self, id: &str) -> Option<&StepRun> {
        self.steps.iter().find(|run| run.id == id)
    }

    /// A step by its id, to change.
    pub fn step_mut(&mut self, id: &str) -> Option<&mut StepRun> {
        self.steps.iter_mut().find(|run| run.id == id)
    }

    /// Whether something was accepted that does not show yet: a plan that does not know of it would have it done again.
    pub fn is_owed(&self, now: Instant) -> bool {
        let open = self.steps.iter().filter(|run| !run.is_over());
        let mut accepted = open.filter_map(|run| run.accepted.as_ref());
        // What people answer to, and take their time, is owed by them and not by a service.
        let asks = |deed: &Deed| {
            matches!(
                deed,
                Deed::Invite { .. } | Deed::RequestRights { .. } | Deed::RequestTransfer { .. }
            )
        };
        accepted.any(|accepted| accepted.deed.as_ref().is_some_and(|deed| !asks(deed)) && accepted.again(now).is_some())
    }

    /// Whether somebody of the partner has to look at it: a plan waits for a decision, it stands still, or a task is open.
    pub fn needs_attention(&self) -> bool {
        let is_over = |step: &str| self.steps.iter().any(|run| run.id == step && run.is_over());
        let open = || self.tasks.iter().any(|task| task.is_open() && !is_over(&task.step));
        match self.state {
            State::Planned | State::Halted | State::NeedsPerson => true,
            state => !state.is_over() && open(),
        }
    }

    /// The id that a subscription of the estate has in the tenant: the one that it became, where it was transferred.
    pub fn in_tenant<'a>(&'a self, original: &'a str) -> &'a str {
        let known = self.originals.get(original).map_or(original, String::as_str);
        self.bought.get(original).map_or(known, |bought| bought.subscription.as_str())
    }

    /// The mark of a purchase of the plan that holds, by which its subscription is found again.
    pub fn mark(&self, purchase: &str) -> String {
        let short = &self.id[self.id.len().saturating_sub(8)..];
        let version = self.plan.as_ref().map_or(0, |plan| plan.version);
        format!("{short}.{version}.{purchase}")
    }

    /// Whether a subscription's name bears a mark of this move, whichever plan bought it.
    pub fn marked(&self, name: &str) -> bool {
        let short = &self.id[self.id.len().saturating_sub(8)..];
        let last = name.rsplit(' ').next().unwrap_or_default();
        last.strip_prefix(short).is_some_and(|rest| rest.starts_with('.'))
    }

    /// The newest task of a step.
    pub fn task_of(&self, step: &str) -> Option<&Task> {
        self.tasks.iter().rev().find(|task| task.step == step)
    }
}
