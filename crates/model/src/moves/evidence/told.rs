//! What entries of a journal say, by their kind. Read by `nahtlos_files::evidence` from their JSON; a kind that is not known here is kept and
//! only not understood.

use crate::{
    dates::Date,
    ids::SkuId,
    instants::Instant,
    moves::{
        Approval, Bought, Customer, Halted, PlanRef, Settings,
        deeds::{Deed, Outcome},
        sight::{PoolSeen, Relation, SubscriptionSeen},
        tasks::Task,
    },
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // as the kinds of entries
pub enum Told {
    Begun(Box<Begun>),
    Planned(Planned),
    Offered(By),
    Withdrawn(By),
    Approved(Approved),
    Adopted(Adopted),
    NotPlanned(NotPlanned),
    Began,
    Seen(Box<Sight>),
    Proved(Proved),
    Refuted(Halted),
    Halted(Halted),
    Attempted(Attempted),
    Answered(Answered),
    Done(Done),
    Skipped,
    Asked(Box<Task>),
    Confirmed(Box<Task>),
    Resumed(By),
    Completed,
    Abandoned(By),
    Other,
}

/// The move began.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Begun {
    /// Whose move.
    pub customer: Customer,
    /// Where it is carried out.
    pub account: String,
    /// How.
    pub settings: Settings,
    /// SHA-256 of the estate.
    pub estate: String,
    /// Who began it.
    pub by: String,
}

/// A plan was made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Planned {
    /// The plan.
    pub plan: PlanRef,
    /// Who had it made; empty: nobody, it was made after drift.
    #[serde(default)]
    pub by: String,
}

/// Somebody did it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct By {
    /// Who.
    #[serde(default)]
    pub by: String,
    /// What they say of it.
    #[serde(default)]
    pub note: String,
}

/// Somebody said yes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Approved {
    /// The yes.
    pub approval: Approval,
    /// The plan.
    pub plan: PlanRef,
}

/// A plan from the present was taken within the limits of a yes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Adopted {
    /// The plan.
    pub plan: PlanRef,
    /// The yes within whose limits it is.
    pub approval: Option<Approval>,
}

/// No plan could be made from the present.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NotPlanned {
    /// Why.
    pub why: String,
}

/// The tenant was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sight {
    /// Digest of everything that was seen, everybody's licences included.
    pub seen: String,
    /// What of it stands in the journal.
    pub what: What,
}

/// What was seen, without the people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct What {
    /// How partner and customer stand.
    pub relation: Option<Relation>,
    /// Subscriptions.
    pub subscriptions: Option<Vec<SubscriptionSeen>>,
    /// Pools.
    pub pools: Option<Vec<PoolSeen>>,
    /// How many people.
    pub people: Option<u64>,
}

/// The present was proved.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proved {
    /// Users who need something, all of them covered.
    pub users: u64,
    /// Digest of what was seen.
    pub seen: Option<String>,
    /// Where the least seats are free from now on.
    pub tightest: Option<Tight>,
    /// Every pool, as it was then.
    #[serde(default)]
    pub pools: Vec<PoolNow>,
}

/// Where the least seats are free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tight {
    /// The SKU.
    pub sku: SkuId,
    /// From this day.
    pub day: Date,
    /// Until this one.
    pub until: Date,
    /// Licences.
    pub held: i64,
    /// Seats.
    pub seats: i64,
}

/// A pool at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolNow {
    /// The SKU.
    pub sku: SkuId,
    /// Licences of those who need something.
    pub held: i64,
    /// Seats that were seen.
    pub seats: i64,
}

/// A deed is attempted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attempted {
    /// Its number.
    pub number: i64,
    /// Its key.
    pub key: String,
    /// Everything that is sent.
    pub deed: Deed,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answered {
    /// The attempt's number.
    pub number: i64,
    /// What came.
    pub outcome: Came,
}

/// An answer, or a word for why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Came {
    /// As it was answered.
    Outcome(Outcome),
    /// `interrupted`: the program ended before the answer came.
    Word(String),
}

/// What a step is for was seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Done {
    /// What was bought.
    #[serde(default)]
    pub bought: BTreeMap<String, Bought>,
    /// What it was seen by; nothing where a person's word is all there is.
    #[serde(default)]
    pub seen: Option<RestsOn>,
}

/// What a decision rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RestsOn {
    /// Digest of what was seen.
    pub digest: String,
    /// When the oldest part of it was looked at.
    pub at: Instant,
}
