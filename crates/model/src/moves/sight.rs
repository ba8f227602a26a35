//! What is seen of a customer: never what is hoped for. Each part has the time at which it was looked at, because decisions rest only on
//! what was seen after the last thing that was done.

use crate::{
    catalogue::{BillingPlan, Term},
    dates::Date,
    estate::{License, word_enum},
    ids::SkuId,
    instants::Instant,
    subscriptions::{EndAction, Status},
};
use serde::{Deserialize, Serialize};

/// Something seen at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Seen<T> {
    /// When.
    pub at: Instant,
    /// What.
    pub value: T,
}

/// How partner and customer stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Relation {
    /// The customer is the partner's customer.
    pub reseller: bool,
    /// The request stands that the partner sent, in the word of its state.
    pub request: Option<String>,
    /// The customer agreement is confirmed.
    pub agreement: bool,
    /// What the partner may do in the customer's directory.
    pub rights: Rights,
}

/// What a partner may do in a customer's directory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rights {
    /// Users, groups and licences can be read.
    pub reads: bool,
    /// Licences can be changed.
    pub licenses: bool,
    /// A request for rights, or the relationship that gives them: its id.
    pub request: Option<String>,
    /// Its state, in the reference's word.
    pub state: Option<String>,
    /// They were given to a group of the partner's, and are there or on their way.
    #[serde(default)]
    pub assigned: bool,
    /// Until when they last.
    pub until: Option<Instant>,
}

/// A subscription, as the customer's tenant or the partner's account shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionSeen {
    /// Id in the tenant.
    pub id: String,
    /// The licence its seats belong to.
    pub sku: SkuId,
    /// Seats.
    pub seats: u32,
    /// State.
    pub status: Status,
    /// First day without it, or of its next term.
    pub end: Option<Date>,
    /// First day of the present term, where it is told.
    pub start: Option<Date>,
    /// The partner who carries the move out sells it.
    pub own: bool,
    /// The tenant of who sells it, where the directory tells.
    #[serde(default)]
    pub owner: Option<String>,
    /// It is a trial.
    #[serde(default)]
    pub trial: bool,
    /// Its name, where the partner may see it.
    pub name: String,
    /// Its offer, where the partner may see it.
    #[serde(default)]
    pub offer: Option<String>,
    /// Its term, where the partner may see it.
    #[serde(default)]
    pub term: Option<Term>,
    /// Its billing plan, where the partner may see it.
    #[serde(default)]
    pub billing: Option<BillingPlan>,
    /// Whether it renews; `None`: not told.
    pub renews: Option<bool>,
    /// What happens at its end when it does not.
    pub end_action: Option<EndAction>,
    /// Seats from the next term on, where a change is scheduled.
    pub next_seats: Option<u32>,
    /// Offer from the next term on, where a change is scheduled.
    pub next_offer: Option<String>,
    /// First day after the next term, where a change that ends it with others is scheduled.
    #[serde(default)]
    pub next_until: Option<Date>,
    /// The last instant at which it can be cancelled with a refund.
    pub cancel_until: Option<Instant>,
}

impl SubscriptionSeen {
    /// Whether it supplies seats.
    pub fn supplies(&self) -> bool {
        self.status == Status::Active
    }
}

impl TransferSeen {
    /// Whether it is about a subscription of another partner's.
    pub fn is_about(&self, subscription: &str, owner: &str) -> bool {
        match self.subscriptions.is_empty() {
            true => self.with.eq_ignore_ascii_case(owner),
            false => self.subscriptions.iter().any(|s| s.eq_ignore_ascii_case(subscription)),
        }
    }
}

/// A transfer between partners that concerns the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferSeen {
    /// Id.
    pub id: String,
    /// How it stands.
    pub state: TransferState,
    /// The subscriptions it is about, as the tenant has them; none before the other partner named them.
    pub subscriptions: Vec<String>,
    /// The other partner: its tenant's id.
    #[serde(default)]
    pub with: String,
    /// What those became that are over: the subscription, and the one that this partner has in its place.
    #[serde(default)]
    pub became: Vec<(String, String)>,
    /// This partner is to accept it (legacy: the other one offers).
    pub to_accept: bool,
}

word_enum!(
    /// How a transfer stands.
    TransferState {
        /// Nobody has answered yet.
        Open = "open",
        /// It is done, wholly.
        Done = "done",
        /// Refused, expired, taken back or failed.
        Failed = "failed",
    }
);

/// A pool, as the tenant shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolSeen {
    /// The SKU.
    pub sku: SkuId,
    /// Seats in use or free.
    pub enabled: u32,
    /// Seats that carry a licence.
    pub consumed: u32,
}

/// A user with their licences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonSeen {
    /// Id in the tenant.
    pub id: String,
    /// Sign-in name.
    pub name: String,
    /// Country in which services are used, where it is told.
    #[serde(default)]
    pub location: Option<String>,
    /// Licences, each with the group it comes through.
    pub licenses: Vec<License>,
}

/// Everything that was seen, part by part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    /// How partner and customer stand.
    pub relation: Option<Seen<Relation>>,
    /// Subscriptions.
    pub subscriptions: Option<Seen<Vec<SubscriptionSeen>>>,
    /// Transfers that concern the customer.
    pub transfers: Option<Seen<Vec<TransferSeen>>>,
    /// Pools; an empty list where they may not be seen.
    pub pools: Option<Seen<Vec<PoolSeen>>>,
    /// Everybody; `None` inside: they may not be seen.
    pub people: Option<Seen<Option<Vec<PersonSeen>>>>,
}

/// Parts of a sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Look {
    /// [`Sight::relation`].
    pub relation: bool,
    /// [`Sight::subscriptions`], [`Sight::pools`] and [`Sight::transfers`].
    pub seats: bool,
    /// [`Sight::people`].
    pub people: bool,
}

impl Look {
    /// Everything.
    pub const ALL: Self = Self {
        relation: true,
        seats: true,
        people: true,
    };
    /// How partner and customer stand.
    pub const RELATION: Self = Self {
        relation: true,
        seats: false,
        people: false,
    };
    /// Subscriptions and pools.
    pub const SEATS: Self = Self {
        relation: false,
        seats: true,
        people: false,
    };
    /// Subscriptions, pools and people: what a proof needs.
    pub const TENANT: Self = Self {
        relation: false,
        seats: true,
        people: true,
    };
}

impl Sight {
    /// The parts of `wanted` that were not seen since an instant.
    pub fn missing(&self, wanted: Look, since: Instant) -> Look {
        let old = |at: Option<Instant>| at.is_none_or(|at| at < since);
        Look {
            relation: wanted.relation && old(self.relation.as_ref().map(|s| s.at)),
            seats: wanted.seats && (old(self.subscriptions.as_ref().map(|s| s.at)) || old(self.pools.as_ref().map(|s| s.at))),
            people: wanted.people && old(self.people.as_ref().map(|s| s.at)),
        }
    }

    /// When the part of `wanted` that was seen longest ago was seen; `None`: nothing is wanted, or a part was never seen.
    pub fn oldest(&self, wanted: Look) -> Option<Instant> {
        let mut times = Vec::new();
        if wanted.relation {
            times.push(self.relation.as_ref().map(|s| s.at));
        }
        if wanted.seats {
            times.push(self.subscriptions.as_ref().map(|s| s.at));
            times.push(self.pools.as_ref().map(|s| s.at));
        }
        if wanted.people {
            times.push(self.people.as_ref().map(|s| s.at));
        }
        times.into_iter().collect::<Option<Vec<Instant>>>()?.into_iter().min()
    }

    /// A subscription by its id.
    pub fn subscription(&self, id: &str) -> Option<&SubscriptionSeen> {
        self.subscriptions.as_ref()?.value.iter().find(|s| s.id.eq_ignore_ascii_case(id))
    }

    /// Takes newer parts.
    pub fn take(&mut self, newer: Self) {
        if newer.relation.is_some() {
            self.relation = newer.relation;
        }
        if newer.subscriptions.is_some() {
            self.subscriptions = newer.subscriptions;
        }
        if newer.transfers.is_some() {
            self.transfers = newer.transfers;
        }
        if newer.pools.is_some() {
            self.pools = newer.pools;
        }
        if newer.people.is_some() {
            self.people = newer.people;
        }
    }
}
