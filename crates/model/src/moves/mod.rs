//! A move, carried out: a plan that somebody said yes to becomes deeds, one recorded step at a time.
//!
//! Everything here is pure. [`next::next`] says what is to be done now, from the move as it stands, its plan, and what was seen; whoever
//! carries it out records what it attempts, does it, records what came of it, and asks again. A step is done when its effect was *seen*:
//! a reply that was lost, a crash, a hand that did it before us, all end in the same look. The proof is the planner's
//! (`nahtlos_planner::present`); here stands only when it is asked for.

mod accepted;
pub mod adopt;
pub mod course;
pub mod deeds;
pub mod distance;
pub mod evidence;
pub mod fate;
pub mod journal;
pub mod next;
pub mod redact;
pub mod sight;
pub mod state;
pub mod tasks;
mod wanted;

pub use accepted::Accepted;

use crate::{
    estate::word_enum,
    ids::SkuId,
    instants::Instant,
    money::{Amount, Currency},
    notice::{CounterCode, Notice},
    refusals::Refusal,
};
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

/// A plan by its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanRef {
    /// From 1.
    pub version: i64,
    /// SHA-256 of the document, in hexadecimal: what a yes is a yes to.
    pub digest: String,
    /// What it costs within its horizon.
    pub total: Amount,
    /// In which currency.
    pub currency: Currency,
    /// Why it was made.
    pub why: Why,
    /// When.
    pub at: Instant,
}

word_enum!(
    /// Why a plan was made.
    Why {
        /// The move's first.
        First = "first",
        /// Somebody wanted another.
        Asked = "asked",
        /// Not all is as the plan has it.
        Drift = "drift",
    }
);

/// Somebody on whose behalf deeds are done, with the rights that they have then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acting {
    /// User id in the partner's tenant.
    pub user_id: String,
    /// Sign-in name.
    pub name: String,
    /// They had signed in with a second factor.
    #[serde(default = "yes")]
    pub mfa: bool,
}

fn yes() -> bool {
    true
}

/// A yes to a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Approval {
    /// Who: a person's sign-in name.
    pub by: String,
    /// When.
    pub at: Instant,
    /// The plan's digest.
    pub digest: String,
    /// The plan's version.
    #[serde(default)]
    pub version: i64,
    /// How far later plans may differ from this one without a new yes.
    pub limits: Limits,
    /// Users of whom licences change otherwise by plans that were taken within the limits.
    #[serde(default)]
    pub users_used: i64,
}

/// How far a new plan may differ from the approved one before somebody has to say yes again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// Minor units more than the approved plan costs.
    pub more_minor: i64,
    /// Days by which an end or a change may come later.
    pub later_days: i64,
    /// Users whose licences may change otherwise.
    pub users: i64,
}

word_enum!(
    /// How a step stands.
    Status {
        /// Not begun.
        Pending = "pending",
        /// Begun: its effect is not seen yet.
        Open = "open",
        /// A person is asked.
        Asked = "asked",
        /// Its effect was seen.
        Done = "done",
        /// Not needed any more.
        Skipped = "skipped",
    }
);

/// A step on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepRun {
    /// Id, as the plan has it.
    pub id: String,
    /// How it stands.
    pub status: Status,
    /// Nothing seen before this counts for it: when it was begun, or its last deed was answered.
    pub since: Option<Instant>,
    /// The present was proved for it at this time.
    pub proved: Option<Instant>,
    /// Deeds that did not lead to what is wanted, in a row.
    pub tries: u32,
    /// Not before.
    pub not_before: Option<Instant>,
    /// When it was done.
    pub done: Option<Instant>,
    /// What of it is held up by a service's budget, and when that will have been done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
    /// What was said to be done for it, and was not seen yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
}

/// How long the rest of a step takes that a service's budget holds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Expected {
    /// Users whose licences are still to change.
    pub left: u32,
    /// When they will have changed, if nobody else asks the service meanwhile.
    pub by: Instant,
}

impl StepRun {
    /// A step that is not begun.
    pub fn pending(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            status: Status::Pending,
            since: None,
            proved: None,
            tries: 0,
            not_before: None,
            done: None,
            expected: None,
            accepted: None,
        }
    }

    /// What was said of a deed, where that was the last that was done for it.
    pub fn accepted(&self, deed: &Deed) -> Option<&Accepted> {
        self.accepted.as_ref().filter(|accepted| accepted.deed.as_ref() == Some(deed))
    }

    /// Whether nothing more is to be done for it.
    pub fn is_over(&self) -> bool {
        matches!(self.status, Status::Done | Status::Skipped)
    }
}

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

/// Why a move stands still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", rename_all_fields = "camelCase")]
pub enum Halted {
    /// Somebody stopped it.
    Person {
        /// Who.
        by: String,
        /// What they say.
        note: String,
    },
    /// The present does not hold.
    Refuted {
        /// The step before which it was seen.
        step: String,
        /// Who loses what, when and why.
        counter: Notice<CounterCode>,
    },
    /// Something was refused for good.
    Refused {
        /// The step.
        step: String,
        /// Status of the answer.
        status: u16,
        /// Its code.
        code: String,
        /// Its sentence.
        message: String,
    },
    /// Something is otherwise than the plan has it.
    Drift {
        /// The step.
        step: String,
        /// What.
        what: Drift,
        /// Of what: a subscription, a user.
        subject: String,
    },
}

word_enum!(
    /// What is otherwise than planned. Texts: `drift-` + word.
    Drift {
        /// The customer did not accept in time.
        LateAcceptance = "lateAcceptance",
        /// Rights were refused, ended, or are not enough.
        RightsMissing = "rightsMissing",
        /// A subscription of the plan is gone.
        SubscriptionGone = "subscriptionGone",
        /// An original renewed although it should have ended.
        RenewedAnyway = "renewedAnyway",
        /// A transfer was refused or has expired.
        TransferRefused = "transferRefused",
        /// Something was tried again and again without effect.
        NoEffect = "noEffect",
        /// Seats that were bought were not seen in time.
        SeatsLate = "seatsLate",
        /// The day on which something was to be bought is over.
        Late = "late",
        /// Licence changes wait for each other in a circle, in pools without a free seat.
        SwapsInCircle = "swapsInCircle",
        /// A user of the plan is gone, before something was bought for them.
        UserGone = "userGone",
        /// Somebody holds licences that the plan is about, and is not in it.
        UserJoined = "userJoined",
        /// A user holds other licences than the plan goes out from.
        LicensesChanged = "licensesChanged",
        /// Something costs otherwise than planned, or is not sold any more.
        PriceChanged = "priceChanged",
        /// On whose behalf it is carried out is gone or may not act any more.
        ActorGone = "actorGone",
    }
);

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
            attempts: 0,
            entries: 0,
            head: String::new(),
            next: None,
            created: with.at,
            closed: None,
            version: 1,
        }
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
        accepted.any(|accepted| accepted.deed.is_some() && accepted.again(now).is_some())
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
