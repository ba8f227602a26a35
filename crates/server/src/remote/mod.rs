//! Moves that are carried out at another service: the real Partner Center and Graph, or another center, through the client.
//!
//! A second adapter of the engine's port; `nahtlos_engine::moves::local` is the first. It asks nothing that the reference does not have. It
//! decides nothing and repeats nothing: a lost reply is unknown, and the next thing is a look. Nobody waits here for a budget: what may not be
//! asked yet is told to be later.

mod account;
mod act;
mod budgets;
mod look;
mod order;
mod pace;
mod relation;
mod said;
mod seats;
mod swap;
mod targets;

pub(crate) use account::Accounts;
pub(crate) use budgets::Budgets;
pub(crate) use said::sentence;
pub(crate) use targets::Everywhere;

use account::Opened;
use budgets::Asking;
use futures_util::future::BoxFuture;
use nahtlos_client::{Client, Uuid};
use nahtlos_engine::{
    Engine,
    moves::target::{Blind, CustomerSeen, Target},
};
use nahtlos_model::{
    instants::{HOUR_MS, Instant},
    moves::{
        Move,
        deeds::{Deed, Outcome},
        sight::{Look, Sight},
    },
};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Another service, by an account of a partner there.
#[derive(Debug, Clone)]
pub(crate) struct Remote {
    engine: Engine,
    account: Arc<Opened>,
    accounts: Arc<Accounts>,
    budgets: Arc<Budgets>,
}

/// Why a look ended before it was whole.
#[derive(Debug)]
enum Unseen {
    /// The service did not answer as it should.
    Error(Box<nahtlos_client::Error>),
    /// The budget is used up until then.
    Budget(Instant),
}

impl From<nahtlos_client::Error> for Unseen {
    fn from(error: nahtlos_client::Error) -> Self {
        Self::Error(Box::new(error))
    }
}

impl Remote {
    fn client(&self) -> &Client {
        &self.account.client
    }

    /// A move of no customer, for what is asked about the partner alone.
    fn nobody(&self) -> Move {
        let account = &self.account.account;
        Move::to_look(&account.partner_id, &account.id, "", self.now())
    }

    fn now(&self) -> Instant {
        self.engine.now()
    }

    fn asking(&self, of: &Move, graph: bool) -> Asking {
        let account = &self.account.account;
        Asking {
            service: if graph { &account.service.graph } else { &account.service.partner }.clone(),
            partner: account.tenant.clone(),
            application: account.client_id.clone(),
            customer: of.customer.tenant_id.clone(),
        }
    }

    /// Spends units of a budget.
    fn spend(&self, of: &Move, budget: &'static str, units: u64) -> Result<(), Unseen> {
        let graph = matches!(budget, budgets::GRAPH_UNITS | budgets::GRAPH_WRITES);
        let taken = self.budgets.take(budget, units, &self.asking(of, graph), self.now());
        taken.map_err(Unseen::Budget)
    }

    /// The service said "too much": its budgets are lowered.
    fn lower(&self, of: &Move, graph: bool, until: Instant) {
        let all: &[&'static str] = match graph {
            true => &[budgets::GRAPH_UNITS, budgets::GRAPH_WRITES],
            false => &[budgets::SUBSCRIPTION, budgets::OTHER],
        };
        for budget in all {
            self.budgets.refused(budget, until, &self.asking(of, graph), self.now());
        }
    }

    /// A further key of an attempt, for one of several changes that a deed is made of: the same for the same attempt.
    fn key(key: &str, what: &str) -> Uuid {
        let hash = Sha256::digest(format!("{key} {what}").as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    fn blind(&self, of: &Move, unseen: &Unseen) -> Blind {
        match unseen {
            Unseen::Budget(not_before) => Blind {
                why: "the service's budget is used up".to_owned(),
                not_before: *not_before,
                gone: false,
                refused: None,
            },
            Unseen::Error(error) => {
                if let Some(until) = said::too_much(error, self.now()) {
                    self.lower(of, false, until);
                    self.lower(of, true, until);
                }
                said::of_look(error, self.now())
            }
        }
    }
}

impl Target for Remote {
    fn look<'a>(&'a self, of: &'a Move, look: Look) -> BoxFuture<'a, Result<Sight, Blind>> {
        Box::pin(async move {
            let at = self.now();
            let seen = self.see(of, look, at).await;
            self.accounts.keep_renewed(&self.account).await;
            seen.map_err(|unseen| self.blind(of, &unseen))
        })
    }

    fn customers(&self) -> BoxFuture<'_, Result<Option<Vec<CustomerSeen>>, Blind>> {
        Box::pin(async move {
            // Nobody in particular is asked about.
            let of = self.nobody();
            let seen = self.all_customers(&of).await;
            self.accounts.keep_renewed(&self.account).await;
            seen.map(Some).map_err(|unseen| self.blind(&of, &unseen))
        })
    }

    fn customer<'a>(&'a self, of: &'a Move) -> BoxFuture<'a, Result<Option<CustomerSeen>, Blind>> {
        Box::pin(async move { self.one_customer(of).await.map_err(|unseen| self.blind(of, &unseen)) })
    }

    fn act<'a>(&'a self, of: &'a Move, key: &'a str, deed: &'a Deed) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let outcome = self.perform(of, key, deed).await.unwrap_or_else(|outcome| outcome);
            self.accounts.keep_renewed(&self.account).await;
            outcome
        })
    }

    fn done_by(&self, of: &Move, changes: usize) -> Option<Instant> {
        let (now, changes) = (self.now(), u64::try_from(changes).unwrap_or(u64::MAX));
        let by = self.budgets.done_by(budgets::GRAPH_WRITES, changes, &self.asking(of, true), now);
        Some(by).filter(|by| *by > now)
    }

    /// Nobody tells of what happens there.
    fn pause_ms(&self) -> i64 {
        HOUR_MS
    }
}
